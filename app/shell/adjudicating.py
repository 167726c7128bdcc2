"""What officers do with alarms, started on the GUI thread and carried out where the record is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from app.domain.adjudication import OwnIdentification
from app.domain.alarm_list import AlarmPage, AlarmQuery, BackgroundPoint
from app.domain.identifiers import CaseId, EventRef
from app.domain.spectrum import SpectrumFile
from app.ports import WorldError
from app.shell.acts import Acts
from app.shell.stations.adjudication_report import report_pdf
from app.shell.tasks import Submits, Tasks
from app.workflow.adjudication import AdjudicationDesk, AdjudicationIntent
from app.workflow.desk import Acting
from app.workflow.evidence_bundle import WrittenBundle

Failed = Callable[[WorldError], None]


Identify = Callable[[SpectrumFile], OwnIdentification]


@dataclass(frozen=True, slots=True)
class Identification:
    """Names nuclides in a worker process; `identify` is a function that can be sent there."""

    workers: Submits
    identify: Identify


class Adjudicating:
    """Hands work to the adjudication desk; what comes of it is told on the GUI thread.

    Without `identification` the instrument's own report stands alone, and the screen says so.
    """

    def __init__(
        self,
        desk: AdjudicationDesk,
        writer: Submits,
        tasks: Tasks,
        acts: Acts,
        identification: Identification | None = None,
    ) -> None:
        self._desk = desk
        self._writer = writer
        self._tasks = tasks
        self.viewed = acts.viewed
        self._identification = identification

    def adjudicate(
        self,
        intent: AdjudicationIntent,
        acting: Acting,
        *,
        done: Callable[[EventRef], None],
        failed: Failed,
    ) -> None:
        """Record an act; the screen changes when the record exists, not before."""
        call = lambda: self._desk.adjudicate(intent, acting)  # noqa: E731 - a call for later
        self._tasks.run(self._writer, call, done=done, failed=failed)

    def page(self, query: AlarmQuery, *, done: Callable[[AlarmPage], None], failed: Failed) -> None:
        """Read a page of the alarms."""
        call = lambda: self._desk.page(query)  # noqa: E731 - a call for later
        self._tasks.run(self._writer, call, done=done, failed=failed)

    def background(
        self,
        lane: str,
        since: datetime,
        *,
        done: Callable[[tuple[BackgroundPoint, ...]], None],
        failed: Failed,
    ) -> None:
        """Read the background of a lane."""
        call = lambda: tuple(self._desk.background(lane, since))  # noqa: E731 - for later
        self._tasks.run(self._writer, call, done=done, failed=failed)

    def bundle(
        self,
        case_id: CaseId,
        own: OwnIdentification | None,
        *,
        done: Callable[[WrittenBundle], None],
        failed: Failed,
    ) -> None:
        """Write the evidence bundle, report and all."""
        call = partial(self._desk.bundle, case_id, partial(report_pdf, own=own))
        self._tasks.run(self._writer, call, done=done, failed=failed)

    def identify(
        self, file: SpectrumFile, *, done: Callable[[OwnIdentification], None], failed: Failed
    ) -> bool:
        """Name the nuclides of a spectrum file in a worker. False where this station cannot."""
        own = self._identification
        if own is None:
            return False
        self._tasks.run(own.workers, partial(own.identify, file), done=done, failed=failed)
        return True
