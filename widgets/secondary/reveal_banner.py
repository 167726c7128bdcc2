"""What an officer is told after a test image: that it was one, and whether it was found."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.domain.annotation import PixelBox
from app.domain.finding import Priority
from widgets.common.chip import PriorityChip
from widgets.common.labels import disposition_label
from widgets.common.panel import label
from widgets.common.theme import set_state
from widgets.common.translated import TranslatedFrame
from widgets.secondary.review_state import TestImage


class RevealBanner(TranslatedFrame):
    """A line across the screen that stays until the officer closes it with Esc."""

    closed = Signal()
    shown_at = Signal(PixelBox)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reveal")
        self._test: TestImage | None = None
        self.chip = PriorityChip(self)
        set_state(self.chip, "dense")
        self.words = label("dense", self, wrap=True)
        self.close_button = QPushButton(self)
        self.close_button.setProperty("role", "dense")
        self.close_button.clicked.connect(self.closed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 6)
        layout.setSpacing(12)
        layout.addWidget(self.chip)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.close_button)
        self.hide()

    def show_test(self, test: TestImage | None) -> None:
        """Tell of `test`; None says nothing."""
        if test == self._test:
            return
        self._test = test
        self.setVisible(test is not None)
        self.retranslate()
        self.show_again()

    def show_again(self) -> None:
        """Say again where it is: the image came after the news."""
        if self._test is not None and self._test.box is not None:
            self.shown_at.emit(self._test.box)

    @property
    def is_open(self) -> bool:
        """Whether it waits to be closed."""
        return self._test is not None

    def retranslate(self) -> None:
        """Set every text anew."""
        test = self._test
        if test is None:
            return
        found = self._verdict(test)
        priority = Priority.NONE if test.found else Priority.P2
        self.chip.show_finding(priority, found, acknowledged=True)
        self.words.setText(self._sentence(test))
        self.setAccessibleName(found)
        self.setAccessibleDescription(self.words.text())
        self.close_button.setText(self.tr("Esc  Close"))

    def _verdict(self, test: TestImage) -> str:
        if test.object_name:
            return self.tr("test image: found") if test.found else self.tr("test image: MISSED")
        if test.found:
            return self.tr("test image: rightly left alone")
        return self.tr("test image: nothing was in it")

    def _sentence(self, test: TestImage) -> str:
        if not test.object_name:
            words = self.tr(
                "{title} was shown again for practice, and nothing was laid into it. You chose: "
                "{decision}. Found so far: {found} of {shown}. It counts in no traffic figure."
            )
            return words.format(
                title=test.title,
                decision=disposition_label(test.decided),
                found=test.found_count,
                shown=test.shown_count,
            )
        here = self.tr("It is boxed in the image.") if test.box else ""
        words = self.tr(
            "{title} was made for practice: {thing} was laid into it. You chose: {decision}. "
            "{here} Found so far: {found} of {shown}. It counts in no traffic figure."
        )
        return words.format(
            title=test.title,
            thing=test.object_name,
            decision=disposition_label(test.decided),
            here=here,
            found=test.found_count,
            shown=test.shown_count,
        ).replace("  ", " ")
