"""The sheet of cohorts: who starts which pathway when, with paid hours and cost."""

from __future__ import annotations

from reskill.columns import COHORT
from reskill.export.xlsx.sheet import Formula, Sheet, tabulate
from reskill.planning.prepared import Preparations
from reskill.planning.seats import PROGRAM
from reskill.project.file import Project, Row
from reskill.reference.catalog import Catalog
from reskill.table import Column

COLUMNS = (
    Column("Cohort", "id", tip="Number of the cohort; budget lines refer to it."),
    Column("Fiscal year", "fiscal_year", tip="Named by the year in which it ends."),
    Column("Quarter", "quarter", tip="Of the fiscal year, 1 to 4."),
    COHORT["start"],
    COHORT["title"],
    Column("Department", "department", tip="Only where the department changes the occupation."),
    COHORT["destination_title"],
    Column("O*NET code", "destination", tip="Code of the destination."),
    Column("Program no.", "program_id", tip="Number of the program on the sheet Programs."),
    COHORT["program"],
    COHORT["participants"],
    COHORT["hours"],
    Column("Paid hours", "all_hours", "number", tip="Participants times hours each."),
    Column("Cash", "cost", "money", tip="Sum of the cohort's cash lines on the sheet Budget."),
    Column("Paid time", "paid_time", "money", tip="Sum of its lines in kind: paid time, which is no cash."),
    Column("Preparation", "preparation", tip="Number of the preparation on the sheet Preparations."),
    Column("Note", "note", "wrapped", 40, tip="What the plan says about it."),
)
PREPARATIONS = (
    Column("Preparation", "number", tip="As on the sheet Cohorts."),
    Column("For", "roles", "wrapped", 36, tip="Roles of the cohorts that are prepared so."),
    Column("Part", "part", tip="In their order."),
    Column(
        "What is done",
        "text",
        "wrapped",
        110,
        tip="Steps with hours, who leads each and what shows that it is learnt; what they close, and what remains.",
    ),
)
_COHORTS = f"""
SELECT c.*, t.title, t.department, {PROGRAM} AS program, c.participants * c.hours AS all_hours,
    coalesce((SELECT sum(cents) FROM budget_line b WHERE b.cohort_id = c.id AND NOT in_kind), 0) AS cash,
    coalesce((SELECT sum(cents) FROM budget_line b WHERE b.cohort_id = c.id AND in_kind), 0) AS in_kind
FROM cohort c JOIN title t ON t.id = c.title_id LEFT JOIN program p ON p.id = c.program_id
ORDER BY c.fiscal_year, c.quarter, t.title, t.department, c.id
"""


def cohorts(project: Project, _catalog: Catalog) -> Sheet:
    """Every cohort by date."""
    rows = _prepared(project)
    numbers = {text: n for n, text in enumerate(dict.fromkeys(r["prepared"] for r in rows if r["prepared"]), 1)}
    for row in rows:
        row["preparation"] = numbers.get(row["prepared"])
        row["all_hours"] = Formula("{participants}*{hours}", row["all_hours"])
        for field, paid, cents in (("cost", "cash", row["cash"]), ("paid_time", "in kind", row["in_kind"])):
            formula = f'SUMIFS({{Budget.amount}},{{Budget.cohort_id}},{{id}},{{Budget.paid}},"{paid}")'
            row[field] = Formula(formula, cents / 100)
    return Sheet(
        title="Cohorts",
        note="Groups of people who start a pathway in the same quarter, with program, paid hours, cash and paid time.",
        columns=COLUMNS,
        rows=tabulate(COLUMNS, rows),
        totals=("participants", "all_hours", "cost", "paid_time"),
        empty="The plan has no cohorts: no role needs one, or the funds allow none.",
    )


def preparations(project: Project, _catalog: Catalog) -> Sheet:
    """Every preparation that cohorts have, part by part: in one cell it would be higher than a row can be."""
    roles: dict[str, dict[str, None]] = {}
    for row in _prepared(project):
        if row["prepared"]:
            roles.setdefault(row["prepared"], {})[row["title"]] = None
    return Sheet(
        title="Preparations",
        note="How the people of each cohort are prepared: steps, what they close, and what remains to be done besides.",
        columns=PREPARATIONS,
        rows=[
            (number, "; ".join(titles), part, line)
            for number, (text, titles) in enumerate(roles.items(), 1)
            for part, line in enumerate(text.split("\n"), 1)
        ],
        empty="The plan has no cohorts, or nothing says how they are prepared.",
    )


def _prepared(project: Project) -> list[Row]:
    """The cohorts by date, each with how its people are prepared; '' where nothing says."""
    said = Preparations(project)
    return [
        row | {"prepared": str(said.of(row["title_id"], row["destination"], row["program_id"]) or "")}
        for row in project.rows(_COHORTS)
    ]
