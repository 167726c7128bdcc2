"""A released image comes back as work, is decided like work, and is never counted as work."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.annotation import PixelBox
from app.domain.case import Case
from app.domain.decision import Disposition, Stage
from app.domain.review_events import TestThreatRevealed
from app.domain.traveller import Occupant, Seat, TravelDocument
from app.ports import RecordError
from app.workflow.desk import DecisionRefusedError, Intent, shown_hash
from app.workflow.reading_act import ImageLook
from app.workflow.threat_tests import AGE_MIN, LaidIn, ThreatTests, candidates, is_marked, results
from app.workflow.updates import CaseChanged, ImageReady, Update
from tests.builders import GAMMA_ALARM, MARK, place, scan
from tests.clearance.cases import passage
from tests.workflow.review_bay import REVIEWER, Bay, opening

LAID = LaidIn(folder="cache/test", object_name="bottle", box=MARK.box)


class Room:
    """A bay that released a vehicle, and the tests beside it."""

    def __init__(self) -> None:
        self.names = 0
        self.bay = Bay()
        self.bay.record(*opening())
        self.bay.clear()
        self.bay.clock.advance(AGE_MIN.total_seconds() + 60)
        self.updates: list[Update] = []
        self.tests = ThreatTests(
            place("bay-2"), self.bay.clock, self.bay.recorder, self._name, self.updates.append
        )
        self.recorded_before = len(self.bay.journal.written)

    def _name(self) -> str:
        self.names += 1
        return str(self.names)

    @property
    def shown(self) -> Case:
        cases = [item.case for item in self.updates if isinstance(item, CaseChanged)]
        return cases[-1]

    def place(self, laid_in: LaidIn = LAID) -> Case:
        self.tests.place(self.bay.case, laid_in)
        return self.shown

    def decide(self, disposition: Disposition, *marks: object) -> TestThreatRevealed:
        case = self.shown
        self.bay.clock.advance(60)
        now = self.bay.clock.now()
        intent = Intent(
            case_id=case.case_id,
            stage=Stage.SECONDARY,
            disposition=disposition,
            reason=None,
            shown_sha256=shown_hash(case),
            shown_since=now - timedelta(seconds=40),
        )
        look = ImageLook(
            image_id=case.image_id or "",
            started_at=now - timedelta(seconds=30),
            dwell_s=30.0,
            coverage=1.0,
            opaque_share=0.0,
            annotations=marks,  # type: ignore[arg-type]  # marks of the test
        )
        made = self.tests.decide(intent, REVIEWER, look)
        assert made.revealed is not None
        return TestThreatRevealed(test=made.revealed)


@pytest.fixture
def room() -> Room:
    return Room()


def test_a_test_waits_like_any_referred_vehicle(room: Room) -> None:
    case = room.place()
    source = room.bay.case
    assert case.awaits_secondary
    assert source.notice is not None
    assert case.notice is not None
    assert case.plate == source.plate
    assert replace(case.notice, occupants=()) == replace(source.notice, occupants=())
    assert case.occupancies != ()
    assert case.readings == ()
    assert [made.decision.stage for made in case.decisions] == [Stage.PRIMARY]
    assert case.image_id != source.image_id
    assert len(case.image_id or "") == len(source.image_id or "")


def test_a_test_passes_no_lane_on_its_way_to_secondary(room: Room) -> None:
    room.place()
    told = [item.case for item in room.updates if isinstance(item, CaseChanged)]
    assert [case.awaits_primary for case in told] == [False]
    assert [case.awaits_secondary for case in told] == [True]


def test_people_of_a_test_are_as_many_and_nobody(room: Room) -> None:
    paper = TravelDocument(kind="P", number="QX 481-516", issuer="CAN", expires=None)
    driver = Occupant(
        family_name="Ostrowska",
        given_names="Ada",
        born=date(1904, 2, 3),
        nationality="CAN",
        seat=Seat.DRIVER,
        document=paper,
    )
    passenger = replace(driver, seat=Seat.PASSENGER, born=None, document=None)
    notice = room.bay.case.notice
    assert notice is not None
    notice = replace(notice, occupants=(driver, passenger))
    room.tests.place(replace(room.bay.case, notice=notice), LAID)
    shown = room.shown.notice
    assert shown is not None
    assert [(person.seat, person.born is None) for person in shown.occupants] == [
        (Seat.DRIVER, False),
        (Seat.PASSENGER, True),
    ]
    assert shown.occupants[0].document is not None
    assert re.fullmatch(r"[A-Z]{2} \d{3}-\d{3}", shown.occupants[0].document.number)
    for known in ("Ostrowska", "Ada", "1904", "QX 481-516"):
        assert known not in repr(room.updates)


def test_a_test_that_is_decided_twice_is_refused_the_second_time(room: Room) -> None:
    room.place()
    room.decide(Disposition.EXAMINE, MARK)
    with pytest.raises(DecisionRefusedError):
        room.decide(Disposition.EXAMINE, MARK)


def test_nothing_of_a_test_reaches_the_journal_but_its_revelation(room: Room) -> None:
    case = room.place()
    room.tests.desk.claim(case.case_id, REVIEWER, claimed=True)
    room.tests.desk.viewed(case.case_id, REVIEWER, "secondary inspection")
    room.tests.review.request_second(case.case_id, case.image_id or "", REVIEWER)
    assert len(room.bay.journal.written) == room.recorded_before
    revealed = room.decide(Disposition.EXAMINE, MARK)
    (written,) = room.bay.journal.written[room.recorded_before :]
    assert written.event == revealed
    assert written.case_id is None
    assert room.bay.casebook.case(case.case_id) is None
    assert [item.case_id for item in room.bay.casebook.cases()] == [room.bay.case.case_id]


def test_a_marked_object_is_a_hit_and_a_released_one_is_not(room: Room) -> None:
    room.place()
    hit = room.decide(Disposition.EXAMINE, MARK).test
    assert hit.is_hit
    assert hit.image_id == room.bay.case.image_id
    room.place()
    missed = room.decide(Disposition.RELEASE).test
    assert not missed.is_hit
    assert results(room.bay.journal.written) == (hit, missed)


def test_an_image_with_nothing_laid_in_counts_false_alarms(room: Room) -> None:
    room.place(LaidIn(folder="cache/same", object_name=None, box=None))
    assert room.decide(Disposition.EXAMINE, MARK).test.is_false_alarm


def test_a_test_that_cannot_be_recorded_is_not_over(room: Room) -> None:
    room.place()
    room.bay.journal.full = True
    with pytest.raises(RecordError):
        room.decide(Disposition.EXAMINE, MARK)
    assert room.tests.waiting == 1


def test_the_image_of_a_test_is_there_at_once(room: Room) -> None:
    case = room.place()
    room.tests.request_image(case.radiographs[-1])
    assert room.updates[-1] == ImageReady(case.case_id, case.image_id or "", LAID.folder)


def test_only_old_released_images_come_back(room: Room) -> None:
    now = room.bay.clock.now()
    assert candidates([room.bay.case], now) == (room.bay.case,)
    assert candidates([room.bay.case], now - timedelta(days=1)) == ()
    held = Bay()
    held.record(*opening())
    held.suspect()
    assert candidates([held.case], now + timedelta(days=99)) == ()
    assert candidates([replace(room.bay.case, radiographs=())], now) == ()
    alarmed = replace(room.bay.case, occupancies=(passage(alarms=GAMMA_ALARM),))
    assert candidates([alarmed], now) == ()


def test_a_mark_finds_an_object_whose_middle_it_holds_or_in_which_its_own_lies() -> None:
    box, image = MARK.box, scan()
    around = PixelBox(left=0, top=0, right=box.right + 50, bottom=box.bottom + 50)
    beside = PixelBox(left=box.right + 5, top=0, right=box.right + 9, bottom=4)
    assert is_marked(box, [MARK], image=image)
    assert is_marked(around, [MARK], image=image)
    assert not is_marked(beside, [MARK], image=image)
    assert not is_marked(None, [MARK], image=image)


def test_a_mark_over_the_whole_image_has_found_nothing() -> None:
    image = scan()
    everything = PixelBox(left=0, top=0, right=image.width_px, bottom=image.height_px)
    assert not is_marked(MARK.box, [replace(MARK, box=everything)], image=image)
    assert is_marked(everything, [replace(MARK, box=everything)], image=image)
