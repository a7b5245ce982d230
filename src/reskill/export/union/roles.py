"""The union edition's sheet of roles, each with as many positions as the threshold, and columns for an answer."""

from __future__ import annotations

from dataclasses import asdict

from reskill.export.hr.roles import EXPOSURE
from reskill.export.suppress import WITHHELD
from reskill.export.union.groups import role_groups
from reskill.export.union.review_columns import for_review
from reskill.export.xlsx.sheet import Sheet, tabulate
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.table import Column

COLUMNS = (
    Column("Role", "name", "wrapped", 34, tip="A title, or smaller titles taken together."),
    Column("Occupation", "occupation", "wrapped", 30, tip="O*NET occupation that the role was mapped to."),
    Column("Titles", "titles", "int", tip="Titles that the role stands for."),
    Column("Positions", "positions", "int", tip="Filled and vacant; never fewer than the threshold for small counts."),
    Column("FTE", "fte", "number", tip="Full-time equivalents."),
    *EXPOSURE,
)


def union_roles(project: Project, catalog: Catalog) -> Sheet:
    """Every role, those with most exposed work first."""
    groups = role_groups(project)
    rows = [asdict(g) | g.figures | {"titles": len(g.titles)} for g in groups]
    if sum(g.positions for g in groups) < project.thresholds.small_cell:
        rows = [row | {"positions": WITHHELD, "fte": WITHHELD, "titles": WITHHELD} for row in rows]
    sheet = Sheet(
        title="Roles",
        note="Roles with positions and exposure. Titles with few positions are taken together.",
        columns=COLUMNS,
        rows=tabulate(COLUMNS, rows),
        totals=("positions", "fte"),
        bars=("exposure",),
        empty="No roles yet.",
    )
    return for_review(sheet, [f"role: {g.name}" for g in groups])
