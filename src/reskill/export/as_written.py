"""What an edition's cells held when it was written, as checksums on its last sheet, so that words typed over them are
seen when the workbook comes back. It holds no text of the workbook, and says nothing of cells that readers fill in.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields

from reskill.export.union.review_columns import REFERENCE, asks_for_answers
from reskill.export.xlsx.layout import Layout
from reskill.export.xlsx.sheet import As, Blank, Cell, Formula, Sheet, value_of
from reskill.table import Column

TITLE = "As written"
COLUMNS = (
    Column("Sheet", "sheet", width=24, tip="Where the line stood."),
    Column("Row", "row", "int", 8, tip="Its row when the workbook was written."),
    Column("Reference", "reference", width=30, tip="The reference of the line, where it has one."),
    Column(
        "Checksums", "sums", "wrapped", 60, tip="One for each cell; + where a reader answers, * where it is worked out."
    ),
)
ANSWER, LIVE, BLANK = "+", "*", "."
HEADER, ABOUT, SEAL = "#header", "#about", "#seal"  # in place of a reference
BESIDE = "#beside"  # the same, of what stands on printed pages and in the file's properties
_DAY = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?)?")


@dataclass(frozen=True)
class Origin:
    """What a workbook came from: the edition's name, the project's city and number, the export's own number, and the
    language."""

    edition: str = ""
    city: str = ""
    project: str = ""
    export: str = ""
    language: str = "en"


FACTS = tuple(f.name for f in fields(Origin))


def as_written(sheets: Sequence[Sheet], beside: Sequence[str], origin: Origin, key: str) -> Sheet:
    """The sheet of checksums of the given sheets and of the texts `beside` them, with where they come from, sealed with
    the project's key."""
    facts = [(name, 0, ABOUT, value) for name, value in asdict(origin).items()]
    lines = [("", 0, BESIDE, " ".join(checksum(text) for text in beside)), *_lines(sheets)]
    return Sheet(
        title=TITLE,
        note="For the program: checksums of the cells as written, by which your answers find their lines. No record of persons.",
        columns=COLUMNS,
        rows=[*facts, *lines, ("", 0, SEAL, seal([*facts, *lines], key))],
        on_paper=False,
    )


def origin_of(sheet: Sheet) -> Origin:
    """What the sheet of checksums says of where its workbook comes from."""
    return Origin(**{str(name): str(value) for name, _, mark, value in sheet.rows if mark == ABOUT})


def export_id(sheets: Sequence[Sheet]) -> str:
    """Eight letters and digits that tell one export from another with other contents."""
    return hashlib.sha256(repr(_lines(sheets)).encode()).hexdigest()[:8]


def seal(lines: Sequence[tuple[str, int, str, str]], key: str) -> str:
    """What shows that no line was changed, to whoever has the project's key; the order of lines does not matter."""
    return hashlib.sha256(repr((key, sorted(lines))).encode()).hexdigest()[:16]


def _lines(sheets: Sequence[Sheet]) -> list[tuple[str, int, str, str]]:
    rows: list[tuple[str, int, str, str]] = []
    for sheet in sheets:
        header, first = Layout.header_row(sheet), Layout.first_row(sheet)
        asks = asks_for_answers(sheet)
        for n, line in enumerate(sheet.heading, 1):
            rows.append((sheet.title, n, "", checksum(line) if isinstance(line, str) else _sums(sheet, line)))
        rows.append((sheet.title, header, HEADER, " ".join(checksum(c.title) for c in sheet.columns)))
        for n, row in enumerate(sheet.rows, first):
            reference = str(row[sheet.position(REFERENCE.field) if asks else 0]) if sheet.entry else ""
            rows.append((sheet.title, n, reference, _sums(sheet, row)))
        if not sheet.rows:
            rows.append((sheet.title, first, "", checksum(sheet.empty)))
        elif sheet.totals:
            worked_out = {*sheet.totals, *sheet.beside}
            totals = (LIVE if c.field in worked_out else BLANK for c in sheet.columns[1:])
            rows.append((sheet.title, Layout.last_row(sheet) + 1, "", " ".join([checksum("Total"), *totals])))
    return rows


def _sums(sheet: Sheet, row: Sequence[Cell]) -> str:
    entry = {n for n, c in enumerate(sheet.columns) if c.field in sheet.entry}
    return " ".join(ANSWER if n in entry and value_of(cell) is None else _sum_of(cell) for n, cell in enumerate(row))


def _sum_of(cell: Cell) -> str:
    match cell:
        case Blank():
            return ANSWER
        case Formula() | As(content=Formula()):
            return LIVE + checksum(value_of(cell))
    return checksum(value_of(cell))


def checksum(value: object) -> str:
    """The checksum of what a cell holds, the same after a spreadsheet program has saved it."""
    if isinstance(value, dt.date):
        value = value.isoformat()
    text = " ".join(str(value).split()) if value is not None else ""
    if not text:
        return BLANK
    if _DAY.fullmatch(text):
        text = text[:10]
    else:
        with contextlib.suppress(ValueError):
            text = f"{float(text):.10g}"
    return hashlib.sha256(text.encode()).hexdigest()[:4]
