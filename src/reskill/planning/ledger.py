"""Charging a plan's cost lines to funds, by what each fund may bear and has, to the cent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, Decimal

from reskill.planning.costs import Line
from reskill.planning.fiscal import Quarter
from reskill.planning.fund_kinds import PAYROLL
from reskill.planning.payers import Payers, Terms

STEP = Decimal("0.000001")  # of a quantity that is shared between funds
LAST_RESORT = 1e6  # the price of a cent that no fund has: the checks tell it
Demand = tuple[int, frozenset[int]]
"""A fiscal year, and funds that may bear a cost in it."""


@dataclass(frozen=True)
class Charge:
    """A cost line charged to a fund in a quarter; paid time is no cash."""

    quarter: Quarter
    line: Line
    fund_id: int
    in_kind: bool


@dataclass(frozen=True)
class Bill:
    """The lines of a cohort that starts in a quarter, and who may pay them."""

    start: Quarter
    terms: Terms
    lines: list[Line]


def charge(payers: Payers, bills: Sequence[Bill]) -> list[list[Charge]]:
    """The charges of every bill, in its order.

    What each kind of demand takes from each fund is worked out first, over the whole year, so that no fund is used up
    by costs that others could bear; money with strings attached goes first, then paid time, then the city's own cash.
    """
    cut = [[_parts(payers, bill, line) for line in bill.lines] for bill in bills]
    demands: defaultdict[Demand, int] = defaultdict(int)
    for parts in (p for lines in cut for p in lines):
        for demand, cents in parts:
            demands[demand] += cents
    quotas: dict[Demand, dict[int, int]] = {}
    for year in sorted({year for year, _ in demands}):
        quotas |= _quotas(payers, year, {d: cents for d, cents in demands.items() if d[0] == year})
    paid_time = {f.id for f in payers.funds if f.kind == PAYROLL}
    out = []
    for bill, lines in zip(bills, cut, strict=True):
        charges: list[Charge] = []
        for line, parts in zip(bill.lines, lines, strict=True):
            shares = _take(quotas, parts) or {_any_of(payers, bill, line): 0}
            charges += [
                Charge(bill.start.plus(line.after), part, fund, fund in paid_time)
                for fund, part in _split(line, shares)
            ]
        out.append(charges)
    return out


def _parts(payers: Payers, bill: Bill, line: Line) -> list[tuple[Demand, int]]:
    """The cents of a line by who may bear them; the last part, which has the most payers, has the odd cents."""
    if not line.cents:
        return []
    quarter = bill.start.plus(line.after)
    parts = payers.parts(bill.terms[line.category], bill.start, quarter)
    cents = [int(line.cents * part.share) for part in parts[:-1]]
    cents.append(line.cents - sum(cents))
    return [((quarter.fiscal_year, p.funds), c) for p, c in zip(parts, cents, strict=True)]


def _quotas(payers: Payers, year: int, demands: dict[Demand, int]) -> dict[Demand, dict[int, int]]:
    """What each demand takes from each fund in a year, in cents: a transport problem, whose corners are whole."""
    ways = [
        (d, i) for d in sorted(demands, key=lambda d: sorted(d[1])) for i, f in enumerate(payers.funds) if f.id in d[1]
    ]
    if all(len(some) == 1 for _, some in demands):
        return {d: {next(iter(d[1])): cents} for d, cents in demands.items()}
    import numpy as np
    from scipy.optimize import linprog

    order = list(demands)
    limits = {i: payers.limit(frozenset([f.id]), year) for i, f in enumerate(payers.funds)}
    limited = [i for i, limit in limits.items() if limit is not None]
    needs = np.zeros((len(order), len(ways) + len(order)))
    caps = np.zeros((len(limited), len(ways) + len(order)))
    for column, (demand, fund) in enumerate(ways):
        needs[order.index(demand), column] = 1
        if fund in limited:
            caps[limited.index(fund), column] = 1
    needs[:, len(ways) :] = np.eye(len(order))  # what no fund has
    price = [float(i) for _, i in ways] + [LAST_RESORT] * len(order)
    found = linprog(
        price,
        caps if limited else None,
        [round(100 * (limits[i] or 0)) for i in limited] if limited else None,
        needs,
        [demands[d] for d in order],
        method="highs-ds",
    )
    out: dict[Demand, dict[int, int]] = {d: {} for d in order}
    for (demand, fund), cents in zip(ways, found.x, strict=False):
        if round(cents):
            out[demand][payers.funds[fund].id] = round(cents)
    for demand, quota in out.items():
        last = max((i for d, i in ways if d == demand))
        short = demands[demand] - sum(quota.values())
        quota[payers.funds[last].id] = quota.get(payers.funds[last].id, 0) + short
    return out


def _take(quotas: dict[Demand, dict[int, int]], parts: Sequence[tuple[Demand, int]]) -> dict[int, int]:
    """The cents by fund of a line, taken from what is left of the quotas."""
    out: defaultdict[int, int] = defaultdict(int)
    for demand, cents in parts:
        quota = quotas[demand]
        for fund in list(quota):
            part = min(cents, quota[fund])
            if part:
                out[fund] += part
                quota[fund] -= part
                cents -= part
    return dict(out)


def _any_of(payers: Payers, bill: Bill, line: Line) -> int:
    """The fund that a line of nothing stands on: one that might bear it, else the city's own."""
    parts = payers.parts(bill.terms[line.category], bill.start, bill.start.plus(line.after))
    able = parts[0].funds or parts[-1].funds
    return next((f.id for f in payers.funds if f.id in able), payers.funds[-1].id)


def _split(line: Line, shares: dict[int, int]) -> list[tuple[int, Line]]:
    """A line as parts by fund, each a quantity x unit cost of its own; the last has what is left of the quantity."""
    if len(shares) == 1:
        return [(next(iter(shares)), line)]
    out, rest = [], line.quantity
    for fund, cents in list(shares.items())[:-1]:
        part = (line.quantity * cents / line.cents).quantize(STEP, ROUND_FLOOR)
        rest -= part
        out.append((fund, _part(line, part)))
    return [(f, p) for f, p in [*out, (list(shares)[-1], _part(line, rest))] if p.quantity]


def _part(line: Line, quantity: Decimal) -> Line:
    note = f"{line.note}; {quantity.normalize():f} of {line.quantity.normalize():f} on this fund"
    return replace(line, quantity=quantity, note=note)
