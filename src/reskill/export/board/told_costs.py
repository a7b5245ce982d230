"""How far apart the board edition tells its costs, so that nobody's pay falls out of them.

Whoever knows hours, prices and rates has the pay of a class from a cost that rests on it alone, or nearly; from several
costs together; and from what has changed since an earlier edition. Costs are told at the finest of four levels at which
none of this is so beside all that went out before, and never finer than before. Where even the whole plan's costs tell
somebody's pay, the city must say that the board may have them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from reskill.export.board.dominance import tells_pay
from reskill.export.board.periods import OF_PAY, Period, by_quarter, by_year, whole_plan
from reskill.export.board.told_starts import Quarter
from reskill.project.file import Project
from reskill.project.published import keep_level, keep_paid, level_told, paid_told

TOGETHER = "Several funds together"
FEW_PAID = "few-paid"  # the name by which a person lets the board have costs that tell pay
WARNING = (
    "Costs in this edition, or what has changed since the last one, rest so nearly on the pay of few people that whoever"
    " knows their hours can tell it. It is for the board's own use, not to be passed on."
)
REFUSED = (
    "The board edition is not written: even the staff time of the whole plan, or what has changed of it since an earlier"
    " edition, rests so nearly on the pay of few people that whoever knows their hours can tell it."
)
REMEDY = (
    "Write it again when more people are in the plan or have changed places. If the board may know that pay and keeps it to"
    f" itself, say so: --accept {FEW_PAID}; the cover then tells the board."
)
Class = tuple[str, str]  # title and department
Cell = tuple[str, str, str, int]  # fund, period, category, in kind
_COSTS = """
SELECT f.name AS fund, b.fiscal_year, b.quarter, b.category, b.in_kind, t.title, t.department, sum(b.cents) AS cents
FROM budget_line b JOIN fund f ON f.id = b.fund_id JOIN cohort c ON c.id = b.cohort_id JOIN title t ON t.id = c.title_id
WHERE b.category IN ({}) GROUP BY 1, 2, 3, 4, 5, 6, 7
"""
_PAYERS = """
SELECT DISTINCT b.in_kind, f.name FROM budget_line b JOIN fund f ON f.id = b.fund_id
WHERE b.category IN ({}) ORDER BY f.id
"""


class Level(IntEnum):
    """What is told as one, each with what those before it have: a period's costs by fund; a fiscal year's; costs that rest on
    pay of all funds; of all years."""

    PERIODS = 0
    YEARS = 1
    FUNDS = 2
    PLAN = 3


@dataclass(frozen=True)
class ToldCosts:
    """Where each cost is told; `open` is whether nobody's pay falls out of them so."""

    level: Level
    periods: Mapping[Quarter, Period]
    whole: Period
    payers: Mapping[int, str]  # of costs that rest on pay, by whether they are in kind
    open: bool = True

    def place(self, fund: str, quarter: Quarter, category: str, in_kind: int) -> tuple[str, Period]:
        """The fund and the period as which a cost is told."""
        if self.level < Level.FUNDS or category not in OF_PAY:
            return fund, self.periods[quarter]
        return self.payers.get(in_kind, fund), self.whole if self.level == Level.PLAN else self.periods[quarter]


def told_costs(project: Project) -> ToldCosts:
    """Where the costs are told now: at the first level from the one told last at which nobody's pay falls out of them."""
    earlier = [dict(cost) for cost in paid_told(project)]
    told = [_at(project, level) for level in Level if level >= level_told(project)]
    for costs in told:
        if _open(project, [*_cells(project, costs).values()], earlier):
            return costs
    last = told[-1]
    return ToldCosts(last.level, last.periods, last.whole, last.payers, open=False)


def keep_told_costs(project: Project) -> None:
    """Keep how the costs are told, and on whose pay they rest, for the editions to come."""
    told = told_costs(project)
    keep_level(project, told.level)
    keep_paid(project, _cells(project, told).items())


def _at(project: Project, level: Level) -> ToldCosts:
    payers: dict[int, list[str]] = defaultdict(list)
    for r in project.rows(_PAYERS.format(_marks()), OF_PAY):
        payers[r["in_kind"]].append(r["name"])
    named = {in_kind: names[0] if len(names) == 1 else TOGETHER for in_kind, names in payers.items()}
    periods = by_quarter(project) if level == Level.PERIODS else by_year(project)
    return ToldCosts(level, periods, whole_plan(project), named)


def _cells(project: Project, told: ToldCosts) -> dict[Cell, Counter[Class]]:
    """Each cost that rests on pay as it is told, with the cents of every class in it."""
    made: dict[Cell, Counter[Class]] = defaultdict(Counter)
    for r in project.rows(_COSTS.format(_marks()), OF_PAY):
        fund, period = told.place(r["fund"], (r["fiscal_year"], r["quarter"]), r["category"], r["in_kind"])
        made[fund, period.name, r["category"], r["in_kind"]][r["title"], r["department"]] += r["cents"]
    return made


def _open(project: Project, now: list[Counter[Class]], earlier: list[dict[Class, int]]) -> bool:
    """Whether nobody's pay falls out of costs, by themselves or beside those of earlier editions."""
    least = project.thresholds.small_cell
    rows = project.rows("SELECT title, department FROM title WHERE positions >= ?", (least,))
    many = {(r["title"], r["department"]) for r in rows}
    few = {of for cost in [*now, *earlier] for of in cost} - many
    if any(tells_pay(cost, few) for cost in now):
        return False
    from reskill.export.board.pay_told import told_together  # numpy is slow to load

    return not told_together([*now, *earlier], few)


def _marks() -> str:
    return ",".join("?" * len(OF_PAY))
