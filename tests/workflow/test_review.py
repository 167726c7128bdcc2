"""Reading and deciding are one act, and a release waits for all who have to read."""

import pytest

from app.clearance.random_share import Lot
from app.clearance.readings import ReviewStage, SecondWhy, review_of
from app.domain.annotation import AssessmentFlag
from app.domain.decision import Disposition, Stage
from app.domain.finding import LockKind
from app.domain.hint import Hint, HintKind
from app.domain.reading import FirstLookEnd, ReadingVerdict
from app.domain.review_events import HintsShown, ImageRead, ManifestLineJudged, ViewLogKept
from app.ports import RecordError
from app.workflow.desk import DecisionRefusedError
from app.workflow.reading_act import reading_of, verdict_of
from app.workflow.review import Reports
from tests.builders import MARK
from tests.workflow.review_bay import CASE, CHIEF, REVIEWER, SECOND, Bay, image, opening

ALL_DRAWN = Lot(seed=bytes(32), share=1.0)


@pytest.fixture
def bay() -> Bay:
    bay = Bay()
    bay.record(*opening())
    return bay


def refusal(bay: Bay, *args: object) -> set[LockKind]:
    with pytest.raises(DecisionRefusedError) as refused:
        bay.decide(*args)  # type: ignore[arg-type]  # whatever a test gives
    return {lock.kind for lock in refused.value.locks}


def test_a_clear_image_is_read_and_released_in_one_act(bay: Bay) -> None:
    made = bay.clear()
    assert made.reading is not None
    assert made.decision is not None
    assert bay.standing() is Disposition.RELEASE
    (event,) = bay.read()
    assert event.reading.verdict is ReadingVerdict.CLEAR
    assert event.reading.view_log is not None
    assert bay.kept == [b"log"]


def test_a_suspect_image_is_held_at_once_and_waits_for_a_second_reader(bay: Bay) -> None:
    made = bay.suspect()
    assert made.decision is not None
    assert bay.standing() is Disposition.EXAMINE
    assert review_of(bay.case).stage is ReviewStage.AWAITING_SECOND


def test_the_decision_stands_when_the_second_reader_agrees(bay: Bay) -> None:
    bay.suspect()
    made = bay.suspect(SECOND)
    assert made.reading is not None
    assert made.decision is None
    assert review_of(bay.case).stage is ReviewStage.AGREED
    assert bay.standing() is Disposition.EXAMINE


def test_readings_that_differ_leave_the_hold_until_a_supervisor_arbitrates(bay: Bay) -> None:
    bay.suspect()
    assert bay.clear(SECOND).decision is None
    assert review_of(bay.case).stage is ReviewStage.DIFFER
    assert bay.standing() is Disposition.EXAMINE
    made = bay.clear(CHIEF)
    assert made.decision is not None
    assert bay.standing() is Disposition.RELEASE
    superseding = bay.case.standing(Stage.SECONDARY)
    assert superseding is not None
    assert superseding.decision.supersedes is not None
    assert len(bay.case.readings[-1].reading.saw) == 2


def test_an_arbitration_may_leave_the_hold_as_it_is(bay: Bay) -> None:
    bay.suspect()
    bay.clear(SECOND)
    assert bay.suspect(CHIEF).decision is None
    assert review_of(bay.case).joint is ReadingVerdict.SUSPECT
    assert bay.standing() is Disposition.EXAMINE


@pytest.mark.parametrize("acting", [REVIEWER, SECOND])
def test_a_reader_does_not_arbitrate_and_does_not_release_over_the_other_one(
    bay: Bay, acting: object
) -> None:
    bay.suspect()
    bay.clear(SECOND)
    assert refusal(bay, Disposition.RELEASE, acting) & {
        LockKind.ALREADY_DECIDED,
        LockKind.MAY_NOT_READ,
    }
    assert bay.standing() is Disposition.EXAMINE


def test_a_drawn_image_is_released_by_the_second_reader_and_not_before() -> None:
    bay = Bay(lot=ALL_DRAWN)
    bay.record(*opening())
    assert bay.clear().decision is None
    assert bay.standing() is None
    assert review_of(bay.case).whys == (SecondWhy.RANDOM_SHARE,)
    assert bay.clear(SECOND).decision is not None
    assert bay.standing() is Disposition.RELEASE


def test_a_second_reader_who_suspects_holds_at_once_what_the_first_one_cleared() -> None:
    bay = Bay(lot=ALL_DRAWN)
    bay.record(*opening())
    bay.clear()
    assert bay.suspect(SECOND).decision is not None
    assert bay.standing() is Disposition.EXAMINE
    assert review_of(bay.case).stage is ReviewStage.DIFFER


def test_an_officer_may_call_a_second_reader(bay: Bay) -> None:
    image_id = bay.case.image_id
    assert image_id is not None
    bay.desk.request_second(CASE, image_id, REVIEWER)
    assert bay.clear().decision is None
    assert bay.clear(SECOND).decision is not None


@pytest.mark.parametrize(
    ("changes", "lock"),
    [({"dwell_s": 4.9}, LockKind.DWELL), ({"coverage": 0.99}, LockKind.COVERAGE)],
)
def test_an_image_that_was_not_looked_at_is_not_released(
    bay: Bay, changes: dict[str, float], lock: LockKind
) -> None:
    assert refusal(bay, Disposition.RELEASE, REVIEWER, bay.look(**changes)) == {lock}
    assert bay.read() == []
    assert bay.decide(Disposition.EXAMINE, REVIEWER, bay.look(**changes)).decision is not None


