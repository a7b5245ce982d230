"""The sheet of positions: every line of the roster under a pseudonym. For the personnel office only."""

from __future__ import annotations

from reskill.columns import POSITION
from reskill.export.main_occupations import STANDING
from reskill.export.xlsx.sheet import Sheet
from reskill.matching.status import UNCODABLE
from reskill.project.file import Project
from reskill.project.roster import standing
from reskill.reference.catalog import Catalog
from reskill.table import Column

COLUMNS = (
    Column("Position", "id", tip="Pseudonym: the same line of the roster has the same one in this project only."),
    POSITION["title"],
    POSITION["department"],
    POSITION["bargaining_unit"],
    POSITION["grade"],
    POSITION["annual_salary"],
    POSITION["fte"],
    POSITION["standing"],
    Column("State", "state", tip="mapped or uncodable (for now)."),
    Column("O*NET code", "code", tip="Code of the title's main occupation."),
    Column("Occupation", "occupation", width=90, tip="The title's main occupation."),
    Column("Roster file", "source_file", tip="File that the line came from."),
    POSITION["source_row"],
)
_POSITIONS = f"""
WITH {STANDING}
SELECT p.id, p.title, p.department, p.bargaining_unit, p.grade, p.annual_salary, p.fte,
    {standing("p")},
    coalesce(s.state, '{UNCODABLE}'), s.code, s.occupation, p.source_file, p.source_row
FROM position p LEFT JOIN standing s ON s.title_id = p.title_id ORDER BY p.source_file, p.source_row, p.id
"""


def positions(project: Project, _catalog: Catalog) -> Sheet:
    """Every position in the order of the roster."""
    return Sheet(
        title="Positions",
        note="Every line of the roster under a pseudonym, with its title's occupation. For the personnel office only.",
        columns=COLUMNS,
        rows=list(project.db.conn.execute(_POSITIONS)),
        empty="No positions yet: import a roster.",
    )
