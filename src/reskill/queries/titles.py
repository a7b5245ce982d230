"""Titles: their occupations."""

from __future__ import annotations

from reskill.project.file import Project


def codes(project: Project, title_id: int) -> list[str]:
    """The occupations of a title, the one with the largest share first."""
    sql = "SELECT code FROM mapping WHERE title_id = ? AND code <> '' ORDER BY share DESC, code"
    return [r["code"] for r in project.rows(sql, (title_id,))]
