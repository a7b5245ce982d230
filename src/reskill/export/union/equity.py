"""How exposure falls on departments, bargaining units and grades, with small counts withheld."""

from __future__ import annotations

from collections import Counter

from reskill.export.suppress import Crosstab, publish
from reskill.export.union.groups import role_groups
from reskill.export.xlsx.sheet import Sheet, tabulate
from reskill.exposure.bands import BANDS, NOT_ESTIMATED
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.table import Column

ALL = "all"


def by_department(project: Project, catalog: Catalog) -> Sheet:
    """Positions by department and band."""
    return _by(project, "department", "Department", "By department", "Smaller departments together")


def by_unit(project: Project, catalog: Catalog) -> Sheet:
    """Positions by bargaining unit and band."""
    return _by(project, "bargaining_unit", "Bargaining unit", "By bargaining unit", "Smaller units together")


def by_grade(project: Project, catalog: Catalog) -> Sheet:
    """Positions by pay grade and band."""
    return _by(project, "grade", "Grade", "By grade", "Smaller grades together")


def _by(project: Project, field: str, name: str, title: str, together: str) -> Sheet:
    columns = (
        Column(name, "row", width=60, tip=f"{name}; small ones are taken together."),
        *(Column(b.capitalize(), b, "int", tip=f"Positions of roles in band {b}.") for b in (*BANDS, NOT_ESTIMATED)),
        Column("All bands", ALL, "int", tip="Positions of the row."),
    )
    published = publish(_crosstab(project, field), project.thresholds.small_cell, together)
    rows: list[dict[str, object]] = []
    if published:
        table = published.table
        rows = [
            {"row": r, ALL: table.row_total(r)} | {c: published.shown(r, c) for c in table.columns} for r in table.rows
        ]
        rows.append({"row": "All positions", ALL: table.total} | {c: table.column_total(c) for c in table.columns})
    known = project.value(f"SELECT count(*) FROM position WHERE {field} <> ''")
    return Sheet(
        title=title,
        note=f"Positions by {name.lower()} and band of the role. Withheld: small, or needed to protect a small count.",
        columns=columns,
        rows=tabulate(columns, rows) if known else (),
        empty=f"The roster gives no {name.lower()}." if not known else "Too few positions to show.",
    )


def _crosstab(project: Project, field: str) -> Crosstab:
    band_of = {t: g.band for g in role_groups(project) for t in g.titles}
    counts: Counter[tuple[str, str]] = Counter()
    for r in project.rows(
        f"SELECT {field} AS row, coalesce(title_id, 0) AS title, count(*) AS n FROM position GROUP BY 1, 2 ORDER BY 1"
    ):
        counts[" ".join(r["row"].split()) or "not given", band_of[r["title"]]] += r["n"]
    return Crosstab(tuple(dict.fromkeys(r for r, _ in counts)), (*BANDS, NOT_ESTIMATED), counts)
