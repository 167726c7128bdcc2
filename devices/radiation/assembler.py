"""Puts the lines of a portal together to occupancies, by the table of states and lines.

The monitor says nothing of where an occupancy begins. It begins with the first scan line of a
vacant lane and ends with GX; where GX is lost it ends when background lines return, when the
portal falls silent, or when the link breaks, and the occupancy says which.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.occupancy import Occupancy, OccupancyEnd, PortalFault, PortalReading, Radiation
from devices.radiation.background import NEUTRON_READINGS_MAX, BackgroundAverage
from devices.radiation.lane_table import TRANSITIONS, Action, Event, LaneState
from devices.radiation.line_codec import Frame, Tag
from devices.radiation.monitor_settings import GAMMA_INTERVAL_S, MonitorSettings
from devices.radiation.passage import PANELS, Passage

SILENCE_MAX = timedelta(seconds=15)
DOUBT_MAX = timedelta(seconds=1)
"""A lone background line followed this soon by scan lines was a damaged line."""

BACKGROUND_S = 1.0
MISSED_MAX = 100
"""A counter that jumps further was reset and says nothing of missed occupancies."""


@dataclass(frozen=True, slots=True)
class FaultsChanged:
    """The faults that stand from now on."""

    faults: frozenset[PortalFault]
    heard_at: datetime


@dataclass(frozen=True, slots=True)
class OccupanciesMissed:
    """The monitor counted this many occupancies that never reached us."""

    count: int
    heard_at: datetime


Output = Occupancy | PortalReading | FaultsChanged | OccupanciesMissed
GAMMA = (Tag.GAMMA_SCAN, Tag.GAMMA_ALARM)
ALARMS = {Tag.GAMMA_ALARM: Radiation.GAMMA, Tag.NEUTRON_ALARM: Radiation.NEUTRON}
FAULTS = {
    Tag.GAMMA_HIGH: PortalFault.GAMMA_HIGH,
    Tag.GAMMA_LOW: PortalFault.GAMMA_LOW,
    Tag.NEUTRON_HIGH: PortalFault.NEUTRON_HIGH,
    Tag.NEUTRON_LOW: PortalFault.NEUTRON_LOW,
}
GAMMA_FAULTS = frozenset({PortalFault.GAMMA_HIGH, PortalFault.GAMMA_LOW})
NEUTRON_FAULTS = frozenset({PortalFault.NEUTRON_HIGH, PortalFault.NEUTRON_LOW})


class Assembler:
    """One lane's conversation with its portal. No line and no order of lines makes it raise.

    `scan_gap_max` also ends an occupancy where scan lines pause longer than that. It serves daily
    files, whose times are the portal's; on a network a pause may be the network's.
    """

    def __init__(
        self,
        lane: str,
        *,
        panel_order: tuple[str, ...] = PANELS,
        scan_gap_max: timedelta | None = None,
    ) -> None:
        if sorted(panel_order) != sorted(PANELS):
            raise ValueError(f"a panel order names each of {', '.join(PANELS)} once")
        self._lane = lane
        self._order = tuple(panel_order.index(panel) for panel in PANELS)
        self._scan_gap_max = scan_gap_max
        self._state = LaneState.JOINING
        self._backgrounds = {
            Radiation.GAMMA: BackgroundAverage(),
            Radiation.NEUTRON: BackgroundAverage(NEUTRON_READINGS_MAX),
        }
        self._settings = MonitorSettings()
        self._faults: frozenset[PortalFault] = frozenset()
        self._passage: Passage | None = None
        self._held: Frame | None = None
        self._heard_at: datetime | None = None
        self._scanned_at: datetime | None = None
        self._sequence = 0
        self._neutron_interval_s = BACKGROUND_S
        self._output: list[Output] = []
        self._actions: dict[Action, Callable[[Frame, datetime], None]] = {
            Action.IGNORE: lambda frame, now: None,
            Action.NOTE_BACKGROUND: self._note_background,
            Action.HOLD_BACKGROUND: self._hold_background,
            Action.CLOSE_AND_NOTE: self._close_and_note,
            Action.OPEN: self._open,
            Action.COLLECT: self._collect,
            Action.CLOSE: self._close_by_line,
            Action.CLOSE_RETURNED: self._close_returned,
            Action.CLOSE_SILENT: lambda frame, now: self._close(OccupancyEnd.SILENCE),
            Action.CLOSE_LOST: self._close_lost,
            Action.STRAY_END: self._stray_end,
            Action.NOTE_TAMPER: self._note_tamper,
            Action.CLEAR_TAMPER: self._clear_tamper,
            Action.NOTE_SETTINGS: self._note_settings,
        }

    @property
    def state(self) -> LaneState:
        """What is known of the lane."""
        return self._state

    @property
    def settings(self) -> MonitorSettings:
        """What the monitor announced of itself."""
        return self._settings

    def background_cps(self, radiation: Radiation, now: datetime) -> float | None:
        """The averaged background, None where none is fresh."""
        return self._backgrounds[radiation].average_cps(now)[0]

    def feed(self, frame: Frame, heard_at: datetime) -> list[Output]:
        """Take one line and return what it completes."""
        gap_max = DOUBT_MAX if self._state is LaneState.DOUBTFUL else self._scan_gap_max
        if gap_max is not None:
            self._notice_silence(heard_at, gap_max)
        now = self._advance(heard_at)
        self._step(frame.tag, frame, now)
        return self._taken()

    def tick(self, now: datetime) -> list[Output]:
        """Nothing came for a while. Call at least once a second while nothing comes."""
        self._notice_silence(now, DOUBT_MAX if self._state is LaneState.DOUBTFUL else SILENCE_MAX)
        return self._taken()

    def _notice_silence(self, now: datetime, silence_max: timedelta) -> None:
        since = self._scanned_at if self._state is LaneState.OCCUPIED else self._heard_at
        if since is not None and now - since > silence_max:
            self._step(Event.SILENCE, _NO_FRAME, self._advance(now))

    def link_lost(self, now: datetime) -> list[Output]:
        """The connection ended. What comes after it joins in the middle."""
        self._step(Event.LINK_LOST, _NO_FRAME, self._advance(now))
        return self._taken()

    def _step(self, happened: Tag | Event, frame: Frame, now: datetime) -> None:
        action, state = TRANSITIONS[self._state][happened]
        self._actions[action](frame, now)
        self._state = state

    def _advance(self, now: datetime) -> datetime:
        """The time, which never runs backwards here whatever a clock does."""
        self._heard_at = now if self._heard_at is None else max(now, self._heard_at)
        return self._heard_at

    def _taken(self) -> list[Output]:
        output, self._output = self._output, []
        return output

    def _note_background(self, frame: Frame, now: datetime) -> None:
        counts = sum(frame.counts)
        kind = Radiation.GAMMA if frame.tag.startswith("G") else Radiation.NEUTRON
        own = GAMMA_FAULTS if kind is Radiation.GAMMA else NEUTRON_FAULTS
        if (fault := FAULTS.get(frame.tag)) is None:
            self._backgrounds[kind].add(counts, now)
            self._change_faults((self._faults - own), now)
        else:
            self._change_faults((self._faults - own) | {fault}, now)
        self._read(kind, counts, BACKGROUND_S, now, occupied=False, in_alarm=False)

    def _hold_background(self, frame: Frame, now: datetime) -> None:
        self._held = frame

    def _close_and_note(self, frame: Frame, now: datetime) -> None:
        self._close_returned(frame, now)
        self._note_background(frame, now)

    def _close_returned(self, frame: Frame, now: datetime) -> None:
        self._close(OccupancyEnd.BACKGROUND_RETURNED)
        if self._held is not None:
            self._note_background(self._held, now)
            self._held = None

    def _open(self, frame: Frame, now: datetime) -> None:
        faults = self._faults
        if self._state is LaneState.JOINING:
            faults |= {PortalFault.LINK_LOST}
        gamma = self._backgrounds[Radiation.GAMMA].average_cps(now)
        if gamma[0] is None:
            faults |= {PortalFault.NO_BACKGROUND}
        self._passage = Passage(
            now,
            faults,
            gamma_background=gamma,
            neutron_background=self._backgrounds[Radiation.NEUTRON].average_cps(now),
            alarm_level_cps=self._settings.alarm_level_cps(
                self._backgrounds[Radiation.GAMMA].latest
            ),
        )
        self._collect(frame, now)

    def _collect(self, frame: Frame, now: datetime) -> None:
        self._held = None
        self._scanned_at = now
        passage = self._passage
        if passage is None:
            return
        if frame.tag is Tag.SPEED:
            passage.note_speed(float(frame.values[2]))
            return
        panels = tuple(frame.counts[index] for index in self._order)
        alarm = ALARMS.get(frame.tag)
        if frame.tag in GAMMA:
            kind, interval_s = Radiation.GAMMA, GAMMA_INTERVAL_S
            passage.add_gamma(panels, now)
        else:
            kind, interval_s = Radiation.NEUTRON, self._neutron_interval_s
            passage.add_neutron(panels)
        if alarm is not None:
            passage.alarms |= {alarm}
        self._read(kind, sum(panels), interval_s, now, occupied=True, in_alarm=alarm is not None)

    def _close_by_line(self, frame: Frame, now: datetime) -> None:
        self._held = None
        self._count_missed(frame.counts[0], now)
        self._close(OccupancyEnd.GX, closed_at=now)

    def _close_lost(self, frame: Frame, now: datetime) -> None:
        if self._passage is not None:
            self._passage.faults |= {PortalFault.LINK_LOST}
        self._close(OccupancyEnd.LINK_LOST)

    def _close(self, ended: OccupancyEnd, *, closed_at: datetime | None = None) -> None:
        passage, self._passage = self._passage, None
        if passage is None:
            return
        if ended is not OccupancyEnd.GX:
            self._sequence += 1
        self._neutron_interval_s = passage.neutron_interval_s(self._neutron_interval_s)
        self._output.append(
            passage.occupancy(
                self._lane,
                self._sequence,
                ended,
                closed_at=closed_at or self._scanned_at or passage.opened_at,
                neutron_interval_s=self._neutron_interval_s,
            )
        )

    def _stray_end(self, frame: Frame, now: datetime) -> None:
        if self._state is LaneState.VACANT and frame.counts[0] != self._sequence:
            self._output.append(OccupanciesMissed(1, now))
        self._sequence = frame.counts[0]

    def _count_missed(self, counter: int, now: datetime) -> None:
        missed = counter - self._sequence - 1
        if self._sequence and 0 < missed <= MISSED_MAX:
            self._output.append(OccupanciesMissed(missed, now))
        self._sequence = counter

    def _note_tamper(self, frame: Frame, now: datetime) -> None:
        self._change_faults(self._faults | {PortalFault.TAMPER}, now)

    def _clear_tamper(self, frame: Frame, now: datetime) -> None:
        self._change_faults(self._faults - {PortalFault.TAMPER}, now)

    def _note_settings(self, frame: Frame, now: datetime) -> None:
        self._settings = self._settings.after(frame)

    def _change_faults(self, faults: frozenset[PortalFault], now: datetime) -> None:
        if faults != self._faults:
            self._faults = faults
            self._output.append(FaultsChanged(faults, now))
        if self._passage is not None:
            self._passage.faults |= faults

    def _read(
        self,
        kind: Radiation,
        counts: int,
        interval_s: float,
        now: datetime,
        *,
        occupied: bool,
        in_alarm: bool,
    ) -> None:
        self._output.append(
            PortalReading(
                lane=self._lane,
                heard_at=now,
                radiation=kind,
                counts=counts,
                interval_s=interval_s,
                occupied=occupied,
                in_alarm=in_alarm,
            )
        )


_NO_FRAME = Frame(Tag.END, ())
