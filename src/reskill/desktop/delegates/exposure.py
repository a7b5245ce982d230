"""Shares as bars: a number, a bar of its length, and the interval around it as a thin line."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from reskill.desktop.delegates.band import COLOURS
from reskill.desktop.delegates.cell import CellDelegate
from reskill.desktop.palette import colour
from reskill.desktop.rows_model import ROW, VALUE, Index


class ShareDelegate(CellDelegate):
    """A share in [0, 1]; `low` and `high` name the fields of its interval, `band` the field that colours the bar."""

    def __init__(self, parent: QObject, low: str = "", high: str = "", band: str = "") -> None:
        super().__init__(parent)
        self._low, self._high, self._band = low, high, band

    def paint_cell(self, painter: QPainter, area: QRect, text: str, index: Index) -> None:
        """The number at the left, the bar after it."""
        space = painter.fontMetrics().horizontalAdvance("99.9%") + 8
        number = QRect(area.left(), area.top(), space - 8, area.height())
        painter.drawText(number, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)
        value = index.data(VALUE)
        bar = QRectF(area.left() + space, area.center().y() - 3.5, area.width() - space, 8)
        if value is None or bar.width() < 12:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("track"))
        painter.drawRoundedRect(bar, 4, 4)
        row = index.data(ROW)
        painter.setBrush(colour(COLOURS.get(row.get(self._band), "accent")))
        if value > 0:
            painter.drawRoundedRect(QRectF(bar.left(), bar.top(), max(3.0, bar.width() * min(1.0, value)), 8), 4, 4)
        low, high = row.get(self._low), row.get(self._high)
        if low is not None and high is not None and high > low:
            self._whisker(painter, bar, low, high)

    def _whisker(self, painter: QPainter, bar: QRectF, low: float, high: float) -> None:
        painter.setPen(QPen(colour("text"), 1.4))
        left, right = bar.left() + bar.width() * low, bar.left() + bar.width() * min(1.0, high)
        middle = bar.center().y()
        painter.drawLine(round(left), round(middle), round(right), round(middle))
        for x in (left, right):
            painter.drawLine(round(x), round(middle - 4), round(x), round(middle + 4))
