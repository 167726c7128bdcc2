"""Another image beside the one under review: which, of when, and seen in the same way."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from app.domain.radiograph import Scan, Window, WindowPreset
from widgets.common.labels import done_label
from widgets.common.numbers import grouped
from widgets.common.panel import label
from widgets.radiograph.picture import MakeLut
from widgets.radiograph.radiograph_view import RadiographView
from widgets.radiograph.raster import Pixels
from widgets.radiograph.viewport import Viewport
from widgets.secondary.review_state import CompareChoice, CompareState, CompareStatus
from widgets.secondary.review_words import compare_label
from widgets.secondary.translated_panel import TranslatedPanel

HEIGHT_MIN_PX = 90
PERCENT = 100


class ComparePanel(TranslatedPanel):
    """Shows the chosen image and follows the pan, zoom and window of the one under review.

    `choice_selected` carries the index of another image to compare with.
    """

    choice_selected = Signal(int)

    def __init__(self, make_lut: MakeLut, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = CompareState()
        self._shown_scan: Scan | None = None
        self._follows: Viewport | None = None
        self.next_button = QPushButton(self)
        self.next_button.setProperty("role", "dense")
        self.next_button.clicked.connect(self.next_choice)
        self.header.addWidget(self.next_button)
        self.view = RadiographView(make_lut, self)
        self.view.setMinimumSize(QSize(1, HEIGHT_MIN_PX))
        self.view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows; keys stay with the image
        self.foot = label("dense-label", self, wrap=True)
        self._beside = QHBoxLayout()
        self._beside.addWidget(self.view)
        self.body.addLayout(self._beside, 1)
        self.body.addWidget(self.foot)
        self.retranslate()

    def show_state(self, state: CompareState) -> None:
        """Show what there is to compare with. The pixels come through `show_levels`."""
        if state != self._state:
            self._state = state
            current = state.current
            if self._shown_scan is not None and (
                current is None or current.scan.scan_id != self._shown_scan.scan_id
            ):
                self.clear()
            self.retranslate()

    def show_levels(
        self,
        levels: Sequence[Pixels],
        scan: Scan,
        windows: Mapping[WindowPreset, Window],
        *,
        front_m: float = 0.0,
    ) -> None:
        """Take the pixels of the chosen image."""
        self._shown_scan = scan
        self.view.set_image(levels, scan.pixel_mm, front_m=front_m)
        if (first := windows.get(WindowPreset.LOG)) is not None:
            self.view.set_window(first, as_reset=True)
        self._follow()
        self.retranslate()

    def clear(self) -> None:
        """Let the pixels go."""
        self._shown_scan = None
        self.view.clear(self._words())

    def follow_window(self, window: Window) -> None:
        """Show this image through the same window, so that the same grey means the same."""
        self.view.set_window(window)

    def follow_view(self, viewport: Viewport | None) -> None:
        """Show the same part, as much larger than fitted as the image under review is."""
        self._follows = viewport
        self._follow()

    def align(self, left_px: int, right_px: int) -> None:
        """Leave as much room at both sides as the image above does."""
        self._beside.setContentsMargins(left_px, 0, right_px, 0)

    def next_choice(self) -> None:
        """Ask for the next image to compare with, after the last for the first."""
        count = len(self._state.choices)
        if count > 1:
            self.choice_selected.emit((self._state.selected + 1) % count)

    def ask_current(self) -> None:
        """Ask for the pixels of the chosen image, if they are not here."""
        if self._state.choices and self._shown_scan is None:
            self.choice_selected.emit(self._state.selected)

    def retranslate(self) -> None:
        """Set every text anew."""
        current, count = self._state.current, len(self._state.choices)
        self.set_title(self.tr("Compare"), self._aside(current))
        self.next_button.setVisible(count > 1)
        words = self.tr("⇧C  {number} of {count}")
        self.next_button.setText(words.format(number=self._state.selected + 1, count=count))
        self.next_button.setAccessibleName(self.tr("Next image to compare with"))
        self.view.setAccessibleName(self.tr("Image to compare with"))
        self.view.setAccessibleDescription(self.aside.text())
        if self._shown_scan is None:
            self.view.clear(self._words())
        self.foot.setText(self._foot())
        self.foot.setVisible(bool(self.foot.text()))

    def _aside(self, current: CompareChoice | None) -> str:
        if current is None:
            return ""
        outcome = done_label(current.outcome) if current.outcome else ""
        simulated = self.tr("simulated") if current.scan.simulated else ""
        parts = (compare_label(current), outcome, simulated)
        return " · ".join(part for part in parts if part)

    def _words(self) -> str:
        current = self._state.current
        if current is None:
            if self._state.older_at_centre:
                return self.tr("No older image here.\nOlder images are at the centre.")
            return self.tr("No other image of this container, and no reference.")
        match current.status:
            case CompareStatus.AT_CENTRE:
                return self.tr("Older images are at the centre, which is not reached.")
            case CompareStatus.FAILED:
                return self.tr("This image cannot be shown: {why}").format(why=current.why)
            case CompareStatus.FETCHING | CompareStatus.READY:
                return self.tr("Fetching the image to compare with")

    def _foot(self) -> str:
        parts = []
        if self._state.score is not None:
            words = self.tr("laid on each other: {share} % alike")
            parts.append(words.format(share=grouped(PERCENT * self._state.score)))
        if self._state.is_unlike:
            parts.append(self.tr("too unlike to lay on each other: no blink, no difference"))
        if self._state.older_at_centre and self._state.choices:
            parts.append(self.tr("older images are at the centre"))
        return " · ".join(parts)

    def _follow(self) -> None:
        """Look at the same share of the image; two scans need not be of one size."""
        own, leader = self.view.viewport_shown, self._follows
        if own is None or leader is None:
            return
        if leader.zoom is None:
            self.view.look(own.fitted())
            return
        across = own.image_width_mm / leader.image_width_mm
        down = own.image_height_mm / leader.image_height_mm
        larger = leader.scale / leader.fit_zoom
        self.view.look(
            replace(
                own,
                zoom=own.fit_zoom * larger,
                centre_x_mm=leader.x_mm(leader.width_px / 2) * across,
                centre_y_mm=leader.y_mm(leader.height_px / 2) * down,
            )
        )
