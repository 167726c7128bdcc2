"""A link is kept alive, its pauses grow to a ceiling, and its silence is loud."""

import asyncio
from collections.abc import Callable
from random import Random

import pytest

from app.domain.sync_state import DeviceState, LinkState
from devices.errors import NotConnectedError
from devices.link import Pulse
from devices.supervisor import BACKOFF_S, JITTER, TRANSITIONS, Sign, Supervisor
from tests.devices.clocks import HandClock

RANDOM = Random(1)  # noqa: S311 - it spreads pauses
SUPERVISED = [state for state in LinkState if state is not LinkState.NOT_CONFIGURED]


class ScriptedLink:
    """Does in each run what the test says."""

    name, family = "portal-3", "portal"
    silence_max_s = 16.0

    def __init__(self, *runs: Callable[["ScriptedLink"], object]) -> None:
        self.pulse = Pulse()
        self.runs = list(runs)
        self.started = 0

    async def run(self) -> None:
        self.started += 1
        if self.runs:
            self.runs.pop(0)(self)
        await asyncio.Event().wait()


def fail(why: str) -> Callable[[ScriptedLink], object]:
    def failing(link: ScriptedLink) -> None:
        raise NotConnectedError(why)

    return failing


class Watched:
    """A supervisor whose pauses take no time, and what it published."""

    def __init__(self, link: ScriptedLink, clock: HandClock) -> None:
        self.states: list[DeviceState] = []
        self.pauses: list[float] = []
        self._changed = asyncio.Event()
        self.supervisor = Supervisor(link, clock, self._publish, RANDOM, sleep=self._sleep)
        self.task = asyncio.create_task(self.supervisor.run())

    def _publish(self, state: DeviceState) -> None:
        self.states.append(state)
        self._changed.set()

    async def _sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        await asyncio.sleep(0)

    async def until(self, is_so: Callable[[DeviceState], bool]) -> DeviceState:
        async with asyncio.timeout(10):
            while not any(is_so(state) for state in self.states):
                self._changed.clear()
                await self._changed.wait()
        return next(state for state in self.states if is_so(state))

    async def stop(self) -> None:
        self.task.cancel()
        await asyncio.wait([self.task])


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


def test_the_table_answers_every_sign_in_every_state() -> None:
    assert set(TRANSITIONS) == {(state, sign) for state in SUPERVISED for sign in Sign}


@pytest.mark.parametrize("state", SUPERVISED)
def test_whatever_the_state_a_sign_of_life_is_up_and_a_failure_is_down(state: LinkState) -> None:
    assert TRANSITIONS[state, Sign.HEARD] is LinkState.UP
    assert TRANSITIONS[state, Sign.FAILED] is LinkState.DOWN
    assert TRANSITIONS[state, Sign.SILENT] in (LinkState.DEGRADED, LinkState.DOWN)


async def test_a_link_is_up_when_its_device_is_heard_and_not_before(clock: HandClock) -> None:
    link = ScriptedLink(lambda link: None)
    watched = Watched(link, clock)
    await watched.until(lambda state: state.link is LinkState.CONNECTING)
    assert watched.supervisor.state.link is LinkState.CONNECTING
    link.pulse.heard()
    state = await watched.until(lambda state: state.link is LinkState.UP)
    assert state.last_heard_at == clock.now()
    await watched.stop()


async def test_a_failing_link_is_tried_again_with_growing_pauses_up_to_the_ceiling(
    clock: HandClock,
) -> None:
    link = ScriptedLink(*[fail("nobody answers")] * 12, lambda link: link.pulse.heard())
    watched = Watched(link, clock)
    await watched.until(lambda state: state.link is LinkState.UP)
    expected = [BACKOFF_S[min(attempt, len(BACKOFF_S) - 1)] for attempt in range(12)]
    assert [pause / wanted for pause, wanted in zip(watched.pauses, expected, strict=True)] == (
        pytest.approx([1.0] * 12, abs=JITTER)
    )
    assert len(set(watched.pauses)) == 12
    down = next(state for state in watched.states if state.link is LinkState.DOWN)
    assert down.why == "nobody answers"
    assert watched.supervisor.state.why == ""
    await watched.stop()


async def test_pauses_start_small_again_once_the_device_was_heard(clock: HandClock) -> None:
    def heard_then_broken(link: ScriptedLink) -> None:
        link.pulse.heard()
        raise NotConnectedError("broken")

    link = ScriptedLink(*[fail("x")] * 4, heard_then_broken, lambda link: link.pulse.heard())
    watched = Watched(link, clock)
    await watched.until(lambda state: state.link is LinkState.UP and link.started == 6)
    assert watched.pauses[4] <= BACKOFF_S[0] * (1 + JITTER)
    await watched.stop()


async def test_silence_is_degraded_in_words_and_the_link_is_made_anew(clock: HandClock) -> None:
    again = asyncio.Event()
    link = ScriptedLink(lambda link: link.pulse.heard(), lambda link: again.set())
    watched = Watched(link, clock)
    await watched.until(lambda state: state.link is LinkState.UP)
    clock.elapsed_s += 17
    state = await watched.until(lambda state: state.link is LinkState.DEGRADED)
    assert "silent for 17 s" in state.why
    await asyncio.wait_for(again.wait(), 10)
    assert watched.states[-1].link is LinkState.DEGRADED
    link.pulse.heard()
    assert (watched.states[-1].link, watched.states[-1].why) == (LinkState.UP, "")
    await watched.stop()


async def test_what_the_device_says_of_itself_and_its_faults_are_shown_at_once(
    clock: HandClock,
) -> None:
    link = ScriptedLink(lambda link: link.pulse.heard())
    watched = Watched(link, clock)
    await watched.until(lambda state: state.link is LinkState.UP)
    link.pulse.fault()
    link.pulse.says(why="this lane is not protecting you: tamper", reading="12 cps")
    state = watched.states[-1]
    assert (state.faults_today, state.reading) == (1, "12 cps")
    assert state.why == "this lane is not protecting you: tamper"
    await watched.stop()


async def test_rejected_lines_are_counted_and_the_count_starts_anew_each_day(
    clock: HandClock,
) -> None:
    link = ScriptedLink(lambda link: link.pulse.heard())
    watched = Watched(link, clock)
    await watched.until(lambda state: state.link is LinkState.UP)
    for _ in range(1000):
        link.pulse.rejected()
    await watched.until(lambda state: state.rejected_today == 1000)
    assert len(watched.states) < 10
    clock.elapsed_s += 86_400
    link.pulse.rejected()
    assert watched.supervisor.state.rejected_today == 1
    await watched.stop()


async def test_our_own_error_is_not_taken_for_the_devices(clock: HandClock) -> None:
    def broken(link: ScriptedLink) -> None:
        raise ZeroDivisionError

    watched = Watched(ScriptedLink(broken), clock)
    with pytest.raises(ZeroDivisionError):
        await watched.task


async def test_a_link_without_a_pulse_counts_as_up_while_it_runs(clock: HandClock) -> None:
    class Folder:
        name, family = "spectra", "spectra"

        async def run(self) -> None:
            await asyncio.Event().wait()

    states: list[DeviceState] = []
    seen = asyncio.Event()

    def publish(state: DeviceState) -> None:
        states.append(state)
        if state.link is LinkState.UP:
            seen.set()

    task = asyncio.create_task(Supervisor(Folder(), clock, publish, RANDOM).run())
    await asyncio.wait_for(seen.wait(), 10)
    task.cancel()
    await asyncio.wait([task])
    assert states[-1].link is LinkState.UP
