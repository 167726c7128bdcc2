"""Ticks and scales of a plot that paints itself."""

import math
from dataclasses import dataclass

STEPS = (1.0, 2.0, 5.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinearScale:
    """Maps values `low`..`high` to pixels `start_px`..`end_px`."""

    low: float
    high: float
    start_px: float
    end_px: float

    def __post_init__(self) -> None:
        if self.high <= self.low:
            raise ValueError("a scale rises")

    def px(self, value: float) -> float:
        """Where `value` lies."""
        fraction = (value - self.low) / (self.high - self.low)
        return self.start_px + fraction * (self.end_px - self.start_px)

    def value(self, px: float) -> float:
        """What lies at `px`."""
        fraction = (px - self.start_px) / (self.end_px - self.start_px)
        return self.low + fraction * (self.high - self.low)


def linear_ticks(low: float, high: float, at_most: int) -> list[float]:
    """Round values between `low` and `high`, not more than `at_most`, in steps of 1, 2 or 5."""
    if at_most < 1 or high <= low:
        return []
    rough = (high - low) / at_most
    power = 10.0 ** math.floor(math.log10(rough))
    step = next((power * factor for factor in STEPS if power * factor >= rough), power * 10)
    first, last = math.ceil(low / step), math.floor(high / step)
    return [index * step for index in range(first, last + 1)]


def decades(low: float, high: float) -> list[int]:
    """The powers of ten within `low`..`high`, as exponents."""
    first, last = math.ceil(math.log10(low) - 1e-9), math.floor(math.log10(high) + 1e-9)
    return list(range(first, last + 1))


SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def power_of_ten(exponent: int) -> str:
    """How a decade is written on an axis: 1, 10, 10², 10³."""
    if exponent in (0, 1):
        return str(10**exponent)
    return "10" + str(exponent).translate(SUPERSCRIPTS)
