"""The one writer of Excel workbooks: openpyxl makes everything but the rows, which are streamed in with their values.

openpyxl would take text that begins with = for a formula, write formulas without values, and hold every cell in
memory; so it makes a workbook without rows, and the rows are put into the sheets' XML as they are copied.
"""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reskill.atomic import replacing
from reskill.export.xlsx.charts import add_chart, chart_area, described
from reskill.export.xlsx.layout import Layout, letter
from reskill.export.xlsx.looks import BAD, BAR, DOUBT, GOOD, MARKS, Looks, add_looks
from reskill.export.xlsx.rows import RowWriter
from reskill.export.xlsx.sheet import Link, Sheet
from reskill.export.xlsx.widths import fit
from reskill.problem import ReskillError
from reskill.progress import Tick, section, silent

_DATA = re.compile(rb"<sheetData\s*/>|<sheetData>.*?</sheetData>", re.DOTALL)
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"')
_DRAWING = re.compile(r"xl/drawings/drawing(\d+)\.xml$")
_TABLOID, _LETTER, _LETTER_FITS = (
    3,
    1,
    200,
)  # paper codes; characters across a landscape letter page in print of 7.5 points
_PAGE_FITS = 365  # characters across a landscape tabloid page before print is too small to read
_MAX_LINKS = 65_530
_FOOTER, _HEADER = 110, 240  # characters; Excel allows 255 with the page's number, and "&" takes two
PAGES = "page &P of &N"


@dataclass(frozen=True)
class About:
    """What a workbook says of itself in its properties; `author` is an organisation, never a login name."""

    title: str
    author: str
    subject: str = ""
    footer: str = ""
    pages: str = PAGES  # how the pages are numbered
    language: str = "en-US"


def write_book(sheets: Sequence[Sheet], target: Path, about: About, tick: Tick = silent) -> None:
    """Write the sheets as one workbook; the target is the old file or the complete new one, never something between.

    Raises ReskillError when a sheet is too large for Excel or the file cannot be written.
    """
    if target.suffix.lower() != ".xlsx":
        raise ReskillError(f"{target.name} is no workbook's name.", "Choose a name that ends in .xlsx.")
    layout = Layout(sheets)
    shell, looks = _shell(sheets, layout, about, section(tick, 0.0, 0.3))
    weights = [len(s.rows) * len(s.columns) + 500 for s in sheets]
    with replacing(target) as part, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as out:
        parts = {f"xl/worksheets/sheet{n}.xml": n for n in range(1, len(sheets) + 1)}
        for item in shell.infolist():
            content = shell.read(item)
            if drawing := _DRAWING.match(item.filename):
                content = described([s for s in sheets if s.chart and s.rows], int(drawing[1]), content)
            if item.filename not in parts:
                out.writestr(item, content, zipfile.ZIP_DEFLATED)
                continue
            n = parts[item.filename]
            done, whole = sum(weights[: n - 1]), sum(weights)
            stage = section(tick, 0.3 + 0.7 * done / whole, 0.3 + 0.7 * (done + weights[n - 1]) / whole)
            _fill(out, item.filename, content, RowWriter(sheets[n - 1], layout, looks, stage))
    tick(1.0, f"Written {target.name}")


def _fill(out: zipfile.ZipFile, name: str, xml: bytes, rows: RowWriter) -> None:
    head, tail = _DATA.split(xml, maxsplit=1)
    # a dimension that is too small makes some readers lose rows without a word
    head = _DIMENSION.sub(f'<dimension ref="{rows.dimension}"'.encode(), head)
    with out.open(name, "w") as stream:
        stream.write(head + b"<sheetData>")
        for text in rows.xml():
            stream.write(text.encode("utf-8"))
        stream.write(b"</sheetData>" + tail)


def _shell(sheets: Sequence[Sheet], layout: Layout, about: About, tick: Tick) -> tuple[zipfile.ZipFile, Looks]:
    """A workbook with everything but rows, and its cell formats."""
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.remove(workbook.active)
    properties = workbook.properties
    properties.title, properties.subject = about.title, about.subject
    properties.creator = properties.lastModifiedBy = about.author
    properties.language = about.language
    looks = add_looks(workbook)
    for n, sheet in enumerate(sheets):
        tick(n / len(sheets), "Laying out the workbook")
        _prepare(workbook.create_sheet(layout.names[sheet.title]), sheet, layout, about)
        _name_cells(workbook, sheet, layout)
    workbook.active = 0
    buffer = io.BytesIO()
    workbook.save(buffer)
    return zipfile.ZipFile(buffer), looks


