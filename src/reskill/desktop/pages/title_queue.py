"""The review queue of titles as a query: what is suggested or decided, ordered by headcount times doubt."""

from __future__ import annotations

from reskill.project.file import Project, Row
from reskill.table import Column

COLUMNS = (
    Column("Title", "title", width=20),
    Column("Department", "department", width=11, tip="Where the department changes the occupation"),
    Column("Positions", "positions", "int", 8),
    Column("Occupation", "occupation", width=20, tip="Suggested, or decided by a person"),
    Column("Confidence", "confidence", "percent", 12, "Chance that a careful coder would accept the suggestion"),
    Column("State", "state", width=13),
)
CANDIDATES = (
    Column("Key", "key_label", width=3, tip="The key that chooses it"),
    Column("Occupation", "occupation", "wrapped", 25),
    Column("Confidence", "confidence", "percent", 11, "Chance that a careful coder would accept it"),
    Column("Why", "reason", "wrapped", 34),
)
FILTERS = (
    ("Waiting for you", "waiting"),
    ("Doubtful", "doubtful"),
    ("No suggestion", "unmapped"),
    ("Changed by a person", "changed"),
    ("Signed off", "signed"),
    ("All titles", "all"),
)
STATES = {
    "to choose": ("attention", "warn"),
    "suggested": ("empty", "muted"),
    "accepted": ("done", "good"),
    "changed": ("edit", "accent"),
    "no occupation": ("done", "muted"),
}

QUEUE = """
SELECT t.id AS key, t.title, t.department, t.positions, t.fte, t.payroll,
    coalesce(m.occupation, '') AS occupation, coalesce(m.code, '') AS code, m.confidence, m.reason, m.who, m.at, m.why,
    CASE coalesce(m.status, '') WHEN '' THEN 'to choose' WHEN 'uncodable' THEN 'no occupation' ELSE m.status END
        AS state,
    CASE WHEN m.status IN ('accepted', 'changed', 'uncodable') THEN 1 ELSE 0 END AS signed,
    t.positions * (1.0 - coalesce(m.confidence, 0)) AS doubt
FROM title t LEFT JOIN (
    SELECT title_id, min(status) AS status, min(confidence) AS confidence, max(share) AS share, max(reason) AS reason,
        max(who) AS who, max(at) AS at, max(why) AS why, min(code) AS code,
        CASE count(*) WHEN 1 THEN max(occupation)
            ELSE group_concat(CAST(round(share * 100) AS INTEGER) || '% ' || occupation, ' + ') END AS occupation
    FROM (SELECT * FROM mapping ORDER BY share DESC, id) GROUP BY title_id) m ON m.title_id = t.id
WHERE (:filter = 'all' OR (:filter = 'waiting' AND NOT signed) OR (:filter = 'signed' AND signed)
    OR (:filter = 'doubtful' AND NOT signed AND coalesce(m.confidence, 0) < :sure)
    OR (:filter = 'unmapped' AND m.status IS NULL) OR (:filter = 'changed' AND m.status = 'changed'))
AND (:department = '*' OR EXISTS (
    SELECT 1 FROM position p WHERE p.title_id = t.id AND p.department = :department))
"""
ORDER = "signed, doubt DESC, positions DESC, key"


def candidates(project: Project, title_id: int) -> list[Row]:
    """The suggestions of a title, best first."""
    return project.rows(
        "SELECT rank, code, occupation, confidence, reason FROM candidate WHERE title_id = ? ORDER BY rank", (title_id,)
    )


def signed_positions(project: Project) -> tuple[int, int]:
    """Positions whose title is signed off, and all positions."""
    row = project.rows(
        "SELECT coalesce(sum(CASE WHEN EXISTS (SELECT 1 FROM mapping m WHERE m.title_id = t.id AND m.status <>"
        " 'suggested') THEN positions END), 0) AS signed, coalesce(sum(positions), 0) AS total FROM title t"
    )[0]
    return row["signed"], row["total"]
