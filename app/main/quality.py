"""Joins what follows imagers by their scans of test objects."""

from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from functools import partial
from pathlib import Path

from app.domain.events import RecordedEvent
from app.ports import Serial
from app.radiography.quality_scan import measure_scan
from app.runtime.settings import Site
from app.storage.station_store import StationStore
from app.workflow.quality_scans import Measurer, QualityScans
from app.workflow.recorder import Recorder
from app.workflow.updates import Update
from devices.radiograph.decode import decode_scan


def quality_scans_of(
    site: Site,
    writer: Serial,
    store: StationStore,
    recorder: Recorder,
    workers: Executor,
    cache: Path,
    publish: Callable[[Update], None],
    earlier: Iterable[RecordedEvent],
) -> QualityScans:
    """Scans of test objects are taken here; `earlier` is what was recorded of such before."""
    measurer = Measurer(workers, partial(measure_scan, decode=decode_scan), cache)
    lane = site.quality.lane
    station = site.place.station
    scans = QualityScans(station, lane, writer, recorder, store.evidence, measurer, publish)
    scans.take(earlier)
    recorder.when_heard(scans.take)
    return scans
