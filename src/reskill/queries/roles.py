"""Roles, those in the upper bands first, with what the roster and the pathways say of each."""

from __future__ import annotations

from reskill.exposure.bands import AT_RISK, BANDS
from reskill.pathways.order import ORDER as WAYS_ORDER
from reskill.project.connection import listed
from reskill.project.file import Project, Row
from reskill.queries.rows import QueryRows

_NAME = "t.title || CASE t.department WHEN '' THEN '' ELSE ' · ' || t.department END AS role"
_LEVEL = " ".join(["CASE band", *(f"WHEN '{b}' THEN {-n}" for n, b in enumerate(BANDS)), "ELSE 1 END"])
_ORDER = f"{_LEVEL}, priority DESC, role"
_ROLES = f"""
SELECT r.title_id AS key, {_NAME},
    t.positions, t.payroll, r.*, m.room, m.alike_jobs, m.alike_here, m.area, m.hemmed_in
FROM role r JOIN title t ON t.id = r.title_id LEFT JOIN mobility m ON m.title_id = r.title_id
WHERE (:band = '*' OR (:band = 'upper' AND r.band IN ({listed(AT_RISK)})) OR r.band = :band)
AND (:department = '*' OR EXISTS (
    SELECT 1 FROM position p WHERE p.title_id = t.id AND p.department = :department))
"""
_TASKS = f"""
SELECT r.title_id AS key, {_NAME},
    r.exposure, r.low, r.high, r.band, r.priority, r.code, r.occupation, r.reason, r.tasks, t.positions
FROM role r JOIN title t ON t.id = r.title_id
"""
_WITH_PATHWAYS = f"""
SELECT r.title_id AS key, {_NAME},
    r.net, r.band, r.priority, r.code, r.occupation, t.positions,
    (SELECT c.code FROM pathway_choice c WHERE c.title_id = r.title_id) AS choice
FROM role r JOIN title t ON t.id = r.title_id
WHERE EXISTS (SELECT 1 FROM destination d WHERE d.title_id = r.title_id)
"""


def exist(project: Project) -> bool:
    """Whether roles are scored."""
    return bool(project.value("SELECT 1 FROM role LIMIT 1"))


def roles(project: Project, band: str, department: str) -> QueryRows:
    """The roles of a band ("upper" for at risk and priority) and of a department; "*" for all."""
    return QueryRows(project.db.conn, _ROLES, {"band": band, "department": department}, _ORDER)


def estimated(project: Project, band: str, department: str) -> list[Row]:
    """The same roles at once, those alone whose net exposure is known."""
    sql = f"SELECT * FROM ({_ROLES}) WHERE net IS NOT NULL"
    return project.rows(sql, {"band": band, "department": department})


def for_tasks(project: Project) -> QueryRows:
    """Every role with the range of its exposure, for the list beside its tasks."""
    return QueryRows(project.db.conn, _TASKS, order=_ORDER)


def with_pathways(project: Project) -> QueryRows:
    """The roles that have pathways, with the code of the one that a person chose."""
    return QueryRows(project.db.conn, _WITH_PATHWAYS, order=_ORDER)


def nets(project: Project) -> list[tuple[float | None, int]]:
    """Net exposure (0-1, None = not estimated) and positions of every role."""
    rows = project.rows("SELECT r.net, t.positions FROM role r JOIN title t ON t.id = r.title_id")
    return [(r["net"], r["positions"]) for r in rows]


def without_tasks(project: Project) -> set[int]:
    """The titles whose roles have no tasks yet."""
    return {r["title_id"] for r in project.rows("SELECT title_id FROM role WHERE tasks = 0")}


def units(project: Project, title_id: int) -> list[tuple[str, int]]:
    """The five bargaining units with most positions of a title, and how many; '' for none given."""
    sql = "SELECT bargaining_unit AS unit, count(*) AS n FROM position WHERE title_id = ? GROUP BY 1 ORDER BY 2 DESC LIMIT 5"
    return [(r["unit"], r["n"]) for r in project.rows(sql, (title_id,))]


def first_ways(project: Project, title_id: int) -> list[str]:
    """The first five occupations that a role is offered, with caution too."""
    sql = (
        f"SELECT occupation FROM destination d WHERE title_id = ? AND (viable OR caution) ORDER BY {WAYS_ORDER} LIMIT 5"
    )
    return [r["occupation"] for r in project.rows(sql, (title_id,))]
