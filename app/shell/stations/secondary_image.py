"""The radiograph of the case on the screen: fetched, decoded, shown; the next one beforehand."""

from pathlib import Path

from app.domain.case import Case
from app.domain.events import RadiographAttached
from app.domain.radiograph import PixelUnit, WindowPreset
from app.radiography.enhance import ViewportFilters
from app.radiography.image_cache import CachedImage, open_cached
from app.radiography.opaque import opaque_share
from app.radiography.palettes import material_colours
from app.radiography.pyramid import Indices, Pixels
from app.radiography.windows import box_window, preset_window
from app.shell.acts import Acts
from app.shell.stations.image_measure import ImageMeasure
from app.shell.stations.image_remakes import ImageRemakes
from app.shell.stations.secondary_sight import ImageSight
from app.workflow.updates import ImageFailed, ImageReady
from widgets.secondary.screen import SecondaryScreen
from widgets.secondary.state import ImageStatus


class SecondaryImage:
    """Brings images to the screen. Lives on the GUI thread."""

    def __init__(self, screen: SecondaryScreen, acts: Acts, sight: ImageSight) -> None:
        self._screen = screen
        self._acts = acts
        self.sight = sight
        self._folders: dict[str, str] = {}
        self._asked: set[str] = set()
        self._shown: str | None = None
        self._material: list[Indices] = []
        view = screen.image.view
        self._remakes = ImageRemakes(view, acts.remake_image, self._take_cleaned, screen)
        self.status = ImageStatus.NONE
        self.why = ""
        screen.image.view.box_selected.connect(self._window_of_box)

    def clear(self) -> None:
        """Let the image of the last case go."""
        self._shown = None
        self._remakes.end()
        self.status, self.why = ImageStatus.NONE, ""
        self.sight.end()
        self._screen.clear_image()

    def want(self, case: Case) -> None:
        """Show the latest image of the case, or ask for it."""
        attached = _latest(case)
        if attached is None or attached.image_id == self._shown:
            return
        folder = self._folders.get(attached.image_id)
        if folder is None:
            self.status = ImageStatus.FETCHING
            self.sight.end()
            self._remakes.end()
            self._acts.request_image(attached)
            return
        self._show(attached, open_cached(Path(folder)))
        # Stripes are looked for in transmission.
        is_log = attached.scan.channels[0].unit is PixelUnit.LOG
        self._remakes.begin(Path(folder), clean=not is_log)

    def prefetch(self, case: Case) -> None:
        """Have the latest image of the case ready before it is wanted; asked for once."""
        attached = _latest(case)
        if attached is None or attached.image_id in self._folders.keys() | self._asked:
            return
        self._asked.add(attached.image_id)
        self._acts.request_image(attached)

    def came(self, update: ImageReady | ImageFailed, *, mine: bool, is_offline: bool) -> None:
        """A radiograph was decoded, or did not come; `mine` is that of the case on the screen."""
        if isinstance(update, ImageReady):
            self._folders[update.image_id] = update.folder
            return
        self._asked.discard(update.image_id)  # one that was asked for beforehand is asked for again
        if mine:
            # Without the centre it could not come; it is fetched again when the link is back.
            self.status = ImageStatus.AT_CENTRE if is_offline else ImageStatus.FAILED
            self.why = update.why

    def _show(self, attached: RadiographAttached, image: CachedImage) -> None:
        scan = attached.scan
        windows = {
            preset: preset_window(preset, image.levels[0], scan.channels[0])
            for preset in WindowPreset
        }
        front_px = image.extent_px[0] if image.extent_px else 0
        front_m = front_px * scan.pixel_mm[0] / 1000 if scan.pixel_mm else 0.0
        levels = image.channels[0]
        dense = opaque_share(levels, scan.channels[0], image.levels[0], image.vehicle_px)
        self.sight.begin(attached.image_id, dense)
        self._screen.show_image(levels, scan, windows, front_m=front_m, vehicle=image.vehicle_px)
        self._screen.image.view.set_enhance(ViewportFilters())
        self._screen.image.view.set_measure(ImageMeasure(image.levels[0]))
        self._material = image.material
        self._take_cleaned(None)
        self._shown = attached.image_id
        self.status, self.why = ImageStatus.READY, ""

    def _take_cleaned(self, cleaned: list[Pixels] | None) -> None:
        self._screen.show_layers(
            cleaned=cleaned, material=self._material or None, make_colours=material_colours
        )

    def _window_of_box(self, left: int, top: int, right: int, bottom: int) -> None:
        """Spread what lies in a box of the image over all greys."""
        folder = self._folders.get(self._shown or "")
        if folder is not None:
            pixels = open_cached(Path(folder)).channels[0][0][top:bottom, left:right]
            view = self._screen.image.view
            view.set_window(box_window(pixels, view.window_shown.curve))


def _latest(case: Case) -> RadiographAttached | None:
    return case.radiographs[-1] if case.radiographs else None
