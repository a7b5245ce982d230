"""People by money: a line for everybody who has a place and one for the urgent, with the plan's own budget marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from reskill.desktop import theme
from reskill.desktop.palette import colour, colours
from reskill.desktop.rows_model import dollars
from reskill.planning.frontier import Point

MARK = 7.0  # pixels


class MoneyCurve(QWidget):
    """Two lines over budgets; the urgent people's is dashed with square marks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: tuple[Point, ...] = ()
        self._own = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("People by budget")

    def show_points(self, points: Sequence[Point], own: float) -> None:
        """Show these points; `own` is the plan's budget in US dollars."""
        self._points, self._own = tuple(points), own
        self.setAccessibleDescription(
            "; ".join(f"{dollars(p.dollars)}: {p.people:,} people, {p.urgent:,} of them urgent" for p in points)
        )
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Room for lines and labels."""
        return QSize(320, 170)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Axes, the budget's line, both curves and their names."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("small"))
        if not self._points:
            painter.setPen(colour("muted"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "It is worked out when the plan is made.")
            return
        line = painter.fontMetrics().height()
        wide = painter.fontMetrics().horizontalAdvance(f"{self._points[-1].people:,}") + 10
        area = QRectF(wide, line + 6, self.width() - wide - 60, self.height() - 2 * line - 14)
        right, top = self._points[-1].dollars or 1, self._points[-1].people or 1
        self._paint_axes(painter, area, right, top)
        series = colours().series
        for i, (name, people) in enumerate(
            (("people", [p.people for p in self._points]), ("urgent", [p.urgent for p in self._points]))
        ):
            spots = [
                QPointF(area.left() + area.width() * p.dollars / right, area.bottom() - area.height() * n / top)
                for p, n in zip(self._points, people, strict=True)
            ]
            pen = QPen(QColor(series[i]), 2, Qt.PenStyle.DashLine if i else Qt.PenStyle.SolidLine)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(QPolygonF(spots))
            painter.setPen(QPen(QColor(series[i]), 1))
            painter.setBrush(QColor(series[i]))
            for spot in spots:
                mark = QRectF(spot.x() - MARK / 2, spot.y() - MARK / 2, MARK, MARK)
                painter.drawRect(mark) if i else painter.drawEllipse(mark)
            painter.setPen(colour("text"))
            painter.drawText(QPointF(spots[-1].x() + MARK, spots[-1].y() + line / 3), name)

    def _paint_axes(self, painter: QPainter, area: QRectF, right: float, top: int) -> None:
        line = painter.fontMetrics().height()
        for part in range(5):
            y = area.bottom() - area.height() * part / 4
            painter.setPen(QPen(colour("border"), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(colour("muted"))
            painter.drawText(
                QRectF(0, y - line / 2, area.left() - 6, line), Qt.AlignmentFlag.AlignRight, f"{top * part / 4:,.0f}"
            )
            x = area.left() + area.width() * part / 4
            painter.drawText(
                QRectF(x - 60, area.bottom() + 4, 120, line), Qt.AlignmentFlag.AlignCenter, dollars(right * part / 4)
            )
        x = area.left() + area.width() * min(1.0, self._own / right)
        painter.setPen(QPen(colour("muted"), 1.3, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        painter.drawText(QRectF(x - 60, area.top() - line - 4, 120, line), Qt.AlignmentFlag.AlignCenter, "this plan")
