"""Everything behind the screens of one workstation, opened and closed as a whole."""

import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from importlib.metadata import version
from itertools import chain
from pathlib import Path

from app.clearance.policy import PolicyBundle, assess_all
from app.domain.case import Case
from app.domain.events import RecordedEvent, StationStarted
from app.domain.facts import Fact
from app.domain.identifiers import Country
from app.domain.reading import ThreatTest
from app.domain.risk import Assessment
from app.main.centre import CentreLink, fetch_nothing
from app.main.image_sciences import image_tasks_at
from app.main.links import Wiring, keep_connected
from app.main.policies import newest_bundle
from app.main.quality import quality_scans_of
from app.main.reviewing import Desks, ReviewParts
from app.prescreening.facts import facts_of
from app.radiation.recorded_opinion import opinion_for_record
from app.radiation.verdict import assess_occupancy
from app.radiography.enhance import equalised
from app.radiography.image_cache import decode_to_cache, remake_to_cache
from app.radiography.laid_file import CLEANED, EQUALISED
from app.radiography.stripes import destripe
from app.runtime.clock import FastClock, SystemClock
from app.runtime.ids import id_maker
from app.runtime.io_thread import IoThread
from app.runtime.passwords import STRANGER_HASH, verify_pin
from app.runtime.settings import Site
from app.runtime.workers import make_workers
from app.runtime.writer import WriterThread
from app.storage.station_store import StationStore
from app.sync.identity import StationIdentity
from app.workflow.adjudication import AdjudicationDesk
from app.workflow.casebook import CaseBook
from app.workflow.desk import Desk
from app.workflow.evidence_bundle import BundleWriter
from app.workflow.image_tasks import ImageTasks
from app.workflow.imagery import Imagery
from app.workflow.intake import Analyses, Intake
from app.workflow.quality_scans import QualityScans, noting
from app.workflow.recorder import Recorder
from app.workflow.review import ReviewDesk
from app.workflow.session import Session
from app.workflow.spectra import Identifier
from app.workflow.threat_tests import ThreatTests
from app.workflow.threat_tests import results as told_tests
from app.workflow.updates import Expected, SyncUpdate, Update
from devices.radiograph.decode import decode_scan, raw_reference

