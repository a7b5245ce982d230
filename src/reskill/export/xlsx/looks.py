"""How cells look: fonts, fills, alignment and number formats by kind of value and part of the sheet."""

from __future__ import annotations

from typing import Any, Literal, get_args

from reskill.exposure.bands import PRIORITY, RISK, WATCH
from reskill.table import Kind

Part = Literal["body", "quoted", "link", "entry", "given", "field", "total", "header", "title", "lead"]
Looks = dict[tuple[Kind, Part, bool], int]
"""The number of a cell format by kind, part, and whether numbers stand at the left, as on a cover.

The body and entry of a form, `given` and `field`, stand in the middle of rows that are high enough to write in.
"""

FORMATS: dict[Kind, str] = {
    "text": "General",
    "wrapped": "General",
    "int": "#,##0",
    "number": "#,##0.00",
    "fine": "#,##0.00##",
    "exact": "#,##0.00",
    "money": '"$"#,##0.00',
    "dollars": '"$"#,##0',
    "rate": '"$"#,##0.00##',
    "percent": "0%",
    "basis points": "0.00%",
    "date": "yyyy-mm-dd",
}
TEXT = "@"  # what is typed into such a cell is never a formula, whatever it starts with
RIGHT: frozenset[Kind] = frozenset(
    {"int", "number", "fine", "exact", "money", "dollars", "rate", "percent", "basis points"}
)
INK, DEEP, PALE, LINE, ENTRY, LINK = "1B1F24", "1F3A5F", "E8EEF5", "C9D3DF", "FFF8E1", "0B5394"
"""Text on every fill has a contrast of at least 4.5 to 1."""
BAR = "9DB8D9"
LIGHT = "6F8FB5"  # beside DEEP in a chart: 3 to 1 against both it and the page
FONT = "Calibri"  # column widths are counted in its digits
GOOD, DOUBT, CARE, BAD, OPEN = "D9EAD3", "FFF6CC", "FBE0B5", "F6C6BF", "D9D9D9"
MARKS = {
    "band": {PRIORITY: BAD, RISK: CARE, WATCH: DOUBT},
    "value": {"adds up": GOOD, "DOES NOT ADD UP": BAD, "changed": DOUBT},
    "reading": {"changed": DOUBT, "NOT USED: no number from least to most": BAD},
    "within": {"NO": BAD},
    "answer": {"Not answered by the city": OPEN},
    "result": {"holds": GOOD, "cannot be checked": DOUBT, "changed": DOUBT, "broken": BAD},
}
"""Fills of words by column; the word is always written in the cell."""


def add_looks(workbook: Any) -> Looks:
    """Put every cell format into an openpyxl workbook."""
    scratch = workbook.create_sheet("Looks")  # formats stay in the workbook when this sheet is gone
    looks: Looks = {}
    for kind in get_args(Kind):
        for part in get_args(Part):
            for left in (False, True):
                cell = scratch.cell(1, len(looks) + 1)
                _dress(cell, kind, part, left)
                looks[kind, part, left] = cell.style_id
    workbook.remove(scratch)
    return looks


def _dress(cell: Any, kind: Kind, part: Part, left: bool) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    def font(**how: Any) -> Font:
        return Font(**{"name": FONT, "family": 2, "size": 11, "color": INK} | how)

    line = Side(style="thin", color=LINE)
    answered = part in ("entry", "field") and kind in ("text", "wrapped")
    cell.number_format = TEXT if answered else FORMATS[kind]
    cell.alignment = Alignment(
        horizontal="right" if kind in RIGHT and not left else "left",
        vertical="center" if part in ("title", "given", "field", "total") else "top",
        wrap_text=kind == "wrapped" or part in ("header", "entry", "field"),
        indent=0 if part in ("title", "lead") else 1,
    )
    cell.font = font()
    match part:
        case "header":
            cell.font, cell.fill = font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor=DEEP)
            cell.border = Border(left=line, right=line)
        case "title":
            cell.font = font(bold=True, size=18, color=DEEP)
        case "total":
            cell.font, cell.fill = font(bold=True), PatternFill("solid", fgColor=PALE)
            cell.border = Border(top=Side(style="medium", color=DEEP))
        case "entry" | "field":
            cell.fill, cell.border = PatternFill("solid", fgColor=ENTRY), Border(line, line, line, line)
        case "link":
            cell.font, cell.border = font(color=LINK, underline="single"), Border(bottom=line)
        case "body" | "quoted" | "given":
            cell.border = Border(bottom=line)
    cell.quotePrefix = part == "quoted"
