"""The radiograph of the case with its tools, what screening said, and the profile on its axis."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.annotation import PixelBox
from app.domain.hint import Hint
from app.domain.occupancy import Occupancy, RadiationVerdict
from app.domain.radiograph import Scan, Window, WindowPreset
from widgets.common.actions import ActionId
from widgets.common.theme import Density
from widgets.radiograph.layers import MakeColours
from widgets.radiograph.picture import MakeLut
from widgets.radiograph.radiograph_panel import RadiographPanel
from widgets.radiograph.raster import Indices, Pixels
from widgets.radiograph.review_view import ReviewView
from widgets.radiograph.state import Mark
from widgets.secondary.case_header import CaseHeader
from widgets.secondary.image_looks import ImageLooks
from widgets.secondary.image_swap import ImageSwap, Shown
from widgets.secondary.image_tools import ImageTools
from widgets.secondary.image_words import image_words
from widgets.secondary.look_line import LookLine
from widgets.secondary.state import CaseView, ImageState, ImageStatus
from widgets.secondary.tool_row import OPENING, PRESET_ACTIONS, ToolRow
from widgets.secondary.translated_panel import TranslatedPanel

NOTHING = ImageState(status=ImageStatus.NONE)
MM_PER_M = 1000
ImageLayers = tuple[Sequence[Pixels] | None, Sequence[Indices] | None, MakeColours | None]
NO_LAYERS: ImageLayers = (None, None, None)


class ImagePanel(TranslatedPanel):
    """Shows the image if it is here, else what is known of it; the profile is there either way.

    `shown_changed` says that another picture stands in the view: blinked, a difference, or back.
    """

    shown_changed = Signal(Shown)
    tool_pressed = Signal(ActionId)

    def __init__(self, make_lut: MakeLut, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._windows: Mapping[WindowPreset, Window] = {}
        self._levels: Sequence[Pixels] = ()
        self._scan: Scan | None = None
        self._front_m = 0.0
        self._layers = NO_LAYERS
        self._vehicle: PixelBox | None = None
        self._image = NOTHING
        self._passage: tuple[Occupancy | None, RadiationVerdict | None] = (None, None)
        self.title.hide()
        self.tools = ToolRow(self)
        self.case_header = CaseHeader(self)
        self.radiograph = RadiographPanel(make_lut, self)
        self.radiograph.number.hide()  # the case header says both, with or without an image
        self.radiograph.facts.hide()
        self.swap = ImageSwap(self.view)
        self.looks = ImageLooks(self.view)
        self.over = ImageTools(self.view)
        self.look = LookLine(self)
        self.body.addWidget(self.tools)
        self.body.addWidget(self.case_header)
        self.body.addWidget(self.radiograph, 1)
        below = QHBoxLayout()
        below.setSpacing(16)
        below.addWidget(self.look, 1)
        below.addWidget(self.tools.reading)
        self.body.addLayout(below)
        self.tools.tool_requested.connect(self.tool_pressed)
        # Queued, because a view is laid out while it says what it shows, and the tools beside it
        # would lay it out again: Qt loses a resize within a resize.
        self.view.coverage_changed.connect(self._show_share, Qt.ConnectionType.QueuedConnection)
        self.view.window_changed.connect(self._show_look, Qt.ConnectionType.QueuedConnection)
        self.view.view_changed.connect(self._show_look, Qt.ConnectionType.QueuedConnection)
        self.retranslate()

    @property
    def view(self) -> ReviewView:
        """The view of the pixels."""
        return self.radiograph.view

    def show_case(self, case: CaseView) -> None:
        """Show what is known of the case's image and passage."""
        self.case_header.show_case(case)
        self.look.show_look(case.review.look)
        passage = (case.occupancy, case.verdict)
        image_changed, passage_changed = case.image != self._image, passage != self._passage
        self._image, self._passage = case.image, passage
        if image_changed:
            self._show_image()
        elif passage_changed:
            self.radiograph.show_passage(*passage)

    def show_levels(
        self,
        levels: Sequence[Pixels],
        scan: Scan,
        windows: Mapping[WindowPreset, Window],
        *,
        front_m: float,
        vehicle: PixelBox | None = None,
    ) -> None:
        """Take the pixels of `scan`, the windows of its presets, and where its vehicle is."""
        self._vehicle = vehicle
        self._levels, self._scan, self._windows = levels, scan, windows
        self._layers = NO_LAYERS
        self._front_m = front_m
        self._show_image()

    def clear(self) -> None:
        """Let the pixels go."""
        self._levels, self._scan, self._windows = (), None, {}
        self._layers = NO_LAYERS
        self.looks.take_cleaned(None)
        self._show_image()

    def tool_handlers(self) -> Mapping[ActionId, Callable[[], None]]:
        """What each image action does."""
        view = self.view
        return {
            **{action: self._preset_user(action) for action in PRESET_ACTIONS},
            ActionId.INVERT: view.toggle_inverse,
            ActionId.WINDOW_NARROWER: view.window_narrower,
            ActionId.WINDOW_WIDER: view.window_wider,
            ActionId.LEVEL_DOWN: view.level_down,
            ActionId.LEVEL_UP: view.level_up,
            ActionId.IMAGE_RESET: self.reset,
            **self.looks.handlers(),
            **self.over.handlers(),
            ActionId.BLINK: lambda: self._swap(Shown.OTHER),
            ActionId.DIFFERENCE: lambda: self._swap(Shown.DIFFERENCE),
            ActionId.ZOOM_IN: view.zoom_in,
            ActionId.ZOOM_OUT: view.zoom_out,
            ActionId.PAN_LEFT: view.pan_left,
            ActionId.PAN_RIGHT: view.pan_right,
            ActionId.PAN_UP: view.pan_up,
            ActionId.PAN_DOWN: view.pan_down,
        }

    def tools_on(self) -> frozenset[ActionId]:
        """The tools and looks that are on."""
        return self.looks.on() | self.over.on()

    def set_density(self, density: Density) -> None:
        """On a compact screen tools show drawings instead of names."""
        self.tools.set_density(density)

    def show_layers(
        self,
        *,
        cleaned: Sequence[Pixels] | None,
        material: Sequence[Indices] | None,
        make_colours: MakeColours | None,
    ) -> None:
        """Take the image without its stripes, and the materials that colours stand for."""
        self._layers = (cleaned, material, make_colours)
        self._show_layers()
        self._tell_shown()

    def set_comparing(self, *, on: bool) -> None:
        """Give the room of the profile to the image while another one stands below it."""
        self.radiograph.strip.setVisible(not on)

    def show_comparison(
        self,
        *,
        other: Sequence[Pixels] | None,
        difference: Sequence[Pixels] | None,
        difference_window: Window | None,
    ) -> None:
        """Take what the image can be blinked with and its difference, laid pixel on pixel."""
        self.swap.offer(other=other, difference=difference, difference_window=difference_window)
        self._tell_shown()

    def show_hints(self, hints: Sequence[Hint]) -> None:
        """Draw these boxes of the machine, dashed and called so, and no others."""
        words = self.tr("machine {number}")
        self.view.set_hints(
            [
                self._mark(hint.box, words.format(number=number))
                for number, hint in enumerate(hints, start=1)
                if hint.box is not None
            ]
        )

    def show_here(self, box: PixelBox) -> None:
        """Draw where the object of a test image is, and bring it into the middle."""
        self.view.set_hints([self._mark(box, self.tr("here"))])
        self.look_at(box)

    def look_at(self, box: PixelBox) -> None:
        """Bring a box of the image into the middle, as large as it can be judged."""
        viewport = self.view.viewport_shown
        if viewport is None:
            return
        across_mm, down_mm = viewport.pixel_mm
        zoom = max(viewport.scale, viewport.full_zoom)
        self.view.look(
            replace(
                viewport,
                zoom=zoom,
                centre_x_mm=(box.left + box.right) / 2 * across_mm,
                centre_y_mm=(box.top + box.bottom) / 2 * down_mm,
            )
        )

    def _show_layers(self) -> None:
        """Give the view what there is beside the pixels, which it forgets with another image."""
        cleaned, material, make_colours = self._layers
        if self.view.has_image:
            self.looks.take_cleaned(cleaned)
            if material is not None and make_colours is not None:
                self.view.set_material(material, make_colours)

    def _mark(self, box: PixelBox, name: str) -> Mark:
        across_mm, down_mm = (self._scan.pixel_mm if self._scan else None) or (1.0, 1.0)
        return Mark(
            label=name,
            left_m=box.left * across_mm / MM_PER_M - self._front_m,
            right_m=box.right * across_mm / MM_PER_M - self._front_m,
            top_m=box.top * down_mm / MM_PER_M,
            bottom_m=box.bottom * down_mm / MM_PER_M,
        )

    def _swap(self, wanted: Shown) -> None:
        self.swap.toggle(wanted)
        self._tell_shown()

    def _tell_shown(self) -> None:
        if self.swap.shown is Shown.OWN:
            self.looks.own_again()
        self.case_header.show_instead(self.swap.shown)
        self.shown_changed.emit(self.swap.shown)
        self._show_look()

    def reset(self) -> None:
        """The whole image itself in greys, through the window it came with."""
        self.swap.back()
        self._tell_shown()
        self.looks.reset()
        self.view.reset_window()
        self.view.zoom_fit()

    def retranslate(self) -> None:
        """Say anew what stands in place of an image."""
        self.setAccessibleName(self.tr("Radiograph and portal profile"))
        if not self.view.has_image:
            self._show_image()

    def _show_image(self) -> None:
        """Show the pixels if they are those of the case's scan, else the words in their place."""
        if self._is_ready and self._scan is not None:
            self._show_pixels(self._scan)
        else:
            self.swap.take_own(())
            words = image_words(self._image)
            self.radiograph.clear(words)
            self.view.setAccessibleDescription(words.replace("\n", ". "))
        self.radiograph.show_passage(*self._passage)
        for part in (self.tools, self.look):
            part.setVisible(self.view.has_image)
        self._tell_shown()

    def _show_pixels(self, scan: Scan) -> None:
        self.swap.take_own(self._levels)
        self.radiograph.show_image(self._levels, scan, front_m=self._front_m)
        self._show_layers()
        self._show_share()
        if (first := self._windows.get(OPENING)) is not None:
            self.view.set_window(first, as_reset=True)
        self.tools.show_windows(self._windows)

    @property
    def _is_ready(self) -> bool:
        wanted, here = self._image.scan, self._scan
        is_same = wanted is not None and here is not None and wanted.scan_id == here.scan_id
        return is_same and self._image.status is ImageStatus.READY

    def _preset_user(self, action: ActionId) -> Callable[[], None]:
        def use() -> None:
            if self.view.has_image and (laid := self._windows.get(PRESET_ACTIONS[action])):
                self.view.set_window(laid)

        return use

    def _show_share(self) -> None:
        self.look.show_share(self.view.coverage if self.view.has_image else None)

    def _show_look(self) -> None:
        window = self.view.window_shown if self.view.has_image else None
        self.tools.show_look(window, self.view.magnification)
