"""The nuclides that nature puts into goods, by whatever name an instrument or we give them.

The identification's own table (resources/nuclides/nuclides.json) has the same names as its category
NORM, and a test holds the two together. U-238 is not among them: an instrument's word alone cannot
tell ore from depleted uranium. Ore is, by the radium that goes with it and not with the metal.
"""

from app.domain.nuclide_name import compact_name

K, RA, TH = "K-40", "Ra-226", "Th-232"
LU, LA, ORE = "Lu-176", "La-138", "U-ore"

FAMILIES: dict[str, str] = {
    "K40": K,
    "RA226": RA,
    "PB214": RA,
    "BI214": RA,
    "PB210": RA,
    "TH232": TH,
    "AC228": TH,
    "TH228": TH,
    "RA224": TH,
    "PB212": TH,
    "BI212": TH,
    "TL208": TH,
    "LU176": LU,
    "LA138": LA,
    "UORE": ORE,
}
"""What each is a sign of, by its name in capitals without hyphen."""


def natural_family(name: str) -> str | None:
    """The family of a nuclide ("K-40", "40K", "k 40"); None for one that is not natural."""
    return FAMILIES.get(compact_name(name))
