"""The board edition's programs: those that the plan uses, without counts of participants."""

from __future__ import annotations

from reskill.export.xlsx.sheet import Link, Sheet, tabulate
from reskill.planning.practice import foundation
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.table import Column

COLUMNS = (
    Column("Program", "name", "wrapped", 38, tip="Name that the provider uses."),
    Column("Provider", "provider", "wrapped", 30, tip="Who gives it."),
    Column("Kind", "kind", "wrapped", 14, tip="course, certificate, apprenticeship, degree, fund and so on."),
    Column("Hours", "hours", "number", tip="Clock hours a participant; empty = unknown."),
    Column("Cost", "cost", "money", tip="US dollars a participant; empty = unknown, never taken for free."),
    Column("Credential", "credential", "wrapped", 24, tip="What a participant holds at the end."),
    Column("Web page", "url", "wrapped", 54, tip="The provider's page."),
    Column("Source date", "source_date", width=11, tip="Date of the source; empty = undated."),
)


_USED = """
SELECT * FROM program p WHERE id IN (SELECT program_id FROM cohort) OR EXISTS (
    SELECT 1 FROM cohort c JOIN program_fit f
        ON f.title_id = c.title_id AND f.code = c.destination AND f.program_id = c.program_id
    WHERE instr(' ' || f.before || ' ', ' ' || p.id || ' ')
) OR id = :foundation AND EXISTS (
    SELECT 1 FROM cohort c JOIN role r ON r.title_id = c.title_id AND r.code = c.destination WHERE c.program_id IS NULL
) ORDER BY name, id
"""


def used_programs(project: Project, _catalog: Catalog) -> Sheet:
    """The plan's programs by name."""
    first = foundation(project)
    rows = project.rows(_USED, {"foundation": first.id if first else None})
    return Sheet(
        title="Programs",
        note="The programs that the plan pays for, with provider, cost and page. Blank is unknown.",
        columns=COLUMNS,
        rows=tabulate(COLUMNS, (r | {"url": Link(r["url"], r["url"])} for r in rows)),
        empty="The plan uses no program.",
    )
