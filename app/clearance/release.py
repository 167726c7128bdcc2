"""When a decision is locked, and why. Every lock is a row of a table.

Only Release can be locked by what was found. Refer, hold and examine are the safe side: nothing but
the officer's powers and the state of the case stands in their way. Release at primary is locked
by every P1 and P2, acknowledged or not. At secondary each of them names what opens it
(`SECONDARY_RULES`).
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from enum import StrEnum

from app.clearance.adjudication import named_since
from app.clearance.authority import denials
from app.clearance.findings import findings
from app.clearance.policy import rests_on
from app.clearance.readings import COVERAGE_FULL, DWELL_S
from app.clearance.review_locks import review_locks
from app.domain.adjudication import ADVERSE_CODES
from app.domain.case import Case
from app.domain.decision import Disposition, Reason, Stage
from app.domain.facts import FactName
from app.domain.finding import Finding, FindingKind, Lock, LockKind, Priority
from app.domain.officer import Officer, Role
from app.domain.place import Place
from app.domain.reading import Reading
from app.domain.risk import Determination

ARMING_S = 0.8
"""A key already on its way is not a decision about something that has just appeared."""

NOT_REFERRED = "not-referred"
SPECTRUM_MISSING = "spectrum"
NOT_ACKNOWLEDGED = "acknowledge"
SUPERVISOR_ONLY = "supervisor"
NOT_HERE = "not-here"
NOT_ADJUDICATED = "adjudicate"
FOUND_REAL = "found-real"
NAMED_SINCE = "named-since"
"""What a lock's details name as wanted, after the kind of finding and, for a risk, its country."""

FINDING_LOCKS: dict[FindingKind, LockKind] = {
    FindingKind.GAMMA_ALARM: LockKind.ALARM_OPEN,
    FindingKind.NEUTRON_ALARM: LockKind.ALARM_OPEN,
    FindingKind.OWN_GAMMA: LockKind.ALARM_OPEN,
    FindingKind.OWN_NEUTRON: LockKind.ALARM_OPEN,
    FindingKind.NUCLIDE_REPORTED: LockKind.ALARM_OPEN,
    FindingKind.OWN_SNM: LockKind.ALARM_OPEN,
    FindingKind.NOT_SCREENED: LockKind.NOT_SCREENED,
    FindingKind.PORTAL_FAULT: LockKind.NOT_SCREENED,
    FindingKind.ENDED_WITHOUT_GX: LockKind.NOT_SCREENED,
    FindingKind.SEAL_DIFFERS: LockKind.SEAL_DIFFERS,
    FindingKind.CONTAINER_DIFFERS: LockKind.ALARM_OPEN,
    FindingKind.RISK_HIGH: LockKind.RISK_NOT_LOW,
    FindingKind.RISK_UNKNOWN: LockKind.RISK_NOT_LOW,
    FindingKind.NO_NOTICE: LockKind.NO_NOTICE,
    FindingKind.DOCUMENT_EXPIRED: LockKind.ALARM_OPEN,
    FindingKind.NOT_RECORDED: LockKind.NOT_RECORDED,
}
"""The lock of every kind that can be P1 or P2."""


ALWAYS_LOCKING = frozenset({FindingKind.NOT_SCREENED, FindingKind.RISK_UNKNOWN})
"""Kinds that lock even while they are no alarm yet, because screening is still under way."""

RISK_KINDS = frozenset({FindingKind.RISK_HIGH, FindingKind.RISK_UNKNOWN})


class Opens(StrEnum):
    """What it takes to release at secondary in spite of a P1 or P2."""

    ACKNOWLEDGED = "acknowledged"
    ADJUDICATED_AND_ACKNOWLEDGED = "adjudicated-and-acknowledged"
    ADJUDICATED_OR_SUPERVISOR = "adjudicated-or-supervisor"
    SPECTRUM_AND_ACKNOWLEDGED = "spectrum-and-acknowledged"
    SUPERVISOR_ACKNOWLEDGED = "supervisor-acknowledged"
    NOTHING_HERE = "nothing-here"


