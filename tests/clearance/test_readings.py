"""The reading of an image: its lifecycle, who reads next, and what holds before a release."""

from dataclasses import replace
from typing import Any

import pytest

from app.clearance.readings import (
    COVERAGE_FULL,
    DWELL_S,
    FOLLOWING,
    OPAQUE_SHARE_MIN,
    OPEN,
    SETTLED,
    STEPS,
    ReviewStage,
    ReviewStep,
    SecondWhy,
    Turn,
    is_sound,
    review_of,
    second_whys,
    turn_of,
)
from app.clearance.release import locks
from app.clearance.review_locks import REVIEW_LOCKS
from app.domain.annotation import AssessmentFlag
from app.domain.case import Case
from app.domain.decision import STAGE_DISPOSITIONS, Disposition, Stage
from app.domain.finding import LockKind
from app.domain.identifiers import Badge
from app.domain.officer import Role
from app.domain.reading import RandomDraw, ReadingVerdict
from tests.builders import GAMMA_ALARM, MARK, place
from tests.clearance.cases import LATER, REFERRED, canadian, clean, passage
from tests.clearance.reviewing import (
    CHIEF,
    DIFFER,
    FIRST,
    ONE,
    SECOND,
    SETTLED_BY_CHIEF,
    STAGES,
    THIRD,
    UNREAD,
    WAITING,
    after,
    arbitrated,
    asked,
    of_image,
    release_locks,
)

CLEAR, SUSPECT = ReadingVerdict.CLEAR, ReadingVerdict.SUSPECT
INCONCLUSIVE = ReadingVerdict.INCONCLUSIVE
S, P = ReviewStage, ReviewStep


def stepped(subject: Case, step: ReviewStep) -> Case:
    """`subject` after a fact that is this step, whoever has read by now."""
    standing = review_of(subject).standing
    other = INCONCLUSIVE if standing is not INCONCLUSIVE else CLEAR
    match step:
        case P.READ:
            return after(subject, of_image(subject, INCONCLUSIVE))
        case P.WANTED:
            return asked(subject)
        case P.SAME:
            return after(subject, of_image(subject, standing or CLEAR, THIRD))
        case P.OTHER:
            return after(subject, of_image(subject, other, THIRD))
        case P.ARBITRATED:
            saw = tuple(made.ref for made in subject.readings)
            chief = of_image(subject, INCONCLUSIVE, CHIEF, role=Role.SUPERVISOR, saw=saw)
            return after(subject, chief)


@pytest.mark.parametrize("stage", S)
def test_every_stage_is_reached_by_readings(stage: ReviewStage) -> None:
    assert review_of(STAGES[stage]).stage is stage


IMPOSSIBLE = {
    (S.UNREAD, P.SAME),  # whoever reads first is no second reader
    (S.UNREAD, P.OTHER),
    (S.UNREAD, P.ARBITRATED),  # there is nothing to have seen
    (S.DIFFER, P.SAME),  # nothing stands that a further reading could be the same as
}


@pytest.mark.parametrize(
    ("stage", "step"), [(s, p) for s in S for p in P if (s, p) not in IMPOSSIBLE]
)
def test_the_lifecycle_is_its_table_and_what_has_no_row_changes_nothing(
    stage: ReviewStage, step: ReviewStep
) -> None:
    subject = STAGES[stage]
    wanted = STEPS.get((stage, step), stage)
    assert review_of(stepped(subject, step)).stage is wanted


def test_no_impossible_step_has_a_row() -> None:
    assert not IMPOSSIBLE & set(STEPS)


def test_every_stage_can_be_left_but_by_nothing_is_a_read_image_unread_again() -> None:
    assert {stage for stage, _ in STEPS} == set(S)
    assert S.UNREAD not in STEPS.values()
    assert not SETTLED & OPEN


def test_reasons_of_the_first_officer_stay_when_that_officer_thinks_again() -> None:
    drawn = RandomDraw(value=0.0, share=0.05, seed_sha256="ab" * 32)
    other = RandomDraw(value=0.9, share=0.05, seed_sha256="cd" * 32)
    once = after(UNREAD, of_image(UNREAD, CLEAR, draw=drawn))
    elsewhere = after(once, of_image(once, CLEAR, draw=other))  # at another station
    assert review_of(elsewhere).stage is S.AWAITING_SECOND
    assert review_of(elsewhere).whys == (SecondWhy.RANDOM_SHARE,)


