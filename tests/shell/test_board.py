"""The board holds the latest values, and says in which order vehicles wait."""

import operator
from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.case import Case
from app.domain.decision import STAGE_DISPOSITIONS, Disposition, Stage
from app.domain.identifiers import CaseId
from app.shell.board import Board
from tests.builders import NOW, place
from tests.shell.cases import decided, waiting

STATES = ("waiting", *sorted(STAGE_DISPOSITIONS[Stage.PRIMARY]))


def test_vehicles_of_this_lane_wait_in_the_order_in_which_they_came() -> None:
    board = Board(place())
    later = replace(waiting("b"), opened_at=NOW + timedelta(seconds=30))
    for case in (later, waiting("a"), replace(waiting("x"), place=place("coutts-9"))):
        board.take(case)
    assert [case.case_id for case in board.at_primary()] == ["a", "b"]


def test_a_decided_vehicle_no_longer_waits_at_primary() -> None:
    board = Board(place())
    board.take(waiting("a"))
    board.take(decided("a", Disposition.RELEASE))
    assert not board.at_primary()
    assert [case.case_id for case in board.decided_here(Stage.PRIMARY, 5)] == ["a"]


def test_a_referred_case_waits_at_secondary_wherever_it_was_referred() -> None:
    board = Board(place("bay-2"))
    board.take(decided("a", Disposition.REFER))
    assert [case.case_id for case in board.at_secondary()] == ["a"]
    assert not board.decided_here(Stage.PRIMARY, 5)


def test_a_held_vehicle_still_waits_for_the_primary_officer() -> None:
    board = Board(place())
    board.take(decided("a", Disposition.HOLD))
    assert [case.case_id for case in board.at_primary()] == ["a"]


def test_what_was_never_heard_of_is_no_case() -> None:
    board = Board(place())
    assert board.case(None) is None
    assert board.case(CaseId("nobody")) is None
    assert board.is_offline
    assert isinstance(waiting("a"), Case)


def test_a_vehicle_that_has_come_is_known_by_its_plate_however_often_it_changed() -> None:
    board = Board(place())
    assert not board.has_plate("CJK4419")
    board.take(waiting("a"))
    board.take(decided("a", Disposition.RELEASE))
    assert board.has_plate("CJK4419")
    board.take(replace(waiting("a"), plate=None))
    assert not board.has_plate("CJK4419")


def test_a_later_value_of_a_case_is_the_one_that_every_list_holds() -> None:
    board = Board(place())
    for case_id in ("a", "b"):
        board.take(waiting(case_id))
        board.take(decided(case_id, Disposition.REFER))
    seen = replace(decided("a", Disposition.REFER), simulated=True)
    board.take(seen)
    assert seen in board.at_secondary()
    assert seen in board.decided_here(Stage.PRIMARY, 5)
    assert len(board.at_secondary()) == len(board.decided_here(Stage.PRIMARY, 5)) == 2


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(STATES)), max_size=12))
def test_the_lists_say_what_a_look_at_every_case_would_say(changes: list[tuple[str, str]]) -> None:
    board, latest = Board(place()), dict[CaseId, Case]()
    for name, state in changes:
        case = waiting(name) if state == "waiting" else decided(name, Disposition(state))
        latest[case.case_id] = case
        board.take(case)
    cases = latest.values()
    made = [case for case in cases if case.standing(Stage.PRIMARY) is not None]
    by_name = operator.attrgetter("case_id")
    for listed, expected in (
        (board.at_primary(), [case for case in cases if case.awaits_primary]),
        (board.at_secondary(), [case for case in cases if case.awaits_secondary]),
        (board.decided_here(Stage.PRIMARY, 9), made),
    ):
        assert sorted(listed, key=by_name) == sorted(expected, key=by_name)
