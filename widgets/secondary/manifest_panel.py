"""What is declared to be in the load, line by line, with the weights added up."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QWidget

from app.domain.consignment import Consignment
from widgets.common.numbers import measure
from widgets.common.panel import label
from widgets.common.theme import Density
from widgets.secondary.goods_table import (
    GOODS_COLUMN,
    GoodsTable,
    ManifestModel,
)
from widgets.secondary.state import ManifestLine
from widgets.secondary.translated_panel import TranslatedPanel

KG_DIFFERENCE_SHOWN_MIN = 0.5
SEEN_SIGN, NOT_SEEN_SIGN = "✓", "✗"


class ManifestPanel(TranslatedPanel):
    """The declared goods. Their weights are added up beside the declared gross weight."""

    line_judged = Signal(int, object)  # its number from 0, True, False or None
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._consignment: Consignment | None = None
        self._lines: tuple[ManifestLine, ...] = ()
        self._compact = False
        self.model = ManifestModel(self)
        self.table = GoodsTable(self)
        self.table.setModel(self.model)
        self.table.judged.connect(self.line_judged)
        self.table.left.connect(self.left)
        self.totals = label("dense-label", self, wrap=True)
        self.body.addWidget(self.table)
        self.body.addWidget(self.totals)
        self.body.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(GOODS_COLUMN, QHeaderView.ResizeMode.Stretch)
        header.sectionResized.connect(self._refit)
        self.retranslate()

    def set_density(self, density: Density) -> None:
        """On a compact screen a sign stands for what is seen."""
        self._compact = density is Density.COMPACT
        self.retranslate()

    def show_goods(self, consignment: Consignment | None, lines: tuple[ManifestLine, ...]) -> None:
        """Show what is declared; None says that nothing is."""
        if consignment is self._consignment and lines == self._lines:
            return
        self._consignment, self._lines = consignment, lines
        self.model.show_lines(lines)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.model.set_words(
            (self.tr("HS"), self.tr("Goods"), self.tr("kg"), self._seen_head()),
            SEEN_SIGN if self._compact else self.tr("✓ seen"),
            NOT_SEEN_SIGN if self._compact else self.tr("✗ not seen"),
        )
        self.table.setAccessibleName(self.tr("Declared goods"))
        self.set_title(self.tr("Manifest"), self._aside())
        self.totals.setText(self._totals())
        self.table.setVisible(bool(self._lines))
        self.table.fit_rows()

    def _refit(self, column: int) -> None:
        """Another width of the goods wraps them elsewhere."""
        if column == GOODS_COLUMN:
            self.table.fit_rows()

    def judge(self) -> None:
        """G: let Y and N go to the lines."""
        if self._lines:
            self.table.setFocus()

    def _seen_head(self) -> str:
        return self.tr("In it?") if self._compact else self.tr("In image?")

    def _aside(self) -> str:
        if self._compact or not self._lines:
            return ""
        return self.tr("G, then Y or N: in the image?")

    def _totals(self) -> str:
        goods = self._consignment
        if goods is None:
            return self.tr("No goods are declared for this vehicle.")
        if not self._lines:
            return self.tr("The declaration has no lines of goods.")
        return self._weights(goods.gross_kg)

    def _weights(self, declared_kg: float) -> str:
        summed_kg = sum(line.item.gross_kg for line in self._lines)
        declared = measure(declared_kg, "kg")
        difference_kg = summed_kg - declared_kg
        if abs(difference_kg) < KG_DIFFERENCE_SHOWN_MIN:
            return self.tr("Declared {declared}, the lines add up to it.").format(declared=declared)
        words = self.tr("Declared {declared}, the lines add up to {summed} ({difference}).")
        signed = ("+" if difference_kg > 0 else "") + measure(difference_kg, "kg")
        return words.format(declared=declared, summed=measure(summed_kg, "kg"), difference=signed)
