"""The two arrangements of the adjudication screen; the panels are the same in both."""

from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from widgets.common.theme import Density
from widgets.secondary.tabs import Tabs, scrolling

MARGIN_PX = 8
RIGHT_WIDTH_PX = {Density.WIDE: 560, Density.COMPACT: 460}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The panels of one alarm."""

    profile: QWidget
    spectrum: QWidget
    background: QWidget
    nuclides: QWidget
    commodity: QWidget
    steps: QWidget
    decision: QWidget
    events: QWidget


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """A page with the panels on it, and the tabs that need names; none on a wide screen."""

    page: QWidget
    papers: Tabs | None = None

    def take_apart(self) -> None:
        """Let the panels go, and the page too."""
        if self.papers is not None:
            self.papers.let_go()
        self.page.deleteLater()


def arrange(parts: Parts, density: Density) -> Arrangement:
    """Put the panels on a new page; they leave the page on which they were."""
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
    papers = None
    centre.addWidget(parts.profile, 5)
    centre.addWidget(parts.spectrum, 8)
    if density is Density.WIDE:
        below = QHBoxLayout()
        below.setSpacing(MARGIN_PX)
        below.addWidget(parts.nuclides, 3)
        below.addWidget(scrolling(parts.commodity), 3)
        below.addWidget(parts.background, 2)
        centre.addLayout(below, 5)
        right.addWidget(parts.events, 1)
        right.addWidget(parts.steps)
    else:
        papers = Tabs(
            (parts.nuclides, parts.commodity, parts.steps, parts.background, parts.events)
        )
        right.addWidget(papers, 1)
    right.addWidget(parts.decision)
    return Arrangement(page=page, papers=papers)
