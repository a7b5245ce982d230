"""The pathways of one title as a list: staying, the next grade of its series, and next jobs with their answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reskill.pathways.answers import ANSWER, CHOSEN
from reskill.pathways.city_titles import CityTitle, city_titles
from reskill.pathways.first_steps import place_of_next_grade
from reskill.pathways.gates import gates
from reskill.pathways.near_titles import near_first
from reskill.pathways.next_grade import NextGrade
from reskill.pathways.order import ORDER
from reskill.pathways.own_titles import OwnTitles
from reskill.project.file import Project, Row

NEXT_GRADE = "next grade"  # key of that row, where the others have the code of their occupation
_WAYS = f"""
SELECT d.code AS key, d.*, CASE WHEN d.stays THEN 'Stay and re-task' ELSE d.occupation END AS way,
    {ANSWER} || CASE WHEN d.code = c.code THEN '{CHOSEN}' ELSE '' END AS offered,
    coalesce(d.code = c.code, 0) AS chosen
FROM destination d LEFT JOIN pathway_choice c ON c.title_id = d.title_id
WHERE d.title_id = :title AND (d.viable OR d.caution OR d.code = c.code OR :every) ORDER BY {ORDER}
"""


def ways(project: Project, title_id: int, every: bool = False) -> list[Row]:
    """The columns of `destination`, with `key`, `way` and `offered` in words and whether a person has `chosen` it, in the order shown; what is not offered
    only with `every`."""
    rows = project.rows(_WAYS, {"title": title_id, "every": every})
    if rows and (above := OwnTitles(project, [rows[0]["code"]], [title_id], grades=False).above(title_id)):
        before, step = place_of_next_grade(rows, above.first)
        rows.insert(before, _next_grade(rows[0], above, step))
    return [row | {"step": row["step"] or None} for row in rows]


def titles_there(project: Project, way: Mapping[str, Any]) -> list[CityTitle]:
    """The city's titles that a way leads to: the next grade, or all in the occupation, those near in pay first."""
    if way["key"] == NEXT_GRADE:
        return city_titles(project, title_ids=[way["to_title"]])
    there = city_titles(project, [way["code"]])
    own = next(iter(city_titles(project, title_ids=[way["title_id"]])), None)
    return near_first(there, own, project.thresholds)


def _next_grade(stay: Row, above: NextGrade, step: int) -> Row:
    known = above.known
    return {
        **stay,
        **above.figures,
        "key": NEXT_GRADE,
        "change": known.change if known else None,
        "education": known.education if known else "",
        "to_title": above.title.title_id,
        "way": f"{above.kind}: {above.title.title}",
        "step": step,
        "chosen": 0,
        "stays": 0,
        "people": above.title.people,
        "vacancies": above.title.vacancies,
    }


def time_for(role_code: str, way: Mapping[str, Any], years: int) -> str:
    """About how long a way takes in study, and whether a plan of so many years allows it; '' where it takes none."""
    study = gates(role_code, way["code"]).study
    if not study:
        return ""
    enough = "within" if study <= years else "beyond"
    return f"about {study} year{'s' * (study > 1)} of full-time study, {enough} the plan's {years}"
