"""What secondary shows while no case is open."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.common.labels import done_label
from widgets.common.panel import label
from widgets.common.translated import TranslatedWidget
from widgets.secondary.state import SecondaryView


class EmptyPage(TranslatedWidget):
    """Says whether anything waits, what was done last, and what may be missing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = SecondaryView()
        self.heading = label("lane-ready", self, wrap=True)
        self.last = label("body", self, wrap=True)
        self.hint = label("small", self, wrap=True)
        layout = QVBoxLayout(self)
        layout.setSpacing(14)
        layout.addStretch(1)
        for part in (self.heading, self.last, self.hint):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(part)
        layout.addStretch(2)
        self.retranslate()

    def show_view(self, view: SecondaryView) -> None:
        """Show what of `view` matters without a case."""
        self._view = view
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        view = self._view
        count = len(view.work)
        self.heading.setText(self._heading_words(count))
        self.last.setText(self._last_words())
        self.last.setVisible(bool(self.last.text()))
        hints = [self.tr("J opens the first case of the work list.") if count else ""]
        if view.offline:
            hints.append(
                self.tr("The centre is not reached: referrals of other stations come later.")
            )
        self.hint.setText("\n".join(hint for hint in hints if hint))
        self.hint.setVisible(bool(self.hint.text()))

    def _heading_words(self, count: int) -> str:
        if not count:
            return self.tr("Nothing waiting")
        return (
            self.tr("1 waiting") if count == 1 else self.tr("{count} waiting").format(count=count)
        )

    def _last_words(self) -> str:
        last = self._view.last_done
        if last is None:
            return ""
        words = self.tr("Last: {title} · {done} · {time}")
        return words.format(
            title=last.title, done=done_label(last.disposition), time=last.at.strftime("%H:%M")
        )
