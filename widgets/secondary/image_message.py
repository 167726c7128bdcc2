"""What stands in the place of a radiograph that is not there, and what can be done about it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.common.numbers import grouped
from widgets.common.panel import label
from widgets.common.translated import TranslatedFrame
from widgets.secondary.state import ImageState, ImageStatus

BYTES_PER_MB = 1_000_000


class ImageMessage(TranslatedFrame):
    """Says how far the image is on its way. An empty frame could be taken for an empty load."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = ImageState(status=ImageStatus.NONE)
        self.heading = label("dense-heading", self, wrap=True)
        self.words = label("dense-label", self, wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.addStretch(1)
        for part in (self.heading, self.words):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(part)
        layout.addStretch(1)
        self.retranslate()

    def show_image_state(self, image: ImageState) -> None:
        """Show how the image is."""
        if image != self._image:
            self._image = image
            self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        heading, words = self._texts()
        self.heading.setText(heading)
        self.words.setText(words)
        self.words.setVisible(bool(words))

    def _texts(self) -> tuple[str, str]:
        image = self._image
        match image.status:
            case ImageStatus.NONE:
                return (
                    self.tr("No radiograph of this vehicle"),
                    self.tr("F7 sends it to be scanned."),
                )
            case ImageStatus.AT_CENTRE:
                return (
                    self.tr("The radiograph is at the central service, which is not reached"),
                    self.tr("It comes by itself when the link is back. F7 sends for a new scan."),
                )
            case ImageStatus.FETCHING:
                return self.tr("Fetching the radiograph"), self._progress()
            case ImageStatus.DECODING | ImageStatus.READY:
                return self.tr("Preparing the radiograph"), ""
            case ImageStatus.FAILED:
                words = self.tr("{why}. The original files are kept. F7 sends for a new scan.")
                return (
                    self.tr("The radiograph cannot be shown"),
                    words.format(why=image.why or self.tr("No reason was given")),
                )

    def _progress(self) -> str:
        image = self._image
        if not image.total_bytes:
            return ""
        words = self.tr("{done} of {total} MB")
        return words.format(
            done=grouped(image.received_bytes / BYTES_PER_MB, 1),
            total=grouped(image.total_bytes / BYTES_PER_MB, 1),
        )
