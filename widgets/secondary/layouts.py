"""The two arrangements of the secondary screen; the panels are the same in both.

A vehicle is four times as long as high, so the image is given width before height. A wide screen
shows everything side by side. On a compact one the work list is a rail, and panels that explain
rather than alarm take turns behind tabs.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from widgets.common.theme import Density
from widgets.secondary.panels import CasePanels
from widgets.secondary.tabs import PanelTabs, Tabs, scrolling

MARGIN_PX = 8
RIGHT_WIDTH_PX = {Density.WIDE: 430, Density.COMPACT: 352}


IMAGE_AND_BELOW = {Density.WIDE: (13, 7), Density.COMPACT: (9, 4)}
COMPARING = (1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """A page with the panels on it.

    `below` is what stands under the image, `yielding` what of it gives its room to an image that
    is compared with side by side: both images are then as wide, one over the other.
    """

    page: QWidget
    centre: QVBoxLayout
    below: QWidget
    tabs: tuple[Tabs, ...]
    yielding: tuple[QWidget, ...]
    shares: tuple[int, int]

    def bring_up(self, panel: QWidget) -> None:
        """Bring a panel to the front, if it takes turns with others."""
        for tabs in self.tabs:
            if panel in tabs.panels:
                tabs.show_tab(tabs.panels.index(panel))
        if self.below.isAncestorOf(panel):
            self.below.show()

    def is_up(self, panel: QWidget) -> bool:
        """Whether a panel is in front of those with which it takes turns."""
        turns = [tabs for tabs in self.tabs if panel in tabs.panels]
        hidden = self.below.isHidden() and self.below.isAncestorOf(panel)
        yielded = any(part.isHidden() and _within(panel, part) for part in self.yielding)
        return not (hidden or yielded) and all(tabs.current is panel for tabs in turns)

    def yields(self, panel: QWidget) -> bool:
        """Whether a panel gives its room to a comparison, or stands behind it."""
        return any(_within(panel, part) for part in (*self.yielding, self.below))

    def compare(self, *, on: bool) -> None:
        """Give what is below the room for an image as wide as the one under review."""
        for part in self.yielding:
            part.setVisible(not on)
        for index, share in enumerate(COMPARING if on else self.shares):
            self.centre.setStretch(index, share)

    def set_names(self, names: Mapping[QWidget, str]) -> None:
        """Name the tabs."""
        for tabs in self.tabs:
            tabs.set_names([names[panel] for panel in tabs.panels])

    def take_apart(self) -> None:
        """Let the panels go, and the page too."""
        self.compare(on=False)
        for tabs in self.tabs:
            tabs.let_go()
        self.page.deleteLater()


def arrange(parts: CasePanels, density: Density) -> Arrangement:
    """Put the panels on a new page; they leave the page on which they were."""
    return _compact(parts) if density is Density.COMPACT else _wide(parts)


def _wide(parts: CasePanels) -> Arrangement:
    page, centre, right = _columns(Density.WIDE)
    beside = PanelTabs((parts.compare, parts.risk))
    own = PanelTabs((parts.marks, parts.hints, parts.occupants))
    below = QWidget()
    row = QHBoxLayout(below)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(MARGIN_PX)
    row.addWidget(beside, 6)
    row.addWidget(parts.spectrum, 5)
    row.addWidget(own, 4)
    shares = IMAGE_AND_BELOW[Density.WIDE]
    centre.addWidget(parts.image, shares[0])
    centre.addWidget(below, shares[1])
    explained = QWidget()
    explained.setObjectName("scrolled")
    column = QVBoxLayout(explained)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(MARGIN_PX)
    for panel in (parts.referral, parts.manifest, parts.seal):
        column.addWidget(panel)
    column.addStretch(1)
    right.addWidget(scrolling(explained), 1)  # so that the keys below are never pressed together
    right.addWidget(parts.second)
    right.addWidget(parts.decision)
    return Arrangement(
        page=page,
        centre=centre,
        below=below,
        tabs=(beside, own),
        yielding=(parts.spectrum, own),
        shares=shares,
    )


def _compact(parts: CasePanels) -> Arrangement:
    page, centre, right = _columns(Density.COMPACT)
    below = PanelTabs((parts.spectrum, parts.compare, parts.risk, parts.occupants))
    papers = PanelTabs((parts.manifest, parts.seal, parts.marks, parts.hints))
    shares = IMAGE_AND_BELOW[Density.COMPACT]
    centre.addWidget(parts.image, shares[0])
    centre.addWidget(below, shares[1])
    right.addWidget(parts.referral)
    right.addWidget(papers, 1)
    right.addWidget(parts.second)
    right.addWidget(parts.decision)
    return Arrangement(
        page=page, centre=centre, below=below, tabs=(below, papers), yielding=(), shares=shares
    )


def _within(panel: QWidget, part: QWidget) -> bool:
    return part is panel or part.isAncestorOf(panel)


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
