"""What is doubtful about single rows, said once for all rows that share it, with every row number kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from reskill.problem import Place, Problem

_SHOWN = 40  # characters of an example


@dataclass(frozen=True)
class Finding:
    """One kind of doubt in one column: its text ("what is wrong; what was done"), remedy, rows, and the first cell."""

    text: str
    column: str
    remedy: str
    level: Literal["error", "warning"]
    rows: list[int] = field(default_factory=list)
    example: str = ""

    def problem(self, file: str, where: Callable[[int], tuple[str, int]]) -> Problem:
        """One Problem for all rows, placed at the first; `where` tells the sheet and number of a row."""
        sheet, first = where(self.rows[0])
        said, semicolon, effect = self.text.partition("; ")
        if self.example:
            said += f' ("{self.example}")'
        if len(self.rows) > 1:
            others = (where(r) for r in self.rows[1:4])
            more = ", ".join(str(r) if s == sheet else f"{s} {r}" for s, r in others) + (
                ", ..." if len(self.rows) > 4 else ""
            )
            said += f" in {len(self.rows):,} rows (first {first}, then {more})"
        place = Place(file, sheet, first, self.column)
        return Problem(f"{said}{semicolon}{effect}.", place, self.remedy, self.level)


class Findings:
    """Gathers findings while rows are read."""

    def __init__(self) -> None:
        self._by_kind: dict[tuple[str, str], Finding] = {}

    def add(
        self,
        row: int,
        text: str,
        column: str = "",
        remedy: str = "",
        example: str = "",
        level: Literal["error", "warning"] = "warning",
    ) -> None:
        """Note a doubt about a row; `example` is shown for the first row only, and must not be personal."""
        found = self._by_kind.get((text, column))
        if found is None:
            shown = example[:_SHOWN] + ("..." if len(example) > _SHOWN else "")
            found = self._by_kind[text, column] = Finding(text, column, remedy, level, [], shown)
        found.rows.append(row)

    def all(self) -> tuple[Finding, ...]:
        """Everything found, in the order of first sight."""
        return tuple(self._by_kind.values())
