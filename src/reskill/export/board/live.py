"""Which of the board's lines follow the sheet Inputs: fringe, backfill and review, by the lines that they rest on.

A line is live where those lines stand for the same cohorts and quarters. What the plan rounded line by line stands in
a column of its own and counts while the inputs are the plan's, so that amounts are the plan's to the cent then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reskill.export.hr.inputs import AS_PLANNED, BACKFILL_FRINGE, BACKFILL_PAY, BACKFILL_RATE, FRINGE_RATE, REVIEW_COST
from reskill.export.xlsx.sheet import Cell, Formula
from reskill.planning.cost_kinds import BACKFILL, FRINGE, RELEASE, REVIEW
from reskill.planning.costs import Rates

_COVER_PAY = f"{BACKFILL_PAY}*(1+{BACKFILL_FRINGE})"
_MOST = 0.002  # of an amount that rounding line by line makes; a larger rest has another reason


@dataclass(frozen=True)
class Summed:
    """One line of the board's sheet: `parts` are the cohorts with their quarters, empty for costs of the whole plan;
    `quantity` is None where it is withheld."""

    category: str
    paid: str
    quantity: float | None
    cents: int
    parts: frozenset[tuple[int, int, int]]


def live_lines(lines: Sequence[Summed], rates: Rates) -> dict[int, dict[str, Cell]]:
    """The live cells of each line that has them, by its place."""
    made = {n: _live(n, line, lines, rates) for n, line in enumerate(lines) if line.parts}
    return {n: cells for n, cells in made.items() if cells}


def _live(n: int, line: Summed, lines: Sequence[Summed], rates: Rates) -> dict[str, Cell]:
    """The cells of a line that rests on others; none where they are not of the same cohorts and quarters."""
    beside = [(n - k, other) for k, other in enumerate(lines) if other.parts and k != n]
    wages = [(up, o) for up, o in beside if o.category == RELEASE and o.parts == line.parts]
    if line.category == FRINGE and len(wages) == 1:
        ((up, paid),) = wages
        return _product(line, f"{{amount^{up}}}", paid.cents / 100, FRINGE_RATE, float(rates.fringe))
    if line.category == BACKFILL and len(wages) == 1:
        ((up, paid),) = wages
        if line.quantity is None or not paid.quantity:
            share = f"{{amount^{up}}}*{BACKFILL_RATE}*{_COVER_PAY}"
            return _with_rest(line, share, paid.cents / 100 * float(rates.backfill * rates.cover_pay))
        hours = round(paid.quantity * float(rates.backfill), 2)
        pay = paid.cents / 100 / paid.quantity * float(rates.cover_pay)
        return _product(line, f"ROUND({{quantity^{up}}}*{BACKFILL_RATE},2)", hours, f"{{rate^{up}}}*{_COVER_PAY}", pay)
    costs = [(up, o) for up, o in beside if o.category != REVIEW]
    if line.category == REVIEW and costs and all(o.parts <= line.parts or not o.parts & line.parts for _, o in costs):
        inside = [(up, o) for up, o in costs if o.parts <= line.parts]
        base = "+".join(f"{{amount^{up}}}" for up, _ in inside)
        worth = sum(o.cents for _, o in inside) / 100
        return _product(line, f"ROUND({base},2)", worth, REVIEW_COST, float(rates.review))
    return {}


def _product(line: Summed, quantity: str, worth: float, rate: str, value: float) -> dict[str, Cell]:
    rest = _with_rest(line, "{quantity}*{rate}", worth * value)
    return {"quantity": Formula(quantity, worth), "rate": Formula(rate, value), **rest} if rest else {}


def _with_rest(line: Summed, formula: str, worth: float) -> dict[str, Cell]:
    """The amount by a formula that is `worth` something now, and what rounding leaves; none where that is too much."""
    amount = line.cents / 100
    rest = round(amount - round(worth, 2), 2)
    if abs(rest) > max(_MOST * amount, 0.01):
        return {}
    return {"rounding": rest, "amount": Formula(f"ROUND({formula},2)+{{rounding}}*{AS_PLANNED}", amount)}
