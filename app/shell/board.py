"""What the GUI thread knows: the latest value of every case, device and connection."""

from collections.abc import Sequence
from datetime import UTC, datetime

from app.domain.case import Case
from app.domain.consignment import AdvanceNotice
from app.domain.decision import Stage
from app.domain.identifiers import CaseId
from app.domain.place import Place
from app.domain.sync_state import DeviceState, SyncState

_NEVER = datetime.max.replace(tzinfo=UTC)


class Board:
    """Holds frozen values as updates bring them. Lives on the GUI thread."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._cases: dict[CaseId, Case] = {}
        self.devices: dict[str, DeviceState] = {}
        self.expected: tuple[AdvanceNotice, ...] = ()
        self.sync: SyncState | None = None

    def take(self, case: Case) -> None:
        """Keep the latest value of a case."""
        self._cases[case.case_id] = case

    def case(self, case_id: CaseId | None) -> Case | None:
        """One case as last heard of."""
        return self._cases.get(case_id) if case_id is not None else None

    def all_cases(self) -> Sequence[Case]:
        """Every case this station knows, in no order."""
        return tuple(self._cases.values())

    def at_primary(self) -> Sequence[Case]:
        """Vehicles of this lane that wait for the primary officer, first come first."""
        waiting = (
            case
            for case in self._cases.values()
            if case.place is not None
            and case.place.station == self._place.station
            and case.awaits_primary
        )
        return sorted(waiting, key=lambda case: (case.opened_at or _NEVER, case.case_id))

    def at_secondary(self) -> Sequence[Case]:
        """Referred cases of the port, the longest waiting first."""
        waiting = (case for case in self._cases.values() if case.awaits_secondary)
        return sorted(waiting, key=referred_at)

    def decided_here(self, stage: Stage, limit: int) -> Sequence[Case]:
        """The latest cases this station decided at `stage`, newest first."""
        decided = [
            (made.hlc, case)
            for case in self._cases.values()
            if (made := case.standing(stage)) is not None
            and made.ref.station == self._place.station
        ]
        return [case for _, case in sorted(decided, key=lambda item: -item[0])[:limit]]

    @property
    def is_offline(self) -> bool:
        """Whether the centre is not reached."""
        return self.sync is None or self.sync.last_good_at is None or bool(self.sync.why)


def referred_at(case: Case) -> datetime:
    """When primary referred a case; far in the future for one that was not."""
    made = case.standing(Stage.PRIMARY)
    return made.decision.decided_at if made is not None else _NEVER
