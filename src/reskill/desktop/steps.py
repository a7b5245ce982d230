"""The steps of the work and how each stands, from the project's own rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from reskill.desktop.rows_model import count
from reskill.project.file import Project

State = Literal["done", "attention", "empty"]


@dataclass(frozen=True)
class Standing:
    """How a step stands, and why, in a few words."""

    state: State
    note: str


def overview(project: Project) -> Standing:
    """Always there once there are positions."""
    return Standing("done" if project.value("SELECT 1 FROM position LIMIT 1") else "empty", "")


def roster(project: Project) -> Standing:
    """Positions in, and lines that could not be used."""
    positions = project.value("SELECT count(*) FROM position")
    rejected = project.value("SELECT count(*) FROM rejected")
    if not positions:
        return Standing("empty", "no roster yet")
    if rejected:
        return Standing("attention", f"{count(rejected, 'line')} rejected")
    return Standing("done", count(positions, "position"))


def titles(project: Project) -> Standing:
    """Titles that wait for a person."""
    total = project.value("SELECT count(*) FROM title")
    waiting = project.value(f"SELECT count(*) FROM title WHERE id NOT IN ({SIGNED_OFF})")
    if not total:
        return Standing("empty", "no titles yet")
    return Standing("attention", f"{waiting:,} to sign off") if waiting else Standing("done", "all signed off")


def tasks(project: Project) -> Standing:
    """Roles without an estimate."""
    roles = project.value("SELECT count(*) FROM role")
    missing = project.value("SELECT count(*) FROM role WHERE exposure IS NULL AND code <> ''")
    if not roles:
        return Standing("empty", "not estimated yet")
    return Standing("attention", f"{missing:,} without tasks") if missing else Standing("done", count(roles, "role"))


def roles(project: Project) -> Standing:
    """Roles in the two upper bands."""
    if not project.value("SELECT count(*) FROM role"):
        return Standing("empty", "not estimated yet")
    return Standing("done", f"{project.value('SELECT count(*) FROM role WHERE ' + AT_RISK):,} at risk")


def pathways(project: Project) -> Standing:
    """Roles at risk without a viable way on."""
    if not project.value("SELECT count(*) FROM destination"):
        return Standing("empty", "none yet")
    stuck = project.value(
        f"SELECT count(*) FROM role WHERE {AT_RISK}"
        " AND title_id NOT IN (SELECT title_id FROM destination WHERE (viable OR caution) AND NOT stays)"
    )
    return Standing("attention", f"{stuck:,} only re-task") if stuck else Standing("done", "every role has one")


def programs(project: Project) -> Standing:
    """Programs and partners at hand."""
    found = project.value("SELECT count(*) FROM program")
    return Standing("done", count(found, "program")) if found else Standing("empty", "none yet")


def plan(project: Project) -> Standing:
    """Cohorts, and what the plan's checks say."""
    cohorts = project.value("SELECT count(*) FROM cohort")
    notes = project.value("SELECT count(*) FROM plan_note WHERE level <> 'info'")
    if not cohorts:
        return Standing("empty", "no plan yet")
    return Standing("attention", count(notes, "note")) if notes else Standing("done", count(cohorts, "cohort"))


def scenarios(project: Project) -> Standing:
    """The scenario in force."""
    title = project.value("SELECT title FROM scenario WHERE name = ?", (project.setting("scenario"),))
    return Standing("done", str(title)) if title else Standing("empty", "none yet")


def review(project: Project) -> Standing:
    """Comments without an answer."""
    comments = project.value("SELECT count(*) FROM comment")
    unanswered = project.value(f"SELECT count(*) FROM comment WHERE {UNANSWERED}")
    if not comments:
        return Standing("empty", "no comments yet")
    return Standing("attention", f"{unanswered} to answer") if unanswered else Standing("done", "all answered")


def sources(project: Project) -> Standing:
    """Changes in the audit trail."""
    return Standing("done", count(project.value("SELECT count(*) FROM step"), "change"))


UNANSWERED = "response = '' AND NOT (lower(stance) = 'agree' AND text = '')"  # who just agrees needs no answer
AT_RISK = "band IN ('at risk', 'priority')"
SIGNED_OFF = "SELECT title_id FROM mapping WHERE status IN ('accepted', 'changed', 'uncodable')"

OUT_OF_DATE = Standing("attention", "out of date")
STAGES = {"tasks": "roles", "roles": "roles", "pathways": "pathways", "plan": "plan"}
"""The stage whose figures a step shows."""
_STANDINGS: dict[str, Callable[[Project], Standing]] = {
    "overview": overview,
    "roster": roster,
    "titles": titles,
    "tasks": tasks,
    "roles": roles,
    "pathways": pathways,
    "programs": programs,
    "plan": plan,
    "scenarios": scenarios,
    "review": review,
    "sources": sources,
}


def standings(project: Project) -> dict[str, Standing]:
    """How every step stands, by name; one whose figures rest on what has changed since is out of date."""
    found = {name: ask(project) for name, ask in _STANDINGS.items()}
    stale = project.stale
    old = [n for n, stage in STAGES.items() if found[n].state != "empty" and stale.reaches(stage)]
    return found | dict.fromkeys(old, OUT_OF_DATE)
