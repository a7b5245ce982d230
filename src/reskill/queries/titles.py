"""Titles: the queue in which people sign them off, what is suggested and what was decided for each."""

from __future__ import annotations

from reskill.matching.status import CHANGED, DECIDED, SUGGESTED, UNCODABLE
from reskill.project.connection import listed
from reskill.project.file import Project, Row
from reskill.queries.rows import QueryRows

TO_CHOOSE, NO_OCCUPATION = "to choose", "no occupation"  # how pages say that nothing is suggested, and uncodable
_QUEUE = f"""
SELECT t.id AS key, t.title, t.department, t.positions, t.fte, t.payroll,
    coalesce(m.occupation, '') AS occupation, coalesce(m.code, '') AS code, m.confidence, m.reason, m.who, m.at, m.why,
    CASE coalesce(m.status, '') WHEN '' THEN '{TO_CHOOSE}' WHEN '{UNCODABLE}' THEN '{NO_OCCUPATION}' ELSE m.status END
        AS state,
    CASE WHEN m.status IN ({listed(DECIDED)}) THEN 1 ELSE 0 END AS signed,
    t.positions * (1.0 - coalesce(m.confidence, 0)) AS doubt
FROM title t LEFT JOIN (
    SELECT title_id, min(status) AS status, min(confidence) AS confidence, max(share) AS share, max(reason) AS reason,
        max(who) AS who, max(at) AS at, max(why) AS why, min(code) AS code,
        CASE count(*) WHEN 1 THEN max(occupation)
            ELSE group_concat(CAST(round(share * 100) AS INTEGER) || '% ' || occupation, ' + ') END AS occupation
    FROM (SELECT * FROM mapping ORDER BY share DESC, id) GROUP BY title_id) m ON m.title_id = t.id
WHERE (:filter = 'all' OR (:filter = 'waiting' AND NOT signed) OR (:filter = 'signed' AND signed)
    OR (:filter = 'doubtful' AND NOT signed AND coalesce(m.confidence, 0) < :sure)
    OR (:filter = 'unmapped' AND m.status IS NULL) OR (:filter = 'changed' AND m.status = '{CHANGED}'))
AND (:department = '*' OR EXISTS (
    SELECT 1 FROM position p WHERE p.title_id = t.id AND p.department = :department))
"""


def exist(project: Project) -> bool:
    """Whether the titles of the roster are mapped."""
    return bool(project.value("SELECT 1 FROM title LIMIT 1"))


def differ_by_department(project: Project) -> bool:
    """Whether the department changes the occupation of any title."""
    return bool(project.value("SELECT 1 FROM title WHERE department <> '' LIMIT 1"))


def queue(project: Project, which: str, department: str) -> QueryRows:
    """Titles by headcount times doubt, those signed off last.

    `which` is waiting, doubtful, unmapped, changed, signed or all; `department` "*" for any.
    """
    values = {"filter": which, "department": department, "sure": project.thresholds.accept_confidence}
    return QueryRows(project.db.conn, _QUEUE, values, "signed, doubt DESC, positions DESC, key")


def candidates(project: Project, title_id: int) -> list[Row]:
    """The suggestions of a title, best first."""
    return project.rows(
        "SELECT rank, code, occupation, confidence, reason FROM candidate WHERE title_id = ? ORDER BY rank", (title_id,)
    )


def signed_positions(project: Project) -> tuple[int, int]:
    """Positions whose title is signed off, and all positions."""
    row = project.rows(
        "SELECT coalesce(sum(CASE WHEN EXISTS (SELECT 1 FROM mapping m WHERE m.title_id = t.id AND m.status <>"
        f" '{SUGGESTED}') THEN positions END), 0) AS signed, coalesce(sum(positions), 0) AS total FROM title t"
    )[0]
    return row["signed"], row["total"]


def with_first(project: Project, code: str) -> list[int]:
    """The titles whose first suggestion is an occupation."""
    return [r["title_id"] for r in project.rows("SELECT title_id FROM candidate WHERE rank = 1 AND code = ?", (code,))]


def fte(project: Project, title_id: int) -> float | None:
    """FTE of a title's positions together; None where the roster does not give it for each of them."""
    row = project.rows(
        "SELECT sum(fte) AS fte, count(*) - count(fte) AS unknown FROM position WHERE title_id = ?", (title_id,)
    )[0]
    return None if row["unknown"] else row["fte"]


def departments(project: Project, title_id: int) -> list[tuple[str, int]]:
    """The six departments with most positions of a title, and how many; '' for none given."""
    sql = "SELECT department, count(*) AS n FROM position WHERE title_id = ? GROUP BY 1 ORDER BY 2 DESC LIMIT 6"
    return [(r["department"], r["n"]) for r in project.rows(sql, (title_id,))]


def name(project: Project, title_id: int) -> str:
    """The title as the roster writes it."""
    return str(project.value("SELECT title FROM title WHERE id = ?", (title_id,)))


def shares(project: Project, title_id: int) -> dict[str, tuple[str, float]]:
    """The occupations of a title by code, each with its name and share (0-1), the largest first."""
    sql = "SELECT code, occupation, share FROM mapping WHERE title_id = ? AND code <> '' ORDER BY share DESC, code"
    return {r["code"]: (r["occupation"], r["share"]) for r in project.rows(sql, (title_id,))}
