"""A simulated plate reader on a socket; the protocol is docs/protocols/plate-reader.md."""

import json
from random import Random

from devices.emulators.line_server import LineServer
from devices.emulators.sim_clock import SimClock
from devices.emulators.vehicles import Vehicle

ALIVE_EVERY_S = 5.0
CONFIDENCE_MIN = 0.88


class EmulatedPlateReader:
    """Says what it reads of the vehicles, and every five seconds that it is alive."""

    def __init__(self, port: int, seed: int, clock: SimClock) -> None:
        hello = _line(type="hello", device="Parallel 49 emulated plate reader")
        self.server = LineServer(port, [hello], line_end=b"\n")
        self._random = Random(seed)  # noqa: S311 # simulated confidence
        self._clock = clock

    async def stay_alive(self) -> None:
        """Say so until cancelled."""
        due_s = self._clock.elapsed_s
        while True:
            await self._clock.sleep_until(due_s)
            self.server.say(_line(type="alive"))
            due_s += ALIVE_EVERY_S

    def read(self, vehicle: Vehicle) -> bool:
        """Read the vehicle's plate, if it can be read, and answer whether it could."""
        if vehicle.plate_read:
            confidence = round(self._random.uniform(CONFIDENCE_MIN, 0.999), 3)
            self.server.say(
                _line(
                    type="plate",
                    plate=vehicle.plate,
                    jurisdiction=vehicle.jurisdiction,
                    confidence=confidence,
                )
            )
        return vehicle.plate_read


def _line(**members: object) -> bytes:
    return json.dumps(members, ensure_ascii=False).encode("utf-8")
