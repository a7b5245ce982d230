"""The way on from a post that staying alone does not secure: the next job that is offered, or what to look at first."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from reskill.pathways.practice import Module
from reskill.programs.program import COST, HOURS
from reskill.project.file import Project
from reskill.reference.outlook import EDUCATION, outlook

_LOOKED_AT = 2  # jobs that are looked at first, where none is offered as a first step


class Step(NamedTuple):
    """A next job, and by what people get there: a sufficient program (None while there is none) with its hours and US
    dollars a person (None = unknown)."""

    occupation: str
    label: str | None
    hours: float | None
    cost: float | None


class WayOn(NamedTuple):
    """The first step from a title, if one is offered, and otherwise the jobs of the city to look at first, each with what
    is usual at entry."""

    step: Step | None
    looked_at: tuple[str, ...]


NOWHERE = WayOn(None, ())


def ways_on(project: Project) -> dict[int, WayOn]:
    """The way on from each title that has one."""
    steps = {r["title_id"]: Step(*(r[name] for name in Step._fields)) for r in project.rows(_NEXT)}
    near: defaultdict[int, list[str]] = defaultdict(list)
    for r in project.rows(_NEAR):
        if _level(r["code"]) < _level(r["own"]):
            continue
        asks = "; ".join(filter(None, (r["education"], r["licence"])))
        near[r["title_id"]].append(f"{r['occupation']} (usual at entry: {asks})" if asks else r["occupation"])
    return {i: WayOn(steps.get(i), tuple(near[i][:_LOOKED_AT])) for i in {*steps, *near}}


def towards(on: WayOn, hours: float) -> Module:
    """What people do in so many hours towards the next job, in a post that staying alone does not secure."""
    if step := on.step:
        by = f"the program ({step.label})" if step.label else "a program to be found with the adviser"
        return Module(
            f"the next step, {step.occupation}",
            "",
            f"works beside people who are {step.occupation} here, compares with a career adviser what that job asks with what"
            f" is there, and writes the plan towards it: {by}, dates and postings",
            "",
            f"a career adviser of human resources with a supervisor of {step.occupation}",
            "the plan is written, its first step has a date and a person to see, and that supervisor has said what went well",
            hours,
        )
    first = (
        f", first at {' and '.join(on.looked_at)}" if on.looked_at else ", which ones is to be found with the adviser"
    )
    return Module(
        "the way on from this post",
        "",
        f"looks with a career adviser at the city's other jobs{first}; sits half a day beside people in one of them, and writes"
        " a plan: what is brought, what is asked first, who gives it",
        "",
        "a career adviser of human resources",
        "the plan is written, and its first step has a date and a person to see; that none of these jobs fits is an answer"
        " too, with what is looked at next",
        hours,
    )


def _level(code: str) -> int:
    """The usual education at entry of an occupation, as a number that rises with it; 0 where none is published."""
    known = outlook(code)
    return EDUCATION.index(known.education) if known else 0


_NEXT = f"""
SELECT f.title_id, f.occupation, f.label, {HOURS} AS hours, {COST} AS cost FROM (
    SELECT d.title_id, d.occupation, f.label, f.before, f.program_id,
        row_number() OVER (PARTITION BY d.title_id ORDER BY f.label IS NULL, d.step, d.code, f.rank) AS n
    FROM destination d LEFT JOIN program_fit f ON f.title_id = d.title_id AND f.code = d.code AND f.sufficient
    JOIN role r ON r.title_id = d.title_id
    WHERE d.viable AND NOT d.stays AND d.people > 0 AND d.step
        AND (f.label IS NOT NULL OR substr(d.code, 1, 2) = substr(r.code, 1, 2))
) f WHERE f.n = 1
"""
"""The first step of each title, one with a program that suffices before others; into another field only with one."""
_NEAR = """
SELECT d.title_id, d.code, d.occupation, d.education, d.licence, r.code AS own FROM destination d JOIN role r ON r.title_id = d.title_id
WHERE (d.viable OR d.caution) AND NOT d.stays AND d.people > 0 AND d.pay_ratio >= 1 AND substr(d.code, 1, 2) = substr(r.code, 1, 2)
ORDER BY d.title_id, NOT d.viable, d.rank, d.code
"""
"""The jobs of the city in a title's own field, and not below it in pay, that are offered to it, with caution too, though none
as a first step."""