def test_a_look_at_an_image_that_was_replaced_is_no_reading(bay: Bay) -> None:
    look = bay.look()
    bay.record(image("b"))
    assert refusal(bay, Disposition.RELEASE, REVIEWER, look) == {LockKind.NOT_READ, LockKind.DWELL}
    made = bay.decide(Disposition.EXAMINE, REVIEWER, look)
    assert made.reading is None
    assert made.decision is not None


def test_a_look_at_an_old_image_releases_nothing_that_others_read_in_the_new_one(bay: Bay) -> None:
    old = bay.look()
    bay.record(image("b"))
    bay.desk.request_second(CASE, bay.case.image_id or "", REVIEWER)
    for acting in (REVIEWER, SECOND):
        intent, now = bay.intent(Disposition.RELEASE), bay.clock.now()
        reading = reading_of(bay.case, intent, acting, bay.look(), now=now)
        assert reading is not None
        bay.record(ImageRead(case_id=CASE, reading=reading))
    assert review_of(bay.case).stage is ReviewStage.AGREED
    assert refusal(bay, Disposition.RELEASE, CHIEF, old) == {LockKind.DWELL}
    assert bay.decide(Disposition.RELEASE, CHIEF, bay.look()).decision is not None


def test_how_an_image_was_looked_at_is_kept_also_where_no_reading_comes_of_it(bay: Bay) -> None:
    look = bay.look()
    bay.record(image("b"))
    bay.decide(Disposition.EXAMINE, REVIEWER, look)
    (kept,) = [item.event for item in bay.journal.written if isinstance(item.event, ViewLogKept)]
    assert (kept.image_id, kept.badge) == (look.image_id, REVIEWER.officer.badge)


def test_an_image_with_a_mark_that_accuses_is_not_released(bay: Bay) -> None:
    assert refusal(bay, Disposition.RELEASE, REVIEWER, bay.look(MARK)) == {LockKind.MARKS_OPEN}
    assert bay.read() == []


def test_the_hold_is_on_the_disk_before_the_reading(bay: Bay) -> None:
    append = bay.journal.append

    def full_after_one(event: object) -> object:
        recorded = append(event)  # type: ignore[arg-type]  # passed through
        bay.journal.full = True
        return recorded

    bay.journal.append = full_after_one  # type: ignore[method-assign,assignment]  # fills up
    with pytest.raises(RecordError):
        bay.suspect()
    assert bay.standing() is Disposition.EXAMINE


def test_only_a_mark_that_accuses_makes_an_image_suspect() -> None:
    harmless = type(MARK)(
        number=2,
        box=MARK.box,
        category=MARK.category,
        ability=MARK.ability,
        flag=AssessmentFlag.NO_THREAT,
    )
    assert verdict_of(Disposition.EXAMINE, (MARK,)) is ReadingVerdict.SUSPECT
    assert verdict_of(Disposition.HOLD_FOR_SPECIALIST, (MARK,)) is ReadingVerdict.SUSPECT
    assert verdict_of(Disposition.EXAMINE, (harmless,)) is ReadingVerdict.INCONCLUSIVE
    assert verdict_of(Disposition.EXAMINE, ()) is ReadingVerdict.INCONCLUSIVE
    assert verdict_of(Disposition.RESCAN, (MARK,)) is ReadingVerdict.INCONCLUSIVE
    assert verdict_of(Disposition.RELEASE, (MARK,)) is ReadingVerdict.CLEAR


def test_hints_lines_and_unread_looks_are_recorded(bay: Bay) -> None:
    look = bay.look()
    hint = Hint(kind=HintKind.OPAQUE, box=None, confidence=0.5, algorithm="a", version="1")
    bay.desk.hints_shown(CASE, look.image_id, (hint,), FirstLookEnd.TIMED_OUT, REVIEWER)
    bay.desk.judge_line(CASE, 2, REVIEWER, seen=False)
    bay.desk.judge_line(CASE, 2, REVIEWER, seen=True)
    bay.desk.keep_view_log(CASE, look, REVIEWER)
    kinds = [type(item.event) for item in bay.journal.written[-4:]]
    assert kinds == [HintsShown, ManifestLineJudged, ManifestLineJudged, ViewLogKept]
    assert [(item.line, item.seen) for item in bay.case.judged_lines] == [(2, True)]


def test_a_report_is_kept_beside_its_reading_and_sent_once_that_is_recorded() -> None:
    sent: list[tuple[str, bytes, int]] = []
    bays: list[Bay] = []

    def send(name: str, data: bytes) -> None:
        sent.append((name, data, len(bays[0].read())))

    bays.append(Bay(reports=Reports(lambda _scan, reading, _who: reading.verdict.encode(), send)))
    bays[0].record(*opening())
    bays[0].suspect()
    (name, data, recorded) = sent[0]
    assert (data, recorded) == (b"suspect", 1)
    kept = bays[0].read()[0].reading.report
    assert kept is not None
    assert kept.name == name
    assert bays[0].kept[-1] == data
