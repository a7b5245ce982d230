"""Purses: money that may be too little together, and what of each cost only they can bear.

By max-flow, min-cut, costs can be charged to funds, each up to its share of each cost, exactly when for every set of sources
the part of the costs that the other funds may not bear fits what the set has. So the terms of funds become one row of the
integer program for each such set, and charges need not be among its columns.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import combinations

from reskill.planning.payers import Payers, Shares, Source

Cost = tuple[int, Shares]
"""A fiscal year, and who may bear how much of a cost in it."""
Purse = frozenset[Source]


def can_be_borne(shares: Shares) -> bool:
    """Whether the funds may bear all of a cost."""
    return sum(share for _, share in shares) >= 1


def purses(payers: Payers, costs: Iterable[Cost]) -> list[Purse]:
    """The sets of sources that may be too little for these costs; none of the others can be."""
    groups: list[set[Purse]] = []
    needed = {purse for cost in costs for purse in _needed(payers, cost)}
    for purse in sorted(needed, key=sorted):
        touching = [group for group in groups if any(purse & other for other in group)]
        merged = {purse}
        for group in touching:
            merged |= group
            groups.remove(group)
        groups.append(merged)
    return sorted((purse for group in groups for purse in _unions(group)), key=sorted)


def must_bear(payers: Payers, purse: Purse, cost: Cost) -> Decimal:
    """The share of a cost that a purse bears at least, since the other funds may not."""
    year, shares = cost
    others = (share for fund, share in shares if (of := payers.sources(fund, year)) is None or not of <= purse)
    return max(Decimal(0), 1 - sum(others, Decimal(0)))


def _needed(payers: Payers, cost: Cost) -> Iterable[Purse]:
    """Every set of funds without which a cost cannot be borne."""
    year, shares = cost
    limited = {fund: of for fund, _ in shares if (of := payers.sources(fund, year)) is not None}
    for count in range(1, len(limited) + 1):
        for some in combinations(limited.values(), count):
            purse = frozenset().union(*some)
            if must_bear(payers, purse, cost):
                yield purse


def _unions(group: set[Purse]) -> set[Purse]:
    out: set[Purse] = set()
    for purse in group:
        out |= {purse | other for other in out} | {purse}
    return out
