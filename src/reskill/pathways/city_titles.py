"""The city's own titles in an occupation: departments, units, grades, pay, people, vacancies, openings."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reskill.pathways.city_gates import ASK, city_gates, told
from reskill.pathways.ladders import ladders
from reskill.pathways.staffing import FULL_TIME
from reskill.project.file import Project
from reskill.reference.outlook import outlook
from reskill.thresholds import Thresholds

_SHOWN = 5  # titles of an occupation
_NEAR = 1.25  # pay of a title over one's own up to which it is named before others


@dataclass(frozen=True)
class CityTitle:
    """A title of the roster as a place to go to. Departments and units have the most positions first; pay is the
    lowest, highest and mean of its positions in US dollars a year (the mean of full-time ones alone), None where
    none is known; `openings` is an estimate a
    year: filled positions by the national rate of those who leave the occupation. `gates` is what the city asks."""

    title_id: int
    title: str
    code: str
    departments: tuple[str, ...]
    units: tuple[str, ...]
    grades: tuple[str, ...]
    lowest: float | None
    highest: float | None
    mean: float | None
    people: int
    vacancies: int
    openings: float | None
    gates: str

    def __str__(self) -> str:
        pay = "" if self.lowest is None else f"${self.lowest:,.0f} to ${self.highest:,.0f}"
        if self.lowest == self.highest and pay:
            pay = f"${self.lowest:,.0f}"
        parts = [
            f"{self.people:,} position{'s' * (self.people != 1)}",
            f"{self.vacancies:,} vacant" if self.vacancies else "",
            f"grade {_few(self.grades)}" if self.grades else "",
            pay,
            _few(self.departments),
        ]
        known = f" ({self.gates})" if self.gates != ASK else ""
        return f"{self.title}: {', '.join(filter(None, parts))}{known}"


class OwnTitles:
    """The city's titles in some occupations, and the next grade of each of its titles; reads the roster once."""

    def __init__(self, project: Project, codes: Sequence[str], title_ids: Iterable[int]) -> None:
        self._limits = project.thresholds
        self._by_code: defaultdict[str, list[CityTitle]] = defaultdict(list)
        for title in city_titles(project, codes):
            self._by_code[title.code].append(title)
        self._steps = ladders(project)
        known = {*title_ids, *self._steps, *self._steps.values()}
        self._by_id = {t.title_id: t for t in city_titles(project, title_ids=sorted(known))}

    def told(self, code: str, title_id: int) -> str:
        """The titles in an occupation in words, those near in pay to a title first, then those with the most people;
        '' for none."""
        titles = near_first(self._by_code[code], self._by_id.get(title_id), self._limits)
        more = len(titles) - _SHOWN
        return "; ".join([*map(str, titles[:_SHOWN]), *([f"and {more} more titles"] if more > 0 else [])])

    def above(self, title_id: int) -> tuple[CityTitle, float | None] | None:
        """The next grade of a title, where its series has one, and its pay over the title's (None: not known)."""
        above = self._by_id.get(self._steps.get(title_id, 0))
        return (above, pay_over(above, self._by_id.get(title_id))) if above else None


def near_first(titles: Iterable[CityTitle], own: CityTitle | None, limits: Thresholds) -> list[CityTitle]:
    """Titles in the order in which somebody would look at them, each part in the order given: those up to a quarter
    above one's own pay, those up to the ceiling of a next job, those whose full-time pay is not known, all others."""

    def part(title: CityTitle) -> int:
        over = pay_over(title, own)
        if over is None:
            return 2 if own and own.mean else 0
        steps = (limits.pay_floor, min(_NEAR, limits.pay_ceiling)), (limits.pay_floor, limits.pay_ceiling)
        return next((n for n, (low, high) in enumerate(steps) if low <= over <= high), 3)

    return sorted(titles, key=part)


def pay_over(above: CityTitle, own: CityTitle | None) -> float | None:
    """Mean pay of one title over that of another; None where either is not known."""
    return above.mean / own.mean if above.mean and own and own.mean else None


def ladder_reason(above: CityTitle) -> str:
    """Why a next grade is a pathway, and what is not known of it."""
    return (
        f"The next grade of the same series: {above.title}. Ask what the city's rules want for it: examination, time in"
        " grade, a vacancy."
    )


def city_titles(project: Project, codes: Sequence[str] = (), title_ids: Sequence[int] = ()) -> list[CityTitle]:
    """The titles that are mapped to these occupations or have these ids, those with the most people first."""
    rows = project.rows(
        "SELECT t.id, t.title, m.code, p.department, p.bargaining_unit AS unit, p.grade, p.annual_salary AS pay,"
        " p.fte, p.status, p.held FROM title t JOIN mapping m ON m.title_id = t.id AND m.share > 0.5"
        " JOIN position p ON p.title_id = t.id WHERE m.code IN (SELECT value FROM json_each(?))"
        " OR t.id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(codes)), json.dumps(list(title_ids))),
    )
    positions = defaultdict(list)
    for r in rows:
        positions[r["id"]].append(r)
    filled = city_gates(project, list(positions))
    found = []
    for title_id, here in positions.items():
        pays = [r["pay"] for r in here if r["pay"]]
        full = [r["pay"] for r in here if r["pay"] and (r["fte"] is None or r["fte"] >= FULL_TIME)]
        vacancies = sum(r["status"] == "vacant" and not r["held"] for r in here)
        people = sum(r["status"] == "filled" for r in here)
        known = outlook(here[0]["code"])
        found.append(
            CityTitle(
                title_id,
                here[0]["title"],
                here[0]["code"],
                _by_number(r["department"] for r in here),
                _by_number(r["unit"] for r in here),
                tuple(sorted({r["grade"] for r in here if r["grade"]})),
                min(pays, default=None),
                max(pays, default=None),
                sum(full) / len(full) if full else None,
                people + vacancies,
                vacancies,
                people * known.leaving if known else None,
                told(filled.get(title_id)),
            )
        )
    return sorted(found, key=lambda t: (-t.people, t.title))


def _by_number(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(v for v, _ in sorted(Counter(filter(None, values)).items(), key=lambda c: (-c[1], c[0])))


def _few(values: Sequence[str]) -> str:
    more = len(values) - 3
    return f"{', '.join(values[:3])} and {more} more" if more > 0 else ", ".join(values)
