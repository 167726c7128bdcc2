"""After a reading a released image may come back: made in a worker, listed as work."""

from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import ParamSpec, TypeVar

from app.clearance.random_share import Lot
from app.domain.case import Case
from app.domain.events import RadiographAttached
from app.main.test_images import TestImages
from app.radiography.image_cache import open_cached
from app.radiography.projection import ProjectionError
from app.workflow.threat_tests import AGE_MIN, OPEN_MAX, ThreatTests
from app.workflow.updates import CaseChanged, ImageReady, Update
from devices.emulators.imager import write_package
from devices.radiograph.decode import read_scan
from tests.builders import NOW, place
from tests.radiography.exposures import Vehicle
from tests.workflow.fakes import HandExecutor, InlineExecutor, InlineSerial, MemoryEvidence
from tests.workflow.review_bay import CASE, Bay, opening

P = ParamSpec("P")
T = TypeVar("T")
TYPES = {".xml": "application/xml", ".tif": "image/tiff"}


class Worker(InlineExecutor):
    """A worker that also gives back that an object did not fit."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        try:
            return super().submit(fn, *args, **kwargs)
        except ProjectionError as error:
            future: Future[T] = Future()
            future.set_exception(error)
            return future


class Site:
    """A bay that once released an imaged vehicle, with the image's bytes."""

    def __init__(
        self, folder: Path, *, share: float = 1.0, workers: Executor | None = None
    ) -> None:
        sheet = write_package(folder, Vehicle(cargo="clothing"), seed=2_301, at=NOW)
        files = [
            (path.name, TYPES[path.suffix], path.read_bytes())
            for path in (sheet, sheet.with_suffix(".tif"))
        ]
        self.evidence = MemoryEvidence()
        refs = tuple(
            self.evidence.put(data, media_type=kind, name=name) for name, kind, data in files
        )
        scan = replace(read_scan(files), seals_read=("CA4471802",), container_number=None)
        self.bay = Bay()
        *before, _ = opening()
        self.bay.record(*before, RadiographAttached(case_id=CASE, scan=scan, evidence=refs))
        self.bay.clear()
        self.bay.clock.advance(AGE_MIN.total_seconds() + 60)
        self.updates: list[Update] = []
        ids = iter(range(100))
        self.tests = ThreatTests(
            place("bay-2"),
            self.bay.clock,
            self.bay.recorder,
            lambda: str(next(ids)),
            self.updates.append,
        )
        self.images = TestImages(
            self.tests,
            Lot(seed=bytes(32), share=share),
            self.bay.clock,
            self.bay.casebook.cases,
            self.evidence,
            workers or Worker(),
            InlineSerial(),
            folder / "cache",
            Random(7),  # noqa: S311 - the same images in every run, not a secret
        )

    def shown(self) -> Case:
        return [item.case for item in self.updates if isinstance(item, CaseChanged)][-1]


def test_a_released_image_comes_back_as_work_with_pixels_to_look_at(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.images.after_reading("coutts-3/1/7")
    assert site.tests.waiting == 1
    case = site.shown()
    assert case.awaits_secondary
    site.tests.request_image(case.radiographs[-1])
    ready = site.updates[-1]
    assert isinstance(ready, ImageReady)
    assert len(open_cached(Path(ready.folder)).channels) == len(case.radiographs[-1].scan.channels)


def test_no_more_than_a_few_tests_wait_at_one_time(tmp_path: Path) -> None:
    site = Site(tmp_path)
    laid_in = None
    for number in range(OPEN_MAX + 1):
        if laid_in is None:
            site.images.after_reading(f"r-{number}")
            laid_in = next(iter(site.tests._open.values())).laid_in
        elif site.tests.waiting < OPEN_MAX:
            site.tests.place(site.bay.case, laid_in)
    assert site.tests.waiting == OPEN_MAX
    before = len(site.updates)
    site.images.after_reading("one more")
    assert (site.tests.waiting, len(site.updates)) == (OPEN_MAX, before)


def test_without_a_share_nothing_comes_back(tmp_path: Path) -> None:
    site = Site(tmp_path, share=0.0)
    site.images.after_reading("r-1")
    assert site.tests.waiting == 0


def test_a_worker_that_dies_over_a_test_image_ends_nothing_but_the_test(tmp_path: Path) -> None:
    for death in (BrokenExecutor("killed"), MemoryError()):
        workers = HandExecutor()
        site = Site(tmp_path, workers=workers)
        site.images.after_reading("r-1")
        workers.work(death)
        assert site.tests.waiting == 0
