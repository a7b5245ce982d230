"""Positions, vacancies, full-time pay and departments by title and by occupation, from one reading of the roster."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from reskill.project.file import Project

BROAD = len("43-601")  # of a code, the SOC broad occupation
LEADS = 0.003  # confidence of a suggestion from which the words of those who lead speak for those whom they lead
FULL_TIME = 0.9  # FTE from which a position's annual pay is compared as it is
LEAST_TIME = 0.1  # FTE from which part-time pay is scaled up to full-time hours
_MOSTLY = 0.5  # share of positions with an FTE from which one without is of unknown hours, and not full-time


def full_time_unless_said(project: Project) -> bool:
    """Whether positions without an FTE count as full-time: where the roster has none, or for few positions."""
    known = project.value("SELECT avg(fte IS NOT NULL) FROM position")
    return (known or 0.0) < _MOSTLY


@dataclass(frozen=True)
class Staff:
    """Positions, the vacant ones of them, and the full-time ones with known pay with the sum of it (US dollars)."""

    people: int = 0
    vacancies: int = 0
    paid: int = 0
    payroll: float = 0.0

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
        self.by_title: dict[int, Staff] = {}
        self._departments: defaultdict[int, dict[str, int]] = defaultdict(dict)
        for r in project.rows(
            "SELECT title_id, department, count(*) AS people, sum(status = 'vacant') AS vacancies,"
            " sum(annual_salary > 0 AND coalesce(fte, :unknown) >= :full) AS paid,"
            " sum(CASE WHEN annual_salary > 0 AND coalesce(fte, :unknown) >= :full THEN annual_salary END) AS payroll"
            " FROM position WHERE title_id IS NOT NULL AND NOT held GROUP BY title_id, department",
            {"full": FULL_TIME, "unknown": float(full_time_unless_said(project))},
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
