"""The views of those crossings, by the program's own rules."""

from dataclasses import replace
from datetime import timedelta

from app.clearance.findings import findings
from app.clearance.release import locks, suggested_reason
from app.domain.case import Case, MadeDecision
from app.domain.decision import Decision, Disposition, Reason, Stage
from app.domain.finding import FindingKind, Lock
from app.domain.identifiers import EventRef
from app.domain.officer import Role
from app.domain.sync_state import LinkState, SyncState
from tests.ui_tools.post import (
    IMAGER,
    KIOSK,
    NOW,
    OFFICER,
    OFFLINE,
    ONLINE,
    PLACE,
    PORTAL,
    READER,
)
from tests.ui_tools.scenes import PEOPLE, notice
from widgets.common.state import StripView
from widgets.primary.state import OccupantFinding, PrimaryView, RecentDecision
from widgets.session.state import LockView, Refusal, Refused, SignInView
from widgets.status.state import ListAge, ListKind, StatusView

BROKEN_IMAGER = replace(
    IMAGER,
    link=LinkState.DOWN,
    why="the folder is not there",
    faults_today=2,
    rejected_today=7,
)
SEAL_READER = replace(KIOSK, name="seal", family="seal")
LOOKOUTS = replace(KIOSK, name="lookouts", family="lookouts")
DEVICES = (PORTAL, READER, BROKEN_IMAGER, KIOSK, SEAL_READER, LOOKOUTS)


def primary_view(
    case: Case | None, *, acknowledged: frozenset[FindingKind] = frozenset()
) -> PrimaryView:
    """The primary screen for `case`, by the program's own rules."""
    found = findings(case, now=NOW) if case else ()

    def locked(disposition: Disposition) -> tuple[Lock, ...]:
        return locks(
            case,
            Stage.PRIMARY,
            disposition,
            officer=OFFICER,
            role=Role.PRIMARY,
            place=PLACE,
            now=NOW,
            on_screen_s=9.0,
        )

    return PrimaryView(
        now=NOW,
        place=PLACE,
        case=case,
        findings=found,
        about_occupants=_about(case),
        acknowledged=acknowledged,
        release_locks=locked(Disposition.RELEASE),
        refer_locks=locked(Disposition.REFER),
        hold_locks=locked(Disposition.HOLD),
        suggested=suggested_reason(case, now=NOW) if case else None,
        portal=PORTAL,
        kiosk=KIOSK,
        expected=tuple(
            notice(PEOPLE[: 1 + index % 3], plate, 4 + 6 * index)
            for index, plate in enumerate(("PK 7741", "BRX 901", "T4471", "L88204", "GHT 330"))
        ),
        recent=tuple(recent()),
    )


def _about(case: Case | None) -> tuple[OccupantFinding, ...]:
    if case is None or case.notice is None:
        return ()
    about = []
    for finding in findings(case, now=NOW):
        if finding.kind is FindingKind.DOCUMENT_EXPIRED:
            names = [item.family_name for item in case.notice.occupants]
            about.append(OccupantFinding(index=names.index(finding.details[0]), finding=finding))
    return tuple(about)


def recent() -> list[RecentDecision]:
    """The last five decisions; the first can still be taken back."""
    rows = (
        ("BVN 2210", Disposition.RELEASE, None),
        ("HLX 8801", Disposition.REFER, Reason.GOODS),
        ("AB 55 102", Disposition.RELEASE, None),
        ("QRS 771", Disposition.HOLD, Reason.JUDGEMENT),
        ("MNT 4015", Disposition.REFER, Reason.RADIATION),
    )
    return [
        RecentDecision(
            made=MadeDecision(
                ref=EventRef(station=PLACE.station, epoch=1, seq=900 - index),
                hlc=900 - index,
                decision=Decision(
                    stage=Stage.PRIMARY,
                    disposition=disposition,
                    reason=reason,
                    badge=OFFICER.badge,
                    country=OFFICER.country,
                    lane="3",
                    decided_at=NOW - timedelta(seconds=1 + 71 * index),
                    seconds_on_screen=11.0,
                    shown_sha256="0" * 64,
                    offline=False,
                ),
            ),
            plate=plate,
            undo_left_s=4 if index == 0 else None,
        )
        for index, (plate, disposition, reason) in enumerate(rows)
    ]


def strip_view(sync: SyncState = ONLINE) -> StripView:
    """The strip above a screen."""
    return StripView(
        now=NOW,
        local_now=NOW,
        place=PLACE,
        officer=OFFICER,
        sync=sync,
        devices=(PORTAL, READER, IMAGER, KIOSK),
        simulated=True,
    )


def sign_in_view(refused: Refused | None = None, *, checking: bool = False) -> SignInView:
    """The sign-in screen of a station that is offline and has a broken imager."""
    return SignInView(
        now=NOW,
        local_now=NOW,
        place=PLACE,
        roles=(Role.PRIMARY, Role.SECONDARY),
        sync=OFFLINE,
        devices=DEVICES,
        refused=refused,
        checking=checking,
        simulated=True,
        version="0.1.0",
    )


WRONG = Refused(refusal=Refusal.WRONG, attempts_left=3)


def lock_view(refused: Refused | None = None) -> LockView:
    """A locked workstation."""
    return LockView(
        officer=OFFICER,
        role=Role.PRIMARY,
        locked_at=NOW - timedelta(minutes=12),
        refused=refused,
    )


def status_view(sync: SyncState = OFFLINE) -> StatusView:
    """Links, lists and devices, some of each in trouble."""
    return StatusView(
        now=NOW,
        place=PLACE,
        sync=sync,
        devices=DEVICES,
        lists=(
            ListAge(kind=ListKind.NOTICES, count=212, as_of=NOW - timedelta(minutes=38)),
            ListAge(kind=ListKind.OFFICERS, count=14, as_of=NOW - timedelta(hours=7)),
            ListAge(
                kind=ListKind.POLICIES,
                count=2,
                as_of=NOW - timedelta(days=3),
                stale_after_s=30 * 86400.0,
            ),
            ListAge(kind=ListKind.LOOKOUTS),
        ),
        head_seq=1234,
        simulated=True,
    )