EXPECTED_MAX = 12
ANALYSIS_PROCESSES = 1
IDENTIFICATION_PROCESSES = 1
AID_PROCESSES = 1
BUNDLES_NAME = "bundles"
"""Evidence bundles for experts. They are in the clear, and the officer who made one moves it."""
IMAGES_NAME = "images"
"""Decoded radiographs, plain: emptied at every start and end of the program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backend:
    """What the shell uses. `close` ends it on the writer thread."""

    desk: Desk
    review: ReviewDesk
    tests: ThreatTests
    told_tests: tuple[ThreatTest, ...]
    adjudication: AdjudicationDesk
    identifiers: Executor
    session: Session
    imagery: Imagery
    image_tasks: ImageTasks
    recorder: Recorder
    cases: tuple[Case, ...]
    retry_sync: Callable[[], None]
    close: Callable[[], None]


def open_backend(
    site: Site,
    clock: SystemClock | FastClock,
    writer: WriterThread,
    publish: Callable[[Update], None],
) -> Backend:
    """Open the station's record and start its links. Called on the writer thread.

    Raises LogRefusedError for a record that cannot be used, SiteFileError for an unknown device.
    """
    with ExitStack() as closing:
        store = closing.enter_context(
            StationStore.open(site.data_dir, place=site.place, clock=clock)
        )
        # A first identification takes seconds, and so do hints and comparisons: neither a verdict
        # on a passage nor an image may wait for them.
        workers, identifiers, aids = (
            _closed_with(closing, count)
            for count in (ANALYSIS_PROCESSES, IDENTIFICATION_PROCESSES, AID_PROCESSES)
        )
        cache = _empty_folder(site.data_dir / IMAGES_NAME)
        closing.callback(shutil.rmtree, cache, ignore_errors=True)
        io = closing.enter_context(IoThread())
        casebook, noted = _loaded(store)
        recorder = Recorder(store.journal, casebook, publish)
        parts = _Parts(site, clock, writer, publish, store, casebook, recorder, io)
        recorder.record(_started(site))
        quality = quality_scans_of(site, writer, store, recorder, aids, cache, publish, noted)
        intake = parts.intake(workers, identifiers, quality)
        closing.callback(intake.stop)
        parts.start_devices(intake)
        centre = parts.start_centre(intake)
        imagery = parts.imagery(centre, cache, workers)
        desks = parts.desks(centre, workers, cache)
        held = closing.pop_all()
    return Backend(
        desk=desks.desk,
        review=desks.review,
        tests=desks.tests,
        told_tests=told_tests(store.journal.events()),
        adjudication=parts.adjudication(),
        identifiers=identifiers,
        session=parts.session(),
        imagery=imagery,
        image_tasks=image_tasks_at(site, aids, cache),
        recorder=recorder,
        cases=tuple(casebook.cases()),
        retry_sync=centre.try_now if centre else _nothing,
        close=held.close,
    )


def _loaded(store: StationStore) -> tuple[CaseBook, list[RecordedEvent]]:
    """All cases of the record, and what it says of test objects."""
    casebook, noted = CaseBook(), list[RecordedEvent]()
    casebook.load(noting(chain(store.journal.events(), store.remote.events()), noted))
    return casebook, noted


def _started(site: Site) -> StationStarted:
    return StationStarted(place=site.place, version=_version(), simulated=site.simulated)


@dataclass(frozen=True, slots=True)
class _Parts:
    """What the parts behind the screens are joined from."""

    site: Site
    clock: SystemClock | FastClock
    writer: WriterThread
    publish: Callable[[Update], None]
    store: StationStore
    casebook: CaseBook
    recorder: Recorder
    io: IoThread
    bundles: list[PolicyBundle] = field(default_factory=list)

    def intake(self, workers: Executor, identifiers: Executor, quality: QualityScans) -> Intake:
        """What devices report becomes recorded facts here."""
        return Intake(
            self.site.place,
            self.clock,
            self.writer,
            self.casebook,
            self.recorder,
            self.store.notices,
            self.store.evidence,
            Analyses(
                workers=workers,
                assess_occupancy=assess_occupancy,
                assess_consignment=self._assess,
                facts_of=facts_of,
                identifier=Identifier(identifiers, opinion_for_record),
            ),
            id_maker(self.clock),
            self.publish,
            simulated=self.site.simulated,
            quality=quality,
        )

    def imagery(self, centre: CentreLink | None, cache: Path, workers: Executor) -> Imagery:
        """Radiographs come to the screen from here; what is missing is fetched from the centre."""
        return Imagery(
            self.store.evidence,
            centre.fetch if centre else fetch_nothing,
            self.writer,
            workers,
            partial(decode_to_cache, decode=decode_scan, find_reference=raw_reference),
            cache,
            self.publish,
            {
                EQUALISED: partial(remake_to_cache, name=EQUALISED, remake=equalised),
                CLEANED: partial(remake_to_cache, name=CLEANED, remake=destripe),
            },
        )

    def desks(self, centre: CentreLink | None, workers: Executor, cache: Path) -> Desks:
        """Decisions and readings are recorded here; test images are decided beside the record."""
        place, recorder = self.site.place, self.recorder
        desk = Desk(
            place, self.clock, self.casebook, recorder, lambda: centre is None or not centre.is_up
        )
        parts = ReviewParts(
            site=self.site,
            clock=self.clock,
            writer=self.writer,
            store=self.store,
            casebook=self.casebook,
            recorder=recorder,
            workers=workers,
            cache=cache,
        )
        tests = ThreatTests(place, self.clock, recorder, id_maker(self.clock), self.publish)
        return Desks(desk, parts.review(desk, tests), tests)

    def session(self) -> Session:
        """Officers sign in here."""
        officers, record = self.store.officers, self.recorder.record
        return Session(self.site.place, self.clock, officers, record, verify_pin, STRANGER_HASH)

    def adjudication(self) -> AdjudicationDesk:
        """Alarms are adjudicated here, and their evidence is bundled for experts."""
        bundles = BundleWriter(self.site.data_dir / BUNDLES_NAME, self.store.evidence)
        return AdjudicationDesk(
            self.clock, self.casebook, self.recorder, self.store.passages, bundles
        )

    def start_devices(self, intake: Intake) -> None:
        """Go on with what the last run began; connect to all devices and keep them connected."""
        intake.resume()
        wiring = Wiring(self.site.place, self.clock, self.writer, intake, self.publish)
        keep_connected(self.site.devices, wiring, self.io)

    def start_centre(self, intake: Intake) -> CentreLink | None:
        """Keep in step with the central service, if the site has one."""

        def reference_changed() -> None:
            self.bundles[:] = [newest_bundle(self.store, country) for country in Country]
            self.publish(Expected(tuple(self.store.notices.expected(EXPECTED_MAX))))
            intake.notices_changed()

        reference_changed()
        if self.site.centre is None:
            return None
        centre = CentreLink(
            self.site.centre,
            StationIdentity(
                place=self.site.place,
                epoch=self.store.epoch,
                public_key=self.store.public_key,
                sign=self.store.identity.sign,
            ),
            self.store,
            self.site.data_dir,
            self.clock,
            self.io,
            self.writer,
            on_state=lambda state: self.publish(SyncUpdate(state)),
            on_remote=self.recorder.take_remote,
            on_reference=reference_changed,
        )
        self.recorder.when_grown(centre.grown)
        centre.start()
        return centre

    def _assess(self, facts: Sequence[Fact], now: datetime) -> tuple[Assessment, ...]:
        return assess_all(self.bundles, facts, now=now)


def _version() -> str:
    return version("parallel49")


def _closed_with(closing: ExitStack, processes: int) -> Executor:
    """Worker processes that end when `closing` does."""
    workers = make_workers(processes)
    closing.callback(workers.shutdown, wait=True, cancel_futures=True)
    return workers


def _empty_folder(folder: Path) -> Path:
    """A folder for this user alone, without what a program that was killed left in it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    return folder


def _nothing() -> None:
    """A station without a centre has nothing to try."""
