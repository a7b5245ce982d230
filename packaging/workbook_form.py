"""What a workbook must have to be changed safely and read by everybody: marked and named inputs, no figure pasted into a
formula or over one, and what screen readers and readers without colour need. Reads the file alone.

Each check gives what is wrong in words, with the place; nothing where all is well.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl

ENTRY, DEEP = "FFF8E1", "1F3A5F"  # fills of cells to fill in, and of headers
LANGUAGES = {"en-US", "es"}
USED = "_used"
LIVE_ON_COVER = {"Participants", "Cash committed", "Paid time", "In kind", "Money available", "Not planned", "Check"}
WITHHELD = "withheld"
_SUMS_OF_SEVERAL = {"Tuition"}  # a figure where seats of several prices are one line, and a formula elsewhere
_CONSTANTS = {0.0, 1.0, 2.0, 4.0, 6.0, 0.005}  # signs, digits of rounding and of a year, half a cent
_YEARS = range(2000, 2101)  # as criteria
_TEXT = re.compile(r'"(?:[^"]|"")*"')
_PLACE = re.compile(r"(?:'(?:[^']|'')*'!)?\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_FUNCTIONS = {"SUM", "SUMIFS", "COUNTIF", "COUNTIFS", "COUNT", "COUNTA", "ROWS", "IF", "AND", "OR", "ABS", "ROUND"}
_FUNCTIONS |= {"ISNUMBER", "VALUE", "RIGHT", "MIN", "MAX", "INDEX", "MATCH", "IFERROR", "SUMPRODUCT"}
_FUNCTIONS |= {"TEXT", "LEFT", "LEN", "ISTEXT"}
_RISES = re.compile(r"(Wage_growth|Inflation)_used")
_ROW_OF = re.compile(r"INDEX\(,\d+\)")  # a line by its number
_DRAWN = re.compile(rb"<(?:xdr:)?graphicFrame.*?<(?:xdr:)?cNvPr ([^>]*)>", re.DOTALL)


def faults(path: Path) -> list[str]:
    """All that is wrong with a workbook's inputs, formulas and accessibility, in words."""
    book = openpyxl.load_workbook(path)
    shown = openpyxl.load_workbook(path, data_only=True)
    found = [*_about(book), *_inputs(book), *_charts(path)]
    for ws in book:
        found += [f"{ws.title}: {what}" for what in (*_sheet(ws), *_formulas(book, ws), *_colours(ws))]
        found += [f"{ws.title}: {what}" for what in _cut(ws, shown[ws.title])]
    return found


def _about(book: Any) -> Iterator[str]:
    if not (book.properties.title or "").strip():
        yield "the workbook has no title"
    if book.properties.language not in LANGUAGES:
        yield f"the workbook's language is {book.properties.language!r}"
    if book.active.title != book.sheetnames[0]:
        yield f"it opens on {book.active.title}, not on its first sheet"


def _sheet(ws: Any) -> Iterator[str]:
    """Names, headers, order of reading."""
    if re.fullmatch(r"(Sheet|Hoja|Tabelle)\d*", ws.title):
        yield "its name says nothing"
    if ws.merged_cells.ranges:
        yield f"merged cells {ws.merged_cells.ranges}"
    if ws.sheet_state != "visible":
        yield "it is hidden"
    if not ws.tables:
        yield "it has no table with a header"
        return
    (table,) = list(ws.tables.values())[:1]
    first, *rows = ws[table.ref]
    heads = [cell.value for cell in first]
    if not all(isinstance(head, str) and head.strip() for head in heads):
        yield f"a column has no header: {heads}"
    if len({str(head).lower() for head in heads}) < len(heads):
        yield f"two columns have the same header: {heads}"
    if table.headerRowCount == 0 or len(ws.tables) > 1:
        yield "its table has no header row, or it has several tables"
    if first[0].column != 1:
        yield "its table does not begin in the first column"
    row = first[0].row
    if ws.print_title_rows != f"${row}:${row}":
        yield "its header is not repeated on printed pages"
    if not ws.freeze_panes or int(re.sub(r"\D", "", ws.freeze_panes)) != row + 1:
        yield "its header does not stay in sight"
    if any(all(cell.value is None for cell in row) for row in rows[:-1]):
        yield "an empty row breaks its table"


