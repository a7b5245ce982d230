"""What the plan says about each class, in a sentence without a count below the threshold."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable

from reskill.export.blocks import Atom, RolledUp, bounds
from reskill.export.board.periods import last_start, stretches
from reskill.export.union.first_starts import silent_starts
from reskill.export.union.people import PATHWAYS, participants
from reskill.exposure.bands import AT_RISK, NOT_ESTIMATED
from reskill.pathways.practice import PRACTICE
from reskill.project.file import Project, Row

_FIRST = """
SELECT title_id, destination, coalesce(program_id, 0) AS program_id, min(10 * fiscal_year + quarter) AS first,
    max(10 * fiscal_year + quarter) AS last
FROM cohort WHERE participants > 0 GROUP BY 1, 2, 3
"""
AT_WORK = "practice at work"
OTHERS = " Others: "  # of one class, for whom something else is planned
OR_STAY = " Or keep the job; no training for that is planned yet."
WAITS = "Affected, but no place in this plan: it waits for money, seats or cover."
NO_PROGRAM = "Affected, but no place in this plan: no training was found that suits."
NOTHING = "No training planned."
NO_OCCUPATION = "Not estimated yet, so nothing is planned."


def plan_words(project: Project) -> dict[int, str]:
    """The sentence of each title by its id."""
    told = participants(project)
    shown = told.shown if told else {}
    starts = _starts(project, told) if told else {}
    ways: dict[int, list[str]] = defaultdict(list)
    stay: set[int] = set()
    for r in project.rows(PATHWAYS):
        key = r["title_id"], r["destination"], r["program_id"]
        people, start = shown.get(key), starts.get(key)
        stay |= {r["title_id"]} if r["stays"] else set()
        what = "Keep the job" if r["stays"] else f"Train for {r['destination_title']}"
        ways[r["title_id"]].append(f"{what}: {program_name(r)}{start or ''}{f' ({people} people)' if people else ''}.")
    return {
        r["id"]: OTHERS.join(ways[r["id"]]) + ("" if r["id"] in stay else OR_STAY)
        if r["id"] in ways
        else _without(r["band"], r["prepared"])
        for r in project.rows(
            "SELECT t.id, coalesce(r.band, ?) AS band, EXISTS (SELECT 1 FROM program_fit f JOIN destination d"
            " ON d.title_id = f.title_id AND d.code = f.code WHERE f.title_id = t.id AND f.sufficient AND d.viable) AS prepared"
            " FROM title t LEFT JOIN role r ON r.title_id = t.id",
            (NOT_ESTIMATED,),
        )
    }


def _starts(project: Project, told: RolledUp) -> dict[Hashable, str]:
    """From when each pathway of a class begins, in words; '' where with the board's counts by quarter that would tell of few.

    Those counts are sums that cross the sums of pathways: neither the withheld counts of a quarter may be few, nor, where
    all of these start in that quarter alone, what is left of their sums without them; nor one count, by all of it.
    """
    when = {q: s.name for s in stretches(project) if s.countable for p in s.periods for q in p.quarters}
    last = last_start(project)
    after = f", last by {last}" if last else ", others later"  # of the whole plan, so that it tells nothing of a class
    starts: dict[Hashable, str] = {}
    later: set[Hashable] = set()
    for r in project.rows(_FIRST):
        key = r["title_id"], r["destination"], r["program_id"]
        starts[key] = when.get(divmod(r["first"], 10), "")
        if when.get(divmod(r["last"], 10)) != starts[key]:
            later.add(key)
    in_several = {starts[key] for key in later}
    together: dict[str, list[Atom]] = defaultdict(list)
    others: dict[str, list[Atom]] = defaultdict(list)
    for block in told.blocks:
        for start in {starts[a.key] for a in block.atoms}:
            for atom in block.atoms:
                (together if starts[atom.key] == start else others)[start].append(atom)
    least = project.thresholds.small_cell
    few = {
        start
        for start in {*together, *others}
        for atoms in (together[start], [] if start in in_several else others[start])
        if atoms and bounds([a.count for a in atoms], least) != (1, least - 1)
    }
    words = {key: ("" if start in few else start, key in later) for key, start in starts.items()}
    few |= silent_starts(told, words, stretches(project), least)
    sure = {key: start for key, start in starts.items() if start and start not in few}
    return {
        key: f", first group {start}{after}" if key in later else f", all start {start}" for key, start in sure.items()
    }


def program_name(way: Row) -> str:
    """What a row of PATHWAYS is learnt by; a practice at work without the occupation, which stands beside it."""
    return AT_WORK if way["program"].startswith(PRACTICE) else bare_name(way["program"])


def bare_name(program: str) -> str:
    """A program's name without what stands in brackets; the file of evidence has it whole."""
    return re.sub(r"\s*\([^()]*\)", "", program) or program


def _without(band: str, prepared: int) -> str:
    if band in AT_RISK:
        return WAITS if prepared else NO_PROGRAM
    return NO_OCCUPATION if band == NOT_ESTIMATED else NOTHING