def _name_cells(workbook: Any, sheet: Sheet, layout: Layout) -> None:
    from openpyxl.workbook.defined_name import DefinedName

    name_of = layout.names[sheet.title].replace("'", "''")
    for name, (field, n) in sheet.names.items():
        at = f"'{name_of}'!${letter(sheet.position(field))}${layout.first_row(sheet) + n}"
        workbook.defined_names[name] = DefinedName(name, attr_text=at)


def _prepare(ws: Any, sheet: Sheet, layout: Layout, about: About) -> None:
    widths = [f.width for f in fit(sheet)]
    for n, width in enumerate(widths):
        ws.column_dimensions[letter(n)].width = width
    header, first, last = layout.header_row(sheet), layout.first_row(sheet), layout.last_row(sheet)
    ws.freeze_panes = f"{letter(sheet.frozen_columns)}{first}"
    ws.sheet_view.showGridLines = False
    _set_up_page(ws, sheet, widths, layout, about)
    if sheet.form:
        _number_by_itself(ws, sheet)
    else:
        _add_table(ws, sheet, layout)
    _add_marks(ws, sheet, first, last)
    _add_total_marks(ws, sheet, last + 1)
    _add_choices(ws, sheet, header, first, last)
    _add_fractions(ws, sheet, first, last)
    _add_limits(ws, sheet, first)
    _add_links(ws, sheet, layout, first)
    add_chart(ws, sheet, layout)


def _set_up_page(ws: Any, sheet: Sheet, widths: Sequence[float], layout: Layout, about: About) -> None:
    """Landscape pages headed by what the sheet shows; a sheet too wide to read on one goes over several."""
    printed = [w for w, c in zip(widths, sheet.columns, strict=True) if c.field not in sheet.unprinted]
    width, header = sum(printed), layout.header_row(sheet)
    across = math.ceil(width / _PAGE_FITS)
    ws.print_area = f"A1:{letter(len(printed) - 1)}{layout.last_row(sheet) + bool(sheet.totals and sheet.rows)}"
    if sheet.chart and sheet.rows:
        ws.print_area = f"A1:{chart_area(sheet, layout)}"
    if not sheet.on_paper:
        ws.print_area = f"{letter(len(sheet.columns) + 1)}1"  # an empty cell: a sheet cannot be kept from printing
    ws.page_setup.orientation = "landscape"
    ws.page_setup.paperSize = _LETTER if width <= _LETTER_FITS else _TABLOID
    ws.page_setup.fitToWidth, ws.page_setup.fitToHeight = across, 0
    ws.sheet_properties.pageSetUpPr.fitToPage = True
    ws.page_margins.left = ws.page_margins.right = 0.35
    ws.page_margins.top, ws.page_margins.bottom, ws.page_margins.header = 0.6, 0.5, 0.3
    ws.page_margins.footer = 0.25
    ws.print_title_rows = f"{header}:{header}"
    if across > 1:
        ws.print_title_cols = f"A:{letter(max(sheet.frozen_columns, 1) - 1)}"
        ws.page_setup.pageOrder = "overThenDown"
    ws.oddHeader.left.text = page_header(sheet) or None
    ws.oddFooter.left.text = about.footer.replace("&", "&&")
    ws.oddFooter.right.text = f"&A, {about.pages}"


def page_header(sheet: Sheet) -> str:
    """What stands above each printed page of a sheet, as Excel writes it; '' where the sheet has a heading of its own."""
    return "" if sheet.heading else f"{sheet.title}. {sheet.note}"[:_HEADER].replace("&", "&&")


def _number_by_itself(ws: Any, sheet: Sheet) -> None:
    """Name a form on each of its pages, which are counted apart from other sheets': it is handed out alone."""
    ws.page_setup.firstPageNumber, ws.page_setup.useFirstPageNumber = 1, True
    ws.oddFooter.left.text = sheet.footer[:_FOOTER].replace("&", "&&")
    ws.oddFooter.right.text = "page &P"


def _add_table(ws: Any, sheet: Sheet, layout: Layout) -> None:
    from openpyxl.worksheet.filters import AutoFilter
    from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

    ref = f"A{layout.header_row(sheet)}:{letter(len(sheet.columns) - 1)}{layout.last_row(sheet)}"
    table = Table(displayName=layout.tables[sheet.title], ref=ref, autoFilter=AutoFilter(ref=ref))
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    table.tableColumns = [TableColumn(id=n, name=c.title) for n, c in enumerate(sheet.columns, 1)]
    ws.add_table(table)


