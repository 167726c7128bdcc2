"""A radiograph with the portal's profile under it, aligned to the pixel."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.occupancy import Occupancy, RadiationVerdict
from app.domain.radiograph import Scan
from widgets.common.panel import label
from widgets.common.translated import TranslatedWidget
from widgets.radiograph.picture import MakeLut
from widgets.radiograph.profile_strip import ProfileStrip
from widgets.radiograph.raster import Pixels
from widgets.radiograph.review_view import ReviewView
from widgets.radiograph.state import ProfileState, profile_state


class RadiographPanel(TranslatedWidget):
    """Header line, view and strip. View and strip share their left and right margins.

    `view` and `strip` are public: their signals and slots are the panel's own. `chips` is the place
    right in the header for what others have to say of the passage.
    """

    def __init__(self, make_lut: MakeLut, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scan: Scan | None = None
        self._profile: ProfileState | None = None
        self.number = label("title", self)
        self.facts = label("small", self)
        self.chips = QHBoxLayout()
        self.view = ReviewView(make_lut, self)
        self.strip = ProfileStrip(self)
        self._beside = QHBoxLayout()
        self._build_layout()
        self.view.view_changed.connect(self.strip.set_range)
        self._align()
        self.retranslate()

    def show_image(self, levels: Sequence[Pixels], scan: Scan, *, front_m: float = 0.0) -> None:
        """Show one channel of a scan. `front_m` is where in the image the front bumper is."""
        self._scan = scan
        self.view.set_image(levels, scan.pixel_mm, front_m=front_m)
        self._guide()
        self.retranslate()

    def show_passage(self, occupancy: Occupancy | None, verdict: RadiationVerdict | None) -> None:
        """Show what the portal measured of this vehicle; None says that it measured nothing."""
        self._profile = None if occupancy is None else profile_state(occupancy, verdict)
        self.strip.show_profile(self._profile)
        self._guide()

    def clear(self, message: str = "") -> None:
        """Show neither image nor profile, and say why in place of the image."""
        self._scan = self._profile = None
        self.view.clear(message)
        self.strip.show_profile(None)
        self.strip.follow_nothing()
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.number.setText("" if self._scan is None else _number(self._scan))
        self.facts.setText("" if self._scan is None else self._fact_words(self._scan))
        self.view.setAccessibleDescription(self.facts.text())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """A new font moves the axes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._align()

    def _guide(self) -> None:
        """Draw the edges of the peak through the image, if both are laid on one axis."""
        band = None if self._profile is None else self._profile.band_m
        has_metres = self._scan is not None and self._scan.pixel_mm is not None
        self.view.set_guides(band if band is not None and has_metres else ())
        if has_metres:
            self.strip.set_range(*self.view.view_m)
        else:
            self.strip.follow_nothing()

    def _fact_words(self, scan: Scan) -> str:
        energies = "/".join(f"{item.energy_mv:g}" for item in scan.channels if item.energy_mv)
        words = []
        if scan.iso_type:
            words.append(scan.iso_type)
        if len(scan.channels) > 1:
            words.append(self.tr("dual-energy {energies} MV").format(energies=energies))
        elif energies:
            words.append(self.tr("single energy {energies} MV").format(energies=energies))
        words.append(f"{scan.started_at:%H:%M:%S}")
        if scan.simulated:
            words.append(self.tr("SIMULATED"))
        return " · ".join(words)

    def _align(self) -> None:
        left, right = self.strip.margins_px
        self._beside.setContentsMargins(left, 0, right, 0)

    def _build_layout(self) -> None:
        header = QHBoxLayout()
        header.setSpacing(10)
        header.addWidget(self.number)
        header.addWidget(self.facts)
        header.addStretch(1)
        header.addLayout(self.chips)
        self._beside.setSpacing(0)
        self._beside.addWidget(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(header)
        layout.addLayout(self._beside, 1)
        layout.addWidget(self.strip)


def _number(scan: Scan) -> str:
    """The container number in its printed groups, or what else names the conveyance."""
    number = scan.container_number
    if number is not None and len(number) == 11:
        return f"{number[:4]} {number[4:10]} {number[10]}"
    return number or scan.plate or scan.scan_id
