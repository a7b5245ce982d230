"""Where things are in a workbook: legal sheet and table names, rows, columns, and the addresses in formulas."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reskill.export.xlsx.sheet import Sheet
from reskill.problem import ReskillError

MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384
MAX_NAME = 31
_RESERVED = {"history"}  # Excel keeps this name for itself
_PLACE = re.compile(r"\{([^{}]+)\}")


def safe_sheet_name(title: str, taken: Iterable[str] = ()) -> str:
    """A legal sheet name, unlike those taken whatever their case."""
    name = re.sub(r"[\[\]:*?/\\\x00-\x1f\ud800-\udfff\ufffe\uffff]", " ", title)
    name = " ".join(name.split()).strip("' ")[:MAX_NAME].strip("' ")
    if not name or name.lower() in _RESERVED:
        name = f"{name} sheet".strip().capitalize()
    used = {t.lower() for t in taken}
    made, n = name, 2
    while made.lower() in used:
        end = f" ({n})"
        made, n = name[: MAX_NAME - len(end)] + end, n + 1
    return made


def safe_table_name(sheet_name: str, taken: Iterable[str] = ()) -> str:
    """A legal table name, unlike those taken; its ending keeps it from looking like a cell's address."""
    base = "_".join(re.findall(r"[A-Za-z][A-Za-z0-9]*", sheet_name)) or "sheet"
    used = {t.lower() for t in taken}
    made, n = f"{base}_table", 2
    while made.lower() in used:
        made, n = f"{base}_table_{n}", n + 1
    return made


def letter(position: int) -> str:
    """The letters of a 0-based column: 0 is A, 26 is AA."""
    out = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        out = chr(65 + rest) + out
    return out


class Layout:
    """Addresses in a workbook of the given sheets. Raises ReskillError when a sheet is larger than Excel allows."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self.names: dict[str, str] = {}  # title of a sheet -> its name in the workbook
        self.tables: dict[str, str] = {}  # title of a sheet -> name of its table
        self.sheets = {s.title: s for s in sheets}
        for sheet in sheets:
            self.names[sheet.title] = safe_sheet_name(sheet.title, self.names.values())
            self.tables[sheet.title] = safe_table_name(self.names[sheet.title], self.tables.values())
            if self.last_row(sheet) + 1 > MAX_ROWS or len(sheet.columns) > MAX_COLUMNS:
                raise ReskillError(
                    f"The sheet {sheet.title} would have {len(sheet.rows):,} rows, more than Excel can hold.",
                    "Plan a part of the city, such as some of its departments, in a project of its own.",
                )

    @staticmethod
    def header_row(sheet: Sheet) -> int:
        """The 1-based row of the table's header."""
        return len(sheet.heading) + 1

    @classmethod
    def first_row(cls, sheet: Sheet) -> int:
        """The 1-based row of the first line of the table."""
        return cls.header_row(sheet) + 1

    @classmethod
    def last_row(cls, sheet: Sheet) -> int:
        """The 1-based row of the last line of the table; an empty table has one line that says so."""
        return cls.header_row(sheet) + max(1, len(sheet.rows))

    def range(self, title: str, field: str) -> str:
        """The absolute address of a whole column of a sheet's table, with the sheet's name."""
        sheet = self.sheets[title]
        column = letter(sheet.position(field))
        name = self.names[title].replace("'", "''")
        return f"'{name}'!${column}${self.first_row(sheet)}:${column}${self.last_row(sheet)}"

    def resolved(self, formula: str, sheet: Sheet, row: int, column: str) -> str:
        """A formula of the cell in a row and column with its `{…}` replaced by addresses."""

        def address(found: re.Match[str]) -> str:
            title, _, field = found[1].rpartition(".")
            if field.startswith("above:"):
                return f"{column}{row - int(field[6:])}"
            if "^" in field:
                name, _, above = field.partition("^")
                return f"{letter(sheet.position(name))}{row - int(above)}"
            if field.startswith("all:"):
                return self.column_of(sheet, field[4:])
            return self.range(title, field) if title else f"{letter(sheet.position(field))}{row}"

        return _PLACE.sub(address, formula)

    def column_of(self, sheet: Sheet, field: str) -> str:
        """The address of a whole column of the sheet itself."""
        column = letter(sheet.position(field))
        return f"{column}{self.first_row(sheet)}:{column}{self.last_row(sheet)}"
