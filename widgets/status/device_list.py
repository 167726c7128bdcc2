"""Devices in rows: how each is, when it was last heard, and what went wrong today."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.sync_state import DeviceState, LinkState
from widgets.common.chip import PriorityChip
from widgets.common.elided_label import ElidedLabel
from widgets.common.labels import family_label, link_label
from widgets.common.numbers import since
from widgets.common.panel import clear_layout, label
from widgets.common.translated import TranslatedWidget
from widgets.common.trouble_words import trouble_words

COLUMNS_SHORT = 3


class DeviceList(TranslatedWidget):
    """One row for each device. In short: name, state, reading; else also ages, faults and why.

    What is not connected has its row too: an absent device must not look like a quiet one.
    """

    def __init__(self, parent: QWidget | None = None, *, short: bool) -> None:
        super().__init__(parent)
        self._devices: tuple[DeviceState, ...] = ()
        self._now: datetime | None = None
        self._short = short
        self.rows = QGridLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setHorizontalSpacing(20)
        self.rows.setVerticalSpacing(8)
        self.rows.setColumnStretch(COLUMNS_SHORT - 1 if short else 5, 1)
        self.retranslate()

    def show_devices(self, devices: Sequence[DeviceState], now: datetime) -> None:
        """Show `devices`, those that are connected first; ages are counted to `now`."""
        ordered = sorted(devices, key=lambda item: item.link is LinkState.NOT_CONFIGURED)
        self._devices, self._now = tuple(ordered), now
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        clear_layout(self.rows)
        if not self._short:
            self._add_heads()
        for row, device in enumerate(self._devices, start=1):
            self._add_row(row, device)
        if not self._devices:
            nothing = label("body", self)
            nothing.setText(self.tr("No devices on this station."))
            self.rows.addWidget(nothing, 1, 0, 1, -1)
            nothing.show()

    def _add_heads(self) -> None:
        heads = (
            self.tr("device"),
            self.tr("state"),
            self.tr("last heard"),
            self.tr("faults"),
            self.tr("rejected"),
            self.tr("why"),
        )
        for column, words in enumerate(heads):
            head = label("hint", self)
            head.setText(words)
            self.rows.addWidget(head, 0, column)
            head.show()

    def _add_row(self, row: int, device: DeviceState) -> None:
        name = label("strong", self)
        name.setText(self._name(device))
        chip = PriorityChip(self)
        trouble = device.link is not LinkState.UP or device.is_blind
        chip.show_status(link_label(device.link), trouble=trouble, detail=device.why)
        why = ElidedLabel(self._why(device), self)
        why.setProperty("role", "small")
        parts: list[QWidget] = [name, chip]
        if not self._short:
            for words in self._figures(device):
                figure = label("body", self)
                figure.setText(words)
                parts.append(figure)
        parts.append(why)
        for column, part in enumerate(parts):
            align = Qt.AlignmentFlag.AlignLeft if part is chip else Qt.AlignmentFlag(0)
            self.rows.addWidget(part, row, column, align)
            part.show()

    def _name(self, device: DeviceState) -> str:
        family = family_label(device.family)
        same = self._short or device.name in (device.family, family)
        return family if same else f"{family} ({device.name})"

    def _figures(self, device: DeviceState) -> tuple[str, str, str]:
        if device.link is LinkState.NOT_CONFIGURED or self._now is None:
            return "–", "–", "–"
        heard = device.last_heard_at
        last = since(heard, self._now) if heard else self.tr("never")
        rejected = str(device.rejected_today)
        if device.suspect_today:
            rejected += f" (+{device.suspect_today} ?)"
        return last, str(device.faults_today), rejected

    def _why(self, device: DeviceState) -> str:
        if device.link is not LinkState.NOT_CONFIGURED:
            return trouble_words(device.troubles) or device.why or device.reading
        works = {
            "kiosk": self.tr("compare faces by eye"),
            "seal": self.tr("read seals by hand"),
            "lookouts": self.tr("nobody is checked against lookouts"),
            "portal": self.tr("screen with the handheld"),
            "plates": self.tr("type plates by hand"),
            "scans": self.tr("no radiographs here"),
            "spectra": self.tr("no spectra here"),
        }
        return device.why or works.get(device.family, "")
