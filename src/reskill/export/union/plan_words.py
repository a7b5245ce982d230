"""What the plan says about each class, in a sentence without a count below the threshold."""

from __future__ import annotations

import re
from collections import defaultdict

from reskill.export.union.people import PATHWAYS, participants
from reskill.exposure.bands import AT_RISK, NOT_ESTIMATED
from reskill.project.file import Project

SHORTEST = 12  # characters of a name that still says what it is
NO_PLACE = "Affected, but no place in this plan."
NOTHING = "No training planned."
NO_OCCUPATION = "No occupation yet, so nothing is estimated or planned."


def plan_words(project: Project) -> dict[int, str]:
    """The sentence of each title by its id."""
    told = participants(project)
    shown = told.shown if told else {}
    ways: dict[int, list[str]] = defaultdict(list)
    for r in project.rows(PATHWAYS):
        people = shown.get((r["title_id"], r["destination"], r["program_id"]))
        what = "Keep the job, changed tasks" if r["stays"] else f"Train for {r['destination_title']}"
        ways[r["title_id"]].append(f"{what}: {short_name(r['program'])}{f' ({people} people)' if people else ''}.")
    return {
        r["id"]: " Or: ".join(ways[r["id"]]) if r["id"] in ways else _without(r["band"])
        for r in project.rows(
            "SELECT t.id, coalesce(r.band, ?) AS band FROM title t LEFT JOIN role r ON r.title_id = t.id",
            (NOT_ESTIMATED,),
        )
    }


def bare_name(program: str) -> str:
    """A program's name without what stands in brackets; the file of evidence has it whole."""
    return re.sub(r"\s*\([^()]*\)", "", program) or program


def short_name(program: str) -> str:
    """The same without a subtitle."""
    name = bare_name(program).partition(": ")[0]
    return name if len(name) > SHORTEST else program


def _without(band: str) -> str:
    return NO_PLACE if band in AT_RISK else NO_OCCUPATION if band == NOT_ESTIMATED else NOTHING
