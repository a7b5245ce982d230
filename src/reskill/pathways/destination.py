"""A pathway of a title, as table `destination` has it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reskill.pathways.hurdles.posts import OUT_OF_REACH
from reskill.pathways.next_grade import NextGrade

_NAMED = 2  # offers that are told where none comes first


class Destination(NamedTuple):
    """One pathway of a title, as in table `destination`. Rank 0 is to stay; exposure in [0, 1].

    `viable` is offered; `caution` is offered with caution, and planned only where a named person chose it; neither is
    not offered. `score` orders those that are offered (`precedence`). `openings` is an estimate a year, in the titles that are
    named where there are any, else in the occupation; `change` percent over ten years in the nation. `step` is the number of a first step (`first_steps`), 0 for others, and `later` what
    puts those later; `pay_from` the lowest pay of the nearest title that is named over the lowest of the title's own.
    """

    title_id: int
    rank: int
    code: str
    occupation: str
    score: float
    percentile: float
    zone_gap: int | None
    pay_ratio: float | None
    exposure: float | None
    second_rating: float | None
    local_jobs: int | None
    vacancies: int
    stays: bool
    viable: bool
    reason: str
    caution: bool = False
    seen: int = 0
    payrolls: int = 0
    people: int = 0
    openings: float | None = None
    change: float | None = None
    pay_basis: str = ""
    education: str = ""
    licence: str = ""
    step: int = 0
    later: str = ""
    pay_from: float | None = None
    full_time: bool = False


def none_first(moves: Sequence[Destination], above: NextGrade | None) -> str:
    """Why none of a title's offers is a first step: its next grade, and the two of those with titles within reach that come
    nearest to one, each with what puts it later; or that no title is."""
    told = [f"{above.title.title}, {above.kind[:1].lower()}{above.kind[1:]} ({above.later})"] if above else []
    offered = sorted((d for d in moves if d.viable or d.caution), key=lambda d: -d.score)
    near = [d for d in offered if d.people and d.later != OUT_OF_REACH][:_NAMED]
    told += [f"{d.occupation} ({d.later})" for d in near]
    if offered and not near:
        told.append(
            "of the work that is offered, the city has no title within reach in pay, hours, department and line of work"
        )
    return f"No next job is named as a first step: {'; '.join(told)}." if told else ""
