"""What an officer does: decide, correct, acknowledge, claim. Checked on recorded facts."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.clearance.release import locks
from app.domain.case import Case
from app.domain.decision import Decision, Disposition, Reason, Stage
from app.domain.events import AlarmAcknowledged, CaseClaimed, DecisionMade, PersonalDataViewed
from app.domain.finding import FindingKind, Lock
from app.domain.identifiers import CaseId, EventRef
from app.domain.officer import Officer, Role
from app.domain.place import Place
from app.ports import Clock, WorldError
from app.workflow.casebook import CaseBook
from app.workflow.recorder import Recorder


class DecisionRefusedError(WorldError):
    """The facts or the officer's role do not allow this decision now."""

    def __init__(self, locks: tuple[Lock, ...]) -> None:
        super().__init__(", ".join(lock.kind for lock in locks))
        self.locks = locks


class NothingToCorrectError(WorldError):
    """The decision to be corrected is not there, or does not stand any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """What an officer wants to do with a case, and what stood on the screen.

    `shown_sha256` is `shown_hash` of the case on the screen; `shown_since` is when it came up.
    """

    case_id: CaseId
    stage: Stage
    disposition: Disposition
    reason: Reason | None
    shown_sha256: str
    shown_since: datetime
    note: str = ""
    supersedes: EventRef | None = None
    correction_reason: str = ""


@dataclass(frozen=True, slots=True)
class Acting:
    """Who acts, in which role."""

    officer: Officer
    role: Role


def shown_hash(case: Case) -> str:
    """Name what a screen showed: the hash of the identities of the events folded into it."""
    return hashlib.sha256("\n".join(str(ref) for ref in case.refs).encode()).hexdigest()


class Desk:
    """Records officers' acts. Lives on the writer thread."""

    def __init__(
        self,
        place: Place,
        clock: Clock,
        casebook: CaseBook,
        recorder: Recorder,
        is_offline: Callable[[], bool],
    ) -> None:
        self._place = place
        self._clock = clock
        self._casebook = casebook
        self._recorder = recorder
        self._is_offline = is_offline

    def decide(self, intent: Intent, acting: Acting) -> EventRef:
        """Record a decision. Raises DecisionRefusedError or RecordError; then nothing happened."""
        now = self._clock.now()
        case = self._casebook.case(intent.case_id) or Case(case_id=intent.case_id)
        if intent.supersedes is not None:
            self._check_correctable(case, intent)
        on_screen_s = max((now - intent.shown_since).total_seconds(), 0.0)
        refused = locks(
            case,
            intent.stage,
            intent.disposition,
            officer=acting.officer,
            role=acting.role,
            place=self._place,
            now=now,
            on_screen_s=on_screen_s,
            correcting=intent.supersedes is not None,
        )
        if refused:
            raise DecisionRefusedError(refused)
        decision = Decision(
            stage=intent.stage,
            disposition=intent.disposition,
            reason=intent.reason,
            badge=acting.officer.badge,
            country=acting.officer.country,
            lane=self._place.lane,
            decided_at=now,
            seconds_on_screen=on_screen_s,
            shown_sha256=intent.shown_sha256,
            offline=self._is_offline(),
            note=intent.note,
            supersedes=intent.supersedes,
            correction_reason=intent.correction_reason,
        )
        event = DecisionMade(case_id=intent.case_id, decision=decision)
        return self._recorder.record(event).ref

    def acknowledge(self, case_id: CaseId, finding: FindingKind, acting: Acting) -> None:
        """Record that the officer has seen a finding."""
        event = AlarmAcknowledged(case_id=case_id, finding=finding, badge=acting.officer.badge)
        self._recorder.record(event)

    def claim(self, case_id: CaseId, acting: Acting, *, claimed: bool) -> None:
        """Record that the officer takes a referred case, or gives it back."""
        badge = acting.officer.badge
        event = CaseClaimed(case_id=case_id, place=self._place, badge=badge, claimed=claimed)
        self._recorder.record(event)

    def viewed(self, case_id: CaseId, acting: Acting, purpose: str) -> None:
        """Record that personal data of a case came on the screen."""
        event = PersonalDataViewed(case_id=case_id, badge=acting.officer.badge, purpose=purpose)
        self._recorder.record(event)

    def _check_correctable(self, case: Case, intent: Intent) -> None:
        standing = {made.ref for made in case.standing_decisions}
        if intent.supersedes not in standing:
            raise NothingToCorrectError(f"decision {intent.supersedes} does not stand")
