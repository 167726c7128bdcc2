"""From recorded cases to what the primary screen shows. Pure; nothing is decided here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from app.clearance.findings import findings
from app.clearance.release import suggested_reason
from app.domain.case import Case
from app.domain.consignment import AdvanceNotice
from app.domain.conveyance import normal_plate
from app.domain.decision import Disposition, Stage
from app.domain.finding import Finding, FindingKind, Lock, Priority
from app.domain.place import Place
from app.domain.sync_state import DeviceState
from app.shell.board import Board
from widgets.primary.state import OccupantFinding, PrimaryView, RecentDecision

UNDO_S = 5.0
RECENT_MAX = 5
EXPECTED_MAX = 5

Locks = Callable[[Case | None, Disposition], tuple[Lock, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrimaryLook:
    """What is on the screen besides the record."""

    case: Case | None = None
    occupied: bool = False
    selected: int = 0


def primary_view(
    board: Board, place: Place, now: datetime, look: PrimaryLook, locks: Locks
) -> PrimaryView:
    """The primary screen: the vehicle at the booth, and what comes behind it."""
    case = look.case
    found = findings(case, now=now) if case else ()
    return PrimaryView(
        now=now,
        place=place,
        case=case,
        findings=found,
        about_occupants=_about_occupants(case, found),
        acknowledged=case.acknowledged if case else frozenset(),
        release_locks=locks(case, Disposition.RELEASE),
        refer_locks=locks(case, Disposition.REFER),
        hold_locks=locks(case, Disposition.HOLD),
        suggested=suggested_reason(case, now=now) if case else None,
        selected=look.selected,
        occupied=look.occupied,
        portal=_device(board, "portal"),
        kiosk=_device(board, "kiosk"),
        expected=_expected(board),
        recent=tuple(_recent(board, now)),
        undo_left_s=None,
    )


def undo_left_s(case: Case, now: datetime) -> float:
    """Seconds in which the primary decision of `case` can still be taken back; 0 when none."""
    made = case.standing(Stage.PRIMARY)
    if made is None or made.decision.disposition is not Disposition.RELEASE:
        return 0.0
    return max(UNDO_S - (now - made.decision.decided_at).total_seconds(), 0.0)


def is_shown_at_once(finding: Finding, acknowledged: frozenset[FindingKind]) -> bool:
    """Whether a finding is an alarm that nobody has seen yet."""
    urgent = finding.priority in (Priority.P1, Priority.P2)
    return urgent and finding.kind not in acknowledged


def _expected(board: Board) -> tuple[AdvanceNotice, ...]:
    coming = (item for item in board.expected if not board.has_plate(normal_plate(item.plate)))
    return tuple(islice(coming, EXPECTED_MAX))


def _recent(board: Board, now: datetime) -> list[RecentDecision]:
    rows = []
    for index, case in enumerate(board.decided_here(Stage.PRIMARY, RECENT_MAX)):
        made = case.standing(Stage.PRIMARY)
        if made is None:
            continue
        left_s = undo_left_s(case, now) if index == 0 else 0.0
        plate = case.plate.plate if case.plate else ""
        rows.append(RecentDecision(made=made, plate=plate, undo_left_s=int(left_s + 0.99) or None))
    return rows


def _device(board: Board, family: str) -> DeviceState | None:
    return next((item for item in board.devices.values() if item.family == family), None)


def _about_occupants(case: Case | None, found: Sequence[Finding]) -> tuple[OccupantFinding, ...]:
    """Findings that name a person, by the person's place in the notice."""
    if case is None or case.notice is None:
        return ()
    expired = [item for item in found if item.kind is FindingKind.DOCUMENT_EXPIRED]
    about = [
        OccupantFinding(index=index, finding=finding)
        for index, occupant in enumerate(case.notice.occupants)
        for finding in expired
        if occupant.family_name in finding.details
    ]
    return tuple(about)
