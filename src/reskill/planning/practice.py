"""How people who stay are prepared: AI foundations, then the practice at work of their own role.

The hours of its exercises are a planning assumption until somebody of the city confirms them by name
(`planning/practice_hours.py`); those of the course of foundations are known by its page.
What the change leaves open is told by the formula of hours freed: it is an estimate of the role, and says nothing of a
person.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import NamedTuple

from reskill.pathways.practice import FULL_TIME, LEADING, PRACTICE, Module
from reskill.pathways.title_trade import trades_of, unshown_trades
from reskill.pathways.told_figures import DYING
from reskill.planning.guarded import guarded
from reskill.planning.way_on import Step, next_steps, towards
from reskill.programs.program import FOUNDATION, Program, read_programs
from reskill.project.file import Project, Row
from reskill.project.unchanged import while_unchanged
from reskill.reference.outlook import outlook
from reskill.thresholds import Thresholds

_PUBLIC = ("public-sector", "public servant", "government", "city staff")  # in an audience
ASSUMED = "planning assumption, to be confirmed by name"


class Said(NamedTuple):
    """The hours of a practice's exercises that somebody of the city has confirmed or set, on which day and why."""

    hours: float
    who: str
    at: str
    why: str


@dataclass(frozen=True)
class Practice:
    """How people of a role are prepared for staying in it. `freed` are hours of the week that no new duty refills and
    `taken` those of tasks that AI could take, by the project's assumptions; `insecure` whether that is so much that
    staying alone does not secure the post, or the nation's jobs of the occupation are projected to fall so far (`falling`, in
    percent in ten years, None where they are not). `step` is the way on, if one is offered. `trade` is what the title names and the
    occupation's tasks do not show, so that the unit sets the content, `named` trades of it that the exercises are of; `unpractised` are duties without an exercise."""

    code: str
    occupation: str
    foundation: Program | None
    modules: tuple[Module, ...]
    said: Said | None
    week: float
    freed: float
    taken: float
    insecure: bool
    falling: float | None
    step: Step | None
    trade: str = ""
    named: tuple[str, ...] = ()
    unpractised: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What it is called: each role's practice is a program of its own."""
        return practice_name(self.occupation)

    @property
    def course_hours(self) -> float:
        """Hours of the course of foundations, which its page gives; 0 without one."""
        return (self.foundation.hours or 0.0) if self.foundation else 0.0

    @property
    def usual(self) -> float:
        """Hours that its exercises usually take."""
        return sum(m.hours for m in self.modules)

    @property
    def assumed(self) -> float:
        """Hours a person of it that nobody has confirmed."""
        return 0.0 if self.said else self.usual

    @property
    def hours(self) -> float:
        """Paid hours a person of all its parts."""
        return self.course_hours + (self.said.hours if self.said else self.usual)

    @property
    def hours_source(self) -> str:
        """Where its hours are from."""
        if self.said is None:
            return ASSUMED
        named = f"{self.said.who}, {self.said.at}"
        if same_hours(self.said.hours, self.usual):
            return f"by the city's rule, confirmed by {named}"
        return f"set by {named}: {self.said.hours:g} of exercises, which usually take {self.usual:g}"

    @property
    def covered(self) -> float:
        """The share of the week that is not freed without being refilled."""
        return 1 - min(1.0, self.freed / self.week)


def same_hours(one: float, other: float) -> bool:
    """Whether two figures are the same hours, to the minute."""
    return abs(one - other) < 1 / 60


def practice_name(occupation: str) -> str:
    """What the practice of a role is called."""
    return f"{PRACTICE} {occupation}"


@while_unchanged  # offers and first steps both ask
def practices(project: Project) -> dict[int, Practice]:
    """The practice of each title whose role adds duties."""
    limits, first = project.thresholds, foundation(project)
    said = {
        (r["title_id"], r["code"]): Said(r["hours"], r["who"], r["at"], r["why"])
        for r in project.rows("SELECT * FROM practice_hours")
    }
    found: defaultdict[int, list[Module]] = defaultdict(list)
    for r in project.rows(f"SELECT title_id, {', '.join(Module._fields)} FROM practice ORDER BY title_id, n"):
        found[r["title_id"]].append(Module(*(r[name] for name in Module._fields)))
    roles = project.rows(
        f"SELECT r.*, t.title, {FULL_TIME} AS full_time FROM role r JOIN title t ON t.id = r.title_id WHERE r.title_id IN (SELECT title_id FROM practice)"
    )
    people: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for r in project.rows(_DEPARTMENTS):
        people[r["title_id"]][r["department"]] = r["n"]
    steps = next_steps(project)
    out = {}
    for r in roles:
        title_id = r["title_id"]
        own = [m for m in found[title_id] if m.practice]
        unshown = unshown_trades(r["title"], r["code"], (m.tasks for m in own))
        named = tuple(t.name for t in unshown if t.exercises)
        settled = not unshown or any(t.exercises for t in trades_of(r["title"], r["code"]))
        trade = "" if settled else unshown[0].name
        parts = (*(() if trade else own), guarded(r["title"], r["code"], people[title_id]))
        left = () if trade else tuple(m.duty for m in found[title_id] if not m.practice)
        practice = _practice(r, first, parts, limits, steps.get(title_id))
        out[title_id] = replace(
            practice, said=said.get((title_id, r["code"])), trade=trade, named=named, unpractised=left
        )
    return out


def _practice(
    role: Row, first: Program | None, modules: tuple[Module, ...], limits: Thresholds, step: Step | None
) -> Practice:
    week = limits.weekly_hours * role["full_time"]
    freed = week * (role["net"] or 0.0) * limits.time_saved * (1 - limits.review_time)
    taken = week * (role["automate"] or 0.0)
    known = outlook(role["code"])
    falling = known.change if known and known.change <= DYING else None
    insecure = max(freed, taken) >= limits.insecure_from * week or falling is not None
    parts = (*modules, towards(step, limits.next_step_hours)) if insecure else modules
    return Practice(role["code"], role["occupation"], first, parts, None, week, freed, taken, insecure, falling, step)


def foundation(project: Project) -> Program | None:
    """The AI foundations that everybody who stays begins with: free, alone and online, of known hours, made for public
    servants where there are such, and of these the shortest; None where the project has none."""
    today = dt.date.today()
    found = [
        p
        for p in read_programs(project)
        if FOUNDATION in p.topics and p.online and p.cost == 0 and p.hours and p.hours_source and not p.over(today)
    ]
    return min(found, key=lambda p: (not any(w in p.audience.lower() for w in _PUBLIC), p.hours, p.id), default=None)


def hours_rule(project: Project) -> str:
    """How the hours of practice come about."""
    limits = project.thresholds
    return (
        f"exercises of usual hours, as many as come to {limits.practice_rate:g} x the hours a week of tasks that change, from"
        f" {limits.practice_least:g} (twice that in professions) to {limits.practice_most:g}, {LEADING:g} more for those who lead, less in part time,"
        " beside foundations, guarded data and a next step"
    )


_DEPARTMENTS = """
SELECT p.title_id, coalesce(p.department, '') AS department, count(*) AS n FROM position p
WHERE p.status = 'filled' AND p.title_id IN (SELECT title_id FROM practice) GROUP BY 1, 2
"""
