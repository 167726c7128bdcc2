"""One case for each kind of finding that can be an alarm."""

from dataclasses import replace
from typing import Any

from app.domain.facts import FactName
from app.domain.finding import FindingKind
from app.domain.occupancy import OccupancyEnd, PortalFault, Radiation
from tests.builders import NOW, fact, notice, occupant, scan, verdict
from tests.clearance.cases import GOOD_FACTS, identified, passage, radiograph, spectrum

K = FindingKind


def instead(name: FactName, *, value: str | float | bool) -> dict[str, Any]:
    facts = tuple(item for item in GOOD_FACTS if item.name != name)
    return {"notice": notice(facts=(*facts, fact(name, value=value)))}


GAMMA_ALARM = {
    "occupancies": (passage(alarms=frozenset({Radiation.GAMMA})),),
    "verdicts": (verdict(gamma=True),),
}
# One case for each kind that can be an alarm: the kind is among its findings.
WITNESSES: dict[FindingKind, dict[str, Any]] = {
    K.GAMMA_ALARM: GAMMA_ALARM,
    K.NEUTRON_ALARM: {"occupancies": (passage(alarms=frozenset({Radiation.NEUTRON})),)},
    K.OWN_GAMMA: {"verdicts": (verdict(gamma=True),)},
    K.OWN_NEUTRON: {"verdicts": (verdict(neutron=True),)},
    K.NUCLIDE_REPORTED: {"spectra": (spectrum("Cs-137"),)},
    K.OWN_SNM: {"spectra": (spectrum(),), "identified": (identified(possible_snm=True),)},
    K.NOT_SCREENED: {"occupancies": (), "verdicts": ()},
    K.PORTAL_FAULT: {"occupancies": (passage(faults=frozenset({PortalFault.TAMPER})),)},
    K.ENDED_WITHOUT_GX: {"occupancies": (passage(ended=OccupancyEnd.SILENCE),)},
    K.SEAL_DIFFERS: {"radiographs": (radiograph(scan(seals=("CA4471820",))),)},
    K.CONTAINER_DIFFERS: {"radiographs": (radiograph(scan(container="TGHU3041221")),)},
    K.RISK_HIGH: instead(FactName.LOOKOUT_GOODS, value=True),
    K.RISK_UNKNOWN: instead(FactName.DESCRIPTION_CLEAR, value=False),
    K.NO_NOTICE: {"notice": None},
    K.DOCUMENT_EXPIRED: {
        "notice": replace(
            notice(facts=GOOD_FACTS), occupants=(occupant(expires=NOW.date().replace(day=1)),)
        )
    },
    K.NOT_RECORDED: {"not_recorded": True},
}  # fmt: skip
