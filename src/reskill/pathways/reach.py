"""What the filters of destinations do to a project's pathways, at its own limits or at others that one tries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from reskill.pathways.destinations import leads_elsewhere
from reskill.pathways.viability import Facts, Reach, reach, viable
from reskill.project.file import Project
from reskill.thresholds import Thresholds


@dataclass(frozen=True)
class FilterReach:
    """Effect of the filters: each one's reach, destinations left, and titles with at least one besides staying."""

    filters: tuple[Reach, ...]
    destinations: int
    viable: int
    titles: int
    titles_served: int


def filter_reach(project: Project, limits: Thresholds | None = None, title_id: int | None = None) -> FilterReach:
    """The reach of the filters over the stored destinations of all titles, or of one; writes nothing."""
    tried = limits or project.thresholds
    rows = project.rows(
        "SELECT d.*, r.code AS role_code, r.exposure AS role_exposure FROM destination d"
        " JOIN role r ON r.title_id = d.title_id WHERE NOT d.stays AND (? IS NULL OR d.title_id = ?)",
        (title_id, title_id),
    )
    by_title: defaultdict[int, list[Facts]] = defaultdict(list)
    for r in rows:
        by_title[r["title_id"]].append(
            Facts(
                percentile=r["percentile"],
                zone_gap=r["zone_gap"],
                pay_ratio=r["pay_ratio"],
                exposure=r["exposure"],
                role_exposure=r["role_exposure"],
                local_jobs=r["local_jobs"],
                vacancies=r["vacancies"],
                second_rating=r["second_rating"],
                leads_elsewhere=leads_elsewhere(r["role_code"], r["code"]),
            )
        )
    passing = [sum(viable(f, tried) for f in facts) for facts in by_title.values()]
    every = [f for facts in by_title.values() for f in facts]
    return FilterReach(tuple(reach(every, tried)), len(every), sum(passing), len(by_title), sum(n > 0 for n in passing))
