"""Recorded first: an event is in the journal before anybody is shown it as done."""

from collections import deque
from collections.abc import Callable, Sequence

from app.domain.case import Case
from app.domain.events import Event, RecordedEvent
from app.domain.identifiers import CaseId
from app.ports import Journal, RecordError
from app.workflow.casebook import CaseBook
from app.workflow.updates import CaseChanged, NotRecorded, Update

WAITING_MAX = 10_000


class Recorder:
    """Writes events, folds them into the case book and tells the screens, in that order.

    Lives on the writer thread; nothing here is thread-safe.
    """

    def __init__(
        self, journal: Journal, casebook: CaseBook, publish: Callable[[Update], None]
    ) -> None:
        self._journal = journal
        self._casebook = casebook
        self._publish = publish
        self._waiting: deque[Event] = deque()
        self._grown: Callable[[], None] = _nobody
        self._heard: Callable[[Sequence[RecordedEvent]], None] = _nobody_listens

    def when_grown(self, grown: Callable[[], None]) -> None:
        """Call `grown` after each event that was recorded."""
        self._grown = grown

    def when_heard(self, heard: Callable[[Sequence[RecordedEvent]], None]) -> None:
        """Call `heard` with what other stations recorded, whatever it is about."""
        self._heard = heard

    @property
    def waiting(self) -> int:
        """Events that the journal could not take yet."""
        return len(self._waiting)

    def record(self, event: Event) -> RecordedEvent:
        """Record `event`, or raise RecordError and change nothing.

        What waits is recorded first: a decision never stands before what it was made on.
        """
        self._record_waiting()
        recorded = self._journal.append(event)
        self._grown()
        if recorded.case_id is not None:
            self._show(self._casebook.add(recorded))
        return recorded

    def record_or_keep(self, event: Event) -> bool:
        """Record what a device measured. If the journal cannot take it, keep it and say so.

        A measurement cannot be asked for again, so it waits in memory, in order, and is shown in
        its case, which says that it is not recorded: nothing can be decided on it until it is.
        """
        if self._waiting:
            self._keep(event, why="")
            return False
        try:
            self.record(event)
        except RecordError as error:
            self._keep(event, why=str(error))
            return False
        return True

    def retry(self) -> bool:
        """Try again what waits. True once nothing waits any more."""
        try:
            self._record_waiting()
        except RecordError:
            return False
        return True

    def take_remote(self, events: Sequence[RecordedEvent]) -> None:
        """Fold in what other stations recorded; their journals hold it, ours does not."""
        changed: dict[CaseId, Case] = {}
        for recorded in events:
            case = self._casebook.add(recorded)
            if case is not None:
                changed[case.case_id] = case
        for case in changed.values():
            self._publish(CaseChanged(case))
        self._heard(events)

    def _record_waiting(self) -> None:
        while self._waiting:
            recorded = self._journal.append(self._waiting[0])
            self._waiting.popleft()
            self._grown()
            if recorded.case_id is not None:
                self._show(self._casebook.recorded_at_last(recorded.case_id, recorded))

    def _keep(self, event: Event, *, why: str) -> None:
        if len(self._waiting) >= WAITING_MAX:
            raise RecordError(f"{WAITING_MAX} events wait for the journal; no more can be kept")
        self._waiting.append(event)
        if (case_id := getattr(event, "case_id", None)) is not None:
            self._show(self._casebook.await_record(case_id, event))
        if why:
            self._publish(NotRecorded(event, why))

    def _show(self, case: Case | None) -> None:
        if case is not None:
            self._publish(CaseChanged(case))


def _nobody() -> None:
    """Nobody waits for the journal to grow."""


def _nobody_listens(_events: Sequence[RecordedEvent]) -> None:
    """Nobody asks for what is about no case."""
