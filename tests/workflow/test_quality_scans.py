"""A scan of a test object is measured and recorded, and never becomes traffic by its name alone."""

from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.events import CaseOpened, RadiographAttached, RecordedEvent
from app.domain.image_quality import UNKNOWN_CONTENT, ImageQuality, QualityRefusal
from app.domain.quality_events import ImageQualityMeasured, TestObjectScanned
from app.domain.radiograph import Scan
from app.radiography.laid_file import LaidFile, take_away
from app.radiography.quality_scan import ScanQuality
from app.workflow.quality_scans import Measurer, QualityScans, noting
from app.workflow.updates import QualityUpdate
from tests.builders import place, scan
from tests.widgets.quality.views import quality
from tests.workflow.fakes import HandExecutor, InlineSerial
from tests.workflow.lane import Lane

FILES = (("s.xml", "application/xml", b"<CargoScan/>"), ("s.tif", "image/tiff", b"II*"))
OBJECT = replace(scan(), lane="Test-Object", plate=None, container_number=None)


class Bay:
    """A lane whose measuring worker works when a test says so."""

    def __init__(
        self, folder: Path, earlier: "Bay | None" = None, *, refused: QualityRefusal | None = None
    ) -> None:
        self.folder = folder
        self.workers = HandExecutor()
        self.refused = refused
        self.noted: list[RecordedEvent] = []
        self.lane: Lane = Lane(earlier.lane.journal if earlier else None, self._quality)
        if earlier:
            self.lane.evidence.kept = earlier.lane.evidence.kept
        self.lane.intake.resume()

    @property
    def page(self) -> tuple[ImageQualityMeasured, ...]:
        """What the screens were told last."""
        told = [item for item in self.lane.updates if isinstance(item, QualityUpdate)]
        return told[-1].measured if told else ()

    def written(self, kind: type) -> list[object]:
        """What the journal holds of one kind."""
        return [item.event for item in self.lane.journal.written if isinstance(item.event, kind)]

    def _quality(self, lane: Lane) -> QualityScans:
        measurer = Measurer(self.workers, self._measure, self.folder)
        quality = QualityScans(
            place().station,
            "test-object",
            InlineSerial(),
            lane.recorder,
            lane.evidence,
            measurer,
            lane.updates.append,
        )
        list(noting(lane.journal.events(), self.noted))
        quality.take(self.noted)
        lane.recorder.when_heard(quality.take)
        return quality

    def _measure(self, files: tuple[LaidFile, ...]) -> ScanQuality:
        assert [take_away(file) for file in files] == list(FILES)
        found: tuple[ImageQuality, ...] = () if self.refused else (quality(),)
        return ScanQuality(measured=found, refused=self.refused)


@pytest.fixture
def bay(tmp_path: Path) -> Bay:
    return Bay(tmp_path)


def test_a_test_object_is_measured_and_opens_no_case(bay: Bay) -> None:
    assert bay.lane.intake.scan(OBJECT, FILES)
    before = bay.page
    bay.workers.work()
    assert (before, [item.measured for item in bay.page]) == ((), [(quality(),)])
    assert (bay.lane.casebook.cases(), bay.written(CaseOpened)) == ([], [])
    assert not list(bay.folder.iterdir())


@pytest.mark.parametrize(
    "named",
    [replace(OBJECT, plate="CJK 4419"), replace(OBJECT, container_number="MSCU6603420")],
    ids=["plate", "container"],
)
def test_what_names_a_vehicle_is_traffic_whatever_its_lane(bay: Bay, named: Scan) -> None:
    bay.lane.intake.scan(named, FILES)
    assert len(bay.lane.casebook.cases()) == 1
    assert bay.workers.waiting == []


@pytest.mark.parametrize("other", ["3", "", "test"])
def test_another_lane_is_traffic(bay: Bay, other: str) -> None:
    bay.lane.intake.scan(replace(OBJECT, lane=other), FILES)
    assert len(bay.lane.casebook.cases()) == 1


@pytest.mark.parametrize("why", list(QualityRefusal))
def test_a_refused_scan_says_why_and_is_a_case_where_it_may_show_a_vehicle(
    tmp_path: Path, why: QualityRefusal
) -> None:
    bay = Bay(tmp_path, refused=why)
    bay.lane.intake.scan(OBJECT, FILES)
    bay.workers.work()
    assert [item.refused for item in bay.page] == [why]
    attached = bay.written(RadiographAttached)
    assert len(attached) == (1 if why in UNKNOWN_CONTENT else 0)


def test_a_worker_that_dies_over_a_scan_hides_no_vehicle(bay: Bay) -> None:
    bay.lane.intake.scan(OBJECT, FILES)
    bay.workers.work(BrokenProcessPool("killed"))
    assert [item.refused for item in bay.page] == [QualityRefusal.UNREADABLE]
    assert len(bay.lane.casebook.cases()) == 1


def test_the_same_bytes_again_change_nothing(bay: Bay) -> None:
    assert bay.lane.intake.scan(OBJECT, FILES)
    assert bay.lane.intake.scan(OBJECT, FILES)
    bay.workers.work()
    assert bay.lane.intake.scan(OBJECT, FILES)
    assert bay.workers.waiting == []
    assert len(bay.written(TestObjectScanned)) == len(bay.written(ImageQualityMeasured)) == 1


def test_a_full_disk_is_not_told_as_recorded_until_it_is(bay: Bay) -> None:
    bay.lane.journal.full = True
    assert not bay.lane.intake.scan(OBJECT, FILES)
    assert not bay.lane.intake.scan(OBJECT, FILES)
    bay.lane.journal.full = False
    assert bay.lane.intake.scan(OBJECT, FILES)
    assert len(bay.written(TestObjectScanned)) == 1


def test_the_trend_is_there_again_after_a_restart(bay: Bay, tmp_path: Path) -> None:
    bay.lane.intake.scan(OBJECT, FILES)
    bay.workers.work()
    again = Bay(tmp_path, bay)
    assert again.page == bay.page
    assert again.workers.waiting == []


def test_what_was_not_measured_before_a_stop_is_measured_after_the_start(
    bay: Bay, tmp_path: Path
) -> None:
    bay.lane.intake.scan(OBJECT, FILES)
    bay.lane.intake.stop()
    bay.workers.work()
    assert bay.written(ImageQualityMeasured) == []
    again = Bay(tmp_path, bay)
    again.workers.work()
    assert len(again.page) == 1


def test_another_station_of_the_port_shows_the_same(bay: Bay, tmp_path: Path) -> None:
    other = Bay(tmp_path)
    bay.lane.intake.scan(OBJECT, FILES)
    bay.workers.work()
    away = [
        replace(item, ref=replace(item.ref, station=place("bay-2").station))
        for item in bay.lane.journal.written
    ]
    other.lane.recorder.take_remote(away)
    assert other.page == bay.page
    assert other.workers.waiting == []


def test_scans_are_in_the_order_in_which_they_were_made(bay: Bay) -> None:
    bay.lane.intake.scan(OBJECT, FILES)
    bay.workers.work()
    own = bay.written(ImageQualityMeasured)[0]
    assert isinstance(own, ImageQualityMeasured)
    earlier = replace(OBJECT, started_at=OBJECT.started_at - timedelta(days=9))
    mine = next(item for item in bay.lane.journal.written if item.event is own)
    theirs = replace(
        mine,
        ref=replace(mine.ref, station=place("bay-2").station),
        event=replace(own, image_id="cd" * 32, scan=earlier),
    )
    bay.lane.recorder.take_remote([theirs])
    assert [item.image_id for item in bay.page] == ["cd" * 32, own.image_id]
