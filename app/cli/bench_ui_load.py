"""Events from the I/O thread to painted pixels, while both working screens are kept busy.

An I/O thread publishes through the bridge of the workstation: spectra that it reads from N42 bytes
ten times a second, portal counts five times, and twice a second a radiograph of four megapixels
that lies decoded in the cache. Each event carries the time at which it was published; it has
arrived when the widget that shows it has been painted. Beside that a timer of 5 ms tells how long
the GUI thread was ever away.
"""

import asyncio
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import perf_counter
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.cli.bench_ui_scene import (
    Scene,
    make_scene,
    portal_reading,
    primary_view,
    secondary_view,
)
from app.domain.occupancy import PortalReading
from app.domain.radiograph import WindowPreset
from app.domain.spectrum import SpectrumFile
from app.main.run import SWITCH_INTERVAL_S
from app.radiography.image_cache import open_cached
from app.radiography.windows import preset_window, review_lut
from app.runtime.io_thread import IoThread
from app.shell.bridge import GuiBridge
from devices.radiation.n42_reader import read_n42
from widgets.common.fonts import load_fonts
from widgets.common.theme import Density, ThemeName, apply_theme, load_theme
from widgets.primary.screen import PrimaryScreen
from widgets.secondary.screen import SecondaryScreen
from widgets.secondary.state import SpectraState

SPECTRA_PER_S, IMAGES_PER_S, READINGS_PER_S = 10, 2, 5
READINGS_PER_VEHICLE = 85
HEARTBEAT_MS = 5
SETTLE_S = 2.0
WINDOW_PX = (1920, 1019)


@dataclass(frozen=True, slots=True)
class _Published:
    """What the I/O thread publishes, and when."""

    what: SpectrumFile | PortalReading | Path
    at_s: float


@dataclass(slots=True)
class _Latencies:
    """Milliseconds from publication to painted pixels, by kind of event."""

    spectrum: list[float] = field(default_factory=list)
    image: list[float] = field(default_factory=list)
    reading: list[float] = field(default_factory=list)


