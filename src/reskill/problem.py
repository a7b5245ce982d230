"""What a person can mend: located problems with a remedy, and the error that stops a command."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True)
class Place:
    """Where something is: a file, a sheet of it, a row (1-based, as Excel counts) and a column's header or letter."""

    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""

    def __str__(self) -> str:
        parts = [
            self.file,
            self.sheet and f"sheet {self.sheet}",
            self.row and f"row {self.row}",
            self.column and f"column {self.column}",
        ]
        return ", ".join(str(p) for p in parts if p)


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, where it is, and what to do about it."""

    text: str
    place: Place = field(default_factory=Place)
    remedy: str = ""
    level: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        where = f"{self.place}: " if str(self.place) else ""
        return f"{where}{self.text}{' ' + self.remedy if self.remedy else ''}"

    def as_dict(self) -> dict[str, Any]:
        """Flat values for `--json`."""
        return {
            "level": self.level,
            "text": self.text,
            "file": self.place.file,
            "sheet": self.place.sheet,
            "row": self.place.row,
            "column": self.place.column,
            "remedy": self.remedy,
        }


class ReskillError(Exception):
    """A command cannot go on. `text` says what happened, `remedy` what to do, `problems` the details."""

    def __init__(self, text: str, remedy: str = "", problems: Sequence[Problem] = ()) -> None:
        super().__init__(text)
        self.text = text
        self.remedy = remedy
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return f"{self.text} {self.remedy}".strip()
