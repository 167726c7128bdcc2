"""This station's identification of a spectrum as it goes on record, with all its evidence."""

from importlib.metadata import version

from app.domain.adjudication import NuclideCategory, OwnOutcome
from app.domain.identified import Identified, IdentifiedNuclide, LineSeen, LineVerdict
from app.domain.spectrum import SpectrumFile
from app.radiation.identification.identify import NamedNuclide, identify_file
from app.radiation.own_opinion import CATEGORIES
from app.radiation.time_slice import sliced

ALGORITHM = "peaks and full-spectrum fit"


def opinion_for_record(file: SpectrumFile) -> Identified:
    """Name the nuclides of a file, of the sum of its records where it is a row of them.

    Takes a tenth of a second and more: call it in a worker.
    """
    found = identify_file(sliced(file))
    return Identified(
        outcome=OwnOutcome(found.status),
        nuclides=tuple(_named(item) for item in found.nuclides),
        possible_snm=found.possible_snm,
        reason=found.reason,
        measure_s=found.measure_s,
        gain_correction=found.gain_correction,
        algorithm=ALGORITHM,
        version=version("parallel49"),
    )


def _named(item: NamedNuclide) -> IdentifiedNuclide:
    return IdentifiedNuclide(
        name=item.name,
        category=CATEGORIES.get(item.category, NuclideCategory.OTHER),
        confidence=item.confidence,
        share=item.evidence["share_of_net"],
        runner_up=item.evidence["runner_up"],
        alike=item.evidence["class"],
        lines=tuple(
            LineSeen(
                energy_kev=line["energy_kev"],
                expected_sigma=line["expected_sigma"],
                found_sigma=line["found_sigma"],
                verdict=LineVerdict(line["verdict"]),
            )
            for line in item.evidence["lines"]
        ),
    )
