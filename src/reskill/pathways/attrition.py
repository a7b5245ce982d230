"""How many people of a title would leave within a year anyway, by national rates: attrition before layoff."""

from __future__ import annotations

from reskill.project.file import Project
from reskill.reference.outlook import outlook


def leaving_a_year(project: Project) -> dict[int, float]:
    """By title id: filled positions x the national rate at which people leave its occupation (exits from work and
    transfers to other occupations, BLS). An estimate of the title; titles without an occupation or rate are absent."""
    rows = project.rows(
        "SELECT r.title_id, r.code, sum(p.status = 'filled') AS filled FROM role r"
        " JOIN position p ON p.title_id = r.title_id WHERE r.code <> '' GROUP BY r.title_id"
    )
    return {r["title_id"]: r["filled"] * known.leaving for r in rows if (known := outlook(r["code"]))}
