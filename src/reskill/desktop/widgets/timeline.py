"""A chart of quarters: bars that can be dragged to another quarter, or loads by quarter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from reskill.desktop.palette import colour
from reskill.desktop.widgets.short_names import in_room
from reskill.planning.timeline_chart import Bar

NAMES, HEAD = 220, 40  # width of the names at the left, height of the quarters above


class Timeline(QAbstractScrollArea):
    """Rows with bars by quarter; a bar is dragged, or moved by Ctrl and the arrow keys."""

    moved = Signal(object, int)  # key of the bar, the place of its new first quarter
    chosen = Signal(object)  # key of the bar

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._quarters: tuple[str, ...] = ()
        self.bars: tuple[Bar, ...] = ()
        self._key: Any = None
        self._drag: tuple[Bar, int, int] | None = None  # the bar, where it was taken, by how many quarters it is moved
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)

    def show_bars(self, names: Sequence[str], quarters: Sequence[str], bars: Sequence[Bar]) -> None:
        """Show these rows."""
        self._names, self._quarters, self.bars = tuple(names), tuple(quarters), tuple(bars)
        said = (f"{names[b.row]} in {quarters[b.first]}: {b.text}" for b in bars if 0 <= b.first < len(quarters))
        self.setAccessibleDescription("; ".join(said))
        self._fit()
        self.viewport().update()

    def minimumSizeHint(self) -> QSize:
        """Room for a few rows."""
        return QSize(400, 120)

    @property
    def _line(self) -> int:
        return self.fontMetrics().height() + 8

    @property
    def _step(self) -> float:
        return max(52.0, (self.viewport().width() - NAMES) / max(1, len(self._quarters)))

    def area(self, bar: Bar, by: int = 0) -> QRect:
        """Where a bar is drawn, moved by some quarters."""
        left = NAMES + round((bar.first + by) * self._step) - self.horizontalScrollBar().value()
        top = HEAD + bar.row * self._line - self.verticalScrollBar().value()
        return QRect(left + 1, top + 2, round(bar.length * self._step) - 3, self._line - 4)

    def _fit(self) -> None:
        wide = NAMES + round(self._step * len(self._quarters)) - self.viewport().width()
        high = HEAD + self._line * len(self._names) - self.viewport().height()
        self.horizontalScrollBar().setRange(0, max(0, wide))
        self.verticalScrollBar().setRange(0, max(0, high))
        self.verticalScrollBar().setSingleStep(self._line)
        self.verticalScrollBar().setPageStep(self.viewport().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the rows again."""
        super().resizeEvent(event)
        self._fit()

    # -- drawing ---------------------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Rows, quarters, bars."""
        painter = QPainter(self.viewport())
        view, metrics = self.viewport().rect(), self.fontMetrics()
        if not self.bars:
            painter.setPen(colour("muted"))
            painter.drawText(view, Qt.AlignmentFlag.AlignCenter, "Nothing is planned.")
            return
        down, across = self.verticalScrollBar().value(), self.horizontalScrollBar().value()
        painter.setPen(QPen(colour("border"), 1))
        for i in range(len(self._quarters) + 1):
            x = NAMES + round(i * self._step) - across
            painter.drawLine(x, HEAD, x, view.bottom())
        for bar in self.bars:
            taken = self._drag is not None and self._drag[0].key == bar.key
            self._paint_bar(painter, bar, self.area(bar, self._drag[2] if taken and self._drag else 0), metrics)
        painter.fillRect(0, 0, NAMES - 4, view.height(), colour("base"))
        painter.setPen(colour("text"))
        for i, name in enumerate(self._names):
            spot = QRect(4, HEAD + i * self._line - down, NAMES - 12, self._line)
            painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter, in_room(name, metrics, spot.width()))
        painter.fillRect(0, 0, view.width(), HEAD, colour("base"))
        painter.setPen(colour("muted"))
        for i, quarter in enumerate(self._quarters):
            spot = QRect(NAMES + round(i * self._step) - across, 0, round(self._step), HEAD)
            if spot.left() >= NAMES - 4:
                painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, quarter.replace(" ", "\n"))

    def _paint_bar(self, painter: QPainter, bar: Bar, area: QRect, metrics: QFontMetrics) -> None:
        """A class is a filled bar, a load one that is filled as far as it goes; over the limit it is marked by a frame."""
        if bar.part is None:
            painter.fillRect(area, colour("accent"))
            ink = colour("accent_text")
        else:
            full = QRect(area.left(), area.top(), round(area.width() * min(1.0, bar.part)), area.height())
            tint = QColor(colour("bad" if bar.over else "accent"))
            tint.setAlpha(70)
            painter.fillRect(full, tint)
            ink = colour("text")
        if bar.marked or bar.over:
            painter.setPen(QPen(colour("bad") if bar.over else colour("text"), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        if bar.key == self._key and self.hasFocus():
            painter.setPen(QPen(colour("text"), 1, Qt.PenStyle.DotLine))
            painter.drawRect(area.adjusted(-1, -1, 0, 0))
        painter.setPen(ink)
        told = metrics.elidedText(bar.text, Qt.TextElideMode.ElideRight, area.width() - 4)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, told)

    # -- by mouse and keys -----------------------------------------------------------------------------------------

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell the whole name of the row under the pointer, which may be cut."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = (event.pos().y() - HEAD + self.verticalScrollBar().value()) // self._line
            inside = event.pos().y() >= HEAD and 0 <= row < len(self._names)
            QToolTip.showText(event.globalPos(), self._names[row] if inside else "", self.viewport())
            return True
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a bar and take it."""
        at = event.position().toPoint()
        bar = next((b for b in reversed(self.bars) if self.area(b).contains(at)), None)
        if bar is None or at.y() < HEAD or at.x() < NAMES - 4:
            return
        self._choose(bar)
        if bar.part is None:
            self._drag = (bar, at.x(), 0)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where the bar would go."""
        if self._drag:
            bar, taken, _ = self._drag
            by = round((event.position().x() - taken) / self._step)
            self._drag = (bar, taken, max(-bar.first, min(len(self._quarters) - 1 - bar.first, by)))
            self.viewport().update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Leave the bar where it is."""
        drag, self._drag = self._drag, None
        self.viewport().update()
        if drag and drag[2]:
            self.moved.emit(drag[0].key, drag[0].first + drag[2])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from bar to bar, with Ctrl they move the one that is chosen."""
        place = next((i for i, b in enumerate(self.bars) if b.key == self._key), -1)
        ahead = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}.get(
            Qt.Key(event.key()), 0
        )
        if not ahead or not self.bars:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            bar = self.bars[place]
            first = bar.first + ahead
            if place >= 0 and bar.part is None and 0 <= first < len(self._quarters):
                self.moved.emit(bar.key, first)
        else:
            self._choose(self.bars[max(0, min(len(self.bars) - 1, place + ahead))])

    def _choose(self, bar: Bar) -> None:
        self._key = bar.key
        top = bar.row * self._line
        room = self.viewport().height() - HEAD - self._line
        down = self.verticalScrollBar().value()
        self.verticalScrollBar().setValue(max(min(down, top), top - room))
        self.viewport().update()
        self.chosen.emit(bar.key)
