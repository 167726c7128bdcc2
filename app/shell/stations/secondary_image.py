"""The radiograph of the case on the screen: fetched, decoded, shown; the next one beforehand."""

from collections.abc import Sequence
from pathlib import Path

from app.domain.case import Case
from app.domain.events import RadiographAttached
from app.domain.identifiers import CaseId
from app.domain.radiograph import PixelUnit, ScanChannel, WindowPreset
from app.domain.view_state import ViewState
from app.radiography.enhance import ViewportFilters
from app.radiography.image_cache import CachedImage, open_cached
from app.radiography.opaque import opaque_share
from app.radiography.palettes import material_colours
from app.radiography.pyramid import Indices, Pixels
from app.radiography.windows import box_window, preset_window
from app.shell.acts import Acts
from app.shell.board import Board
from app.shell.stations.image_measure import ImageMeasure
from app.shell.stations.image_remakes import ImageRemakes
from app.shell.stations.secondary_sight import ImageSight
from app.shell.stations.shown_image import FollowsImage, ShownImage
from app.workflow.updates import ImageFailed, ImageReady
from widgets.secondary.image_swap import Shown
from widgets.secondary.screen import SecondaryScreen
from widgets.secondary.state import ImageStatus


class SecondaryImage:
    """Brings images to the screen. Lives on the GUI thread.

    Who works on the image on the screen is among `followers`.
    """

    def __init__(self, screen: SecondaryScreen, acts: Acts, sight: ImageSight) -> None:
        self._screen = screen
        self._acts = acts
        self.sight = sight
        self.followers: tuple[FollowsImage, ...] = ()
        self._image: CachedImage | None = None
        self._channels: tuple[ScanChannel, ...] = ()
        self._measured: int | None = None
        self._folders: dict[str, str] = {}
        self._asked: set[str] = set()
        self._shown: str | None = None
        self._material: list[Indices] = []
        view = screen.image.view
        self._remakes = ImageRemakes(view, acts.remake_image, self._take_cleaned, screen)
        self.status = ImageStatus.NONE
        self.why = ""
        view.box_selected.connect(self._window_of_box)
        view.look_changed.connect(self._measure_channel)
        screen.picture_changed.connect(self._measure_picture)

    def clear(self) -> None:
        """Let the image of the last case go."""
        self._leave()
        self.status, self.why = ImageStatus.NONE, ""
        self._screen.clear_image()

    def want(self, case: Case) -> None:
        """Show the latest image of the case, or ask for it."""
        attached = _latest(case)
        if attached is None or attached.image_id == self._shown:
            return
        folder = self._folders.get(attached.image_id)
        if folder is None:
            self.status = ImageStatus.FETCHING
            self._leave()
            self._acts.request_image(attached)
            return
        image = open_cached(Path(folder))
        self._show(attached, image)
        # Stripes are looked for in transmission.
        is_log = attached.scan.channels[0].unit is PixelUnit.LOG
        self._remakes.begin(Path(folder), clean=not is_log)
        shown = ShownImage(case=case, attached=attached, folder=Path(folder), image=image)
        for follower in self.followers:
            follower.begin(shown)

    def prefetch_after(self, case_id: CaseId, ids: Sequence[CaseId], board: Board) -> None:
        """Have the image of the case that comes next ready before it is wanted; asked for once."""
        following = ids[ids.index(case_id) + 1 :][:1] if case_id in ids else ()
        case = board.case(following[0]) if following else None
        attached = _latest(case) if case is not None else None
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
        self._image, self._channels, self._measured = image, scan.channels, None
        self._measure(0)
        self._material = image.material
        self._take_cleaned(None)
        self._shown = attached.image_id
        self.status, self.why = ImageStatus.READY, ""

    def _leave(self) -> None:
        """The image on the screen is that of the case no longer."""
        self._shown = self._image = None
        self._remakes.end()
        self.sight.end()
        for follower in self.followers:
            follower.end()

    def _measure_channel(self, state: ViewState) -> None:
        """Each channel has an air and a floor of its own."""
        if self._screen.image.swap.shown is Shown.OWN:
            self._measure(state.channel)

    def _measure_picture(self, shown: Shown) -> None:
        """What another picture's values mean is not known: nothing is measured in it."""
        state = self._screen.image.view.view_state()
        self._measure(state.channel if state is not None and shown is Shown.OWN else None)

    def _measure(self, channel: int | None) -> None:
        image = self._image
        if image is None or channel == self._measured:
            return
        self._measured = channel
        measure = None
        if channel is not None:
            measure = ImageMeasure(image.levels[channel], self._channels[channel])
        self._screen.image.view.set_measure(measure)

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
