"""What devices report becomes recorded facts of the right case, and nothing is dropped."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from app.domain.case import Case
from app.domain.events import (
    AnalysisFailed,
    DeviceChanged,
    RadiographAttached,
    SpectrumAttached,
    UnreadableInput,
)
from app.domain.facts import Fact
from app.domain.identifiers import Country
from app.domain.occupancy import Occupancy, RadiationVerdict
from app.domain.risk import Assessment, Determination
from app.domain.sync_state import DeviceState, LinkState
from app.workflow.casebook import CaseBook
from app.workflow.intake import Analyses, Intake
from app.workflow.recorder import Recorder
from app.workflow.updates import Update
from tests.builders import (
    CONTAINER,
    GAMMA_ALARM,
    NOW,
    notice,
    occupancy,
    place,
    plate_read,
    scan,
    spectrum_file,
    verdict,
)
from tests.workflow.fakes import (
    FakeClock,
    InlineExecutor,
    InlineSerial,
    MemoryEvidence,
    MemoryJournal,
    MemoryNotices,
)

FILES = (("s.xml", "application/xml", b"<CargoScan/>"), ("s.tif", "image/tiff", b"II*"))


def judge(measured: Occupancy) -> RadiationVerdict:
    if measured.sequence == 666:
        raise ValueError("the background is missing")
    return verdict(gamma=bool(measured.alarms))


def determine(facts: Sequence[Fact], now: datetime) -> tuple[Assessment, ...]:
    known = {item.name for item in facts}
    return (
        Assessment(
            country=Country.CANADA,
            policy="test",
            policy_version=1,
            policy_sha256="0" * 64,
            assessed_at=now,
            determination=Determination.LOW if "tier" in known else Determination.UNKNOWN,
            fired=(),
            could_fire=(),
            missing_required=(),
            actions=(),
        ),
    )


class Lane:
    def __init__(self) -> None:
        self.clock = FakeClock()
        self.journal = MemoryJournal(self.clock)
        self.casebook = CaseBook()
        self.updates: list[Update] = []
        self.notices = MemoryNotices(notice())
        self.evidence = MemoryEvidence()
        self.recorder = Recorder(self.journal, self.casebook, self.updates.append)
        numbers = iter(range(1, 1000))
        self.intake = Intake(
            place(),
            self.clock,
            InlineSerial(),
            self.casebook,
            self.recorder,
            self.notices,
            self.evidence,
            Analyses(
                workers=InlineExecutor(),
                assess_occupancy=judge,
                assess_consignment=determine,
                facts_of=lambda case, now: case.notice.facts if case.notice else (),
            ),
            lambda: f"{next(numbers):04d}",
            self.updates.append,
            simulated=True,
        )

    def only_case(self) -> Case:
        (case,) = self.casebook.cases()
        return case


@pytest.fixture
def lane() -> Lane:
    return Lane()


def test_a_plate_and_the_occupancy_that_follows_make_one_case(lane: Lane) -> None:
    lane.intake.plate_read(plate_read())
    lane.intake.occupancy(occupancy(at=NOW + timedelta(seconds=12), alarms=GAMMA_ALARM))
    case = lane.only_case()
    assert case.plate == plate_read()
    assert case.notice == notice()
    assert case.occupancy is not None
    assert case.verdict == verdict(gamma=True)
    assert case.simulated


def test_the_portals_own_lines_are_kept_with_the_passage_as_they_came(lane: Lane) -> None:
    lines = b"GA,000100,000100,000100,000100\r\nG\xff,00\r\n"
    lane.intake.occupancy(occupancy(), lines)
    (ref,) = lane.only_case().raw_lines
    assert ref is not None
    assert lane.evidence.get(ref) == lines


def test_a_passage_is_recorded_even_where_there_is_no_room_for_its_lines(lane: Lane) -> None:
    lane.evidence.full = True
    lane.intake.occupancy(occupancy(), b"GA,000100,000100,000100,000100\r\n")
    case = lane.only_case()
    assert (len(case.occupancies), case.raw_lines) == (1, (None,))
    assert any(isinstance(item.event, UnreadableInput) for item in lane.journal.written)


def test_an_occupancy_without_a_plate_opens_a_case_of_its_own(lane: Lane) -> None:
    lane.intake.occupancy(occupancy())
    case = lane.only_case()
    assert case.plate is None
    assert case.notice_sought
    assert case.notice is None


def test_a_plate_read_long_before_belongs_to_another_vehicle(lane: Lane) -> None:
    lane.intake.plate_read(plate_read())
    lane.intake.occupancy(occupancy(at=NOW + timedelta(minutes=10)))
    assert [len(case.occupancies) for case in lane.casebook.cases()] == [0, 1]


def test_a_second_occupancy_is_never_attached_to_a_vehicle_that_has_passed(lane: Lane) -> None:
    lane.intake.plate_read(plate_read())
    lane.intake.occupancy(occupancy(at=NOW + timedelta(seconds=5)))
    lane.intake.occupancy(occupancy(at=NOW + timedelta(seconds=30)))
    assert [len(case.occupancies) for case in lane.casebook.cases()] == [1, 1]


def test_an_analysis_that_fails_is_recorded_as_such_and_gives_no_verdict(lane: Lane) -> None:
    measured = occupancy()
    object.__setattr__(measured, "sequence", 666)
    lane.intake.occupancy(measured)
    case = lane.only_case()
    assert case.verdict is None
    assert case.failures == (
        AnalysisFailed(case_id=case.case_id, analysis="radiation", why="the background is missing"),
    )


def test_a_scan_finds_its_case_by_container_and_keeps_the_original_files(lane: Lane) -> None:
    lane.intake.plate_read(plate_read())
    lane.intake.scan(scan(), FILES)
    case = lane.only_case()
    assert [item.scan.container_number for item in case.radiographs] == [CONTAINER]
    assert {ref.name for ref in case.radiographs[0].evidence} == {"s.xml", "s.tif"}
    assert set(lane.evidence.kept.values()) == {data for _, _, data in FILES}


def test_the_same_scan_twice_is_attached_once(lane: Lane) -> None:
    lane.intake.plate_read(plate_read())
    lane.intake.scan(scan(), FILES)
    lane.intake.scan(scan(), FILES)
    attached = [item for item in lane.journal.written if isinstance(item.event, RadiographAttached)]
    assert len(attached) == 1


def test_the_same_scan_of_an_unknown_vehicle_opens_one_case_though_it_comes_twice(
    lane: Lane,
) -> None:
    unknown = scan(container="CSQU3054383")
    assert lane.intake.scan(unknown, FILES)
    assert lane.intake.scan(unknown, FILES)
    assert len(lane.only_case().radiographs) == 1


def test_a_scan_with_a_known_name_and_other_bytes_is_kept_beside_the_first(lane: Lane) -> None:
    lane.intake.plate_read(plate_read())
    lane.intake.scan(scan(), FILES)
    other = (FILES[0], ("s.tif", "image/tiff", b"MM*"))
    assert lane.intake.scan(scan(), other)
    first, second = lane.only_case().radiographs
    assert first.scan == second.scan
    assert lane.evidence.get(first.evidence[1]) == b"II*"
    assert lane.evidence.get(second.evidence[1]) == b"MM*"


def test_the_same_spectrum_twice_is_attached_once(lane: Lane) -> None:
    lane.intake.occupancy(occupancy(alarms=GAMMA_ALARM))
    assert lane.intake.spectrum(b"<N42/>", "riid-0042.n42", spectrum_file())
    assert lane.intake.spectrum(b"<N42/>", "riid-0042.n42", spectrum_file())
    assert len(lane.only_case().spectra) == 1


def test_a_scan_counts_as_taken_only_once_the_journal_has_it(lane: Lane) -> None:
    lane.intake.plate_read(plate_read())
    lane.journal.full = True
    assert not lane.intake.scan(scan(), FILES)
    assert not lane.intake.scan(scan(), FILES)
    assert lane.only_case().not_recorded
    lane.journal.full = False
    lane.recorder.retry()
    assert lane.intake.scan(scan(), FILES)
    assert len(lane.only_case().radiographs) == 1


def test_a_file_without_room_is_said_once_however_often_it_is_tried(lane: Lane) -> None:
    lane.evidence.full = True
    for _ in range(3):
        assert not lane.intake.unreadable("imager", b"?", "odd.tif", "not a TIFF file")
    assert len(lane.journal.written) == 1
    lane.evidence.full = False
    assert lane.intake.unreadable("imager", b"?", "odd.tif", "not a TIFF file")


def test_a_scan_of_an_unknown_vehicle_opens_a_case_and_looks_for_its_notice(lane: Lane) -> None:
    lane.intake.scan(scan(), FILES)
    case = lane.only_case()
    assert case.plate is None
    assert case.notice == notice()


def test_a_spectrum_attaches_itself_to_the_open_alarm(lane: Lane) -> None:
    lane.intake.occupancy(occupancy(alarms=GAMMA_ALARM))
    lane.intake.occupancy(occupancy(at=NOW + timedelta(seconds=40)))
    lane.intake.spectrum(b"<N42/>", "riid-0042.n42", spectrum_file())
    alarmed, clean = lane.casebook.cases()
    assert len(alarmed.spectra) == 1
    assert not clean.spectra


def test_a_spectrum_that_names_a_vehicle_goes_to_that_vehicle(lane: Lane) -> None:
    lane.intake.plate_read(plate_read())
    lane.intake.occupancy(occupancy(at=NOW + timedelta(seconds=5)))
    lane.intake.occupancy(occupancy(at=NOW + timedelta(seconds=90), alarms=GAMMA_ALARM))
    lane.intake.spectrum(b"<N42/>", "riid.n42", spectrum_file(item="MSCU 660342 0"))
    assert [len(case.spectra) for case in lane.casebook.cases()] == [1, 0]


def test_a_spectrum_without_any_open_alarm_is_kept_and_said(lane: Lane) -> None:
    lane.intake.spectrum(b"<N42/>", "riid-0042.n42", spectrum_file())
    assert not any(isinstance(item.event, SpectrumAttached) for item in lane.journal.written)
    (event,) = [item.event for item in lane.journal.written]
    assert isinstance(event, UnreadableInput)
    assert event.evidence is not None
    assert lane.evidence.get(event.evidence) == b"<N42/>"


def test_evidence_that_finds_no_room_is_said_and_breaks_nothing(lane: Lane) -> None:
    lane.evidence.full = True
    lane.intake.scan(scan(), FILES)
    (event,) = [item.event for item in lane.journal.written]
    assert isinstance(event, UnreadableInput)
    assert event.why == "no room for evidence"


def test_a_notice_that_arrives_late_is_matched_to_the_waiting_case(lane: Lane) -> None:
    late = lane.notices.notices.pop()
    lane.intake.plate_read(plate_read())
    assert lane.only_case().notice is None
    lane.notices.notices.append(late)
    lane.intake.notices_changed()
    assert lane.only_case().notice == late


def test_a_repeated_assessment_with_the_same_outcome_is_recorded_once(lane: Lane) -> None:
    lane.intake.plate_read(plate_read())
    lane.intake.occupancy(occupancy(at=NOW + timedelta(seconds=5)))
    kinds = [type(item.event).__name__ for item in lane.journal.written]
    assert kinds.count("ConsignmentAssessed") == 1


def test_a_device_is_recorded_when_its_link_changes_and_not_at_every_heartbeat(
    lane: Lane,
) -> None:
    up = DeviceState(name="portal", family="radiation", link=LinkState.UP, since=NOW)
    for _ in range(3):
        lane.intake.device(up)
    assert [type(item.event) for item in lane.journal.written] == [DeviceChanged]
    assert len(lane.updates) == 3
