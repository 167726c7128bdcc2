"""Do the declared goods explain the natural nuclides that were identified?

A table of goods that are known to alarm portals because of what they are made of, by the four-digit
headings of the Harmonized System. What is not in it is not expected to be radioactive, which is no
proof that it is not. The table is our own; docs/radiation-commodities.md says on what it rests.
"""

import re
from collections.abc import Iterable, Sequence

from app.domain.adjudication import CommodityCheck, CommodityOutcome, ExpectedNuclides
from app.domain.natural import LA, LU, RA, TH, K, natural_family

HEADING_DIGITS = 4

COMMODITIES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "fruit-nuts": (("0801", "0802", "0803"), (K,)),
    "seaweed": (("1212",), (K,)),
    "tobacco": (("2401",), (K,)),
    "salt": (("2501",), (K,)),
    "sand": (("2505",), (RA, TH)),
    "clay": (("2507", "2508"), (K, RA, TH)),
    "phosphate": (("2510", "2809", "2835", "3103"), (RA,)),
    "stone": (("2515", "2516", "2517", "6801", "6802", "6803"), (K, RA, TH)),
    "mica": (("2525",), (K,)),
    "feldspar": (("2529",), (K,)),
    "cement": (("2523", "6810"), (K, RA, TH)),
    "mineral-ore": (("2606", "2614", "2615"), (RA, TH)),
    "ash": (("2620", "2621"), (K, RA, TH)),
    "rare-earth": (("2805", "2846"), (TH, LU, LA)),
    "potassium": (("2815", "2827", "2834", "2836"), (K,)),
    "abrasive": (("2818", "6804", "6805"), (RA, TH)),
    "potash": (("3104",), (K,)),
    "mixed-fertiliser": (("3105",), (K, RA)),
    "refractory": (("3816", "6815", "6901", "6902", "6903"), (RA, TH)),
    "ceramics": (
        ("6904", "6905", "6906", "6907", "6908", "6909", "6910", "6911", "6912", "6914"),
        (K, RA, TH),
    ),
    "glass": (("7011", "7013", "7017", "7020"), (K, TH)),
    "thoriated": (("8101", "8311"), (TH,)),
    "lenses": (("9001", "9002"), (TH,)),
}
"""Kind of goods: its headings, and the natural nuclides to be expected of it."""

_BY_HEADING = {
    heading: (kind, nuclides)
    for kind, (headings, nuclides) in COMMODITIES.items()
    for heading in headings
}


def expected_nuclides(hs_codes: Iterable[str]) -> tuple[ExpectedNuclides, ...]:
    """What of the declared goods is expected to be radioactive, in the order declared."""
    expected = []
    for hs_code in hs_codes:
        found = _BY_HEADING.get(re.sub(r"\D", "", hs_code)[:HEADING_DIGITS])
        if found is not None:
            kind, nuclides = found
            expected.append(ExpectedNuclides(hs_code=hs_code, commodity=kind, nuclides=nuclides))
    return tuple(expected)


def check_commodity(nuclides: Sequence[str], hs_codes: Sequence[str] | None) -> CommodityCheck:
    """Compare identified nuclides with declared goods; `hs_codes` is None where none are declared.

    Explained: every nuclide is natural and expected of a declared line. Not explained: one is not.
    Cannot say: nothing was identified, or there are only natural nuclides and no declaration.
    """
    expected = expected_nuclides(hs_codes or ())
    known = {nuclide for line in expected for nuclide in line.nuclides}
    families = {name: natural_family(name) for name in nuclides}
    explained = tuple(name for name, family in families.items() if family in known)
    unexplained = tuple(name for name in families if name not in explained)
    is_foreign = any(family is None for family in families.values())
    if not nuclides or (hs_codes is None and not is_foreign):
        outcome = CommodityOutcome.CANNOT_SAY
    else:
        outcome = CommodityOutcome.NOT_EXPLAINED if unexplained else CommodityOutcome.EXPLAINED
    return CommodityCheck(
        outcome=outcome, expected=expected, explained=explained, unexplained=unexplained
    )
