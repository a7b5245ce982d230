"""A chart of the plan's quarters saved as a file: PDF pages to print, a picture (PNG, SVG), or a page for browsers."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QMarginsF, QRectF
from PySide6.QtGui import QImage, QImageWriter, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgRenderer

from reskill.atomic import replacing
from reskill.planning.timeline_chart import Chart
from reskill.planning.timeline_picture import pages, picture, write_picture
from reskill.problem import ReskillError

KINDS = "PDF, to print (*.pdf);;Picture (*.png);;Drawing (*.svg);;Page to print (*.html)"
SHARPER = 2  # pixels of a PNG for one of the drawing
MARGIN = 10.0  # millimetres


def save_chart(chart: Chart, city: str, target: Path) -> None:
    """Write the chart as what the file's name says. Raises ReskillError for another kind, and where it cannot be written."""
    kind = target.suffix.lower()
    if kind not in (".pdf", ".png"):
        write_picture(chart, city, target)
        return
    with replacing(target) as part:
        if kind == ".png":
            _save_picture(chart, city, part)
        else:
            _save_pages(chart, city, part)


def _save_picture(chart: Chart, city: str, part: Path) -> None:
    drawing = _drawing(picture(chart, city))
    image = QImage(drawing.defaultSize() * SHARPER, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    drawing.render(painter)
    painter.end()
    writer = QImageWriter(str(part), QByteArray(b"PNG"))
    if not writer.write(image):
        raise ReskillError(f"{part} cannot be written ({writer.errorString()}).", "Choose another folder.")


def _save_pages(chart: Chart, city: str, part: Path) -> None:
    writer = QPdfWriter(str(part))
    writer.setTitle(f"{city}: {chart.title}")
    margins = QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.Letter),
            QPageLayout.Orientation.Landscape,
            margins,
            QPageLayout.Unit.Millimeter,
        )
    )
    painter = QPainter(writer)
    for n, page in enumerate(pages(chart, city)):
        if n:
            writer.newPage()
        drawing = _drawing(page)
        size, room = drawing.defaultSize(), painter.viewport()
        scale = min(room.width() / size.width(), room.height() / size.height())
        drawing.render(painter, QRectF(0, 0, size.width() * scale, size.height() * scale))
    painter.end()


def _drawing(svg: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(svg.encode()))
