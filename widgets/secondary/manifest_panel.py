"""What is declared to be in the load, line by line, with the weights added up."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.domain.consignment import Consignment
from widgets.common.numbers import grouped, measure
from widgets.common.panel import label
from widgets.common.theme import Density
from widgets.secondary.state import ManifestLine
from widgets.secondary.translated_panel import TranslatedPanel

LINES_SHOWN_MAX = 6
LINES_SHOWN_COMPACT = 4
KG_DIFFERENCE_SHOWN_MIN = 0.5
NOT_JUDGED = "–"
ROW_PAD_PX = 8

Index = QModelIndex | QPersistentModelIndex
_ALIGN_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ALIGN_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def hs_text(code: str) -> str:
    """A Harmonized System code as people write it: 6907.21."""
    return f"{code[:4]}.{code[4:]}" if len(code) > 4 else code


class ManifestModel(QAbstractTableModel):
    """Goods in rows; the columns are code, goods, weight and an officer's judgement."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[ManifestLine, ...] = ()
        self._heads: tuple[str, ...] = ("",) * 4
        self._seen: dict[bool | None, str] = {}

    def show_lines(self, lines: tuple[ManifestLine, ...]) -> None:
        """Take other lines."""
        if lines != self._lines:
            self.beginResetModel()
            self._lines = lines
            self.endResetModel()

    def set_words(self, heads: tuple[str, str, str, str], seen: str, not_seen: str) -> None:
        """Take the words of another language."""
        self.beginResetModel()
        self._heads = heads
        self._seen = {True: seen, False: not_seen, None: NOT_JUDGED}
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 (Qt's signature)
        """How many lines are declared."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 (Qt's)
        """Code, goods, weight, judgement."""
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What stands in a cell, or how it is aligned."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN_RIGHT if index.column() == 2 else _ALIGN_LEFT
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == 1:
            return line.item.description
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        item = line.item
        texts = (hs_text(item.hs_code), item.description, grouped(item.gross_kg))
        return (*texts, self._seen[line.seen])[index.column()]

    def headerData(  # noqa: N802 (Qt's name)
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """The heads of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN_RIGHT if section == 2 else _ALIGN_LEFT
        return self._heads[section] if role == Qt.ItemDataRole.DisplayRole else None


class ManifestPanel(TranslatedPanel):
    """The declared goods. Their weights are added up beside the declared gross weight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._consignment: Consignment | None = None
        self._lines: tuple[ManifestLine, ...] = ()
        self._shown_max = LINES_SHOWN_MAX
        self.model = ManifestModel(self)
        self.table = QTableView(self)
        self.table.setProperty("role", "dense")
        self.table.setModel(self.model)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.table.setShowGrid(False)
        self.table.setAlternatingRowColors(True)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setHighlightSections(False)
        self.totals = label("dense-label", self, wrap=True)
        self.body.addWidget(self.table)
        self.body.addWidget(self.totals)
        self.retranslate()
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)

    def set_density(self, density: Density) -> None:
        """Show more lines at once where there is room."""
        wide = density is Density.WIDE
        self._shown_max = LINES_SHOWN_MAX if wide else LINES_SHOWN_COMPACT
        self._fit()

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
            (self.tr("HS"), self.tr("Goods"), self.tr("kg"), self.tr("In image?")),
            self.tr("seen"),
            self.tr("not seen"),
        )
        self.table.setAccessibleName(self.tr("Declared goods"))
        self.set_title(self.tr("Manifest"), self._aside())
        self.totals.setText(self._totals())
        self.table.setVisible(bool(self._lines))
        self._fit()

    def _aside(self) -> str:
        if self._consignment is None:
            return ""
        count = len(self._lines)
        return self.tr("1 line") if count == 1 else self.tr("{count} lines").format(count=count)

    def _totals(self) -> str:
        goods = self._consignment
        if goods is None:
            return self.tr("No goods are declared for this vehicle.")
        if not self._lines:
            return self.tr("The declaration has no lines of goods.")
        not_judged = self.tr("“{sign}”: not judged").format(sign=NOT_JUDGED)
        return f"{self._weights(goods.gross_kg)}  {not_judged}"

    def _weights(self, declared_kg: float) -> str:
        summed_kg = sum(line.item.gross_kg for line in self._lines)
        declared = measure(declared_kg, "kg")
        difference_kg = summed_kg - declared_kg
        if abs(difference_kg) < KG_DIFFERENCE_SHOWN_MIN:
            return self.tr("Declared {declared}, the lines add up to it.").format(declared=declared)
        words = self.tr("Declared {declared}, the lines add up to {summed} ({difference}).")
        signed = ("+" if difference_kg > 0 else "") + measure(difference_kg, "kg")
        return words.format(declared=declared, summed=measure(summed_kg, "kg"), difference=signed)

    def _fit(self) -> None:
        """As tall as the lines, up to the most that are shown at once; the rest scrolls."""
        row_px = self.table.fontMetrics().height() + ROW_PAD_PX
        self.table.verticalHeader().setDefaultSectionSize(row_px)
        shown = min(max(len(self._lines), 1), self._shown_max)
        head_px = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(head_px + shown * row_px + 2 * self.table.frameWidth())
