"""How people who stay are prepared: AI foundations, then the practice at work of their own role.

The hours of the practice are a planning assumption until somebody of the city confirms them by name, once for all roles.
What the change leaves open is told by the formula of hours freed: it is an estimate of the role, and says nothing of a
person.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from reskill import paths
from reskill.pathways.practice import PRACTICE, Module
from reskill.planning.title_trade import set_by_the_unit, unshown_trade
from reskill.problem import ReskillError
from reskill.programs.program import COST, FOUNDATION, HOURS, Program, read_programs
from reskill.project.file import Project, Row, now
from reskill.thresholds import Thresholds

_PUBLIC = ("public-sector", "public servant", "government", "city staff")  # in an audience
_GUARDED_HOURS = 2.0  # of the exercise in what must not reach a tool
_WHO, _AT = "practice.who", "practice.at"  # the settings of who confirmed the hours, and on which day


class Step(NamedTuple):
    """A next job, and by what people get there: a sufficient program (None while there is none) with its hours and US
    dollars a person (None = unknown)."""

    occupation: str
    label: str | None
    hours: float | None
    cost: float | None


@dataclass(frozen=True)
class Practice:
    """How people of a role are prepared for staying in it. `freed` are hours of the week that no new duty refills and
    `taken` those of tasks that AI could take, by the project's assumptions; `insecure` whether that is so much that
    staying alone does not secure the post. `step` is the way on, if one is offered. `trade` is what the title names and the
    occupation's tasks do not show, so that the unit sets the content; `unpractised` are duties without an exercise."""

    code: str
    occupation: str
    foundation: Program | None
    modules: tuple[Module, ...]
    hours_source: str
    week: float
    freed: float
    taken: float
    insecure: bool
    step: Step | None
    trade: str = ""
    unpractised: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What it is called: each role's practice is a program of its own."""
        return practice_name(self.occupation)

    @property
    def hours(self) -> float:
        """Paid hours a person of all its parts."""
        return sum(m.hours for m in self.modules) + ((self.foundation.hours or 0.0) if self.foundation else 0.0)

    @property
    def covered(self) -> float:
        """The share of the week that is not freed without being refilled."""
        return 1 - min(1.0, self.freed / self.week)


def practice_name(occupation: str) -> str:
    """What the practice of a role is called."""
    return f"{PRACTICE} {occupation}"


def practices(project: Project) -> dict[int, Practice]:
    """The practice of each title whose role adds duties."""
    limits, first, source = project.thresholds, foundation(project), _hours_source(project)
    found: defaultdict[int, list[Module]] = defaultdict(list)
    for r in project.rows(f"SELECT title_id, {', '.join(Module._fields)} FROM practice ORDER BY title_id, n"):
        found[r["title_id"]].append(Module(*(r[name] for name in Module._fields)))
    roles = project.rows(
        "SELECT r.*, t.title FROM role r JOIN title t ON t.id = r.title_id WHERE r.title_id IN (SELECT title_id FROM practice)"
    )
    people: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for r in project.rows(_DEPARTMENTS):
        people[r["title_id"]][r["department"]] = r["n"]
    steps = {r["title_id"]: Step(*(r[name] for name in Step._fields)) for r in project.rows(_NEXT)}
    out = {}
    for r in roles:
        title_id = r["title_id"]
        own = [m for m in found[title_id] if m.practice]
        trade = unshown_trade(r["title"], r["code"], own)
        parts = (*(set_by_the_unit(trade, own) if trade else own), *_guarded(people[title_id]))
        left = () if trade else tuple(m.duty for m in found[title_id] if not m.practice)
        practice = _practice(r, first, parts, source, limits, steps.get(title_id))
        out[title_id] = replace(practice, trade=trade, unpractised=left)
    return out


def _practice(
    role: Row, first: Program | None, modules: tuple[Module, ...], source: str, limits: Thresholds, step: Step | None
) -> Practice:
    week = limits.weekly_hours
    freed = week * (role["net"] or 0.0) * limits.time_saved * (1 - limits.review_time)
    taken = week * (role["automate"] or 0.0)
    insecure = max(freed, taken) >= limits.insecure_from * week
    parts = (*modules, _towards(step, limits)) if insecure else modules
    return Practice(role["code"], role["occupation"], first, parts, source, week, freed, taken, insecure, step)


