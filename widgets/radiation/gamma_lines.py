"""The strongest gamma lines of the nuclides that instruments name, as guides on a plot.

A guide shows where to look; it identifies nothing. Energies are those of the recommended decay
data of DDEP (Table of Radionuclides, BIPM Monographie 5) and, for calibration nuclides, of the
IAEA's "Update of X Ray and Gamma Ray Decay Data Standards" (2007), rounded to 0.1 keV. A chain is
listed under the name that an instrument gives it, with the lines of its short-lived daughters.
"""

from dataclasses import dataclass

from app.domain.nuclide_name import nuclide_name

LINES_KEV: dict[str, tuple[float, ...]] = {
    "Am-241": (59.5,),
    "Ba-133": (81.0, 356.0),
    "Cd-109": (88.0,),
    "Co-57": (122.1,),
    "Co-60": (1173.2, 1332.5),
    "Cs-137": (661.7,),
    "Eu-152": (121.8, 344.3, 1408.0),
    "F-18": (511.0,),
    "Ga-67": (93.3, 184.6, 300.2),
    "I-123": (159.0,),
    "I-131": (364.5,),
    "In-111": (171.3, 245.4),
    "Ir-192": (316.5, 468.1),
    "K-40": (1460.8,),
    "Lu-177": (208.4,),
    "Mn-54": (834.8,),
    "Na-22": (511.0, 1274.5),
    "Pu-239": (375.1, 413.7),
    "Ra-226": (186.2, 609.3, 1764.5),
    "Se-75": (136.0, 264.7),
    "Tc-99m": (140.5,),
    "Th-232": (583.2, 911.2, 2614.5),
    "U-235": (185.7,),
    "U-238": (1001.0,),
    "Xe-133": (81.0,),
    "Y-88": (898.0, 1836.1),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """One vertical guide: a nuclide's line, either named by the instrument or always in nature."""

    nuclide: str
    energy_kev: float
    natural: bool

    @property
    def text(self) -> str:
        """What stands beside the guide; a chemical symbol and a number, in no language."""
        return f"{self.nuclide} {self.energy_kev:.0f}"


NATURAL_GUIDES = (
    Guide(nuclide="K-40", energy_kev=1460.8, natural=True),
    Guide(nuclide="Th-232", energy_kev=2614.5, natural=True),
)
"""Lines of every natural background (2614.5 keV is Tl-208, the end of the thorium chain). They show
at a glance whether the energy axis can be believed."""


def guides_for(nuclides: tuple[str, ...], expected: tuple[str, ...] = ()) -> tuple[Guide, ...]:
    """The guides for what an instrument named, and those of nature, by rising energy.

    Lines of `expected` nuclides, as of declared goods, stand among those of nature.

    A nuclide whose lines are not in the table gets no guide.
    """
    named = dict.fromkeys(name for text in nuclides if (name := nuclide_name(text)) is not None)
    guides = [
        Guide(nuclide=name, energy_kev=energy_kev, natural=False)
        for name in named
        for energy_kev in LINES_KEV.get(name, ())
    ]
    taken = {guide.energy_kev for guide in guides}
    of_goods = [
        Guide(nuclide=name, energy_kev=energy_kev, natural=True)
        for name in dict.fromkeys(expected)
        for energy_kev in LINES_KEV.get(name, ())
    ]
    by_energy = {guide.energy_kev: guide for guide in (*of_goods, *NATURAL_GUIDES)}
    natural = [guide for energy, guide in by_energy.items() if energy not in taken]
    return tuple(sorted([*guides, *natural], key=lambda guide: (guide.energy_kev, guide.nuclide)))
