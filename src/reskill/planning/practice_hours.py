"""Hours of practice at work that the city confirms or sets: by title, for as many titles at once as a person names.

What is confirmed is the hours of a practice's exercises for the title's occupation: they stay as somebody said them, and are
an assumption again where the title's occupation changes. The course of foundations has its hours from its page.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from reskill.planning.notes import Note, listed
from reskill.planning.practice import ASSUMED, Practice, Said, foundation, hours_rule, practices, same_hours
from reskill.problem import ReskillError
from reskill.project.file import Project, Row, now
from reskill.reference.job_families import family_of

LEAST, MOST = 1.0, 400.0  # hours of exercises that can be set


@dataclass(frozen=True)
class OwnHours:
    """The hours of practice of a title's people. `people` are filled positions, `places` those of the plan by this practice;
    `course` are hours of the course of foundations, by its page, `usual` those that the exercises usually take; `source` says where they are from."""

    title_id: int
    title: str
    department: str
    occupation: str
    family: str
    people: int
    places: int
    course: float
    usual: float
    said: Said | None
    source: str

    @property
    def hours(self) -> float:
        """Paid hours a person, all together."""
        return self.course + (self.said.hours if self.said else self.usual)


@dataclass(frozen=True)
class Family:
    """The titles of a job family: how many, their people, places in the plan, the fewest and most hours a person, and the
    people and places whose hours are assumed."""

    name: str
    titles: int
    people: int
    places: int
    fewest: float
    most: float
    assumed_people: int
    assumed_places: int


def own_hours(project: Project) -> list[OwnHours]:
    """Every title that has people and a practice at work with content, those with the most places in the plan first."""
    titles = {r["title_id"]: r for r in project.rows(_TITLES)}
    found = [
        OwnHours(
            **titles[title_id],
            occupation=own.occupation,
            family=family_of(own.code),
            course=own.course_hours,
            usual=own.usual,
            said=own.said,
            source=own.hours_source,
        )
        for title_id, own in practices(project).items()
        if titles[title_id]["people"] and not own.trade
    ]
    return sorted(found, key=lambda h: (-h.places, -h.people, h.title, h.department))


def families(found: Iterable[OwnHours]) -> list[Family]:
    """The job families of titles, the one with the most assumed places in the plan, then people, first."""
    together: defaultdict[str, list[OwnHours]] = defaultdict(list)
    for h in found:
        together[h.family].append(h)
    out = [
        Family(
            name,
            len(titles),
            sum(h.people for h in titles),
            sum(h.places for h in titles),
            min(h.hours for h in titles),
            max(h.hours for h in titles),
            sum(h.people for h in titles if h.said is None),
            sum(h.places for h in titles if h.said is None),
        )
        for name, titles in together.items()
    ]
    return sorted(out, key=lambda f: (-f.assumed_places, -f.assumed_people, -f.places, f.name))


def assumed_share(found: Iterable[OwnHours], confirmed: Collection[int] = ()) -> float | None:
    """The share of places in the plan whose hours are assumed, once some titles are confirmed; None without places."""
    places = [(h.places, h.said is None and h.title_id not in confirmed) for h in found]
    every = sum(n for n, _ in places)
    return sum(n for n, assumed in places if assumed) / every if every else None


def words_on_hours(project: Project) -> str:
    """Where the hours of practice come from, and what a confirmation does."""
    course = foundation(project)
    begins = ""
    if course:
        page = course.hours_source.partition(" ; ")[0]
        begins = f" They begin with {course.name}, whose {course.hours:g} hours are known from {page}."
    return (
        f"Who stays in a role that changes practises at work.{begins} How long the exercises take is Reskill's own estimate, a"
        f" planning assumption from no page: {hours_rule(project)}. Once somebody of the city confirms it by name, or sets other"
        " hours, it counts as known, until the title's occupation changes."
    )


def confirm_hours(
    project: Project, title_ids: Collection[int], who: str, *, hours: float | None = None, at: str = "", why: str = ""
) -> None:
    """Have somebody of the city say how many hours the exercises of these titles take: as many as they usually take, or
    so many for each title; on a day, today if it is ''. Cohorts of the plan with these hours rest on an assumption no more.

    Raises ReskillError without a name, for what is no day, for hours out of bounds, and for a title without a practice.
    """
    own, day = _of(project, title_ids), at or now()[:10]
    with project.change(f"Confirm the hours of practice of {in_titles(len(own))}"):
        for title_id, practice in own.items():
            said = Said(practice.usual if hours is None else hours, who.strip(), day, why.strip())
            demand_said(said)
            _put(project, title_id, practice.code, said)
            _tell(project, title_id, practice, replace(practice, said=said))


def demand_said(said: Said) -> None:
    """Raises ReskillError where nobody says it, for what is no day, and for hours out of bounds."""
    if not said.who:
        raise ReskillError("Nobody confirms these hours.", "Say who does, by name.")
    if not LEAST <= said.hours <= MOST:
        raise ReskillError(
            f"{said.hours:g} hours of practice cannot be.", f"Give {LEAST:g} to {MOST:g} hours a person."
        )
    try:
        dt.date.fromisoformat(said.at)
    except ValueError:
        raise ReskillError(f"{said.at} is no day.", "Write it as 2026-11-29.") from None


def said_hours(project: Project) -> list[Row]:
    """What people said of hours of practice, with title, department and occupation code, in their order."""
    return project.rows(
        "SELECT t.title, t.department, h.code, h.hours, h.who, h.at, h.why FROM practice_hours h"
        " JOIN title t ON t.id = h.title_id ORDER BY t.title, t.department"
    )


def read_hours(project: Project, said: Mapping[int, tuple[str, Said]]) -> None:
    """Have these hours be said of titles, each for the practice of an occupation by its code, and no others."""
    before = {
        r["title_id"]: (r["code"], Said(*(r[name] for name in Said._fields)))
        for r in project.rows("SELECT * FROM practice_hours")
    }
    if said != before:
        with project.change("Read the hours of practice") as db:
            db.execute("DELETE FROM practice_hours")
            for title_id, (code, told) in said.items():
                _put(project, title_id, code, told)


def take_back(project: Project, title_ids: Collection[int]) -> None:
    """Have the hours of practice of these titles be a planning assumption again."""
    own = {i: p for i, p in _of(project, title_ids).items() if p.said}
    with project.change(f"Take back the hours of practice of {in_titles(len(own))}") as db:
        for title_id, practice in own.items():
            db.execute("DELETE FROM practice_hours WHERE title_id = ?", (title_id,))
            _tell(project, title_id, practice, replace(practice, said=None))


def notes_on_hours(project: Project) -> list[Note]:
    """How the hours of practice come about, and for which titles somebody has set less time than the exercises take."""
    notes = [Note("info", f"Hours of practice at work: {hours_rule(project)}.")]
    short = [
        h for h in own_hours(project) if h.said and h.said.hours < h.usual and not same_hours(h.said.hours, h.usual)
    ]
    if short:
        names = [f"{h.title} ({h.said.hours:g} of {h.usual:g})" for h in short if h.said]
        notes.append(Note("warning", f"Fewer hours are set than the exercises usually take, for {listed(names)}."))
    return notes


def _tell(project: Project, title_id: int, before: Practice, after: Practice) -> None:
    """Have the cohorts of a practice, and their lines, say where their hours are from: an assumption where they are not
    those that somebody says."""
    cohorts = project.rows(
        "SELECT id, hours FROM cohort WHERE title_id = ? AND destination = ? AND program_id IS NULL",
        (title_id, after.code),
    )
    for r in cohorts:
        assumed, source = after.assumed, after.hours_source
        if not same_hours(r["hours"], after.hours):
            assumed, source = max(0.0, r["hours"] - after.course_hours), ASSUMED
        said = before.hours_source, source
        project.db.execute(
            "UPDATE cohort SET hours_assumed = ?, note = replace(note, ?, ?) WHERE id = ?", (assumed, *said, r["id"])
        )
        project.db.execute("UPDATE budget_line SET note = replace(note, ?, ?) WHERE cohort_id = ?", (*said, r["id"]))


def _of(project: Project, title_ids: Collection[int]) -> dict[int, Practice]:
    own = practices(project)
    if not title_ids:
        raise ReskillError(
            "No title has hours of practice here that this could be done to.",
            "Make the plan first, or name other titles.",
        )
    for title_id in title_ids:
        if title_id not in own or own[title_id].trade:
            name = project.value("SELECT title FROM title WHERE id = ?", (title_id,))
            raise ReskillError(
                f"{name} has no practice at work whose hours could be confirmed.",
                "Its role adds no duties, or its unit has still to set what is practised: see Roles.",
            )
    return {title_id: own[title_id] for title_id in title_ids}


def _put(project: Project, title_id: int, code: str, said: Said) -> None:
    project.db.execute(
        "INSERT OR REPLACE INTO practice_hours (title_id, code, hours, who, at, why) VALUES (?,?,?,?,?,?)",
        (title_id, code, *said),
    )


def in_titles(count: int) -> str:
    """A number of titles in words."""
    return "1 title" if count == 1 else f"{count:,} titles"


_TITLES = """
SELECT t.id AS title_id, t.title, t.department,
    (SELECT count(*) FROM position p WHERE p.title_id = t.id AND p.status = 'filled') AS people,
    (SELECT coalesce(sum(c.participants), 0) FROM cohort c JOIN role r ON r.title_id = c.title_id
        WHERE c.title_id = t.id AND c.program_id IS NULL AND c.destination = r.code) AS places
FROM title t
"""
