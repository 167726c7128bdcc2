"""Signing in: who may, how often, and that a PIN goes nowhere but into the check."""

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.events import SessionChange
from app.domain.identifiers import Badge, Country
from app.domain.officer import OfficerVerifier, Role
from app.ports import RecordError
from app.runtime.passwords import STRANGER_HASH, hash_pin, verify_pin
from app.workflow.session import (
    FAILURES_MAX,
    IDLE_LOCK_S,
    LOCKOUT,
    LOCKOUT_MAX,
    STRANGERS_MAX,
    TRANSITIONS,
    UNKNOWN_BADGE,
    Session,
    SessionState,
    SessionStep,
    SignInRefusal,
    SignInRefusedError,
    WrongStepError,
    is_idle,
    lockout,
)
from tests.builders import NOW, place
from tests.workflow.fakes import FakeClock, MemoryJournal
from tests.workflow.signing_in import (
    BADGE,
    HASH,
    NOBODYS_HASH,
    PIN,
    STRANGER,
    Desk,
    MemoryOfficers,
    known,
)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_the_right_pin_signs_in_and_is_recorded(desk: Desk) -> None:
    acting = desk.session.sign_in(BADGE, PIN, Role.PRIMARY)
    assert (acting.officer.badge, acting.role) == (BADGE, Role.PRIMARY)
    assert desk.session.acting == acting
    assert desk.told() == [(BADGE, SessionChange.SIGNED_IN)]
    assert desk.officers.failures(BADGE) == (0, None)


def test_an_attempt_is_counted_before_it_is_checked(desk: Desk) -> None:
    desk.refused()
    desk.session.sign_in(BADGE, PIN, Role.PRIMARY)
    assert [counted for _, (counted, _) in desk.checked] == [1, 2]


def test_nothing_is_checked_if_the_attempt_cannot_be_counted(desk: Desk) -> None:
    desk.officers.full = True
    with pytest.raises(RecordError):
        desk.session.sign_in(BADGE, PIN, Role.PRIMARY)
    assert desk.checked == []
    assert desk.session.state is SessionState.SIGNED_OUT


def test_nobody_is_signed_in_if_it_cannot_be_recorded(desk: Desk) -> None:
    desk.journal.full = True
    with pytest.raises(RecordError):
        desk.session.sign_in(BADGE, PIN, Role.PRIMARY)
    assert desk.session.acting is None


def test_the_fifth_failure_locks_the_badge_out_even_for_the_right_pin(desk: Desk) -> None:
    answers = [desk.refused() for _ in range(FAILURES_MAX)]
    assert answers == [SignInRefusal.WRONG_BADGE_OR_PIN] * 4 + [SignInRefusal.LOCKED_OUT]
    assert desk.refused(pin=PIN) == SignInRefusal.LOCKED_OUT
    assert len(desk.checked) == FAILURES_MAX
    changes = [change for _, change in desk.told()]
    assert changes == [SessionChange.REFUSED] * 4 + [
        SessionChange.LOCKED_OUT,
        SessionChange.REFUSED,
    ]


def test_a_lock_out_survives_a_restart_and_ends_by_time(desk: Desk) -> None:
    for _ in range(FAILURES_MAX):
        desk.refused()
    desk.restarted()
    desk.clock.advance(LOCKOUT.total_seconds() - 1)
    assert desk.refused(pin=PIN) == SignInRefusal.LOCKED_OUT
    desk.clock.advance(1)
    desk.session.sign_in(BADGE, PIN, Role.PRIMARY)
    assert desk.officers.failures(BADGE) == (0, None)


def test_after_a_lock_out_one_more_failure_locks_for_twice_as_long(desk: Desk) -> None:
    for _ in range(FAILURES_MAX):
        desk.refused()
    desk.clock.advance(LOCKOUT.total_seconds())
    with pytest.raises(SignInRefusedError) as caught:
        desk.session.sign_in(BADGE, "wrong", Role.PRIMARY)
    assert caught.value.locked_until == desk.clock.now() + 2 * LOCKOUT


@pytest.mark.parametrize(
    ("failures", "minutes"),
    [(0, None), (4, None), (5, 15), (6, 30), (7, 60), (8, 120), (9, 240), (10, 240), (999, 240)],
)
def test_lock_outs_double_up_to_a_ceiling(failures: int, minutes: int | None) -> None:
    assert lockout(failures) == (None if minutes is None else timedelta(minutes=minutes))
    assert timedelta(minutes=240) == LOCKOUT_MAX


def test_a_badge_that_nobody_has_is_answered_and_locked_out_like_any_other(desk: Desk) -> None:
    answers = [desk.refused(STRANGER) for _ in range(FAILURES_MAX + 1)]
    assert answers == [SignInRefusal.WRONG_BADGE_OR_PIN] * 4 + [SignInRefusal.LOCKED_OUT] * 2
    assert [checked for checked, _ in desk.checked] == [NOBODYS_HASH] * FAILURES_MAX


def test_a_pin_typed_as_a_badge_is_not_recorded(desk: Desk) -> None:
    desk.refused(Badge(PIN))
    assert desk.told() == [(UNKNOWN_BADGE, SessionChange.REFUSED)]
    assert PIN not in repr(desk.journal.written) + repr(desk.officers.counters)


def test_badges_that_nobody_has_do_not_fill_the_memory(desk: Desk) -> None:
    for number in range(STRANGERS_MAX + 50):
        desk.refused(Badge(f"x{number}"))
    assert len(desk.session._strangers) == STRANGERS_MAX


