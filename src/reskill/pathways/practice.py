"""The practice at work that prepares people who stay in a role that changes: modules from the role's own added duties.

Each module has its usual hours; how many modules there are follows the size of the change by a rule of the settings. Both
are a planning assumption until a named person of the city confirms them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from reskill.pathways.retask import Retask
from reskill.pathways.sentences import lower
from reskill.project.database import Database
from reskill.thresholds import Thresholds

PRACTICE = "Practice at work for"
PROGRAMS = f"""(SELECT group_concat(f.label, '; ') FROM (
    SELECT CASE WHEN d.stays AND EXISTS (SELECT 1 FROM practice x WHERE x.title_id = d.title_id)
        THEN '{PRACTICE} ' || d.occupation END AS label
    UNION ALL SELECT * FROM (SELECT f.label FROM program_fit f
        WHERE f.title_id = d.title_id AND f.code = d.code AND f.sufficient ORDER BY f.rank LIMIT 3)) f)"""
"""SQL for what prepares for a row `d` of destination, in words: the practice, for staying, then the best three programs
that suffice; NULL for none."""

FULL_TIME = """(SELECT coalesce(avg(coalesce(p.fte, 1.0)), 1.0) FROM position p
    WHERE p.title_id = r.title_id AND p.status = 'filled')"""
"""SQL for the share of full time that people of a row `r` of role work, on average."""

_FEWEST = 2  # modules, where there are so many
LEADING = 10.0  # hours more for those who lead others: of supervision and of fairness
_TRAINED = 2  # times the least hours, at least, in occupations that judge by training
_PROFESSIONS = ("11", "13", "15", "17", "19", "21", "23", "25", "27", "29")  # major groups of these


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


def modules(advice: Retask, code: str, limits: Thresholds) -> list[Module]:
    """Modules for the duties that a role of an occupation adds, the most central first, until their hours come to what the
    change asks; two at least where there are two. Each has its own hours, since an exercise takes its time in any role."""
    asked, out = practice_hours(advice, code, limits), list[Module]()
    for d in advice.duties:
        if len(out) < _FEWEST or sum(m.hours for m in out) + d.hours / 2 <= asked:
            out.append(Module(d.training, d.duty, d.practice, "; ".join(map(lower, d.tasks)), d.lead, d.check, d.hours))
    return out


def parts(advice: Retask, code: str, limits: Thresholds) -> list[Module]:
    """The modules of a role of an occupation, then the duties that grow and have no exercise, since the hours are taken by
    more central ones: no hours each."""
    practised = modules(advice, code, limits)
    taken = {m.subject for m in practised}
    left = [Module(d.training, d.duty, "", "", "", "", 0.0) for d in advice.duties if d.training not in taken]
    return [*practised, *left]


def practice_hours(advice: Retask, code: str, limits: Thresholds) -> float:
    """Hours of practice that the change of a role of an occupation asks: by the hours a week that change, twice the least in
    a profession, more for those who lead, the least for those who begin; never more than the most. Those in part time have
    their share of the least."""
    if advice.begins:
        return limits.practice_least * advice.full_time
    least = limits.practice_least * advice.full_time * (_TRAINED if code.startswith(_PROFESSIONS) else 1)
    return min(
        max(advice.hours * limits.practice_rate, least) + (LEADING if advice.leads else 0.0), limits.practice_most
    )


def write(db: Database, found: Iterable[tuple[int, list[Module]]]) -> None:
    """Add the modules of titles to the table of practice."""
    names, marks = ", ".join(Module._fields), ",".join("?" * len(Module._fields))
    db.conn.executemany(
        f"INSERT INTO practice (title_id, n, {names}) VALUES (?,?,{marks})",
        ((title_id, n, *module) for title_id, parts in found for n, module in enumerate(parts, 1)),
    )
