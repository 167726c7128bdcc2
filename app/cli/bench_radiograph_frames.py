"""The frames of our view that `bench radiograph` times: window, pan, zoom, colour, filters."""

from collections.abc import Callable, Iterable
from time import perf_counter

import numpy as np
from numpy.typing import NDArray
from PySide6.QtWidgets import QApplication

from app.domain.radiograph import Window
from app.domain.view_state import Filter, Palette
from app.radiography.enhance import ViewportFilters
from app.radiography.material import material_numbers
from app.radiography.palettes import material_colours
from app.radiography.pyramid import Indices, Pixels, build_pyramid
from app.radiography.windows import review_lut
from widgets.radiograph.radiograph_view import RadiographView

VIEW_PX, WIDE_PX = (1600, 900), (3840, 2000)
PIXEL_MM = (2.5, 2.5)
FRAMES_PER_ROUND, PEER_FRAMES_PER_ROUND = 60, 12
NEAR, PAN_AT, ZOOM_AT = 1.0, 0.6, 0.4

Frame = Callable[[int], None]


def our_frames(image: Pixels) -> dict[str, Frame]:
    """A frame function for each kind of change; the argument counts frames."""
    make = _Views(image)
    colour = make.view(palette=Palette.DUAL)
    filtered = {
        name: make.view(filters=(each,), magnification=PAN_AT)
        for name, each in (
            ("edge", Filter.EDGE),
            ("local", Filter.LOCAL_CONTRAST),
            ("clahe", Filter.CLAHE),
        )
    }
    frames = {
        "window_fit": _window(make.view()),
        "window_near": _window(make.view(magnification=NEAR)),
        "pan": _pan(make.view(magnification=PAN_AT)),
        "zoom": _zoom(make.view(magnification=ZOOM_AT)),
        "material_window": _window(colour),
        "material_pan": _pan(make.view(palette=Palette.DUAL, magnification=PAN_AT)),
        "wide_window": _window(make.view(size_px=WIDE_PX)),
    }
    frames |= {f"{name}_window": _window(view) for name, view in filtered.items()}
    frames |= {f"{name}_pan": _pan(view) for name, view in filtered.items()}
    return frames


def large_frames(image: Pixels) -> dict[str, Frame]:
    """The frames that are timed on the stress size."""
    make = _Views(image)
    return {
        "window_fit": _window(make.view()),
        "window_near": _window(make.view(magnification=NEAR)),
        "pan": _pan(make.view(magnification=PAN_AT)),
    }


def take_turns(
    ours: dict[str, Frame], peers: dict[str, Frame], rounds: int
) -> dict[str, list[float]]:
    """Times in ms of all frames, turn about, so that a busy machine is busy for everybody."""
    times: dict[str, list[float]] = {name: [] for name in (*ours, *peers)}
    for _ in range(rounds):
        for name, frame in ours.items():
            times[name] += _timed(frame, FRAMES_PER_ROUND)
        for name, frame in peers.items():
            times[name] += _timed(frame, PEER_FRAMES_PER_ROUND)
    return times


class _Views:
    """Shows one image in views of one kind or another."""

    def __init__(self, image: Pixels) -> None:
        self._levels = build_pyramid(image)
        self._material = [
            _indices(self._levels[number].shape) for number in material_numbers(len(self._levels))
        ]

    def view(
        self,
        *,
        magnification: float | None = None,
        palette: Palette = Palette.GREY,
        filters: Iterable[Filter] = (),
        size_px: tuple[int, int] = VIEW_PX,
    ) -> RadiographView:
        view = RadiographView(review_lut)
        view.resize(*size_px)
        view.show()
        QApplication.processEvents()
        view.set_enhance(ViewportFilters())
        view.set_image(self._levels, PIXEL_MM)
        view.set_material(self._material, material_colours)
        view.set_palette(palette)
        view.set_filters(filters)
        if magnification is not None:
            while view.magnification < magnification:
                view.zoom_in()
        view.repaint()
        return view


def _indices(shape: tuple[int, ...]) -> Indices:
    made: NDArray[np.uint8] = np.random.default_rng(6).integers(0, 256, shape, np.uint8)
    return made


def _window(view: RadiographView) -> Frame:
    def frame(index: int) -> None:
        view.set_window(Window(low=index % 500, high=30_000 + 20 * (index % 500)))
        view.repaint()

    return frame


def _pan(view: RadiographView) -> Frame:
    def frame(index: int) -> None:
        (view.pan_left if index // 6 % 2 else view.pan_right)()
        view.repaint()

    return frame


def _zoom(view: RadiographView) -> Frame:
    def frame(index: int) -> None:
        (view.zoom_out if index // 5 % 2 else view.zoom_in)()
        view.repaint()

    return frame


def _timed(frame: Frame, frames: int) -> list[float]:
    times: list[float] = []
    for index in range(frames):
        begun = perf_counter()
        frame(index)
        times.append((perf_counter() - begun) * 1000)
    return times
