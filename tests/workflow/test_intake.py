"""What devices report becomes recorded facts of the right case, and nothing is dropped."""

from datetime import timedelta

import pytest

from app.domain.events import AnalysisFailed, DeviceChanged, RadiographAttached, UnreadableInput
from app.domain.sync_state import DeviceState, LinkState
from app.workflow.intake import lines_of
from tests.builders import (
    CONTAINER,
    GAMMA_ALARM,
    NOW,
    notice,
    occupancy,
    plate_read,
    scan,
    verdict,
)
from tests.workflow.lane import Lane

FILES = (("s.xml", "application/xml", b"<CargoScan/>"), ("s.tif", "image/tiff", b"II*"))


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
    lane.intake.occupancy(occupancy(), lines_of("3", lines))
    (ref,) = lane.only_case().raw_lines
    assert ref is not None
    assert lane.evidence.get(ref) == lines


def test_a_passage_is_recorded_even_where_there_is_no_room_for_its_lines(lane: Lane) -> None:
    lane.evidence.full = True
    lane.intake.occupancy(occupancy(), lines_of("3", b"GA,000100,000100,000100,000100\r\n"))
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
