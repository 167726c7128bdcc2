"""What the 21 registers of an Aspect (Yantar) portal hold.

Source: the driver for these portals in osh-oakridge-modules (MPL-2.0). It does not say how long one
count takes nor in which unit the speed is: the first is a setting of the site, the second is not
used. Numbers of 32 bits have their low register first.
"""

import math
import struct
from dataclasses import dataclass
from enum import IntFlag

REGISTERS = 21


class Status(IntFlag):
    """A channel's status."""

    ALARM_1 = 0x1
    ALARM_2 = 0x2
    LOW = 0x10
    HIGH = 0x20
    OVERLOAD = 0x40
    READY = 0x80


class Inputs(IntFlag):
    """The input signals."""

    OCCUPIED = 0x0F
    POWER_FAILED = 0x100
    LOW_BATTERY = 0x200
    OPEN = 0x400
    ERROR = 0x800


@dataclass(frozen=True, slots=True)
class Channel:
    """Gamma or neutrons. `background` is in counts of the monitor's own interval, or None."""

    status: Status
    count: int
    background: float | None

    @property
    def in_alarm(self) -> bool:
        """The monitor's own verdict."""
        return bool(self.status & (Status.ALARM_1 | Status.ALARM_2))


@dataclass(frozen=True, slots=True)
class Registers:
    """One reading. `time` changes with every new measurement."""

    time: int
    inputs: Inputs
    gamma: Channel
    neutron: Channel
    objects: int

    @property
    def occupied(self) -> bool:
        """Whether one of the presence sensors is tripped."""
        return bool(self.inputs & Inputs.OCCUPIED)


def read_registers(values: tuple[int, ...]) -> Registers:
    """Take the registers apart. Raises ValueError for another number of them."""
    if len(values) != REGISTERS:
        raise ValueError(f"{len(values)} registers and not {REGISTERS}")
    return Registers(
        time=_whole(values[0:2]),
        inputs=Inputs(values[2]),
        gamma=_channel(values[3:10]),
        neutron=_channel(values[10:17]),
        objects=values[17],
    )


def _channel(values: tuple[int, ...]) -> Channel:
    """Status, count and background; the variance behind them is not used."""
    [background] = struct.unpack("<f", struct.pack("<HH", *values[3:5]))
    usable = math.isfinite(background) and background > 0
    return Channel(Status(values[0]), _whole(values[1:3]), background if usable else None)


def _whole(pair: tuple[int, ...]) -> int:
    low, high = pair
    return low | high << 16
