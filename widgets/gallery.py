"""Every shared part in every state, on one page: `python -m widgets.gallery [day|night]`."""

import sys
from collections.abc import Iterator

from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.decision import Reason
from app.domain.finding import FindingKind, Lock, LockKind, Priority
from widgets.common.banner import Banner
from widgets.common.chip import PriorityChip
from widgets.common.flow_layout import FlowLayout
from widgets.common.fonts import load_fonts
from widgets.common.icons import Icon
from widgets.common.key_button import KeyButton
from widgets.common.message_bar import MessageBar
from widgets.common.panel import Card, Panel, label
from widgets.common.pulse import MarkerPulse
from widgets.common.screen import Screen
from widgets.common.theme import Density, ThemeName, apply_theme, load_theme
from widgets.decision.decision_bar import DecisionBar
from widgets.decision.reason_chooser import ReasonChooser

SIZE_PX = (1700, 1200)
ROLES = ("title", "name", "given", "label", "value", "body", "strong", "small", "hint", "refusal")
WORDS = "8.4σ on lane 3"


class Gallery(Screen):
    """Shows what an officer's screens are made of, for whoever changes a colour or a size."""

    def __init__(self) -> None:
        super().__init__()
        page = QWidget()
        page.setObjectName("scrolled")
        column = QVBoxLayout(page)
        for part in (*_banners(), _chips(), _words(), *_keys(), _bar(), ReasonChooser()):
            column.addWidget(part)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setWidget(page)
        QVBoxLayout(self).addWidget(area)


def _banners() -> Iterator[QWidget]:
    for priority in (Priority.P1, Priority.P2, Priority.NONE):
        for acknowledged in (False, True):
            banner = Banner()
            banner.show_banner(priority, WORDS, note="12 s", acknowledged=acknowledged)
            yield banner


def _chips() -> QWidget:
    panel = Panel()
    panel.set_title("Chips")
    flow = FlowLayout()
    for priority in Priority:
        for acknowledged in (False, True):
            chip = PriorityChip(panel, wraps=True)
            chip.show_finding(priority, WORDS, acknowledged=acknowledged)
            flow.addWidget(chip)
    panel.body.addLayout(flow)
    return panel


def _words() -> QWidget:
    panel = Panel()
    panel.set_title("Words", "by role")
    row = QHBoxLayout()
    column = QVBoxLayout()
    for role in ROLES:
        words = label(role, panel)
        words.setText(f"{role}: {WORDS}")
        column.addWidget(words)
    row.addLayout(column)
    for name in ("compare", "lane"):
        row.addWidget(Icon(name, panel))
    card = Card(panel)
    card.set_selected(selected=True)
    row.addWidget(card, 1)
    panel.body.addLayout(row)
    return panel


def _keys() -> Iterator[QWidget]:
    for dense in (False, True):
        holder = QWidget()
        row = QHBoxLayout(holder)
        for armed in (False, True):
            key = KeyButton("F5", holder, dense=dense)
            key.show_key(WORDS, "sub", armed=armed)
            row.addWidget(key)
        locked = KeyButton("F9", holder, dense=dense)
        locked.show_locked(WORDS, "why not")
        row.addWidget(locked)
        yield holder
    message = MessageBar()
    message.show_message(WORDS, error=True)
    yield message


def _bar() -> DecisionBar:
    bar = DecisionBar()
    alarm = Lock(kind=LockKind.ALARM_OPEN, details=(FindingKind.GAMMA_ALARM,))
    bar.show_keys(suggested=Reason.RADIATION, refer=(), hold=(), release=(alarm,))
    return bar


def main() -> None:
    """Open the gallery in the theme that is asked for."""
    application = QApplication(sys.argv)
    theme = ThemeName(sys.argv[1]) if len(sys.argv) > 1 else ThemeName.DAY
    load_fonts(application)
    apply_theme(application, load_theme(theme, Density.WIDE))
    gallery = Gallery()
    gallery.resize(*SIZE_PX)
    gallery.show()
    MarkerPulse(gallery).start()
    application.exec()


if __name__ == "__main__":
    main()
