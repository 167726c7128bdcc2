"""Another image in the place of the one under review: blinked, or the difference of both."""

from collections.abc import Sequence
from enum import StrEnum

from app.domain.radiograph import Window
from app.domain.view_state import Palette
from widgets.radiograph.raster import Pixels
from widgets.radiograph.review_view import ReviewView


class Shown(StrEnum):
    """Which picture stands in the view."""

    OWN = "own"
    OTHER = "other"
    DIFFERENCE = "difference"


class ImageSwap:
    """Changes the pixels of a view and its window, and puts both back as they were.

    Other images must be laid on the own one already: of its size, pixel for pixel.
    """

    def __init__(self, view: ReviewView) -> None:
        self._view = view
        self._levels: dict[Shown, Sequence[Pixels]] = {}
        self._difference_window: Window | None = None
        self._kept: Window | None = None
        self._palette = Palette.GREY
        self.shown = Shown.OWN

    def take_own(self, levels: Sequence[Pixels]) -> None:
        """Another image is under review: what was compared with is of another one."""
        self._levels = {Shown.OWN: levels} if levels else {}
        self._kept = None
        self.shown = Shown.OWN

    def offer(
        self,
        *,
        other: Sequence[Pixels] | None,
        difference: Sequence[Pixels] | None,
        difference_window: Window | None = None,
    ) -> None:
        """Take what the own image can be compared with; None for what could not be laid on it."""
        self.back()
        own = self._levels.get(Shown.OWN)
        self._levels = {} if own is None else {Shown.OWN: own}
        if other is not None:
            self._levels[Shown.OTHER] = other
        if difference is not None:
            self._levels[Shown.DIFFERENCE] = difference
        self._difference_window = difference_window

    def has(self, shown: Shown) -> bool:
        """Whether there is such a picture."""
        return shown in self._levels

    def toggle(self, wanted: Shown) -> None:
        """Show it, or the own image again where it is shown."""
        if self.shown is wanted or wanted not in self._levels:
            self.back()
            return
        if not self._view.has_image:
            return
        self.back()
        if wanted is Shown.DIFFERENCE and self._difference_window is not None:
            self._kept = self._view.window_shown
            self._view.look_through(self._difference_window)
        self._palette = self._view.palette_shown
        self._view.set_palette(Palette.GREY)  # the materials are those of the own image
        self.shown = wanted
        self._view.set_channel(self._levels[wanted])

    def back(self) -> None:
        """Show the own image through the window it had."""
        if self.shown is Shown.OWN:
            return
        self.shown = Shown.OWN
        self._view.set_channel(self._levels[Shown.OWN])
        self._view.set_palette(self._palette)
        if self._kept is not None:
            self._view.look_through(self._kept)
            self._kept = None
