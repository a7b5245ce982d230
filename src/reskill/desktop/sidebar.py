"""The list of steps at the left: a model of names and standings, and how a step is painted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reskill.desktop import theme
from reskill.desktop.palette import colour
from reskill.desktop.rows_model import Index
from reskill.desktop.steps import Standing, standings
from reskill.project.file import Project

NAME = Qt.ItemDataRole.UserRole
STANDING = Qt.ItemDataRole.UserRole + 1
SPOKEN = {"done": "done", "attention": "needs attention", "empty": "nothing yet"}
ICONS_ALONE = 40  # pixels of words, below which a step is its icon and its mark
NOTHING = Standing("empty", "")


class Steps(QAbstractListModel):
    """The steps by name and title, with how each stands."""

    def __init__(self, steps: Sequence[tuple[str, str]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps = tuple(steps)
        self._standings: dict[str, Standing] = {}

    def look(self, project: Project | None) -> None:
        """Ask the project how every step stands."""
        self._standings = standings(project) if project else {}
        self.dataChanged.emit(self.index(0), self.index(len(self._steps) - 1))

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Steps in the list."""
        return 0 if parent.isValid() else len(self._steps)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A step's title, its name (NAME), its standing (STANDING), and both as accessible text."""
        if not index.isValid():
            return None
        name, title = self._steps[index.row()]
        standing = self._standings.get(name, NOTHING)
        if role == Qt.ItemDataRole.DisplayRole:
            return title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{title}: {SPOKEN[standing.state]}{', ' if standing.note else ''}{standing.note}"
        if role == NAME:
            return name
        return standing if role == STANDING else None


class StepDelegate(QStyledItemDelegate):
    """Icon and title, below it what there is to say, and at the right a mark whose shape tells the state."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Two lines of text and some air."""
        return QSize(180, round(option.fontMetrics.height() * 2) + 11)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one step."""
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not option.state & QStyle.StateFlag.State_Enabled:
            painter.setOpacity(0.55)
        area = option.rect.adjusted(0, 1, 0, -1)
        if chosen or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("highlight" if chosen else "track"))
            painter.drawRoundedRect(area, 7, 7)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 6, 6)
        text = "highlight_text" if chosen else "text"
        theme.icon(index.data(NAME), text if chosen else "muted").paint(
            painter, QRect(area.left() + 9, area.top() + (area.height() - 20) // 2, 20, 20)
        )
        standing: Standing = index.data(STANDING)
        mark = {"done": "good", "attention": "warn", "empty": "neutral"}[standing.state]
        theme.icon(standing.state, mark).paint(
            painter, QRect(area.right() - 22, area.top() + (area.height() - 16) // 2, 16, 16)
        )
        words = area.adjusted(38, 4, -26, -4)
        if words.width() < ICONS_ALONE:
            painter.restore()
            return
        left = Qt.AlignmentFlag.AlignLeft
        font = theme.font("strong" if chosen else "plain")
        painter.setFont(font)
        painter.setPen(colour(text))
        if standing.note:
            top = QRect(words.left(), words.top(), words.width(), words.height() // 2)
            painter.drawText(top, left | Qt.AlignmentFlag.AlignVCenter, index.data())
            painter.setFont(theme.font("small"))
            painter.setPen(colour(text if chosen else "muted"))
            below = QRect(words.left(), top.bottom() + 1, words.width(), words.height() - top.height())
            note = painter.fontMetrics().elidedText(standing.note, Qt.TextElideMode.ElideRight, below.width())
            painter.drawText(below, left | Qt.AlignmentFlag.AlignVCenter, note)
        else:
            painter.drawText(words, left | Qt.AlignmentFlag.AlignVCenter, index.data())
        painter.restore()
