"""The sheet of pathways: where the people of each role could go, staying included, and what they would learn."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from reskill.columns import PATHWAY
from reskill.export.xlsx.sheet import Sheet, tabulate
from reskill.pathways.answers import ANSWER
from reskill.pathways.first_steps import place_of_next_grade
from reskill.pathways.next_grade import NextGrade
from reskill.pathways.order import ORDER
from reskill.pathways.own_titles import OwnTitles
from reskill.pathways.practice import PROGRAMS
from reskill.project.file import Project, Row
from reskill.reference.catalog import Catalog
from reskill.table import Column

COLUMNS = (
    Column("Title", "title", tip="The role that people would come from."),
    Column("Department", "department", tip="Only where the department changes the occupation."),
    Column("Band", "band", tip="low, watch, at risk or priority."),
    PATHWAY["rank"],
    Column("Destination", "occupation", tip="Occupation, or staying in the role with other tasks."),
    Column("O*NET code", "code", tip="Code of the destination."),
    Column("Pathway", "pathway", tip="stay and re-task, next grade of the title's own series, or move."),
    PATHWAY["step"],
    Column(
        "The city's titles there",
        "titles",
        "wrapped",
        44,
        tip="Titles of the occupation with positions, vacancies, grades, pay and departments, and what the city asks for"
        " them where it said so (else ask: examination, posting, probation, residency); empty: the city has none.",
    ),
    PATHWAY["offered"],
    PATHWAY["pay_ratio"],
    PATHWAY["zone_gap"],
    PATHWAY["exposure"],
    Column("Jobs in local government", "local_jobs", "int", tip="In the nation, BLS OEWS."),
    Column("Outlook", "outlook", "percent", tip="Change of its jobs in the nation from 2024 to 2034 (BLS)."),
    PATHWAY["people"],
    PATHWAY["vacancies"],
    PATHWAY["openings"],
    Column("Usual education", "education", tip="With which people usually enter it (BLS)."),
    Column("Licence", "licence", "wrapped", 20, tip="That is usually asked for and that the role does not ask."),
    Column("Why", "reason", "wrapped", 44, tip="Why the destination is near, and what speaks against it."),
    Column("Why later", "later", "wrapped", 30, tip="What puts an offered step after the first ones."),
    Column("To learn", "learn", "wrapped", 38, tip="Skills and knowledge that count more there, largest gap first."),
    Column(
        "Programs", "programs", "wrapped", 38, tip="Programs that prepare sufficiently, best first; blank = none known."
    ),
    Column("Chosen by", "chosen", tip="Who chose this pathway for the role, where a person did."),
)
_PATHWAYS = f"""
SELECT d.title_id, d.stays, t.title, t.department, coalesce(r.band, '') AS band, d.rank, d.occupation, d.code,
    CASE d.stays WHEN 1 THEN 'stay and re-task' ELSE 'move' END AS pathway,
    {ANSWER} AS offered,
    d.pay_ratio, d.zone_gap, d.exposure, d.local_jobs, d.change / 100 AS outlook, d.people, d.vacancies, d.openings,
    d.education, d.licence, d.reason, d.later, d.step, c.who AS chosen,
    (SELECT group_concat(g.element, ', ') FROM (SELECT element FROM gap WHERE title_id = d.title_id AND code = d.code
        ORDER BY need - have DESC, element LIMIT 5) g) AS learn,
    {PROGRAMS} AS programs
FROM destination d JOIN title t ON t.id = d.title_id LEFT JOIN role r ON r.title_id = t.id
LEFT JOIN pathway_choice c ON c.title_id = d.title_id AND c.code = d.code
WHERE d.viable OR d.caution OR d.stays OR c.code IS NOT NULL
ORDER BY coalesce(r.priority, -1) DESC, t.title, t.department, {ORDER}
"""


def pathways(project: Project, _catalog: Catalog) -> Sheet:
    """Destinations that are offered or were chosen, by the role's priority and the destination's rank."""
    return Sheet(
        title="Pathways",
        note="Next jobs of each role in band watch or above that are offered, with caution too; reasons, gaps, programs.",
        columns=COLUMNS,
        rows=tabulate(COLUMNS, _rows(project)),
        empty="No role is in band watch or above, or destinations have not been computed.",
    )


def _rows(project: Project) -> Iterator[Row]:
    rows = project.rows(_PATHWAYS)
    names = {r["code"]: r["occupation"] for r in rows}
    own = OwnTitles(project, sorted({r["code"] for r in rows}), {r["title_id"] for r in rows})
    for title_id, group in groupby(rows, lambda r: r["title_id"]):
        ways = [{**row, "titles": own.told(row["code"], title_id)} for row in group]
        if ways[0]["stays"] and (above := own.above(title_id)):
            before, step = place_of_next_grade(ways, above.first)
            ways.insert(before, _next_grade(ways[0], above, names.get(above.title.code, ""), step))
        yield from ({**way, "step": way["step"] or None} for way in ways)


def _next_grade(stay: Row, above: NextGrade, occupation: str, step: int) -> Row:
    title = above.title
    known = {k: stay[k] for k in ("title", "department", "band", "rank")}
    return (
        dict.fromkeys(stay)
        | known
        | above.figures
        | {
            "occupation": occupation,
            "outlook": above.known.change / 100 if above.known else None,
            "pathway": above.kind.lower(),
            "titles": str(title),
            "step": step,
            "zone_gap": 0,
            "people": title.people,
            "vacancies": title.vacancies,
        }
    )
