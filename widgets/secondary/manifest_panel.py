"""What is declared to be in the load, line by line, with the weights added up."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView, QWidget

from app.domain.consignment import Consignment
from widgets.common.numbers import grouped, measure
from widgets.common.panel import label
from widgets.common.theme import Density
from widgets.secondary.state import ManifestLine
from widgets.secondary.translated_panel import TranslatedPanel

ROWS_SHOWN_MIN, ROWS_SHOWN_MAX = 2, 8
ROW_PAD_PX = 6
KG_DIFFERENCE_SHOWN_MIN = 0.5
NOT_JUDGED = "–"
GOODS_COLUMN, WEIGHT_COLUMN, SEEN_COLUMN = 1, 2, 3

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
            return _ALIGN_RIGHT if index.column() == WEIGHT_COLUMN else _ALIGN_LEFT
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == GOODS_COLUMN:
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
            return _ALIGN_RIGHT if section == WEIGHT_COLUMN else _ALIGN_LEFT
        return self._heads[section] if role == Qt.ItemDataRole.DisplayRole else None


class GoodsTable(QTableView):
    """As tall as its lines where there is room, and scrolling from two lines on where not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "dense")
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setTabKeyNavigation(False)  # Tab goes on to the next panel, arrows go through lines
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setHighlightSections(False)

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """All lines, up to the most that leave room for the panels below."""
        rows = min(self.model().rowCount(), ROWS_SHOWN_MAX)
        return QSize(super().sizeHint().width(), self._height_px(rows))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Two lines, or one if there is but one."""
        rows = min(self.model().rowCount(), ROWS_SHOWN_MIN)
        return QSize(super().minimumSizeHint().width(), self._height_px(rows))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """The columns have their widths now."""
        super().showEvent(event)
        self.fit_rows()

    def fit_rows(self) -> None:
        """Make each row as tall as its words in the columns as they are laid out now.

        Before the table is on the screen its columns have no widths yet: then a row is a line.
        """
        shown, line_px = self.isVisible(), self.fontMetrics().height()
        if shown:
            self.doItemsLayout()
        for index in range(self.model().rowCount()):
            words_px = self.sizeHintForRow(index) if shown else line_px
            self.setRowHeight(index, words_px + ROW_PAD_PX)
        self.updateGeometry()

    def _height_px(self, rows: int) -> int:
        rows_px = sum(self.rowHeight(index) for index in range(rows))
        return self.horizontalHeader().sizeHint().height() + rows_px + 2 * self.frameWidth()


class ManifestPanel(TranslatedPanel):
    """The declared goods. Their weights are added up beside the declared gross weight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._consignment: Consignment | None = None
        self._lines: tuple[ManifestLine, ...] = ()
        self._compact = False
        self.model = ManifestModel(self)
        self.table = GoodsTable(self)
        self.table.setModel(self.model)
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
        """A compact screen leaves no room for a column in which nothing is judged."""
        self._compact = density is Density.COMPACT
        self.title.setVisible(not self._compact)
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
            (self.tr("HS"), self.tr("Goods"), self.tr("kg"), self.tr("In image?")),
            self.tr("seen"),
            self.tr("not seen"),
        )
        self.table.setAccessibleName(self.tr("Declared goods"))
        self.set_title(self.tr("Manifest"), self._aside())
        self.totals.setText(self._totals())
        self.table.setVisible(bool(self._lines))
        self.table.setColumnHidden(SEEN_COLUMN, self._compact and not self._is_judged)
        self.table.fit_rows()

    def _refit(self, column: int) -> None:
        """Another width of the goods wraps them elsewhere."""
        if column == GOODS_COLUMN:
            self.table.fit_rows()

    @property
    def _is_judged(self) -> bool:
        return any(line.seen is not None for line in self._lines)

    def _aside(self) -> str:
        if self._consignment is None or self._compact:
            return ""
        count = len(self._lines)
        return self.tr("1 line") if count == 1 else self.tr("{count} lines").format(count=count)

    def _totals(self) -> str:
        goods = self._consignment
        if goods is None:
            return self.tr("No goods are declared for this vehicle.")
        if not self._lines:
            return self.tr("The declaration has no lines of goods.")
        if not self._is_judged and self._compact:
            return self._weights(goods.gross_kg)
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
