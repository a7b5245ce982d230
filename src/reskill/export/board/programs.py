"""The board edition's programs: those that the plan uses, without counts of participants."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import permutations

from reskill.export.blocks import WITHHELD
from reskill.export.board.money import few_apart
from reskill.export.board.periods import by_quarter
from reskill.export.xlsx.sheet import As, Cell, Link, Sheet, tabulate
from reskill.planning.cost_kinds import TUITION
from reskill.planning.practice import foundation
from reskill.planning.seats import PRACTISED
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


_TAKEN = """
SELECT p.id, b.fund_id, b.fiscal_year, b.quarter, c.id AS cohort_id, c.participants
FROM budget_line b JOIN cohort c ON c.id = b.cohort_id LEFT JOIN program p ON p.id = c.program_id OR EXISTS (
    SELECT 1 FROM program_fit f WHERE f.title_id = c.title_id AND f.code = c.destination AND f.program_id = c.program_id
    AND instr(' ' || f.before || ' ', ' ' || p.id || ' ')
) WHERE b.category = ?
"""
_PRACTISED = f"""
SELECT sum(c.participants) AS people, sum(c.participants * c.hours) AS hours,
    sum(c.participants * c.hours_assumed) AS assumed FROM cohort c WHERE {PRACTISED}
"""


def used_programs(project: Project, _catalog: Catalog) -> Sheet:
    """The plan's programs by name, then the practice at work of all roles."""
    first = foundation(project)
    rows = project.rows(_USED, {"foundation": first.id if first else None})
    few = _beside_few(project)
    costs = ({"cost": WITHHELD} if r["cost"] and r["id"] in few else {} for r in rows)
    told = [r | {"url": Link(r["url"], r["url"])} | cost for r, cost in zip(rows, costs, strict=True)]
    return Sheet(
        title="Programs",
        note="What people learn by in the plan, with provider, hours, cost and page. Blank is unknown; a cost is withheld"
        " where it would tell, with the amounts of Lines, how few take part.",
        columns=COLUMNS,
        rows=tabulate(COLUMNS, [*told, *_practice(project, first.hours or 0.0 if first else 0.0)]),
        empty="The plan uses no program.",
    )


def _beside_few(project: Project) -> set[int | None]:
    """The programs on whose cost one fund in one period pays for fewer people than the threshold for small counts, be it of
    the program itself or of another, free ones included: the one's price would tell the other's people."""
    periods = by_quarter(project)
    taken: dict[tuple[int, str], dict[int | None, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
    for r in project.rows(_TAKEN, (TUITION,)):
        place = r["fund_id"], periods[r["fiscal_year"], r["quarter"]].name
        taken[place][r["id"]][r["cohort_id"]] = r["participants"]
    least = project.thresholds.small_cell
    apart = {
        program
        for (one, programs), (other, others) in permutations(taken.items(), 2)
        for program in programs.keys() & others.keys()
        if one[1] == other[1] and few_apart(programs[program], others[program], least)
    }
    return apart | {
        program
        for programs in taken.values()
        if min(sum(people.values()) for people in programs.values()) < least
        for program in programs
    }


def _practice(project: Project, course: float) -> Iterator[dict[str, Cell]]:
    """One line for the exercises of all roles, with their mean hours beside a course of foundations of so many hours."""
    found = project.rows(_PRACTISED)[0]
    if (found["people"] or 0) < project.thresholds.small_cell:
        return
    hours = found["hours"] - found["people"] * course
    yield {
        "name": "Practice at work: exercises of each role, beside the course of foundations",
        "provider": "The city's own, without a provider",
        "kind": "practice",
        "hours": As(round(hours / found["people"]), "int"),
        "cost": 0.0,
        "credential": f"None. Mean hours a person; {_confirmed(found['assumed'], hours)}.",
    }


def _confirmed(assumed: float, hours: float) -> str:
    if not assumed:
        return "all of them confirmed by name by somebody of the city"
    return f"{min(assumed / hours, 1):.0%} of them an assumption that nobody has confirmed by name"
