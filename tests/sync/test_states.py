"""The table of states is whole, and the core can do whatever it names."""

from random import Random
from typing import get_args

import pytest

from app.sync.core import SyncCore
from app.sync.states import TABLE, Reaction, State
from app.sync.steps import (
    Answered,
    Enrolled,
    Failed,
    Grown,
    HashFound,
    Input,
    Loaded,
    Prompted,
    Started,
    Tick,
)
from app.wire.messages import IngestReply
from app.wire.receipt import Receipt, SignedReceipt
from tests.builders import place

EXAMPLES: tuple[Input, ...] = (
    Started(3, 0, enrolled=True),
    Grown(4),
    Tick(),
    Prompted(),
    Enrolled(99),
    Loaded(0, ()),
    Answered(99, IngestReply(b"", bytes(64))),
    HashFound(2, None),
    Failed(99, "no answer"),
)


def never_opened(signed: SignedReceipt) -> Receipt:
    raise AssertionError("nobody asked for this receipt")


def core_in(state: State) -> SyncCore:
    core = SyncCore(place().station, 1, never_opened, Random(1))  # noqa: S311 - jitter
    core.state = state
    return core


def test_every_state_answers_every_step() -> None:
    assert set(TABLE) == {(state, step) for state in State for step in get_args(Input)}


def test_there_is_an_example_of_every_step() -> None:
    assert {type(example) for example in EXAMPLES} == set(get_args(Input))


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("step", EXAMPLES, ids=lambda step: type(step).__name__)
def test_a_step_that_nobody_waits_for_changes_nothing_or_is_an_error(
    state: State, step: Input
) -> None:
    core = core_in(state)
    reaction = TABLE[state, type(step)]
    if reaction is Reaction.IMPOSSIBLE:
        with pytest.raises(AssertionError):
            core.handle(step, 0.0)
        return
    actions = core.handle(step, 0.0)
    if reaction is Reaction.PASS:
        assert actions == []
        assert core.state is state


def test_a_fork_is_the_end_until_the_program_starts_anew() -> None:
    reactions = {TABLE[State.FORKED, step] for step in get_args(Input)}
    assert reactions == {Reaction.NOTE, Reaction.PASS, Reaction.IMPOSSIBLE}
