"""What workers make of the image on the screen, swapped in when it is there."""

import logging
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from app.radiography.laid_file import CLEANED, EQUALISED
from app.radiography.pyramid import Pixels, open_pyramid
from app.shell.bridge import GuiBridge
from widgets.radiograph.radiograph_canvas import RadiographCanvas

AskRemake = Callable[[str, Path, int], Future[Path]]
TakeCleaned = Callable[[list[Pixels]], None]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Made:
    name: str
    folder: Path
    channel: int
    future: Future[Path]


class ImageRemakes(QObject):
    """Has the image equalised as a whole when CLAHE asks for it, and cleaned from the first.

    `ask` is `Imagery.remake`. Until a worker answers, and where none does, the view equalises what
    is on the screen, and there is no cleaned image. Lives on the GUI thread.
    """

    def __init__(
        self,
        view: RadiographCanvas,
        ask: AskRemake,
        take_cleaned: TakeCleaned,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._ask = ask
        self._take_cleaned = take_cleaned
        self._folder: Path | None = None
        self._bridge = GuiBridge(self._came, self)
        view.equalised_wanted.connect(self._equalise)

    def begin(self, folder: Path, *, clean: bool = True) -> None:
        """The image of this folder of the cache is on the screen; `clean` it too."""
        self._folder = folder
        if clean:
            self._start(CLEANED, 0)

    def end(self) -> None:
        """It is no longer."""
        self._folder = None

    @Slot(int, bool)
    def _equalise(self, channel: int, cleaned: bool) -> None:  # noqa: FBT001 - a signal's value
        if not cleaned:
            self._start(EQUALISED, channel)

    def _start(self, name: str, channel: int) -> None:
        folder = self._folder
        if folder is None:
            return
        future = self._ask(name, folder, channel)
        future.add_done_callback(
            lambda done: self._bridge.publish(_Made(name, folder, channel, done))
        )

    def _came(self, event: object) -> None:
        if not isinstance(event, _Made) or event.folder != self._folder:
            return  # another image is on the screen by now
        try:
            levels = open_pyramid(event.future.result())
        except (OSError, BrokenProcessPool, CancelledError):
            _log.exception("an image could not be made %s", event.name)
            return
        if event.name == CLEANED:
            self._take_cleaned(levels)
        else:
            self._view.set_enhanced(levels, channel=event.channel, cleaned=False)
