"""The rows that most of these tests put into files, and ways to alter them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

HEADER = ("Job Title", "Department", "Annual Salary")
ROWS = (("Accountant II", "Finance", 62000), ("Police Officer", "Police", 71000.5), ("Librarian", "Library", 58000))
TITLES = [title for title, _, _ in ROWS]

Alter = Callable[[str, bytes], bytes | None]


def csv_text(rows: Iterable[Sequence[object]], delimiter: str = ",", end: str = "\r\n") -> str:
    """Rows as delimited text, nothing quoted."""
    return "".join(delimiter.join(map(str, row)) + end for row in rows)


def in_sheet(old: bytes, new: bytes) -> Alter:
    """Replaces bytes in the XML of the worksheet."""

    def alter(name: str, content: bytes) -> bytes:
        if name != "xl/worksheets/sheet1.xml":
            return content
        assert old in content
        return content.replace(old, new)

    return alter
