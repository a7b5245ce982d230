"""Positions, vacancies, full-time pay and departments by title and by occupation, from one reading of the roster."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass

from reskill.project.file import Project

ELSEWHERE = 0.25  # of a position in a department that people are not in
BROAD = len("43-601")  # of a code, the SOC broad occupation
LEADS = 0.003  # confidence of a suggestion from which the words of those who lead speak for those whom they lead
FULL_TIME = 0.9  # FTE from which a position's annual pay is compared; part-time pay is not scaled up


@dataclass(frozen=True)
class Staff:
    """Positions, the vacant ones of them, and the full-time ones with known pay with the sum of it (US dollars)."""

    people: int = 0
    vacancies: int = 0
    paid: int = 0
    payroll: float = 0.0

    @property
    def mean(self) -> float | None:
        """Mean full-time pay; None where none is known."""
        return self.payroll / self.paid if self.paid else None

    def __add__(self, other: Staff) -> Staff:
        return Staff(
            self.people + other.people,
            self.vacancies + other.vacancies,
            self.paid + other.paid,
            self.payroll + other.payroll,
        )


class Staffing:
    """The roster's staff, by title id and by O*NET-SOC code, without vacant posts that are not to be filled; a title counts for the occupation of most of its work."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self.by_title: dict[int, Staff] = {}
        self._departments: defaultdict[int, dict[str, int]] = defaultdict(dict)
        for r in project.rows(
            "SELECT title_id, department, count(*) AS people, sum(status = 'vacant') AS vacancies,"
            " sum(annual_salary > 0 AND coalesce(fte, 1) >= :full) AS paid,"
            " sum(CASE WHEN annual_salary > 0 AND coalesce(fte, 1) >= :full THEN annual_salary END) AS payroll"
            " FROM position WHERE title_id IS NOT NULL AND NOT held GROUP BY title_id, department",
            {"full": FULL_TIME},
        ):
            staff = Staff(r["people"], r["vacancies"], r["paid"] or 0, r["payroll"] or 0.0)
            title_id = r["title_id"]
            self.by_title[title_id] = self.by_title[title_id] + staff if title_id in self.by_title else staff
            if r["department"]:
                self._departments[title_id][r["department"]] = r["people"]
        self.by_code: dict[str, Staff] = {}
        self._titles_of: defaultdict[str, list[int]] = defaultdict(list)
        for r in project.rows("SELECT title_id, code FROM mapping WHERE share > 0.5 AND code <> ''"):
            if r["title_id"] in self.by_title:
                self.by_code[r["code"]] = self.by_code.get(r["code"], Staff()) + self.by_title[r["title_id"]]
                self._titles_of[r["code"]].append(r["title_id"])
        self._departments_of: dict[str, Counter[str]] = {}  # of an occupation, once they are asked for
        self._means: dict[str, list[tuple[int, int, float | None]]] = {}  # title, people, mean pay
        self._groups: dict[str, dict[int, set[str]]] = {}

    def of(self, code: str) -> Staff:
        """The staff of an occupation; none where the roster has none."""
        return self.by_code.get(code, Staff())

    def together(self, title_id: int, code: str) -> float:
        """How far a title and an occupation are in the same departments: 1 when they are spread over them alike, 0 when
        they have none in common or the roster has none."""
        if code not in self._departments_of:
            every = Counter[str]()
            for other in self._titles_of[code]:
                every.update(self._departments[other])
            self._departments_of[code] = every
        here, there = self._departments[title_id], self._departments_of[code]
        people, others = sum(here.values()), there.total()
        return sum(min(n / people, there[d] / others) for d, n in here.items()) if people and others else 0.0

    def positions_within(self, title_id: int, code: str, ratios: tuple[float, float], led: str = "") -> float:
        """Positions in an occupation's titles whose mean pay over a title's is between two ratios, or not known,
        those outside its departments as a quarter; of
        those who lead a SOC broad occupation (`led`), those in its departments alone whose titles speak for it."""
        here = self.by_title.get(title_id, Staff()).mean
        home = self._departments[title_id].keys()
        if code not in self._means:
            titles = [(i, self.by_title[i]) for i in self._titles_of[code]]
            self._means[code] = [(i, staff.people, staff.mean) for i, staff in titles]
        if led and code not in self._groups:
            self._groups[code] = self._speak_for(self._titles_of[code])
        found = 0.0
        for other, people, there in self._means[code]:
            near = not (here and there) or ratios[0] <= there / here <= ratios[1]
            at_home = not home or not home.isdisjoint(self._departments[other])
            if led and near:
                near = at_home and (led in self._groups[code].get(other, ()) or other not in self._groups[code])
            found += people * near * (1.0 if at_home else ELSEWHERE)
        return found

    def _speak_for(self, titles: list[int]) -> dict[int, set[str]]:
        """The SOC broad occupations that the words of titles speak for; titles without suggestions are absent."""
        groups: dict[int, set[str]] = {}
        for r in self._project.rows(
            "SELECT title_id, substr(code, 1, :broad) AS led FROM candidate WHERE confidence >= :least"
            " AND title_id IN (SELECT value FROM json_each(:titles))",
            {"broad": BROAD, "least": LEADS, "titles": json.dumps(titles)},
        ):
            groups.setdefault(r["title_id"], set()).add(r["led"])
        return groups
