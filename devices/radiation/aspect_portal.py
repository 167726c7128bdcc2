"""Driver of an Aspect portal: its registers are asked for over Modbus/TCP."""

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from app.domain.lane_trouble import Trouble, TroubleKind
from app.domain.occupancy import (
    CountProfile,
    Occupancy,
    OccupancyEnd,
    PortalFault,
    PortalReading,
    Radiation,
)
from app.ports import Clock
from devices.errors import NotConnectedError
from devices.link import Pulse
from devices.radiation.aspect_registers import (
    REGISTERS,
    Channel,
    Inputs,
    Registers,
    Status,
    read_registers,
)
from devices.radiation.lane_health import NOT_PROTECTING
from devices.radiation.line_tape import LineTape
from devices.radiation.modbus import ModbusClient
from devices.radiation.passage import INTERVALS_MAX

CONNECT_TIMEOUT_S = 5.0
POLLS_PER_COUNT = 3
SILENCE_MAX_S = 5.0
COMPLAINTS = {
    Inputs.POWER_FAILED: "the portal has no mains",
    Inputs.LOW_BATTERY: "the portal's battery is low",
    Inputs.OPEN: "the portal is open",
    Inputs.ERROR: "the portal reports an error",
}
TROUBLES = {
    Inputs.POWER_FAILED: TroubleKind.POWER_FAILED,
    Inputs.LOW_BATTERY: TroubleKind.LOW_BATTERY,
    Inputs.ERROR: TroubleKind.PORTAL_ERROR,
}
"""An open portal is already a fault: tamper."""

