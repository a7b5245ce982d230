"""The steps of the work and how each stands, from the project's own rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from reskill.desktop.rows_model import count
from reskill.planning.scenarios import scenario_title
from reskill.project.file import Project
from reskill.work.counts import Counts, counts

State = Literal["done", "attention", "empty"]


@dataclass(frozen=True)
class Standing:
    """How a step stands, and why, in a few words."""

    state: State
    note: str


def overview(c: Counts) -> Standing:
    """Always there once there are positions."""
    return Standing("done" if c.positions else "empty", "")


def roster(c: Counts) -> Standing:
    """Positions in, and lines that could not be used."""
    if not c.positions:
        return Standing("empty", "no roster yet")
    if c.rejected:
        return Standing("attention", f"{count(c.rejected, 'line')} rejected")
    return Standing("done", count(c.positions, "position"))


def titles(c: Counts) -> Standing:
    """Titles that wait for a person."""
    if not c.titles:
        return Standing("empty", "no titles yet")
    waiting = c.titles_waiting
    return Standing("attention", f"{waiting:,} to sign off") if waiting else Standing("done", "all signed off")


def tasks(c: Counts) -> Standing:
    """Roles without an estimate."""
    if not c.roles:
        return Standing("empty", "not estimated yet")
    missing = c.roles_not_estimated
    return Standing("attention", f"{missing:,} without tasks") if missing else Standing("done", count(c.roles, "role"))


def roles(c: Counts) -> Standing:
    """Roles in the two upper bands."""
    return Standing("done", f"{c.roles_at_risk:,} at risk") if c.roles else Standing("empty", "not estimated yet")


def pathways(c: Counts) -> Standing:
    """Roles at risk without a viable way on."""
    if not c.pathways:
        return Standing("empty", "none yet")
    stuck = c.roles_stuck
    return Standing("attention", f"{stuck:,} only re-task") if stuck else Standing("done", "every role has one")


def programs(c: Counts) -> Standing:
    """Programs and partners at hand."""
    return Standing("done", count(c.programs, "program")) if c.programs else Standing("empty", "none yet")


def plan(c: Counts) -> Standing:
    """Cohorts, and what the plan's checks say."""
    if not c.cohorts:
        return Standing("empty", "no plan yet")
    return Standing("attention", count(c.notes, "note")) if c.notes else Standing("done", count(c.cohorts, "cohort"))


def review(c: Counts) -> Standing:
    """Comments without an answer."""
    if not c.comments:
        return Standing("empty", "no comments yet")
    return Standing("attention", f"{c.unanswered} to answer") if c.unanswered else Standing("done", "all answered")


def sources(c: Counts) -> Standing:
    """Changes in the audit trail."""
    return Standing("done", count(c.steps, "change"))


OUT_OF_DATE = Standing("attention", "out of date")
STAGES = {"tasks": "roles", "roles": "roles", "pathways": "pathways", "plan": "plan"}
"""The stage whose figures a step shows."""
_STANDINGS: dict[str, Callable[[Counts], Standing]] = {
    "overview": overview,
    "roster": roster,
    "titles": titles,
    "tasks": tasks,
    "roles": roles,
    "pathways": pathways,
    "programs": programs,
    "plan": plan,
    "review": review,
    "sources": sources,
}


def standings(project: Project) -> dict[str, Standing]:
    """How every step stands, by name; one whose figures rest on what has changed since is out of date."""
    now = counts(project)
    found = {name: ask(now) for name, ask in _STANDINGS.items()}
    title = scenario_title(project)
    found["scenarios"] = Standing("done", title) if title else Standing("empty", "none yet")
    stale = project.stale
    old = [n for n, stage in STAGES.items() if found[n].state != "empty" and stale.reaches(stage)]
    return found | dict.fromkeys(old, OUT_OF_DATE)
