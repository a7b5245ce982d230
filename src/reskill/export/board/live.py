"""Which of the board's lines follow the sheet Inputs, by the lines that they rest on.

A line is live where those lines stand for the same cohorts and quarters. What the plan rounded line by line stands in
a column of its own and counts while the inputs of the line are the plan's, so that amounts are the plan's to the cent
then; under other inputs a line is the sum of its cohorts' costs, rounded once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reskill.export.hr.inputs import (
    AS_PLANNED,
    BACKFILL_AS_PLANNED,
    BACKFILL_RATE,
    COVER_PAY,
    FIRST_YEAR,
    FRINGE_AS_PLANNED,
    PRICES_AS_PLANNED,
    USED,
    WAGES_AS_PLANNED,
)
from reskill.export.live import RISES, in_base, share_rates
from reskill.export.xlsx.sheet import Cell, Formula
from reskill.planning.cost_kinds import BACKFILL, FRINGE, RELEASE
from reskill.planning.costs import Rates
from reskill.planning.money import exact, operand, to_cents

_KEPT = dict.fromkeys(RISES, PRICES_AS_PLANNED) | {
    RELEASE: WAGES_AS_PLANNED,
    FRINGE: FRINGE_AS_PLANNED,
    BACKFILL: BACKFILL_AS_PLANNED,
}
_LATER = f"(VALUE(RIGHT({{year}},4))-{FIRST_YEAR})"
_ODD_CENTS = 0.01  # by which rounding leaves each cost of a cohort and quarter off, at most


@dataclass(frozen=True)
class Summed:
    """One line of the board's sheet: `parts` are the cohorts with their quarters, empty for costs of the whole plan;
    `quantity` is None where it is withheld. `today` are US dollars in the plan's first fiscal year, None where they do not
    follow from its rises."""

    category: str
    quantity: float | None
    cents: int
    parts: frozenset[tuple[int, int, int]]
    worth: Decimal  # US dollars, before they are rounded line by line
    today: Decimal | None
    later: int  # fiscal years after the plan's first


def live_lines(lines: Sequence[Summed], rates: Rates) -> dict[int, dict[str, Cell]]:
    """The live cells of each line that has them, by its place."""
    made = {n: _live(n, line, lines, rates) for n, line in enumerate(lines) if line.parts}
    return {n: cells for n, cells in made.items() if cells}


def _live(n: int, line: Summed, lines: Sequence[Summed], rates: Rates) -> dict[str, Cell]:
    """The cells of a line that follows from inputs; none where those it rests on are not of the same cohorts and quarters."""
    if name := RISES.get(line.category):
        return _risen(line, f"(1+{name}{USED})^{_LATER}")
    beside = [(n - k, other) for k, other in enumerate(lines) if other.parts and k != n]
    if line.category == BACKFILL:
        wages = [(up, o) for up, o in beside if o.category == RELEASE and o.parts == line.parts]
        return _backfill(line, *wages[0], rates) if len(wages) == 1 else {}
    name, rate = share_rates(rates).get(line.category, ("", Decimal(0)))
    costs = [(up, o) for up, o in beside if in_base(line.category, o.category)]
    if not name or any(o.parts & line.parts and not o.parts <= line.parts for _, o in costs):
        return {}
    inside = [(up, o) for up, o in costs if o.parts <= line.parts]
    if not inside:
        return {}
    base = "+".join(f"{{amount^{up}}}" for up, _ in inside)
    worth = sum(o.cents for _, o in inside) / 100
    return _product(line, f"ROUND({base},2)" if len(inside) > 1 else base, worth, f"{name}{USED}", float(rate))


def _risen(line: Summed, rise: str) -> dict[str, Cell]:
    """A line whose unit costs more each year; a plain one in the plan's first year where its quantity is withheld."""
    if line.today is None:
        return {}
    if line.quantity:
        rest = _with_rest(line, "{quantity}*{rate}", float(line.worth))
        rate = Formula(f"{{today}}*{rise}", float(line.worth) / line.quantity)
        return {"today": float(line.today) / line.quantity, "rate": rate, **rest} if rest else {}
    rest = _with_rest(line, f"{{today}}*{rise}", float(line.worth)) if line.later else {}
    return {"today": float(line.today), **rest} if rest else {}


def _backfill(line: Summed, up: int, paid: Summed, rates: Rates) -> dict[str, Cell]:
    if line.quantity is None or not paid.quantity:
        share = f"{{amount^{up}}}*{BACKFILL_RATE}*{COVER_PAY}"
        return _with_rest(line, share, paid.cents / 100 * float(rates.backfill * rates.cover_pay))
    hours, pay = paid.quantity * float(rates.backfill), float(paid.worth) / paid.quantity * float(rates.cover_pay)
    return _product(line, f"{{quantity^{up}}}*{BACKFILL_RATE}", hours, f"{{rate^{up}}}*{COVER_PAY}", pay)


def _product(line: Summed, quantity: str, worth: float, rate: str, value: float) -> dict[str, Cell]:
    rest = _with_rest(line, "{quantity}*{rate}", worth * value)
    return {"quantity": Formula(quantity, worth), "rate": Formula(rate, value), **rest} if rest else {}


def _with_rest(line: Summed, formula: str, worth: float) -> dict[str, Cell]:
    """The amount by a formula that is `worth` something now, and what rounding leaves; none where that is too much."""
    amount = line.cents / 100
    rest = round(amount - to_cents(operand(exact(worth))) / 100, 2)  # halves go up, as in a spreadsheet
    if abs(rest) > _ODD_CENTS * len(line.parts) + 0.005:
        return {}
    kept = _KEPT.get(line.category, AS_PLANNED)
    return {"rounding": rest, "amount": Formula(f"ROUND({formula},2)+{{rounding}}*{kept}", amount)}
