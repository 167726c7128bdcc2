"""What officers do, started on the GUI thread and carried out where the record is kept."""

import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from app.domain.events import RadiographAttached
from app.domain.finding import FindingKind
from app.domain.hint import Hint
from app.domain.identifiers import CaseId, EventRef
from app.domain.image_quality import QualityLimits
from app.domain.officer import Role
from app.domain.place import Place
from app.domain.radiograph import Window
from app.domain.reading import FirstLookEnd, ThreatTest
from app.domain.reading import Reading as ImageReading
from app.ports import Clock, WorldError
from app.radiography.image_questions import ReportAsked
from app.shell.tasks import Submits, Tasks
from app.workflow.desk import Acting, Desk, Intent
from app.workflow.image_tasks import ImageTasks
from app.workflow.imagery import Imagery
from app.workflow.reading_act import ImageLook
from app.workflow.recorder import Recorder
from app.workflow.review import ReviewDesk, Reviewed
from app.workflow.threat_tests import ThreatTests


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """Facts about this workstation that do not change while it runs.

    `clock` tells the time of what happens, which the demonstration runs faster. `reaction_s` are
    the machine's seconds, for what a human hand and eye need. `quality_limits` are what the site
    expects of its imagers.
    """

    place: Place
    roles: tuple[Role, ...]
    clock: Clock
    simulated: bool
    version: str
    reaction_s: Callable[[], float] = time.monotonic
    quality_limits: tuple[QualityLimits, ...] = ()


class Acts:
    """Hands officers' acts to the desk. Every refusal of the world goes to `refused`.

    `tell` shows words that stay until they are dismissed.
    """

    def __init__(
        self,
        desk: Desk,
        review: ReviewDesk,
        imagery: Imagery,
        writer: Submits,
        tasks: Tasks,
        refused: Callable[[WorldError], None],
        recorder: Recorder,
        retry_sync: Callable[[], None],
        image_tasks: ImageTasks,
        tests: ThreatTests | None = None,
        told_tests: tuple[ThreatTest, ...] = (),
        tell: Callable[[str], None] = lambda _words: None,
    ) -> None:
        self._desk = desk
        self._review = review
        self._imagery = imagery
        self._writer = writer
        self._tasks = tasks
        self.refused = refused
        self.retry_sync = retry_sync
        self._recorder = recorder
        self.image_tasks = image_tasks
        self._tests = tests
        self.told_tests = told_tests
        self.tell = tell

    def decide(
        self,
        intent: Intent,
        acting: Acting,
        *,
        done: Callable[[EventRef], None],
        failed: Callable[[WorldError], None],
    ) -> None:
        """Record a decision; the screen changes when the record exists, not before."""
        call = lambda: self._desk.decide(intent, acting)  # noqa: E731 - a call for later
        self._tasks.run(self._writer, call, done=done, failed=failed)

    def review(
        self,
        intent: Intent,
        acting: Acting,
        look: ImageLook | None,
        *,
        done: Callable[[Reviewed], None],
        failed: Callable[[WorldError], None],
    ) -> None:
        """Record a reading and what follows from it."""

        def call() -> Reviewed:
            tests = self._tests_with(intent.case_id)
            return (tests or self._review).decide(intent, acting, look)

        self._tasks.run(self._writer, call, done=done, failed=failed)

    def hints_shown(
        self,
        case_id: CaseId,
        image_id: str,
        hints: tuple[Hint, ...],
        first_look: FirstLookEnd,
        acting: Acting,
        *,
        done: Callable[[None], None],
        failed: Callable[[WorldError], None],
    ) -> None:
        """Record a machine's hints, which come on the screen once that is done."""

        def call() -> None:
            self._review_at(case_id).hints_shown(case_id, image_id, hints, first_look, acting)

        self._tasks.run(self._writer, call, done=done, failed=failed)

    def request_second(self, case_id: CaseId, image_id: str, acting: Acting) -> None:
        """Ask another officer to read an image, too."""
        self._start(lambda: self._review_at(case_id).request_second(case_id, image_id, acting))

    def judge_line(self, case_id: CaseId, line: int, acting: Acting, *, seen: bool | None) -> None:
        """Record whether the goods of a line are to be seen in the image."""
        self._start(lambda: self._review_at(case_id).judge_line(case_id, line, acting, seen=seen))

    def keep_view_log(self, case_id: CaseId, look: ImageLook, acting: Acting) -> None:
        """Keep how an image was looked at that was given back unread."""
        self._start(lambda: self._review_at(case_id).keep_view_log(case_id, look, acting))

    def acknowledge(self, case_id: CaseId, finding: FindingKind, acting: Acting) -> None:
        """Record that the officer has seen a finding."""
        self._start(lambda: self._desk_at(case_id).acknowledge(case_id, finding, acting))

    def claim(self, case_id: CaseId, acting: Acting, *, claimed: bool) -> None:
        """Take a referred case, or give it back."""
        self._start(lambda: self._desk_at(case_id).claim(case_id, acting, claimed=claimed))

    def viewed(self, case_id: CaseId, acting: Acting, purpose: str) -> None:
        """Record that personal data came on the screen."""
        self._start(lambda: self._desk_at(case_id).viewed(case_id, acting, purpose))

    def request_image(self, attached: RadiographAttached) -> None:
        """Bring a radiograph to the screen."""
        self._start(lambda: self._image_at(attached.case_id)(attached))

    def remake_image(self, name: str, folder: Path, channel: int) -> Future[Path]:
        """Have a worker make a channel of a decoded image anew; see `Imagery.remake`."""
        return self._imagery.remake(name, folder, channel)

    def report(
        self,
        attached: RadiographAttached,
        reading: ImageReading,
        acting: Acting,
        institution: str,
        window: Window | None,
        *,
        begun: Callable[["Future[Path]"], None],
    ) -> None:
        """Have a reading written as files for others; `begun` gets the future of their folder."""

        def call() -> "Future[Path]":
            try:
                files = self._imagery.laid_out(attached)
            except OSError as error:
                raise WorldError(str(error)) from error
            asked = ReportAsked(
                scan=attached.scan,
                reading=reading,
                officer_name=acting.officer.name,
                institution=institution,
                originals=tuple((ref.name, ref.sha256) for ref in attached.evidence),
                files=files,
                window=window,
            )
            return self.image_tasks.report(asked)

        self._tasks.run(self._writer, call, done=begun, failed=self.refused)

    def retry_waiting(self) -> None:
        """Try again to record what the journal could not take."""
        if self._recorder.waiting:
            self._tasks.run(self._writer, self._recorder.retry, done=_nothing, failed=self.refused)

    # A test image looks like a case, and what is done with it must not reach the record. Which one
    # a case is, the writer thread knows.

    def _tests_with(self, case_id: CaseId) -> ThreatTests | None:
        return self._tests if self._tests and self._tests.holds(case_id) else None

    def _desk_at(self, case_id: CaseId) -> Desk:
        tests = self._tests_with(case_id)
        return tests.desk if tests else self._desk

    def _review_at(self, case_id: CaseId) -> ReviewDesk:
        tests = self._tests_with(case_id)
        return tests.review if tests else self._review

    def _image_at(self, case_id: CaseId) -> Callable[[RadiographAttached], None]:
        tests = self._tests_with(case_id)
        return tests.request_image if tests else self._imagery.request

    def _start(self, call: Callable[[], None]) -> None:
        self._tasks.run(self._writer, call, done=_nothing, failed=self.refused)


def _nothing(_result: object) -> None:
    """The updates that follow say what changed."""
