"""Comments of reviewers and how each stands: open, superseded by a later one of the same person,
agreed (needs no answer) or answered."""

from __future__ import annotations

from reskill.project.comments import STATE
from reskill.project.file import Project
from reskill.queries.rows import QueryRows


def comments(project: Project, state: str) -> QueryRows:
    """The comments in a state, "*" for all; the open ones first, then the newest."""
    sql = f"SELECT id AS key, *, {STATE} AS state FROM comment WHERE :state IN ('*', {STATE})"
    return QueryRows(project.db.conn, sql, {"state": state}, "state <> 'open', key DESC")
