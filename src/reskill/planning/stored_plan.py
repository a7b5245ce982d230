"""A project's plan as the checks read it: lines, cohorts and funds, loaded once."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from reskill.planning.carried import with_carried
from reskill.planning.cost_kinds import kind_of
from reskill.planning.fiscal import Quarter
from reskill.planning.fund_kinds import employer_size
from reskill.planning.funds import Fund, available, funds, plan_years
from reskill.planning.money import exact
from reskill.planning.seats import PRACTISED
from reskill.project.file import Project


@dataclass(frozen=True)
class BudgetLine:
    """A budget line as it is stored."""

    id: int
    cohort_id: int | None
    fiscal_year: int
    quarter: int
    category: str
    fund_id: int
    quantity: Decimal
    unit: str
    unit_cost: Decimal
    cents: int
    in_kind: bool

    @property
    def kind(self) -> str:
        """The kind of cost that its category means."""
        return kind_of(self.category)


@dataclass(frozen=True)
class PlannedCohort:
    """A cohort as it is stored, with its title's filled positions and its program's facts."""

    id: int
    title_id: int
    title: str
    filled: int
    participants: int
    hours: Decimal
    start: dt.date
    program_id: int | None
    program: str
    program_kind: str
    program_hours: float | None
    program_weeks: float | None
    approved_until: str
    price: float | None
    program_words: str  # audience, note and cost text in lower case

    def __str__(self) -> str:
        return f"cohort {self.id} ({self.title})"


class Books:
    """Everything that the checks of a plan rest on."""

    def __init__(self, project: Project) -> None:
        self.years = plan_years(project)
        self.start_month = project.thresholds.fiscal_year_start
        self.funds: dict[int, Fund] = {f.id: f for f in funds(project)}
        self.staff = int(project.value("SELECT count(*) FROM position WHERE status = 'filled'"))
        self.lines = [
            BudgetLine(
                r["id"],
                r["cohort_id"],
                r["fiscal_year"],
                r["quarter"],
                r["category"],
                r["fund_id"],
                exact(r["quantity"]),
                r["unit"],
                exact(r["unit_cost"]),
                r["cents"],
                bool(r["in_kind"]),
            )
            for r in project.rows("SELECT * FROM budget_line ORDER BY id")
        ]
        spent: Counter[tuple[int, int]] = Counter()
        for line in self.lines:
            if not line.in_kind:
                spent[line.fund_id, line.fiscal_year] += line.cents
        self.available = with_carried([f.id for f in self.funds.values() if f.carries], available(project), spent)
        self.cohorts = [
            PlannedCohort(
                r["id"],
                r["title_id"],
                r["title"],
                r["filled"],
                r["participants"],
                exact(r["hours"]),
                dt.date.fromisoformat(r["start"]),
                r["program_id"],
                r["name"] or "",
                r["kind"] or "",
                r["program_hours"],
                r["program_weeks"],
                r["approved_until"] or "",
                0.0 if r["practised"] else r["cost"],
                " ".join(filter(None, (r["audience"], r["program_note"], r["cost_text"]))).lower(),
            )
            for r in project.rows(_COHORTS)
        ]
        self.hired = {
            r["title_id"]: [d for d in r["dates"].split(" ") if d]
            for r in project.rows(
                "SELECT title_id, group_concat(coalesce(hire_date, ''), ' ') AS dates FROM position"
                " WHERE status = 'filled' AND title_id IS NOT NULL GROUP BY title_id"
            )
        }

    @property
    def size(self) -> str:
        """The city's band of size as an employer."""
        return employer_size(self.staff)

    @property
    def first_day(self) -> dt.date:
        """The first day of the plan."""
        return Quarter(self.years.start, 1).start(self.start_month)

    @property
    def last_day(self) -> dt.date:
        """The last day of the plan."""
        return Quarter(self.years.stop, 1).start(self.start_month) - dt.timedelta(days=1)

    @cached_property
    def lines_of(self) -> dict[int, list[BudgetLine]]:
        """The lines by cohort."""
        out: dict[int, list[BudgetLine]] = {c.id: [] for c in self.cohorts}
        for line in self.lines:
            if line.cohort_id is not None:
                out[line.cohort_id].append(line)
        return out

    def funds_of(self, kinds: Iterable[str]) -> set[int]:
        """Ids of the funds of these kinds."""
        wanted = frozenset(kinds)
        return {f.id for f in self.funds.values() if f.kind in wanted}

    def day_of(self, line: BudgetLine) -> dt.date:
        """The first day of the quarter that a line lies in."""
        return Quarter(line.fiscal_year, line.quarter).start(self.start_month)

    def lines_on(self, fund_ids: set[int]) -> list[BudgetLine]:
        """The lines charged to these funds."""
        return [line for line in self.lines if line.fund_id in fund_ids]

    def money_of(self, fund_ids: set[int], year: int) -> int:
        """Cents that these funds have in a fiscal year."""
        return sum(cents for (fund, y), cents in self.available.items() if fund in fund_ids and y == year)


_COHORTS = f"""
SELECT c.*, t.title, p.name, p.kind, p.hours AS program_hours, p.weeks AS program_weeks, p.approved_until, p.cost, p.audience, p.note AS program_note, p.cost_text,
    {PRACTISED} AS practised,
    (SELECT count(*) FROM position x WHERE x.title_id = t.id AND x.status = 'filled') AS filled
FROM cohort c JOIN title t ON t.id = c.title_id LEFT JOIN program p ON p.id = c.program_id ORDER BY c.id
"""
