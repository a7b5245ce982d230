"""Money by fiscal year, stacked by fund, with the money available as an outline around each stack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from reskill.desktop import theme
from reskill.desktop.palette import colour, colours
from reskill.desktop.rows_model import dollars

PATTERNS = (
    Qt.BrushStyle.SolidPattern,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.Dense4Pattern,
    Qt.BrushStyle.FDiagPattern,
    Qt.BrushStyle.CrossPattern,
    Qt.BrushStyle.VerPattern,
)  # a fund has its own pattern, not only a colour
SHARE = 0.62  # of a year's room that its column takes


@dataclass(frozen=True)
class Year:
    """One fiscal year: its label, dollars available, and dollars by fund in the order of the funds,
    then those held back and not planned."""

    label: str
    available: float
    spent: tuple[float, ...]


class StackedYears(QWidget):
    """One column a year."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._funds: tuple[str, ...] = ()
        self._years: tuple[Year, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Cost by fiscal year and fund")

    def show_years(self, funds: Sequence[str], years: Sequence[Year]) -> None:
        """Show these years."""
        self._funds, self._years = tuple(funds), tuple(years)
        self.setAccessibleDescription(
            "; ".join(
                f"{y.label}: {', '.join(f'{dollars(part)} {name}' for name, part in zip(funds, y.spent, strict=True))}"
                f" of {dollars(y.available)} available"
                for y in years
            )
        )
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Room for columns and legend."""
        return QSize(260, 110)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Columns, their labels, and the legend at the right."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self.fontMetrics().height()
        legend = min(
            self.width() // 2,
            30 + max((self.fontMetrics().horizontalAdvance(f) for f in (*self._funds[:-1], "available")), default=0),
        )
        if not self._years:
            painter.setPen(colour("muted"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "No plan yet")
            return
        top = max(max((y.available, sum(y.spent))) for y in self._years) or 1
        height = self.height() - 3 * line - 10
        step = (self.width() - legend - 10) / len(self._years)
        width = min(90.0, step * SHARE)
        for i, year in enumerate(self._years):
            left = step * i + (step - width) / 2
            self._paint_year(painter, year, QRectF(left, 2 * line + 4, width, height), top)
        self._paint_legend(painter, self.width() - legend)

    def _paint_year(self, painter: QPainter, year: Year, area: QRectF, top: float) -> None:
        line = self.fontMetrics().height()
        bottom = area.bottom()
        y = bottom
        committed = year.spent[:-1]  # what is not planned is left open, within the outline of what there is
        for i, amount in enumerate(committed):
            size = area.height() * amount / top
            painter.setPen(QPen(colour("base"), 1))
            painter.setBrush(_brush(i, held_back=i == len(committed) - 1))
            painter.drawRect(QRectF(area.left(), y - size, area.width(), size))
            y -= size
        limit = area.height() * year.available / top
        painter.setPen(QPen(colour("muted"), 1.3, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(area.left() - 4, bottom - limit, area.width() + 8, limit))
        painter.setPen(colour("text"))
        wide = QRectF(area.left() - 40, min(y, bottom - limit) - 2 * line - 2, area.width() + 80, line)
        painter.drawText(wide, Qt.AlignmentFlag.AlignCenter, dollars(sum(committed)))
        painter.setPen(colour("muted"))
        whole = f"of {dollars(year.available)}"
        if self.fontMetrics().horizontalAdvance(whole) < area.width() / SHARE:  # else it would run into the next year's
            painter.drawText(wide.translated(0, line), Qt.AlignmentFlag.AlignCenter, whole)
        painter.drawText(QRectF(wide.left(), bottom + 3, wide.width(), line), Qt.AlignmentFlag.AlignCenter, year.label)

    def _paint_legend(self, painter: QPainter, left: int) -> None:
        painter.setFont(theme.font("small"))
        step = painter.fontMetrics().height() + 6
        y = step
        committed = self._funds[:-1]
        for i, fund in enumerate((*committed, "available")):
            mark = QRectF(left, y + 1, 14, 12)
            if i < len(committed):
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(_brush(i, held_back=i == len(committed) - 1))
            else:
                painter.setPen(QPen(colour("muted"), 1.3, Qt.PenStyle.DashLine))
                painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(mark)
            painter.setPen(colour("muted"))
            room = self.width() - left - 20
            text = painter.fontMetrics().elidedText(fund, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(left + 20, y - 1, room, step), Qt.AlignmentFlag.AlignLeft, text)
            y += step


def _brush(place: int, held_back: bool) -> QBrush:
    if held_back:
        return QBrush(colour("muted"), Qt.BrushStyle.BDiagPattern)
    series = colours().series
    return QBrush(QColor(series[place % len(series)]), PATTERNS[place % len(PATTERNS)])
