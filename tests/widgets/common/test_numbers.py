"""Numbers, ages and plates as an officer reads them."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui_tools.languages import Tongue, speaking
from widgets.common.matching import NO_MATCH, match_score, plain
from widgets.common.numbers import age, grouped, hours_minutes, plate_text, years_between


@pytest.mark.parametrize(
    ("number", "decimals", "text"),
    [
        (0, 0, "0"),
        (9999, 0, "9999"),
        (22480, 0, "22\u00a0480"),
        (1234567, 0, "1\u00a0234\u00a0567"),
        (-3.26, 1, "\u22123.3"),
        (-0.01, 1, "0.0"),
    ],
)
def test_digits_stand_in_groups_of_three(number: float, decimals: int, text: str) -> None:
    assert grouped(number, decimals) == text


def test_the_decimal_sign_follows_the_language(qapp: QApplication) -> None:
    with speaking(qapp, Tongue.FRENCH):
        assert grouped(8.4, 1) == "8,4"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (-5, "0\u00a0s"),
        (12.9, "12\u00a0s"),
        (60, "1\u00a0min"),
        (3599, "59\u00a0min"),
        (7200, "2\u00a0h"),
        (172799, "47\u00a0h"),
        (172800, "2\u00a0d"),
    ],
)
def test_ages_are_in_their_largest_unit(seconds: float, text: str) -> None:
    assert age(seconds) == text


def test_a_duration_is_written_as_on_a_clock() -> None:
    assert hours_minutes(42 * 60 + 59) == "00:42"
    assert hours_minutes(26 * 3600) == "26:00"


def test_age_counts_full_years() -> None:
    assert years_between(date(1984, 3, 17), date(2026, 3, 16)) == 41
    assert years_between(date(1984, 3, 17), date(2026, 3, 17)) == 42
    assert years_between(date(2008, 2, 29), date(2026, 2, 28)) == 17


def test_a_plate_stands_with_where_it_is_from() -> None:
    assert plate_text("CJK 4419", "AB") == "AB · CJK 4419"
    assert plate_text("CJK 4419", "") == "CJK 4419"


def test_matching_forgives_accents_and_case_and_prefers_the_start() -> None:
    assert plain("Libérer l'Œuvre") == "liberer l'œuvre"
    start = match_score("lib", ["Libérer"])
    word = match_score("voie", ["Retenir dans la voie"])
    inside = match_score("ibe", ["Libérer"])
    scattered = match_score("lbr", ["Libérer"])
    assert start > word > inside > scattered > NO_MATCH
    assert match_score("xyz", ["Libérer", "Release"]) == NO_MATCH
