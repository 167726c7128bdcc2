"""What makes a lane's portal unreliable. How it is noticed is the driver's business."""

from dataclasses import dataclass
from enum import StrEnum


class TroubleKind(StrEnum):
    """What is wrong. The first seven are also `PortalFault`s, by the same names."""

    GAMMA_HIGH = "gamma-high"
    GAMMA_LOW = "gamma-low"
    NEUTRON_HIGH = "neutron-high"
    NEUTRON_LOW = "neutron-low"
    TAMPER = "tamper"
    LINK_LOST = "link-lost"
    NO_BACKGROUND = "no-background"
    PANEL_DEAD = "panel-dead"
    STUCK = "stuck"
    DRIFT = "drift"
    IMBALANCE = "imbalance"
    NO_END = "no-end"
    CLOCK = "clock"
    MISSED = "missed"
    POWER_FAILED = "power-failed"
    LOW_BATTERY = "low-battery"
    PORTAL_ERROR = "portal-error"


DOUBTS = (TroubleKind.MISSED, TroubleKind.CLOCK)
"""These cast doubt on what is recorded; all others mean that a source may pass unseen."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that is wrong. `detail` is a panel's name or a figure, "" where there is none."""

    kind: TroubleKind
    detail: str = ""

    @property
    def blinds(self) -> bool:
        """Whether the lane does not protect anybody while it lasts."""
        return self.kind not in DOUBTS
