"""This station's identification of a spectrum, as the record and the screens know it."""

from app.domain.adjudication import (
    Band,
    NuclideCategory,
    OwnIdentification,
    OwnNuclide,
    OwnOutcome,
)
from app.domain.spectrum import SpectrumFile
from app.radiation.identification.identify import NamedNuclide, identify_file

BANDS = ((0.9, Band.STRONG), (0.6, Band.LIKELY), (0.3, Band.POSSIBLE))
"""From which probability of being right a name is in which band."""

CATEGORIES = {
    "NORM": NuclideCategory.NORM,
    "medical": NuclideCategory.MEDICAL,
    "industrial": NuclideCategory.INDUSTRIAL,
    "SNM": NuclideCategory.SNM,
    "nuclear-other": NuclideCategory.SNM,
}


def own_opinion(file: SpectrumFile) -> OwnIdentification:
    """Name the nuclides of a spectrum file. Takes a tenth of a second: call it in a worker."""
    found = identify_file(file)
    return OwnIdentification(
        outcome=OwnOutcome(found.status),
        nuclides=tuple(_named(item) for item in found.nuclides),
        possible_snm=found.possible_snm,
        measure_s=found.measure_s,
        gain_correction=found.gain_correction,
    )


def band_of(confidence: float) -> Band:
    """The band of a probability, 0 to 1."""
    return next((band for least, band in BANDS if confidence >= least), Band.UNKNOWN)


def _named(item: NamedNuclide) -> OwnNuclide:
    seen = [line for line in item.evidence["lines"] if line["verdict"] == "seen"]
    return OwnNuclide(
        name=item.name,
        band=band_of(item.confidence),
        category=CATEGORIES.get(item.category, NuclideCategory.OTHER),
        lines_kev=tuple(float(line["energy_kev"]) for line in seen),
    )
