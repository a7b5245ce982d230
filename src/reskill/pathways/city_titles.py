"""The city's own titles in an occupation: departments, units, grades, pay, people, vacancies, openings."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reskill.pathways.city_gates import ASK, city_gates, told
from reskill.pathways.staffing import FULL_TIME
from reskill.project.file import Project
from reskill.reference.outlook import outlook


@dataclass(frozen=True)
class CityTitle:
    """A title of the roster as a place to go to. Departments and units have the most positions first; pay is the
    lowest, highest and mean of its positions in US dollars a year (the mean of full-time ones alone), None where
    none is known; `openings` is an estimate a year: filled positions by the national rate of those who leave the
    occupation. `gates` is what the city asks, `exposure` that of the title's own role, `hints` the other
    occupations that its words speak for, with how much, the strongest first."""

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
    exposure: float | None = None
    hints: tuple[tuple[str, float], ...] = ()

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


def pay_over(above: CityTitle, own: CityTitle | None) -> float | None:
    """Mean pay of one title over that of another; None where either is not known."""
    return above.mean / own.mean if above.mean and own and own.mean else None


def city_titles(project: Project, codes: Sequence[str] = (), title_ids: Sequence[int] = ()) -> list[CityTitle]:
    """The titles that are mapped to these occupations or have these ids, those with the most people first."""
    rows = project.rows(
        "SELECT t.id, t.title, m.code, p.department, p.bargaining_unit AS unit, p.grade, p.annual_salary AS pay,"
        " p.fte, p.status, p.held, r.exposure FROM title t JOIN mapping m ON m.title_id = t.id AND m.share > 0.5"
        " JOIN position p ON p.title_id = t.id LEFT JOIN role r ON r.title_id = t.id WHERE m.code IN (SELECT value FROM json_each(?))"
        " OR t.id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(codes)), json.dumps(list(title_ids))),
    )
    positions = defaultdict(list)
    for r in rows:
        positions[r["id"]].append(r)
    filled = city_gates(project, list(positions))
    hints: defaultdict[int, list[tuple[str, float]]] = defaultdict(list)
    for r in project.rows(
        "SELECT title_id, code, confidence FROM candidate WHERE title_id IN (SELECT value FROM json_each(?)) ORDER BY rank",
        (json.dumps(list(positions)),),
    ):
        hints[r["title_id"]].append((r["code"], r["confidence"]))
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
                here[0]["exposure"],
                tuple(hint for hint in hints[title_id] if hint[0] != here[0]["code"]),
            )
        )
    return sorted(found, key=lambda t: (-t.people, t.title))


def _by_number(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(v for v, _ in sorted(Counter(filter(None, values)).items(), key=lambda c: (-c[1], c[0])))


def _few(values: Sequence[str]) -> str:
    more = len(values) - 3
    return f"{', '.join(values[:3])} and {more} more" if more > 0 else ", ".join(values)
