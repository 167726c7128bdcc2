"""The four keys on which a primary officer decides. Their places never change."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.decision import Reason
from app.domain.finding import Lock
from widgets.common.key_button import KeyButton
from widgets.common.labels import reason_digit, reason_label
from widgets.common.lock_words import locks_sentence
from widgets.common.translated import TranslatedFrame


class DecisionBar(TranslatedFrame):
    """F5 refer, F6 refer for another reason, F7 hold, F9 release. Only what is open is emitted."""

    refer_requested = Signal()
    refer_other_requested = Signal()
    hold_requested = Signal()
    release_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._suggested: Reason | None = None
        self._refer: tuple[Lock, ...] = ()
        self._hold: tuple[Lock, ...] = ()
        self._release: tuple[Lock, ...] = ()
        self.refer = KeyButton("F5", self)
        self.refer_other = KeyButton("F6", self)
        self.hold = KeyButton("F7", self)
        self.release = KeyButton("F9", self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.setSpacing(8)
        for key, stretch, signal in (
            (self.refer, 4, self.refer_requested),
            (self.refer_other, 3, self.refer_other_requested),
            (self.hold, 3, self.hold_requested),
            (self.release, 4, self.release_requested),
        ):
            layout.addWidget(key, stretch)
            key.pressed_open.connect(signal)
        self.retranslate()

    def show_keys(
        self,
        *,
        suggested: Reason | None,
        refer: Sequence[Lock],
        hold: Sequence[Lock],
        release: Sequence[Lock],
    ) -> None:
        """Show what can be done; locks say why not."""
        self._suggested = suggested
        self._refer, self._hold, self._release = tuple(refer), tuple(hold), tuple(release)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        suggested = self._suggested
        if suggested is None:
            sub = self.tr("choose a reason, 1 to 9")
        else:
            text = self.tr("{digit} {reason} ▸ suggested")
            sub = text.format(digit=reason_digit(suggested), reason=reason_label(suggested))
        self._show(self.refer, self.tr("Refer"), sub, self._refer, armed=suggested is not None)
        self._show(self.refer_other, self.tr("Refer, other reason"), self.tr("1 to 9"), self._refer)
        self._show(self.hold, self.tr("Hold in lane"), self.tr("call supervisor"), self._hold)
        self._show(self.release, self.tr("Release"), "", self._release)

    @staticmethod
    def _show(
        key: KeyButton, caption: str, sub: str, locks: tuple[Lock, ...], *, armed: bool = False
    ) -> None:
        if locks:
            key.show_locked(caption, locks_sentence(locks))
        else:
            key.show_key(caption, sub, armed=armed)
