"""A cell that is typed over by choosing: a list of what it may hold, which can be searched by its first letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractItemModel, QObject, Qt
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reskill.desktop.rows_model import ROW, Index
from reskill.queries.rows import Row


class ChoiceDelegate(QStyledItemDelegate):
    """Asks for the choices when the cell is opened."""

    def __init__(self, parent: QObject, choices: Callable[[Row], Sequence[str]]) -> None:
        super().__init__(parent)
        self._choices = choices

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """The list, with what the cell holds chosen; choosing another ends the editing."""
        box = QComboBox(parent)
        held = str(index.data(Qt.ItemDataRole.EditRole))
        box.addItems(list(self._choices(index.data(ROW))))
        box.setCurrentIndex(max(0, box.findText(held, Qt.MatchFlag.MatchStartsWith)))
        box.activated.connect(lambda: self._end(box))
        return box

    def setEditorData(self, editor: QWidget, _index: Index) -> None:
        """The editor was filled when it was made."""
        if isinstance(editor, QComboBox):
            editor.showPopup()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Give the model what was chosen."""
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentText())

    def _end(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)
