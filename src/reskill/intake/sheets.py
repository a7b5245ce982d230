"""The sheets of a workbook, row by row, through openpyxl's reader. Runs in the child process only.

Rows are taken from the XML one by one: stated dimensions are never believed, gaps between far cells cost nothing,
and a cell that cannot be read costs that cell, not the sheet.
"""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO
from xml.etree.ElementTree import Element, iterparse

from reskill.intake import limits
from reskill.intake.grid import Merge, Row, bounded, column_number, is_blank

_SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_DATA, _ROW, _VALUE, _FORMULA, _MERGE = (_SPACE + tag for tag in ("sheetData", "row", "v", "f", "mergeCell"))
_DIGITS = re.compile(r"0[0 -]*0")  # a format that shows a number as the digits of an identifier: 000000, 00-0000
_RANGE = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")


@dataclass
class Remarks:
    """What was odd about a sheet, with the first cell of each kind."""

    last: int = 0
    hidden_rows: int = 0
    unstored_formulas: int = 0
    first_formula: str = ""
    unreadable: int = 0
    first_unreadable: str = ""
    beyond_columns: int = 0
    first_beyond: int = 0
    merges: list[Merge] = field(default_factory=list)


@dataclass(frozen=True)
class Sheet:
    """A worksheet of an open workbook; `size` is that of its XML in bytes."""

    name: str
    hidden: bool
    part: str
    size: int


class Workbook:
    """An open workbook and its worksheets. Raises whatever openpyxl raises on damaged files."""

    def __init__(self, package: zipfile.ZipFile, file: BinaryIO) -> None:
        from openpyxl.reader.excel import ExcelReader
        from openpyxl.styles.stylesheet import apply_stylesheet

        self._package = package
        reader = ExcelReader(file, read_only=True, data_only=True, keep_links=False)
        reader.read_manifest()
        reader.read_strings()
        reader.read_workbook()
        apply_stylesheet(reader.archive, reader.wb)
        self._book, self._strings = reader.wb, reader.shared_strings
        self._digits = _digit_formats(reader.wb)
        sizes = {p.filename: p.file_size for p in package.infolist()}
        self.sheets: list[Sheet] = []
        self.missing: list[str] = []
        for sheet, relation in reader.parser.find_sheets():
            if "chartsheet" in relation.Type or "dialogsheet" in relation.Type:
                continue
            if relation.target not in sizes:
                self.missing.append(sheet.name)
                continue
            hidden = sheet.state != "visible"
            self.sheets.append(Sheet(sheet.name, hidden, relation.target, sizes[relation.target]))

    def rows(self, sheet: Sheet, remarks: Remarks) -> Iterator[tuple[float, Row | None]]:
        """Part of the sheet read (0-1) and each row, None for a blank one."""
        from openpyxl.worksheet._reader import WorkSheetParser

        with self._package.open(sheet.part) as source:
            parser = WorkSheetParser(
                source,
                self._strings,
                data_only=True,
                epoch=self._book.epoch,
                date_formats=self._book._date_formats,
                timedelta_formats=self._book._timedelta_formats,
            )
            data: Element | None = None
            for event, element in iterparse(source, ("start", "end")):  # noqa: S314  (archive.py has refused entities)
                if event == "start":
                    data = element if element.tag == _DATA else data
                elif element.tag == _ROW:
                    yield source.tell() / max(1, sheet.size), _row(parser, element, remarks, self._digits)
                    if data is not None:
                        data.clear()  # rows that have been read, or the tree grows with the sheet
                elif element.tag == _MERGE and len(remarks.merges) < limits.MERGES:
                    _note_merge(element, remarks)


def _digit_formats(book: Any) -> dict[str, str]:
    """The styles of cells, by number, whose format shows all digits of an identifier, and that format."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS_MAX_SIZE as FIRST_OWN

    own = dict(enumerate(book._number_formats, FIRST_OWN))
    formats = {
        str(n): re.sub(r'[\\"]', "", own.get(style.numFmtId, "").split(";")[0])
        for n, style in enumerate(book._cell_styles)
    }
    return {n: shown for n, shown in formats.items() if _DIGITS.fullmatch(shown)}


def _as_shown(number: int, shown: str) -> str:
    """A whole number as a format of digits shows it: 42 as 000042."""
    digits = iter(str(number).zfill(shown.count("0")))
    extra = len(str(number)) - shown.count("0")
    first = "".join(next(digits) for _ in range(max(0, extra)))
    return first + "".join(next(digits) if c == "0" else c for c in shown)


def _row(parser: Any, element: Element, remarks: Remarks, digits: Mapping[str, str]) -> Row | None:
    stated = element.get("r", "")
    number = max(int(stated) if stated.isdecimal() else 0, remarks.last + 1)
    parser.row_counter, parser.col_counter = number, 0
    remarks.last = number
    remarks.hidden_rows += element.get("hidden") in ("1", "true")
    values: list[object] = []
    beyond = False
    for child in element:
        before = parser.col_counter
        value = _value(parser, child, remarks)
        if digits and isinstance(value, int | float) and value >= 0 and value == int(value):
            shown = digits.get(child.get("s", ""))
            value = _as_shown(int(value), shown) if shown else value
        if parser.col_counter in (0, before):
            parser.col_counter = before + 1  # its address is not one: it stands after the cell before
        column = parser.col_counter
        if value is None:
            continue
        if column > limits.COLUMNS:
            beyond = beyond or not is_blank([value])
            continue
        values += [None] * (column - len(values))
        values[column - 1] = value
    if beyond:
        remarks.beyond_columns += 1
        remarks.first_beyond = remarks.first_beyond or number
    return None if is_blank(values) else (number, bounded(values))


def _value(parser: Any, element: Element, remarks: Remarks) -> object:
    """A cell's value: text, number, truth value or date."""
    try:
        value = parser.parse_cell(element)["value"]
    except MemoryError:
        raise
    except Exception:  # openpyxl raises a dozen kinds; the cell is lost, the sheet is not
        remarks.unreadable += 1
        remarks.first_unreadable = remarks.first_unreadable or element.get("r", "")
        value = element.findtext(_VALUE)
    if value is None and element.find(_FORMULA) is not None:
        remarks.unstored_formulas += 1
        remarks.first_formula = remarks.first_formula or element.get("r", "")
    if value is None or isinstance(value, str | int | float | bool | dt.datetime):
        return value
    return str(value)


def _note_merge(element: Element, remarks: Remarks) -> None:
    if found := _RANGE.fullmatch(element.get("ref", "")):
        first, first_row, last, last_row = found.groups()
        remarks.merges.append((int(first_row), column_number(first), int(last_row), column_number(last)))
