"""What to do next in a project, in the order of the work: for the overview page and for scripts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reskill.intake.looks import MANY_DEPARTMENTS
from reskill.matching.kept_decisions import kept_notice
from reskill.programs.place import home
from reskill.project.file import Project
from reskill.work.counts import Counts, counts


@dataclass(frozen=True)
class NextStep:
    """One thing to do: what, in a word for programs and in a sentence, and how many wait; `done` where it only says
    how things stand."""

    what: str
    text: str
    count: int = 0
    done: bool = False


def next_steps(project: Project) -> list[NextStep]:
    """What to do next, the first thing first."""
    return list(_steps(project, counts(project)))


def _steps(project: Project, c: Counts) -> Iterator[NextStep]:
    if c.rejected:
        yield NextStep("lines", f"{_many(c.rejected, 'line')} of the roster could not be used.", c.rejected)
    if c.departments > MANY_DEPARTMENTS:
        text = (
            f"{_many(c.departments, 'department')}: roll them up into larger units (Departments, on the page Roster)."
        )
        yield NextStep("departments", text, c.departments)
    if c.titles_waiting:
        text = f"{_many(c.titles_waiting, 'title')} ({_many(c.positions_waiting, 'position')}) to sign off."
        yield NextStep("titles", text, c.titles_waiting)
    else:
        yield NextStep("titles", "Every title is signed off.", done=True)
    if left := kept_notice(project):
        yield NextStep("kept decisions", left.text, done=True)
    for text in project.doubtful_settings:
        yield NextStep("settings", text, 1)
    if c.pathways and home(project) is None:
        text = "It is not known where the city lies: with its ZIP code, colleges near by are found."
        yield NextStep("place", text, 1)
    if c.roles_without_tasks:
        text = f"{_many(c.roles_without_tasks, 'role')} cannot be estimated yet."
        yield NextStep("estimates", text, c.roles_without_tasks)
    if c.roles_stuck:
        yield NextStep("pathways", f"{_many(c.roles_stuck, 'role')} at risk can only be re-tasked.", c.roles_stuck)
    if c.roles_unreviewed:
        text = f"{_many(c.roles_unreviewed, 'role')} at risk with unreviewed tiers."
        yield NextStep("tiers", text, c.roles_unreviewed)
    yield _plan(project, c)
    if c.on_assumed_hours:
        text = f"{_many(c.on_assumed_hours, 'participant')} on assumed hours of practice: confirm or set them (Plan & budget, Funds and costs)."
        yield NextStep("hours", text, c.on_assumed_hours)
    if c.unanswered:
        yield NextStep("comments", f"{_many(c.unanswered, 'comment')} without an answer.", c.unanswered)
    if c.cohorts:
        yield NextStep("workbooks", "Workbooks for HR, union and board.", done=True)


def _plan(project: Project, c: Counts) -> NextStep:
    if c.notes and not c.cohorts:
        return NextStep("notes", "The plan has nobody in it.", c.notes)
    if not c.cohorts:
        return NextStep("plan", "There is no plan yet.", 1)
    if project.stale.reaches("plan"):
        return NextStep("plan", "The plan was made before later decisions.", 1)
    if c.notes:
        return NextStep("notes", f"The plan has {_many(c.notes, 'note')} to read.", c.notes)
    return NextStep("notes", f"The plan has {_many(c.cohorts, 'cohort')}.", done=True)


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'s' * (number != 1)}"
