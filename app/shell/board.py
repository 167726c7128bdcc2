"""What the GUI thread knows: the latest value of every case, device and connection."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime

from app.clearance.readings import OPEN, review_of
from app.domain.case import Case
from app.domain.consignment import AdvanceNotice
from app.domain.conveyance import normal_plate
from app.domain.decision import Stage
from app.domain.identifiers import CaseId
from app.domain.place import Place
from app.domain.quality_events import ImageQualityMeasured
from app.domain.sync_state import DeviceState, SyncState
from app.workflow.updates import DeviceUpdate, Expected, QualityUpdate, SyncUpdate

_NEVER = datetime.max.replace(tzinfo=UTC)


class Board:
    """Holds frozen values as updates bring them. Lives on the GUI thread.

    The screens ask four times a second, and a shift leaves thousands of cases: each is looked at
    once, when it comes, and filed under what it waits for.
    """

    def __init__(self, place: Place) -> None:
        self._place = place
        self._cases: dict[CaseId, Case] = {}
        self._at_primary: dict[CaseId, Case] = {}
        self._at_secondary: dict[CaseId, Case] = {}
        self._in_review: dict[CaseId, Case] = {}
        self._decided: dict[Stage, dict[CaseId, int]] = {stage: {} for stage in Stage}
        self._newest: dict[Stage, list[CaseId]] = {}
        self._plates: Counter[str] = Counter()
        self.devices: dict[str, DeviceState] = {}
        self.expected: tuple[AdvanceNotice, ...] = ()
        self.sync: SyncState | None = None
        self.quality: tuple[ImageQualityMeasured, ...] = ()

    def take(self, case: Case) -> None:
        """Keep the latest value of a case."""
        case_id = case.case_id
        self._plates.subtract(_plates(self._cases.get(case_id)))
        self._plates.update(_plates(case))
        self._cases[case_id] = case
        here = case.place is not None and case.place.station == self._place.station
        _file(self._at_primary, case, belongs=here and case.awaits_primary)
        _file(self._at_secondary, case, belongs=case.awaits_secondary)
        _file(self._in_review, case, belongs=review_of(case).stage in OPEN)
        for stage, decided in self._decided.items():
            made = case.standing(stage)
            mine = made is not None and made.ref.station == self._place.station
            hlc = made.hlc if made is not None and mine else None
            if decided.get(case_id) != hlc:
                self._newest.pop(stage, None)
                decided.pop(case_id, None)
                if hlc is not None:
                    decided[case_id] = hlc

    def hear(self, update: DeviceUpdate | SyncUpdate | Expected | QualityUpdate) -> None:
        """Keep the latest value of what is about no case."""
        match update:
            case DeviceUpdate():
                self.devices[update.state.name] = update.state
            case SyncUpdate():
                self.sync = update.state
            case Expected():
                self.expected = update.notices
            case QualityUpdate():
                self.quality = update.measured

    def forget(self, case_id: CaseId) -> None:
        """A case that was none: a test image that was revealed."""
        case = self._cases.pop(case_id, None)
        self._plates.subtract(_plates(case))
        for filed in (self._at_primary, self._at_secondary, self._in_review):
            filed.pop(case_id, None)
        for stage, decided in self._decided.items():
            if decided.pop(case_id, None) is not None:
                self._newest.pop(stage, None)

    def case(self, case_id: CaseId | None) -> Case | None:
        """One case as last heard of."""
        return self._cases.get(case_id) if case_id is not None else None

    def cases(self) -> Sequence[Case]:
        """All of them, in no order."""
        return list(self._cases.values())

    def has_plate(self, plate: str) -> bool:
        """Whether a vehicle with this plate, as `normal_plate` writes it, has come."""
        return self._plates[plate] > 0

    def at_primary(self) -> Sequence[Case]:
        """Vehicles of this lane that wait for the primary officer, first come first."""
        waiting = self._at_primary.values()
        return sorted(waiting, key=lambda case: (case.opened_at or _NEVER, case.case_id))

    def at_secondary(self) -> Sequence[Case]:
        """Referred cases of the port, the longest waiting first."""
        return sorted(self._at_secondary.values(), key=referred_at)

    def in_review(self) -> Sequence[Case]:
        """Cases whose image another officer has to read or to arbitrate, decided or not."""
        return sorted(self._in_review.values(), key=referred_at)

    def decided_here(self, stage: Stage, limit: int) -> Sequence[Case]:
        """The latest cases this station decided at `stage`, newest first."""
        newest = self._newest.get(stage)
        if newest is None:
            decided = self._decided[stage]
            newest = self._newest[stage] = sorted(decided, key=lambda name: -decided[name])
        return [self._cases[case_id] for case_id in newest[:limit]]

    @property
    def is_offline(self) -> bool:
        """Whether the centre is not reached."""
        return self.sync is None or self.sync.last_good_at is None or bool(self.sync.why)


def referred_at(case: Case) -> datetime:
    """When primary referred a case; far in the future for one that was not."""
    made = case.standing(Stage.PRIMARY)
    return made.decision.decided_at if made is not None else _NEVER


def _file(under: dict[CaseId, Case], case: Case, *, belongs: bool) -> None:
    """Put the latest value of a case where it belongs, or take it away."""
    if belongs:
        under[case.case_id] = case
    else:
        under.pop(case.case_id, None)


def _plates(case: Case | None) -> tuple[str, ...]:
    """The plate of a case as plates are compared, if it was read."""
    return (normal_plate(case.plate.plate),) if case and case.plate else ()
