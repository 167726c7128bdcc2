"""A radiograph on the screen: frames, opening and memory, beside other viewers in the same run."""

import os
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

IMAGE_PX, LARGE_PX = (8192, 2048), (20_000, 3000)
ROUNDS = 5

Pixels = NDArray[np.uint16]
Times = dict[str, list[float]]


def bench_radiograph(*, json: bool, rounds: int = ROUNDS) -> dict[str, Any]:
    """Frame times in ms from a change to the painted widget, in this process, on synthetic images.

    Fewer than the usual rounds are a short run: frames of the smaller image only.
    """
    del json  # the command prints
    if not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance() or QApplication([])
    image = synthetic(IMAGE_PX)
    frames = _frames(image, rounds)
    del application
    result: dict[str, Any] = {
        "image_px": list(IMAGE_PX),
        "platform": QApplication.platformName(),
        "processors": os.cpu_count(),
        "frames": {name: _summary(times) for name, times in frames.items()},
        "window_ratio_to_pyqtgraph": _ratio(frames, "pyqtgraph", "window_fit"),
        "window_near_ratio_to_pyqtgraph": _ratio(frames, "pyqtgraph", "window_near"),
        "napari": _napari(frames),
        "lut_bit_identical": _lut_is_exact(image),
        "synthetic_image": True,
    }
    return result if rounds < ROUNDS else {**result, **_whole_run(frames, image, rounds)}


def synthetic(size_px: tuple[int, int]) -> Pixels:
    """A smooth load with quantum noise: what costs time is its size, not what it shows."""
    width, height = size_px
    random = np.random.default_rng(49)
    across = np.linspace(0, 60, width, dtype=np.float32)
    down = np.linspace(0, 9, height, dtype=np.float32)
    alpha = 2 + np.sin(across)[None, :] + np.cos(down)[:, None]
    passed = np.exp(-alpha)
    noise = random.standard_normal(passed.shape, dtype=np.float32) * np.sqrt(passed / 20_000)
    counts: Pixels = np.clip((passed + noise) * 60_000, 0, 65_535).astype(np.uint16)
    return counts


def _frames(image: Pixels, rounds: int, *, large: bool = False) -> Times:
    from app.cli.bench_radiograph_frames import large_frames, our_frames, take_turns
    from app.cli.bench_radiograph_peers import napari_frames, pyqtgraph_frames

    ours = large_frames(image) if large else our_frames(image)
    return take_turns(ours, pyqtgraph_frames(image) | napari_frames(image), rounds)


def _whole_run(frames: Times, image: Pixels, rounds: int) -> dict[str, Any]:
    from app.cli.bench_radiograph_material import slab_accuracy
    from app.cli.bench_radiograph_open import memory_of_open, open_times

    large = _frames(synthetic(LARGE_PX), rounds, large=True)
    opened = open_times(image)
    memory = memory_of_open(image)
    accuracy = slab_accuracy()
    return {
        "large_image_px": list(LARGE_PX),
        "large_frames": {name: _summary(times) for name, times in large.items()},
        "large_window_ratio_to_pyqtgraph": _ratio(large, "pyqtgraph", "window_fit"),
        "large_napari": _napari(large),
        "open": opened,
        "memory": memory,
        "material_accuracy": accuracy,
        "targets": _verdicts(frames, large, opened, memory)
        | {"material 4-class accuracy >= 0.95": min(accuracy.values()) >= 0.95},
    }


def _verdicts(
    frames: Times, large: Times, opened: dict[str, Any], memory: dict[str, Any]
) -> dict[str, bool]:
    window = _summary(frames["window_fit"])
    moves = [_median(frames[name]) for name in ("pan", "zoom")]
    return {
        "window <= 2 ms median": window["median_ms"] <= 2,
        "window <= 8.3 ms p95": window["p95_ms"] <= 8.3,
        "window >= 12 x pyqtgraph": _ratio(frames, "pyqtgraph", "window_fit") >= 12,
        "large window >= 40 x pyqtgraph": _ratio(large, "pyqtgraph", "window_fit") >= 40,
        "pan and zoom <= 5 ms median": max(moves) <= 5,
        "material colour <= 5 ms median": _median(frames["material_window"]) <= 5,
        "3840x2000 >= 120 frames/s": _median(frames["wide_window"]) <= 1000 / 120,
        "filters <= 16.6 ms median": max(
            _median(times) for name, times in frames.items() if name.startswith(FILTERED)
        )
        <= 16.6,
        "33 MB DICOS to first paint <= 300 ms": opened["dicos"]["total_ms"]["median_ms"] <= 300,
        "raw file to first paint <= 60 ms": opened["raw"]["median_ms"] <= 60,
        "memory <= 1.4 x pixel bytes": max(memory["ratio"], memory["mapped_ratio"]) <= 1.4,
    }


FILTERED = ("edge", "local", "clahe")


def _napari(frames: Times) -> Any:
    if find_spec("napari") is None:
        return "not installed"
    if "napari_window_fit" not in frames:
        return "installed, but it needs a display"
    return {
        "window_ratio": _ratio(frames, "napari", "window_fit"),
        "window_near_ratio": _ratio(frames, "napari", "window_near"),
    }


def _summary(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {
        "median_ms": round(_median(times), 3),
        "p95_ms": round(ordered[int(0.95 * (len(ordered) - 1))], 3),
        "frames": len(times),
    }


def _ratio(times: Times, peer: str, name: str) -> float:
    return round(_median(times[f"{peer}_{name}"]) / _median(times[name]), 1)


def _median(times: list[float]) -> float:
    return float(np.median(times))


def _lut_is_exact(image: Pixels) -> bool:
    """Whether the fast table look-up gives the very greys that numpy gives."""
    import cv2

    from app.domain.radiograph import Curve, Window
    from app.radiography.windows import window_lut

    windows = (
        Window(low=0, high=65_535),
        Window(low=500, high=20_000, inverse=True),
        Window(low=20, high=60_000, curve=Curve.LOG),
    )
    return all(
        bool(np.array_equal(cv2.LUT(image, window_lut(window)), window_lut(window)[image]))
        for window in windows
    )
