"""Whatever is done, undone and done again, the history agrees with a plain list of acts."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from widgets.radiograph.undo import STEPS_MAX, History


class AHistory(RuleBasedStateMachine):
    """Keeps every step as (state, act) in a list, with a place in it."""

    def __init__(self) -> None:
        super().__init__()
        self.history = History(0)
        self.states: list[int] = [0]
        self.place = 0
        self.act: str | None = None

    @rule(state=st.integers(0, 5), act=st.sampled_from([None, "one", "other"]))
    def work(self, state: int, act: str | None) -> None:
        self.history.record(state, act)
        if state == self.states[self.place]:
            return
        if act is not None and act == self.act:
            self.states[self.place :] = [state]
        else:
            self.states[self.place + 1 :] = [state]
            self.place += 1
        self.act = act

    @rule()
    def undo(self) -> None:
        self.place = max(self.place - 1, 0)
        self.act = None
        assert self.history.undo() == self.states[self.place]

    @rule()
    def redo(self) -> None:
        self.place = min(self.place + 1, len(self.states) - 1)
        self.act = None
        assert self.history.redo() == self.states[self.place]

    @invariant()
    def agrees(self) -> None:
        assert self.history.now == self.states[self.place]
        assert self.history.can_undo == (self.place > 0)
        assert self.history.can_redo == (self.place < len(self.states) - 1)


AHistory.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestAHistory = AHistory.TestCase


def test_what_was_done_long_ago_is_forgotten() -> None:
    history = History(0)
    for state in range(1, STEPS_MAX + 50):
        history.record(state)
    steps = 0
    while history.can_undo:
        history.undo()
        steps += 1
    assert steps == STEPS_MAX
    assert history.now == 49


def test_an_act_that_was_undone_is_not_carried_on() -> None:
    history = History(0)
    history.record(1, "drag")
    history.undo()
    history.record(2, "drag")
    assert history.undo() == 0
