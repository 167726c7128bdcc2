"""What locks a decision: every row of every table, and that the safe side is never locked."""

import itertools
from dataclasses import replace
from typing import Any

import pytest

from app.clearance.authority import Denial
from app.clearance.findings import PRIORITIES, findings
from app.clearance.readings import DWELL_S
from app.clearance.release import (
    ALWAYS_LOCKING,
    ARMING_S,
    FINDING_LOCKS,
    NOT_ACKNOWLEDGED,
    NOT_ADJUDICATED,
    NOT_HERE,
    REASONS,
    SECONDARY_RULES,
    SPECTRUM_MISSING,
    SUPERVISOR_ONLY,
    Opens,
    locks,
    suggested_reason,
)
from app.domain.case import Case
from app.domain.decision import STAGE_DISPOSITIONS, Disposition, Reason, Stage
from app.domain.facts import FactName
from app.domain.finding import FindingKind, Lock, LockKind, Priority
from app.domain.officer import Role
from tests.builders import NOW, notice, place, reading
from tests.clearance.alarming import GAMMA_ALARM, WITNESSES, instead
from tests.clearance.cases import (
    LATER,
    REFERRED,
    canadian,
    case,
    claim,
    clean,
    decided,
    spectrum,
)

K = FindingKind
ALARMING = {kind for kind, seen in PRIORITIES.items() if seen & {Priority.P1, Priority.P2}}
SAFE_SIDE = [
    (Stage.PRIMARY, Disposition.REFER),
    (Stage.PRIMARY, Disposition.HOLD),
    (Stage.SECONDARY, Disposition.EXAMINE),
    (Stage.SECONDARY, Disposition.HOLD_FOR_SPECIALIST),
]
SUPERVISED = {Opens.SUPERVISOR_ACKNOWLEDGED, Opens.ADJUDICATED_OR_SUPERVISOR}
ROLE_OF = {Stage.PRIMARY: Role.PRIMARY, Stage.SECONDARY: Role.SECONDARY}


def kinds_of(subject: Case) -> set[FindingKind]:
    return {item.kind for item in findings(subject, now=LATER)}


def found(
    subject: Case | None,
    stage: Stage = Stage.PRIMARY,
    disposition: Disposition = Disposition.RELEASE,
    **changes: Any,
) -> tuple[Lock, ...]:
    given: dict[str, Any] = {
        "officer": canadian(),
        "role": ROLE_OF[stage],
        "place": place(),
        "now": LATER,
        "on_screen_s": 60.0,
    }
    return locks(subject, stage, disposition, **{**given, **changes})


def referred(**changes: Any) -> Case:
    return clean(**{"decisions": (REFERRED,), **changes})


def at_secondary(subject: Case, **changes: Any) -> tuple[Lock, ...]:
    """The locks for an officer who reads the image as clear, with `changes`."""
    officer, role = changes.get("officer", canadian()), changes.get("role", Role.SECONDARY)
    if subject.image_id is not None and officer is not None:
        own = reading(
            image_id=subject.image_id,
            badge=officer.badge,
            role=role,
            dwell_s=changes.get("on_screen_s", 60.0),
            coverage=changes.get("coverage", 1.0),
        )
        changes = {"reading": own, **changes}
    return found(subject, Stage.SECONDARY, **changes)


def of_kind(found_locks: tuple[Lock, ...], kind: FindingKind) -> list[Lock]:
    return [lock for lock in found_locks if lock.details[:1] == (kind.value,)]


def test_the_tables_name_every_kind_that_can_be_an_alarm() -> None:
    assert set(FINDING_LOCKS) == ALARMING
    assert set(SECONDARY_RULES) == ALARMING
    assert set(REASONS) == ALARMING - {K.NOT_RECORDED}
    assert set(WITNESSES) == ALARMING
    assert ALWAYS_LOCKING <= ALARMING


def test_a_clean_case_is_released_by_one_key_at_primary() -> None:
    assert found(clean()) == ()
    assert found(clean(), on_screen_s=0.0) == ()


@pytest.mark.parametrize("kind", sorted(ALARMING))
def test_every_alarm_locks_release_at_primary_acknowledged_or_not(kind: FindingKind) -> None:
    subject = clean(**WITNESSES[kind])
    assert kind in kinds_of(subject)
    for acknowledged in (frozenset[FindingKind](), frozenset(FindingKind)):
        locking = of_kind(found(replace(subject, acknowledged=acknowledged)), kind)
        assert locking
        assert {lock.kind for lock in locking} == {FINDING_LOCKS[kind]}


