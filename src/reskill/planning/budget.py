"""Sums of the plan for pages and workbooks, in integer cents so that every sum is exact."""

from __future__ import annotations

from dataclasses import dataclass

from reskill.planning.funds import available, funds
from reskill.project.file import Project


@dataclass(frozen=True)
class FundYear:
    """A fund in a fiscal year: cents there are, planned in cash, planned in kind, and left."""

    fund: str
    kind: str
    fiscal_year: int
    available: int
    planned: int
    in_kind: int

    @property
    def left(self) -> int:
        """Cents available and not planned; negative when the plan overspends."""
        return self.available - self.planned


@dataclass(frozen=True)
class RoleCost:
    """A role in the plan: people, cohorts, cents, and cents a person rounded down."""

    title_id: int
    title: str
    department: str
    band: str
    filled: int
    participants: int
    cohorts: int
    cents: int

    @property
    def cents_a_person(self) -> int:
        """What one participant costs on average."""
        return self.cents // self.participants if self.participants else 0


def by_fund_year(project: Project) -> list[FundYear]:
    """Every fund and fiscal year that has money or lines, in order."""
    there_is = available(project)
    planned, in_kind = (
        {
            (r["fund_id"], r["fiscal_year"]): int(r["cents"])
            for r in project.rows(
                "SELECT fund_id, fiscal_year, sum(cents) AS cents FROM budget_line WHERE in_kind = ?"
                " GROUP BY fund_id, fiscal_year",
                (flag,),
            )
        }
        for flag in (0, 1)
    )
    keys = there_is.keys() | planned.keys() | in_kind.keys()
    return [
        FundYear(f.name, f.kind, year, there_is.get(key, 0), planned.get(key, 0), in_kind.get(key, 0))
        for f in funds(project)
        for key in sorted(keys)
        for fund_id, year in [key]
        if fund_id == f.id
    ]


def by_category_year(project: Project) -> dict[str, dict[int, int]]:
    """Cents by cost category and fiscal year, the largest category first."""
    out: dict[str, dict[int, int]] = {}
    for r in project.rows(
        "SELECT category, fiscal_year, sum(cents) AS cents FROM budget_line b GROUP BY category, fiscal_year"
        " ORDER BY (SELECT sum(cents) FROM budget_line WHERE category = b.category) DESC, category, fiscal_year"
    ):
        out.setdefault(r["category"], {})[r["fiscal_year"]] = r["cents"]
    return out


def by_quarter(project: Project) -> dict[tuple[int, int], int]:
    """Cents by fiscal year and quarter (1-4), in order of time."""
    return {
        (r["fiscal_year"], r["quarter"]): r["cents"]
        for r in project.rows(
            "SELECT fiscal_year, quarter, sum(cents) AS cents FROM budget_line GROUP BY fiscal_year, quarter"
            " ORDER BY fiscal_year, quarter"
        )
    }


def by_role(project: Project) -> list[RoleCost]:
    """Every role that has a cohort, the most people first."""
    return [
        RoleCost(**r)
        for r in project.rows(
            "SELECT t.id AS title_id, t.title, t.department, coalesce(r.band, '') AS band,"
            " (SELECT count(*) FROM position p WHERE p.title_id = t.id AND p.status = 'filled') AS filled,"
            " sum(c.participants) AS participants, count(*) AS cohorts,"
            " sum((SELECT coalesce(sum(cents), 0) FROM budget_line b WHERE b.cohort_id = c.id)) AS cents"
            " FROM cohort c JOIN title t ON t.id = c.title_id LEFT JOIN role r ON r.title_id = t.id"
            " GROUP BY t.id ORDER BY participants DESC, t.title, t.id"
        )
    ]


def total(project: Project) -> int:
    """Cents of the whole plan, in kind included."""
    return int(project.value("SELECT coalesce(sum(cents), 0) FROM budget_line"))
