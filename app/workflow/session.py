"""Who sits at the station: sign in, lock, unlock, sign out.

A PIN is a parameter and nothing else: no attribute, event or message of this module holds one.
Every attempt counts before it is checked, so that cutting the power buys nobody a free try.
"""

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NoReturn

from app.clearance.authority import Denial, misplaced
from app.domain.events import Event, SessionChange, SessionChanged
from app.domain.identifiers import Badge
from app.domain.officer import OfficerVerifier, Role
from app.domain.place import Place
from app.ports import Clock, Officers, WorldError
from app.workflow.desk import Acting

FAILURES_MAX = 5
LOCKOUT = timedelta(minutes=15)
LOCKOUT_MAX = timedelta(hours=4)
IDLE_LOCK_S = 300.0
STRANGERS_MAX = 1000
UNKNOWN_BADGE = Badge("unknown")
"""What is recorded for a badge that nobody has: it may be a PIN typed into the wrong field."""


class SessionState(StrEnum):
    """The life of a session."""

    SIGNED_OUT = "signed-out"
    ACTIVE = "active"
    LOCKED = "locked"


class SessionStep(StrEnum):
    """What can happen to a session."""

    SIGN_IN = "sign-in"
    LOCK = "lock"
    UNLOCK = "unlock"
    SIGN_OUT = "sign-out"


TRANSITIONS: dict[tuple[SessionState, SessionStep], SessionState] = {
    (SessionState.SIGNED_OUT, SessionStep.SIGN_IN): SessionState.ACTIVE,
    (SessionState.ACTIVE, SessionStep.LOCK): SessionState.LOCKED,
    (SessionState.ACTIVE, SessionStep.SIGN_OUT): SessionState.SIGNED_OUT,
    (SessionState.LOCKED, SessionStep.LOCK): SessionState.LOCKED,
    (SessionState.LOCKED, SessionStep.UNLOCK): SessionState.ACTIVE,
    (SessionState.LOCKED, SessionStep.SIGN_OUT): SessionState.SIGNED_OUT,
}
"""Every other step is a mistake of ours, and raises WrongStepError."""


class WrongStepError(Exception):
    """The program asked for a step that the session's state does not have."""


class SignInRefusal(StrEnum):
    """Why a sign-in or unlock was refused. All but the first two need the right PIN first."""

    WRONG_BADGE_OR_PIN = "wrong-badge-or-pin"
    LOCKED_OUT = "locked-out"
    VERIFIER_EXPIRED = "verifier-expired"
    ROLE_NOT_HELD = "role-not-held"
    OTHER_COUNTRY = "other-country"
    OTHER_PORT = "other-port"


class SignInRefusedError(WorldError):
    """Nobody was signed in. `locked_until` is given where waiting helps."""

    def __init__(self, refusal: SignInRefusal, locked_until: datetime | None = None) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
        self.locked_until = locked_until


_REFUSALS = {
    Denial.OTHER_COUNTRY: SignInRefusal.OTHER_COUNTRY,
    Denial.OTHER_PORT: SignInRefusal.OTHER_PORT,
}


def is_idle(idle_s: float, *, limit_s: float = IDLE_LOCK_S) -> bool:
    """Whether a station that nobody touched for `idle_s` seconds locks itself."""
    return idle_s >= limit_s


def lockout(failures: int) -> timedelta | None:
    """How long a badge is locked out after so many failures since its last success.

    15 minutes at the fifth, twice as long at each further one, never more than 4 hours.
    """
    if failures < FAILURES_MAX:
        return None
    doublings = min(failures - FAILURES_MAX, 16)
    return min(LOCKOUT * (1 << doublings), LOCKOUT_MAX)


