"""The lock over a workstation that its officer has left: nothing of the case shows through."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from widgets.common.labels import role_label
from widgets.common.panel import Panel, label
from widgets.common.screen import Screen
from widgets.session.refusal_words import refusal_words
from widgets.session.sign_in_form import PIN_MAX
from widgets.session.state import LockView

TIME_FORMAT = "%H:%M"
PANEL_WIDTH_PX = 620


class LockOverlay(Screen):
    """Covers its parent. Only the officer who locked can unlock; anybody can sign that one out."""

    unlock_requested = Signal(str)
    sign_out_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: LockView | None = None
        self.panel = Panel(self)
        self.who = label("given", self)
        self.since = label("label", self)
        self.pin = QLineEdit(self)
        self.pin.setMaxLength(PIN_MAX)
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.unlock = QPushButton(self)
        self.unlock.setProperty("role", "main")
        self.sign_out = QPushButton(self)
        self.refusal = label("refusal", self, wrap=True)
        self.pin.returnPressed.connect(self.submit)
        self.unlock.clicked.connect(self.submit)
        self.sign_out.clicked.connect(self.sign_out_requested)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._build_layout()
        self.retranslate()

    def show_view(self, view: LockView) -> None:
        """Show who locked, and a refusal if there was one."""
        self._view = view
        self.retranslate()

    def submit(self) -> None:
        """Ask to be let in; the PIN leaves the field at once."""
        pin = self.pin.text()
        if pin and not (self._view and self._view.checking):
            self.pin.clear()
            self.unlock_requested.emit(pin)

    def first_focus(self) -> QWidget:
        """The field that is filled first."""
        return self.pin

    def retranslate(self) -> None:
        """Set every text anew."""
        self.panel.set_title(self.tr("Locked"))
        self.pin.setAccessibleName(self.tr("PIN"))
        self.pin.setPlaceholderText(self.tr("PIN"))
        self.sign_out.setText(self.tr("Sign out"))
        view = self._view
        checking = view is not None and view.checking
        self.unlock.setText(self.tr("Checking…") if checking else self.tr("Enter  Unlock"))
        self.unlock.setEnabled(not checking)
        if view is None:
            return
        officer = view.officer
        self.who.setText(f"{officer.badge} {officer.name} · {role_label(view.role)}")
        text = self.tr("since {time}")
        self.since.setText(text.format(time=view.locked_at.strftime(TIME_FORMAT)))
        refusal = refusal_words(view.refused) if view.refused else ""
        self.refusal.setText(refusal)
        self.refusal.setVisible(bool(refusal))

    def _build_layout(self) -> None:
        keys = QHBoxLayout()
        keys.setSpacing(12)
        keys.addWidget(self.unlock, 2)
        keys.addWidget(self.sign_out, 1)
        body = self.panel.body
        body.addWidget(self.who)
        body.addWidget(self.since)
        body.addWidget(self.pin)
        body.addLayout(keys)
        body.addWidget(self.refusal)
        self.panel.setMinimumWidth(PANEL_WIDTH_PX)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.panel)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addLayout(row)
        layout.addStretch(3)
