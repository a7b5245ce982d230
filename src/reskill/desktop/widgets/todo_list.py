"""A short list of what to do next, each with a button that leads there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from reskill.desktop import theme


@dataclass(frozen=True)
class Todo:
    """One thing to do: what, on a button's few words, and where (a page's name, or "do:" and an action's name)."""

    text: str
    button: str
    where: str
    done: bool = False


class TodoList(QScrollArea):
    """Things to do, the next one first; it scrolls where a low window has no room for all of them."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        inner = QWidget()
        self._box = QVBoxLayout(inner)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(4)
        self.setWidget(inner)
        for area in (inner, self.viewport()):
            area.setAutoFillBackground(False)  # what lies beneath shows through

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
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """The height that the words need at this width."""
        return QSize(super().sizeHint().width(), self._box.totalHeightForWidth(self.viewport().width()))

    def minimumSizeHint(self) -> QSize:
        """The width that the words need, and room for six things or so."""
        few = min(self.sizeHint().height(), 20 * self.fontMetrics().height())
        return QSize(self._box.minimumSize().width(), few)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another height at another width."""
        super().resizeEvent(event)
        self.updateGeometry()

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
