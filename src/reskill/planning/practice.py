"""How people who stay are prepared: AI foundations, then the practice at work of their own role.

The hours of the practice are a planning assumption until somebody of the city confirms them by name, once for all roles.
What the change leaves open is told by the formula of hours freed: it is an estimate of the role, and says nothing of a
person.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from reskill.pathways.practice import PRACTICE, Module
from reskill.problem import ReskillError
from reskill.programs.program import FOUNDATION, Program, read_programs
from reskill.project.file import Project, Row, now
from reskill.thresholds import Thresholds

_PUBLIC = ("public-sector", "public servant", "government", "city staff")  # in an audience
_WHO, _AT = "practice.who", "practice.at"  # the settings of who confirmed the hours, and on which day


@dataclass(frozen=True)
class Practice:
    """How people of a role are prepared for staying in it. `freed` are hours of the week that no new duty refills and
    `taken` those of tasks that AI could take, by the project's assumptions; `insecure` whether that is so much that
    staying alone does not secure the post."""

    code: str
    occupation: str
    foundation: Program | None
    modules: tuple[Module, ...]
    hours_source: str
    week: float
    freed: float
    taken: float
    insecure: bool

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
    roles = project.rows("SELECT * FROM role WHERE title_id IN (SELECT title_id FROM practice)")
    steps: dict[int, Row] = {}
    for r in project.rows(_NEXT):
        steps.setdefault(r["title_id"], r)
    return {
        r["title_id"]: _practice(r, first, found[r["title_id"]], source, limits, steps.get(r["title_id"]))
        for r in roles
    }


def _practice(
    role: Row, first: Program | None, modules: list[Module], source: str, limits: Thresholds, step: Row | None
) -> Practice:
    week = limits.weekly_hours
    freed = week * (role["net"] or 0.0) * limits.time_saved * (1 - limits.review_time)
    taken = week * (role["automate"] or 0.0)
    insecure = max(freed, taken) >= limits.insecure_from * week
    parts = (*modules, _towards(step, limits)) if insecure else tuple(modules)
    return Practice(role["code"], role["occupation"], first, parts, source, week, freed, taken, insecure)


def _towards(step: Row | None, limits: Thresholds) -> Module:
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
    by = f"the program ({step['label']})" if step["label"] else "a program to be found with the adviser"
    return Module(
        f"the next step, {step['occupation']}",
        "",
        f"works beside people who are {step['occupation']} here, compares with a career adviser what that job asks with what"
        f" is there, and writes the plan towards it: {by}, dates and postings",
        "",
        f"a career adviser of human resources with a supervisor of {step['occupation']}",
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
        f"hours of practice = {limits.practice_rate:g} x the hours a week of tasks that change, from"
        f" {limits.practice_least:g} to {limits.practice_most:g}"
    )
    who, at = confirmed_by(project)
    return f"{rule}; confirmed by {who}, {at}" if who else f"planning assumption, to be confirmed by name: {rule}"


_NEXT = """
SELECT d.title_id, d.occupation, f.label FROM destination d
LEFT JOIN program_fit f ON f.title_id = d.title_id AND f.code = d.code AND f.sufficient
WHERE d.viable AND NOT d.stays AND d.people > 0 ORDER BY f.label IS NULL, d.rank, d.code, f.rank
"""
"""The next jobs of titles that are here, those with a program that suffices first."""
