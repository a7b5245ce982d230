"""The inputs of the workbook's live model: the rates that can be changed in it, by name, and what only a new plan
would change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reskill.export.xlsx.sheet import As, Cell, Formula, Given, Row, Sheet, formulas_of
from reskill.planning.cost_kinds import (
    ADMINISTRATION,
    BACKFILL,
    FRINGE,
    INDIRECT,
    PER_PERSON,
    RELEASE,
    REVIEW,
    STAFF,
    TUITION,
)
from reskill.planning.funds import plan_years
from reskill.planning.scenarios import scenario_in_force
from reskill.planning.set_costs import INFLATION, WAGE_GROWTH, set_costs
from reskill.project.file import Project, now
from reskill.reference.catalog import Catalog
from reskill.table import Column, Kind
from reskill.thresholds import BOUNDS

TITLE = "Inputs"
USED = "_used"  # ends the name of the number that formulas take for an input
FRINGE_RATE, BACKFILL_SHARE, REINVESTED, REVIEW_COST = "Fringe_rate", "Backfill_share", "Reinvested", "Review_cost"
BACKFILL_PAY, BACKFILL_FRINGE = "Backfill_pay", "Backfill_fringe"
WAGES_RISE, PRICES_RISE = "Wage_growth", "Inflation"
OVERHEAD_RATES = {STAFF: "Program_staff", ADMINISTRATION: "Administration", INDIRECT: "Indirect"}
FIRST_YEAR = "First_year"
WAGES_AS_PLANNED, PRICES_AS_PLANNED = "Wages_as_planned", "Prices_as_planned"
FRINGE_AS_PLANNED, BACKFILL_AS_PLANNED, AS_PLANNED = "Fringe_as_planned", "Backfill_as_planned", "As_planned"
BACKFILL_RATE = f"{BACKFILL_SHARE}{USED}*(1-{REINVESTED}{USED})"  # as the core has it
COVER_PAY = f"{BACKFILL_PAY}{USED}*(1+{BACKFILL_FRINGE}{USED})"
LIVE = "live"
UNCHANGED, CHANGED, NOT_USED = "as planned", "changed", "NOT USED: no number from least to most"
COLUMNS = (
    Column("Input", "name", width=24, tip="Name of the cell beside it."),
    Column("Value", "value", width=14, tip="Change it here: every amount, total and check follows."),
    Column("As planned", "planned", width=14, tip="The plan's own value."),
    Column(
        "Used", "used", width=14, tip="What formulas take: the value, or the plan's own where the value is no number."
    ),
    Column("Reading", "reading", width=42, tip="Whether the value is the plan's, is changed, or cannot be used."),
    Column("Least", "least", width=9, tip="The least that the value may be."),
    Column("Most", "most", width=9, tip="The most that the value may be."),
    Column("What it does", "meaning", "wrapped", 60, tip="Which amounts rest on it."),
    Column("Kind", "kind", "wrapped", 44, tip="live: change it in this workbook; static: the program must plan again."),
)
_SHARE = (0.0, 1.0)


@dataclass(frozen=True)
class _Rate:
    """An input: its name, value, least and most value, and what rests on it."""

    name: str
    value: float
    limits: tuple[float, float]
    meaning: str
    costs: tuple[str, ...]  # the kinds of cost that rest on it
    kind: Kind = "basis points"
    later: bool = False  # whether it counts from the plan's second year on


@dataclass(frozen=True)
class _Resting:
    """How many lines of the costs that rest on an input follow it, of how many; `years` is whether one is of several fiscal
    years together, so that a rise by the year cannot be told of it."""

    live: int
    lines: int
    years: bool

    def words(self, rate: _Rate) -> str:
        """What can be done with the input here."""
        if rate.later and self.years:
            return "static: lines that rest on it are told for several years together; only a new plan can follow it"
        if not self.live:
            return "static: no line of this plan rests on it; only a new plan can follow it"
        if self.live < self.lines:
            return f"live: {self.live:,} of {self.lines:,} lines rest on it; the others stay as they are"
        return f"live: {self.live:,} lines rest on it" if self.live > 1 else "live: 1 line rests on it"


def inputs(
    project: Project,
    catalog: Catalog,
    lines: Callable[[Project, Catalog], Sheet],
    funds: str = "Budget by fund and year",
    as_planned: bool = False,
) -> Sheet:
    """Rates as marked and named cells, then what is static; `lines` makes the sheet of costs that rests on them, `funds`
    is the sheet with the money. `as_planned` adds cells that are 1 while the rates of a kind of cost are the plan's, else 0."""
    rates, first = _rates(project), plan_years(project).start
    costs = lines(project, catalog)
    said = {r.name: _resting(r, costs, first).words(r) for r in rates}
    live = {name for name, words in said.items() if words.startswith(LIVE)}
    static = f"static: made by the program on {now()[:10]}"
    rows: list[Row] = [_row(r, said[r.name]) for r in rates]
    names = {r.name: ("value", n) for n, r in enumerate(rates) if r.name in live}
    names |= {f"{r.name}{USED}": ("used", n) for n, r in enumerate(rates)}
    if as_planned:
        for name, on in _kept_together(rates):
            names[name] = ("used", len(rows))
            off = ",".join(f"{{used^{len(rows) - n}}}={{planned^{len(rows) - n}}}" for n in on)
            rows.append(_plain(name, As(Formula(f"IF(AND({off}),1,0)", 1), "int"), _KEPT, "1 while they are, else 0"))
    names[FIRST_YEAR] = ("used", len(rows))
    rows += [
        _plain(FIRST_YEAR, As(first, "text"), "The plan's first fiscal year, from which prices and pay rise.", static),
        _plain("Money of the funds", None, f"The yellow cells of {funds}: what is left and checks follow.", LIVE),
        _plain(
            "People and places", None, "Who takes part, in which program and quarter: participation, for one.", static
        ),
        _plain(
            "Hours, pay and prices", None, "Paid hours and price of each program, mean hourly pay of each role.", static
        ),
    ]
    return Sheet(
        title=TITLE,
        note="What can be changed in this workbook, and what only a new plan changes. Totals and checks follow.",
        columns=COLUMNS,
        rows=rows,
        entry=("value",),
        on_paper=False,  # where nothing follows; the sheet Assumptions has the rates
        names=names,
        limits={r.name: r.limits for r in rates if r.name in live},
    )


