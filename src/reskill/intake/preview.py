"""The top of a table as a person may see it: personal columns masked."""

from __future__ import annotations

from reskill.intake.columns import Columns
from reskill.intake.table import Table
from reskill.intake.text import text_of

ROWS = 20
MASK = "•••"
_CHARACTERS = 60
_NAMES = ("name", "first_name", "last_name")


def preview(table: Table, columns: Columns) -> list[tuple[str, ...]]:
    """The first rows as text, cut to 60 characters a cell, in the order of the table's headers."""
    masked = {*columns.personal, *(columns.fields[n] for n in _NAMES if n in columns.fields)}
    return [
        tuple(
            (MASK if i in masked and text_of(v) else text_of(v)[:_CHARACTERS])
            for i, v in enumerate((*values, *[None] * (len(table.headers) - len(values))))
        )
        for _, values in table.rows[:ROWS]
    ]
