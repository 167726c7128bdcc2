"""Raw scanner files of every layout that a profile can describe."""

from typing import Any

import numpy as np

from devices.radiograph.decode import ScanFile
from devices.radiograph.raw_import import write_note
from devices.radiograph.raw_profile import Interleave, RawProfile, read_profile
from tests.devices.radiograph.packages import SCANNED_AT, Pixels

HEADER = b"MAKER-V1" + bytes(56)

PROFILE = """
version = 1
name = "Yard gantry"
suffix = ".img"
height_px = 40
header_bytes = 64
pixel_mm = [5.0, 4.0]
site = "Coutts AB"
device = "Maker G9"

[[channels]]
role = "high"
energy_mv = 9.0

[[channels]]
role = "low"
energy_mv = 6.0
"""


def profile(**changes: Any) -> RawProfile:
    """The profile above with these lines changed; None takes a line out."""
    lines = [line for line in PROFILE.splitlines() if line.partition(" = ")[0] not in changes]
    added = [f"{name} = {_toml(value)}" for name, value in changes.items() if value is not None]
    return read_profile("\n".join(added + lines).encode())


def raw_bytes(channels: list[Pixels], made: RawProfile) -> bytes:
    """`channels` laid out as the profile says: the opposite of the importer, step by step."""
    planes = []
    for channel in channels:
        plane = (65_535 - channel) if made.dark_is_high else channel
        plane = plane[:, ::-1] if made.front_right else plane
        plane = plane[::-1] if made.bottom_first else plane
        planes.append(plane.T if made.order == "columns" else plane)
    match made.interleave:
        case Interleave.PLANAR:
            body = np.stack(planes, axis=0)
        case Interleave.LINE:
            body = np.stack(planes, axis=1)
        case Interleave.PIXEL:
            body = np.stack(planes, axis=2)
    return HEADER + body.astype("<u2" if made.endian == "little" else ">u2").tobytes()


def raw_package(data: bytes, made: RawProfile) -> list[ScanFile]:
    note = write_note(made, "scan 7.img", data, SCANNED_AT)
    return [("scan 7.img.json", "", note), ("scan 7.img", "", data)]


def _toml(value: object) -> str:
    return (
        str(value).lower()
        if isinstance(value, bool)
        else repr(str(value)).replace("'", '"')
        if isinstance(value, str)
        else str(value)
    )
