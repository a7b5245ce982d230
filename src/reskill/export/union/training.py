"""The training that the plan offers and what it costs, with counts of participants that are safe to show."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from reskill.export.cost_basis import BASIS, basis
from reskill.export.suppress import Crosstab, Published, publish, roll_up_columns
from reskill.export.union.review_columns import for_review
from reskill.export.xlsx.sheet import Cell, Sheet, tabulate
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.table import Column

TOGETHER = "Other pathways together"
_COHORTS = """
SELECT c.id, c.fiscal_year, c.participants, c.hours, c.destination_title AS destination,
    coalesce(p.name, 'training at work') AS program, c.destination = coalesce(r.code, '') AS stays
FROM cohort c LEFT JOIN program p ON p.id = c.program_id LEFT JOIN role r ON r.title_id = c.title_id
ORDER BY c.fiscal_year, c.quarter, c.id
"""


def training(project: Project, catalog: Catalog) -> Sheet:
    """Participants by pathway and fiscal year."""
    made = published_training(project)
    years = made.table.columns if made else ()
    about = {_row(c): c for c in project.rows(_COHORTS)}
    columns = (
        Column("Pathway", "pathway", "wrapped", 34, tip="Occupation that people train for; their own where they stay."),
        Column("Program", "program", "wrapped", 44, tip="What takes them there."),
        Column("Kind", "kind", tip="stay and re-task: nobody leaves the role; or move."),
        Column("Paid hours each", "hours", "number", tip="Training hours a participant, paid as work time."),
        *(Column(y, y, "int", tip=f"People expected to start in {y}.") for y in years),
        Column("All years", "all", "int", tip="Participants of all years."),
    )
    rows: list[dict[str, Any]] = []
    if made:
        for r in sorted(made.table.rows, key=lambda r: (r == TOGETHER, -made.table.row_total(r), r)):
            known = about.get(r, {"destination": r})
            kind = {1: "stay and re-task", 0: "move"}.get(known.get("stays", -1), "several")
            rows.append(
                {"key": r, "pathway": known["destination"], "program": known.get("program"), "kind": kind}
                | {"hours": known.get("hours"), "all": made.table.row_total(r)}
                | {y: made.shown(r, y) for y in years}
            )
        every = {y: made.table.column_total(y) for y in years}
        rows.append({"key": "all", "pathway": "All pathways", "all": made.table.total} | every)
    sheet = Sheet(
        title="Training",
        note="Participants by pathway, program and fiscal year. Training is paid as work time.",
        columns=columns,
        rows=tabulate(columns, rows),
        empty="No training is planned, or for too few people to show.",
    )
    return for_review(sheet, [f"pathway: {row['key']}" for row in rows])


def published_training(project: Project) -> Published | None:
    """Participants by pathway and fiscal year as they may be shown; None for too few."""
    counts: Counter[tuple[str, str]] = Counter()
    for c in project.rows(_COHORTS):
        counts[_row(c), f"FY{c['fiscal_year']}"] += c["participants"]
    years = tuple(sorted({y for _, y in counts}))
    table = Crosstab(tuple(dict.fromkeys(r for r, _ in counts)), years, counts)
    threshold = project.thresholds.small_cell
    return publish(roll_up_columns(table, threshold), threshold, TOGETHER) if table.total >= threshold else None


def _row(cohort: dict[str, Any]) -> str:
    return f"{cohort['destination']}: {cohort['program']}"


def costs(project: Project, catalog: Catalog) -> Sheet:
    """What the plan spends on what: exact where every count of participants is shown, else rounded so far that cost
    over price gives no count away."""
    made = published_training(project)
    lines = project.rows("SELECT category, fiscal_year, cents FROM budget_line")
    steps = rounding(project)
    years = tuple(sorted({f"FY{r['fiscal_year']}" for r in lines}))
    open_book = made is not None and not made.hidden and made.table.columns == years and TOGETHER not in made.table.rows
    cents: dict[str, Counter[str]] = defaultdict(Counter)
    for r in lines:
        cents[r["category"]][f"FY{r['fiscal_year']}"] += r["cents"]
        cents[r["category"]]["all"] += r["cents"]
    shown = (*years, "all") if open_book else ("all",)
    columns = (
        Column("Category", "category", tip="Kind of cost."),
        BASIS,
        *(Column(y, y, "money", tip=f"US dollars in {y}.") for y in shown[:-1]),
        Column("All years", "all", "money" if open_book else "dollars", tip="US dollars, cash and in kind."),
    )
    rows: list[dict[str, Cell]] = [
        {"category": c, "basis": basis(c), **{y: _rounded(spent[y], 1 if open_book else steps[c]) for y in shown}}
        for c, spent in sorted(cents.items(), key=lambda item: -item[1]["all"])
    ]
    exact = "" if open_book else f" Rounded to {_steps(steps)}, so that no small count can be worked out."
    return Sheet(
        title="Costs",
        note=f"What the plan spends on what.{exact}",
        columns=columns,
        rows=tabulate(columns, rows) if made else (),
        totals=shown if open_book else (),
        empty="Nothing is planned, or for too few people to show.",
    )


def _rounded(cents: int, step: int) -> float | str:
    if 0 < cents < step / 2:
        return f"under ${step // 200:,}"
    return round(cents / step) * step / 100


def rounding(project: Project) -> dict[str, int]:
    """Cents by category: a 1, 2 or 5 times a power of ten, at least the price of the dearest place.

    A sum over three pathways or more whose counts are withheld keeps each of them open with a doubt of one place; a
    sum over fewer needs a doubt of the threshold times that price.
    """
    found = project.rows(
        "SELECT category, max(place) AS dearest, count(DISTINCT pathway) AS pathways FROM (SELECT b.category,"
        " sum(b.cents) * 1.0 / c.participants AS place, c.destination || '/' || coalesce(c.program_id, '') AS pathway"
        " FROM cohort c JOIN budget_line b ON b.cohort_id = c.id WHERE c.participants > 0 GROUP BY c.id, b.category)"
        " GROUP BY category"
    )
    least = {r["category"]: r["dearest"] * (1 if r["pathways"] >= 3 else project.thresholds.small_cell) for r in found}
    other = project.rows("SELECT DISTINCT category FROM budget_line")
    return {r["category"]: _round_number(least.get(r["category"], 0)) for r in other}


def _round_number(least: float) -> int:
    step = 100_000
    factors = (2, 2.5, 2)
    n = 0
    while step < least:
        step = int(step * factors[n % 3])
        n += 1
    return step


def _steps(steps: dict[str, int]) -> str:
    return " or ".join(f"${s // 100:,}" for s in sorted(set(steps.values())))
