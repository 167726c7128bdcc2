"""Declared goods explain natural nuclides, and nothing else."""

import json
import re
from importlib.resources import files

import pytest

from app.domain.adjudication import CommodityOutcome
from app.domain.natural import FAMILIES, ORE, natural_family
from app.radiation.commodity import (
    COMMODITIES,
    HEADING_DIGITS,
    check_commodity,
    expected_nuclides,
)

TILES, WOOD, POTASH = "690721", "940360", "3104.20"


@pytest.mark.parametrize(
    ("nuclides", "goods", "outcome"),
    [
        (("K-40", "Ra-226", "Th-232"), (TILES,), CommodityOutcome.EXPLAINED),
        (("Bi214", "208Tl"), (WOOD, TILES), CommodityOutcome.EXPLAINED),
        (("K-40",), (POTASH,), CommodityOutcome.EXPLAINED),
        (("Ra-226",), (POTASH,), CommodityOutcome.NOT_EXPLAINED),
        (("K-40",), (WOOD,), CommodityOutcome.NOT_EXPLAINED),
        (("K-40",), (), CommodityOutcome.NOT_EXPLAINED),
        (("K-40", "Cs-137"), (TILES,), CommodityOutcome.NOT_EXPLAINED),
        (("Cs-137",), None, CommodityOutcome.NOT_EXPLAINED),
        (("K-40",), None, CommodityOutcome.CANNOT_SAY),
        ((), (TILES,), CommodityOutcome.CANNOT_SAY),
        ((), None, CommodityOutcome.CANNOT_SAY),
    ],
)
def test_goods_explain_natural_nuclides_or_they_do_not(
    nuclides: tuple[str, ...], goods: tuple[str, ...] | None, outcome: CommodityOutcome
) -> None:
    assert check_commodity(nuclides, goods).outcome is outcome


def test_what_is_not_explained_is_named_as_the_instrument_spelled_it() -> None:
    check = check_commodity(("Cs137", "K40"), (TILES,))
    assert check.unexplained == ("Cs137",)
    assert check.explained == ("K40",)


def test_a_declared_line_tells_what_to_expect_of_it() -> None:
    (expected,) = expected_nuclides((WOOD, "6907.21.00", "38"))
    assert expected.commodity == "ceramics"
    assert expected.nuclides == ("K-40", "Ra-226", "Th-232")


def test_no_heading_stands_in_the_table_twice_and_each_has_four_digits() -> None:
    headings = [heading for rows, _ in COMMODITIES.values() for heading in rows]
    assert len(headings) == len(set(headings))
    assert all(len(item) == HEADING_DIGITS and item.isdigit() for item in headings)


def test_uranium_and_thorium_ores_are_not_explained_by_being_declared() -> None:
    assert expected_nuclides(("2612",)) == ()


def test_goods_are_known_for_every_family_but_ore() -> None:
    expected = {name for _, nuclides in COMMODITIES.values() for name in nuclides}
    assert expected == set(FAMILIES.values()) - {ORE}


def test_what_is_natural_is_what_the_identification_calls_norm() -> None:
    """Names as well as what they decay to; ore's uranium alone is no sign of nature."""
    table = json.loads((files("resources") / "nuclides" / "nuclides.json").read_text())
    norm = [row for row in table["nuclides"] if row["category"] == "NORM"]
    others = {row["name"] for row in table["nuclides"]} - {row["name"] for row in norm}
    assert all(natural_family(row["name"]) for row in norm)
    assert not [name for name in others if natural_family(name)]
    names = {row["name"] for row in norm}
    progeny = {name for row in norm if row["name"] != ORE for name in row["components"]}
    assert {re.sub("[^A-Z0-9]", "", name.upper()) for name in names | progeny} == set(FAMILIES)
