"""The declared goods as a table in which an officer says what is to be seen in the image."""

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView, QWidget

from widgets.common.numbers import grouped
from widgets.secondary.state import ManifestLine

ROWS_SHOWN_MAX = 8
ROW_PAD_PX = 6
NOT_JUDGED = "–"
GOODS_COLUMN, WEIGHT_COLUMN, SEEN_COLUMN = 1, 2, 3
JUDGEMENTS = {Qt.Key.Key_Y: True, Qt.Key.Key_N: False, Qt.Key.Key_Backspace: None}
_OWN_KEYS = (*JUDGEMENTS, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Escape)

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
        if lines == self._lines:
            return
        if len(lines) == len(self._lines) > 0:  # judged, most likely: the marked line stays
            self._lines = lines
            last = self.index(len(lines) - 1, len(self._heads) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def set_words(self, heads: tuple[str, str, str, str], seen: str, not_seen: str) -> None:
        """Take the words of another language."""
        if (heads, seen, not_seen) == (self._heads, self._seen.get(True), self._seen.get(False)):
            return
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
        if role == Qt.ItemDataRole.UserRole:
            return line.seen
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
    """As tall as its lines, and scrolling from nine lines on; what it stands in scrolls before.

    While it has the focus, Y and N say of the marked line whether it is in the image and go on to
    the next one; Backspace takes the judgement back. A press on the last column does the same.
    """

    judged = Signal(int, object)  # line, True, False or None
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "dense")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.pressed.connect(self._press)
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
        """No less: a bar that came and went would make the goods wrap now here, now there."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Keep the keys of judging from the shortcuts of the screen."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _OWN_KEYS
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Judge the marked line, or go through the lines."""
        row = self.currentIndex().row()
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in JUDGEMENTS and row >= 0:
            self.judged.emit(row, JUDGEMENTS[Qt.Key(event.key())])
            self.selectRow(min(row + 1, self.model().rowCount() - 1))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """Mark a line, so that it is seen which one a key is for."""
        super().focusInEvent(event)
        self.selectRow(max(self.currentIndex().row(), 0))

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """No line is marked while keys go elsewhere."""
        super().focusOutEvent(event)
        self.clearSelection()

    def _press(self, index: QModelIndex) -> None:
        if index.column() == SEEN_COLUMN:
            following = {None: True, True: False, False: None}
            seen = self.model().data(index, Qt.ItemDataRole.UserRole)
            self.judged.emit(index.row(), following[seen])

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """The columns have their widths now."""
        super().showEvent(event)
        self.fit_rows()

    def fit_rows(self) -> None:
        """Make each row as tall as its words in the columns as they are laid out now.

        Before the table is on the screen its columns have no widths yet: then a row is a line.
        """
        shown, line_px = self.isVisible(), self.fontMetrics().height()
        too_many = self.model().rowCount() > ROWS_SHOWN_MAX
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOn if too_many else policy.ScrollBarAlwaysOff
        )
        if shown:
            self.doItemsLayout()
        for index in range(self.model().rowCount()):
            words_px = self.sizeHintForRow(index) if shown else line_px
            self.setRowHeight(index, words_px + ROW_PAD_PX)
        self.updateGeometry()

    def _height_px(self, rows: int) -> int:
        rows_px = sum(self.rowHeight(index) for index in range(rows))
        return self.horizontalHeader().sizeHint().height() + rows_px + 2 * self.frameWidth()