class Session:
    """The officer at one station. Lives on the writer thread, where counters and events go."""

    def __init__(
        self,
        place: Place,
        clock: Clock,
        officers: Officers,
        record: Callable[[Event], object],
        verify_hash: Callable[[str, str], bool],
        stranger_hash: str,
    ) -> None:
        self._place = place
        self._clock = clock
        self._officers = officers
        self._record = record
        self._verify_hash = verify_hash
        self._stranger_hash = stranger_hash
        self._strangers: OrderedDict[Badge, tuple[int, datetime | None]] = OrderedDict()
        self._state = SessionState.SIGNED_OUT
        self._seated: Acting | None = None

    @property
    def state(self) -> SessionState:
        """Where the session stands."""
        return self._state

    @property
    def acting(self) -> Acting | None:
        """The officer who can act now; nobody while the station is locked."""
        return self._seated if self._state is SessionState.ACTIVE else None

    @property
    def seated(self) -> Acting | None:
        """The officer whose session this is, locked or not."""
        return self._seated

    def sign_in(self, badge: Badge, pin: str, role: Role) -> Acting:
        """Sign in. Raises SignInRefusedError, RecordError; then nobody is signed in."""
        state = self._next(SessionStep.SIGN_IN)
        verifier = self._checked(badge, pin, role)
        acting = Acting(officer=verifier.officer, role=role)
        self._tell(badge, SessionChange.SIGNED_IN, role)
        self._state, self._seated = state, acting
        return acting

    def lock(self) -> None:
        """Lock the station; the officer's work stays as it is. Locking twice changes nothing."""
        state = self._next(SessionStep.LOCK)
        if state is self._state:
            return
        # Locked even if the journal cannot say so: a screen left open is the greater harm.
        self._state, seated = state, self._whose()
        self._tell(seated.officer.badge, SessionChange.LOCKED, seated.role)

    def unlock(self, pin: str) -> Acting:
        """Return to the same officer in the same role. Raises SignInRefusedError."""
        state = self._next(SessionStep.UNLOCK)
        badge, role = self._whose().officer.badge, self._whose().role
        verifier = self._checked(badge, pin, role)
        acting = Acting(officer=verifier.officer, role=role)
        self._tell(badge, SessionChange.UNLOCKED, role)
        self._state, self._seated = state, acting
        return acting

    def sign_out(self) -> None:
        """End the session, also of an officer who left the station locked."""
        state = self._next(SessionStep.SIGN_OUT)
        seated = self._whose()
        self._state, self._seated = state, None
        self._tell(seated.officer.badge, SessionChange.SIGNED_OUT, seated.role)

    def _next(self, step: SessionStep) -> SessionState:
        state = TRANSITIONS.get((self._state, step))
        if state is None:
            raise WrongStepError(f"{step} while {self._state}")
        return state

    def _whose(self) -> Acting:
        if self._seated is None:
            raise WrongStepError(f"nobody's session is {self._state}")
        return self._seated

    def _checked(self, badge: Badge, pin: str, role: Role) -> OfficerVerifier:
        """The verifier of an officer who proved to be that officer and may act here."""
        verifier = self._officers.verifier(badge)
        now = self._clock.now()
        failures, locked_until = self._failures(badge, is_known=verifier is not None)
        if locked_until is not None and now < locked_until:
            self._refuse(badge, verifier, role, SignInRefusal.LOCKED_OUT, locked_until)
        wait = lockout(failures + 1)
        locked_until = None if wait is None else now + wait
        self._count(badge, failures + 1, locked_until, is_known=verifier is not None)
        is_right = self._verify_hash(verifier.argon2_hash if verifier else self._stranger_hash, pin)
        if verifier is None or not is_right:
            self._refuse_wrong(badge, verifier, role, locked_until)
        self._count(badge, 0, None, is_known=True)
        if (refused := self._unfit(verifier, role, now)) is not None:
            self._refuse(badge, verifier, role, refused)
        return verifier

    def _unfit(self, verifier: OfficerVerifier, role: Role, now: datetime) -> SignInRefusal | None:
        if verifier.valid_until <= now:
            return SignInRefusal.VERIFIER_EXPIRED
        if role not in verifier.officer.roles:
            return SignInRefusal.ROLE_NOT_HELD
        denials = misplaced(verifier.officer, self._place)
        return _REFUSALS[denials[0]] if denials else None

    def _refuse_wrong(
        self,
        badge: Badge,
        verifier: OfficerVerifier | None,
        role: Role,
        locked_until: datetime | None,
    ) -> NoReturn:
        """A wrong badge or PIN; the one that begins a lock-out is recorded as such."""
        if locked_until is None:
            self._refuse(badge, verifier, role, SignInRefusal.WRONG_BADGE_OR_PIN)
        self._tell(_recorded(badge, verifier), SessionChange.LOCKED_OUT, role)
        raise SignInRefusedError(SignInRefusal.LOCKED_OUT, locked_until)

    def _refuse(
        self,
        badge: Badge,
        verifier: OfficerVerifier | None,
        role: Role,
        refusal: SignInRefusal,
        locked_until: datetime | None = None,
    ) -> NoReturn:
        """Record the refusal, then say it."""
        self._tell(_recorded(badge, verifier), SessionChange.REFUSED, role)
        raise SignInRefusedError(refusal, locked_until)

    def _failures(self, badge: Badge, *, is_known: bool) -> tuple[int, datetime | None]:
        if is_known:
            return self._officers.failures(badge)
        return self._strangers.get(badge, (0, None))

    def _count(
        self, badge: Badge, failures: int, locked_until: datetime | None, *, is_known: bool
    ) -> None:
        """Keep the counter: on the disk for officers, in memory for badges that nobody has."""
        if is_known:
            self._officers.set_failures(badge, failures, locked_until)
            return
        self._strangers[badge] = (failures, locked_until)
        self._strangers.move_to_end(badge)
        while len(self._strangers) > STRANGERS_MAX:
            self._strangers.popitem(last=False)

    def _tell(self, badge: Badge, change: SessionChange, role: Role) -> None:
        self._record(SessionChanged(badge=badge, change=change, role=role))


def _recorded(badge: Badge, verifier: OfficerVerifier | None) -> Badge:
    return UNKNOWN_BADGE if verifier is None else badge
