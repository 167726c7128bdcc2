"""Writes a simulated day: daily files, N42 of each passage, and the truth beside them."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from app.domain.occupancy import Occupancy
from devices.emulators.lane_day import CUT_S, LaneDay, LogLine, TruePass, stamped_line
from devices.radiation.assembler import Assembler
from devices.radiation.line_codec import Frame, parse_line
from devices.radiation.n42_portal_writer import write_passage

TIMES_MAX = 2
TRUTH_NAME = "truth.jsonl"


def write_day(
    folder: Path,
    day: LaneDay,
    *,
    lane: str,
    start: datetime,
    times: int,
    utc_offset_h: float = 0.0,
    n42: bool = False,
) -> dict[str, int]:
    """Write `<lane>_YYYY-MM-DD.csv` per local day, the truth, and N42 if wished. Counts of each."""
    if not 0 <= times <= TIMES_MAX:
        raise ValueError("a line of a daily file has no, one or two times")
    assembler, files, lines = Assembler(lane), set(), 0
    documents = 0
    for line in _heard(day.lines()):
        at = start + timedelta(seconds=line.at_s)
        path = folder / f"{lane}_{at:%Y-%m-%d}.csv"
        with path.open("ab" if path in files else "wb") as file:
            file.write(stamped_line(line, start, times=times, utc_offset_h=utc_offset_h))
        files.add(path)
        lines += 1
        frame = parse_line(line.line)
        if n42 and isinstance(frame, Frame):
            for output in assembler.feed(frame, at):
                if isinstance(output, Occupancy):
                    documents += 1
                    name = f"{lane}_{documents:05d}.n42"
                    (folder / name).write_bytes(write_passage(output, simulated=True))
    rows = (json.dumps(truth_of(number, true, start)) for number, true in enumerate(day.truth, 1))
    (folder / TRUTH_NAME).write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    return {"files": len(files), "lines": lines, "passages": len(day.truth), "n42": documents}


def truth_of(number: int, true: TruePass, start: datetime) -> dict[str, Any]:
    """One row of the truth file; docs/simulator.md says what each key is."""
    vehicle, source = true.vehicle, true.vehicle.source
    return {
        "number": number,
        "arrived_at": (start + timedelta(seconds=true.arrived_s)).isoformat(),
        "left_at": (start + timedelta(seconds=true.left_s)).isoformat(),
        "kind": vehicle.kind,
        "length_m": round(vehicle.length_m, 2),
        "speed_kmh": round(vehicle.speed_kmh, 2),
        "suppression": round(vehicle.suppression, 4),
        "load": vehicle.load,
        "load_net_cps": round(vehicle.net_cps, 1),
        "nuclide": source.nuclide if source else None,
        "net_cps": round(source.net_cps, 1) if source else 0.0,
        "at_m": round(source.at_m, 2) if source else None,
        "side_m": source.side_m if source else None,
        "height_m": source.height_m if source else None,
        "halts": len(vehicle.halts),
        "neutron_burst": vehicle.burst.neutrons if vehicle.burst else 0.0,
        "two_without_a_gap": vehicle.follower is not None,
        "mishap": true.mishap,
        "monitor_gamma": true.passed.gamma_alarm,
        "monitor_neutron": true.passed.neutron_alarm,
        "gx": true.passed.gx,
    }


def _heard(lines: Iterator[LogLine]) -> Iterator[LogLine]:
    """What a recorder hears: nothing while its line is down."""
    dead_until_s = 0.0
    for line in lines:
        if line.cut:
            dead_until_s = line.at_s + CUT_S
        if line.at_s >= dead_until_s:
            yield line
