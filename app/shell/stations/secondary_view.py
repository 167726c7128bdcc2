"""From a recorded case to what the secondary screen shows. Pure; nothing is decided here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from statistics import median

from app.clearance.findings import findings
from app.domain.case import Case
from app.domain.conveyance import ContainerNumber
from app.domain.decision import Disposition, Reason, Stage
from app.domain.finding import Lock, Priority
from app.domain.identifiers import Badge
from app.domain.place import Place
from app.ports import WorldError
from app.shell.board import referred_at
from app.workflow.desk import DecisionRefusedError, Intent, shown_hash
from widgets.secondary.review_state import ReviewState
from widgets.secondary.state import (
    DECISION_KEYS,
    CaseView,
    DecisionLine,
    FindingRow,
    ImageState,
    ImageStatus,
    KeyState,
    LastDone,
    ManifestLine,
    Problem,
    ProblemKind,
    SealLine,
    SealStep,
    ShiftFacts,
    SpectraState,
    WorkRow,
)

Locks = Callable[[Case, Disposition], tuple[Lock, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What the officer has set on the screen: nothing of it is part of the record."""

    armed: Disposition | None = None
    note: str = ""
    spectrum: int = 0
    image: ImageStatus = ImageStatus.NONE
    image_why: str = ""
    shown_since: datetime | None = None
    image_since: datetime | None = None
    review: ReviewState = field(default_factory=ReviewState)
    badge: Badge | None = None
    names: Mapping[Badge, str] = field(default_factory=dict)


def title_of(case: Case) -> str:
    """The container number as people write it, else the plate."""
    goods = case.notice.consignment if case.notice else None
    if goods is not None and goods.container is not None:
        return str(goods.container)
    if case.radiographs and (number := case.radiographs[-1].scan.container_number):
        return _readable(number)
    return case.plate.plate if case.plate else case.case_id[-8:].upper()


