"""Window, pan and zoom of a radiograph, frame by frame, beside pyqtgraph on the same image."""

import os
from collections.abc import Callable
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

IMAGE_WIDTH_PX, IMAGE_HEIGHT_PX = 8192, 2048
VIEW_WIDTH_PX, VIEW_HEIGHT_PX = 1600, 900
ROUNDS, FRAMES_PER_ROUND, PEER_FRAMES_PER_ROUND = 5, 60, 12
PIXEL_MM = (2.5, 2.5)

Frame = Callable[[int], None]


def bench_radiograph(*, json: bool, rounds: int = ROUNDS) -> dict[str, Any]:
    """Frame times in milliseconds, from the change to the painted widget, in this process."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance() or QApplication([])
    image = _image()
    ours, peer = _ours(image), _pyqtgraph(image)
    times: dict[str, list[float]] = {name: [] for name in (*ours, *peer)}
    for _ in range(rounds):  # turn about, so that a busy machine is busy for both
        for name, frame in ours.items():
            times[name] += _timed(frame, FRAMES_PER_ROUND)
        for name, frame in peer.items():
            times[name] += _timed(frame, PEER_FRAMES_PER_ROUND)
    del json  # the command prints
    return {
        "image_px": [IMAGE_WIDTH_PX, IMAGE_HEIGHT_PX],
        "view_px": [VIEW_WIDTH_PX, VIEW_HEIGHT_PX],
        "platform": application.property("platformName") or os.environ["QT_QPA_PLATFORM"],
        "frames": {name: _summary(values) for name, values in times.items()},
        "window_ratio_to_pyqtgraph": _ratio(times, "window_fit"),
        "window_near_ratio_to_pyqtgraph": _ratio(times, "window_near"),
        "lut_bit_identical": _lut_is_exact(image),
        "synthetic_image": True,
    }


def _image() -> NDArray[np.uint16]:
    """A smooth load with quantum noise: what costs time is its size, not what it shows."""
    random = np.random.default_rng(49)
    across = np.linspace(0, 60, IMAGE_WIDTH_PX, dtype=np.float32)
    down = np.linspace(0, 9, IMAGE_HEIGHT_PX, dtype=np.float32)
    alpha = 2 + np.sin(across)[None, :] + np.cos(down)[:, None]
    passed = np.exp(-alpha)
    noise = random.standard_normal(passed.shape, dtype=np.float32) * np.sqrt(passed / 20_000)
    counts: NDArray[np.uint16] = np.clip((passed + noise) * 60_000, 0, 65_535).astype(np.uint16)
    return counts


def _ours(image: NDArray[np.uint16]) -> dict[str, Frame]:
    from PySide6.QtWidgets import QApplication

    from app.domain.radiograph import Window
    from app.radiography.pyramid import build_pyramid
    from app.radiography.windows import review_lut
    from widgets.radiograph.radiograph_view import RadiographView

    levels = build_pyramid(image)

    def view_at(magnification: float | None) -> RadiographView:
        view = RadiographView(review_lut)
        view.resize(VIEW_WIDTH_PX, VIEW_HEIGHT_PX)
        view.show()
        QApplication.processEvents()
        view.set_image(levels, PIXEL_MM)
        if magnification is not None:
            while view.magnification < magnification:
                view.zoom_in()
        view.repaint()
        return view

    def window(view: RadiographView) -> Frame:
        def frame(index: int) -> None:
            view.set_window(Window(low=index % 500, high=30_000 + 20 * (index % 500)))
            view.repaint()

        return frame

    def pan(index: int) -> None:
        (near.pan_left if index // 6 % 2 else near.pan_right)()
        near.repaint()

    def zoom(index: int) -> None:
        (zoomed.zoom_out if index // 5 % 2 else zoomed.zoom_in)()
        zoomed.repaint()

    near, zoomed = view_at(0.6), view_at(0.4)
    return {
        "window_fit": window(view_at(None)),
        "window_near": window(view_at(1.0)),
        "pan": pan,
        "zoom": zoom,
    }


def _pyqtgraph(image: NDArray[np.uint16]) -> dict[str, Frame]:
    """The same two looks at the same image: all of it, and one image pixel on one screen pixel."""
    import pyqtgraph
    from PySide6.QtWidgets import QApplication

    def window(*, near: bool) -> Frame:
        view = pyqtgraph.GraphicsView()
        box = pyqtgraph.ViewBox(lockAspect=True, invertY=True, enableMenu=False)
        view.setCentralItem(box)
        item = pyqtgraph.ImageItem(image, axisOrder="row-major", levels=(0, 40_000))
        box.addItem(item)
        view.resize(VIEW_WIDTH_PX, VIEW_HEIGHT_PX)
        view.show()
        QApplication.processEvents()
        if near:
            box.setRange(xRange=(3000, 3000 + VIEW_WIDTH_PX), yRange=(500, 500 + VIEW_HEIGHT_PX))
        else:
            box.autoRange(padding=0)

        def frame(index: int) -> None:
            item.setLevels((index % 500, 30_000 + 20 * (index % 500)))
            view.viewport().repaint()

        return frame

    return {
        "pyqtgraph_window_fit": window(near=False),
        "pyqtgraph_window_near": window(near=True),
    }


def _timed(frame: Frame, frames: int) -> list[float]:
    times: list[float] = []
    for index in range(frames):
        begun = perf_counter()
        frame(index)
        times.append((perf_counter() - begun) * 1000)
    return times


def _summary(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {
        "median_ms": round(_median(times), 3),
        "p95_ms": round(ordered[int(0.95 * (len(ordered) - 1))], 3),
        "frames": len(times),
    }


def _ratio(times: dict[str, list[float]], name: str) -> float:
    return round(_median(times[f"pyqtgraph_{name}"]) / _median(times[name]), 1)


def _median(times: list[float]) -> float:
    return float(np.median(times))


def _lut_is_exact(image: NDArray[np.uint16]) -> bool:
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
