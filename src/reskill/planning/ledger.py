"""Charging a plan's cost lines to funds, by what each fund may bear and has, to the cent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, Decimal

from reskill.planning.costs import Line
from reskill.planning.fiscal import Quarter
from reskill.planning.fund_kinds import PAYROLL
from reskill.planning.payers import Payers, Shares, Terms
from reskill.planning.purses import Cost

STEP = Decimal("0.000001")  # of a quantity that is shared between funds
LAST_RESORT = 1e6  # the price of a cent that no fund has: the checks tell it


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

    What each kind of cost takes from each fund is worked out first, over the whole plan, so that no fund is used up by
    costs that others could bear; money with strings attached goes first, then paid time, then the city's own cash.
    """
    costs = [[_cost(payers, bill, line) for line in bill.lines] for bill in bills]
    every: defaultdict[Cost, list[int]] = defaultdict(list)
    for bill, of in zip(bills, costs, strict=True):
        for line, cost in zip(bill.lines, of, strict=True):
            every[cost].append(line.cents)
    quotas = _quotas(payers, every)
    parts = {
        cost: iter(_divided(quotas[cost], dict(cost[1]), cents, _free(payers, cost))) for cost, cents in every.items()
    }
    paid_time = {f.id for f in payers.funds if f.kind == PAYROLL}
    out = []
    for bill, of in zip(bills, costs, strict=True):
        charges: list[Charge] = []
        for line, cost in zip(bill.lines, of, strict=True):
            shares = next(parts[cost]) or {_any_of(payers, cost[1]): 0}
            charges += [
                Charge(bill.start.plus(line.after), part, fund, fund in paid_time)
                for fund, part in _split(line, shares)
            ]
        out.append(charges)
    return out


def _cost(payers: Payers, bill: Bill, line: Line) -> Cost:
    quarter = bill.start.plus(line.after)
    return quarter.fiscal_year, payers.shares(bill.terms[line.category], bill.start, quarter)


def _free(payers: Payers, cost: Cost) -> set[int]:
    """The funds of a cost that have money without limit."""
    year, shares = cost
    return {fund for fund, _ in shares if not payers.sources(fund, year)}


def _quotas(payers: Payers, lines: Mapping[Cost, Sequence[int]]) -> dict[Cost, dict[int, int]]:
    """What each kind of cost takes from each fund, in cents, given those of its lines: a transport problem, whose corners
    are whole. A share is one of each line, in whole cents."""
    costs = {cost: sum(cents) for cost, cents in lines.items()}
    if all(len(shares) == 1 for _, shares in costs):
        return {cost: {cost[1][0][0]: cents} for cost, cents in costs.items()}
    import numpy as np
    from scipy.optimize import linprog
    from scipy.sparse import lil_matrix

    order = list(costs)
    ranks = {f.id: rank for rank, f in enumerate(payers.funds)}
    ways = [
        (i, fund, source)
        for i, (year, shares) in enumerate(order)
        for fund, _ in shares
        for source in sorted(payers.sources(fund, year) or [None], key=str)
    ]
    limited = sorted({source for *_, source in ways if source is not None})
    capped = [(i, fund, share) for i, (_, shares) in enumerate(order) for fund, share in shares if share < 1]
    needs = lil_matrix((len(order), len(ways) + len(order)))
    caps = lil_matrix((len(limited) + len(capped), len(ways) + len(order)))
    rows = {(i, fund): len(limited) + row for row, (i, fund, _) in enumerate(capped)}
    for column, (i, fund, source) in enumerate(ways):
        needs[i, column] = 1
        if source is not None:
            caps[limited.index(source), column] = 1
        if (i, fund) in rows:
            caps[rows[i, fund], column] = 1
    for i in range(len(order)):
        needs[i, len(ways) + i] = 1  # what no fund has
    price = [float(ranks[fund]) for _, fund, _ in ways] + [LAST_RESORT] * len(order)
    there = [payers.has([source]) for source in limited] + [
        sum(int(cents * share) for cents in lines[order[i]]) for i, _, share in capped
    ]
    found = linprog(
        price,
        caps.tocsr() if there else None,
        there or None,
        needs.tocsr(),
        [costs[cost] for cost in order],
        method="highs-ds",
    )
    out: dict[Cost, dict[int, int]] = {cost: {} for cost in order}
    for (i, fund, _), cents in zip(ways, np.rint(found.x).astype(int).tolist(), strict=False):
        if cents:
            out[order[i]][fund] = out[order[i]].get(fund, 0) + cents
    for cost, quota in out.items():
        if cost[1] and (short := costs[cost] - sum(quota.values())):
            last = max((fund for fund, _ in cost[1]), key=ranks.__getitem__)
            quota[last] = quota.get(last, 0) + short
    return out


def _divided(
    quota: dict[int, int], shares: dict[int, Decimal], lines: Sequence[int], free: Collection[int]
) -> list[dict[int, int]]:
    """The cents by fund of each line: fund after fund, each up to its share of the line, or alike in all lines where that
    leaves a line without payers. `free` funds have money without limit."""
    left, out = dict(quota), []
    if not quota:
        return [{} for _ in lines]
    for cents in lines:
        part, most = dict.fromkeys(left, 0), _most(cents, shares)
        for fund in left:
            part[fund] = min(cents - sum(part.values()), left[fund], most[fund])
        if cents - sum(part.values()) > len(part):
            return _alike(quota, shares, lines, free)
        out.append(_settled(part, cents, most, left, free))
    return out


def _alike(
    quota: dict[int, int], shares: dict[int, Decimal], lines: Sequence[int], free: Collection[int]
) -> list[dict[int, int]]:
    """Lines divided by the funds in the same proportion, to the cent."""
    total, through = sum(lines), 0
    left, out = dict(quota), []
    for cents in lines:
        through += cents
        most = _most(cents, shares)
        due = {fund: of * through // total - (of - left[fund]) for fund, of in quota.items()}
        part = {fund: max(0, min(n, most[fund])) for fund, n in due.items()}
        out.append(_settled(part, cents, most, left, free))
    return out


def _most(cents: int, shares: dict[int, Decimal]) -> dict[int, int]:
    """What each fund may pay of a line, in whole cents."""
    return {fund: cents if share >= 1 else int(cents * share) for fund, share in shares.items()}


def _settled(
    part: dict[int, int], cents: int, most: dict[int, int], left: dict[int, int], free: Collection[int]
) -> dict[int, int]:
    """The parts of a line with its odd cents, which go to funds that may pay them: of what they have left, else without
    limit; only where none may, to the fund that has most left. What is paid is no longer left."""
    short = cents - sum(part.values())
    for fund in part:
        more = max(0, min(short, most[fund] - part[fund], left[fund] - part[fund]))
        part[fund] += more
        short -= more
    if short:
        able = (fund for fund in most if fund in free and most[fund] == cents)
        last = next(able, max(left, key=lambda fund: left[fund] - part[fund]))
        part[last] = part.get(last, 0) + short
    for fund in left:
        left[fund] -= part[fund]
    return {fund: taken for fund, taken in part.items() if taken}


def _any_of(payers: Payers, shares: Shares) -> int:
    """The fund that a line of nothing stands on: the first that might bear it, else the city's own."""
    able = {fund for fund, _ in shares}
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
