"""What people decided about the tasks of a role, newest first."""

from __future__ import annotations

from reskill.project.file import Project, Row
from reskill.queries.rows import QueryRows


def of_role(project: Project, title_id: int, code: str) -> list[Row]:
    """The judgements of a title and of its occupation; `added` is the sentence of a duty typed here, None for others."""
    return project.rows(
        "SELECT j.id AS key, j.*,"
        " (SELECT sentence FROM task_edit e WHERE e.task_id = j.task_id AND e.deed = 'added') AS added"
        " FROM judgement j WHERE title_id = ? OR (title_id IS NULL AND code = ?) ORDER BY id DESC",
        (title_id, code),
    )


def edits(project: Project, title_id: int) -> QueryRows:
    """The changes to the tasks of a title."""
    sql = (
        "SELECT id AS key, *, CASE sentence WHEN '' THEN task_id ELSE sentence END AS task FROM task_edit"
        " WHERE title_id = :title"
    )
    return QueryRows(project.db.conn, sql, {"title": title_id}, "key DESC")