FAULTS = {
    Radiation.GAMMA: (PortalFault.GAMMA_LOW, PortalFault.GAMMA_HIGH),
    Radiation.NEUTRON: (PortalFault.NEUTRON_LOW, PortalFault.NEUTRON_HIGH),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AspectPlace:
    """Where the registers are, and how long the monitor counts for one number."""

    host: str
    port: int
    first_register: int
    count_s: float
    unit: int = 1


@dataclass(slots=True)
class _Passing:
    """A passage that goes on."""

    opened_at: datetime
    first: Registers
    gamma: list[int] = field(default_factory=list)
    neutron: list[int] = field(default_factory=list)
    alarms: set[Radiation] = field(default_factory=set)
    faults: set[PortalFault] = field(default_factory=set)


class AspectPortalLink:
    """Asks one lane's portal and delivers what it measured; each measurement counts once.

    While a passage is delivered, the tape holds the registers it was made of: a line for each
    measurement, the time of day (UTC) and the registers in the order of the wire, hexadecimal.
    """

    family = "portal"

    def __init__(
        self,
        name: str,
        lane: str,
        place: AspectPlace,
        clock: Clock,
        on_occupancy: Callable[[Occupancy], None],
        on_reading: Callable[[PortalReading], None],
        *,
        tape: LineTape | None = None,
    ) -> None:
        if place.count_s <= 0:
            raise ValueError("a count takes longer than nothing")
        self.name = name
        self.pulse = Pulse()
        self.silence_max_s = SILENCE_MAX_S
        self._lane = lane
        self._place = place
        self._clock = clock
        self._on_occupancy = on_occupancy
        self._on_reading = on_reading
        self._tape = tape or LineTape()
        self._passing: _Passing | None = None
        self._latest_time: int | None = None

    async def run(self) -> None:
        """Connect once and ask until cancelled. Raises NotConnectedError."""
        where = f"{self._place.host}:{self._place.port}"
        try:
            async with asyncio.timeout(CONNECT_TIMEOUT_S):
                reader, writer = await asyncio.open_connection(self._place.host, self._place.port)
        except (OSError, TimeoutError) as error:
            raise NotConnectedError(f"cannot connect to {where}: {error}") from error
        client = ModbusClient(reader, writer, self._place.unit)
        try:
            while True:
                values = await client.read_registers(self._place.first_register, REGISTERS)
                self._take(values, read_registers(values))
                await asyncio.sleep(self._place.count_s / POLLS_PER_COUNT)
        finally:
            self._close(OccupancyEnd.LINK_LOST)
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()

    def _take(self, values: tuple[int, ...], registers: Registers) -> None:
        self.pulse.heard()
        if registers.time == self._latest_time:
            return
        self._latest_time = registers.time
        now = self._clock.now()
        passing = self._passing is not None or registers.occupied
        self._tape.add(_line(now, values), occupied=passing)
        self._say(registers)
        for kind, channel in _channels(registers):
            self._on_reading(self._reading(kind, channel, now, occupied=registers.occupied))
        if not registers.occupied:
            self._close(OccupancyEnd.BACKGROUND_RETURNED)
            return
        passage = self._passing = self._passing or _Passing(now, registers)
        if len(passage.gamma) < INTERVALS_MAX:
            passage.gamma.append(registers.gamma.count)
            passage.neutron.append(registers.neutron.count)
        passage.alarms |= {kind for kind, channel in _channels(registers) if channel.in_alarm}
        passage.faults |= _faults(registers)

    def _say(self, registers: Registers) -> None:
        faults = sorted(_faults(registers))
        wrong = [fault.value for fault in faults]
        wrong += [words for bit, words in COMPLAINTS.items() if registers.inputs & bit]
        why = f"{NOT_PROTECTING}: {', '.join(wrong)}" if wrong else ""
        kinds = [TroubleKind(fault.value) for fault in faults]
        kinds += [kind for bit, kind in TROUBLES.items() if registers.inputs & bit]
        troubles = tuple(Trouble(kind) for kind in kinds)
        reading = f"{registers.gamma.count / self._place.count_s:.0f} cps"
        self.pulse.says(why=why, reading=reading, troubles=troubles)

    def _reading(
        self, kind: Radiation, channel: Channel, now: datetime, *, occupied: bool
    ) -> PortalReading:
        return PortalReading(
            lane=self._lane,
            heard_at=now,
            radiation=kind,
            counts=channel.count,
            interval_s=self._place.count_s,
            occupied=occupied,
            in_alarm=channel.in_alarm,
        )

    def _close(self, ended: OccupancyEnd) -> None:
        passing, self._passing = self._passing, None
        if passing is None:
            return
        faults = set(passing.faults)
        if ended is OccupancyEnd.LINK_LOST:
            faults.add(PortalFault.LINK_LOST)
        if passing.first.gamma.background is None:
            faults.add(PortalFault.NO_BACKGROUND)
        self._on_occupancy(
            Occupancy(
                lane=self._lane,
                sequence=passing.first.objects,
                opened_at=passing.opened_at,
                closed_at=max(self._clock.now(), passing.opened_at),
                profiles=(
                    self._profile(Radiation.GAMMA, passing.gamma, passing.first.gamma),
                    self._profile(Radiation.NEUTRON, passing.neutron, passing.first.neutron),
                ),
                alarms=frozenset(passing.alarms),
                ended=ended,
                faults=frozenset(faults),
            )
        )

    def _profile(self, kind: Radiation, counts: list[int], before: Channel) -> CountProfile:
        """The background is the monitor's own, as it stood when the passage began."""
        background = before.background
        return CountProfile(
            radiation=kind,
            interval_s=self._place.count_s,
            counts=tuple(counts),
            background_cps=None if background is None else background / self._place.count_s,
        )


def _line(now: datetime, values: tuple[int, ...]) -> bytes:
    words = " ".join(f"{value:04X}" for value in values)
    return f"{now.isoformat(timespec='milliseconds')} {words}".encode("ascii")


def _channels(registers: Registers) -> tuple[tuple[Radiation, Channel], ...]:
    return (Radiation.GAMMA, registers.gamma), (Radiation.NEUTRON, registers.neutron)


def _faults(registers: Registers) -> set[PortalFault]:
    faults = {PortalFault.TAMPER} if registers.inputs & Inputs.OPEN else set()
    for kind, channel in _channels(registers):
        low, high = FAULTS[kind]
        if channel.status & Status.LOW:
            faults.add(low)
        if channel.status & (Status.HIGH | Status.OVERLOAD):
            faults.add(high)
    return faults
