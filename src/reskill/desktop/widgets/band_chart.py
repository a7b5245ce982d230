"""Positions by department and band, as stacked bars with a legend that does not rest on colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from reskill.desktop import theme
from reskill.desktop.delegates.band import COLOURS
from reskill.desktop.delegates.cell import level_mark
from reskill.desktop.palette import colour
from reskill.desktop.rows_model import count
from reskill.desktop.widgets.short_names import in_room
from reskill.exposure.bands import BANDS, NOT_ESTIMATED

ORDER = (*reversed(BANDS), NOT_ESTIMATED)
PATTERNS = {NOT_ESTIMATED: Qt.BrushStyle.BDiagPattern}
Line = tuple[str, Mapping[str, int]]  # department, positions by band


class BandChart(QWidget):
    """One bar for each department; the most exposed first, as the caller orders them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []
        self._more = ""
        self._shares = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Positions by department and band")

    def show_lines(self, lines: Sequence[Line], more: str = "") -> None:
        """Show these departments; `more` says what was left out."""
        self._lines, self._more = list(lines), more
        self.setAccessibleDescription("; ".join(f"{name}: {_spoken(bands)}" for name, bands in self._lines))
        self.update()

    def show_shares(self, on: bool) -> None:
        """Draw every bar at full length, so that its bands are shares of the department; else to one scale."""
        self._shares = on
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the legend and the bars."""
        return QSize(420, 60 + 26 * max(4, len(self._lines)))

    def minimumSizeHint(self) -> QSize:
        """Room for the legend and some bars."""
        return QSize(320, 160)

    def _rows(self) -> list[tuple[Line, QRect]]:
        top = self.fontMetrics().height() + 16
        fits = max(1, (self.height() - top - (self.fontMetrics().height() + 4)) // self._step())
        return [
            (line, QRect(0, top + i * self._step(), self.width(), self._step()))
            for i, line in enumerate(self._lines[:fits])
        ]

    def _step(self) -> int:
        return self.fontMetrics().height() + 9

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Legend, bars, and how many departments there was no room for."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_legend(painter)
        rows = self._rows()
        most = max((sum(b.values()) for _, b in self._lines), default=1) or 1
        names = min(
            self.width() // 3, max((self.fontMetrics().horizontalAdvance(n) for n, _ in self._lines), default=0) + 14
        )
        numbers = self.fontMetrics().horizontalAdvance("00,000") + 8
        for (name, bands), area in rows:
            whole = sum(bands.values()) if self._shares else most
            painter.setPen(colour("text"))
            label = QRect(area.left(), area.top(), names - 10, area.height())
            shown = in_room(name, self.fontMetrics(), label.width())
            painter.drawText(label, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
            self._paint_bar(
                painter, QRect(names, area.top() + 4, area.width() - names - numbers, area.height() - 8), bands, whole
            )
        hidden = len(self._lines) - len(rows)
        text = f"and {count(hidden, 'more department')}" if hidden else self._more
        painter.setPen(colour("muted"))
        bottom = QRect(
            names, self.height() - self.fontMetrics().height() - 2, self.width(), self.fontMetrics().height()
        )
        painter.drawText(bottom, Qt.AlignmentFlag.AlignLeft, text)

    def _paint_bar(self, painter: QPainter, area: QRect, bands: Mapping[str, int], whole: int) -> None:
        left = float(area.left())
        total = sum(bands.values())
        for band in ORDER:
            width = area.width() * bands.get(band, 0) / whole
            if width > 0:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(_brush(band))
                painter.drawRect(round(left), area.top(), max(1, round(left + width) - round(left) - 1), area.height())
                left += width
        painter.setPen(colour("muted"))
        end = QRect(round(left) + 6, area.top(), 80, area.height())
        painter.drawText(end, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, f"{total:,}")

    def _paint_legend(self, painter: QPainter) -> None:
        left, height = 0, self.fontMetrics().height()
        painter.setFont(theme.font("small"))
        for band in ORDER:
            level = BANDS.index(band) + 1 if band in BANDS else 0
            if level:
                level_mark(painter, QRect(left, 2, 18, 13), level, 4, QColor(colour(COLOURS[band])), colour("border"))
            else:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(_brush(band))
                painter.drawRect(left, 2, 18, 13)
            painter.setPen(colour("muted"))
            painter.drawText(QRect(left + 24, 0, 200, height), Qt.AlignmentFlag.AlignVCenter, band)
            left += 24 + painter.fontMetrics().horizontalAdvance(band) + 18
        painter.setFont(self.font())

    def event(self, event: QEvent) -> bool:
        """Tell a bar's numbers as a tool tip."""
        if isinstance(event, QHelpEvent):
            for (name, bands), area in self._rows():
                if area.contains(event.pos()):
                    QToolTip.showText(event.globalPos(), f"{name}: {_spoken(bands)}", self)
                    return True
        return super().event(event)


def _brush(band: str) -> QBrush:
    return QBrush(colour(COLOURS.get(band, "neutral")), PATTERNS.get(band, Qt.BrushStyle.SolidPattern))


def _spoken(bands: Mapping[str, int]) -> str:
    return ", ".join(f"{bands[b]:,} {b}" for b in ORDER if bands.get(b))
