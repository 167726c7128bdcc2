"""What the sign-in screen and the lock show, as frozen values."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.officer import Officer, Role
from app.domain.place import Place
from app.domain.sync_state import DeviceState, SyncState


class Refusal(StrEnum):
    """Why an officer was not let in."""

    WRONG = "wrong"  # badge or PIN: which of the two is not said
    LOCKED_OUT = "locked-out"  # too many attempts
    EXPIRED = "expired"  # the local verifier is too old: the centre must be asked
    ROLE_NOT_HELD = "role-not-held"
    OTHER_PORT = "other-port"
    NO_OFFICERS = "no-officers"  # this station has not received anybody yet
    NOT_RECORDED = "not-recorded"  # the journal takes nothing, so nobody can act


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A refusal, how many attempts are left, and until when there are none."""

    refusal: Refusal
    attempts_left: int | None = None
    locked_until: datetime | None = None

    def __post_init__(self) -> None:
        if self.refusal is Refusal.LOCKED_OUT and self.locked_until is None:
            raise ValueError("a lock-out ends at some time")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInView:
    """The sign-in screen: who may come in as what, and how this station is.

    `checking` is true while a PIN is being verified, which takes a moment on purpose.
    """

    now: datetime
    local_now: datetime
    place: Place
    roles: tuple[Role, ...]
    sync: SyncState
    devices: tuple[DeviceState, ...]
    checking: bool = False
    refused: Refused | None = None
    simulated: bool = False
    version: str = ""

    def __post_init__(self) -> None:
        if not self.roles:
            raise ValueError("a station has at least one role to sign in as")


@dataclass(frozen=True, slots=True, kw_only=True)
class LockView:
    """The lock over a screen that its officer has left. Times of day are in the port's zone."""

    officer: Officer
    role: Role
    locked_at: datetime
    checking: bool = False
    refused: Refused | None = None
