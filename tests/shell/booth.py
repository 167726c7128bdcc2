"""A whole workstation in front of an in-memory record, for journeys by key."""

import shutil
import tempfile
import weakref
from concurrent.futures import Executor, Future
from datetime import datetime
from functools import partial
from itertools import count
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.alarm_list import AlarmEntry, AlarmPage, AlarmQuery, BackgroundPoint
from app.domain.events import Event
from app.domain.evidence import EvidenceRef
from app.domain.identifiers import Badge
from app.domain.image_quality import QualityLimits
from app.domain.officer import OfficerVerifier, Role
from app.domain.place import Place
from app.main.image_sciences import image_tasks_of
from app.ports import WorldError
from app.radiography.enhance import equalised
from app.radiography.image_cache import remake_to_cache
from app.radiography.laid_file import CLEANED, EQUALISED
from app.radiography.stripes import destripe
from app.shell.acts import Acts, Station
from app.shell.adjudicating import Adjudicating, Identification, Identify
from app.shell.application import Appearance
from app.shell.languages import Language
from app.shell.stations.session import Seat
from app.shell.workstation import Workstation
from app.workflow.adjudication import AdjudicationDesk
from app.workflow.casebook import CaseBook
from app.workflow.desk import Acting, Desk
from app.workflow.evidence_bundle import BundleWriter
from app.workflow.imagery import Imagery
from app.workflow.recorder import Recorder
from app.workflow.review import ReviewDesk
from app.workflow.session import Session
from app.workflow.threat_tests import ThreatTests
from tests.builders import place
from tests.workflow.fakes import (
    FakeClock,
    InlineExecutor,
    InlineSerial,
    MemoryEvidence,
    MemoryJournal,
)
from widgets.common.theme import ThemeName

PIN = "4949"


class MemoryOfficers:
    """Officers that this station knows."""

    def __init__(self) -> None:
        self.known: dict[Badge, OfficerVerifier] = {}
        self.counters: dict[Badge, tuple[int, object]] = {}

    def verifier(self, badge: Badge) -> OfficerVerifier | None:
        return self.known.get(badge)

    def failures(self, badge: Badge) -> tuple[int, None]:
        return self.counters.get(badge, (0, None))[0], None

    def set_failures(self, badge: Badge, count: int, locked_until: object) -> None:
        self.counters[badge] = (count, locked_until)


class MemoryAlarms:
    """A list of alarms that a test fills; it keeps what it was asked."""

    def __init__(self) -> None:
        self.entries: list[AlarmEntry] = []
        self.asked: list[AlarmQuery] = []
        self.points: list[BackgroundPoint] = []

    def page(self, query: AlarmQuery) -> AlarmPage:
        self.asked.append(query)
        fitting = [
            entry
            for entry in sorted(self.entries, key=lambda item: -item.position)
            if (not query.nuclide or query.nuclide in entry.nuclides)
            and (not query.open_only or entry.code is None)
            and (not query.before or entry.position < query.before)
        ]
        nuclides = sorted({name for entry in self.entries for name in entry.nuclides})
        return AlarmPage(
            entries=tuple(fitting[: query.limit]),
            has_next=len(fitting) > query.limit,
            nuclides=tuple(nuclides),
        )

    def background(self, lane: str, *, since: datetime) -> list[BackgroundPoint]:
        return self.points


