"""How synchronisation stands, as the officer sees it."""

from datetime import datetime, timedelta

from app.domain.sync_state import LinkState, SyncState
from app.ports import Clock
from app.sync.core import SyncCore
from app.sync.ports import OnState
from app.sync.states import State

LINK_STATES: dict[State, LinkState] = {
    State.OFFLINE: LinkState.DOWN,
    State.ENROLLING: LinkState.CONNECTING,
    State.GREETING: LinkState.CONNECTING,
    State.SENDING: LinkState.UP,
    State.IDLE: LinkState.UP,
    State.FORKED: LinkState.DEGRADED,
}


class Status:
    """Collects what is known and tells it whenever it changes."""

    def __init__(self, core: SyncCore, clock: Clock, on_state: OnState) -> None:
        self._core = core
        self._clock = clock
        self._on_state = on_state
        self._owed: tuple[int, datetime | None] = (0, None)
        self._last_good_at: datetime | None = None
        self._latency_ms: float | None = None
        self._notices = 0
        self._notices_as_of: datetime | None = None
        self._next_try_at: datetime | None = None
        self._told: SyncState | None = None

    def owes(self, count: int, oldest_at: datetime | None) -> None:
        """What has no receipt yet."""
        self._owed = (count, oldest_at)
        self.tell()

    def heard(self, latency_ms: float | None = None) -> None:
        """The centre answered just now."""
        self._last_good_at = self._clock.now()
        if latency_ms is not None:
            self._latency_ms = round(latency_ms, 1)
        self.tell()

    def has_notices(self, count: int) -> None:
        """The notices installed are the centre's as of now."""
        self._notices, self._notices_as_of = count, self._clock.now()
        self.tell()

    def tell(self) -> None:
        """Tell how things stand, if that changed."""
        core = self._core
        to_send, oldest_at = self._owed
        state = SyncState(
            link=LINK_STATES[core.state],
            to_send=to_send,
            oldest_at=oldest_at,
            last_good_at=self._last_good_at,
            next_try_at=self._next_try(),
            receipt_seq=core.settled_seq,
            why=core.why,
            fork=core.state is State.FORKED,
            notices=self._notices,
            notices_as_of=self._notices_as_of,
            latency_ms=self._latency_ms,
        )
        if state != self._told:
            self._told = state
            self._on_state(state)

    def _next_try(self) -> datetime | None:
        """When the next attempt is due; computed once per wait, so that it does not wander."""
        wake_at_s = self._core.wake_at_s
        if wake_at_s is None:
            self._next_try_at = None
        elif self._next_try_at is None:
            wait_s = max(wake_at_s - self._clock.monotonic_s(), 0.0)
            self._next_try_at = self._clock.now() + timedelta(seconds=wait_s)
        return self._next_try_at