def _inputs(book: Any) -> Iterator[str]:
    """Whether inputs have names that say what they are, and are marked, and as many lines rest on them as is said."""
    names: dict[str, Any] = {}
    for name, defined in book.defined_names.items():
        sheet, _, at = defined.attr_text.rpartition("!")
        sheet = sheet.strip("'").replace("''", "'")
        if sheet not in book.sheetnames:
            yield f"the name {name} leads nowhere: {defined.attr_text}"
            continue
        names[name] = book[sheet][at.replace("$", "")]
        if not name.endswith((USED, "_as_planned", "As_planned", "First_year")) and not _is_entry(names[name]):
            yield f"the input {name} is not marked"
    if "Inputs" not in book.sheetnames:
        return
    lines = next((book[title] for title in ("Budget", "Lines") if title in book.sheetnames), None)
    rests = [" ".join(str(c.value) for c in row if str(c.value).startswith("=")) for row in lines] if lines else []
    head, *rows = book["Inputs"].iter_rows()
    kind = [c.value for c in head].index("Kind")
    for row in rows:
        name, value, said = row[0].value, row[1], str(row[kind].value)
        told = re.match(r"live: ([\d,]+)(?: of [\d,]+)? lines? rests? on it", said)
        if told:
            if names.get(name) is None or names[name].coordinate != value.coordinate or not _is_entry(value):
                yield f"Inputs: {name} is not a marked cell of that name"
            count = int(told[1].replace(",", ""))
            if sum(f"{name}{USED}" in text for text in rests) < count:
                yield f"Inputs: fewer than the {count} lines that it tells rest on {name}"
        elif _is_entry(value):
            yield f"Inputs: {name} is marked as an input, and nothing follows from it"
    for title in ("Funds", "Budget by fund and year"):
        if title in book.sheetnames:
            yield from _amounts(book[title], {c.coordinate for c in names.values() if c.parent.title == title})


def _amounts(ws: Any, named: set[str]) -> Iterator[str]:
    (table,) = ws.tables.values()
    head, *rows = ws[table.ref]
    column = [c.value for c in head].index("Available")
    for row in rows:
        cell = row[column]
        if _is_entry(cell) and isinstance(cell.value, int | float) and cell.coordinate not in named:
            yield f"{ws.title}: the input {cell.coordinate} has no name"


def _formulas(book: Any, ws: Any) -> Iterator[str]:
    """Figures in formulas, names that do not exist, and figures where others of the column or row are formulas."""
    for row in ws.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.value.startswith("=") and cell.data_type == "f":
                bare = _ROW_OF.sub("", _PLACE.sub("", _TEXT.sub("", cell.value[1:])))
                for name in _NAME.findall(bare):
                    if name not in _FUNCTIONS and name not in book.defined_names:
                        yield f"{cell.coordinate} uses {name}, which is no name of this workbook"
                numbers = map(float, _NUMBER.findall(_NAME.sub("", bare)))
                if odd := [n for n in numbers if n not in _CONSTANTS and n not in _YEARS]:
                    yield f"{cell.coordinate} has figures inside: {odd} ({cell.value:.80})"
    if ws.title == "Cover" and "Inputs" in book.sheetnames:
        for row in ws.iter_rows(min_row=4):
            if row[1].value in LIVE_ON_COVER and isinstance(row[2].value, int | float):
                yield f"{row[2].coordinate} is a pasted figure: {row[1].value}"
    for table in list(ws.tables.values())[:1]:
        head, *rows = ws[table.ref]
        after = ws[rows[-1][0].row + 1][: len(head)]
        yield from _pasted([c.value for c in head], rows, after)


def _pasted(heads: list[Any], rows: list[Any], totals: Any) -> Iterator[str]:
    for n, head in enumerate(heads):
        column = [row[n] for row in rows]
        total = totals[n] if n < len(totals) else None
        is_sum = total is not None and str(total.value).startswith("=")
        numbers = [c for c in column if isinstance(c.value, int | float) and not _is_entry(c)]
        if (
            is_sum
            and head not in _SUMS_OF_SEVERAL
            and len(numbers) < len(column)
            and any(str(c.value).startswith("=") for c in column)
        ):
            yield from (f"{c.coordinate} is a pasted figure: {head}" for c in numbers)
        if total is not None and isinstance(total.value, int | float) and total.row == column[-1].row + 1:
            yield f"{total.coordinate} is a pasted total: {head}"
    rate = next((h for h in ("Unit cost", "Mean rate") if h in heads), None)
    if rate and {"Quantity", "Amount"} <= {*heads}:
        for row in rows:
            yield from _line(*(row[heads.index(head)] for head in ("Quantity", rate, "Amount")))