class Booth:
    """The shell as `app.main` builds it, with memory instead of disk, sockets and processes."""

    def __init__(
        self,
        application: QApplication,
        *,
        at: Place | None = None,
        bundles: Path | None = None,
        identify: Identify | None = None,
        workers: Executor | None = None,
        quality_limits: tuple[QualityLimits, ...] = (),
    ) -> None:
        self.folder = Path(tempfile.mkdtemp())
        weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)
        self.clock = FakeClock()
        self.journal = MemoryJournal(self.clock, (at or place()).station)
        self.casebook = CaseBook()
        self.evidence = MemoryEvidence()
        self.officers = MemoryOfficers()
        self.retries = 0
        self.reaction_s = 0.0
        where = at or place()
        appearance = Appearance(application, Language.ENGLISH, ThemeName.DAY)
        self.workstation = Workstation(self._station_at(where, quality_limits), appearance)
        self.recorder = Recorder(self.journal, self.casebook, self.workstation.take)
        self.desk = Desk(where, self.clock, self.casebook, self.recorder, lambda: False)
        self.review = ReviewDesk(
            where, self.clock, self.casebook, self.recorder, self.desk, self._keep
        )
        executor = InlineExecutor()
        ids = map(str, count())
        self.tests = ThreatTests(
            where, self.clock, self.recorder, lambda: next(ids), self.workstation.take
        )
        self.references = self.folder / "references"
        self._tasks = image_tasks_of(
            workers or executor,
            self.folder / "images",
            references=self.references,
            reports=self.folder / "reports",
        )
        self._acts = self._acts_over(executor)
        self.session = self._session_at(where)
        self._seat = Seat(self.session, executor)
        self.alarms = MemoryAlarms()
        identification = Identification(executor, identify) if identify else None
        self._adjudicating = self.adjudicating_with(identification, bundles)

    def _station_at(self, where: Place, quality_limits: tuple[QualityLimits, ...]) -> Station:
        return Station(
            place=where,
            roles=(Role.PRIMARY, Role.SECONDARY),
            clock=self.clock,
            simulated=True,
            version="test",
            reaction_s=lambda: self.reaction_s,
            quality_limits=quality_limits,
        )

    def _session_at(self, where: Place) -> Session:
        return Session(
            where,
            self.clock,
            self.officers,
            self.recorder.record,
            lambda stored, pin: stored == f"$argon2id${pin}",
            "$argon2id$nobody",
        )

    def _acts_over(self, executor: InlineExecutor) -> Acts:
        imagery = Imagery(
            self.evidence,
            _elsewhere,
            InlineSerial(),
            executor,
            lambda files, cache: cache,
            self.folder / "images",
            self.workstation.take,
            {
                EQUALISED: partial(remake_to_cache, name=EQUALISED, remake=equalised),
                CLEANED: partial(remake_to_cache, name=CLEANED, remake=destripe),
            },
        )
        return Acts(
            self.desk,
            self.review,
            imagery,
            executor,
            self.workstation.tasks,
            self.workstation.refused,
            self.recorder,
            self._retry,
            self._tasks,
            self.tests,
            tell=self.workstation.window.messages.show_message,
        )

    def _keep(self, name: str, media_type: str, data: bytes) -> EvidenceRef:
        return self.evidence.put(data, media_type=media_type, name=name)

    def adjudicating_with(
        self, identification: Identification | None, bundles: Path | None = None
    ) -> Adjudicating:
        """What a station with this identification hands to its adjudication screen."""
        writer = BundleWriter(bundles or self.folder / "bundles", self.evidence)
        desk = AdjudicationDesk(self.clock, self.casebook, self.recorder, self.alarms, writer)
        tasks = self.workstation.tasks
        return Adjudicating(desk, InlineExecutor(), tasks, self._acts, identification)

    def open(self) -> None:
        """The record is open: the working screens are built."""
        self.workstation.open(self._acts, self._seat, self._adjudicating)

    def know(self, acting: Acting) -> None:
        """Let an officer be known at this station, with PIN `PIN`."""
        self.officers.known[acting.officer.badge] = OfficerVerifier(
            officer=acting.officer,
            argon2_hash=f"$argon2id${PIN}",
            valid_until=self.clock.now().replace(year=2099),
        )

    def sit_down(self, acting: Acting) -> None:
        """Sign an officer in as the screen does."""
        self.know(acting)
        screen = self.workstation.sign_in_screen
        screen.sign_in_requested.emit(acting.officer.badge, PIN, acting.role)
        while self.workstation.session.acting is None:
            QApplication.processEvents()

    def record(self, *events: Event) -> None:
        """Record what devices would have reported."""
        for event in events:
            self.recorder.record(event)

    def close(self) -> None:
        """Stop the timers."""
        self.workstation.close()

    def _retry(self) -> None:
        self.retries += 1


def shown_booth(
    qtbot: QtBot,
    application: QApplication,
    *,
    bundles: Path | None = None,
    identify: Identify | None = None,
    workers: Executor | None = None,
) -> Booth:
    """A booth whose window is on the display and active, so that its keys work."""
    booth = Booth(application, bundles=bundles, identify=identify, workers=workers)
    window = booth.workstation.window
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    booth.open()
    return booth


def _elsewhere(ref: EvidenceRef) -> Future[bytes]:
    future: Future[bytes] = Future()
    future.set_exception(WorldError(f"{ref.name} is at the centre"))
    return future