@pytest.mark.parametrize("kind", sorted(ALARMING))
@pytest.mark.parametrize(("stage", "disposition"), SAFE_SIDE)
def test_no_finding_locks_the_safe_side(
    stage: Stage, disposition: Disposition, kind: FindingKind
) -> None:
    changes = dict(WITNESSES[kind])
    if stage is Stage.SECONDARY:
        changes["decisions"] = (REFERRED,)
    subject = clean(**changes, claim=claim("40912"))
    assert found(subject, stage, disposition, on_screen_s=0.0, since_alarm_s=0.0) == ()


def test_a_risk_names_each_country_that_is_not_low() -> None:
    changes = instead(FactName.FILED_H_BEFORE, value=0.7)
    assert found(clean(**changes)) == (
        Lock(kind=LockKind.RISK_NOT_LOW, details=("risk-unknown", "CA")),
    )


def test_release_is_locked_while_screening_is_still_under_way() -> None:
    subject = clean(occupancies=(), verdicts=())
    assert {lock.kind for lock in found(subject, now=NOW)} == {
        LockKind.NOT_SCREENED,
        LockKind.RISK_NOT_LOW,
    }


@pytest.mark.parametrize("kind", sorted(ALARMING))
@pytest.mark.parametrize("role", [Role.SECONDARY, Role.SUPERVISOR])
def test_at_secondary_each_kind_opens_by_its_rule_and_by_nothing_less(
    role: Role, kind: FindingKind
) -> None:
    rule = SECONDARY_RULES[kind]
    for seen, measured in itertools.product((False, True), repeat=2):
        changes = dict(WITNESSES[kind])
        if measured:
            changes.setdefault("spectra", (spectrum(),))
        acknowledged = {kind} if seen else set()
        subject = referred(**changes, acknowledged=frozenset(acknowledged))
        locking = of_kind(at_secondary(subject, role=role), kind)
        wanted = set()
        if rule is Opens.NOTHING_HERE:
            wanted = {NOT_HERE}
        else:
            if not seen:
                wanted.add(NOT_ACKNOWLEDGED)
            if rule is Opens.ADJUDICATED_AND_ACKNOWLEDGED:
                wanted.add(NOT_ADJUDICATED)
            if rule is Opens.SPECTRUM_AND_ACKNOWLEDGED and not measured:
                wanted.add(SPECTRUM_MISSING)
            if rule in SUPERVISED and role is not Role.SUPERVISOR:
                wanted.add(SUPERVISOR_ONLY)
        assert bool(locking) is bool(wanted)
        assert all(wanted <= set(lock.details[1:]) for lock in locking)


def test_a_neutron_alarm_is_never_released_here() -> None:
    subject = referred(
        **WITNESSES[K.NEUTRON_ALARM],
        spectra=(spectrum("K-40"),),
        acknowledged=frozenset(FindingKind),
    )
    for role in (Role.SECONDARY, Role.SUPERVISOR):
        assert of_kind(at_secondary(subject, role=role), K.NEUTRON_ALARM)
    hold = found(subject, Stage.SECONDARY, Disposition.HOLD_FOR_SPECIALIST)
    assert hold == ()


def test_without_a_case_there_is_nothing_to_decide() -> None:
    assert found(None) == (Lock(kind=LockKind.NO_CASE),)
    assert found(case(opened_at=None)) == (Lock(kind=LockKind.NO_CASE),)


def test_nobody_decides_without_signing_in() -> None:
    assert found(clean(), officer=None) == (Lock(kind=LockKind.NOT_SIGNED_IN),)
    assert found(clean(), role=None) == (Lock(kind=LockKind.NOT_SIGNED_IN),)


@pytest.mark.parametrize("disposition", sorted(STAGE_DISPOSITIONS[Stage.SECONDARY]))
def test_a_primary_officer_decides_nothing_at_secondary(disposition: Disposition) -> None:
    refused = found(referred(), Stage.SECONDARY, disposition, role=Role.PRIMARY)
    assert Lock(kind=LockKind.ROLE, details=(Denial.ROLE_MAY_NOT.value,)) in refused


