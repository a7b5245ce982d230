"""The plan as it is stored: cohorts, seats, lines and notes, with the rows that explain one of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reskill.exposure.bands import AFFECTED
from reskill.planning.seats import PROGRAM, SEATS
from reskill.project.connection import listed
from reskill.project.file import Project, Row
from reskill.queries.rows import QueryRows

_COHORTS = f"""
SELECT c.id AS key, c.*, 'FY' || c.fiscal_year || ' Q' || c.quarter AS fiscal, t.title, {PROGRAM} AS program,
    (SELECT coalesce(sum(cents), 0) / 100.0 FROM budget_line b WHERE b.cohort_id = c.id AND NOT in_kind) AS cash,
    (SELECT max(unit_cost) FROM budget_line b WHERE b.cohort_id = c.id AND b.category = 'tuition') AS price
FROM cohort c JOIN title t ON t.id = c.title_id LEFT JOIN program p ON p.id = c.program_id
"""
_LINES = """
SELECT b.id AS key, b.*, b.cents / 100.0 AS amount, 'FY' || b.fiscal_year || ' Q' || b.quarter AS fiscal,
    f.name AS fund, coalesce(t.title, '') AS title, CASE WHEN b.in_kind THEN 'in kind' ELSE 'cash' END AS paid
FROM budget_line b JOIN fund f ON f.id = b.fund_id LEFT JOIN cohort c ON c.id = b.cohort_id
LEFT JOIN title t ON t.id = c.title_id
"""


_IN_SEATS = (
    "c.program_id IS :program_id AND c.fiscal_year = :fiscal_year AND c.quarter = :quarter"
    " AND (c.program_id IS NOT NULL OR c.destination = :practice)"
)
_REPORTS = f"""
SELECT c.*, a.started, a.finished, a.credential, a.placed, coalesce(a.who, '') AS reported_by
FROM ({_COHORTS}) c LEFT JOIN cohort_actual a ON a.cohort_id = c.key
"""


def cohorts(project: Project) -> QueryRows:
    """Every cohort with its title, program and cash cost in US dollars, in the order of their starts."""
    return QueryRows(project.db.conn, _COHORTS, order="start, title, key")


def seats(project: Project) -> QueryRows:
    """The seats to book of each program in each quarter."""
    return QueryRows(project.db.conn, SEATS, order="start, program")


def every_class(project: Project) -> list[Row]:
    """The rows of `seats`, all at once, with the numbers of their cohorts and their cash in US dollars."""
    return project.rows(
        f"SELECT s.*, x.numbers, x.cash FROM ({SEATS}) s JOIN (SELECT c.program_id,"
        " CASE WHEN c.program_id IS NULL THEN c.destination END AS practice, c.fiscal_year, c.quarter,"
        " group_concat(c.key, ' ') AS numbers, round(sum(c.cash), 2) AS cash"
        f" FROM (SELECT * FROM ({_COHORTS}) ORDER BY key) c GROUP BY 1, 2, 3, 4) x"
        " ON x.program_id IS s.program_id AND x.practice IS s.practice AND (x.fiscal_year, x.quarter) = (s.fiscal_year, s.quarter)"
        " ORDER BY s.start, s.program"
    )


def lines(project: Project) -> QueryRows:
    """Every budget line with its fund and title."""
    return QueryRows(project.db.conn, _LINES, order="fiscal_year, quarter, key")


def reports(project: Project) -> QueryRows:
    """Every cohort with what is reported of its people, in the order of their starts."""
    return QueryRows(project.db.conn, _REPORTS, order="start, title, key")


def every_cohort(project: Project) -> list[Row]:
    """The rows of `cohorts`, all at once."""
    return project.rows(f"{_COHORTS} ORDER BY c.start, t.title, c.id")


def every_line(project: Project) -> list[Row]:
    """The rows of `lines`, all at once."""
    return project.rows(f"{_LINES} ORDER BY b.fiscal_year, b.quarter, b.id")


def size(project: Project) -> Row:
    """How many cohorts of how many roles there are, and their paid training hours, of all people together."""
    sql = (
        "SELECT count(*) AS cohorts, count(DISTINCT title_id) AS roles, coalesce(sum(participants * hours), 0) AS hours"
    )
    return project.rows(f"{sql} FROM cohort")[0]


def notes(project: Project) -> list[Row]:
    """The notes that the plan left, the grave ones first."""
    return project.rows("SELECT level, text FROM plan_note ORDER BY level = 'info', level = 'warning', id")


def payers(project: Project, cohort_id: int) -> list[Row]:
    """What a cohort costs by category and fund, US dollars."""
    return project.rows(
        "SELECT b.category, f.name AS fund, sum(b.cents) / 100.0 AS amount FROM budget_line b"
        " JOIN fund f ON f.id = b.fund_id WHERE b.cohort_id = ? GROUP BY b.category, f.id ORDER BY min(b.id)",
        (cohort_id,),
    )


def cohorts_in(project: Project, row: Mapping[str, Any]) -> list[int]:
    """The cohorts of a row of `seats`: those of one class, or in one practice at work."""
    rows = project.rows(f"SELECT c.id FROM cohort c WHERE {_IN_SEATS} ORDER BY c.id", row)
    return [int(r["id"]) for r in rows]


def titles_in(project: Project, row: Mapping[str, Any]) -> list[Row]:
    """From which titles how many people are in a row of `seats`."""
    return project.rows(
        "SELECT t.title, sum(c.participants) AS n FROM cohort c JOIN title t ON t.id = c.title_id"
        f" WHERE {_IN_SEATS} GROUP BY t.title ORDER BY n DESC, t.title",
        row,
    )


def fund_names(project: Project) -> list[Row]:
    """The funds by name, as they came in."""
    return project.rows("SELECT name FROM fund ORDER BY id")


def departments(project: Project) -> list[str]:
    """The departments that somebody is in."""
    rows = project.rows(
        "SELECT DISTINCT department FROM position WHERE status = 'filled' AND department <> '' ORDER BY 1"
    )
    return [str(r["department"]) for r in rows]


def titles_to_plan(project: Project) -> list[Row]:
    """The titles that a plan can be for: those in band watch or above with people in them."""
    return project.rows(
        "SELECT t.id, t.title, t.department, coalesce(r.offered, r.band) AS band, count(*) AS filled FROM title t"
        " JOIN role r ON r.title_id = t.id JOIN position p ON p.title_id = t.id AND p.status = 'filled'"
        f" WHERE coalesce(r.offered, r.band) IN ({listed(AFFECTED)}) GROUP BY t.id ORDER BY t.title, t.department"
    )


def destinations_of(project: Project, title_id: int | None) -> list[Row]:
    """The occupations that people of a title could train for, their own first, then those offered by rank."""
    return project.rows(
        "SELECT code, occupation FROM role WHERE title_id = :title UNION ALL SELECT * FROM (SELECT d.code, d.occupation"
        " FROM destination d JOIN role r ON r.title_id = d.title_id WHERE d.title_id = :title AND d.code <> r.code"
        " AND (d.viable OR d.caution) ORDER BY d.rank LIMIT 20)",
        {"title": title_id},
    )


def programs_in_use(project: Project) -> list[Row]:
    """The programs that cohorts of the plan learn by."""
    return project.rows("SELECT id, name FROM program WHERE id IN (SELECT program_id FROM cohort) ORDER BY name, id")
