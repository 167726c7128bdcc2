"""An occupancy that is still going on: what the portal has said of it so far."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median_low

from app.domain.occupancy import CountProfile, Occupancy, OccupancyEnd, PortalFault, Radiation
from devices.radiation.monitor_settings import GAMMA_INTERVAL_S

INTERVALS_MAX = 18_000
"""An hour. A vehicle that stays longer keeps its first hour of counts and all its alarms."""

LEAD_INTERVALS = 5
"""A monitor begins with the counts of the second before its presence sensor tripped, at once."""

BURST_MAX = timedelta(seconds=0.3)

PANELS = ("ML", "MU", "SL", "SU")
"""Master and slave pillar, lower and upper panel."""

Panels = tuple[int, ...]
Background = tuple[float | None, int]


class Passage:
    """Collects one occupancy. `faults` and `alarms` may be added to while it goes on."""

    def __init__(
        self,
        opened_at: datetime,
        faults: frozenset[PortalFault],
        *,
        gamma_background: Background,
        neutron_background: Background,
        alarm_level_cps: float | None,
    ) -> None:
        self.opened_at = opened_at
        self.faults = faults
        self.alarms: frozenset[Radiation] = frozenset()
        self._gamma_background = gamma_background
        self._neutron_background = neutron_background
        self._alarm_level_cps = alarm_level_cps
        self._speed_km_h = 0.0
        self._gamma: list[Panels] = []
        self._gamma_heard_at: list[datetime] = []
        self._neutron: list[Panels] = []
        self._gamma_before_neutron: list[int] = []

    def note_speed(self, km_h: float) -> None:
        """The monitor measured the vehicle's speed; 0 is no measurement."""
        self._speed_km_h = km_h or self._speed_km_h

    def add_gamma(self, panels: Panels, heard_at: datetime) -> None:
        """One gamma interval."""
        if len(self._gamma) < INTERVALS_MAX:
            self._gamma.append(panels)
            if len(self._gamma_heard_at) <= LEAD_INTERVALS:
                self._gamma_heard_at.append(heard_at)

    def add_neutron(self, panels: Panels) -> None:
        """One neutron interval, whose length only the lines around it tell."""
        if len(self._neutron) < INTERVALS_MAX:
            self._neutron.append(panels)
            self._gamma_before_neutron.append(len(self._gamma))

    def neutron_interval_s(self, known_s: float) -> float:
        """The length of a neutron interval, from the gamma lines between two neutron lines.

        SRLS sends a neutron line each second, other sources say each 200 ms: it is not assumed.
        Where this passage cannot tell, the length that was known before it stands.
        """
        between = [later - earlier for earlier, later in pairwise(self._gamma_before_neutron)]
        usual = median_low(between) if between else 0
        return usual * GAMMA_INTERVAL_S if usual else known_s

    def occupancy(
        self,
        lane: str,
        sequence: int,
        ended: OccupancyEnd,
        *,
        closed_at: datetime,
        neutron_interval_s: float,
    ) -> Occupancy:
        """The finished occupancy."""
        profiles = []
        if self._gamma:
            cps, readings = self._gamma_background
            profiles.append(
                CountProfile(
                    radiation=Radiation.GAMMA,
                    interval_s=GAMMA_INTERVAL_S,
                    counts=tuple(sum(panels) for panels in self._gamma),
                    background_cps=cps,
                    panels=_by_panel(self._gamma),
                    panel_names=PANELS,
                    lead_intervals=self._lead_intervals(),
                    background_readings=readings,
                )
            )
        if self._neutron:
            cps, readings = self._neutron_background
            profiles.append(
                CountProfile(
                    radiation=Radiation.NEUTRON,
                    interval_s=neutron_interval_s,
                    counts=tuple(sum(panels) for panels in self._neutron),
                    background_cps=cps,
                    panels=_by_panel(self._neutron),
                    panel_names=PANELS,
                    background_readings=readings,
                )
            )
        return Occupancy(
            lane=lane,
            sequence=sequence,
            opened_at=self.opened_at,
            closed_at=max(closed_at, self.opened_at),
            profiles=tuple(profiles),
            alarms=self.alarms,
            ended=ended,
            faults=self.faults,
            speed_m_per_s=self._speed_km_h / 3.6 if self._speed_km_h > 0 else None,
            alarm_level_cps=self._alarm_level_cps,
        )

    def _lead_intervals(self) -> int:
        """How many of the first intervals are the monitor's memory of before the vehicle.

        They arrive together; SRLS also sends the first interval five times over.
        """
        if len(self._gamma) <= LEAD_INTERVALS:
            return 0
        heard = self._gamma_heard_at
        together = heard[LEAD_INTERVALS - 1] - heard[0] <= BURST_MAX
        repeated = len(set(self._gamma[: LEAD_INTERVALS + 1])) == 1
        return LEAD_INTERVALS if together or repeated else 0


def _by_panel(intervals: Sequence[Panels]) -> tuple[tuple[int, ...], ...]:
    return tuple(zip(*intervals, strict=True))