def work_row(
    case: Case,
    place: Place,
    now: datetime,
    *,
    wants_second: bool = False,
    wants_arbitration: bool = False,
) -> WorkRow:
    """One line of the work list, of a case as its officer may see it."""
    since = referred_at(case)
    waited_s = (now - since).total_seconds() if case.standing(Stage.PRIMARY) else None
    claim = case.claim if case.claim and case.claim.claimed else None
    rows = finding_rows(case, now)
    return WorkRow(
        case_id=case.case_id,
        title=title_of(case),
        worst=rows[0] if rows and rows[0].finding.priority is not Priority.NONE else None,
        waiting_min=max(int(waited_s // 60), 0) if waited_s is not None else None,
        claimed_by=f"{claim.badge} · {claim.place.lane}" if claim else "",
        mine=claim is not None and claim.place.station == place.station,
        simulated=case.simulated,
        wants_second=wants_second,
        wants_arbitration=wants_arbitration,
    )


def finding_rows(case: Case, now: datetime) -> tuple[FindingRow, ...]:
    """All findings, most urgent first, with whether somebody has acknowledged them."""
    return tuple(
        FindingRow(finding=item, acknowledged=item.kind in case.acknowledged)
        for item in findings(case, now=now)
    )


def case_view(case: Case, place: Place, now: datetime, look: Look, locks: Locks) -> CaseView:
    """The case as the secondary officer sees it."""
    keys = tuple(
        KeyState(disposition=disposition, locks=locks(case, disposition))
        for _, disposition in DECISION_KEYS
    )
    locked = {key.disposition for key in keys if key.locks}
    goods = case.notice.consignment if case.notice else None
    scan = case.radiographs[-1].scan if case.radiographs else None
    status = look.image if scan is not None else ImageStatus.NONE
    if scan is not None and status is ImageStatus.NONE:
        status = ImageStatus.FETCHING
    files = tuple(item.file for item in case.spectra)
    claim = case.claim if case.claim and case.claim.claimed else None
    since = look.shown_since
    return CaseView(
        case_id=case.case_id,
        title=title_of(case),
        plate=case.plate.plate if case.plate else "",
        iso_type=(goods.size_type if goods else "") or (scan.iso_type or "" if scan else ""),
        image=ImageState(status=status, scan=scan, why=look.image_why),
        findings=finding_rows(case, now),
        keys=keys,
        occupancy=case.occupancy,
        verdict=case.verdict,
        assessment_failed=any(item.analysis == "radiation" for item in case.failures),
        consignment=goods,
        manifest=_manifest(case, look.badge),
        seals=_seals(case),
        assessments=case.assessments,
        occupants=case.notice.occupants if case.notice else (),
        spectra=SpectraState(files=files, selected=min(look.spectrum, max(len(files) - 1, 0))),
        decisions=_decisions(case, look.names),
        armed=look.armed if look.armed not in locked else None,
        note=look.note,
        on_screen_min=int((now - since).total_seconds() // 60) if since else 0,
        claimed_by_other=(
            str(claim.badge) if claim and claim.place.station != place.station else ""
        ),
        simulated=case.simulated,
        review=look.review,
    )


def shift_facts(decided: Sequence[Case], since: datetime, badge: Badge) -> ShiftFacts:
    """How many cases this officer ended since signing in, and the median time on screen."""
    seconds = [
        made.decision.seconds_on_screen
        for case in decided
        if (made := case.standing(Stage.SECONDARY)) is not None
        and made.decision.badge == badge
        and made.decision.decided_at >= since
    ]
    return ShiftFacts(reviewed=len(seconds), median_review_s=median(seconds) if seconds else None)


def last_done(decided: Sequence[Case], badge: Badge) -> LastDone | None:
    """The case that left this officer's work list last. What another one did is not told here."""
    for case in decided:
        made = case.standing(Stage.SECONDARY)
        if made is not None and made.decision.badge == badge:
            return LastDone(
                title=title_of(case),
                disposition=made.decision.disposition,
                at=local(made.decision.decided_at),
            )
    return None


def intent_of(case: Case, disposition: Disposition, look: Look, now: datetime) -> Intent:
    """What the officer wants to do with the case on the screen."""
    return Intent(
        case_id=case.case_id,
        stage=Stage.SECONDARY,
        disposition=disposition,
        reason=None if disposition is Disposition.RELEASE else Reason.JUDGEMENT,
        shown_sha256=shown_hash(case),
        shown_since=look.shown_since or now,
        note=look.note,
    )


def line_at(case: Case, index: int) -> int | None:
    """The number of the manifest's line at a place on the screen, None where there is none."""
    goods = case.notice.consignment if case.notice else None
    items = goods.items if goods else ()
    return items[index].line if 0 <= index < len(items) else None


def problem_of(error: WorldError, now: datetime) -> Problem:
    """Why the last act was not done."""
    refused = isinstance(error, DecisionRefusedError)
    return Problem(
        kind=ProblemKind.REFUSED if refused else ProblemKind.NOT_RECORDED,
        since=local(now),
        why="" if refused else str(error),
        locks=error.locks if isinstance(error, DecisionRefusedError) else (),
    )


def local(moment: datetime) -> datetime:
    """A moment in the zone of this machine, in which officers read clocks."""
    return moment.astimezone()


def _manifest(case: Case, badge: Badge | None) -> tuple[ManifestLine, ...]:
    """The goods, each with what this officer said of it."""
    goods = case.notice.consignment if case.notice else None
    judged = {item.line: item.seen for item in case.judged_lines if item.badge == badge}
    items = goods.items if goods else ()
    return tuple(ManifestLine(item=item, seen=judged.get(item.line)) for item in items)


def _seals(case: Case) -> tuple[SealLine, ...]:
    lines: list[SealLine] = []
    goods = case.notice.consignment if case.notice else None
    declared = set(goods.seals_declared) if goods else set()
    if goods is not None:
        lines.append(
            SealLine(step=SealStep.DECLARED, numbers=goods.seals_declared, by=goods.shipper)
        )
    for item in case.radiographs:
        read = set(item.scan.seals_read)
        lines.append(
            SealLine(
                step=SealStep.READ,
                numbers=item.scan.seals_read,
                at=local(item.scan.started_at),
                by=item.scan.device,
                differs=bool(read and declared and read != declared),
            )
        )
    return tuple(lines)


def _decisions(case: Case, names: Mapping[Badge, str]) -> tuple[DecisionLine, ...]:
    standing = {made.ref for made in case.standing_decisions}
    return tuple(
        DecisionLine(
            decision=made.decision,
            officer=names.get(made.decision.badge, str(made.decision.badge)),
            stands=made.ref in standing,
        )
        for made in case.decisions
    )


def _readable(number: str) -> str:
    try:
        return str(ContainerNumber.parse(number))
    except ValueError:
        return number
