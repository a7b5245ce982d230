"""Jobs that people can move to in this city: vacancies and the places of people who leave."""

from __future__ import annotations

from collections import Counter

from reskill.planning.money import exact, round_half_up
from reskill.project.file import Project


def find_openings(project: Project, years: range) -> Counter[str]:
    """Openings by occupation over the plan's years: vacancies now, and filled positions x openings rate x years."""
    rate = exact(project.thresholds.openings_rate) * len(years)
    out = Counter(
        {
            r["code"]: round_half_up(r["filled"] * rate)
            for r in project.rows(
                "SELECT r.code, count(*) AS filled FROM role r JOIN position p ON p.title_id = r.title_id"
                " WHERE p.status = 'filled' GROUP BY r.code"
            )
        }
    )
    for r in project.rows("SELECT code, max(vacancies) AS vacant FROM destination GROUP BY code"):
        out[r["code"]] += r["vacant"]
    return out
