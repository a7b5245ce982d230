"""The roster: its positions and the lines that could not be used."""

from __future__ import annotations

from collections.abc import Sequence

from reskill.project.file import Project, Row
from reskill.project.roster import standing
from reskill.queries.rows import QueryRows


def exists(project: Project) -> bool:
    """Whether a roster was read, be it of rejected lines alone."""
    return bool(project.value("SELECT 1 FROM position UNION SELECT 1 FROM rejected LIMIT 1"))


def positions(project: Project, department: str) -> QueryRows:
    """The positions of a department, "*" for all, in the order of the file."""
    sql = (
        f"SELECT id AS key, *, {standing('position')} AS standing FROM position WHERE :department IN ('*', department)"
    )
    return QueryRows(project.db.conn, sql, {"department": department}, "source_row")


def rejected(project: Project) -> QueryRows:
    """The lines that could not be used."""
    return QueryRows(project.db.conn, "SELECT id AS key, * FROM rejected")


def given(project: Project, fields: Sequence[str]) -> set[str]:
    """Those fields that any position has."""
    row = project.rows(f"SELECT {', '.join(f'max({f}) AS {f}' for f in fields)} FROM position")[0]
    return {f for f in fields if row[f]}


def role_of(project: Project, title_id: int | None) -> Row | None:
    """Occupation and band of a position's role; None before roles are scored."""
    found = project.rows("SELECT occupation, band FROM role WHERE title_id = ?", (title_id,))
    return found[0] if found else None
