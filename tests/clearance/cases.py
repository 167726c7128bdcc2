"""Cases for the tests of findings, locks and facts: a clean one, and what can go wrong with it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from app.clearance.bundles import shipped_bundle
from app.clearance.policy import assess_all
from app.domain.adjudication import NuclideCategory, OwnOutcome
from app.domain.case import Case, Claim, MadeDecision
from app.domain.decision import Decision, Disposition, Reason, Stage
from app.domain.events import RadiographAttached, SpectrumAttached, SpectrumIdentified
from app.domain.evidence import EvidenceRef
from app.domain.facts import FactName
from app.domain.identified import Identified, IdentifiedNuclide
from app.domain.identifiers import Badge, CaseId, Country, EventRef, StationId
from app.domain.occupancy import CountProfile, Occupancy, Radiation
from app.domain.officer import Officer, Role
from app.domain.radiograph import Scan
from app.domain.spectrum import NuclideReport
from app.prescreening.facts import facts_of
from tests.builders import (
    NOW,
    fact,
    gamma_profile,
    notice,
    occupancy,
    place,
    plate_read,
    scan,
    spectrum_file,
    verdict,
)

EVIDENCE = EvidenceRef(sha256="0" * 64, media_type="application/xml", size_bytes=1, name="n42")
NEUTRON_PROFILE = CountProfile(
    radiation=Radiation.NEUTRON, interval_s=0.2, counts=(0, 1, 0), background_cps=2.0
)
LATER = NOW + timedelta(minutes=5)

GOOD_FACTS = (
    fact(FactName.TIER, "2"),
    fact(FactName.DESCRIPTION_CLEAR, value=True),
    fact(FactName.FIRST_TIME_SHIPPER, value=False),
    fact(FactName.LOOKOUT_GOODS, value=False),
    fact(FactName.ORIGIN_RISK, "low"),
    fact(FactName.FILED_H_BEFORE, 2.0),
    fact(FactName.RANDOM_SELECTED, value=False),
)
BUNDLES = tuple(shipped_bundle(country) for country in Country)


def passage(**changes: Any) -> Occupancy:
    """A passage in which both kinds of radiation were measured, with `changes`."""
    measured = occupancy(profiles=(gamma_profile(), NEUTRON_PROFILE))
    return replace(measured, **changes)


def radiograph(shown: Scan | None = None) -> RadiographAttached:
    return RadiographAttached(case_id=CaseId("c-1"), scan=shown or scan(), evidence=(EVIDENCE,))


def spectrum(*nuclides: str) -> SpectrumAttached:
    reports = tuple(NuclideReport(name=name) for name in nuclides)
    file = replace(spectrum_file(), nuclides=reports)
    return SpectrumAttached(case_id=CaseId("c-1"), file=file, evidence=EVIDENCE)


def identified(
    *nuclides: str,
    category: NuclideCategory = NuclideCategory.INDUSTRIAL,
    possible_snm: bool = False,
) -> SpectrumIdentified:
    """What this station made of `spectrum(...)`, on record."""
    named = tuple(
        IdentifiedNuclide(name=name, category=category, confidence=0.9) for name in nuclides
    )
    found = Identified(
        outcome=OwnOutcome.IDENTIFIED if named else OwnOutcome.INSUFFICIENT,
        nuclides=named,
        possible_snm=possible_snm,
        algorithm="test",
        version="1",
    )
    return SpectrumIdentified(case_id=CaseId("c-1"), evidence=EVIDENCE, found=found)


def decided(stage: Stage, disposition: Disposition, *, seq: int = 90) -> MadeDecision:
    needs_reason = disposition in (Disposition.REFER, Disposition.HOLD)
    decision = Decision(
        stage=stage,
        disposition=disposition,
        reason=Reason.RADIATION if needs_reason else None,
        badge=Badge("41877"),
        country=Country.CANADA,
        lane="3",
        decided_at=NOW,
        seconds_on_screen=7.0,
        shown_sha256="0" * 64,
        offline=False,
    )
    ref = EventRef(station=StationId("coutts-3"), epoch=1, seq=seq)
    return MadeDecision(ref=ref, hlc=seq, decision=decision)


REFERRED = decided(Stage.PRIMARY, Disposition.REFER)


def claim(badge: str, *, claimed: bool = True) -> Claim:
    return Claim(hlc=1, badge=Badge(badge), place=place(), claimed=claimed)


def case(**changes: Any) -> Case:
    """A case with which nothing is wrong, with `changes`, and not assessed yet."""
    clean = Case(
        case_id=CaseId("c-1"),
        place=place(),
        opened_at=NOW,
        plate=plate_read(),
        notice=notice(facts=GOOD_FACTS),
        notice_sought=True,
        occupancies=(passage(),),
        verdicts=(verdict(),),
        radiographs=(radiograph(),),
    )
    return replace(clean, **changes)


def assessed(subject: Case) -> Case:
    """`subject` as both shipped policies assess it on its own facts."""
    facts = facts_of(subject, LATER)
    return replace(subject, assessments=assess_all(BUNDLES, facts, now=LATER))


def clean(**changes: Any) -> Case:
    """A case with `changes`, assessed by both countries."""
    return assessed(case(**changes))


def canadian(*roles: Role, badge: str = "41877") -> Officer:
    return Officer(
        badge=Badge(badge),
        name="Tremblay",
        country=Country.CANADA,
        port="CA-0705",
        roles=frozenset(roles or Role),
    )
