"""How a window is moved by keys and by dragging: always in proportion to its present width.

A logarithmic window is moved in ln(value), so that a step looks alike at both ends.
"""

import math
from dataclasses import replace

from app.domain.radiograph import WINDOW_MAX, Curve, Window

WIDTH_STEP = 0.8
LEVEL_STEP = 0.1
DRAG_WIDTH_PX = 300.0
"""Dragging by this makes a window e times wider."""

DRAG_LEVEL_PX = 600.0
"""Dragging by this moves a window by its own width."""

LINEAR_WIDTH_MIN = 32.0
LOG_WIDTH_MIN = 0.1


def scaled(window: Window, factor: float) -> Window:
    """A window `factor` times as wide about the same middle."""
    low, high = _ends(window)
    least = LOG_WIDTH_MIN if window.curve is Curve.LOG else LINEAR_WIDTH_MIN
    half = max((high - low) * factor, least) / 2
    middle = (low + high) / 2
    return _window(window, middle - half, middle + half)


def moved(window: Window, share: float) -> Window:
    """A window moved by a share of its width towards bright values; it stops at the ends."""
    low, high = _ends(window)
    top = _top(window)
    by = share * (high - low)
    by = min(max(by, -low), top - high) if high - low < top else 0.0
    return _window(window, low + by, high + by)


def dragged(window: Window, dx_px: float, dy_px: float) -> Window:
    """Right is wider; down shows darker things, as if the image were pulled out of the dark."""
    wider = scaled(window, math.exp(dx_px / DRAG_WIDTH_PX))
    return moved(wider, -dy_px / DRAG_LEVEL_PX)


def inverted(window: Window) -> Window:
    """The same window with black and white changed over."""
    return replace(window, inverse=not window.inverse)


def _ends(window: Window) -> tuple[float, float]:
    if window.curve is Curve.LOG:
        return math.log(max(window.low, 1)), math.log(max(window.high, 2))
    return float(window.low), float(window.high)


def _top(window: Window) -> float:
    return math.log(WINDOW_MAX) if window.curve is Curve.LOG else float(WINDOW_MAX)


def _window(window: Window, low: float, high: float) -> Window:
    low, high = max(low, 0.0), min(high, _top(window))
    if window.curve is Curve.LOG:
        low, high = math.exp(low), math.exp(high)
    first = min(max(round(low), 0), WINDOW_MAX - 1)
    last = min(max(round(high), first + 1), WINDOW_MAX)
    return replace(window, low=first, high=last)
