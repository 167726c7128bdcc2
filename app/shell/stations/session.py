"""The presenter of sign-in and lock: who sits here, and what the station can do right now."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.domain.identifiers import Badge
from app.domain.officer import Role
from app.domain.sync_state import LinkState, SyncState
from app.ports import WorldError
from app.shell.acts import Station
from app.shell.board import Board
from app.shell.tasks import Submits, Tasks
from app.workflow.desk import Acting
from app.workflow.session import Session, SessionState, SignInRefusal, SignInRefusedError
from widgets.session.lock_overlay import LockOverlay
from widgets.session.sign_in_screen import SignInScreen
from widgets.session.state import LockView, Refusal, Refused, SignInView

REFUSALS = {
    SignInRefusal.WRONG_BADGE_OR_PIN: Refusal.WRONG,
    SignInRefusal.LOCKED_OUT: Refusal.LOCKED_OUT,
    SignInRefusal.VERIFIER_EXPIRED: Refusal.EXPIRED,
    SignInRefusal.ROLE_NOT_HELD: Refusal.ROLE_NOT_HELD,
    SignInRefusal.OTHER_COUNTRY: Refusal.OTHER_PORT,
    SignInRefusal.OTHER_PORT: Refusal.OTHER_PORT,
}

NO_SYNC = SyncState(
    link=LinkState.NOT_CONFIGURED,
    to_send=0,
    oldest_at=None,
    last_good_at=None,
    next_try_at=None,
    receipt_seq=0,
)


@dataclass(frozen=True, slots=True)
class Seat:
    """What the session needs from the record: None until the record is open."""

    session: Session
    writer: Submits


class SessionPresenter:
    """Signs officers in and out. `seated` is told of every change of who can act."""

    def __init__(
        self,
        sign_in: SignInScreen,
        lock: LockOverlay,
        station: Station,
        board: Board,
        tasks: Tasks,
        seated: Callable[[Acting | None, SessionState], None],
    ) -> None:
        self._sign_in = sign_in
        self._lock = lock
        self._station = station
        self._board = board
        self._tasks = tasks
        self._seated = seated
        self._seat: Seat | None = None
        self._acting: Acting | None = None
        self._locked_at: datetime | None = None
        self._checking = False
        self._refused: Refused | None = None
        sign_in.sign_in_requested.connect(self._asked_in)
        lock.unlock_requested.connect(self._asked_back)
        lock.sign_out_requested.connect(self.sign_out)

    @property
    def acting(self) -> Acting | None:
        """The officer whose session this is, locked or not."""
        return self._acting

    @property
    def is_ready(self) -> bool:
        """Whether the record is open, so that somebody can sign in."""
        return self._seat is not None

    @property
    def is_checking(self) -> bool:
        """Whether a PIN is being checked."""
        return self._checking

    def open(self, seat: Seat) -> None:
        """The record is open: from now on officers can sign in."""
        self._seat = seat
        self.refresh()

    def refresh(self) -> None:
        """Show how this station is."""
        now = self._station.clock.now()
        sync = self._board.sync or NO_SYNC
        if self._locked_at is not None and self._acting is not None:
            self._lock.show_view(
                LockView(
                    officer=self._acting.officer,
                    role=self._acting.role,
                    locked_at=self._locked_at.astimezone(),
                    checking=self._checking,
                    refused=self._refused,
                )
            )
            return
        self._sign_in.show_view(
            SignInView(
                now=now,
                local_now=now.astimezone(),
                place=self._station.place,
                roles=self._station.roles,
                sync=sync,
                devices=tuple(self._board.devices.values()),
                checking=self._checking or self._seat is None,
                refused=self._refused,
                simulated=self._station.simulated,
                version=self._station.version,
            )
        )

    def lock(self) -> None:
        """Lock the station; the officer's work stays as it is."""
        if self._seat is None or self._acting is None or self._locked_at is not None:
            return
        self._locked_at = self._station.clock.now()
        self._refused = None
        self._tasks.run(
            self._seat.writer, self._seat.session.lock, done=_nothing, failed=self._failed
        )
        self._seated(None, SessionState.LOCKED)
        self.refresh()

    def sign_out(self) -> None:
        """End the session."""
        if self._seat is None or self._acting is None:
            return
        self._acting, self._locked_at, self._refused = None, None, None
        self._tasks.run(
            self._seat.writer, self._seat.session.sign_out, done=_nothing, failed=self._failed
        )
        self._seated(None, SessionState.SIGNED_OUT)
        self.refresh()

    def _asked_in(self, badge: str, pin: str, role: Role) -> None:
        seat = self._seat
        if seat is None or self._checking:
            return
        self._start_check()
        self._tasks.run(
            seat.writer,
            lambda: seat.session.sign_in(Badge(badge), pin, role),
            done=self._admitted,
            failed=self._failed,
        )

    def _asked_back(self, pin: str) -> None:
        seat = self._seat
        if seat is None or self._checking:
            return
        self._start_check()
        self._tasks.run(
            seat.writer,
            lambda: seat.session.unlock(pin),
            done=self._admitted,
            failed=self._failed,
        )

    def _start_check(self) -> None:
        self._checking, self._refused = True, None
        self.refresh()

    def _admitted(self, acting: Acting) -> None:
        self._checking, self._refused = False, None
        self._acting, self._locked_at = acting, None
        self._sign_in.forget()
        self._seated(acting, SessionState.ACTIVE)
        self.refresh()

    def _failed(self, error: WorldError) -> None:
        self._checking = False
        if isinstance(error, SignInRefusedError):
            until = error.locked_until.astimezone() if error.locked_until else None
            self._refused = Refused(refusal=REFUSALS[error.refusal], locked_until=until)
        else:
            self._refused = Refused(refusal=Refusal.NOT_RECORDED)
        self.refresh()


def _nothing(_result: None) -> None:
    """The screen has changed already."""
