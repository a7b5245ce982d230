"""Comments of reviewers and how each stands: open, superseded by a later one of the same person,
agreed (needs no answer) or answered."""

from __future__ import annotations

from reskill.project.file import Project
from reskill.queries.rows import QueryRows
from reskill.work.counts import SUPERSEDED, UNANSWERED

_STATE = (
    f"CASE WHEN {UNANSWERED} THEN 'open' WHEN {SUPERSEDED} THEN 'superseded' WHEN response = '' THEN 'agreed'"
    " ELSE 'answered' END"
)


def comments(project: Project, state: str) -> QueryRows:
    """The comments in a state, "*" for all; the open ones first, then the newest."""
    sql = f"SELECT id AS key, *, {_STATE} AS state FROM comment WHERE :state IN ('*', {_STATE})"
    return QueryRows(project.db.conn, sql, {"state": state}, "state <> 'open', key DESC")
