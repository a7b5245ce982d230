"""Positions, vacancies and full-time pay by title and by occupation, from one reading of the roster."""

from __future__ import annotations

from dataclasses import dataclass

from reskill.project.file import Project

FULL_TIME = 0.9  # FTE from which a position's annual pay is compared; part-time pay is not scaled up


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
        rows = project.rows(
            "SELECT title_id, count(*) AS people, sum(status = 'vacant') AS vacancies,"
            " sum(annual_salary > 0 AND coalesce(fte, 1) >= :full) AS paid,"
            " sum(CASE WHEN annual_salary > 0 AND coalesce(fte, 1) >= :full THEN annual_salary END) AS payroll"
            " FROM position WHERE title_id IS NOT NULL AND NOT held GROUP BY title_id",
            {"full": FULL_TIME},
        )
        self.by_title = {
            r["title_id"]: Staff(r["people"], r["vacancies"], r["paid"] or 0, r["payroll"] or 0.0) for r in rows
        }
        self.by_code: dict[str, Staff] = {}
        for r in project.rows("SELECT title_id, code FROM mapping WHERE share > 0.5 AND code <> ''"):
            if r["title_id"] in self.by_title:
                self.by_code[r["code"]] = self.by_code.get(r["code"], Staff()) + self.by_title[r["title_id"]]

    def of(self, code: str) -> Staff:
        """The staff of an occupation; none where the roster has none."""
        return self.by_code.get(code, Staff())
