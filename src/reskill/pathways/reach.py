"""What the filters of destinations do to a project's pathways, at its own limits or at others that one tries."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from reskill.pathways.answers import CAUTION, YES
from reskill.pathways.gates import gates
from reskill.pathways.own_moves import moves_for
from reskill.pathways.viability import Facts, Reach, reach, verdicts
from reskill.project.file import Project
from reskill.thresholds import Thresholds


@dataclass(frozen=True)
class FilterReach:
    """Effect of the filters: each one's reach, destinations offered without caution and with, and titles with at least
    one of either besides staying."""

    filters: tuple[Reach, ...]
    destinations: int
    viable: int
    cautious: int
    titles: int
    titles_served: int


def filter_reach(project: Project, limits: Thresholds | None = None, title_id: int | None = None) -> FilterReach:
    """The reach of the filters over the stored destinations of all titles, or of one; writes nothing."""
    tried = limits or project.thresholds
    by_title = stored_facts(project, title_id)
    moves = moves_for(project)
    answers = [verdicts(facts, tried, moves) for facts in by_title.values()]
    every = [verdict for found in answers for verdict in found]
    given = Counter(v.answer for v in every)
    served = sum(any(v.answer in (YES, CAUTION) for v in found) for found in answers)
    return FilterReach(tuple(reach(every)), len(every), given[YES], given[CAUTION], len(by_title), served)


def stored_facts(project: Project, title_id: int | None = None) -> dict[int, list[Facts]]:
    """What the filters look at, of the stored destinations of all titles or of one, the likeliest first."""
    rows = project.rows(
        "SELECT d.*, r.code AS role_code, r.exposure AS role_exposure, s.second_rating AS role_second FROM destination d"
        " JOIN role r ON r.title_id = d.title_id LEFT JOIN destination s ON s.title_id = d.title_id AND s.stays WHERE NOT d.stays AND (? IS NULL OR d.title_id = ?)"
        " ORDER BY d.title_id, d.rank",
        (title_id, title_id),
    )
    by_title: defaultdict[int, list[Facts]] = defaultdict(list)
    state = project.setting("state")
    for r in rows:
        by_title[r["title_id"]].append(
            Facts(
                percentile=r["percentile"],
                role_code=r["role_code"],
                code=r["code"],
                occupation=r["occupation"],
                zone_gap=r["zone_gap"],
                pay_ratio=r["pay_ratio"],
                exposure=r["exposure"],
                role_exposure=r["role_exposure"],
                local_jobs=r["local_jobs"],
                people=r["people"],
                vacancies=r["vacancies"],
                second_rating=r["second_rating"],
                change=r["change"],
                seen=r["seen"],
                gates=gates(r["role_code"], r["code"], state),
                role_second=r["role_second"],
                worth=r["score"],
                pay_from=r["pay_from"],
                full_time=bool(r["full_time"]),
                pay_unknown=r["pay_basis"] if r["pay_ratio"] is None else "",
            )
        )
    return by_title
