"""The sheet of programs: what training there is, where that was read and when, and how many of the plan use it."""

from __future__ import annotations

from dataclasses import replace

from reskill.columns import PROGRAM
from reskill.export.xlsx.sheet import Formula, Link, Sheet, tabulate
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.table import Column

COLUMNS = (
    Column("Program no.", "id", tip="Number of the program in this project."),
    PROGRAM["name"].at(36),
    PROGRAM["provider"].at(28),
    PROGRAM["kind"],
    PROGRAM["delivery"].at(20),
    Column("Length", "length", "wrapped", 22, tip="Length as the provider states it."),
    PROGRAM["hours"],
    PROGRAM["cost"],
    Column("Cost as stated", "cost_text", "wrapped", 24, tip="The provider's words."),
    Column("Participants in the plan", "participants", "int", tip="Sum over the sheet Cohorts."),
    Column("Credential", "credential", "wrapped", 26, tip="What a participant holds at the end."),
    Column("Web page", "url", "wrapped", 32, tip="The provider's page."),
    Column("Source", "source", "wrapped", 32, tip="Where the facts were read."),
    Column("Source date", "source_date", tip="Date of the source; empty = undated."),
    Column("Origin", "origin", tip="starter catalogue, imported, or entered here."),
    Column("Note", "note", "wrapped", 40, tip="What a planner should know."),
)
PARTICIPANTS = "SUMIFS({Cohorts.participants},{Cohorts.program_id},{id})"
_PROGRAMS = """
SELECT p.*, coalesce(sum(c.participants), 0) AS participants FROM program p
LEFT JOIN cohort c ON c.program_id = p.id GROUP BY p.id ORDER BY participants DESC, p.name, p.id
"""


def catalogue(project: Project, catalog: Catalog) -> Sheet:
    """Every program of the project by name, without counts of participants."""
    sheet = programs(project, catalog)
    n = sheet.position("participants")
    return replace(
        sheet,
        note="Training programs with provider, cost, source and date. Blank is unknown.",
        columns=(*sheet.columns[:n], *sheet.columns[n + 1 :]),
        rows=sorted(((*row[:n], *row[n + 1 :]) for row in sheet.rows), key=lambda row: str(row[1])),
        totals=(),
    )


def programs(project: Project, _catalog: Catalog) -> Sheet:
    """Every program of the project, those that the plan uses first."""
    rows = project.rows(_PROGRAMS)
    for row in rows:
        row["participants"] = Formula(PARTICIPANTS, row["participants"])
        row["url"] = Link(row["url"], row["url"])
    return Sheet(
        title="Programs",
        note="Training programs with provider, cost, source and date, and the plan's participants. Blank is unknown.",
        columns=COLUMNS,
        rows=tabulate(COLUMNS, rows),
        totals=("participants",),
        frozen_columns=2,
        empty="No programs yet.",
    )