UNFIT: list[tuple[Callable[[OfficerVerifier], OfficerVerifier], Role, SignInRefusal]] = [
    (lambda it: replace(it, valid_until=NOW), Role.PRIMARY, SignInRefusal.VERIFIER_EXPIRED),
    (lambda it: it, Role.SUPERVISOR, SignInRefusal.ROLE_NOT_HELD),
    (
        lambda it: replace(it, officer=replace(it.officer, country=Country.UNITED_STATES)),
        Role.PRIMARY,
        SignInRefusal.OTHER_COUNTRY,
    ),
    (
        lambda it: replace(it, officer=replace(it.officer, port="CA-0813")),
        Role.PRIMARY,
        SignInRefusal.OTHER_PORT,
    ),
]


@pytest.mark.parametrize(("change", "role", "refusal"), UNFIT)
def test_an_officer_who_may_not_act_here_is_told_why_and_only_after_the_right_pin(
    change: Callable[[OfficerVerifier], OfficerVerifier], role: Role, refusal: SignInRefusal
) -> None:
    desk = Desk(change(known()))
    assert desk.refused(role=role) == SignInRefusal.WRONG_BADGE_OR_PIN
    assert desk.refused(pin=PIN, role=role) == refusal
    assert desk.session.state is SessionState.SIGNED_OUT
    assert desk.officers.failures(BADGE) == (0, None)


def test_every_refusal_is_reached() -> None:
    reached = {refusal for _, _, refusal in UNFIT}
    reached |= {SignInRefusal.WRONG_BADGE_OR_PIN, SignInRefusal.LOCKED_OUT}
    assert reached == set(SignInRefusal)


def test_a_locked_station_returns_to_the_same_officer_and_role(desk: Desk) -> None:
    acting = desk.session.sign_in(BADGE, PIN, Role.SECONDARY)
    desk.session.lock()
    assert [desk.session.acting, desk.session.seated] == [None, acting]
    assert desk.session.unlock(PIN) == acting
    assert desk.session.acting == acting
    changes = [change for _, change in desk.told()]
    assert changes == [SessionChange.SIGNED_IN, SessionChange.LOCKED, SessionChange.UNLOCKED]


def test_unlocking_counts_like_signing_in(desk: Desk) -> None:
    desk.session.sign_in(BADGE, PIN, Role.PRIMARY)
    desk.session.lock()
    for _ in range(FAILURES_MAX):
        with pytest.raises(SignInRefusedError):
            desk.session.unlock("wrong")
    with pytest.raises(SignInRefusedError) as caught:
        desk.session.unlock(PIN)
    assert caught.value.refusal is SignInRefusal.LOCKED_OUT
    assert desk.session.state is SessionState.LOCKED


def test_locking_needs_no_journal(desk: Desk) -> None:
    desk.session.sign_in(BADGE, PIN, Role.PRIMARY)
    desk.journal.full = True
    with pytest.raises(RecordError):
        desk.session.lock()
    assert desk.session.acting is None


STEPS: dict[SessionStep, Callable[[Session], object]] = {
    SessionStep.SIGN_IN: lambda session: session.sign_in(BADGE, PIN, Role.PRIMARY),
    SessionStep.LOCK: lambda session: session.lock(),
    SessionStep.UNLOCK: lambda session: session.unlock(PIN),
    SessionStep.SIGN_OUT: lambda session: session.sign_out(),
}
WAYS: dict[SessionState, list[SessionStep]] = {
    SessionState.SIGNED_OUT: [],
    SessionState.ACTIVE: [SessionStep.SIGN_IN],
    SessionState.LOCKED: [SessionStep.SIGN_IN, SessionStep.LOCK],
}


@pytest.mark.parametrize(("state", "step"), list(itertools.product(SessionState, SessionStep)))
def test_the_table_of_steps_is_kept(state: SessionState, step: SessionStep, desk: Desk) -> None:
    for way in WAYS[state]:
        STEPS[way](desk.session)
    assert desk.session.state is state
    if (state, step) in TRANSITIONS:
        STEPS[step](desk.session)
        assert desk.session.state is TRANSITIONS[state, step]
    else:
        with pytest.raises(WrongStepError):
            STEPS[step](desk.session)
        assert desk.session.state is state


def test_a_station_locks_itself_after_five_minutes_without_a_touch() -> None:
    assert not is_idle(IDLE_LOCK_S - 0.1)
    assert is_idle(IDLE_LOCK_S)
    assert is_idle(30.0, limit_s=30.0)
    assert IDLE_LOCK_S == 300.0


def test_no_pin_is_left_behind_in_any_repr_message_or_event(desk: Desk) -> None:
    desk.refused(pin=PIN + "?")
    desk.session.sign_in(BADGE, PIN, Role.PRIMARY)
    desk.session.lock()
    with pytest.raises(SignInRefusedError) as caught:
        desk.session.unlock(PIN + "?")
    left = [repr(vars(desk.session)), repr(desk.journal.written), repr(desk.officers.counters)]
    left += [repr(caught.value), str(caught.value), repr(caught.value.__dict__)]
    assert PIN not in "".join(left).replace(HASH, "")


def test_it_works_with_the_real_hash() -> None:
    verifier = replace(known(), argon2_hash=hash_pin(PIN))
    clock = FakeClock()
    journal = MemoryJournal(clock)
    officers = MemoryOfficers(verifier)
    session = Session(place(), clock, officers, journal.append, verify_pin, STRANGER_HASH)
    for badge, pin in ((BADGE, "wrong"), (STRANGER, PIN)):
        with pytest.raises(SignInRefusedError):
            session.sign_in(badge, pin, Role.PRIMARY)
    assert session.sign_in(BADGE, PIN, Role.PRIMARY).officer == verifier.officer
