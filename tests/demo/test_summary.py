"""The shift's own check can fail: each way a decision can go astray is found."""

import pytest

from app.demo.summary import Delivery, compare, count
from app.domain.decision import Disposition
from app.domain.events import DecisionMade
from app.domain.identifiers import CaseId
from tests.shell.cases import alarmed, decision, history

MADE = [("a/1/1", "aa"), ("a/1/2", "bb"), ("b/1/1", "cc")]


def test_what_arrived_as_it_was_written_is_exact() -> None:
    delivery = compare(MADE, MADE)
    assert delivery.is_exact
    assert delivery == Delivery(made=3, at_centre=3, missing=0, twice=0, mismatched=0)


@pytest.mark.parametrize(
    ("at_centre", "missing", "twice", "mismatched"),
    [
        (MADE[:2], 1, 0, 0),
        ([*MADE, MADE[0]], 0, 1, 0),
        ([*MADE[:2], ("b/1/1", "xx")], 0, 0, 1),
        ([*MADE, ("c/1/1", "dd")], 0, 0, 0),
        ([], 3, 0, 0),
    ],
)
def test_a_decision_gone_astray_is_found(
    at_centre: list[tuple[str, str]], missing: int, twice: int, mismatched: int
) -> None:
    delivery = compare(MADE, at_centre)
    assert not delivery.is_exact
    assert (delivery.missing, delivery.twice, delivery.mismatched) == (missing, twice, mismatched)


def test_a_shift_without_decisions_is_no_success() -> None:
    assert not compare([], []).is_exact


def test_events_are_counted_by_what_they_are() -> None:
    case = CaseId("a")
    refer = DecisionMade(case_id=case, decision=decision(Disposition.REFER))
    counts = count(history("a", *alarmed("a"), refer))
    assert counts.occupancies == 1
    assert counts.gamma_alarms == 1
    assert counts.neutron_alarms == 0
    assert counts.decisions == counts.referrals == 1
    assert counts.releases == 0
