"""Keeps one device link alive, and says loudly when it cannot."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from random import Random

from app.domain.lane_trouble import Trouble
from app.domain.sync_state import DeviceState, LinkState
from app.ports import Clock
from devices.errors import DeviceError
from devices.link import DeviceLink, PulsingLink

BACKOFF_S = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
"""Pauses before the next attempts; the last one is the ceiling."""

JITTER = 0.2
"""Each pause is shortened or lengthened by up to this part, so that lanes do not knock together."""

CHECK_S = 0.25
"""How often silence is looked for and counters are published, in seconds of the machine."""


class Sign(StrEnum):
    """What can happen to a supervised link."""

    STARTED = "started"
    RUNNING = "running"
    HEARD = "heard"
    SILENT = "silent"
    FAILED = "failed"


TRANSITIONS: dict[tuple[LinkState, Sign], LinkState] = {
    (LinkState.CONNECTING, Sign.STARTED): LinkState.CONNECTING,
    (LinkState.CONNECTING, Sign.RUNNING): LinkState.UP,
    (LinkState.CONNECTING, Sign.HEARD): LinkState.UP,
    (LinkState.CONNECTING, Sign.SILENT): LinkState.DEGRADED,
    (LinkState.CONNECTING, Sign.FAILED): LinkState.DOWN,
    (LinkState.UP, Sign.STARTED): LinkState.CONNECTING,
    (LinkState.UP, Sign.RUNNING): LinkState.UP,
    (LinkState.UP, Sign.HEARD): LinkState.UP,
    (LinkState.UP, Sign.SILENT): LinkState.DEGRADED,
    (LinkState.UP, Sign.FAILED): LinkState.DOWN,
    # A link that fell silent stays degraded while it is tried again: an officer must not see a
    # lane flicker between two states that both mean that nobody is watching.
    (LinkState.DEGRADED, Sign.STARTED): LinkState.DEGRADED,
    (LinkState.DEGRADED, Sign.RUNNING): LinkState.UP,
    (LinkState.DEGRADED, Sign.HEARD): LinkState.UP,
    (LinkState.DEGRADED, Sign.SILENT): LinkState.DEGRADED,
    (LinkState.DEGRADED, Sign.FAILED): LinkState.DOWN,
    (LinkState.DOWN, Sign.STARTED): LinkState.DOWN,
    (LinkState.DOWN, Sign.RUNNING): LinkState.UP,
    (LinkState.DOWN, Sign.HEARD): LinkState.UP,
    (LinkState.DOWN, Sign.SILENT): LinkState.DOWN,
    (LinkState.DOWN, Sign.FAILED): LinkState.DOWN,
}
"""NOT_CONFIGURED is not in the table: what is not configured is not supervised."""


class Supervisor:
    """Runs a link again and again until cancelled, and publishes every change of its state."""

    def __init__(
        self,
        link: DeviceLink,
        clock: Clock,
        on_state: Callable[[DeviceState], None],
        random: Random,
        *,
        backoff_s: Sequence[float] = BACKOFF_S,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._link = link
        self._clock = clock
        self._on_state = on_state
        self._random = random
        self._backoff_s = backoff_s
        self._sleep = sleep
        self._failures = 0
        self._link_why = ""
        self._device_why = ""
        self._heard_at_s = clock.monotonic_s()
        self._unpublished = True
        self._today = clock.now().date()
        self._state = DeviceState(
            name=link.name, family=link.family, link=LinkState.CONNECTING, since=clock.now()
        )
        if isinstance(link, PulsingLink):
            link.pulse.listen(self)

    @property
    def state(self) -> DeviceState:
        """The device as the officer sees it."""
        return self._state

    async def run(self) -> None:
        """Keep the link alive until cancelled."""
        while True:
            self._apply(Sign.STARTED)
            try:
                await self._run_once()
            except DeviceError as error:
                self._link_why = str(error)
                self._apply(Sign.FAILED)
            await self._sleep(self._pause_s())

    def heard(self) -> None:
        """The device is alive."""
        self._failures = 0
        self._link_why = ""
        self._heard_at_s = self._clock.monotonic_s()
        if self._state.link is LinkState.UP:
            self._note(last_heard_at=self._clock.now())
        else:
            self._apply(Sign.HEARD)

    def rejected(self) -> None:
        """The device sent something unreadable."""
        self._turn_day()
        self._note(rejected_today=self._state.rejected_today + 1)

    def suspect(self) -> None:
        """The device sent something that can hardly be true."""
        self._turn_day()
        self._note(suspect_today=self._state.suspect_today + 1)

    def fault(self) -> None:
        """The device reported a new fault."""
        self._turn_day()
        self._note(faults_today=self._state.faults_today + 1)
        self._publish()

    def says(self, why: str, reading: str | None, troubles: tuple[Trouble, ...]) -> None:
        """The device's own condition and latest reading."""
        loud = why != self._device_why
        self._device_why = why
        self._note(reading=self._state.reading if reading is None else reading, troubles=troubles)
        if loud:
            self._publish()

    async def _run_once(self) -> None:
        if not isinstance(self._link, PulsingLink):
            self._apply(Sign.RUNNING)
            await self._link.run()
            return
        self._heard_at_s = self._clock.monotonic_s()
        running = asyncio.create_task(self._link.run(), name=self._link.name)
        try:
            await self._watch(running, self._link.silence_max_s)
        finally:
            running.cancel()
            await asyncio.wait([running])
        if not running.cancelled():
            running.result()

    async def _watch(self, running: asyncio.Task[None], silence_max_s: float) -> None:
        was_silent = False
        while not running.done():
            await asyncio.wait([running], timeout=CHECK_S)
            if self._unpublished:
                self._publish()
            silent_s = self._clock.monotonic_s() - self._heard_at_s
            is_silent = silent_s > silence_max_s
            # Twice, because after a pause of this process what was said meanwhile is not read yet.
            if is_silent and was_silent and not running.done():
                self._link_why = f"silent for {silent_s:.0f} s, connecting again"
                self._apply(Sign.SILENT)
                return
            was_silent = is_silent

    def _pause_s(self) -> float:
        pause = self._backoff_s[min(self._failures, len(self._backoff_s) - 1)]
        self._failures += 1
        return pause * self._random.uniform(1 - JITTER, 1 + JITTER)

    def _apply(self, sign: Sign) -> None:
        link = TRANSITIONS[self._state.link, sign]
        since = self._state.since if link is self._state.link else self._clock.now()
        heard_at = self._clock.now() if sign is Sign.HEARD else self._state.last_heard_at
        self._note(link=link, since=since, last_heard_at=heard_at)
        self._publish()

    def _turn_day(self) -> None:
        today = self._clock.now().date()
        if today != self._today:
            self._today = today
            self._note(faults_today=0, rejected_today=0, suspect_today=0)

    def _note(self, **changes: object) -> None:
        why = self._link_why or self._device_why
        noted = replace(self._state, **changes, why=why)  # type: ignore[arg-type] # our own names
        self._unpublished = self._unpublished or noted != self._state
        self._state = noted

    def _publish(self) -> None:
        if self._unpublished:
            self._unpublished = False
            self._on_state(self._state)
