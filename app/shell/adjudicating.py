"""What officers do with alarms, started on the GUI thread and carried out where the record is."""

from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import ParamSpec, TypeVar

from app.domain.adjudication import OwnIdentification
from app.domain.alarm_list import AlarmPage, AlarmQuery, BackgroundPoint
from app.domain.identifiers import CaseId, EventRef
from app.domain.occupancy import Occupancy
from app.domain.rate_profile import RateProfile
from app.domain.spectrum import SpectrumFile
from app.domain.time_history import Measured, TimePart
from app.ports import WorldError
from app.radiation.verdict import expected_profile
from app.shell.acts import Acts
from app.shell.stations.adjudication_report import report_pdf
from app.shell.tasks import Submits, Tasks
from app.workflow.adjudication import AdjudicationDesk, AdjudicationIntent
from app.workflow.desk import Acting
from app.workflow.evidence_bundle import WrittenBundle

P = ParamSpec("P")
T = TypeVar("T")
Failed = Callable[[WorldError], None]


Identify = Callable[[SpectrumFile, TimePart | None], Measured]


@dataclass(frozen=True, slots=True)
class Identification:
    """Names nuclides in a worker process; `identify` is a function that can be sent there."""

    workers: Submits
    identify: Identify


class IdentificationDiedError(WorldError):
    """The worker process died over this spectrum, so that nothing is known of it."""


@dataclass(frozen=True, slots=True)
class _Surviving:
    """Runs calls in `workers` and makes the death of one a failure of the world."""

    workers: Submits

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run a call and give its future."""
        outer: Future[T] = Future()
        inner = self.workers.submit(fn, *args, **kwargs)
        inner.add_done_callback(lambda done: _settle(outer, done))
        return outer


def _settle(outer: Future[T], inner: Future[T]) -> None:
    if inner.cancelled():
        outer.cancel()
        return
    error = inner.exception()
    if isinstance(error, BrokenExecutor):
        outer.set_exception(IdentificationDiedError(str(error)))
    elif error is not None:
        outer.set_exception(error)
    else:
        outer.set_result(inner.result())


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
        self,
        file: SpectrumFile,
        part: TimePart | None = None,
        *,
        done: Callable[[Measured], None],
        failed: Failed,
    ) -> bool:
        """Name the nuclides of a file, or of a part of it in time, in a worker.

        False where this station cannot.
        """
        own = self._identification
        if own is None:
            return False
        call = partial(own.identify, file, part)
        self._tasks.run(_Surviving(own.workers), call, done=done, failed=failed)
        return True

    def expected(
        self,
        occupancy: Occupancy,
        *,
        done: Callable[[RateProfile | None], None],
        failed: Failed,
    ) -> None:
        """Work out what the vehicle alone would have left of the background, in a worker.

        Nothing comes of it where this station has no workers.
        """
        if self._identification is not None:
            call = partial(expected_profile, occupancy)
            self._tasks.run(
                _Surviving(self._identification.workers), call, done=done, failed=failed
            )
