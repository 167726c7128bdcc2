"""What about a case wants attention, by the alarm philosophy (docs/alarm-philosophy.md).

Each kind's `details`, in order, are empty strings where a value is not known:

========================================= ==========================================================
gamma-alarm, neutron-alarm, own-gamma,    peak in sigma, metres from the front, end of the passage
own-neutron                               (ISO 8601), lane
radiation-clear, neutron-clear            end of the passage (ISO 8601)
not-screened                              values of `ScreeningGap`
portal-fault                              values of `PortalFault`
ended-without-gx                          value of `OccupancyEnd`
nuclide-reported                          the nuclides that the instrument named
own-snm                                   the special nuclear material that we named; none where we
                                          only cannot exclude it
seal-*, container-differs                 what was read, what was declared
risk-*                                    country, the policy's reason in English and French, then
                                          the names of the facts that are missing
no-notice                                 plate
document-expired                          family name, day of expiry (ISO 8601); one per person
image-received                            scan
all others                                none
========================================= ==========================================================
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from app.clearance.policy import rests_on
from app.domain.case import Case
from app.domain.decision import Stage
from app.domain.facts import FactName
from app.domain.finding import Finding, FindingKind, Priority
from app.domain.identifiers import Country
from app.domain.natural import natural_family
from app.domain.observed import (
    Comparison,
    ScreeningGap,
    container_comparison,
    containers_read,
    monitor_alarms,
    own_alarms,
    screening_gaps,
    seal_comparison,
    seals_read,
)
from app.domain.occupancy import OccupancyEnd, Radiation
from app.domain.risk import Assessment, Determination, RowTrace

PORTAL_WAIT = timedelta(seconds=90)
"""How long a vehicle may take from the plate reader through the portal."""
ANALYSIS_WAIT = timedelta(seconds=10)
"""How long our own analysis of a passage may take."""

_P1, _P2, _P3, _NONE = Priority.P1, Priority.P2, Priority.P3, Priority.NONE

PRIORITIES: dict[FindingKind, frozenset[Priority]] = {
    FindingKind.GAMMA_ALARM: frozenset({_P1, _P2}),
    FindingKind.NEUTRON_ALARM: frozenset({_P1}),
    FindingKind.OWN_GAMMA: frozenset({_P2}),
    FindingKind.OWN_NEUTRON: frozenset({_P2}),
    FindingKind.RADIATION_CLEAR: frozenset({_NONE}),
    FindingKind.NEUTRON_CLEAR: frozenset({_NONE}),
    FindingKind.NOT_SCREENED: frozenset({_P2, _NONE}),
    FindingKind.PORTAL_FAULT: frozenset({_P2}),
    FindingKind.ENDED_WITHOUT_GX: frozenset({_P2}),
    FindingKind.NUCLIDE_REPORTED: frozenset({_P1, _NONE}),
    FindingKind.OWN_SNM: frozenset({_P1}),
    FindingKind.SEAL_DIFFERS: frozenset({_P2}),
    FindingKind.SEAL_SAME: frozenset({_NONE}),
    FindingKind.SEAL_NOT_READ: frozenset({_NONE}),
    FindingKind.CONTAINER_DIFFERS: frozenset({_P2}),
    FindingKind.RISK_HIGH: frozenset({_P2}),
    FindingKind.RISK_UNKNOWN: frozenset({_P2, _NONE}),
    FindingKind.RISK_LOW: frozenset({_NONE}),
    FindingKind.NO_NOTICE: frozenset({_P2}),
    FindingKind.NO_IMAGE: frozenset({_NONE}),
    FindingKind.IMAGE_RECEIVED: frozenset({_NONE}),
    FindingKind.PLATE_NOT_READ: frozenset({_P3}),
    FindingKind.NOT_RECORDED: frozenset({_P2}),
    FindingKind.LOOKOUTS_NOT_CHECKED: frozenset({_P3}),
    FindingKind.DOCUMENT_EXPIRED: frozenset({_P2}),
}
"""The priorities that a kind can have; most have one."""

_ORDER = {kind: position for position, kind in enumerate(FindingKind)}
_MONITOR_KINDS = {
    Radiation.GAMMA: FindingKind.GAMMA_ALARM,
    Radiation.NEUTRON: FindingKind.NEUTRON_ALARM,
}
_OWN_KINDS = {Radiation.GAMMA: FindingKind.OWN_GAMMA, Radiation.NEUTRON: FindingKind.OWN_NEUTRON}
_CLEAR_KINDS = {
    Radiation.GAMMA: FindingKind.RADIATION_CLEAR,
    Radiation.NEUTRON: FindingKind.NEUTRON_CLEAR,
}
_SEAL_KINDS = {
    Comparison.DIFFERS: FindingKind.SEAL_DIFFERS,
    Comparison.SAME: FindingKind.SEAL_SAME,
    Comparison.NOT_READ: FindingKind.SEAL_NOT_READ,
}
_RISK_KINDS = {
    Determination.HIGH: FindingKind.RISK_HIGH,
    Determination.UNKNOWN: FindingKind.RISK_UNKNOWN,
    Determination.LOW: FindingKind.RISK_LOW,
}


def findings(case: Case, *, now: datetime) -> tuple[Finding, ...]:
    """Every finding of `case`, most urgent first, then in the order of the kinds."""
    found = [
        *_radiation(case, now),
        *_nuclides(case),
        *_goods(case),
        *_risk(case, now),
        *_people(case, now),
        *_record(case),
    ]
    return tuple(sorted(found, key=lambda item: (item.priority.rank, _ORDER[item.kind])))


def is_norm(nuclide: str) -> bool:
    """Whether a nuclide name ("K-40", "40K", "k40") is natural in goods."""
    return natural_family(nuclide) is not None


def screening_is_under_way(case: Case, *, now: datetime) -> bool:
    """Whether the only thing wrong with the screening is that it cannot have ended yet.

    Every vehicle passes through this on its way, so it is no alarm; release is locked all the same.
    """
    occupancy = case.occupancy
    if occupancy is None:
        return case.opened_at is not None and now - case.opened_at <= PORTAL_WAIT
    waits = screening_gaps(case) == (ScreeningGap.NOT_ANALYSED,)
    return waits and now - occupancy.closed_at <= ANALYSIS_WAIT


def nuclides_reported(case: Case) -> tuple[str, ...]:
    """The nuclides that instruments named on this case, each once."""
    names = (nuclide.name for item in case.spectra for nuclide in item.file.nuclides)
    return tuple(dict.fromkeys(names))


def nuclides_identified(case: Case) -> tuple[str, ...]:
    """The nuclides that this station named in the spectra of this case, each once."""
    names = (name for item in case.identified for name in item.found.names)
    return tuple(dict.fromkeys(names))


def own_snm(case: Case) -> tuple[str, ...]:
    """The special nuclear material that this station named, each once."""
    return tuple(dict.fromkeys(name for item in case.identified for name in item.found.snm))


def own_possible_snm(case: Case) -> bool:
    """Whether this station named special nuclear material, or said it cannot be excluded."""
    return any(item.found.possible_snm or item.found.snm for item in case.identified)


def _only(kind: FindingKind, *details: str) -> Finding:
    """A finding of a kind that has one priority."""
    (priority,) = PRIORITIES[kind]
    return Finding(kind=kind, priority=priority, details=details)


def _radiation(case: Case, now: datetime) -> Iterator[Finding]:
    monitor, own = monitor_alarms(case), own_alarms(case)
    for radiation in Radiation:
        if radiation is Radiation.GAMMA and radiation in monitor:
            kind, priority = FindingKind.GAMMA_ALARM, _gamma_priority(case)
            yield Finding(kind=kind, priority=priority, details=_alarm_details(case))
        elif radiation in monitor:
            yield _only(_MONITOR_KINDS[radiation], *_alarm_details(case))
        elif radiation in own:
            yield _only(_OWN_KINDS[radiation], *_alarm_details(case))
        elif case.occupancy is not None and not screening_gaps(case, radiation):
            yield _only(_CLEAR_KINDS[radiation], case.occupancy.closed_at.isoformat())
    yield from _screening_doubts(case, now)


def _gamma_priority(case: Case) -> Priority:
    """P1 until the alarm was referred and an instrument named nothing but natural nuclides."""
    named = nuclides_reported(case)
    was_referred = case.standing(Stage.PRIMARY) is not None and not case.awaits_primary
    is_natural = bool(named) and all(is_norm(nuclide) for nuclide in named)
    return _P2 if was_referred and is_natural else _P1


def _screening_doubts(case: Case, now: datetime) -> Iterator[Finding]:
    occupancy = case.occupancy
    said_otherwise = {ScreeningGap.FAULT, ScreeningGap.ENDED_WITHOUT_GX}
    gaps = [gap.value for gap in screening_gaps(case) if gap not in said_otherwise]
    if gaps:
        priority = _NONE if screening_is_under_way(case, now=now) else _P2
        yield Finding(kind=FindingKind.NOT_SCREENED, priority=priority, details=tuple(gaps))
    if occupancy is not None and occupancy.faults:
        faults = sorted(fault.value for fault in occupancy.faults)
        yield _only(FindingKind.PORTAL_FAULT, *faults)
    if occupancy is not None and occupancy.ended is not OccupancyEnd.GX:
        yield _only(FindingKind.ENDED_WITHOUT_GX, occupancy.ended.value)


def _alarm_details(case: Case) -> tuple[str, ...]:
    """Where and how strong, from the latest passage that was judged as well as measured."""
    verdict, occupancy = case.verdict, case.occupancy
    sigma = verdict.peak_sigma if verdict else None
    at_m = verdict.peak_at_m if verdict else None
    return (
        "" if sigma is None else f"{sigma:.1f}",
        "" if at_m is None else f"{at_m:.1f}",
        occupancy.closed_at.isoformat() if occupancy else "",
        occupancy.lane if occupancy else "",
    )


def _nuclides(case: Case) -> Iterator[Finding]:
    if named := nuclides_reported(case):
        priority = _NONE if all(is_norm(nuclide) for nuclide in named) else _P1
        yield Finding(kind=FindingKind.NUCLIDE_REPORTED, priority=priority, details=named)
    if own_possible_snm(case):
        yield _only(FindingKind.OWN_SNM, *own_snm(case))


def _goods(case: Case) -> Iterator[Finding]:
    consignment = case.notice.consignment if case.notice else None
    if consignment is not None:
        kind = _SEAL_KINDS.get(seal_comparison(case) or Comparison.NONE_DECLARED)
        if kind is not None:
            declared = ", ".join(consignment.seals_declared)
            yield _only(kind, ", ".join(seals_read(case)), declared)
        if container_comparison(case) is Comparison.DIFFERS:
            declared = consignment.container.text if consignment.container else ""
            yield _only(FindingKind.CONTAINER_DIFFERS, ", ".join(containers_read(case)), declared)
    if case.radiographs:
        yield _only(FindingKind.IMAGE_RECEIVED, case.radiographs[-1].scan.scan_id)
    else:
        yield _only(FindingKind.NO_IMAGE)


def _risk(case: Case, now: datetime) -> Iterator[Finding]:
    """One finding per country; a country that did not assess is unknown, never low."""
    assessed = {item.country: item for item in case.assessments}
    for country in Country:
        item = assessed.get(country)
        if item is None:
            details: tuple[str, ...] = (country.value, "", "")
            yield Finding(kind=FindingKind.RISK_UNKNOWN, priority=_P2, details=details)
            continue
        rows = [row for row in item.fired if row.determination is item.determination]
        reason = (rows[0].reason, rows[0].reason_fr) if rows else ("", "")
        missing = () if item.determination is Determination.LOW else _missing_names(item)
        kind, details = _RISK_KINDS[item.determination], (country.value, *reason, *missing)
        if kind is not FindingKind.RISK_UNKNOWN:
            yield _only(kind, *details)
            continue
        waits = screening_is_under_way(case, now=now) and rests_on(item, FactName.RAD)
        yield Finding(kind=kind, priority=_NONE if waits else _P2, details=details)


def _missing_names(assessment: Assessment) -> tuple[str, ...]:
    could_be_worse = [row for row in assessment.could_fire if not _is_low(row)]
    rows = could_be_worse or assessment.could_fire
    needed = (*assessment.missing_required, *(fact for row in rows for fact in row.needs))
    return tuple(dict.fromkeys(fact.name for fact in needed))


def _is_low(row: RowTrace) -> bool:
    return row.determination is Determination.LOW


def _people(case: Case, now: datetime) -> Iterator[Finding]:
    """What is known of the people. Their lookouts are not connected yet, and that is said once."""
    yield _only(FindingKind.LOOKOUTS_NOT_CHECKED)
    for person in case.notice.occupants if case.notice else ():
        expires = person.document.expires if person.document else None
        if expires is not None and expires < now.date():
            name = person.family_name or person.given_names
            yield _only(FindingKind.DOCUMENT_EXPIRED, name, expires.isoformat())


def _record(case: Case) -> Iterator[Finding]:
    if case.notice_sought and case.notice is None:
        yield _only(FindingKind.NO_NOTICE, case.plate.plate if case.plate else "")
    if case.plate is None:
        yield _only(FindingKind.PLATE_NOT_READ)
    if case.not_recorded:
        yield _only(FindingKind.NOT_RECORDED)
