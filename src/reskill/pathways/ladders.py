"""The next grade of a title in its own series: I -> II -> Senior -> Lead, found from titles, grades and pay.

A series is the titles of a city that differ in words of grade alone. What a city's rules ask for the step
(examination, time in grade, a vacancy) is not known here.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from reskill.project.file import Project

_WORDS = {
    0: "TRAINEE INTERN APPRENTICE CADET CANDIDATE",
    1: "JUNIOR JR ASSOCIATE ASSOC",
    3: "SENIOR SR",
    4: "LEAD LD LEADER HEAD PRINCIPAL PRIN MASTER",
    5: "SUPERVISING SUPERVISORY SUPERVISOR SUPV SUPVR SUPVSR SUPRVNG",
    6: "CHIEF",
}
_PLAIN = 2  # of a title without such a word
_LEVELS = {word: level for level, words in _WORDS.items() for word in words.split()}
_NUMBERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8} | {
    str(n): n for n in range(1, 10)
}
_SENIORS = frozenset(["SENIOR", "SR"])
_LETTERS = {"A": 1, "B": 2, "C": 3, "D": 4}  # only at the end
_SHORT = {  # forms of words that titles of one series have side by side
    "SPEC": "SPECIALIST",
    "REP": "REPRESENTATIVE",
    "TECH": "TECHNICIAN",
    "ASST": "ASSISTANT",
    "ADMIN": "ADMINISTRATIVE",
    "COORD": "COORDINATOR",
    "OFCR": "OFFICER",
    "CONSULT": "CONSULTANT",
}
_RUN_ON = re.compile(r"(?<=[a-z])(?=I{1,3}\b|IV\b)")  # of a number with the word before it, as RepII
_FORMS = {  # of the appointment, not of the work
    **dict.fromkeys(["EXCLUDED", "EXCLD", "EXCL"], "EXCLUDED"),
    **dict.fromkeys(["PER", "AGRMNT", "AGREEMENT"], "AGREEMENT"),
    "HOURLY": "HOURLY",
}
_REACH = 0.98  # of the pay that this grade reaches, which the next must reach


@dataclass(frozen=True)
class Grade:
    """A title of the roster as a grade: what it pays at the ninth tenth of its people (US dollars a year) and the
    number of its pay grade, None where not known, and its `people`."""

    title_id: int
    title: str
    pay: float | None = None
    number: float | None = None
    people: int = 0


@dataclass(frozen=True)
class _Place:
    series: tuple[str, ...]
    level: tuple[int, int]
    form: frozenset[str]
    by_letter: bool


def next_grades(grades: Iterable[Grade]) -> dict[int, int]:
    """For each title the title of the next grade in its series, where there is one.

    The next grade must not pay less: pay grades tell where both have one, else what people of either reach. Grades
    told by letters count only where pay is known to rise. Of titles of one grade, a single position comes last.
    """
    by_series: defaultdict[tuple[str, ...], list[tuple[_Place, Grade]]] = defaultdict(list)
    for grade in grades:
        place = _place(grade.title)
        if place.series:
            by_series[place.series].append((place, grade))
    found = {}
    for members in by_series.values():
        for place, grade in members:
            above = [
                (other.level, other.form != place.form, higher.people == 1, higher.pay or 0.0, higher.title_id)
                for other, higher in members
                if other.level > place.level and _rises(grade, higher, place.by_letter or other.by_letter)
            ]
            if above:
                found[grade.title_id] = min(above)[-1]
    return found


def ladders(project: Project, title_id: int | None = None) -> dict[int, int]:
    """The next grade of each title of a project's roster that has one, or of one title: title id -> title id."""
    titles = _titles(project)
    if title_id is not None:
        titles = {i: titles[i] for i in _series(titles, title_id)}
    pays: defaultdict[int, list[float]] = defaultdict(list)
    numbers: defaultdict[int, list[float]] = defaultdict(list)
    people = Counter[int]()
    for r in project.rows(
        "SELECT title_id, annual_salary AS pay, grade FROM position WHERE title_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(titles)),),
    ):
        people[r["title_id"]] += 1
        if r["pay"]:
            pays[r["title_id"]].append(r["pay"])
        if number := re.search(r"\d+", r["grade"]):
            numbers[r["title_id"]].append(float(number.group()))
    return next_grades(
        Grade(
            i,
            title,
            sorted(pays[i])[(len(pays[i]) * 9) // 10] if pays[i] else None,
            max(numbers[i]) if numbers[i] else None,
            people[i],
        )
        for i, title in titles.items()
    )


@lru_cache(maxsize=5_000)
def place_in_series(title: str) -> tuple[tuple[str, ...], tuple[int, int]]:
    """The words of a title that tell its series, and its grade in it, comparable with others of the series."""
    place = _place(title)
    return place.series, place.level


def series(project: Project, title_id: int) -> list[int]:
    """The titles of the roster in one title's series, itself among them."""
    return _series(_titles(project), title_id)


def _titles(project: Project) -> dict[int, str]:
    """The titles of the roster that have positions, by id."""
    return {r["id"]: r["title"] for r in project.rows("SELECT id, title FROM title WHERE positions > 0")}


def _series(titles: Mapping[int, str], title_id: int) -> list[int]:
    own = _place(titles.get(title_id, "")).series
    return [i for i, title in titles.items() if i == title_id or (own and _place(title).series == own)]


@lru_cache(maxsize=5_000)
def _place(title: str) -> _Place:
    words = re.findall(r"[A-Z0-9]+", _RUN_ON.sub(" ", title).upper())
    form = frozenset(_FORMS[w] for w in words if w in _FORMS)
    words = [w for w in words if w not in _FORMS]
    level, number, by_letter = _PLAIN, 1, False
    kept = []
    for i, word in enumerate(words):
        if word in _LEVELS and (word != "CHIEF" or i == 0):
            level = max(level, _LEVELS[word]) if _LEVELS[word] > _PLAIN else min(level, _LEVELS[word])
        elif word in _NUMBERS and i > 0:
            number = _NUMBERS[word]
        elif word in _LETTERS and i == len(words) - 1 and i > 0:
            number, by_letter = _LETTERS[word], True
        else:
            kept.append(_SHORT.get(word, word))
    if level > _LEVELS["SENIOR"] and _SENIORS.intersection(words):
        number += 1  # a senior one of those who lead
    return _Place(tuple(kept), (level, number), form, by_letter)


def _rises(grade: Grade, higher: Grade, must_be_known: bool) -> bool:
    if grade.number is not None and higher.number is not None:
        return higher.number >= grade.number
    if grade.pay is None or higher.pay is None:
        return not must_be_known
    return higher.pay >= grade.pay * _REACH
