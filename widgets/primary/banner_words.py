"""The banner of PRIMARY: what to do now, and from where and how long ago."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from app.domain.decision import Disposition, Stage
from app.domain.finding import Finding, FindingKind, Priority
from app.domain.observed import ScreeningGap
from widgets.common.finding_words import banner_sentence, finding_chip, is_urgent
from widgets.common.labels import reason_label
from widgets.common.numbers import since
from widgets.primary.state import PrimaryView

translate = QCoreApplication.translate

_AT_PORTAL = frozenset(
    {
        FindingKind.GAMMA_ALARM,
        FindingKind.NEUTRON_ALARM,
        FindingKind.OWN_GAMMA,
        FindingKind.OWN_NEUTRON,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BannerText:
    """What the banner shows."""

    priority: Priority
    sentence: str
    note: str = ""
    acknowledged: bool = False


def banner_text(view: PrimaryView) -> BannerText:
    """One sentence for the worst finding; without one, what stands in the way of nothing."""
    if view.case is None:
        return BannerText(priority=Priority.NONE, sentence=_empty_sentence(view))
    worst = view.worst
    if (worst is None or worst.priority is Priority.P2) and (pending := _pending(view)):
        return BannerText(priority=Priority.NONE, sentence=pending)
    if worst is None:
        return _quiet(view)
    return BannerText(
        priority=worst.priority,
        sentence=banner_sentence(worst),
        note=_note(view, worst),
        acknowledged=worst.kind in view.acknowledged,
    )


def _empty_sentence(view: PrimaryView) -> str:
    if view.occupied:
        return translate("Banner", "A vehicle is in the portal")
    return translate("Banner", "No vehicle at the booth")


def _quiet(view: PrimaryView) -> BannerText:
    """No alarm: a hold that stands is said, and what could not be checked."""
    made = view.case.standing(Stage.PRIMARY) if view.case else None
    sentence = translate("Banner", "No alarms")
    if made is not None and made.decision.disposition is Disposition.HOLD:
        reason = reason_label(made.decision.reason) if made.decision.reason else ""
        sentence = translate("Banner", "Held in lane: {reason}").format(reason=reason)
    pending = [item for item in view.findings if item.priority is Priority.P3]
    note = " · ".join(finding_chip(item) for item in pending)
    return BannerText(priority=Priority.NONE, sentence=sentence, note=note)


def _pending(view: PrimaryView) -> str:
    """What is still on its way for every vehicle; release is locked, but it is no alarm yet."""
    if view.case is not None and not view.case.notice_sought:
        return translate("Banner", "WAIT — looking for the advance notice")
    gaps = {
        gap
        for finding in view.findings
        if finding.kind is FindingKind.NOT_SCREENED and finding.priority is Priority.NONE
        for gap in finding.details
    }
    if ScreeningGap.NO_OCCUPANCY in gaps:
        return translate("Banner", "WAIT — vehicle has not passed the portal")
    if ScreeningGap.NOT_ANALYSED in gaps:
        return translate("Banner", "WAIT — radiation is being analysed")
    return ""


def _note(view: PrimaryView, worst: Finding) -> str:
    """Where and when, and how many other alarms there are."""
    parts = []
    if worst.kind in _AT_PORTAL and len(worst.details) > 2 and worst.details[2]:
        closed_at = datetime.fromisoformat(worst.details[2])
        text = translate("Banner", "portal, {age} ago")
        parts.append(text.format(age=since(closed_at, view.now)))
    others = sum(is_urgent(item) for item in view.findings) - 1
    if others > 0:
        parts.append(translate("Banner", "+{count} more").format(count=others))
    return " · ".join(parts)
