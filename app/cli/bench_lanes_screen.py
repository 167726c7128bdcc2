"""From a line spoken by one of many lanes to the painted trace of a workstation, off screen.

The I/O thread hears all lanes and every reading crosses to the GUI thread, as in the workstation;
the trace of the first lane is drawn on the PRIMARY screen, which is what an officer watches.
"""

import sys
import time
from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.cli.bench_ui_scene import primary_view
from app.domain.occupancy import PortalReading
from app.main.run import SWITCH_INTERVAL_S
from app.runtime.io_thread import IoThread
from app.shell.bridge import GuiBridge
from devices.emulators.crowd import TICKS_PER_S
from widgets.common.fonts import load_fonts
from widgets.common.theme import Density, ThemeName, apply_theme, load_theme
from widgets.primary.screen import PrimaryScreen

WINDOW_PX = (1920, 1019)
READINGS_PER_VEHICLE = 85
POLL_MS = 20

Heard = Callable[[PortalReading], None]
Live = Callable[[Heard], Coroutine[Any, Any, dict[str, Any]]]


class _Watch(QObject):
    """Notes when what waits for a widget's painting has been painted."""

    def __init__(self, target: QWidget) -> None:
        super().__init__(target)
        self._target = target
        self.waiting: list[float] = []
        self.painted: list[tuple[float, float]] = []
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Let the widget paint, then note the time."""
        if watched is not self._target or event.type() != QEvent.Type.Paint:
            return False
        self._target.event(event)
        now_s = time.monotonic()
        self.painted += [(sent_s, now_s) for sent_s in self.waiting]
        self.waiting.clear()
        return True


def lanes_on_screen(live: Live, warm_up_s: float) -> dict[str, Any]:
    """Play `live` with a screen. Its answer, and beside it milliseconds from line to pixels."""
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    application = QApplication.instance() or QApplication(["bench", "-platform", "offscreen"])
    assert isinstance(application, QApplication)  # noqa: S101 - nothing else was made
    load_fonts(application)
    apply_theme(application, load_theme(ThemeName.NIGHT, Density.WIDE))
    screen = PrimaryScreen()
    screen.show_view(primary_view())
    screen.resize(*WINDOW_PX)
    screen.show()
    watch = _Watch(screen.empty.portal.gamma_plot)
    shown_lane: list[str] = []
    crossed = 0

    def take(reading: object) -> None:
        nonlocal crossed
        assert isinstance(reading, PortalReading)  # noqa: S101 - nothing else is published
        crossed += 1
        if not reading.occupied or reading.radiation != "gamma":
            return
        if not shown_lane:
            shown_lane.append(reading.lane)
        if reading.lane == shown_lane[0]:
            if (len(watch.painted) + 1) % READINGS_PER_VEHICLE == 0:
                screen.clear_trace()
            watch.waiting.append(reading.counts / TICKS_PER_S)
            screen.add_reading(reading)

    bridge = GuiBridge(take, screen)
    with IoThread() as io:
        running = io.submit(live(bridge.publish))
        loop, poll = QEventLoop(), QTimer()
        poll.timeout.connect(lambda: loop.quit() if running.done() else None)
        poll.start(POLL_MS)
        loop.exec()
        result = running.result()
    start_s = float(result.pop("start_s"))
    taken = [1000 * (now - start_s - sent) for sent, now in watch.painted if sent > warm_up_s]
    unpainted = len(watch.waiting)
    screen.close()
    screen.deleteLater()
    return {
        **result,
        "readings_on_the_gui_thread": crossed,
        "line_to_screen_ms": spread(taken),
        "never_painted": unpainted,
    }


def spread(values: list[float]) -> dict[str, float]:
    """Median, 95th and 99th percentile, and the largest."""
    ordered = sorted(values)
    parts = (("median", 0.5), ("p95", 0.95), ("p99", 0.99), ("max", 1.0))
    found = {name: round(ordered[int(part * (len(ordered) - 1))], 2) for name, part in parts}
    return {**found, "lines": len(ordered)}
