"""Scans of test objects: known by what they call themselves, measured once, and recorded.

A scan is taken for one of a test object where its `lane` is the name that the site file gives
(`quality.lane`) and it names neither a vehicle nor a container. Its operator says so at the imager;
pixels are not asked, for no image of traffic may wait for a measurement. But a name must not hide a
vehicle: where the worker finds no test object in it, the scan becomes a case like any other.

What was measured is recorded, as an event of its own, and not derived again at each start and at
each station: the pixels stay with the station that took them, the figures are a few hundred bytes
that go to all; they stay what officers saw when the algorithm changes; and a start need not decode
a year of scans. A scan whose measuring was cut short is measured at the next start.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.domain.events import RecordedEvent
from app.domain.evidence import EvidenceRef
from app.domain.identifiers import StationId
from app.domain.image_quality import UNKNOWN_CONTENT, ImageQuality, QualityRefusal
from app.domain.quality_events import ImageQualityMeasured, TestObjectScanned
from app.domain.radiograph import Scan
from app.ports import EvidenceStore, Serial, WorldError
from app.radiography.laid_file import LaidFile, lay_out
from app.workflow.recorder import Recorder
from app.workflow.updates import QualityUpdate, Update

NOT_MEASURED = "not measured"

_log = logging.getLogger(__name__)


class Measured(Protocol):
    """What a worker answers; see `app.radiography.quality_scan.ScanQuality`."""

    @property
    def measured(self) -> tuple[ImageQuality, ...]:
        """One item per channel."""

    @property
    def refused(self) -> QualityRefusal | None:
        """Why a channel says nothing."""

    @property
    def algorithm(self) -> str:
        """What measured."""

    @property
    def version(self) -> str:
        """Which version of it."""


@dataclass(frozen=True, slots=True)
class Measurer:
    """What measures, and where: `measure` is picklable and runs in a worker process.

    Files are handed over in the folder `cache`.
    """

    workers: Executor
    measure: Callable[[tuple[LaidFile, ...]], Measured]
    cache: Path


def noting(events: Iterable[RecordedEvent], noted: list[RecordedEvent]) -> Iterator[RecordedEvent]:
    """The same events; those that `QualityScans.take` is about are noted in passing."""
    for recorded in events:
        if isinstance(recorded.event, (TestObjectScanned, ImageQualityMeasured)):
            noted.append(recorded)
        yield recorded


class QualityScans:
    """Takes scans of test objects, and keeps what was measured. Lives on the writer thread."""

    def __init__(
        self,
        station: StationId,
        lane: str,
        writer: Serial,
        recorder: Recorder,
        evidence: EvidenceStore,
        measurer: Measurer,
        publish: Callable[[Update], None],
    ) -> None:
        self._station = station
        self._lane = lane.casefold()
        self._writer = writer
        self._recorder = recorder
        self._evidence = evidence
        self._measurer = measurer
        self._publish = publish
        self._scanned: dict[str, TestObjectScanned] = {}
        self._measured: dict[str, ImageQualityMeasured] = {}
        self._not_recorded: set[str] = set()
        self._open_case: Callable[[TestObjectScanned], object] = _nobody
        self._stopped = False

    def when_not_one(self, open_case: Callable[[TestObjectScanned], object]) -> None:
        """Call `open_case` with a scan in which there may be anything, perhaps a vehicle."""
        self._open_case = open_case

    def take(self, events: Iterable[RecordedEvent]) -> None:
        """Take what this and other stations recorded, and tell the screens."""
        known = len(self._measured)
        for recorded in events:
            event = recorded.event
            if isinstance(event, TestObjectScanned) and recorded.ref.station == self._station:
                self._scanned[event.image_id] = event
            elif isinstance(event, ImageQualityMeasured):
                self._measured[event.image_id] = event
        if len(self._measured) > known:
            self._tell()

    def is_one(self, scan: Scan) -> bool:
        """Whether a scan calls itself one of a test object, and of no vehicle."""
        names_nothing = not scan.plate and not scan.container_number
        return names_nothing and scan.lane.strip().casefold() == self._lane

    def scan(self, scan: Scan, evidence: tuple[EvidenceRef, ...]) -> bool:
        """Record a scan and have it measured. True once the event is on the disk.

        The same bytes again change nothing.
        """
        event = TestObjectScanned(scan=scan, evidence=evidence)
        if event.image_id in self._scanned:
            if event.image_id in self._not_recorded and self._recorder.retry():
                self._not_recorded.discard(event.image_id)
            return event.image_id not in self._not_recorded
        self._scanned[event.image_id] = event
        is_recorded = self._recorder.record_or_keep(event)
        if not is_recorded:
            self._not_recorded.add(event.image_id)
        self._measure(event)
        return is_recorded

    def resume(self) -> None:
        """Measure what the last run took in and did not measure."""
        for image_id, event in self._scanned.items():
            if image_id not in self._measured:
                self._measure(event)

    def stop(self) -> None:
        """Record nothing more: what is not measured by now is measured after the next start."""
        self._stopped = True

    def _measure(self, event: TestObjectScanned) -> None:
        try:
            files = tuple(self._laid_out(ref) for ref in event.evidence)
        except (WorldError, OSError) as error:
            _log.warning("a scan of a test object is not measured before a restart: %s", error)
            return
        done = self._measurer.workers.submit(self._measurer.measure, files)
        done.add_done_callback(lambda done: self._writer.post(self._came, event, done))

    def _laid_out(self, ref: EvidenceRef) -> LaidFile:
        return lay_out(
            self._evidence.get(ref),
            name=ref.name,
            media_type=ref.media_type,
            sha256=ref.sha256,
            cache=self._measurer.cache,
        )

    def _came(self, event: TestObjectScanned, done: "Future[Measured]") -> None:
        if done.cancelled() or self._stopped:
            return
        if (error := done.exception()) is not None:
            _log.error("a scan of a test object was not measured", exc_info=error)
            found = ImageQualityMeasured(
                image_id=event.image_id,
                scan=event.scan,
                measured=(),
                refused=QualityRefusal.UNREADABLE,
                algorithm=NOT_MEASURED,
                version="",
            )
        else:
            result = done.result()
            found = ImageQualityMeasured(
                image_id=event.image_id,
                scan=event.scan,
                measured=result.measured,
                refused=result.refused,
                algorithm=result.algorithm,
                version=result.version,
            )
        if not found.measured and found.refused in UNKNOWN_CONTENT:
            # Before it is recorded as refused: after a crash between both it is done again.
            self._open_case(event)
        self._recorder.record_or_keep(found)
        self._measured[found.image_id] = found
        self._tell()

    def _tell(self) -> None:
        items = sorted(self._measured.values(), key=lambda item: item.scan.started_at)
        self._publish(QualityUpdate(tuple(items)))


def _nobody(_event: TestObjectScanned) -> None:
    """Nobody opens cases."""
