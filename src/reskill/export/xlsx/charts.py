"""Native bar charts beneath a sheet's table, told apart by light and dark, with words for those who cannot see them."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import quoteattr

from reskill.export.xlsx.layout import Layout, letter
from reskill.export.xlsx.looks import DEEP, LIGHT
from reskill.export.xlsx.sheet import Sheet
from reskill.export.xlsx.widths import fit

_WIDEST, _CHARACTER, _ROW = 26.0, 0.18, 0.53  # centimetres: of a chart, of a character and of a sheet's row
_FRAME, _BAR = 3.1, 0.42  # centimetres of height: title and axis, and a bar with its name
_NAME = re.compile(rb'(<(?:xdr:)?cNvPr id="\d+" name="Chart \d+")')
SHADES = (DEEP, LIGHT)


def add_chart(ws: Any, sheet: Sheet, layout: Layout) -> None:
    """Put the sheet's chart beneath its table; nothing where the table is empty."""
    from openpyxl.chart import BarChart, Reference

    chart = sheet.chart
    if not chart or not sheet.rows:
        return
    made = BarChart()
    made.type, made.title, made.height = "bar", chart.title, _height(sheet)
    made.width = min(
        _WIDEST, _CHARACTER * sum(f.width for f in fit(sheet)[: len(sheet.columns) - len(sheet.unprinted)])
    )
    made.gapWidth = 60
    first, last = layout.header_row(sheet), layout.last_row(sheet) - chart.without_last
    for field, shade in zip(chart.values, SHADES, strict=False):
        column = sheet.position(field) + 1
        made.add_data(Reference(ws, min_col=column, min_row=first, max_row=last), titles_from_data=True)
        made.series[-1].graphicalProperties.solidFill = shade
    made.set_categories(Reference(ws, min_col=sheet.position(chart.name) + 1, min_row=first + 1, max_row=last))
    made.y_axis.title, made.y_axis.delete, made.x_axis.delete = chart.unit, False, False
    made.y_axis.number_format, made.y_axis.numFmt.sourceLinked = "#,##0", False
    made.x_axis.scaling.orientation, made.x_axis.tickLblSkip = "maxMin", 1  # every bar is named, the first on top
    if len(chart.values) == 1:
        made.legend = None
    ws.add_chart(made, f"A{layout.last_row(sheet) + 3}")


def _height(sheet: Sheet) -> float:
    bars = len(sheet.rows) * (1 + len(sheet.chart.values) / 2) if sheet.chart else 0
    return _FRAME + _BAR * max(bars, 9)


def described(drawings: Sequence[Sheet], number: int, xml: bytes) -> bytes:
    """A drawing's XML with the words of its chart; drawings are numbered from 1 in the order of sheets with charts."""
    chart = drawings[number - 1].chart
    return _NAME.sub(rb"\1 descr=" + quoteattr(chart.alternative).encode(), xml) if chart else xml


def chart_area(sheet: Sheet, layout: Layout) -> str:
    """The last address of what a sheet with a chart prints."""
    return f"{letter(len(sheet.columns) - len(sheet.unprinted) - 1)}{layout.last_row(sheet) + 3 + math.ceil(_height(sheet) / _ROW)}"