SECONDARY_RULES: dict[FindingKind, Opens] = {
    FindingKind.GAMMA_ALARM: Opens.ADJUDICATED_AND_ACKNOWLEDGED,
    FindingKind.NEUTRON_ALARM: Opens.NOTHING_HERE,
    FindingKind.OWN_GAMMA: Opens.ADJUDICATED_AND_ACKNOWLEDGED,
    FindingKind.OWN_NEUTRON: Opens.ADJUDICATED_AND_ACKNOWLEDGED,
    FindingKind.NUCLIDE_REPORTED: Opens.ADJUDICATED_OR_SUPERVISOR,
    FindingKind.OWN_SNM: Opens.SUPERVISOR_ACKNOWLEDGED,
    FindingKind.NOT_SCREENED: Opens.SPECTRUM_AND_ACKNOWLEDGED,
    FindingKind.PORTAL_FAULT: Opens.SPECTRUM_AND_ACKNOWLEDGED,
    FindingKind.ENDED_WITHOUT_GX: Opens.SPECTRUM_AND_ACKNOWLEDGED,
    FindingKind.SEAL_DIFFERS: Opens.ACKNOWLEDGED,
    FindingKind.CONTAINER_DIFFERS: Opens.ACKNOWLEDGED,
    FindingKind.RISK_HIGH: Opens.SUPERVISOR_ACKNOWLEDGED,
    FindingKind.RISK_UNKNOWN: Opens.ACKNOWLEDGED,
    FindingKind.NO_NOTICE: Opens.ACKNOWLEDGED,
    FindingKind.DOCUMENT_EXPIRED: Opens.ACKNOWLEDGED,
    FindingKind.NOT_RECORDED: Opens.NOTHING_HERE,
}
"""What opens each kind at secondary. A neutron alarm can only be held for a specialist.

A radiation alarm opens with its adjudication as innocent or false (`still_to_adjudicate`); our own
neutron alarm therefore never does, because nothing at a station closes neutrons as innocent. What
a nuclide means is settled by the same adjudication, or by a supervisor where there is no alarm.
Special nuclear material that we name or cannot exclude is never closed as innocent; a supervisor
alone may let it go, and only where no portal alarm is open.
"""

REASONS: dict[FindingKind, Reason] = {
    FindingKind.GAMMA_ALARM: Reason.RADIATION,
    FindingKind.NEUTRON_ALARM: Reason.RADIATION,
    FindingKind.OWN_GAMMA: Reason.RADIATION,
    FindingKind.OWN_NEUTRON: Reason.RADIATION,
    FindingKind.NUCLIDE_REPORTED: Reason.RADIATION,
    FindingKind.OWN_SNM: Reason.RADIATION,
    FindingKind.NOT_SCREENED: Reason.RADIATION,
    FindingKind.PORTAL_FAULT: Reason.RADIATION,
    FindingKind.ENDED_WITHOUT_GX: Reason.RADIATION,
    FindingKind.SEAL_DIFFERS: Reason.GOODS,
    FindingKind.CONTAINER_DIFFERS: Reason.GOODS,
    FindingKind.RISK_HIGH: Reason.GOODS,
    FindingKind.RISK_UNKNOWN: Reason.GOODS,
    FindingKind.NO_NOTICE: Reason.DOCUMENT,
    FindingKind.DOCUMENT_EXPIRED: Reason.DOCUMENT,
}
"""The reason that a referral for a finding gives. Not recorded is no reason to refer anybody."""


def locks(
    case: Case | None,
    stage: Stage,
    disposition: Disposition,
    *,
    officer: Officer | None,
    role: Role | None,
    place: Place,
    now: datetime,
    on_screen_s: float,
    correcting: bool = False,
    coverage: float | None = None,
    since_alarm_s: float | None = None,
    reading: Reading | None = None,
) -> tuple[Lock, ...]:
    """Every reason why this decision cannot be made now; empty where it can.

    `coverage` is the part of the radiograph that was looked at (0 to 1) where a screen measures
    it. `since_alarm_s` is the time since a P1 or P2 last appeared on the screen. `reading` is what
    would be recorded with the decision: the officer's own reading of the latest radiograph.
    """
    if case is None or case.opened_at is None:
        return (Lock(kind=LockKind.NO_CASE),)
    if officer is None or role is None:
        return (Lock(kind=LockKind.NOT_SIGNED_IN),)
    found = [
        Lock(kind=LockKind.ROLE, details=(denial.value,))
        for denial in denials(officer, role, place, case, stage, disposition)
    ]
    if not correcting:
        found.extend(_state_locks(case, stage))
    if disposition in (Disposition.RELEASE, Disposition.RESCAN):
        found.extend(_claim_locks(case, officer, role))
    if disposition is Disposition.RELEASE:
        if reading is not None:
            on_screen_s, coverage = reading.dwell_s, reading.coverage
            if any(mark.accuses for mark in reading.annotations):
                found.append(Lock(kind=LockKind.MARKS_OPEN))
        found.extend(_finding_locks(case, stage, role, findings(case, now=now)))
        found.extend(_screen_locks(case, stage, on_screen_s, coverage, since_alarm_s))
        if stage is Stage.SECONDARY and case.radiographs:
            found.extend(review_locks(case, officer, role, reading))
    return tuple(found)


