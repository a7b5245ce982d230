"""The sheet of roles: each title with its people, its occupation and the exposure of its work."""

from __future__ import annotations

from reskill.columns import ROLE
from reskill.export.main_occupations import STANDING
from reskill.export.xlsx.sheet import Sheet, tabulate
from reskill.exposure.bands import NOT_ESTIMATED
from reskill.pathways.attrition import leaving_a_year
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.table import Column

TITLE = Column("Title", "title", width=30, tip="Job title as the roster has it.")
DEPARTMENT = Column("Department", "department", tip="Only where the department changes the occupation.")
OCCUPATION = Column(
    "Occupation", "occupations", tip="O*NET occupation that the title was mapped to; a blend names all."
)
CONFIDENCE = Column("Confidence", "confidence", "percent", tip="How sure the match is; 100% where a person decided.")
STATUS = Column(
    "Status", "status", tip="suggested by the program, accepted or changed by a person, uncodable, or waiting."
)
EXPOSURE = (
    ROLE["exposure"],
    Column("Low", "low", "percent", tip="Lower end of the 90% interval of the exposure."),
    Column("High", "high", "percent", tip="Upper end of the 90% interval of the exposure."),
    Column("By GPT-4's ratings", "second_rating", "percent", tip="Exposure if GPT-4's published ratings held alone."),
    ROLE["net"],
    ROLE["band"],
    ROLE["span"],
    ROLE["observed"],
    ROLE["automate"],
    ROLE["augment"],
    Column("Unaffected", "unaffected", "percent", tip="Share of the work in tasks that AI hardly changes."),
    ROLE["protected"],
    Column(
        "On published ratings",
        "published",
        "percent",
        tip="Share of the work that rests on published ratings or a person's judgement; the rest on the model.",
    ),
    Column("Reason", "reason", "wrapped", 46, tip="Why the role has these figures."),
)
MOBILITY = (
    Column(
        "Would leave a year",
        "leaving",
        "number",
        tip="Estimate: filled positions by the national rate at which people leave the occupation (BLS 2024-2034). What"
        " attrition takes needs no layoff.",
    ),
    ROLE["room"],
    Column(
        "Positions alike here", "alike_here", "int", tip="Of the 20 likest occupations that are here and do not shrink."
    ),
    Column("Hemmed in", "hemmed", tip="yes: at risk or priority, and among the third of occupations with least room."),
)
PEOPLE = (
    ROLE["positions"],
    Column("FTE", "fte", "number", tip="Full-time equivalents; a position without a figure counts as 1."),
    ROLE["payroll"],
)

ROLES = f"""
WITH {STANDING}
SELECT t.id, t.title, t.department, t.positions, t.fte, t.payroll, s.code, s.occupations, s.confidence, s.status,
    r.exposure, r.low, r.high, r.net, coalesce(r.band, '{NOT_ESTIMATED}') AS band,
    coalesce(r.span, r.band, '{NOT_ESTIMATED}') AS span, r.automate, r.augment, r.unaffected,
    r.protected, r.published, r.second_rating, r.gpt4_net, r.observed, coalesce(r.reason, '') AS reason,
    m.room, m.alike_here, CASE WHEN m.hemmed_in THEN 'yes' ELSE '' END AS hemmed
FROM title t JOIN standing s ON s.title_id = t.id LEFT JOIN role r ON r.title_id = t.id
LEFT JOIN mobility m ON m.title_id = t.id
ORDER BY coalesce(r.priority, -1) DESC, t.positions DESC, t.title, t.department
"""


def roles(project: Project, _catalog: Catalog) -> Sheet:
    """Every title, the roles with most exposed work first."""
    columns = (TITLE, DEPARTMENT, *PEOPLE, OCCUPATION, CONFIDENCE, STATUS, *EXPOSURE, *MOBILITY)
    leaving = leaving_a_year(project)
    return Sheet(
        title="Roles",
        note="Every title: people, occupation, exposure; most exposed first. Estimates of roles, never of persons.",
        columns=columns,
        rows=tabulate(columns, ({**r, "leaving": leaving.get(r["id"])} for r in project.rows(ROLES))),
        totals=("positions", "fte", "payroll"),
        bars=("exposure",),
        empty="No titles yet: import a roster.",
    )
