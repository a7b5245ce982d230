"""What people still need beside a preparation: degree, experience, licence, admission. Facts of occupations and
examinations, for people to check; never what the role that they leave brings already."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from textwrap import shorten

from reskill.pathways.gates import gates
from reskill.pathways.job import Job
from reskill.pathways.own_kind import left_by_grounding
from reskill.programs.examinations import examinations_of
from reskill.programs.level import NAMES, Level, is_first_part, level_of
from reskill.programs.program import Program

_LONG = 90  # characters of what a list asks before a program
_OFFICE = "43-"
_AFIELD = ("31-", "33-", "35-", "37-", "39-5", "39-9", "43-5", "45-", "47-", "49-", "51-", "53-")
"""Groups whose people mostly do not work at desks: services, trades, and among clerks meter readers and those of stocks."""
_NOTHING_ASKED = ("", "none", "n/a", "no", "course", "courses", "invalid code")
_UNNAMED = re.compile(r"combination of education and courses?(\(s\))?", re.IGNORECASE)
_SCHOOL = frozenset(
    [
        "high",
        "school",
        "hs",
        "diploma",
        "or",
        "equivalent",
        "equivalency",
        "ged",
        "hse",
        "hiset",
        "g",
        "e",
        "d",
        "a",
        "and",
        "must",
        "have",
        "graduate",
        "th",
        "grade",
        "reading",
        "level",
    ]
)
_DEGREE = re.compile(r"(?:(?P<associate>associate'?s?)|bachelor'?s?)(?: degree)?", re.IGNORECASE)


def remains(steps: Sequence[Program], role: Job, destination: Job) -> list[str]:
    """What a destination and the programs ask that neither the programs nor the role give, in words."""
    left = []
    degree = destination.entry_degree
    if degree > max(role.entry_degree, *(level_of(p) for p in steps)):
        left.append(f"{NAMES[degree]}, with which people usually enter this job")
    if destination.manages and not role.manages:
        left.append("experience in the work that it leads")
    elif destination.experience and role.code[:2] != destination.code[:2]:
        left.append(f"{destination.experience} of related work, with which people usually enter this job")
    if destination.takes_years:
        left.append("more than a year of training at work, as is usual for this job (BLS)")
    if licence := gates(role.code, destination.code).licence:
        left.append(f"the licence: {licence}")
    else:
        left += [f"the licence: {p.licence}" for p in steps if p.licence]
    rests = [left_by_grounding(p, role.code, destination.code) for p in steps]
    if all(rests):
        left += rests
    if destination.code.startswith(_OFFICE) and role.code.startswith(_AFIELD):
        left.append("office and computer basics first, for people who have not worked in an office")
    for program in steps:
        left += _asked_by(program, role)
    if steps and is_first_part(steps[-1]):
        left.append("the parts that follow: it is a first part")
    return list(dict.fromkeys(left))


def _asked_by(program: Program, role: Job) -> Iterable[str]:
    """What a program and its examinations ask of people of a role."""
    if level_of(program) == Level.APPRENTICESHIP:
        yield "its sponsor's selection: apprentices are employed by it and taught at work for years, they do not enrol"
    for exam in examinations_of(program):
        yield f"for the {exam.name} examination: {exam.asks}"
    asked = program.prerequisites.strip().rstrip(".")
    if _UNNAMED.fullmatch(asked):
        yield "before it: education and courses that its list does not name"
    elif asked.casefold() not in _NOTHING_ASKED and not _brought(asked, role):
        yield f"before it: {shorten(asked, _LONG, placeholder=' ...')}"


def _brought(asked: str, role: Job) -> bool:
    """Whether people of a role bring what is asked before a program: a high school diploma, or the degree of their job."""
    words = re.findall(r"[a-z]+", asked.casefold())
    if not _SCHOOL.issuperset(words):
        found = _DEGREE.fullmatch(asked)
        if found is None:
            return False
        return role.entry_degree >= (Level.ASSOCIATE if found["associate"] else Level.BACHELOR)
    return role.asks_school
