"""The demonstration's site: two stations of one port, its officers and its secrets."""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from app.domain.consignment import AdvanceNotice
from app.runtime.passwords import hash_pin

DEMO_BADGE = "41877"
DEMO_SECOND_BADGE = "40912"
DEMO_THIRD_BADGE = "40913"
DEMO_SUPERVISOR_BADGE = "40007"
DEMO_PIN = "4949"
PORT_CODE = "CA-0705"

LANE_STATION = """\
# Written by `parallel49 demo`. Everything this station sees is simulated.
[station]
id = "coutts-lane-3"
country = "CA"
port = "{port}"
port_name = "Coutts AB"
lane = "3"
data_dir = "lane-3"
simulated = true
clock_rate = {rate}
clock_anchor = "{anchor}"

[centre]
url = "{url}"
enrolment_secret_file = "enrolment.secret"

[devices.portal]
kind = "radiation/tsa-portal"
host = "127.0.0.1"
port = {portal_port}

[devices.plate-reader]
kind = "conveyance/plate-reader"
host = "127.0.0.1"
port = {plate_port}

[devices.identifier]
kind = "radiation/spectrum-folder"
path = "spectra"

[devices.imager]
kind = "radiograph/scan-folder"
path = "scans"
"""

BAY_STATION = """\
# Written by `parallel49 demo`. Everything this station sees is simulated.
[station]
id = "coutts-bay-2"
country = "CA"
port = "{port}"
port_name = "Coutts AB"
lane = "Bay 2"
data_dir = "bay-2"
roles = ["secondary", "supervisor"]
simulated = true
clock_rate = {rate}
clock_anchor = "{anchor}"

[centre]
url = "{url}"
enrolment_secret_file = "enrolment.secret"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPlace:
    """Where the demonstration keeps its files."""

    folder: Path

    @property
    def secret(self) -> Path:
        """The site's enrolment secret."""
        return self.folder / "enrolment.secret"

    @property
    def advance(self) -> Path:
        """What the centre is loaded with: notices and officers."""
        return self.folder / "advance.json"

    @property
    def scenario(self) -> Path:
        """What the lane emulator plays."""
        return self.folder / "scenario.json"

    def make(self) -> None:
        """Make the folders, and a secret that no other demonstration has."""
        for name in ("spectra", "scans", "logs", "screenshots"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        self.secret.write_text(secrets.token_urlsafe(24), encoding="ascii")
        self.secret.chmod(0o600)

    def write_advance(self, notices: tuple[AdvanceNotice, ...], now: datetime) -> None:
        """Write what the centre sends down: notices and who may sign in."""
        pin_hash = hash_pin(DEMO_PIN)
        officers = [
            _officer(DEMO_BADGE, "Tremblay", ["primary", "secondary"], pin_hash, now),
            _officer(DEMO_SECOND_BADGE, "Roy", ["secondary", "supervisor"], pin_hash, now),
            _officer(DEMO_THIRD_BADGE, "Okafor", ["secondary"], pin_hash, now),
            _officer(DEMO_SUPERVISOR_BADGE, "Lefebvre", ["supervisor"], pin_hash, now),
        ]
        document = {"notices": notices, "officers": officers, "policies": []}
        self.advance.write_bytes(msgspec.json.format(msgspec.json.encode(document)))

    def write_stations(self, **values: Any) -> tuple[Path, Path]:
        """Write the two site files and return their paths."""
        lane, bay = self.folder / "lane-3.toml", self.folder / "bay-2.toml"
        lane.write_text(LANE_STATION.format(port=PORT_CODE, **values), encoding="utf-8")
        bay.write_text(BAY_STATION.format(port=PORT_CODE, **values), encoding="utf-8")
        return lane, bay


def _officer(
    badge: str, name: str, roles: list[str], pin_hash: str, now: datetime
) -> dict[str, object]:
    return {
        "badge": badge,
        "name": name,
        "country": "CA",
        "port": PORT_CODE,
        "roles": roles,
        "argon2_hash": pin_hash,
        "valid_until": (now + timedelta(days=14)).isoformat(),
    }


def write_json(path: Path, document: object) -> None:
    """Write a document that people read."""
    path.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