def test_an_image_with_a_mark_that_accuses_is_not_clear() -> None:
    marked = of_image(UNREAD, CLEAR, annotations=(MARK,))
    assert not is_sound(marked)
    assert review_of(after(UNREAD, marked)).stage is S.UNREAD
    assert release_locks(UNREAD, marked) == {LockKind.MARKS_OPEN}
    harmless = replace(MARK, flag=AssessmentFlag.NO_THREAT)
    cleared = of_image(UNREAD, CLEAR, annotations=(harmless,))
    assert review_of(after(UNREAD, cleared)).joint is CLEAR
    assert release_locks(UNREAD, cleared) == set()


def test_the_first_officer_thinks_again_only_until_another_one_has_read() -> None:
    twice = after(ONE, of_image(ONE, SUSPECT))
    assert review_of(twice).stage is S.AWAITING_SECOND
    assert len(review_of(twice).readings) == 1
    late = after(DIFFER, of_image(DIFFER, CLEAR, FIRST))
    assert review_of(late) == review_of(DIFFER)


def test_a_clear_reading_that_was_not_careful_does_not_count() -> None:
    hasty_ones: tuple[dict[str, Any], ...] = (
        {"dwell_s": DWELL_S - 0.1},
        {"coverage": COVERAGE_FULL - 0.01},
    )
    for changes in hasty_ones:
        hasty = of_image(UNREAD, CLEAR, **changes)
        assert not is_sound(hasty)
        assert review_of(after(UNREAD, hasty)).stage is S.UNREAD
        careful_enough = of_image(UNREAD, SUSPECT, **changes)
        assert review_of(after(UNREAD, careful_enough)).stage is S.AWAITING_SECOND


def test_a_reading_that_knew_another_one_is_no_second_reading() -> None:
    saw = tuple(made.ref for made in WAITING.readings)
    peeped = after(WAITING, of_image(WAITING, SUSPECT, SECOND, saw=saw))
    assert review_of(peeped).stage is S.AWAITING_SECOND


@pytest.mark.parametrize(
    ("badge", "role", "why"),
    [
        (FIRST, Role.SUPERVISOR, "was a reader"),
        (SECOND, Role.SUPERVISOR, "was a reader"),
        (CHIEF, Role.SECONDARY, "is no supervisor"),
    ],
)
def test_nobody_else_than_a_supervisor_who_read_neither_arbitrates(
    badge: str, role: Role, why: str
) -> None:
    saw = tuple(made.ref for made in DIFFER.readings)
    tried = after(DIFFER, of_image(DIFFER, CLEAR, badge, role=role, saw=saw))
    assert review_of(tried).stage is S.DIFFER, why


def test_who_arbitrates_has_to_know_every_counted_reading() -> None:
    saw = (DIFFER.readings[0].ref,)
    half = of_image(DIFFER, CLEAR, CHIEF, role=Role.SUPERVISOR, saw=saw)
    assert review_of(after(DIFFER, half)).stage is S.DIFFER


def test_of_two_supervisors_who_knew_nothing_of_each_other_the_careful_one_counts() -> None:
    clear, suspect = arbitrated(DIFFER, CLEAR), arbitrated(DIFFER, SUSPECT, "50002")
    for both in ((clear, suspect), (suspect, clear)):
        assert review_of(after(DIFFER, *both)).joint is SUSPECT


def test_a_blind_reading_that_comes_late_and_differs_opens_the_reading_again() -> None:
    late = after(SETTLED_BY_CHIEF, of_image(SETTLED_BY_CHIEF, CLEAR, THIRD))
    assert review_of(late).stage is S.DIFFER
    assert review_of(late).joint is None


TURNS = [
    (S.UNREAD, FIRST, Role.SECONDARY, Turn.FIRST),
    (S.UNREAD, FIRST, Role.PRIMARY, Turn.ROLE_MAY_NOT),
    (S.FIRST_READ, FIRST, Role.SECONDARY, Turn.FIRST),
    (S.FIRST_READ, SECOND, Role.SECONDARY, Turn.SECOND),
    (S.AWAITING_SECOND, FIRST, Role.SECONDARY, Turn.FIRST),
    (S.AWAITING_SECOND, SECOND, Role.SECONDARY, Turn.SECOND),
    (S.AWAITING_SECOND, CHIEF, Role.SUPERVISOR, Turn.SECOND),
    (S.AGREED, FIRST, Role.SECONDARY, Turn.SETTLED),
    (S.AGREED, THIRD, Role.SECONDARY, Turn.SETTLED),
    (S.DIFFER, FIRST, Role.SECONDARY, Turn.WAS_READER),
    (S.DIFFER, SECOND, Role.SUPERVISOR, Turn.WAS_READER),
    (S.DIFFER, THIRD, Role.SECONDARY, Turn.NOT_SUPERVISOR),
    (S.DIFFER, CHIEF, Role.SUPERVISOR, Turn.ARBITRATION),
    (S.ARBITRATED, CHIEF, Role.SUPERVISOR, Turn.SETTLED),
]


