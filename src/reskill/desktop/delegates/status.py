"""States as a small icon with its word: done, waiting, problem."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QPainter

from reskill.desktop import theme
from reskill.desktop.delegates.cell import CellDelegate
from reskill.desktop.rows_model import Index

Look = tuple[str, str]  # icon, colour


class StatusDelegate(CellDelegate):
    """A word with the icon that belongs to it; other words stand alone."""

    def __init__(self, parent: QObject, looks: Mapping[str, Look]) -> None:
        super().__init__(parent)
        self._looks = looks

    def paint_cell(self, painter: QPainter, area: QRect, text: str, _index: Index) -> None:
        """The icon, then the word."""
        look = self._looks.get(text)
        if look:
            theme.icon(*look).paint(painter, QRect(area.left(), area.center().y() - 7, 15, 15))
        rest = area.adjusted(21, 0, 0, 0)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rest.width())
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
