"""Badge, PIN and role. The PIN leaves the field the moment it is sent."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from app.domain.officer import Role
from widgets.common.labels import role_label
from widgets.common.panel import Panel, filled, label
from widgets.common.translated import TranslatedWidget

BADGE_MAX = 16
PIN_MAX = 16


class SignInForm(TranslatedWidget):
    """A badge reader types into the badge field and ends with Enter, as does an officer."""

    sign_in_requested = Signal(str, str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.panel = Panel(self)
        self.badge_label = label("label", self)
        self.badge = QLineEdit(self)
        self.badge.setMaxLength(BADGE_MAX)
        self.pin_label = label("label", self)
        self.pin = QLineEdit(self)
        self.pin.setMaxLength(PIN_MAX)
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.role_label = label("label", self)
        self.roles: dict[Role, QPushButton] = {}
        self.role_row = QHBoxLayout()
        self.group = QButtonGroup(self)
        self.sign_in = QPushButton(self)
        self.sign_in.setProperty("role", "main")
        self.refusal: QLabel = label("refusal", self, wrap=True)
        self._checking = False
        self.badge.returnPressed.connect(self.pin.setFocus)
        self.pin.returnPressed.connect(self.submit)
        self.sign_in.clicked.connect(self.submit)
        self._build_layout()
        self.retranslate()

    def set_roles(self, roles: Sequence[Role]) -> None:
        """Offer `roles`; the first is chosen."""
        if tuple(roles) == tuple(self.roles):
            return
        for button in self.roles.values():
            self.group.removeButton(button)
            button.deleteLater()
        self.roles = {}
        for role in roles:
            button = QPushButton(self)
            button.setCheckable(True)
            self.group.addButton(button)
            self.role_row.addWidget(button, 1)
            self.roles[role] = button
        next(iter(self.roles.values())).setChecked(True)
        order = [self.badge, self.pin, *self.roles.values(), self.sign_in]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        self.retranslate()

    def show_state(self, *, checking: bool, refusal: str) -> None:
        """Show a refusal in words, and whether a PIN is being checked."""
        self._checking = checking
        self.sign_in.setEnabled(not checking)
        self.refusal.setText(refusal)
        self.refusal.setVisible(bool(refusal))
        self.refusal.setAccessibleName(refusal)
        self.retranslate()

    def submit(self) -> None:
        """Ask to be let in, if there is something to ask with."""
        badge, pin = self.badge.text().strip(), self.pin.text()
        role = next((item for item, button in self.roles.items() if button.isChecked()), None)
        if self._checking or role is None or not badge or not pin:
            (self.pin if badge else self.badge).setFocus()
            return
        self.pin.clear()
        self.sign_in_requested.emit(badge, pin, role)

    def clear(self) -> None:
        """Forget who was here."""
        self.badge.clear()
        self.pin.clear()
        if self.roles:
            next(iter(self.roles.values())).setChecked(True)

    def retranslate(self) -> None:
        """Set every text anew."""
        self.panel.set_title(self.tr("Sign in"))
        self.badge_label.setText(self.tr("&Badge"))
        self.pin_label.setText(self.tr("&PIN"))
        self.role_label.setText(self.tr("Role"))
        self.badge.setAccessibleName(self.tr("Badge number"))
        self.pin.setAccessibleName(self.tr("PIN"))
        for role, button in self.roles.items():
            button.setText(role_label(role))
        self.sign_in.setText(self.tr("Checking…") if self._checking else self.tr("Enter  Sign in"))

    def _build_layout(self) -> None:
        self.badge_label.setBuddy(self.badge)
        self.pin_label.setBuddy(self.pin)
        self.role_row.setSpacing(10)
        body = self.panel.body
        for widget in (self.badge_label, self.badge, self.pin_label, self.pin, self.role_label):
            body.addWidget(widget)
        body.addLayout(self.role_row)
        body.addSpacing(8)
        body.addWidget(self.sign_in)
        body.addWidget(self.refusal)
        body.addStretch(1)
        filled(self).addWidget(self.panel)