@pytest.mark.parametrize(("stage", "badge", "role", "turn"), TURNS)
def test_whose_turn_it_is(stage: ReviewStage, badge: str, role: Role, turn: Turn) -> None:
    assert turn_of(STAGES[stage], Badge(badge), role) is turn


def test_a_suspect_image_wants_a_second_reader_and_a_clear_one_does_not() -> None:
    assert review_of(WAITING).whys == (SecondWhy.SUSPECT,)
    assert review_of(ONE).whys == ()


def test_radiation_and_a_dense_part_want_a_second_reader_only_together() -> None:
    alarm = clean(occupancies=(passage(alarms=GAMMA_ALARM),))
    dense: dict[str, Any] = {"opaque_share": OPAQUE_SHARE_MIN}
    both = after(alarm, of_image(alarm, INCONCLUSIVE, **dense))
    assert review_of(both).whys == (SecondWhy.RADIATION_AND_DENSE,)
    assert review_of(both).stage is S.AWAITING_SECOND
    assert review_of(after(alarm, of_image(alarm, INCONCLUSIVE))).whys == ()
    assert review_of(after(UNREAD, of_image(UNREAD, CLEAR, **dense))).whys == ()
    assert second_whys(alarm, None, opaque_share=1.0) == (SecondWhy.RADIATION_AND_DENSE,)


def test_a_drawn_image_wants_a_second_reader() -> None:
    for value, why in ((0.049, (SecondWhy.RANDOM_SHARE,)), (0.05, ())):
        drawn = RandomDraw(value=value, share=0.05, seed_sha256="ab" * 32)
        assert review_of(after(UNREAD, of_image(UNREAD, CLEAR, draw=drawn))).whys == why


def test_each_stage_has_its_lock_on_release() -> None:
    assert set(REVIEW_LOCKS) == set(S)
    for stage, subject in STAGES.items():
        kind = REVIEW_LOCKS[stage]
        clear = review_of(subject).joint is CLEAR
        wanted = {kind} if kind else set() if clear else {LockKind.NOT_CLEAR}
        assert release_locks(subject, None) == wanted


def test_a_release_that_wants_a_second_reader_is_locked_until_both_agree() -> None:
    wanted = asked(UNREAD)
    assert release_locks(wanted, of_image(wanted, CLEAR)) == {LockKind.SECOND_READER}
    once = after(wanted, of_image(wanted, CLEAR))
    assert release_locks(once, None) == {LockKind.SECOND_READER}
    assert release_locks(once, of_image(once, CLEAR)) == {LockKind.SECOND_READER}
    assert release_locks(once, of_image(once, CLEAR, SECOND), SECOND) == set()
    assert release_locks(WAITING, of_image(WAITING, CLEAR, SECOND), SECOND) == {
        LockKind.READINGS_DIFFER
    }


def test_a_supervisor_who_knows_both_readings_may_release_and_a_reader_may_not() -> None:
    assert release_locks(DIFFER, arbitrated(DIFFER, CLEAR), CHIEF) == set()
    mine = of_image(DIFFER, CLEAR, SECOND, role=Role.SUPERVISOR)
    assert LockKind.MAY_NOT_READ in release_locks(DIFFER, mine, SECOND)


@pytest.mark.parametrize("stage", S)
@pytest.mark.parametrize("disposition", [Disposition.EXAMINE, Disposition.HOLD_FOR_SPECIALIST])
def test_no_reading_stands_in_the_way_of_the_safe_side(
    stage: ReviewStage, disposition: Disposition
) -> None:
    found = locks(
        replace(STAGES[stage], decisions=(REFERRED,)),
        Stage.SECONDARY,
        disposition,
        officer=canadian(Role.SECONDARY, badge=THIRD),
        role=Role.SECONDARY,
        place=place(),
        now=LATER,
        on_screen_s=0.0,
    )
    assert found == ()


def test_whatever_was_read_the_load_may_be_examined() -> None:
    assert set(FOLLOWING) == set(ReadingVerdict)
    for verdict, may_follow in FOLLOWING.items():
        assert Disposition.EXAMINE in may_follow
        assert (Disposition.RELEASE in may_follow) is (verdict is CLEAR)
        assert may_follow <= STAGE_DISPOSITIONS[Stage.SECONDARY]