def _add_marks(ws: Any, sheet: Sheet, first: int, last: int) -> None:
    """Bars behind shares and fills behind some words; the number or word always stands in the cell as well."""
    from openpyxl.formatting.rule import CellIsRule, DataBarRule
    from openpyxl.styles import PatternFill

    for field in sheet.bars:
        column = letter(sheet.position(field))
        bar = DataBarRule("num", 0, "num", 1, color=BAR, minLength=0, maxLength=100)
        ws.conditional_formatting.add(f"{column}{first}:{column}{last}", bar)
    for n, c in enumerate(sheet.columns):
        for word, colour in MARKS.get(c.field, {}).items():
            fill = PatternFill(bgColor=colour, fill_type="solid")
            rule = CellIsRule(operator="equal", formula=[f'"{word}"'], fill=fill)
            ws.conditional_formatting.add(f"{letter(n)}{first}:{letter(n)}{last}", rule)


def _add_choices(ws: Any, sheet: Sheet, header: int, first: int, last: int) -> None:
    """Lists of allowed values, and what each column means when its header is selected."""
    from openpyxl.worksheet.datavalidation import DataValidation

    for field, values in sheet.choices.items():
        rule = DataValidation("list", formula1=f'"{",".join(values)}"', allow_blank=True, showErrorMessage=True)
        rule.errorTitle, rule.error = "Choose from the list", f"Choose one of: {', '.join(values)}."[:255]
        column = letter(sheet.position(field))
        rule.add(f"{column}{first}:{column}{last}")
        ws.add_data_validation(rule)
    for n, c in enumerate(sheet.columns):
        if c.tip:
            prompt = DataValidation(showInputMessage=True, allow_blank=True)
            prompt.promptTitle, prompt.prompt = c.title[:32], c.tip[:255]
            prompt.add(f"{letter(n)}{header}")
            ws.add_data_validation(prompt)


def _add_total_marks(ws: Any, sheet: Sheet, row: int) -> None:
    """Fills under a column of shares, by whether what was entered comes to 100%."""
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.styles import PatternFill

    for field in set(sheet.fractions) & {*sheet.totals, *sheet.beside}:
        at = f"{letter(sheet.position(field))}{row}"
        for test, colour in (
            ("ROUND({0},2)=1", GOOD),
            ("AND(ISNUMBER({0}),{0}>1)", BAD),
            ("AND(ISNUMBER({0}),{0}>0)", DOUBT),
        ):
            fill = PatternFill(bgColor=colour, fill_type="solid")
            ws.conditional_formatting.add(at, FormulaRule(formula=[test.format(at)], fill=fill, stopIfTrue=True))


def _add_fractions(ws: Any, sheet: Sheet, first: int, last: int) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    for field in sheet.fractions:
        rule = DataValidation(
            "decimal", formula1="0", formula2="1", operator="between", allow_blank=True, showErrorMessage=True
        )
        rule.errorTitle, rule.error = "A share of the time", "Give a share from 0% to 100%."
        column = letter(sheet.position(field))
        rule.add(f"{column}{first}:{column}{last}")
        ws.add_data_validation(rule)


def _add_limits(ws: Any, sheet: Sheet, first: int) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    for name, (least, most) in sheet.limits.items():
        field, n = sheet.names[name]
        rule = DataValidation("decimal", f"{least:.15g}", f"{most:.15g}", operator="between", showErrorMessage=True)
        rule.errorTitle, rule.error = "An input", f"Give a number from {least:,g} to {most:,g}."
        rule.add(f"{letter(sheet.position(field))}{first + n}")
        ws.add_data_validation(rule)


def _add_links(ws: Any, sheet: Sheet, layout: Layout, first: int) -> None:
    from openpyxl.worksheet.hyperlink import Hyperlink

    left = _MAX_LINKS
    for r, row in enumerate(sheet.rows, first):
        for n, cell in enumerate(row):
            if not isinstance(cell, Link) or not cell.leads or not left:
                continue
            ref = f"{letter(n)}{r}"
            if cell.target.startswith("#"):
                name = layout.names[cell.target[1:]].replace("'", "''")
                ws.cell(r, n + 1).hyperlink = Hyperlink(ref=ref, location=f"'{name}'!A1", display=cell.text)
            else:
                ws.cell(r, n + 1).hyperlink = cell.target
            left -= 1
