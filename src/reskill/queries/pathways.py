"""Pathways: the roles that have some, the gaps and programs of each, and who chose it."""

from __future__ import annotations

from reskill.programs.program import COST, HOURS
from reskill.project.file import Project, Row
from reskill.queries.rows import QueryRows

_GAPS = "SELECT element_id AS key, *, need - have AS gap FROM gap WHERE title_id = :title AND code = :code"
_FITS = f"""
SELECT f.program_id AS key, f.rank, f.label AS name, p.provider, {HOURS} AS hours, {COST} AS cost,
    CASE WHEN f.sufficient THEN 'sufficient' ELSE 'not yet' END AS prepares,
    f.reason || CASE f.against WHEN '' THEN '' ELSE ' Against it: ' || f.against END
        || CASE f.remains WHEN '' THEN '' ELSE ' Remains: ' || f.remains END AS reason
FROM program_fit f JOIN program p ON p.id = f.program_id WHERE f.title_id = :title AND f.code = :code
"""


def exist(project: Project) -> bool:
    """Whether pathways are worked out."""
    return bool(project.value("SELECT 1 FROM destination LIMIT 1"))


def gaps(project: Project, title_id: int | None, code: str | None) -> QueryRows:
    """What a pathway's occupation asks for more, the widest gap first; none for no pathway."""
    return QueryRows(project.db.conn, _GAPS, {"title": title_id, "code": code}, "gap DESC")


def fits(project: Project, title_id: int | None, code: str | None) -> QueryRows:
    """The programs for a pathway, the best first; none for no pathway."""
    return QueryRows(project.db.conn, _FITS, {"title": title_id, "code": code}, "rank")


def is_prepared_for(project: Project, title_id: int, code: str) -> bool:
    """Whether a program prepares sufficiently for a pathway."""
    sql = "SELECT 1 FROM program_fit WHERE title_id = ? AND code = ? AND sufficient LIMIT 1"
    return bool(project.value(sql, (title_id, code)))


def choice(project: Project, title_id: int, code: str) -> Row | None:
    """Who chose a pathway for a title, when and why; None where nobody did."""
    sql = "SELECT who, at, why FROM pathway_choice WHERE title_id = ? AND code = ?"
    found = project.rows(sql, (title_id, code))
    return found[0] if found else None
