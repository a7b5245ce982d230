"""A table cell of which only the background is painted as usual."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reskill.desktop.rows_model import Index


class CellDelegate(QStyledItemDelegate):
    """Paints selection and focus, then leaves the rest to `paint_cell`."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        style_option = QStyleOptionViewItem(option)
        self.initStyleOption(style_option, index)
        text = style_option.text
        style_option.text = ""
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, style_option, painter, option.widget)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(option.palette.color(role))
        self.paint_cell(painter, option.rect.adjusted(7, 0, -7, 0), text, index)
        painter.restore()

    def paint_cell(self, painter: QPainter, area: QRect, text: str, _index: Index) -> None:
        """Paint what the cell says."""
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


def level_mark(painter: QPainter, area: QRect, level: int, levels: int, colour: QColor, empty: QColor) -> None:
    """A row of rising bars of which `level` are filled: a mark that says its level by shape, not by colour."""
    painter.setPen(Qt.PenStyle.NoPen)
    width = (area.width() - 2 * (levels - 1)) / levels
    for i in range(levels):
        height = area.height() * (i + 1.6) / (levels + 0.6)
        painter.setBrush(colour if i < level else empty)
        left = area.left() + i * (width + 2)
        painter.drawRoundedRect(round(left), round(area.bottom() - height + 1), round(width), round(height), 1, 1)
