"""The practice at work that prepares people who stay in a role that changes: modules from the role's own added duties.

Its hours follow the size of the change by a rule of the settings, a planning assumption until a named person of the
city confirms it; how they are divided between the modules follows how the duties' usual hours compare.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sqlite_utils import Database

from reskill.pathways.retask import Retask, lower
from reskill.thresholds import Thresholds

PRACTICE = "Practice at work for"
OWN = f"""CASE WHEN d.stays AND EXISTS (SELECT 1 FROM practice x WHERE x.title_id = d.title_id) THEN '{PRACTICE} ' || d.occupation END"""
"""SQL for the practice that a row `d` of destination has: that of staying; NULL for others."""

_STEP, _SHORTEST = 0.5, 2.0  # hours of a module


class Module(NamedTuple):
    """A part of a practice: what it is in, the duty that it closes, what is done on which of the role's own tasks, who
    leads it, what shows that it is learnt, and its hours."""

    subject: str
    duty: str
    practice: str
    tasks: str
    lead: str
    passes: str
    hours: float


def modules(advice: Retask, limits: Thresholds) -> list[Module]:
    """A module for each duty that a role adds, the weightiest first."""
    usual = sum(d.hours for d in advice.duties)
    hours = practice_hours(advice.hours, limits)
    return [
        Module(
            d.training,
            d.duty,
            d.practice,
            "; ".join(map(lower, d.tasks)),
            d.lead,
            d.check,
            max(_SHORTEST, round(hours * d.hours / usual / _STEP) * _STEP),
        )
        for d in advice.duties
    ]


def practice_hours(changed: float, limits: Thresholds) -> float:
    """Hours of practice for so many hours a week of tasks that change."""
    return min(max(changed * limits.practice_rate, limits.practice_least), limits.practice_most)


def write(db: Database, found: Iterable[tuple[int, list[Module]]]) -> None:
    """Add the modules of titles to the table of practice."""
    names, marks = ", ".join(Module._fields), ",".join("?" * len(Module._fields))
    db.conn.executemany(
        f"INSERT INTO practice (title_id, n, {names}) VALUES (?,?,{marks})",
        ((title_id, n, *module) for title_id, parts in found for n, module in enumerate(parts, 1)),
    )
