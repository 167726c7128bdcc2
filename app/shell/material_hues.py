"""Which hues stand for materials: those that all can tell apart, or those of most consoles."""

from functools import partial

from PySide6.QtCore import QObject

from app.radiography.palettes import material_colours
from widgets.radiograph.radiograph_canvas import RadiographCanvas


class MaterialHues(QObject):
    """An officer's preference. It ends with the session: the next officer may be colour-blind."""

    def __init__(self, view: RadiographCanvas) -> None:
        super().__init__(view)
        self._view = view
        self.is_safe = True

    def toggle(self) -> None:
        """The other hues."""
        self._use(safe=not self.is_safe)

    def reset(self) -> None:
        """Hues that all can tell apart."""
        self._use(safe=True)

    def _use(self, *, safe: bool) -> None:
        if safe is not self.is_safe:
            self.is_safe = safe
            self._view.prefer_colours(partial(material_colours, colour_blind_safe=safe))
