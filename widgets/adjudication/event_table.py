"""One page of the station's alarms as a table model."""

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from app.domain.finding import Priority
from widgets.adjudication.state import AlarmRow
from widgets.adjudication.words import code_label
from widgets.common.numbers import grouped

translate = QCoreApplication.translate
Index = QModelIndex | QPersistentModelIndex
HEADS = ("at", "title", "sigma", "nuclides", "code")


class EventTable(QAbstractTableModel):
    """Rows as they came; a view asks only for those that it shows."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[AlarmRow, ...] = ()

    def show_rows(self, rows: tuple[AlarmRow, ...]) -> None:
        """Take another page."""
        if rows != self.rows:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 (Qt's way)
        """Alarms on the page."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 (Qt's way)
        """Columns of every row."""
        return 0 if parent.isValid() else len(HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text of a cell; the whole row for who cannot see it."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cells(row)[index.column()]
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return " ".join(self.cells(row))
        return None

    def headerData(  # noqa: N802 (Qt's name)
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """The name of a column."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        names = {
            "at": translate("EventTable", "Time"),
            "title": translate("EventTable", "Vehicle"),
            "sigma": translate("EventTable", "Strength"),
            "nuclides": translate("EventTable", "Nuclides"),
            "code": translate("EventTable", "Result"),
        }
        return names[HEADS[section]]

    def cells(self, row: AlarmRow) -> tuple[str, ...]:
        """What a row says."""
        strength = "" if row.sigma is None else f"{grouped(row.sigma, 1)} σ"
        if row.neutron:
            strength = f"{strength} n".strip()
        state = translate("EventTable", "open") if row.code is None else code_label(row.code)
        if row.code is None and row.priority is not Priority.NONE:
            state = f"{row.priority.value} {state}"
        at = row.at.astimezone().strftime("%m-%d %H:%M")
        ours = translate("EventTable", "{nuclide} (ours)")
        named = [ours.format(nuclide=n) if n in row.own_only else n for n in row.nuclides]
        return at, row.title, strength, ", ".join(named), state