_KEPT = "What single budget lines are rounded by counts while the inputs of its kind of cost are the plan's."


def reading() -> Formula:
    """Whether the inputs are the plan's, are changed, or cannot be used, in one cell."""
    unused, changed = (f'COUNTIF({{{TITLE}.reading}},"{word}")>0' for word in (NOT_USED, CHANGED))
    text = f'IF({unused},"{NOT_USED}, see {TITLE}",IF({changed},"{CHANGED}","{UNCHANGED}"))'
    return Formula(text, UNCHANGED)


def _rates(project: Project) -> list[_Rate]:
    limits, scenario, costs = project.thresholds, scenario_in_force(project), set_costs(project)
    backfill = (
        (BACKFILL_SHARE, limits.backfill_share, "Share of release hours that somebody is paid to cover."),
        (REINVESTED, scenario.reinvested, "Share of the time freed that returns to staff: lowers backfill."),
        (BACKFILL_PAY, limits.backfill_pay, "Pay of those who stand in, in pay of those away; overtime is 1.5."),
        (BACKFILL_FRINGE, limits.backfill_fringe, "Fringe on the pay of those who stand in."),
    )
    review = "Review and oversight over a cohort's other costs of a quarter."
    found = [_Rate(FRINGE_RATE, limits.fringe_rate, BOUNDS["fringe_rate"], "Fringe over release wages.", (FRINGE,))]
    for name, value, meaning in backfill:
        kind: Kind = "number" if name == BACKFILL_PAY else "basis points"
        found.append(_Rate(name, value, BOUNDS.get(name.lower(), _SHARE), meaning, (BACKFILL,), kind))
    found.append(_Rate(REVIEW_COST, scenario.review_cost, _SHARE, review, (REVIEW,)))
    for overhead, name in OVERHEAD_RATES.items():
        if cost := costs.get(overhead):
            meaning = f"{overhead.capitalize()} over the cash it rests on."
            found.append(_Rate(name, float(cost.rate), _SHARE, meaning, (overhead,)))
    for rise, name, what, on in (
        (WAGE_GROWTH, WAGES_RISE, "Pay", (RELEASE,)),
        (INFLATION, PRICES_RISE, "Prices", (TUITION, *PER_PERSON)),
    ):
        rate = float(costs[rise].rate) if rise in costs else 0.0
        meaning = f"{what}: by how much a year, from the second year on."
        found.append(_Rate(name, rate, (0.0, 0.25), meaning, on, later=True))
    return found


def _row(rate: _Rate, said: str) -> Row:
    def shown(value: float | Formula) -> Cell:
        return As(value, rate.kind)

    least, most = rate.limits
    if not said.startswith(LIVE):
        return (rate.name, Given(), shown(rate.value), shown(rate.value), None, None, None, rate.meaning, said)
    fits = "IF(ISNUMBER({value}),IF(AND({value}>={least},{value}<={most}),{value},{planned}),{planned})"
    read = f'IF({{used}}<>{{planned}},"{CHANGED}",IF({{value}}={{planned}},"{UNCHANGED}","{NOT_USED}"))'
    return (
        rate.name,
        shown(rate.value),
        shown(rate.value),
        shown(Formula(fits, rate.value)),
        Formula(read, UNCHANGED),
        shown(least),
        shown(most),
        rate.meaning,
        said,
    )


def _plain(name: str, used: Cell, meaning: str, kind: str) -> Row:
    return (name, Given(), None, used, None, None, None, meaning, kind)


def _kept_together(rates: list[_Rate]) -> Iterator[tuple[str, list[int]]]:
    """The cells that say whether inputs are as planned, with the places of the inputs that each is about."""
    place = {r.name: n for n, r in enumerate(rates)}
    backfill = (BACKFILL_SHARE, REINVESTED, BACKFILL_PAY, BACKFILL_FRINGE)
    yield WAGES_AS_PLANNED, [place[WAGES_RISE]]
    yield PRICES_AS_PLANNED, [place[PRICES_RISE]]
    yield FRINGE_AS_PLANNED, [place[name] for name in (FRINGE_RATE, WAGES_RISE)]
    yield BACKFILL_AS_PLANNED, [place[name] for name in (*backfill, WAGES_RISE)]
    yield AS_PLANNED, list(range(len(rates)))


def _resting(rate: _Rate, lines: Sheet, first: int) -> _Resting:
    year = next(n for n, c in enumerate(lines.columns) if c.title == "Fiscal year")
    category = lines.position("category")
    rows = [row for row in lines.rows if row[category] in rate.costs]
    if rate.later:
        rows = [row for row in rows if str(row[year]).removeprefix("FY") != str(first)]
    live = sum(any(f"{rate.name}{USED}" in text for text in formulas_of(row)) for row in rows)
    return _Resting(live, len(rows), any(" to " in str(row[year]) for row in rows))
