"""Guides are drawn for what the instrument named, and for nature, and for nothing else."""

import pytest

from app.domain.nuclide_name import nuclide_name
from widgets.radiation.gamma_lines import LINES_KEV, guides_for


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("Cs-137", "Cs-137"),
        ("Cs137", "Cs-137"),
        ("CS 137", "Cs-137"),
        ("137Cs", "Cs-137"),
        ("Tc-99m", "Tc-99m"),
        ("Cs-137 (industrial)", "Cs-137"),
        ("K40", "K-40"),
        ("unknown", None),
        ("", None),
    ],
)
def test_an_instruments_spelling_is_understood(spelling: str, name: str | None) -> None:
    assert nuclide_name(spelling) == name


def test_nature_is_always_marked_and_marked_as_nature() -> None:
    assert [(guide.text, guide.natural) for guide in guides_for(())] == [
        ("K-40 1461", True),
        ("Th-232 2614", True),
    ]


def test_a_nuclide_that_the_instrument_named_twice_gets_its_guide_once() -> None:
    named = [guide.text for guide in guides_for(("Cs137", "Cs-137")) if not guide.natural]
    assert named == ["Cs-137 662"]


def test_a_natural_nuclide_that_the_instrument_named_is_marked_as_named() -> None:
    assert [guide.natural for guide in guides_for(("K-40",)) if guide.nuclide == "K-40"] == [False]


def test_a_nuclide_without_a_known_line_gets_no_guide() -> None:
    assert all(guide.natural for guide in guides_for(("Xx-999", "neutrons on hydrogen")))


def test_every_line_of_the_table_stands_under_the_name_by_which_it_is_looked_up() -> None:
    assert all(nuclide_name(name) == name for name in LINES_KEV)
    assert all(0 < line < 3000 for lines in LINES_KEV.values() for line in lines)
