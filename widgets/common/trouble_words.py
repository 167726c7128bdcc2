"""What is wrong with a lane's portal, in the officer's language and loud."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from app.domain.lane_trouble import Trouble, TroubleKind
from app.domain.occupancy import PortalFault
from widgets.common.labels import fault_label

translate = QCoreApplication.translate


def trouble_words(troubles: Sequence[Trouble]) -> str:
    """One sentence; empty where nothing is wrong."""
    words = ", ".join(_one(trouble) for trouble in troubles)
    if any(trouble.blinds for trouble in troubles):
        blind = translate(
            "LaneTrouble", "This lane is not protecting you: {words}. Screen by hand."
        )
        return blind.format(words=words)
    return words


def _one(trouble: Trouble) -> str:
    return _words(trouble.kind).format(detail=trouble.detail)


def _words(kind: TroubleKind) -> str:
    match kind:
        case TroubleKind.PANEL_DEAD:
            return translate("LaneTrouble", "panel {detail} counts nothing")
        case TroubleKind.STUCK:
            return translate("LaneTrouble", "the counts never change")
        case TroubleKind.DRIFT:
            return translate("LaneTrouble", "background changed by {detail} % within the hour")
        case TroubleKind.IMBALANCE:
            return translate("LaneTrouble", "panel {detail} counts out of proportion")
        case _:
            return _beside_counts(kind)


def _beside_counts(kind: TroubleKind) -> str:
    match kind:
        case TroubleKind.NO_END:
            return translate("LaneTrouble", "{detail} passages in a row had no end")
        case TroubleKind.CLOCK:
            return translate("LaneTrouble", "the clock jumped by {detail} s")
        case TroubleKind.MISSED:
            return translate("LaneTrouble", "{detail} passages never arrived here")
        case TroubleKind.POWER_FAILED:
            return translate("LaneTrouble", "the portal has no mains")
        case TroubleKind.LOW_BATTERY:
            return translate("LaneTrouble", "the portal's battery is low")
        case TroubleKind.PORTAL_ERROR:
            return translate("LaneTrouble", "the portal reports an error")
        case _:
            return fault_label(PortalFault(kind.value))
