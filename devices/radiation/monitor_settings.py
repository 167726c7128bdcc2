"""The settings that a portal monitor announces of itself (SG and SN lines)."""

import math
from dataclasses import dataclass, replace

from devices.radiation.line_codec import Frame, Tag

GAMMA_INTERVAL_S = 0.2
"""A monitor reports gamma counts of 200 ms while it is occupied (SRLS and OSCAR agree)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonitorSettings:
    """What is known of a monitor's own alarm rule; None is not announced, never a default."""

    high_background: float | None = None
    low_background: float | None = None
    intervals: int | None = None
    hold_in: int | None = None
    n_sigma: float | None = None
    algorithm: str = ""
    software: str = ""
    firmware: str = ""

    def after(self, frame: Frame) -> "MonitorSettings":
        """These settings with what `frame` announces."""
        values = frame.values
        if frame.tag is Tag.GAMMA_SETUP_1:
            return replace(
                self,
                high_background=float(values[0]),
                low_background=float(values[1]),
                intervals=int(float(values[2])),
                hold_in=int(float(values[3])),
                n_sigma=float(values[4]),
            )
        if frame.tag is Tag.GAMMA_SETUP_2:
            return replace(self, algorithm=str(values[4]), software=str(values[5]))
        if frame.tag is Tag.GAMMA_SETUP_3:
            return replace(self, firmware=str(values[4]))
        return self

    def alarm_level_cps(self, background_cps: float | None) -> float | None:
        """The gross rate above which the monitor alarms, in counts per second.

        The monitor sums its last `intervals` counts F and alarms if (F - B) / sqrt(B) > N, where
        B is the background expected in the same time. None while N or B is not known.
        """
        if self.n_sigma is None or not self.intervals or background_cps is None:
            return None
        window_s = self.intervals * GAMMA_INTERVAL_S
        expected = background_cps * window_s
        return (expected + self.n_sigma * math.sqrt(expected)) / window_s
