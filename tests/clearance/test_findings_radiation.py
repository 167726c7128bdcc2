"""What a case says of its radiation screening: alarms, doubts, and what was not screened."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.clearance.findings import (
    ANALYSIS_WAIT,
    PORTAL_WAIT,
    findings,
    is_norm,
    screening_is_under_way,
)
from app.domain.decision import Disposition, Stage
from app.domain.events import AnalysisFailed
from app.domain.finding import FindingKind, Priority
from app.domain.identifiers import CaseId
from app.domain.observed import ScreeningGap
from app.domain.occupancy import OccupancyEnd, PortalFault, Radiation
from tests.builders import NOW, occupancy, verdict
from tests.clearance.cases import (
    REFERRED,
    clean,
    decided,
    passage,
    spectrum,
)
from tests.clearance.reading import alarms, kinds, one, one_per_country

GAMMA, NEUTRON = frozenset({Radiation.GAMMA}), frozenset({Radiation.NEUTRON})
K = FindingKind
FAILED = AnalysisFailed(case_id=CaseId("c-1"), analysis="radiation", why="time limit")


def test_a_gamma_alarm_says_how_strong_where_and_when() -> None:
    subject = clean(occupancies=(passage(alarms=GAMMA),), verdicts=(verdict(gamma=True),))
    found = one(subject, K.GAMMA_ALARM)
    ended = (NOW + timedelta(seconds=6)).isoformat()
    assert (found.priority, found.details) == (Priority.P1, ("8.4", "8.5", ended, "3"))
    assert kinds(subject)[K.NEUTRON_CLEAR] is Priority.NONE
    assert K.RADIATION_CLEAR not in kinds(subject)


def test_the_monitors_alarm_stands_where_our_analysis_sees_nothing() -> None:
    subject = clean(occupancies=(passage(alarms=GAMMA),))
    assert kinds(subject)[K.GAMMA_ALARM] is Priority.P1
    assert K.RADIATION_CLEAR not in kinds(subject)


@pytest.mark.parametrize(
    ("seen", "kind"),
    [(verdict(gamma=True), K.OWN_GAMMA), (verdict(neutron=True), K.OWN_NEUTRON)],
)
def test_our_own_alarm_without_the_monitors_is_to_be_resolved(
    seen: object, kind: FindingKind
) -> None:
    subject = clean(verdicts=(seen,))
    assert kinds(subject)[kind] is Priority.P2
    assert not {K.GAMMA_ALARM, K.NEUTRON_ALARM} & set(kinds(subject))


def test_a_later_clear_passage_does_not_make_an_alarm_good() -> None:
    subject = clean(
        occupancies=(passage(alarms=GAMMA), passage()), verdicts=(verdict(gamma=True), verdict())
    )
    assert kinds(subject)[K.GAMMA_ALARM] is Priority.P1


@pytest.mark.parametrize(
    ("nuclides", "priority"),
    [
        ((), Priority.P1),
        (("K-40",), Priority.P2),
        (("K-40", "Ra226", "232Th"), Priority.P2),
        (("K-40", "Cs-137"), Priority.P1),
        (("unknown",), Priority.P1),
    ],
)
def test_a_referred_gamma_alarm_is_less_urgent_once_only_natural_nuclides_are_named(
    nuclides: tuple[str, ...], priority: Priority
) -> None:
    subject = clean(
        occupancies=(passage(alarms=GAMMA),),
        verdicts=(verdict(gamma=True),),
        spectra=(spectrum(*nuclides),),
    )
    assert kinds(subject)[K.GAMMA_ALARM] is Priority.P1
    assert kinds(replace(subject, decisions=(REFERRED,)))[K.GAMMA_ALARM] is priority
    held = decided(Stage.PRIMARY, Disposition.HOLD)
    assert kinds(replace(subject, decisions=(held,)))[K.GAMMA_ALARM] is Priority.P1


@pytest.mark.parametrize(
    ("name", "is_natural"),
    [
        ("K-40", True), ("40K", True), ("k40", True), ("Ra-226", True), ("Th-232", True),
        ("Cs-137", False), ("U-238", False), ("U-235", False), ("Co-60", False), ("", False),
        ("NORM", False), ("K-42", False),
    ],
)  # fmt: skip
def test_natural_nuclides_are_known_however_they_are_written(
    name: str, *, is_natural: bool
) -> None:
    assert is_norm(name) is is_natural


def test_a_nuclide_that_is_not_natural_is_urgent_with_or_without_an_alarm() -> None:
    found = one(clean(spectra=(spectrum("K-40", "Cs-137"), spectrum("Cs-137"))), K.NUCLIDE_REPORTED)
    assert (found.priority, found.details) == (Priority.P1, ("K-40", "Cs-137"))
    assert kinds(clean(spectra=(spectrum("K-40"),)))[K.NUCLIDE_REPORTED] is Priority.NONE
    assert K.NUCLIDE_REPORTED not in kinds(clean(spectra=(spectrum(),)))


@pytest.mark.parametrize(
    ("changes", "gaps"),
    [
        ({"occupancies": (), "verdicts": ()}, (ScreeningGap.NO_OCCUPANCY,)),
        ({"verdicts": ()}, (ScreeningGap.NOT_ANALYSED,)),
        ({"verdicts": (), "failures": (FAILED,)}, (ScreeningGap.ANALYSIS_FAILED,)),
        ({"occupancies": (occupancy(),)}, (ScreeningGap.NOT_MEASURED,)),
    ],
)
def test_what_was_not_screened_is_said_and_never_clean(
    changes: dict[str, object], gaps: tuple[str, ...]
) -> None:
    found = one(clean(**changes), K.NOT_SCREENED)
    assert (found.priority, found.details) == (Priority.P2, gaps)
    clears = {K.RADIATION_CLEAR, K.NEUTRON_CLEAR} & set(kinds(clean(**changes)))
    assert clears <= ({K.RADIATION_CLEAR} if ScreeningGap.NOT_MEASURED in gaps else set())
    assert one_per_country(clean(**changes)) == {"CA": K.RISK_UNKNOWN, "US": K.RISK_UNKNOWN}


def test_a_portal_fault_is_named_and_nothing_is_called_clear() -> None:
    faults = frozenset({PortalFault.TAMPER, PortalFault.GAMMA_LOW})
    subject = clean(occupancies=(passage(faults=faults),))
    assert one(subject, K.PORTAL_FAULT).details == ("gamma-low", "tamper")
    assert alarms(subject) == {K.PORTAL_FAULT, K.RISK_UNKNOWN}
    assert not {K.RADIATION_CLEAR, K.NEUTRON_CLEAR} & set(kinds(subject))


@pytest.mark.parametrize("ended", sorted(set(OccupancyEnd) - {OccupancyEnd.GX}))
def test_a_passage_that_ended_without_gx_is_said(ended: OccupancyEnd) -> None:
    subject = clean(occupancies=(passage(ended=ended),))
    assert one(subject, K.ENDED_WITHOUT_GX).details == (ended.value,)
    assert alarms(subject) == {K.ENDED_WITHOUT_GX, K.RISK_UNKNOWN}


def test_a_vehicle_on_its_way_is_no_alarm_until_it_takes_too_long() -> None:
    approaching = clean(occupancies=(), verdicts=())
    on_time, late = NOW + PORTAL_WAIT, NOW + PORTAL_WAIT + timedelta(seconds=1)
    assert screening_is_under_way(approaching, now=on_time)
    soon = {item.kind: item.priority for item in findings(approaching, now=on_time)}
    assert (soon[K.NOT_SCREENED], soon[K.RISK_UNKNOWN]) == (Priority.NONE, Priority.NONE)
    overdue = {item.kind: item.priority for item in findings(approaching, now=late)}
    assert (overdue[K.NOT_SCREENED], overdue[K.RISK_UNKNOWN]) == (Priority.P2, Priority.P2)


def test_an_analysis_under_way_is_no_alarm_until_it_takes_too_long() -> None:
    measured = clean(verdicts=())
    ended = measured.occupancies[-1].closed_at
    assert screening_is_under_way(measured, now=ended + ANALYSIS_WAIT)
    assert not screening_is_under_way(measured, now=ended + 2 * ANALYSIS_WAIT)
    faulty = clean(verdicts=(), occupancies=(passage(faults=frozenset({PortalFault.TAMPER})),))
    assert not screening_is_under_way(faulty, now=ended)
