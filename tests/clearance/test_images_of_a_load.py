"""A new image of a load: what the one before left open wants two readers of it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.clearance.readings import ReviewStage, SecondWhy, review_of, second_whys
from app.domain.case import Case
from app.domain.finding import LockKind
from app.domain.reading import ReadingVerdict
from tests.clearance.cases import clean, radiograph
from tests.clearance.reviewing import (
    CLEAR,
    FIRST,
    SAME,
    SECOND,
    STAGES,
    SUSPECT,
    THIRD,
    UNREAD,
    WAITING,
    after,
    asked,
    of_image,
    release_locks,
)

INCONCLUSIVE = ReadingVerdict.INCONCLUSIVE
S = ReviewStage


def rescanned(old: Case, digit: str = "9") -> Case:
    ref = replace(radiograph().evidence[0], sha256=digit * 64)
    return replace(old, radiographs=(*old.radiographs, replace(radiograph(), evidence=(ref,))))


@pytest.mark.parametrize("stage", sorted(set(S) - {S.UNREAD}))
def test_a_new_image_is_unread_whatever_was_read_of_the_one_before(stage: ReviewStage) -> None:
    new = review_of(rescanned(STAGES[stage]))
    assert (new.stage, new.readings, new.joint) == (S.UNREAD, (), None)


@pytest.mark.parametrize("stage", [S.AWAITING_SECOND, S.DIFFER, S.ARBITRATED])
def test_a_suspicion_that_an_image_left_wants_two_readers_of_the_next(stage: ReviewStage) -> None:
    new = rescanned(STAGES[stage])
    once = after(new, of_image(new, CLEAR))
    assert review_of(once).stage is S.AWAITING_SECOND
    assert release_locks(new, of_image(new, CLEAR)) == {LockKind.SECOND_READER}
    assert release_locks(once, of_image(once, CLEAR, SECOND), SECOND) == set()
    assert SecondWhy.SUSPECT in second_whys(new, None)


def test_a_suspicion_outlives_an_image_that_nobody_read_and_one_that_says_nothing() -> None:
    unread = rescanned(WAITING, "8")
    assert review_of(rescanned(unread)).whys == (SecondWhy.SUSPECT,)
    says_nothing = after(unread, *(of_image(unread, INCONCLUSIVE, who) for who in (FIRST, SECOND)))
    assert review_of(rescanned(says_nothing)).whys == (SecondWhy.SUSPECT,)


def test_what_two_readers_cleared_leaves_nothing_to_the_next_image() -> None:
    new = rescanned(WAITING, "8")
    cleared = after(new, *(of_image(new, CLEAR, who) for who in (FIRST, SECOND)))
    assert review_of(cleared).joint is CLEAR
    assert review_of(rescanned(cleared)).whys == ()
    assert review_of(rescanned(SAME)).whys == ()


def test_a_reader_who_was_called_and_never_came_reads_the_next_image() -> None:
    assert review_of(rescanned(asked(UNREAD))).whys == (SecondWhy.ASKED,)
    answered = after(asked(UNREAD), of_image(UNREAD, INCONCLUSIVE))
    answered = after(answered, of_image(UNREAD, INCONCLUSIVE, SECOND))
    assert review_of(rescanned(answered)).whys == ()


def test_a_load_of_a_thousand_images_is_judged_without_end() -> None:
    many = WAITING
    for number in range(1000):
        ref = replace(radiograph().evidence[0], sha256=f"{number:064x}")
        many = replace(
            many, radiographs=(*many.radiographs, replace(radiograph(), evidence=(ref,)))
        )
    assert review_of(many).whys == (SecondWhy.SUSPECT,)


VERDICTS = st.sampled_from(ReadingVerdict)
READS = st.tuples(st.sampled_from([FIRST, SECOND, THIRD]), VERDICTS)


@settings(max_examples=300)
@given(st.lists(st.lists(READS, max_size=3), min_size=2, max_size=4))
def test_one_officer_never_releases_after_a_suspicion_that_nobody_read_away(
    images: list[list[tuple[str, ReadingVerdict]]],
) -> None:
    subject, suspected = clean(radiographs=()), False
    for number, reads in enumerate(images, start=1):
        subject = rescanned(subject, str(number))
        for badge, verdict in reads:
            once = {made.reading.badge for made in review_of(subject).readings}
            clears = of_image(subject, CLEAR, badge)
            if suspected and release_locks(subject, clears, badge) == set():
                assert once - {badge}
            subject = after(subject, of_image(subject, verdict, badge))
        # Nobody's suspicion of this image is gone but by a joint verdict.
        suspected = review_of(subject).joint is not CLEAR and (
            suspected or SUSPECT in {verdict for _, verdict in reads}
        )
