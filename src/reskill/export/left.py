"""What is found in a reviewed workbook and not taken in: each text with its place and why."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reskill.export.as_written import TITLE as AS_WRITTEN
from reskill.problem import Place, Problem

ENTER = "Enter it yourself if it matters."
LOOK = "Look at it in the workbook, and ask what it is to say."
_CELL = re.compile(r"([A-Z]+)(\d+)")


@dataclass(frozen=True)
class Left:
    """A text that was found and not taken, why, and what to do about it; `cell` may be another place in words, such as
    "the page header", and `sheet` is '' for the whole file."""

    sheet: str
    cell: str
    text: str
    why: str
    remedy: str = ENTER

    def __str__(self) -> str:
        between = "!" if _CELL.fullmatch(self.cell) else ", "
        what = f"{between.join(filter(None, (self.sheet, self.cell)))}: {self.text} ({self.why})"
        return f"Not taken: {what}{'' if self.remedy == ENTER else f' {self.remedy}'}"

    def problem(self) -> Problem:
        """The text as it is told among others in a list."""
        cell = _CELL.fullmatch(self.cell)
        place = Place("", self.sheet, int(cell[2]) if cell else None, cell[1] if cell else "")
        why = self.why if cell else f"{self.cell}; {self.why}"
        return Problem(f"{self.text} ({why})", place, self.remedy, "warning")


CHANGED = Left(
    AS_WRITTEN,
    "A1",
    "The sheet is missing or was changed",
    "words typed over the workbook's own may not be told from them",
    "Compare it with the workbook that you sent.",
)