class _PaintWatch(QObject):
    """Lets a widget paint, and then notes when the events that wait for it had arrived."""

    def __init__(self, target: QWidget, latencies_ms: list[float]) -> None:
        super().__init__(target)
        self._target = target
        self._latencies_ms = latencies_ms
        self.waiting: list[float] = []
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Take a paint event over."""
        if watched is not self._target or event.type() != QEvent.Type.Paint:
            return False
        self._target.event(event)
        now_s = perf_counter()
        self._latencies_ms.extend((now_s - at_s) * 1000 for at_s in self.waiting)
        self.waiting.clear()
        return True


class _Desk(QObject):
    """Both screens, fed from the bridge."""

    def __init__(self, scene: Scene) -> None:
        super().__init__()
        self._scene = scene
        self._images = 0
        self._readings = 0
        self.latencies = _Latencies()
        self.secondary, self.primary = SecondaryScreen(review_lut), PrimaryScreen()
        self._view = secondary_view(scene)
        self.secondary.show_view(self._view)
        self.primary.show_view(primary_view())
        for screen in (self.secondary, self.primary):
            screen.resize(*WINDOW_PX)
            screen.show()
        latencies = self.latencies
        self._plot = _PaintWatch(self.secondary.spectrum.plot, latencies.spectrum)
        self._image = _PaintWatch(self.secondary.image.view, latencies.image)
        self._trace = _PaintWatch(self.primary.empty.portal.gamma_plot, latencies.reading)
        self.bridge = GuiBridge(self._take, self)

    def forget(self) -> None:
        """Begin to count: what was warming up is over."""
        for kind in (self.latencies.spectrum, self.latencies.image, self.latencies.reading):
            kind.clear()

    @property
    def lost(self) -> int:
        """Events that were never painted."""
        return sum(len(watch.waiting) for watch in (self._plot, self._image, self._trace))

    def _take(self, event: object) -> None:
        assert isinstance(event, _Published)  # noqa: S101 - nothing else is published here
        match event.what:
            case SpectrumFile() as file:
                self._plot.waiting.append(event.at_s)
                self._show(spectra=SpectraState(files=(file,)))
            case PortalReading() as reading:
                self._trace.waiting.append(event.at_s)
                self._add(reading)
            case Path() as folder:
                self._image.waiting.append(event.at_s)
                self._show_image(folder)

    def _show(self, **changes: Any) -> None:
        assert self._view.case is not None  # noqa: S101 - the scene has one
        self._view = replace(self._view, case=replace(self._view.case, **changes))
        self.secondary.show_view(self._view)

    def _add(self, reading: PortalReading) -> None:
        self._readings += 1
        if self._readings % READINGS_PER_VEHICLE == 0:
            self.primary.clear_trace()
        self.primary.add_reading(reading)

    def _show_image(self, folder: Path) -> None:
        """What the presenter of SECONDARY does when an image is ready."""
        self._images += 1
        scan = replace(self._scene.scan, scan_id=f"bench-{self._images}")
        image = open_cached(folder)
        windows = {
            preset: preset_window(preset, image.levels[0], scan.channels[0])
            for preset in WindowPreset
        }
        self.secondary.show_image(image.channels[0], scan, windows)
        assert self._view.case is not None  # noqa: S101 - the scene has one
        self._show(image=replace(self._view.case.image, scan=scan))


def measure_load(seconds: float) -> dict[str, Any]:
    """Run the load for `seconds` after it has settled; all times in milliseconds."""
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)  # noqa: S101 - nothing else was made
    load_fonts(application)
    apply_theme(application, load_theme(ThemeName.NIGHT, Density.WIDE))
    with tempfile.TemporaryDirectory() as folder:
        scene = make_scene(Path(folder))
        desk = _Desk(scene)
        gaps_ms = _run(desk, scene, seconds)
        result = {
            "event_to_pixels_ms": _by_kind(desk.latencies),
            "heartbeat_gap_ms": _gaps(gaps_ms),
            "seconds": seconds,
            "events_never_painted": desk.lost,
            "image_px": [scene.scan.width_px, scene.scan.height_px],
            "rates_per_s": {
                "spectra": SPECTRA_PER_S,
                "images": IMAGES_PER_S,
                "readings": READINGS_PER_S,
            },
        }
        desk.secondary.clear_image()
        for screen in (desk.secondary, desk.primary):
            screen.close()
            screen.deleteLater()
    return result


def _run(desk: _Desk, scene: Scene, seconds: float) -> list[float]:
    gaps_ms: list[float] = []
    last_s = perf_counter()

    def beat() -> None:
        nonlocal last_s
        now_s = perf_counter()
        gaps_ms.append((now_s - last_s) * 1000)
        last_s = now_s

    def begin() -> None:
        desk.forget()
        gaps_ms.clear()

    heartbeat = QTimer()
    heartbeat.setTimerType(Qt.TimerType.PreciseTimer)
    heartbeat.setInterval(HEARTBEAT_MS)
    heartbeat.timeout.connect(beat)
    heartbeat.start()
    with IoThread() as io:
        io.submit(_feed(scene, desk.bridge.publish))
        QTimer.singleShot(int(SETTLE_S * 1000), begin)
        loop = QEventLoop()
        QTimer.singleShot(int((SETTLE_S + seconds) * 1000), loop.quit)
        loop.exec()
    heartbeat.stop()
    return gaps_ms


async def _feed(scene: Scene, publish: Callable[[_Published], None]) -> None:
    async with asyncio.TaskGroup() as group:
        group.create_task(_spectra(scene, publish))
        group.create_task(_images(scene, publish))
        group.create_task(_readings(publish))


async def _spectra(scene: Scene, publish: Callable[[_Published], None]) -> None:
    index = 0
    while True:
        await asyncio.sleep(1 / SPECTRA_PER_S)
        file = read_n42(scene.spectra[index % len(scene.spectra)])
        publish(_Published(file, perf_counter()))
        index += 1


async def _images(scene: Scene, publish: Callable[[_Published], None]) -> None:
    index = 0
    while True:
        await asyncio.sleep(1 / IMAGES_PER_S)
        publish(_Published(scene.images[index % len(scene.images)], perf_counter()))
        index += 1


async def _readings(publish: Callable[[_Published], None]) -> None:
    index = 0
    while True:
        await asyncio.sleep(1 / READINGS_PER_S)
        publish(_Published(portal_reading(index), perf_counter()))
        index += 1


def _by_kind(latencies: _Latencies) -> dict[str, dict[str, float]]:
    kinds = {
        "spectrum": latencies.spectrum,
        "image": latencies.image,
        "reading": latencies.reading,
    }
    kinds["all"] = [value for values in kinds.values() for value in values]
    return {name: _spread(values) for name, values in kinds.items()}


def _spread(values: list[float]) -> dict[str, float]:
    return {
        "p50": round(_quantile(values, 0.5), 2),
        "p95": round(_quantile(values, 0.95), 2),
        "max": round(max(values), 2),
        "events": len(values),
    }


def _gaps(values: list[float]) -> dict[str, float]:
    return {
        "p50": round(_quantile(values, 0.5), 2),
        "p99_9": round(_quantile(values, 0.999), 2),
        "max": round(max(values), 2),
        "over_50_ms": sum(value > 50 for value in values),
        "beats": len(values),
    }


def _quantile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]