def _guarded(people: Mapping[str, int]) -> tuple[Module, ...]:
    """The exercise in what must not reach a tool in the departments of a title, given how many of its people are in each;
    none where nothing special is known of those of half of them."""
    found: Counter[tuple[str, str]] = Counter()
    for department, n in people.items():
        words = re.findall("[a-z0-9]+", department.lower())
        kind = next(
            ((what, lead) for names, what, lead in _guarded_data() if any(w.startswith(names) for w in words)), None
        )
        found.update({kind: n} if kind else {})
    for (what, lead), n in found.most_common(1):
        if 2 * n >= sum(people.values()):
            return (
                Module(
                    f"what must not reach a tool here: {what}",
                    "keeps out of tools what they must not be given",
                    "sorts 20 papers of the unit into what any tool, only an approved tool or no tool may be given; 6 would be a"
                    " breach",
                    "",
                    lead,
                    "19 of 20 are sorted rightly, and none of the 6 is let through",
                    _GUARDED_HOURS,
                ),
            )
    return ()


@cache
def _guarded_data() -> tuple[tuple[tuple[str, ...], str, str], ...]:
    """Beginnings of words in departments' names, what is guarded there, and who leads the exercise."""
    with (paths.shipped("data/pathways") / "guarded_data.csv").open(encoding="utf-8", newline="") as file:
        return tuple((tuple(r["departments"].split()), r["what"], r["lead"]) for r in csv.DictReader(file))


def _towards(step: Step | None, limits: Thresholds) -> Module:
    """What people do towards the next job, in a post that staying alone does not secure."""
    if step is None:
        return Module(
            "the way on from this post",
            "",
            "goes through the city's other jobs with a career adviser, sits half a day beside people in two of them, and writes"
            " down what each would ask first",
            "",
            "a career adviser of human resources",
            "one job is chosen, with what it asks first, who gives it and by when",
            limits.next_step_hours,
        )
    by = f"the program ({step.label})" if step.label else "a program to be found with the adviser"
    return Module(
        f"the next step, {step.occupation}",
        "",
        f"works beside people who are {step.occupation} here, compares with a career adviser what that job asks with what"
        f" is there, and writes the plan towards it: {by}, dates and postings",
        "",
        f"a career adviser of human resources with a supervisor of {step.occupation}",
        "the plan is written and agreed, and that supervisor confirms which part of the work went well",
        limits.next_step_hours,
    )


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


def confirm_hours(project: Project, who: str, at: str = "") -> None:
    """Have somebody of the city confirm the hours of practice of all roles, by the rule in the settings; on a day, today
    if it is ''. With nobody's name they are a planning assumption again. Raises ReskillError for what is no day."""
    try:
        day = dt.date.fromisoformat(at or now()[:10]).isoformat()
    except ValueError:
        raise ReskillError(f"{at} is no day.", "Write it as 2026-11-29.") from None
    label = "Confirm the hours of practice" if who.strip() else "Take back the hours of practice"
    with project.change(label):
        project.set_setting(_WHO, who.strip())
        project.set_setting(_AT, day if who.strip() else "")


def confirmed_by(project: Project) -> tuple[str, str]:
    """Who confirmed the hours of practice, and on which day; '' for both while nobody has."""
    return project.setting(_WHO), project.setting(_AT)


def _hours_source(project: Project) -> str:
    """Where the hours of practice are from."""
    limits = project.thresholds
    rule = (
        f"exercises of usual hours, as many as come to {limits.practice_rate:g} x the hours a week of tasks that change, from"
        f" {limits.practice_least:g} to {limits.practice_most:g}, beside foundations, guarded data and a next step"
    )
    who, at = confirmed_by(project)
    return f"{rule}; confirmed by {who}, {at}" if who else f"planning assumption, to be confirmed by name: {rule}"


_DEPARTMENTS = """
SELECT p.title_id, coalesce(p.department, '') AS department, count(*) AS n FROM position p
WHERE p.status = 'filled' AND p.title_id IN (SELECT title_id FROM practice) GROUP BY 1, 2
"""
_NEXT = f"""
SELECT f.title_id, f.occupation, f.label, {HOURS} AS hours, {COST} AS cost FROM (
    SELECT d.title_id, d.occupation, f.label, f.before, f.program_id,
        row_number() OVER (PARTITION BY d.title_id ORDER BY f.label IS NULL, d.step, d.code, f.rank) AS n
    FROM destination d LEFT JOIN program_fit f ON f.title_id = d.title_id AND f.code = d.code AND f.sufficient
    WHERE d.viable AND NOT d.stays AND d.people > 0 AND d.step
) f WHERE f.n = 1
"""
"""The first step of each title, one with a program that suffices before others."""