def suggested_reason(case: Case, *, now: datetime) -> Reason | None:
    """The reason for a referral that the worst open finding suggests, None where none does."""
    for finding in filter(_is_open, findings(case, now=now)):
        if finding.kind in RISK_KINDS and _is_random(case):
            return Reason.RANDOM
        if (reason := REASONS.get(finding.kind)) is not None:
            return reason
    return None


def still_to_adjudicate(case: Case) -> tuple[str, ...]:
    """Why the adjudication of the latest passage does not free the vehicle; empty where it does.

    A code that takes the alarm for real, or the portal for faulty, frees nothing, and neither does
    one from before a spectrum in which the instrument or we name something else.
    """
    closing = case.closing
    if closing is None or closing.code is None:
        return (NOT_ADJUDICATED,)
    if closing.code in ADVERSE_CODES:
        return (FOUND_REAL,)
    if named_since(case):
        return (NAMED_SINCE,)
    return ()


def _is_open(finding: Finding) -> bool:
    return finding.priority in (Priority.P1, Priority.P2)


def _state_locks(case: Case, stage: Stage) -> Iterator[Lock]:
    if stage is Stage.PRIMARY and not case.awaits_primary:
        yield Lock(kind=LockKind.ALREADY_DECIDED)
    elif stage is Stage.SECONDARY and not case.awaits_secondary:
        if case.standing(Stage.SECONDARY) is not None:
            yield Lock(kind=LockKind.ALREADY_DECIDED)
        else:
            yield Lock(kind=LockKind.NO_CASE, details=(NOT_REFERRED,))


def _claim_locks(case: Case, officer: Officer, role: Role) -> Iterator[Lock]:
    """One officer at a time; a supervisor may act where the station of the other one has died."""
    claim = case.claim
    others = claim is not None and claim.claimed and claim.badge != officer.badge
    if claim is not None and others and role is not Role.SUPERVISOR:
        yield Lock(kind=LockKind.OTHER_OFFICER, details=(claim.badge,))


def _finding_locks(
    case: Case, stage: Stage, role: Role, found: Sequence[Finding]
) -> Iterator[Lock]:
    for finding in found:
        if not _is_open(finding) and finding.kind not in ALWAYS_LOCKING:
            continue
        wanted = () if stage is Stage.PRIMARY else _wanted(case, role, finding.kind)
        if stage is Stage.PRIMARY or wanted:
            country = finding.details[:1] if finding.kind in RISK_KINDS else ()
            details = (finding.kind.value, *country, *wanted)
            yield Lock(kind=FINDING_LOCKS[finding.kind], details=details)


def _wanted(case: Case, role: Role, kind: FindingKind) -> tuple[str, ...]:
    """What is still wanted at secondary before `kind` no longer locks release."""
    rule = SECONDARY_RULES[kind]
    if rule is Opens.NOTHING_HERE:
        return (NOT_HERE,)
    wanted: list[str] = []
    unsettled = still_to_adjudicate(case)
    if rule is Opens.ADJUDICATED_AND_ACKNOWLEDGED:
        wanted.extend(unsettled)
    if rule is Opens.ADJUDICATED_OR_SUPERVISOR and unsettled:
        rule = Opens.SUPERVISOR_ACKNOWLEDGED
    if rule is Opens.SUPERVISOR_ACKNOWLEDGED and role is not Role.SUPERVISOR:
        wanted.append(SUPERVISOR_ONLY)
    if rule is Opens.SPECTRUM_AND_ACKNOWLEDGED and not case.spectra:
        wanted.append(SPECTRUM_MISSING)
    if kind not in case.acknowledged:
        wanted.append(NOT_ACKNOWLEDGED)
    return tuple(wanted)


def _screen_locks(
    case: Case,
    stage: Stage,
    on_screen_s: float,
    coverage: float | None,
    since_alarm_s: float | None,
) -> Iterator[Lock]:
    if since_alarm_s is not None and since_alarm_s < ARMING_S:
        yield Lock(kind=LockKind.JUST_ARRIVED)
    if not case.radiographs or stage is not Stage.SECONDARY:
        return
    if on_screen_s < DWELL_S:
        yield Lock(kind=LockKind.DWELL, details=(f"{DWELL_S - on_screen_s:.1f}",))
    if coverage is not None and coverage < COVERAGE_FULL:
        yield Lock(kind=LockKind.COVERAGE, details=(f"{coverage:.2f}",))


def _is_random(case: Case) -> bool:
    """Whether nothing but the random draw keeps the countries' determinations from low."""
    worse = [item for item in case.assessments if item.determination is not Determination.LOW]
    return bool(worse) and all(rests_on(item, FactName.RANDOM_SELECTED) for item in worse)
