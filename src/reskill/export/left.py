"""What is found in a reviewed workbook and not taken in: each text with its place and why."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reskill.export.as_written import TITLE as AS_WRITTEN
from reskill.problem import Place, Problem

_CELL = re.compile(r"([A-Z]+)(\d+)")


@dataclass(frozen=True)
class Left:
    """A text that was found and not taken, and why; `cell` may be another place in words, such as "the page header",
    and `sheet` is '' for the whole file."""

    sheet: str
    cell: str
    text: str
    why: str

    def __str__(self) -> str:
        between = "!" if _CELL.fullmatch(self.cell) else ", "
        return f"Not taken: {between.join(filter(None, (self.sheet, self.cell)))}: {self.text} ({self.why})"

    def problem(self) -> Problem:
        """The text as it is told among others in a list."""
        cell = _CELL.fullmatch(self.cell)
        place = Place("", self.sheet, int(cell[2]) if cell else None, cell[1] if cell else "")
        why = self.why if cell else f"{self.cell}; {self.why}"
        return Problem(f"{self.text} ({why})", place, "Enter it yourself if it matters.", "warning")


CHANGED = Left(
    AS_WRITTEN,
    "A1",
    "The sheet is missing or was changed",
    "words typed over the workbook's own may not be told from them",
)
