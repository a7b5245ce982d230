"""The way on from a post that staying alone does not secure: the next job that is offered, or the search for one."""

from __future__ import annotations

from typing import NamedTuple

from reskill.pathways.practice import Module
from reskill.programs.program import COST, HOURS
from reskill.project.file import Project


class Step(NamedTuple):
    """A next job, and by what people get there: a sufficient program (None while there is none) with its hours and US
    dollars a person (None = unknown)."""

    occupation: str
    label: str | None
    hours: float | None
    cost: float | None


def next_steps(project: Project) -> dict[int, Step]:
    """The first step from each title that has one."""
    return {r["title_id"]: Step(*(r[name] for name in Step._fields)) for r in project.rows(_NEXT)}


def towards(step: Step | None, hours: float) -> Module:
    """What people do in so many hours towards the next job, in a post that staying alone does not secure; in half of them
    where none is offered yet."""
    if step:
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
    return Module(
        "the way on from this post",
        "",
        "goes with a career adviser through the city's other jobs, beginning with those that Pathways names and what speaks"
        " against each, and writes a plan: what is brought, what is asked first, who gives it",
        "",
        "a career adviser of human resources",
        "the plan is written, and its first step has a date and a person to see; that none of these jobs fits is an answer"
        " too, with what is looked at next",
        hours / 2,
    )


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
