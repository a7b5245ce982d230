"""How far apart the board edition tells its costs, so that nobody's pay falls out of them.

Whoever knows hours, prices and rates has the pay of a class from a cost that rests on it alone, or nearly; from several
costs together; and from what has changed since an earlier edition. Where any of this is so, beside all that went out
before, costs that rest on pay are told as one: periods of a year first, then all funds, then years. Where even the whole
plan's tell somebody's pay, the city must say that the board may have them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from reskill.export.board.dominance import tells_pay
from reskill.export.board.periods import OF_PAY, Period, as_one, by_quarter
from reskill.export.board.told_starts import Quarter
from reskill.project.file import Project, Row
from reskill.project.published import keep_paid, paid_told
from reskill.project.unchanged import while_unchanged

TOGETHER = "Several funds together"
STAFF_TIME = "Costs of staff time (release wages, fringe, backfill, review, and overhead on them)"
WHY = "told further apart, they would give away what few people earn. The personnel office answers an auditor who asks for more."
FEW_PAID = "few-paid"  # the name by which a person lets the board have costs that tell pay
WARNING = (
    "Costs in this edition, or what has changed since the last one, rest so nearly on the pay of few people that whoever"
    " knows their hours can tell it. It is for the board's own use, not to be passed on."
)
_REASON = (
    "even the staff time of the whole plan, or what has changed of it since an earlier edition, rests so nearly on the pay"
    " of few people that whoever knows their hours can tell it."
)
REFUSED = f"The board edition is not written: {_REASON}"
QUESTION = f"The board edition would tell somebody's pay: {_REASON} May the board have it, to keep to itself? The cover then says so."
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


@dataclass(frozen=True)
class ToldCosts:
    """Where each cost is told; `open` is whether nobody's pay falls out of them so."""

    periods: Mapping[Quarter, Period]
    staff: Mapping[Quarter, Period]  # of costs that rest on pay
    payers: Mapping[int, str]  # of those, by whether they are in kind, where funds are told as one
    open: bool = True

    def place(self, fund: str, quarter: Quarter, category: str, in_kind: int) -> tuple[str, Period]:
        """The fund and the period as which a cost is told."""
        if category not in OF_PAY:
            return fund, self.periods[quarter]
        return self.payers.get(in_kind, fund), self.staff[quarter]

    @property
    def joined(self) -> bool:
        """Whether costs that rest on pay are told coarser than others."""
        return bool(self.payers) or self.staff != self.periods

    @property
    def words(self) -> str:
        """What is told as one and why, to follow a sheet's note; empty where nothing is."""
        if not self.joined:
            return ""
        names = list(dict.fromkeys(p.name for p in self.staff.values()))
        how = "of all funds together, by" if TOGETHER in self.payers.values() else "by"
        return f" {STAFF_TIME} are told {how} {', '.join(names)}: {WHY}"


@while_unchanged  # each sheet asks
def told_costs(project: Project) -> ToldCosts:
    """Where the costs are told now: as far apart as leaves everybody's pay open."""
    costs = project.rows(_COSTS.format(_marks()), OF_PAY)
    known = _Known.of(project, {(r["title"], r["department"]) for r in costs})
    periods = by_quarter(project)
    ordered = list(dict.fromkeys(periods.values()))
    payers: dict[int, list[str]] = defaultdict(list)
    for r in project.rows(_PAYERS.format(_marks()), OF_PAY):
        payers[r["in_kind"]].append(r["name"])
    as_one_payer = {in_kind: names[0] if len(names) == 1 else TOGETHER for in_kind, names in payers.items()}
    every = list(range(1, len(ordered)))  # the places at which periods are told apart from those before
    years = [n for n in every if ordered[n].year != ordered[n - 1].year]

    def at(cuts: Collection[int], named: Mapping[int, str]) -> ToldCosts:
        return ToldCosts(periods, _joined(ordered, cuts), named)

    def is_open(told: ToldCosts) -> bool:
        return known.leave_open([*_cells(costs, told).values()])

    finest = at(every, {})
    if is_open(finest):
        return finest
    for named, kept in (({}, years), (as_one_payer, years), (as_one_payer, [])):
        told, cuts = at(kept, named), set(kept)
        if is_open(told):
            for cut in [*years, *every]:
                finer = at(cuts | {cut}, named)
                if cut not in cuts and is_open(finer):
                    told, cuts = finer, cuts | {cut}
            return told
    return replace(told, open=False)


def keep_told_costs(project: Project) -> None:
    """Keep on whose pay the costs that are told rest, for the editions to come."""
    keep_paid(project, _cells(project.rows(_COSTS.format(_marks()), OF_PAY), told_costs(project)).items())


def _joined(ordered: Sequence[Period], cuts: Collection[int]) -> dict[Quarter, Period]:
    """The period of each quarter, those between two cuts as one."""
    groups: list[list[Period]] = []
    for n, period in enumerate(ordered):
        if not groups or n in cuts:
            groups.append([])
        groups[-1].append(period)
    return {q: one for one in map(as_one, groups) for q in one.quarters}


def _cells(costs: Sequence[Row], told: ToldCosts) -> dict[Cell, Counter[Class]]:
    """Each cost that rests on pay as it is told, with the cents of every class in it."""
    made: dict[Cell, Counter[Class]] = defaultdict(Counter)
    for r in costs:
        fund, period = told.place(r["fund"], (r["fiscal_year"], r["quarter"]), r["category"], r["in_kind"])
        made[fund, period.name, r["category"], r["in_kind"]][r["title"], r["department"]] += r["cents"]
    return made


@dataclass(frozen=True)
class _Known:
    """What earlier editions told of pay, and the classes of so few people that theirs must stay open."""

    earlier: Sequence[Mapping[Class, int]]
    few: frozenset[Class]

    @classmethod
    def of(cls, project: Project, classes: Collection[Class]) -> _Known:
        """That of a project in whose costs these classes are."""
        earlier = paid_told(project)
        rows = project.rows(
            "SELECT title, department FROM title WHERE positions >= ?", (project.thresholds.small_cell,)
        )
        many = {(r["title"], r["department"]) for r in rows}
        return cls(earlier, frozenset({*classes, *(of for cost in earlier for of in cost)} - many))

    def leave_open(self, costs: Sequence[Mapping[Class, int]]) -> bool:
        """Whether nobody's pay falls out of costs, by themselves or beside those of earlier editions."""
        if any(tells_pay(cost, self.few) for cost in costs):
            return False
        from reskill.export.board.pay_told import told_together  # numpy is slow to load

        return not told_together([*costs, *self.earlier], self.few)


def _marks() -> str:
    return ",".join("?" * len(OF_PAY))