def _line(quantity: Any, rate: Any, amount: Any) -> Iterator[str]:
    """What is pasted in a line of costs: a quantity whose rate is an input's, or an amount that is a product."""
    follows = isinstance(rate.value, str) and rate.value.startswith("=")
    if follows and not _RISES.search(rate.value) and isinstance(quantity.value, int | float):
        yield f"{quantity.coordinate} is a pasted figure: Quantity"
    if isinstance(amount.value, int | float) and quantity.value not in (None, WITHHELD, 0) and rate.value is not None:
        figures = [c.value for c in (quantity, rate) if isinstance(c.value, int | float)]
        if follows or (len(figures) == 2 and abs(figures[0] * figures[1] - amount.value) < 0.006):
            yield f"{amount.coordinate} is a pasted figure: Amount"


def _charts(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as parts:
        for name in parts.namelist():
            if re.match(r"xl/drawings/drawing\d+\.xml$", name):
                for found in _DRAWN.finditer(parts.read(name)):
                    if not re.search(rb'descr="[^"]{20,}"', found[1]):
                        yield f"{name}: a chart has no words for those who cannot see it"
            if re.match(r"xl/charts/chart\d+\.xml$", name):
                xml = parts.read(name)
                fills = re.findall(rb'<(?:c:)?spPr>.*?srgbClr val="([0-9A-F]{6})"', xml, re.DOTALL)
                if any(contrast(fill.decode(), "FFFFFF") < 3 for fill in fills):
                    yield f"{name}: bars too pale for the page"


def _colours(ws: Any) -> Iterator[str]:
    """Text that is hard to read on its fill, and what only a colour would say."""
    seen = set()
    for row in ws.iter_rows():
        for cell in row:
            fill = _fill(cell)
            ink = cell.font.color.rgb[-6:] if cell.font.color and isinstance(cell.font.color.rgb, str) else "000000"
            if (fill, ink) not in seen:
                seen.add((fill, ink))
                if contrast(ink, fill or "FFFFFF") < 4.5:
                    yield f"{cell.coordinate}: text {ink} on {fill} is hard to read"
            if fill not in (None, "FFFFFF", ENTRY, DEEP, "E8EEF5"):
                yield f"{cell.coordinate}: the fill {fill} says what no word does"
    for area in ws.conditional_formatting:
        for rule in area.rules:
            fill = rule.dxf.fill.bgColor.rgb[-6:] if rule.dxf and rule.dxf.fill else None
            if fill and contrast("1B1F24", fill) < 4.5:
                yield f"{area.sqref}: text on {fill} is hard to read"
            words = rule.type == "cellIs" and all(str(f).startswith('"') for f in rule.formula)
            bar = rule.type == "dataBar" and rule.dataBar.showValue is not False
            if not words and not bar:
                yield f"{area.sqref}: a colour that no word or number of the cell says ({rule.type})"


def _cut(ws: Any, shown: Any) -> Iterator[str]:
    """Numbers that would show as ####, and texts that the next cell or the row's height cuts."""
    last = re.search(r":\$?([A-Z]+)", ws.print_area or "")
    read = openpyxl.utils.column_index_from_string(last[1]) if last else None  # keys for the program stand after it
    for row in shown.iter_rows(max_col=read):
        height = shown.row_dimensions[row[0].row].height
        for cell, after in zip(row, [*(c.value for c in row[1:]), None], strict=True):
            width = shown.column_dimensions[openpyxl.utils.get_column_letter(cell.column)].width
            if isinstance(cell.value, int | float):
                if len(_written(cell)) > width:
                    yield f"{cell.coordinate} is too narrow for {_written(cell)}"
            elif isinstance(cell.value, str) and not cell.hyperlink:
                lines = sum(max(1, -(-len(t) * 9 // int(width * 11))) for t in cell.value.split("\n"))
                if cell.alignment.wrap_text and height and lines * 15 > height + 15:
                    yield f"{cell.coordinate} is cut: {lines} lines in {height} points"
                elif not cell.alignment.wrap_text and after is not None and len(cell.value) * 0.85 > width:
                    yield f"{cell.coordinate} is cut by its neighbour: {cell.value[:40]!r}"


def _written(cell: Any) -> str:
    value, form = cell.value, cell.number_format
    if form in ("0%", "0.00%"):
        return format(value, ".0%" if form == "0%" else ".2%")
    if "yy" in form:
        return "2027-01-01"
    digits = 2 if ".00" in form else 0
    return ("$" if "$" in form else "") + (format(value, f",.{digits}f") if form != "General" else f"{value:.10g}")


def _is_entry(cell: Any) -> bool:
    return _fill(cell) == ENTRY


def _fill(cell: Any) -> str | None:
    return str(cell.fill.fgColor.rgb)[-6:] if cell.fill and cell.fill.fill_type == "solid" else None


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
