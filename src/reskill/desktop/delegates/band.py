"""Bands and tiers: a word with a mark whose number of filled bars tells the level."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from reskill.desktop.delegates.cell import CellDelegate, level_mark
from reskill.desktop.palette import colour
from reskill.desktop.rows_model import VALUE, Index
from reskill.exposure.bands import BANDS

COLOURS = dict(zip(BANDS, ("low", "watch", "at_risk", "priority"), strict=True))


class BandDelegate(CellDelegate):
    """A role's band."""

    def paint_cell(self, painter: QPainter, area: QRect, text: str, _index: Index) -> None:
        """The mark, then the word."""
        level = BANDS.index(text) + 1 if text in BANDS else 0
        _mark_and_word(painter, area, text, level, COLOURS.get(text, "neutral"))


class TierDelegate(CellDelegate):
    """An oversight tier, 1 to 4."""

    def paint_cell(self, painter: QPainter, area: QRect, text: str, index: Index) -> None:
        """The mark, then the number."""
        _mark_and_word(painter, area, text, int(index.data(VALUE) or 0), "text")


def _mark_and_word(painter: QPainter, area: QRect, word: str, level: int, name: str) -> None:
    pen = painter.pen()
    mark = QRect(area.left(), area.center().y() - 6, 18, 13)
    level_mark(painter, mark, level, 4, colour(name), colour("border"))
    painter.setPen(pen)
    rest = area.adjusted(25, 0, 0, 0)
    shown = painter.fontMetrics().elidedText(word, Qt.TextElideMode.ElideRight, rest.width())
    painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
