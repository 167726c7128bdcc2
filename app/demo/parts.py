"""The parts of the demonstration and how they are started, failed and stopped."""

import json
from datetime import datetime
from pathlib import Path

from app.demo.processes import Child
from app.demo.site_files import DemoPlace
from devices.emulators.scenario import demo_shift, notices_for, write_scenario

AUDITOR_FILE = "auditor.token"


class Parts:
    """Central service, lane emulator and stations, each a process of its own."""

    def __init__(
        self, folder: Path, *, vehicles: int, seed: int, rate: float, anchor: datetime
    ) -> None:
        self.vehicles = vehicles
        self.url = ""
        self._folder = folder
        self._rate = rate
        self._anchor = anchor
        self._place = DemoPlace(folder=folder)
        self._place.make()
        self._scenario = demo_shift(seed, vehicles, start=anchor)
        write_scenario(self._scenario, self._place.scenario)
        self._place.write_advance(notices_for(self._scenario), anchor)
        self._centre: Child | None = None
        self._lane: Child | None = None
        self._stations: list[Child] = []

    @property
    def auditor_token(self) -> str:
        """What the centre lets an auditor in with."""
        return (self._folder / "centre" / AUDITOR_FILE).read_text(encoding="ascii").strip()

    @property
    def occupancies_played(self) -> int:
        """How many occupancies the emulator says that it played."""
        lines = (self._folder / "truth.jsonl").read_text(encoding="utf-8").splitlines()
        return sum(1 for line in lines if json.loads(line).get("occupancy"))

    def start(self) -> None:
        """Start the centre and the lane, and write the stations' site files."""
        self._start_centre("127.0.0.1:0")
        self._lane = Child(
            "lane emulator",
            [
                "emulate",
                str(self._place.scenario),
                "--portal-port",
                "0",
                "--plate-port",
                "0",
                "--spectrum-dir",
                str(self._folder / "spectra"),
                "--scan-dir",
                str(self._folder / "scans"),
                "--rate",
                str(self._rate),
                "--truth",
                str(self._folder / "truth.jsonl"),
            ],
            self._log("lane"),
        ).start()
        ready = self._lane.wait_ready()
        self._place.write_stations(
            url=self.url,
            rate=self._rate,
            anchor=self._anchor.isoformat(),
            portal_port=ready["portal_port"],
            plate_port=ready["plate_port"],
        )

    def station(self, name: str, role: str, shots: Path) -> Child:
        """A station of the demonstration with an officer at it, not started yet."""
        arguments = [str(self._folder / f"{name}.toml"), "--role", role, "--shots", str(shots)]
        child = Child(name, arguments, self._log(name), module="app.demo.station")
        self._stations.append(child)
        return child

    def workstation(self) -> Child:
        """The booth as a person sits at it, not started yet."""
        site = str(self._folder / "lane-3.toml")
        child = Child("workstation", ["workstation", "--site", site], self._log("lane-3"))
        self._stations.append(child)
        return child

    def lane_is_playing(self) -> bool:
        """Whether vehicles still come."""
        return self._lane is not None and self._lane.is_running()

    def fail_centre(self) -> None:
        """End the central service as a power failure would."""
        if self._centre is not None:
            self._centre.kill()

    def restart_centre(self) -> None:
        """Start the central service again, where the stations look for it."""
        self._start_centre(self.url.removeprefix("http://"))

    def stop(self) -> None:
        """Stop everything, whatever state it is in."""
        for child in (*self._stations, self._lane, self._centre):
            if child is not None:
                child.stop()

    def _start_centre(self, listen: str) -> None:
        arguments = ["central", "--listen", listen, "--data", str(self._folder / "centre")]
        arguments += ["--load", str(self._place.advance)]
        arguments += ["--enrolment-secret", str(self._place.secret)]
        self._centre = Child("central service", arguments, self._log("centre")).start()
        self.url = str(self._centre.wait_ready()["url"])

    def _log(self, name: str) -> Path:
        return self._folder / "logs" / f"{name}.log"
