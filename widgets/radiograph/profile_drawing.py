"""Where the parts of a portal profile lie, and its traces as polygons."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPolygonF

from app.domain.occupancy import CountProfile
from widgets.radiation.axes import LinearScale
from widgets.radiograph.state import ProfileState

HEADROOM = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfilePlaces:
    """Where things lie, in logical pixels."""

    area: QRectF
    x: LinearScale
    gamma: LinearScale
    neutron: LinearScale


def trace_of(
    state: ProfileState, profile: CountProfile, x: LinearScale, y: LinearScale
) -> QPolygonF:
    """Each interval at its middle. Profiles may begin at different times before the vehicle."""
    interval_s = profile.interval_s
    first = state.gamma or profile
    begins_s = first.lead_s - profile.lead_s
    return QPolygonF(
        [
            QPointF(
                x.px(state.along(begins_s + (index + 0.5) * interval_s)), y.px(count / interval_s)
            )
            for index, count in enumerate(profile.counts)
        ]
    )


def gamma_range(state: ProfileState) -> tuple[float, float]:
    """Counts per second from a little below the lowest to above the highest and the alarm level."""
    if state.gamma is None:
        return 0.0, 1.0
    rates = [count / state.gamma.interval_s for count in state.gamma.counts]
    rates += state.expected.rates_cps if state.expected else ()
    rates += [rate for pillar in state.pillars for rate in pillar.rates_cps]
    low, high = min(rates), max(*rates, state.alarm_level_cps or 0.0)
    room = max((high - low) * HEADROOM, high * 0.02, 1.0)
    return max(low - room, 0.0), high + room


def highest_cps(profile: CountProfile | None) -> float:
    """The highest rate, at least 1 so that a scale has a length."""
    return 1.0 if profile is None else max(max(profile.counts) / profile.interval_s, 1.0)


def rate_words(value: float) -> str:
    """A rate with its thousands apart by a narrow blank, as both languages write it."""
    return f"{value:,.0f}".replace(",", "\u202f")