@pytest.mark.parametrize("first", sorted(STAGE_DISPOSITIONS[Stage.PRIMARY]))
@pytest.mark.parametrize("second", sorted(STAGE_DISPOSITIONS[Stage.PRIMARY]))
def test_primary_decides_once_unless_it_held(first: Disposition, second: Disposition) -> None:
    subject = clean(decisions=(decided(Stage.PRIMARY, first),))
    already = () if first is Disposition.HOLD else (Lock(kind=LockKind.ALREADY_DECIDED),)
    assert found(subject, disposition=second) == already
    assert found(subject, disposition=second, correcting=True) == ()


@pytest.mark.parametrize("first", sorted(STAGE_DISPOSITIONS[Stage.SECONDARY]))
def test_secondary_decides_until_it_releases_or_examines(first: Disposition) -> None:
    subject = clean(decisions=(REFERRED, decided(Stage.SECONDARY, first, seq=91)))
    is_final = first in (Disposition.RELEASE, Disposition.EXAMINE)
    already = (Lock(kind=LockKind.ALREADY_DECIDED),) if is_final else ()
    assert at_secondary(subject, disposition=Disposition.EXAMINE) == already
    assert at_secondary(subject, disposition=Disposition.EXAMINE, correcting=True) == ()


def test_secondary_decides_nothing_that_was_not_referred() -> None:
    assert at_secondary(clean()) == (Lock(kind=LockKind.NO_CASE, details=("not-referred",)),)


def test_a_correction_to_release_is_locked_like_any_release() -> None:
    assert of_kind(found(referred(**GAMMA_ALARM), correcting=True), K.GAMMA_ALARM)


def test_another_officers_case_is_not_released_over_their_head() -> None:
    subject = referred(claim=claim("40912"))
    locked = (Lock(kind=LockKind.OTHER_OFFICER, details=("40912",)),)
    assert at_secondary(subject) == locked
    assert at_secondary(subject, disposition=Disposition.RESCAN) == locked
    assert at_secondary(subject, officer=canadian(badge="40912")) == ()
    assert at_secondary(replace(subject, claim=claim("40912", claimed=False))) == ()


def test_a_supervisor_may_act_on_a_case_that_a_dead_station_has_in_hand() -> None:
    subject = referred(claim=claim("40912"))
    supervisor = canadian(Role.SUPERVISOR, badge="50001")
    for disposition in (Disposition.RELEASE, Disposition.RESCAN):
        act = {"disposition": disposition, "officer": supervisor, "role": Role.SUPERVISOR}
        assert at_secondary(subject, **act) == ()


def test_a_radiograph_is_looked_at_for_long_enough_and_all_of_it() -> None:
    soon = at_secondary(referred(), on_screen_s=DWELL_S - 2)
    assert soon == (Lock(kind=LockKind.DWELL, details=("2.0",)),)
    assert at_secondary(referred(), on_screen_s=DWELL_S) == ()
    assert at_secondary(referred(radiographs=()), on_screen_s=0.0) == ()
    partly = at_secondary(referred(), coverage=0.83)
    assert partly == (Lock(kind=LockKind.COVERAGE, details=("0.83",)),)
    assert at_secondary(referred(), coverage=1.0) == ()


def test_an_alarm_that_just_appeared_holds_the_release_key_for_a_moment() -> None:
    assert found(clean(), since_alarm_s=ARMING_S / 2) == (Lock(kind=LockKind.JUST_ARRIVED),)
    assert found(clean(), since_alarm_s=ARMING_S) == ()


@pytest.mark.parametrize("kind", sorted(REASONS))
def test_the_worst_finding_suggests_the_reason(kind: FindingKind) -> None:
    subject = clean(**WITNESSES[kind])
    worst = findings(subject, now=LATER)[0]
    assert suggested_reason(subject, now=LATER) is REASONS[worst.kind]


def test_nothing_suggests_a_reason_where_nothing_is_wrong() -> None:
    assert suggested_reason(clean(), now=LATER) is None
    assert suggested_reason(clean(not_recorded=True), now=LATER) is None


def test_a_random_selection_is_shown_as_random_and_only_if_nothing_else_is_wrong() -> None:
    drawn = instead(FactName.RANDOM_SELECTED, value=True)
    assert suggested_reason(clean(**drawn), now=LATER) is Reason.RANDOM
    facts = drawn["notice"].facts
    vague = [item for item in facts if item.name != FactName.DESCRIPTION_CLEAR]
    subject = clean(notice=notice(facts=tuple(vague)))
    assert suggested_reason(subject, now=LATER) is Reason.GOODS
    assert suggested_reason(clean(**drawn, **GAMMA_ALARM), now=LATER) is Reason.RADIATION
