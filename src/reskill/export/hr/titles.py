"""The sheet of titles and mapping: which occupation each title got, how sure, why, and who said so."""

from __future__ import annotations

from reskill.export.hr.roles import CONFIDENCE, DEPARTMENT, OCCUPATION, STATUS, TITLE
from reskill.export.main_occupations import STANDING
from reskill.export.xlsx.sheet import Sheet, tabulate
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.table import Column

COLUMNS = (
    TITLE,
    DEPARTMENT,
    Column("Positions", "positions", "int", tip="Lines of the roster with this title."),
    Column("State", "state", tip="mapped, or uncodable (for now): no occupation could be given."),
    STATUS,
    Column("O*NET code", "code", tip="Code of the main occupation."),
    OCCUPATION,
    CONFIDENCE,
    Column("Reason", "reason", "wrapped", 50, tip="Why this occupation."),
    Column("Other candidates", "others", "wrapped", 55, tip="What else the title could be, best first."),
    Column("Decided by", "who", tip="Person who accepted or changed the mapping."),
    Column("Decided on", "at", "date", tip="Date of the decision."),
    Column("Their reason", "why", tip="What the person wrote."),
)
_TITLES = f"""
WITH {STANDING}
SELECT t.title, t.department, t.positions, s.state, s.status, s.code, s.occupations, s.confidence, s.reason, s.who,
    s.at, s.why,
    (SELECT group_concat(
        c.occupation || ' (' || c.code || ', ' || CAST(round(c.confidence * 100) AS INTEGER) || '%)', '; ')
     FROM (SELECT * FROM candidate WHERE title_id = t.id AND code <> coalesce(s.code, '') ORDER BY rank LIMIT 3) c
    ) AS others
FROM title t JOIN standing s ON s.title_id = t.id ORDER BY t.positions DESC, t.title, t.department
"""


def titles(project: Project, _catalog: Catalog) -> Sheet:
    """Every title, those with most positions first."""
    return Sheet(
        title="Titles and mapping",
        note="Every title with the occupation it was mapped to, how sure the match is, why, and who decided.",
        columns=COLUMNS,
        rows=tabulate(COLUMNS, project.rows(_TITLES)),
        totals=("positions",),
        empty="No titles yet: import a roster.",
    )
