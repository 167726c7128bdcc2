"""The cases of a port as this station knows them, folded from its own and others' events."""

from bisect import insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from app.domain.case import Case, fold, fold_all, order_key
from app.domain.conveyance import normal_plate
from app.domain.events import Event, RecordedEvent, SpectrumAttached
from app.domain.evidence import EvidenceRef
from app.domain.identifiers import CaseId, EventRef, StationId

CASES_MAX = 2000
_NEVER = datetime.max.replace(tzinfo=UTC)
_NOT_RECORDED = StationId("not-recorded")


@dataclass(slots=True)
class _Entry:
    events: list[RecordedEvent] = field(default_factory=list)
    waiting: list[Event] = field(default_factory=list)
    case: Case | None = None
    shown: Case | None = None


class CaseBook:
    """Keeps the latest cases. Not thread-safe: it lives on the writer thread."""

    def __init__(self) -> None:
        self._entries: dict[CaseId, _Entry] = {}

    def load(self, events: Iterable[RecordedEvent]) -> None:
        """Take many events at once, as at start."""
        for recorded in events:
            if (case_id := recorded.case_id) is not None:
                self._entry(case_id).events.append(recorded)
        for case_id, entry in self._entries.items():
            entry.events.sort(key=order_key)
            entry.case = entry.shown = fold_all(case_id, entry.events)
        self._forget_old()

    def add(self, recorded: RecordedEvent) -> Case | None:
        """Take one event and return the case as it stands now, None if it is about none."""
        case_id = recorded.case_id
        if case_id is None:
            return None
        entry = self._entry(case_id)
        if any(known.ref == recorded.ref for known in entry.events):
            return entry.shown
        is_latest = not entry.events or order_key(entry.events[-1]) <= order_key(recorded)
        insort(entry.events, recorded, key=order_key)
        if is_latest:
            entry.case = fold(entry.case or Case(case_id=case_id), recorded)
        else:
            entry.case = fold_all(case_id, entry.events)
        entry.shown = _with_waiting(case_id, entry)
        self._forget_old()
        return entry.shown

    def await_record(self, case_id: CaseId, event: Event) -> Case:
        """Show what was measured although it is not recorded yet; the case says so itself."""
        entry = self._entry(case_id)
        entry.waiting.append(event)
        entry.shown = _with_waiting(case_id, entry)
        return entry.shown

    def recorded_at_last(self, case_id: CaseId, recorded: RecordedEvent) -> Case | None:
        """The oldest event of this case that waited is recorded; it stands as any other now."""
        self._entry(case_id).waiting.pop(0)
        return self.add(recorded)

    def case(self, case_id: CaseId) -> Case | None:
        """One case."""
        entry = self._entries.get(case_id)
        return entry.shown if entry else None

    def cases(self) -> Sequence[Case]:
        """All cases, oldest first."""
        shown = [entry.shown for entry in self._entries.values() if entry.shown is not None]
        return sorted(shown, key=_age_key)

    def latest_with(self, *, plate: str | None, container: str | None) -> Case | None:
        """The newest case of a vehicle, by plate or by container number."""
        for case in reversed(self.cases()):
            if plate and case.plate and normal_plate(case.plate.plate) == normal_plate(plate):
                return case
            if container and container_of(case) == container:
                return case
        return None

    def holding(self, evidence: Sequence[EvidenceRef]) -> Case | None:
        """The case to which exactly these bytes are attached already."""
        wanted = [ref.sha256 for ref in evidence]
        for case in reversed(self.cases()):
            attached = [item.evidence for item in case.radiographs]
            attached += [(item.evidence,) for item in case.spectra]
            if any([ref.sha256 for ref in refs] == wanted for refs in attached):
                return case
        return None

    def unidentified(self, station: StationId) -> Sequence[SpectrumAttached]:
        """Spectra that `station` attached to cases that are still open, and that nobody named."""
        return [
            attached
            for case in self.cases()
            if case.awaits_primary or case.awaits_secondary
            for recorded in self._entries[case.case_id].events
            if recorded.ref.station == station
            and isinstance(attached := recorded.event, SpectrumAttached)
            and case.opinion_of(attached.evidence) is None
        ]

    def _entry(self, case_id: CaseId) -> _Entry:
        return self._entries.setdefault(case_id, _Entry())

    def _forget_old(self) -> None:
        """Let the oldest decided cases go; what waits for somebody stays whatever its age."""
        excess = len(self._entries) - CASES_MAX
        if excess <= 0:
            return
        done = [
            case.case_id
            for case in self.cases()
            if not (case.awaits_primary or case.awaits_secondary or case.not_recorded)
        ]
        for case_id in done[:excess]:
            del self._entries[case_id]


def container_of(case: Case) -> str | None:
    """The declared container number of a case, without blanks."""
    consignment = case.notice.consignment if case.notice else None
    return consignment.container.text if consignment and consignment.container else None


def _with_waiting(case_id: CaseId, entry: _Entry) -> Case:
    """The case as an officer sees it: the record, and on top of it what waits for the record.

    It is named by its recorded events alone, for the others have no identity yet.
    """
    case = entry.case or Case(case_id=case_id)
    if not entry.waiting:
        return case
    shown = case
    for number, event in enumerate(entry.waiting, start=1):
        ref = EventRef(station=_NOT_RECORDED, epoch=1, seq=number)
        provisional = RecordedEvent(ref=ref, hlc=0, recorded_at=_NEVER, event=event)
        shown = fold(shown, provisional)
    return replace(shown, refs=case.refs, not_recorded=True)


def _age_key(case: Case) -> tuple[datetime, CaseId]:
    return case.opened_at or _NEVER, case.case_id
