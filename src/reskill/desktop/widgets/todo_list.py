"""A short list of what to do next, each with a button that leads there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from reskill.desktop import theme


@dataclass(frozen=True)
class Todo:
    """One thing to do: what, on a button's few words, and where (a page's name, or "do:" and an action's name)."""

    text: str
    button: str
    where: str
    done: bool = False


class TodoList(QWidget):
    """Things to do, the next one first."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(4)

    def show_todos(self, todos: Sequence[Todo]) -> None:
        """Show these things."""
        while item := self._box.takeAt(0):
            widget = item.widget()
            if widget:
                widget.hide()
                widget.deleteLater()
        first = next((t for t in todos if not t.done), None)
        for todo in todos:
            self._box.addWidget(self._row(todo, todo is first))
        self._box.addStretch()

    def _row(self, todo: Todo, first: bool) -> QWidget:
        row = QWidget()
        box = QHBoxLayout(row)
        box.setContentsMargins(0, 3, 0, 3)
        mark = QLabel()
        mark.setPixmap(theme.icon("done" if todo.done else "attention", "good" if todo.done else "warn").pixmap(18, 18))
        text = QLabel(todo.text)
        text.setWordWrap(True)
        button = QPushButton(todo.button)
        button.setAccessibleName(f"{todo.button}: {todo.text}")
        button.setProperty("kind", "primary" if first else "link")
        button.clicked.connect(lambda: self.chosen.emit(todo.where))
        box.addWidget(mark)
        box.addWidget(text, 1)
        box.addWidget(button)
        return row
