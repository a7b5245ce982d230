"""The sheet of what could not be used or should be looked at: rejected lines of the roster and notes on the plan."""

from __future__ import annotations

from reskill.export.main_occupations import REJECTED
from reskill.export.xlsx.sheet import Sheet, tabulate
from reskill.planning.checks.rules import check_budget
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.table import Column

TITLE = "Rejected and problems"
COLUMNS = (
    Column("Kind", "kind", tip="rejected line of the roster, note on the plan, or check of the budget."),
    Column("Level", "level", tip="error: must be mended; warning: should be looked at; note: good to know."),
    Column("File", "source_file", tip="File of the line."),
    Column("Sheet or rule", "source_sheet", tip="Sheet of the line in a workbook, or the funding rule."),
    Column("Row", "source_row", tip="Row of the line, as Excel counts."),
    Column("What", "reason", "wrapped", 60, tip="What is wrong or worth knowing."),
    Column("What to do", "remedy", "wrapped", 60, tip="How to mend it."),
)


def rejected(project: Project, _catalog: Catalog) -> Sheet:
    """Rejected lines in roster order, then the plan's notes and the budget's checks."""
    rows = [
        {"kind": REJECTED, "level": "error", **r}
        for r in project.rows("SELECT * FROM rejected ORDER BY source_file, source_sheet, source_row, id")
    ]
    rows += [
        {"kind": "note on the plan", "level": r["level"], "reason": r["text"]}
        for r in project.rows("SELECT level, text FROM plan_note ORDER BY id")
    ]
    rows += [
        {
            "kind": "check of the budget",
            "level": p.level,
            "source_sheet": p.place.column,
            "reason": p.text,
            "remedy": p.remedy,
        }
        for p in check_budget(project)
    ]
    return Sheet(
        title=TITLE,
        note="Lines of the roster that could not be used, with reason and remedy; notes on the plan; budget checks.",
        columns=COLUMNS,
        rows=tabulate(COLUMNS, rows),
        empty="Nothing: every line of the roster was used and the plan has no problem.",
    )
