"""All alarms of the station, a page at a time, filtered by nuclide and by what is open."""

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QWidget,
)

from widgets.adjudication.event_table import EventTable
from widgets.adjudication.state import AlarmListView, ListState
from widgets.common.panel import label
from widgets.common.theme import Density
from widgets.secondary.translated_panel import TranslatedPanel

ROW_PX = 26


class EventList(TranslatedPanel):
    """The list; `case_selected` carries the case of a row that was chosen."""

    case_selected = Signal(str)
    nuclide_requested = Signal()
    open_requested = Signal()
    page_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = AlarmListView()
        self.model = EventTable()
        self.nuclide = self._button()
        self.open_only = self._button()
        self.open_only.setCheckable(True)
        filters = QHBoxLayout()
        filters.addWidget(self.nuclide, 1)
        filters.addWidget(self.open_only, 1)
        self.table = QTableView(self)
        self.table.setModel(self.model)
        self.table.setProperty("role", "dense")
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(ROW_PX)
        self.table.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.table.clicked.connect(lambda index: self._choose(index.row()))
        self.table.activated.connect(lambda index: self._choose(index.row()))
        self.note = label("dense-label", self, wrap=True)
        self.newer, self.older = self._button(), self._button()
        pages = QHBoxLayout()
        pages.addWidget(self.newer, 1)
        pages.addWidget(self.older, 1)
        self.body.addLayout(filters)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.note)
        self.body.addLayout(pages)
        self.nuclide.clicked.connect(self.nuclide_requested)
        self.open_only.clicked.connect(self.open_requested)
        self.newer.clicked.connect(lambda: self.page_requested.emit(-1))
        self.older.clicked.connect(lambda: self.page_requested.emit(1))
        self.retranslate()

    def set_density(self, density: Density) -> None:
        """The columns that a narrow list has no room for are left to the tool tip."""
        wide = density is Density.WIDE
        header = self.table.horizontalHeader()
        for column in range(self.model.columnCount()):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.setColumnHidden(2, not wide)

    def show_page(self, view: AlarmListView, selected: int | None) -> None:
        """Show a page; `selected` is the row of the alarm on the screen."""
        is_other = view != self._view
        self._view = view
        self.model.show_rows(view.rows)
        current = self.table.selectionModel()
        if selected is None:
            current.clearSelection()
        elif not current.isRowSelected(selected, self.table.rootIndex()):
            flags = QItemSelectionModel.SelectionFlag
            current.setCurrentIndex(
                self.model.index(selected, 0), flags.ClearAndSelect | flags.Rows
            )
        if is_other:
            self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        view = self._view
        self.set_title(self.tr("Alarms"), self.tr("page {number}").format(number=view.page))
        wanted = view.nuclide or self.tr("all")
        self.nuclide.setText(self.tr("I  nuclide: {name}").format(name=wanted))
        self.open_only.setText(self.tr("O  only open"))
        self.open_only.setChecked(view.open_only)
        self.newer.setText(self.tr("PgUp  newer"))
        self.older.setText(self.tr("PgDn  older"))
        self.newer.setEnabled(view.page > 1)
        self.older.setEnabled(view.has_next)
        self.note.setText(self._note(view))
        self.note.setVisible(bool(self.note.text()))
        self.table.setAccessibleName(self.tr("Alarms of this station"))
        self.model.headerDataChanged.emit(
            Qt.Orientation.Horizontal, 0, self.model.columnCount() - 1
        )

    def _note(self, view: AlarmListView) -> str:
        match view.state:
            case ListState.LOADING:
                return self.tr("The list is being read.")
            case ListState.FAILED:
                return self.tr("The list cannot be read: {why}").format(why=view.why)
            case ListState.READY:
                return "" if view.rows else self.tr("No alarm fits.")

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self.model.rows):
            self.case_selected.emit(self.model.rows[row].case_id)

    def _button(self) -> QPushButton:
        button = QPushButton(self)
        button.setProperty("role", "dense")
        return button
