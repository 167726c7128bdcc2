"""What the machine would point at in a radiograph file, as an answer for people and programs."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.cli.radiograph_files import OpenedRadiograph
from app.domain.hint import Hint
from app.radiography.aids.empty import EmptyVerdict
from app.radiography.aids.mass import MassEstimate
from app.radiography.aids.picture import picture_of
from app.radiography.aids.run import AidReport, find_hints
from app.radiography.extent import vehicle_extent


def aids_answer(
    opened: OpenedRadiograph,
    *,
    declared_kg: float | None = None,
    radiation_at_m: float | None = None,
    empty: NDArray[np.uint16] | None = None,
) -> dict[str, Any]:
    """Every hint with its algorithm, version and confidence, mass and empty verdict."""
    report = find_hints(
        opened.pixels,
        opened.scan,
        declared_kg=declared_kg,
        radiation_at_m=radiation_at_m,
        front_px=_front_px(opened),
        empty=empty,
    )
    return {
        "synthetic": None if opened.scan is None else opened.scan.simulated,
        "energies": len(opened.pixels),
        "pixel_mm": picture_pixel_mm(opened),
        "pixel_size_assumed": opened.scan is None or opened.scan.pixel_mm is None,
        "hints": [_hint(hint) for hint in report.hints],
        "regions_judged": report.things_seen,
        "empty": _empty(report),
        "mass": _mass(report.mass),
        "cargo_space_box": _hold(report),
        "not_done": list(report.missing),
        "elapsed_ms": round(report.elapsed_ms),
    }


def picture_pixel_mm(opened: OpenedRadiograph) -> float:
    """The pixel size that the aids reckoned with."""
    if opened.scan is not None and opened.scan.pixel_mm is not None:
        return opened.scan.pixel_mm[0]
    return picture_of([opened.pixels[0][:1, :1]], None).pixel_mm


def _front_px(opened: OpenedRadiograph) -> int:
    air = int(np.percentile(opened.pixels[0][::8, ::8], 97))
    extent = vehicle_extent(opened.pixels[0], air)
    return 0 if extent is None else extent[0]


def _hint(hint: Hint) -> dict[str, Any]:
    box = hint.box
    return {
        "kind": hint.kind.value,
        "box": None if box is None else [box.left, box.top, box.right, box.bottom],
        "confidence": round(hint.confidence, 3),
        "algorithm": hint.algorithm,
        "version": hint.version,
        "details": list(hint.details),
    }


def _hold(report: AidReport) -> list[int] | None:
    hold, by = report.hold, report.shrink
    if hold is None:
        return None
    return [side * by for side in (hold.left, hold.top, hold.right, hold.bottom)]


def _empty(report: AidReport) -> dict[str, Any] | None:
    verdict: EmptyVerdict | None = report.empty
    if verdict is None:
        return None
    return {
        "empty": verdict.empty,
        "confidence": round(verdict.confidence, 3),
        "algorithm": verdict.algorithm,
        "version": "1",
        "loaded": verdict.loaded,
        "times_threshold": round(verdict.strength, 2),
        "remnants": len(verdict.remnants),
        "pallets_or_dunnage_left": len(verdict.left_behind),
    }


def _mass(found: MassEstimate | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "cargo_kg": round(found.cargo_kg, 1),
        "low_kg": round(found.low_kg, 1),
        "high_kg": round(found.high_kg, 1),
        "gross_in_box_kg": round(found.gross_kg, 1),
        "structure_kg": round(found.structure_kg, 1),
        "starved_fraction": round(found.starved_fraction, 5),
        "comparable": found.comparable,
        "energies": 2 if found.dual else 1,
    }
