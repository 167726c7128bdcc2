"""What a reader must not know is not in the case that a screen is given."""

from dataclasses import replace

import pytest

from app.clearance.blindness import knows_all, names_seen, seen_by
from app.clearance.readings import ReviewStage, Turn, turn_of
from app.domain.case import Case
from app.domain.decision import Disposition, Stage
from app.domain.identifiers import Badge
from app.domain.officer import Role
from app.domain.review_events import ManifestLineJudged
from tests.clearance.cases import REFERRED, decided
from tests.clearance.reviewing import (
    CHIEF,
    CLEAR,
    DIFFER,
    FIRST,
    SECOND,
    STAGES,
    SUSPECT,
    THIRD,
    UNREAD,
    after,
    asked,
    of_image,
)


def blind_twins() -> tuple[Case, Case]:
    """Two cases that differ in nothing but in what the first officer read and did."""
    by_first = decided(Stage.SECONDARY, Disposition.EXAMINE, seq=91)
    line = ManifestLineJudged(case_id=UNREAD.case_id, line=1, seen=False, badge=Badge(FIRST))
    suspect = replace(
        after(asked(UNREAD), of_image(UNREAD, SUSPECT)),
        decisions=(REFERRED, by_first),
        judged_lines=(line,),
    )
    clear = replace(after(asked(UNREAD), of_image(UNREAD, CLEAR)), decisions=(REFERRED,))
    return suspect, clear


def test_a_second_reader_sees_the_same_whatever_the_first_one_read() -> None:
    suspect, clear = blind_twins()
    views = [seen_by(twin, Badge(SECOND), Role.SECONDARY) for twin in (suspect, clear)]
    assert views[0] == views[1]
    assert views[0].readings == ()
    assert FIRST not in repr(views[0].readings) + repr(views[0].judged_lines)


@pytest.mark.parametrize("stage", ReviewStage)
@pytest.mark.parametrize("badge", [FIRST, SECOND, THIRD, CHIEF])
@pytest.mark.parametrize("role", [Role.SECONDARY, Role.SUPERVISOR])
def test_nobody_who_has_still_to_read_blind_is_shown_a_reading(
    stage: ReviewStage, badge: str, role: Role
) -> None:
    subject = STAGES[stage]
    view = seen_by(subject, Badge(badge), role)
    if turn_of(subject, Badge(badge), role) in (Turn.FIRST, Turn.SECOND, Turn.NOT_SUPERVISOR):
        assert all(made.reading.badge == badge for made in view.readings)
        assert names_seen(subject, Badge(badge), role) == ()
    else:
        assert view == subject


def test_readers_and_the_arbitrating_supervisor_know_both_readings() -> None:
    for badge, role in (
        (FIRST, Role.SECONDARY),
        (SECOND, Role.SECONDARY),
        (CHIEF, Role.SUPERVISOR),
    ):
        assert knows_all(DIFFER, Badge(badge), role)
    assert not knows_all(DIFFER, Badge(THIRD), Role.SECONDARY)
