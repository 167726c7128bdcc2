"""Damaged radiographs crash no decoder, hang none, fill no memory, and are refused in words."""

import pytest

from tests.fuzz.bombs import BOMBS
from tests.fuzz.radiograph import BOMBS_NAME, DECODERS, damage, in_own_process

QUICK, ALL = 300, 10_000
REASONS_MIN = {"dicos": 10, "tiff": 10, "xml": 10, "tdr": 5}
"""How many different checks the damage reaches at least."""


@pytest.mark.filterwarnings("ignore::UserWarning")  # pydicom warns before it gives up
@pytest.mark.parametrize("name", DECODERS)
def test_damaged_input_is_refused_quickly_and_with_a_reason(name: str) -> None:
    outcome = damage(name, QUICK)
    assert outcome.is_good, outcome
    assert outcome.inputs == QUICK
    assert outcome.refused > 0
    assert outcome.reasons >= REASONS_MIN.get(name, 1)


def test_small_files_that_ask_for_much_are_refused_before_it_is_given() -> None:
    outcome = in_own_process(BOMBS_NAME, 0)
    assert outcome.is_good, outcome
    assert outcome.refused == outcome.inputs == len(BOMBS)


@pytest.mark.slow
@pytest.mark.parametrize("name", DECODERS)
def test_ten_thousand_damaged_inputs_stay_within_time_and_memory(name: str) -> None:
    outcome = in_own_process(name, ALL)
    assert outcome.is_good, outcome
    assert outcome.inputs == ALL
