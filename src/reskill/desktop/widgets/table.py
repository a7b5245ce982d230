"""A table view that can be used by keyboard alone and says why it is empty."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QMetaMethod, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView, QWidget

from reskill.desktop.rows_model import RowsModel
from reskill.queries.rows import Row

WIDEST = {  # a figure that a column of each kind has room for, since one that is cut reads as another
    "int": "99,999",
    "number": "99,999.9",
    "money": "$999,999.99",
    "dollars": "$9,999,999",
    "rate": "$9,999.9999",
    "percent": "100%",
    "date": "2028-12-30",
}


class Table(QTableView):
    """Rows of a RowsModel: whole rows are selected and kept by key through a re-read, Ctrl+C copies them."""

    row_chosen = Signal()  # other rows are selected, or none
    drop_asked = Signal()  # the Delete key

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.nothing = "No rows"  # what the table says when it has none
        self.rows = RowsModel((), self)
        self._kept: tuple[list[Any], Any, tuple[int, int]] | None = None
        self._restoring = False
        self._stretch: tuple[int, int] | None = None  # the column that takes spare width, and its least width
        self._lines = 1.0  # of text in a row
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def dress(
        self,
        model: RowsModel,
        delegates: Mapping[str, QAbstractItemDelegate] | None = None,
        stretch: str = "",
        lines: float = 1.0,
    ) -> None:
        """Show a model: delegates by field, the field that takes the spare width, text lines in a row."""
        self.rows = model
        self.setModel(model)
        model.modelAboutToBeReset.connect(self._on_model_about_to_reset)
        model.modelReset.connect(self._on_model_reset)
        model.dataChanged.connect(self._on_selection_changed)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        em = self.fontMetrics().horizontalAdvance("0")
        for i, column in enumerate(model.columns):
            least = max(
                self.fontMetrics().horizontalAdvance(text) for text in (column.title, WIDEST.get(column.kind, ""))
            )
            width = max(round(em * column.width), least) + 14
            self.setColumnWidth(i, width)
            if column.field == stretch:
                self._stretch = (i, width)
            if delegates and column.field in delegates:
                self.setItemDelegateForColumn(i, delegates[column.field])
        self._lines = lines
        self.setWordWrap(lines > 1)
        self._set_row_height()
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.horizontalHeader().setSortIndicatorClearable(True)
        self.setSortingEnabled(True)

    @property
    def is_typed_in(self) -> bool:
        """Whether somebody is typing over a cell."""
        return self.state() == QAbstractItemView.State.EditingState

    def let_type(self, fields: Collection[str]) -> None:
        """Have the cells of some fields typed over: by F2, by a double click, or by typing."""
        self.rows.let_type(fields)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)

    def hide_columns(self, fields: Collection[str]) -> None:
        """Hide the columns of these fields, and show all others."""
        for i, column in enumerate(self.rows.columns):
            self.setColumnHidden(i, column.field in fields)
        self._give_spare_width()

    def show_whole(self) -> None:
        """Have every row as high as its texts need, where nothing else tells them; for a table of few rows."""
        header = self.verticalHeader()
        header.setResizeContentsPrecision(-1)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)

    # -- rows ------------------------------------------------------------------------------------------------------

    def current(self) -> Row | None:
        """The current row."""
        index = self.currentIndex()
        return self.rows.row(index.row()) if index.isValid() else None

    def chosen(self) -> list[Row]:
        """The selected rows, from top to bottom."""
        places = sorted(i.row() for i in self.selectionModel().selectedRows()) if self.selectionModel() else []
        return [self.rows.row(p) for p in places]

    def choose(self, key: Any) -> bool:
        """Make the row of a key the current one; whether it is shown."""
        place = self.rows.place(key)
        if place is not None:
            self._go_to(place)
        return place is not None

    def forget(self) -> None:
        """Have no row selected and none current."""
        self.selectionModel().clear()

    def choose_all(self, keys: Iterable[Any]) -> None:
        """Select the rows of some keys as well, as far as they are shown."""
        selection = QItemSelection()
        for place in (p for p in map(self.rows.place, keys) if p is not None):
            selection.select(self.rows.index(place, 0), self.rows.index(place, 0))
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().select(selection, flags)

    def choose_first(self) -> None:
        """Make the first row the current one, unless there is a current row already."""
        if not self.currentIndex().isValid() and self.rows.rowCount():
            self._go_to(0)

    def _go_to(self, place: int, column: int = 0) -> None:
        """Have one row selected and current, whatever keys are held: Qt's own `selectRow` adds to the rest by Ctrl."""
        index = self.rows.index(place, column)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)

    def _on_selection_changed(self) -> None:
        if not self._restoring:
            self.row_chosen.emit()

    def _on_model_about_to_reset(self) -> None:
        index = self.currentIndex()
        places = {i.row() for i in self.selectionModel().selectedRows()}
        current = self.rows.key(index.row()) if index.isValid() else None
        self._kept = ([self.rows.key(p) for p in places], current, (index.row(), index.column()))

    def _on_model_reset(self) -> None:
        empty = not self.rows.rowCount()  # nothing is to be found by scrolling
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if empty else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setHorizontalScrollBarPolicy(policy)
        kept, self._kept = self._kept, None
        if kept is None:
            return
        self._restoring = True
        self._restore(*kept)
        self._restoring = False
        self.row_chosen.emit()

    def _restore(self, keys: list[Any], current: Any, place: tuple[int, int]) -> None:
        if current is None or not self.rows.rowCount():
            return
        found = self.rows.place(current)
        if found is None:  # the row is gone: its place is taken by the next one
            self._go_to(min(place[0], self.rows.rowCount() - 1), place[1])
            return
        self._go_to(found, place[1])
        self.choose_all(keys)

    # -- Qt's side -------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the selected rows, open the current one by Enter as by a double click; everything else as usual."""
        opens = self.isSignalConnected(QMetaMethod.fromSignal(self.doubleClicked))
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
        elif event.matches(QKeySequence.StandardKey.Delete):
            self.drop_asked.emit()
        elif opens and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.doubleClicked.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def copy_rows(self) -> None:
        """Put the selected rows on the clipboard, tab-separated, with the headers."""
        lines = ["\t".join(c.title for c in self.rows.columns)]
        for index in sorted(self.selectionModel().selectedRows(), key=QModelIndex.row):
            cells = [self.rows.index(index.row(), c).data() for c in range(self.rows.columnCount())]
            lines.append("\t".join(str(c or "").replace("\t", " ").replace("\n", " ") for c in cells))
        QGuiApplication.clipboard().setText("\n".join(lines))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say why there is nothing to see."""
        super().paintEvent(event)
        if self.rows.rowCount() == 0:
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().placeholderText().color())
            area = self.viewport().rect().adjusted(16, 16, -16, -16)
            painter.drawText(area, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, self.nothing)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the spare width to the column that stretches, never less than it needs."""
        super().resizeEvent(event)
        self._give_spare_width()

    def _give_spare_width(self) -> None:
        if self._stretch and self.model():
            column, least = self._stretch
            others = sum(self.columnWidth(i) for i in range(self.model().columnCount()) if i != column)
            self.setColumnWidth(column, max(least, self.viewport().width() - others))

    def changeEvent(self, event: QEvent) -> None:
        """Keep rows as high as the system's font asks."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._set_row_height()

    def _set_row_height(self) -> None:
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * self._lines) + 13)
