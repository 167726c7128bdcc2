"""Keys of SECONDARY: those named at its foot, and those that make a decision."""

from app.domain.decision import Disposition
from widgets.common.actions import ActionId
from widgets.common.theme import Density

HINTED = {
    Density.WIDE: (
        ActionId.NEXT_CASE,
        ActionId.PREVIOUS_CASE,
        ActionId.ACKNOWLEDGE,
        ActionId.GOODS_LINES,
        ActionId.REPORT,
        ActionId.PALETTE,
        ActionId.KEY_CARD,
    ),
    Density.COMPACT: (
        ActionId.NEXT_CASE,
        ActionId.PREVIOUS_CASE,
        ActionId.ACKNOWLEDGE,
        ActionId.GOODS_LINES,
        ActionId.KEY_CARD,
    ),
}
"""Keys without a button that fit on one line in every language; the key card has them all."""
ACTS = {
    ActionId.EXAMINE: Disposition.EXAMINE,
    ActionId.HOLD_FOR_SPECIALIST: Disposition.HOLD_FOR_SPECIALIST,
    ActionId.RESCAN: Disposition.RESCAN,
    ActionId.RELEASE_REVIEWED: Disposition.RELEASE,
}
