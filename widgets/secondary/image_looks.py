"""How an image is looked at by one key: palettes, filters, mirror, the next part not seen."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from app.domain.annotation import PixelBox
from app.domain.view_state import Filter, Palette
from widgets.common.actions import ActionId
from widgets.radiograph.coverage import MAGNIFICATION_MIN
from widgets.radiograph.raster import Pixels
from widgets.radiograph.review_view import ReviewView
from widgets.radiograph.viewport import Viewport

PALETTE_ACTIONS = {
    ActionId.PALETTE_GREY: Palette.GREY,
    ActionId.PALETTE_DUAL: Palette.DUAL,
    ActionId.PALETTE_ORGANIC: Palette.ORGANIC,
    ActionId.PALETTE_METAL: Palette.METAL,
}
FILTER_ACTIONS = {
    ActionId.EDGE: Filter.EDGE,
    ActionId.LOCAL_CONTRAST: Filter.LOCAL_CONTRAST,
    ActionId.CLAHE: Filter.CLAHE,
}


class ImageLooks:
    """Does what the keys of looking do, and says which of them are on or cannot be."""

    def __init__(self, view: ReviewView) -> None:
        self._view = view
        self._cleaned: Sequence[Pixels] | None = None
        self._is_cleaned = False

    def take_cleaned(self, levels: Sequence[Pixels] | None) -> None:
        """Take the image without its stripes; None: there is none."""
        self._cleaned, self._is_cleaned = levels, False
        if levels is not None:
            self._view.set_cleaned(levels)

    def own_again(self) -> None:
        """The own image is back in the view, as it came: clean it again if it was."""
        if self._cleaned is not None:
            self._view.set_cleaned(self._cleaned)
            self._view.show_cleaned(on=self._is_cleaned)

    def handlers(self) -> Mapping[ActionId, Callable[[], None]]:
        """What each of the keys does."""
        return {
            **{action: self._palette_user(action) for action in PALETTE_ACTIONS},
            **{action: self._filter_user(action) for action in FILTER_ACTIONS},
            ActionId.CLEANED: self._toggle_cleaned,
            ActionId.MIRROR: self._toggle_mirror,
            ActionId.NEXT_UNSEEN: self._look_at_unseen,
        }

    def on(self) -> frozenset[ActionId]:
        """The keys whose look is on."""
        view = self._view
        viewport = view.viewport_shown
        shown = {
            **{action: view.palette_shown is item for action, item in PALETTE_ACTIONS.items()},
            **{action: item in view.filters_shown for action, item in FILTER_ACTIONS.items()},
            ActionId.CLEANED: self._is_cleaned,
            ActionId.MIRROR: viewport is not None and viewport.mirrored,
        }
        return frozenset(action for action, is_on in shown.items() if is_on)

    def missing(self) -> frozenset[ActionId]:
        """The keys that this image cannot have: colours need two energies."""
        without: set[ActionId] = set()
        if not self._view.has_material:
            without |= PALETTE_ACTIONS.keys()
        if self._cleaned is None:
            without.add(ActionId.CLEANED)
        return frozenset(without)

    def reset(self) -> None:
        """Greys without filters, as the image came."""
        self._view.set_palette(Palette.GREY)
        self._view.set_filters(())
        if self._is_cleaned:
            self._toggle_cleaned()
        viewport = self._view.viewport_shown
        if viewport is not None and viewport.mirrored:
            self._toggle_mirror()

    def _palette_user(self, action: ActionId) -> Callable[[], None]:
        def use() -> None:
            if self._view.has_material:
                self._view.set_palette(PALETTE_ACTIONS[action])

        return use

    def _filter_user(self, action: ActionId) -> Callable[[], None]:
        return lambda: self._view.set_filters(self._view.filters_shown ^ {FILTER_ACTIONS[action]})

    def _toggle_cleaned(self) -> None:
        if self._cleaned is not None:
            self._is_cleaned = not self._is_cleaned
            self._view.show_cleaned(on=self._is_cleaned)

    def _toggle_mirror(self) -> None:
        viewport = self._view.viewport_shown
        if viewport is not None:
            self._view.set_mirrored(on=not viewport.mirrored)

    def _look_at_unseen(self) -> None:
        viewport, unseen = self._view.viewport_shown, self._view.unseen()
        if viewport is not None and unseen:
            self._view.look(at_corner(viewport, next_of(unseen, viewport)))


def next_of(unseen: Sequence[PixelBox], viewport: Viewport) -> PixelBox:
    """The next part that was not seen: further to the rear, or from the front again."""
    here_px = viewport.x_mm(viewport.width_px / 2) / viewport.pixel_mm[0]
    ahead = [box for box in unseen if (box.left + box.right) / 2 > here_px]
    return min(ahead or unseen, key=lambda box: (box.left, box.top))


def at_corner(viewport: Viewport, box: PixelBox) -> Viewport:
    """A view that begins at the front and top of a box, just large enough to count as seen."""
    zoom = max(viewport.full_zoom * MAGNIFICATION_MIN, viewport.fit_zoom)
    across_mm, down_mm = viewport.pixel_mm
    return replace(
        viewport,
        zoom=zoom,
        centre_x_mm=(box.left - 1) * across_mm + viewport.width_px / 2 / zoom,
        centre_y_mm=(box.top - 1) * down_mm + viewport.height_px / 2 / zoom,
    )
