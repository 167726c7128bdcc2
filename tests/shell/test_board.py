"""The board holds the latest values, and says in which order vehicles wait."""

from dataclasses import replace
from datetime import timedelta

from app.domain.case import Case
from app.domain.decision import Disposition, Stage
from app.domain.identifiers import CaseId
from app.shell.board import Board
from tests.builders import NOW, place
from tests.shell.cases import decided, waiting


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
