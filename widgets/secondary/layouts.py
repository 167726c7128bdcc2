"""The two arrangements of the secondary screen; the panels are the same in both.

A wide screen shows everything side by side. On a compact one the work list is a rail, and panels
that explain rather than alarm take turns behind tabs.
"""

from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from widgets.common.theme import Density
from widgets.secondary.tabs import Tabs, scrolling

MARGIN_PX = 8
RIGHT_WIDTH_PX = {Density.WIDE: 460, Density.COMPACT: 360}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The panels of one case."""

    image: QWidget
    spectrum: QWidget
    risk: QWidget
    referral: QWidget
    manifest: QWidget
    seal: QWidget
    occupants: QWidget
    decision: QWidget


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """A page with the panels on it, and the tabs that need names; none on a wide screen."""

    page: QWidget
    signals: Tabs | None = None
    papers: Tabs | None = None

    def take_apart(self) -> None:
        """Let the panels go, and the page too."""
        for tabs in (self.signals, self.papers):
            if tabs is not None:
                tabs.let_go()
        self.page.deleteLater()


def arrange(parts: Parts, density: Density) -> Arrangement:
    """Put the panels on a new page; they leave the page on which they were."""
    return _compact(parts) if density is Density.COMPACT else _wide(parts)


def _wide(parts: Parts) -> Arrangement:
    page, centre, right = _columns(Density.WIDE)
    below = QHBoxLayout()
    below.setSpacing(MARGIN_PX)
    below.addWidget(parts.spectrum, 1)
    below.addWidget(parts.risk, 1)
    centre.addWidget(parts.image, 5)
    centre.addLayout(below, 3)
    explained = QWidget()
    explained.setObjectName("scrolled")
    column = QVBoxLayout(explained)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(MARGIN_PX)
    for panel in (parts.referral, parts.manifest, parts.seal, parts.occupants):
        column.addWidget(panel)
    column.addStretch(1)
    right.addWidget(scrolling(explained), 1)  # so that the keys below are never pressed together
    right.addWidget(parts.decision)
    return Arrangement(page=page)


def _compact(parts: Parts) -> Arrangement:
    page, centre, right = _columns(Density.COMPACT)
    signals = Tabs((parts.spectrum, parts.risk))
    papers = Tabs((parts.manifest, parts.seal, parts.occupants))
    centre.addWidget(parts.image, 2)
    centre.addWidget(signals, 1)
    right.addWidget(parts.referral)
    right.addWidget(papers, 1)
    right.addWidget(parts.decision)
    return Arrangement(page=page, signals=signals, papers=papers)


def _columns(density: Density) -> tuple[QWidget, QVBoxLayout, QVBoxLayout]:
    page, side = QWidget(), QWidget()
    centre, right = QVBoxLayout(), QVBoxLayout(side)
    right.setContentsMargins(0, 0, 0, 0)
    side.setFixedWidth(RIGHT_WIDTH_PX[density])
    for column in (centre, right):
        column.setSpacing(MARGIN_PX)
    layout = QHBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(MARGIN_PX)
    layout.addLayout(centre, 1)
    layout.addWidget(side)
    return page, centre, right
