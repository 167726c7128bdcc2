"""Rates along a passage that were worked out rather than counted."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RateProfile:
    """Counts per second, one for each interval; `start_s` is where the first begins.

    Times count from the first interval of the measured profile.
    """

    start_s: float
    interval_s: float
    rates_cps: tuple[float, ...]

    def __post_init__(self) -> None:
        if self.interval_s <= 0 or not self.rates_cps:
            raise ValueError("rates along a passage have intervals that last")
