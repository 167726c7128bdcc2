"""The view with every tool of image review."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRect, Qt, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from app.domain.view_state import Filter, Palette
from widgets.radiograph.loupe import Loupe, LoupeForm
from widgets.radiograph.measuring_view import MeasuringView
from widgets.radiograph.overlay import Overlay
from widgets.radiograph.overview import Overview
from widgets.radiograph.picture import MakeLut

VIEW_KEYS: dict[int, float] = {
    Qt.Key.Key_PageUp: -1.0,
    Qt.Key.Key_PageDown: 1.0,
    Qt.Key.Key_Home: -1e6,
    Qt.Key.Key_End: 1e6,
}
"""By how many widths of the view a key goes to the rear."""

TOOL_SLOTS = {
    "A": "arm_mark",
    "M": "arm_ruler",
    "R": "arm_region",
    "V": "arm_profile",
    "Z": "toggle_loupe",
    "O": "toggle_overview",
    "H": "toggle_histogram",
    "B": "toggle_mirror",
    "W": "toggle_cleaned",
    "N": "next_mark",
    "Del": "delete_mark",
    "Ctrl+Z": "undo",
    "Ctrl+Shift+Z": "redo",
}
"""The slot of every tool that a key of the SECONDARY image calls without saying more."""


class ReviewView(MeasuringView):
    """Adds the loupe and the overview, and the slots of the key map."""

    def __init__(self, make_lut: MakeLut, parent: QWidget | None = None) -> None:
        super().__init__(make_lut, parent)
        self._loupe = Loupe(make_lut)
        self._overview = Overview(make_lut)
        self._cursor: QPointF | None = None
        self._is_loupe = self._is_overview = False

    @property
    def has_loupe(self) -> bool:
        """Whether the loupe is on."""
        return self._is_loupe

    @property
    def has_overview(self) -> bool:
        """Whether the overview is on."""
        return self._is_overview

    @property
    def overview_place(self) -> QRect | None:
        """Where the overview is, in device pixels, while it is on."""
        viewport = self.viewport_shown
        if viewport is None or not self._is_overview:
            return None
        return self._overview.place(viewport, self.devicePixelRatioF())

    def clear(self, message: str = "") -> None:
        """Show no image and nothing that was measured of it."""
        super().clear(message)
        self._loupe.forget()
        self._overview.forget()

    @Slot()
    def toggle_loupe(self) -> None:
        """The loupe on or off: at the cursor, or in the middle when it is elsewhere."""
        self._is_loupe = not self._is_loupe
        self.update()

    @Slot()
    def toggle_loupe_form(self) -> None:
        """A round loupe or a square one."""
        is_round = self._loupe.form is LoupeForm.ROUND
        self._loupe.form = LoupeForm.SQUARE if is_round else LoupeForm.ROUND
        self.update()

    @Slot()
    def toggle_overview(self) -> None:
        """The whole image in a corner, with what was not seen hatched."""
        self._is_overview = not self._is_overview
        self.update()

    @Slot()
    def toggle_mirror(self) -> None:
        """The front of the vehicle at the left or at the right."""
        viewport = self.viewport_shown
        if viewport is not None:
            self.set_mirrored(on=not viewport.mirrored)

    @Slot()
    def toggle_cleaned(self) -> None:
        """Without stripes, where there is such an image, or as it came."""
        if self._picture is not None:
            self.show_cleaned(on=not self._picture.layers.cleaned)

    @Slot(object)
    def toggle_filter(self, item: Filter) -> None:
        """A filter on or off."""
        self.set_filters(self.filters_shown ^ {item})

    @Slot(object)
    def use_palette(self, palette: Palette) -> None:
        """Colour by material, where there is material information."""
        if self.has_material or palette is Palette.GREY:
            self.set_palette(palette)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """A click into the overview goes there."""
        viewport = self.viewport_shown
        if self._is_overview and viewport and event.button() == Qt.MouseButton.LeftButton:
            ratio = self.devicePixelRatioF()
            target = self._overview.target_mm(viewport, ratio, event.position() * ratio)
            if target is not None:
                self.look(replace(viewport, centre_x_mm=target[0], centre_y_mm=target[1]))
                return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Carry the loupe along."""
        super().mouseMoveEvent(event)
        self._cursor = event.position()
        if self._is_loupe:
            self.update()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Without a cursor the loupe is in the middle."""
        super().leaveEvent(event)
        self._cursor = None
        if self._is_loupe:
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Home and End go to the front and the rear, page keys by a whole view."""
        views = VIEW_KEYS.get(event.key())
        viewport = self.viewport_shown
        if views is None or viewport is None or event.modifiers():
            super().keyPressEvent(event)
        else:
            sense = -1 if viewport.mirrored else 1
            self.look(viewport.panned(-sense * views * viewport.width_px, 0))

    def _covered(self) -> list[QRect]:
        """Beside the plots, the overview and the loupe: what is under them is not seen."""
        covered = super()._covered()
        if (place := self.overview_place) is not None:
            covered.append(place)
        if self._is_loupe:
            ratio = self.devicePixelRatioF()
            covered.append(self._loupe.place(self._aim * ratio, ratio))
        return covered

    @property
    def _aim(self) -> QPointF:
        """Where the loupe is, in logical pixels."""
        return self._cursor or QPointF(self.rect().center())

    def _paint_overlay(self, overlay: Overlay, ratio: float) -> None:
        super()._paint_overlay(overlay, ratio)
        if self._picture is None:
            return
        layers, viewport = self._picture.layers, self._picture.viewport
        if self._is_overview:
            with overlay.painting() as (painter, tokens):
                self._overview.paint(
                    painter,
                    viewport,
                    ratio,
                    layers,
                    self._look,
                    self._enhance,
                    self.unseen(),
                    tokens,
                )
        if self._is_loupe:
            with overlay.painting() as (painter, tokens):
                self._loupe.paint(
                    painter,
                    viewport,
                    self._aim * ratio,
                    ratio,
                    layers,
                    self._look,
                    self._enhance,
                    self._measure,
                    tokens,
                )
