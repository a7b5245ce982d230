"""The audit trail."""

from __future__ import annotations

from reskill.project.file import Project
from reskill.queries.rows import QueryRows


def steps(project: Project) -> QueryRows:
    """Every step, the newest first."""
    sql = "SELECT id AS key, id, label, who, at, changes, state FROM step"
    return QueryRows(project.db.conn, sql, order="key DESC")
