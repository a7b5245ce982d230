"""The one table model: columns as data over a row source, read page by page."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from math import floor
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from reskill.queries.rows import ListRows, Row, RowSource
from reskill.table import Column

PAGE = 100
KEPT_PAGES = 20
ROW = Qt.ItemDataRole.UserRole + 1  # the whole row
VALUE = Qt.ItemDataRole.UserRole  # the value of the cell
Index = QModelIndex | QPersistentModelIndex
NUMBERS = ("int", "number", "fine", "exact", "money", "dollars", "rate", "percent")
RIGHT = ("int", "number", "fine", "exact", "money", "dollars", "rate")  # shares are drawn as bars, from the left


class RowsModel(QAbstractTableModel):
    """A table of some columns; `show` gives it rows, `search` and `sort` ask the source again.

    What is typed over a cell is told by `typed`; the row changes when its source has taken it.
    """

    typed = Signal(object, str, str)  # key of the row, field, text

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._source: RowSource = ListRows([])
        self._keys: list[Any] = []
        self._places: dict[Any, int] = {}
        self._pages: OrderedDict[int, dict[Any, Row]] = OrderedDict()
        self._search = ""
        self._order = ""
        self._descending = False
        self._typable: frozenset[str] = frozenset()

    # -- what is shown ---------------------------------------------------------------------------------------------

    def show(self, source: RowSource) -> None:
        """Show the rows of a source, with the search and order in force; where they are the same rows as before, only what
        stands in them is read again, and selections, scrolling and what is being typed stay."""
        self._source = source
        keys = self._asked()
        if keys != self._keys or not keys:
            self._take(keys)
            return
        self._pages.clear()
        self.dataChanged.emit(self.index(0, 0), self.index(len(keys) - 1, len(self.columns) - 1))

    def let_type(self, fields: Iterable[str]) -> None:
        """Have the cells of some fields typed over."""
        self._typable = frozenset(fields)

    def search(self, text: str) -> None:
        """Show only rows in which every word of the text occurs."""
        self._search = text
        self._read()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column; a negative one gives the source's own order back."""
        self._order = self.columns[column].field if column >= 0 else ""
        self._descending = order == Qt.SortOrder.DescendingOrder
        self._read()

    def _read(self) -> None:
        self._take(self._asked())

    def _asked(self) -> list[Any]:
        return self._source.keys(self.columns, self._search, self._order, self._descending)

    def _take(self, keys: list[Any]) -> None:
        self.beginResetModel()
        self._pages.clear()
        self._keys = keys
        self._places = {k: i for i, k in enumerate(keys)}
        self.endResetModel()

    def row(self, number: int) -> Row:
        """A row by its place in the table."""
        page, _ = divmod(number, PAGE)
        if page not in self._pages:
            self._pages[page] = self._source.rows(self._keys[page * PAGE : (page + 1) * PAGE])
            if len(self._pages) > KEPT_PAGES:
                self._pages.popitem(last=False)
        return self._pages[page].get(self._keys[number], {})

    def place(self, key: Any) -> int | None:
        """Where the row of a key is shown; None when it is not."""
        return self._places.get(key)

    @property
    def shown(self) -> tuple[Any, ...]:
        """The keys of all rows that are shown, in their order."""
        return tuple(self._keys)

    def key(self, number: int) -> Any:
        """The key of the row at a place."""
        return self._keys[number]

    # -- Qt's side -------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Rows in the table."""
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Columns in the table."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell as text, value, whole row (ROW) or accessible text."""
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        row = self.row(index.row())
        if role == ROW:
            return row
        value = row.get(column.field)
        if role == Qt.ItemDataRole.DisplayRole:
            return text_of(value, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return text_of(value, column) if column.kind in ("text", "wrapped") else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title}: {text_of(value, column) or 'none'}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.kind in RIGHT else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.EditRole:
            return f"{value:.10g}" if isinstance(value, float) else "" if value is None else str(value)
        return value if role == VALUE else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """As usual, and whether the cell may be typed over."""
        usual = super().flags(index)
        typable = index.isValid() and self.columns[index.column()].field in self._typable
        return usual | Qt.ItemFlag.ItemIsEditable if typable else usual

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell what was typed over a cell, where that is something else than it held."""
        if role != Qt.ItemDataRole.EditRole or str(value) == index.data(role):
            return False
        self.typed.emit(self.key(index.row()), self.columns[index.column()].field, str(value))
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | Qt.AlignmentFlag | None:
        """A column's title, its explanation as tool tip, and its alignment."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip or column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.kind in RIGHT else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


def text_of(value: Any, column: Column) -> str:
    """A value as a person reads it; unknown numbers are a dash, never a zero."""
    if value is None:
        return "–" if column.kind in NUMBERS else ""
    if column.kind == "int":
        return QLocale().toString(int(value))
    if column.kind == "number":
        return QLocale().toString(float(value), "f", 1)
    if column.kind == "fine":
        return fine(value)
    if column.kind == "exact":
        whole = round(value, 2) == round(value)
        return QLocale().toString(round(value)) if whole else QLocale().toString(float(value), "f", 2)
    if column.kind == "money":
        return f"{'−' if value < 0 else ''}${QLocale().toString(abs(float(value)), 'f', 2)}"
    if column.kind == "dollars":
        return dollars(value)
    if column.kind == "rate":
        return rate(value)
    if column.kind == "percent":
        return percent(value)
    return str(value)


def dollars(value: float) -> str:
    """US dollars without cents, with the person's own thousands mark."""
    return f"{'−' if value < 0 else ''}${QLocale().toString(round(abs(value)))}"


def fine(value: float) -> str:
    """A number with two decimals, and with up to four where the arithmetic rests on them."""
    text = QLocale().toString(float(value), "f", 4)
    while text.endswith("0") and len(text.rpartition(QLocale().decimalPoint())[2]) > 2:
        text = text[:-1]
    return text


def rate(value: float) -> str:
    """US dollars of as many digits."""
    return f"${fine(value)}"


def percent(value: float | None) -> str:
    """A share as a whole percentage, but never "100%" or "0%" for what is not quite all or nothing."""
    if value is None:
        return "–"
    value = round(value, 6)  # a sum of weights may miss 1 by less
    if 0.995 <= value < 1:
        return f"{floor(value * 1000) / 10:.1f}%"
    return "<1%" if 0 < value < 0.005 else f"{round(value * 100)}%"


def count(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun, such as "1 role" or "1,204 positions"."""
    return f"{QLocale().toString(number)} {noun if number == 1 else plural or noun + 's'}"
