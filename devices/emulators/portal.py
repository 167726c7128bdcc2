"""A simulated portal on a socket: what the monitor counts, spoken when it is due."""

from devices.emulators.line_server import LineServer
from devices.emulators.monitor import BACKGROUND_EVERY_S, SETUP, Monitor, Passed
from devices.emulators.sim_clock import SimClock
from devices.emulators.vehicles import Fault, Vehicle

TAMPER = b"TT,000000,000000,000000,000000"
TAMPER_CLEARED = b"TC,111111,111111,111111,111111"
DROP_AT = 0.5
"""Where in a passage the link drops."""


class EmulatedPortal:
    """One lane's portal monitor as it speaks to whoever listens."""

    def __init__(self, port: int, monitor: Monitor, clock: SimClock) -> None:
        setup = [line.encode("ascii") for line in SETUP]
        self.server = LineServer(port, setup, line_end=b"\r\n")
        self._monitor = monitor
        self._clock = clock
        self._background_due_s = 0.0

    async def stand_vacant(self, until_s: float) -> None:
        """Report backgrounds until a simulated second."""
        self._background_due_s = max(self._background_due_s, self._clock.elapsed_s)
        while self._background_due_s <= until_s:
            await self._clock.sleep_until(self._background_due_s)
            self.server.say(*self._monitor.background())
            self._background_due_s += BACKGROUND_EVERY_S
        await self._clock.sleep_until(until_s)

    async def pass_vehicle(self, vehicle: Vehicle) -> Passed:
        """Report one occupancy from the moment its vehicle trips the presence sensor."""
        passed = Passed()
        start_s = self._clock.elapsed_s
        lines = list(self._monitor.passage(vehicle, passed))
        drops_at = int(len(lines) * DROP_AT) if vehicle.fault is Fault.DROP_LINK else -1
        index = 0
        while index < len(lines):
            due_s = lines[index].due_s
            await self._clock.sleep_until(start_s + due_s)
            together = []
            while index < len(lines) and lines[index].due_s == due_s:
                together.append(lines[index].line)
                index += 1
            self.server.say(*together)
            if index - len(together) <= drops_at < index:
                self.server.drop_clients()
        self._background_due_s = self._clock.elapsed_s + BACKGROUND_EVERY_S / 2
        return passed

    def begin_fault(self, fault: Fault | None) -> None:
        """A fault that begins before its vehicle comes."""
        if fault is Fault.TAMPER:
            self.server.say(TAMPER)
        self._monitor.gamma_low = fault is Fault.GAMMA_LOW

    def end_fault(self, fault: Fault | None) -> None:
        """The fault is mended after its vehicle has gone."""
        if fault is Fault.TAMPER:
            self.server.say(TAMPER_CLEARED)
        self._monitor.gamma_low = False
