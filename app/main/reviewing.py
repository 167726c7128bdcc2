"""Joins what reading an image takes: the desk, its chance, its reports, and tests beside it."""

from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path

from app.clearance.random_share import Lot
from app.main.reports import reports_of
from app.main.test_images import TestImages
from app.ports import Clock, Serial
from app.runtime.review_seed import seed_at
from app.runtime.settings import Site
from app.storage.station_store import StationStore
from app.workflow.casebook import CaseBook
from app.workflow.desk import Desk
from app.workflow.kept_files import KeptFiles
from app.workflow.recorder import Recorder
from app.workflow.review import ReviewDesk
from app.workflow.threat_tests import ThreatTests

SEED_NAME = "review.seed"


@dataclass(frozen=True, slots=True)
class Desks:
    """Where officers' acts go: decisions, readings, and both of a test."""

    desk: Desk
    review: ReviewDesk
    tests: ThreatTests


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewParts:
    """What a station's review is joined from."""

    site: Site
    clock: Clock
    writer: Serial
    store: StationStore
    casebook: CaseBook
    recorder: Recorder
    workers: Executor
    cache: Path

    def review(self, desk: Desk, tests: ThreatTests) -> ReviewDesk:
        """Radiographs are read here, and released once all who have to read agree."""
        kept = KeptFiles(self.store.evidence, self.recorder)
        seed, settings = seed_at(self.site.data_dir / SEED_NAME), self.site.review
        lot = Lot(seed=seed, share=settings.random_share)
        images = TestImages(
            tests,
            replace(lot, share=settings.test_share),
            self.clock,
            self.casebook.cases,
            self.store.evidence,
            self.workers,
            self.writer,
            self.cache,
        )
        return ReviewDesk(
            self.site.place,
            self.clock,
            self.casebook,
            self.recorder,
            desk,
            kept.keep_one,
            lot,
            reports_of(self.site, kept, self.store.evidence),
            images.after_reading,
        )
