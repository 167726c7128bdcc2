"""How much of the image was looked at, for how long, and the key to what was not seen."""

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from app.domain.finding import Priority
from widgets.common.chip import PriorityChip
from widgets.common.elided_label import ElidedLabel
from widgets.common.numbers import grouped, measure
from widgets.common.theme import set_state
from widgets.common.translated import TranslatedWidget
from widgets.secondary.review_state import COVERAGE_WANTED, LookState

PERCENT = 100
BAR_PX = 110


class LookLine(TranslatedWidget):
    """One line under the image. A release waits for both, so both are always to be seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = LookState()
        self._share: float | None = None
        self.bar = QProgressBar(self)
        self.bar.setRange(0, PERCENT)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(BAR_PX)
        self.seen = ElidedLabel("", self)
        self.seen.setProperty("role", "dense")
        self.dwell = ElidedLabel("", self)
        self.dwell.setProperty("role", "dense-label")
        self.idle = PriorityChip(self, wraps=True)
        set_state(self.idle, "dense")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.bar)
        layout.addWidget(self.seen, 1)
        layout.addWidget(self.idle)
        layout.addWidget(self.dwell)
        self.retranslate()

    def show_look(self, look: LookState) -> None:
        """Show how the first look goes."""
        if look != self._look:
            self._look = look
            self.retranslate()

    def show_share(self, share: float | None) -> None:
        """Show what the view itself counts, which is newer; None: there is no image."""
        if share != self._share:
            self._share = share
            self.retranslate()

    @property
    def seen_share(self) -> float:
        """What is shown: the record's share of the vehicle, or the view's while it has none yet."""
        return max(self._look.seen_share, self._share or 0.0)

    def retranslate(self) -> None:
        """Set every text anew."""
        look, share = self._look, self.seen_share
        percent = int(PERCENT * share)  # never rounded up: 100 is said when all was seen
        self.bar.setValue(percent)
        self.bar.setAccessibleName(self.tr("Seen part of the image"))
        if share >= COVERAGE_WANTED:
            self.seen.setText(self.tr("All seen"))
        else:
            words = self.tr("{percent} % seen  ·  U next unseen part")
            self.seen.setText(words.format(percent=grouped(percent)))
        self.dwell.setVisible(look.dwell_s is not None and look.hand_back_in_s is None)
        if look.dwell_s is not None:
            self.dwell.setText(self._dwell_words(look, look.dwell_s))
        self.seen.setVisible(look.hand_back_in_s is None)  # the bar still says how much
        self.idle.setVisible(look.hand_back_in_s is not None)
        if look.hand_back_in_s is not None:
            words = self.tr("idle: goes back to the list in {time}")
            time = measure(look.hand_back_in_s, "s")
            self.idle.show_finding(Priority.P3, words.format(time=time), acknowledged=True)

    def _dwell_words(self, look: LookState, dwell_s: float) -> str:
        if look.is_long_enough:
            return self.tr("looked at for {time}").format(time=measure(int(dwell_s), "s"))
        words = self.tr("looked at for {time} of {wanted}")
        return words.format(
            time=measure(int(dwell_s), "s"), wanted=measure(look.dwell_wanted_s, "s")
        )
