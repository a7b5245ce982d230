"""The union edition's sheet of classes: every class title by name, with what the plan means for it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from reskill.export.blocks import WITHHELD
from reskill.export.hr.roles import EXPOSURE, OCCUPATION, ROLES, TITLE
from reskill.export.main_occupations import STANDING
from reskill.export.union.people import NO_UNIT, has_units, positions, unit
from reskill.export.union.plan_words import plan_words
from reskill.export.union.review_columns import for_review
from reskill.export.xlsx.sheet import Sheet, tabulate
from reskill.exposure.bands import BANDS, LOW, NOT_ESTIMATED
from reskill.project.file import Project, Row
from reskill.reference.catalog import Catalog
from reskill.table import Column

CLASSES = "Classes"
SMALL_DEPARTMENTS = "Smaller departments"
QUIET = (LOW, "", NOT_ESTIMATED)
COLUMNS = (
    Column("Class title", "title", "wrapped", 19, tip="Job title as the roster has it."),
    Column(
        "Unit", "unit", "wrapped", 13, tip="Bargaining unit; a class in two units stands in two rows. Filter by it."
    ),
    Column("Mainly in", "department", "wrapped", 14, tip="The department with most of the class."),
    Column("Occupation", "occupation", "wrapped", 31, tip="O*NET occupation that the class was mapped to."),
    Column(
        "Exposure",
        "exposure",
        "percent",
        9,
        tip="Share of the work's time that AI could take over or halve: a figure of the occupation, never of a person.",
    ),
    Column(
        "Band", "band", "wrapped", 10, tip="low, watch, at risk or priority, by the exposure outside protected tasks."
    ),
    Column(
        "Positions", "positions", "int", 9, tip="Filled and vacant; withheld where few, or where it would tell of few."
    ),
    Column(
        "Why",
        "reason",
        "wrapped",
        24,
        tip="From band watch on: what the exposure comes from, and whether the work is like little else that is here and"
        " does not shrink (hemmed in). More in the file of evidence.",
    ),
    Column("What the plan says", "plan", "wrapped", 39, tip="Nothing is decided; taking part is voluntary."),
)
DEPARTMENT = "department"
BY_DEPARTMENT = {
    "unit": Column("Department", "unit", "wrapped", 27, tip="A class in two stands in two rows. Filter by it.")
}
"""Where the roster has no bargaining units."""
_CLASSES = f"""
WITH {STANDING}
SELECT p.title_id, p.unit, t.title, t.department AS only_in, s.occupations AS occupation, r.exposure,
    coalesce(r.band, '{NOT_ESTIMATED}') AS band, coalesce(r.span, r.band, '') AS span, coalesce(r.net, -1) AS net, coalesce(r.reason, '') AS reason,
    coalesce(m.hemmed_in, 0) AS hemmed_in
FROM (SELECT DISTINCT title_id, {{unit}} AS unit FROM position) p
LEFT JOIN title t ON t.id = p.title_id LEFT JOIN standing s ON s.title_id = t.id LEFT JOIN role r ON r.title_id = t.id
LEFT JOIN mobility m ON m.title_id = t.id
"""


def classes(project: Project, _catalog: Catalog) -> Sheet:
    """Every class title within its unit, those with most exposed work first."""
    counted = positions(project)
    plan, departments = plan_words(project), _departments(project)
    order = (*reversed(BANDS), NOT_ESTIMATED)
    rows: list[dict[str, Any]] = []
    for r in project.rows(_CLASSES.format(unit=unit(project))):
        title = r["title"] or "no title given"
        key = r["title_id"] or 0, r["unit"]
        rows.append(
            r
            | {
                "title": f"{title} ({r['only_in']})" if r["only_in"] else title,
                "department": departments[key],
                "positions": counted.shown.get(key, WITHHELD) if counted else WITHHELD,
                "reason": "" if r["span"] in QUIET else _gist(r["reason"], r["span"]) + _hemmed_in(r),
                "plan": plan.get(r["title_id"], ""),
            }
        )
    rows.sort(key=lambda r: (r["unit"] == NO_UNIT, r["unit"], order.index(r["band"]), -r["net"], r["title"]))
    columns = (
        COLUMNS
        if has_units(project)
        else tuple(BY_DEPARTMENT.get(c.field, c) for c in COLUMNS if c.field != DEPARTMENT)
    )
    sheet = Sheet(
        title=CLASSES,
        note="Every class title by unit: occupation, exposure, what the plan says. Small counts are withheld, no name is.",
        columns=columns,
        rows=tabulate(columns, rows),
        bars=("exposure",),
        empty="No classes yet.",
    )
    return for_review(sheet, [f"class: {r['title']} | {r['unit']}" for r in rows])


def _gist(reason: str, span: str) -> str:
    """The kinds of work that a reason names, and whether raters agree; the file of evidence has the whole of it."""
    work = re.sub(r"^\d+ of \d+ tasks exposed, ", "", re.split(r"[;.](?: |$)", reason)[0])
    return f"{work}; raters differ: {span}" if " to " in span else work


def _hemmed_in(row: Row) -> str:
    """That the work of a class carries over to little else here, a figure of the occupation; '' where it does not."""
    return "; hemmed in" if row["hemmed_in"] else ""


def _departments(project: Project) -> Mapping[tuple[int, str], str]:
    """The department with most of each class within its unit; those with few positions go by one name."""
    size: Counter[str] = Counter()
    inside: dict[tuple[int, str], Counter[str]] = defaultdict(Counter)
    for r in project.rows(
        f"SELECT coalesce(title_id, 0) AS title, {unit(project)} AS unit, department, count(*) AS n FROM position GROUP BY 1, 2, 3"
    ):
        name = " ".join(r["department"].split()) or "not given"
        size[name] += r["n"]
        inside[r["title"], r["unit"]][name] += r["n"]
    least = project.thresholds.small_cell
    main = {key: min((-n, d) for d, n in found.items())[1] for key, found in inside.items()}
    return {key: name if size[name] >= least else SMALL_DEPARTMENTS for key, name in main.items()}


def class_figures(project: Project, _catalog: Catalog) -> Sheet:
    """The exposure of every class title with its interval and parts, without counts of people."""
    columns = (TITLE, OCCUPATION, *EXPOSURE)
    sheet = Sheet(
        title="Exposure by class",
        note="Every class title with its exposure, interval and reason: figures of the work, never of a person.",
        columns=columns,
        rows=tabulate(columns, sorted(project.rows(ROLES), key=lambda r: (-(r["net"] or -1), r["title"]))),
        bars=("exposure",),
        empty="No classes yet.",
    )
    return for_review(sheet, [f"class: {title}" for title, *_ in sheet.rows])
