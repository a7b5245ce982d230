"""The columns in which reviewers answer, the same on every sheet that asks for comments."""

from __future__ import annotations

from dataclasses import replace

from reskill.export.xlsx.sheet import Sheet
from reskill.table import Column

RESPONSE = Column("Response", "response", width=10, tip="Choose one: agree, disagree, needs evidence, wants a change.")
COMMENT = Column("Comment", "comment", "wrapped", 12, tip="What you doubt, know better or propose.")
REFERENCE = Column(
    "Reference", "reference", width=28, tip="Keeps your comment with its row when the workbook comes back."
)
RESPONSES = ("agree", "disagree", "needs evidence", "wants a change")


def asks_for_answers(sheet: Sheet) -> bool:
    """Whether a sheet has references for answers, in whatever language."""
    return any(c.field == REFERENCE.field for c in sheet.columns)


def for_review(sheet: Sheet, references: list[str], on_paper: bool = True, comment: Column = COMMENT) -> Sheet:
    """The sheet with columns for response and comment, printed or not; `references` name each row."""
    return replace(
        sheet,
        columns=(*sheet.columns, RESPONSE, comment, REFERENCE),
        rows=[(*row, None, None, ref) for row, ref in zip(sheet.rows, references, strict=True)],
        entry=(*sheet.entry, RESPONSE.field, COMMENT.field),
        choices={**sheet.choices, RESPONSE.field: RESPONSES},
        unprinted=(REFERENCE.field,) if on_paper else (RESPONSE.field, COMMENT.field, REFERENCE.field),
    )
