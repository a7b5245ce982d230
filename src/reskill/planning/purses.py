"""Purses: money that may be too little together, and what of each cost only they can bear.

By max-flow, min-cut, costs can be charged to funds, each up to its share of each cost, exactly when for every set of sources
the part of the costs that the other funds may not bear fits what the set has. So the terms of funds become one row of the
integer program for each such set, and charges need not be among its columns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import product

import numpy as np

from reskill.planning.choices import Floats
from reskill.planning.payers import Payers, Shares, Source

LEAST = 1e-9  # of a cost; less is nothing
MOST = 96  # purses with money of several years: each is a row of the plan with nearly everybody in it
Cost = tuple[int, Shares]
"""A fiscal year, and who may bear how much of a cost in it."""
Purse = frozenset[Source]


def can_be_borne(shares: Shares) -> bool:
    """Whether the funds may bear all of a cost."""
    return sum(share for _, share in shares) >= 1


def must_bear(payers: Payers, costs: Collection[Cost]) -> dict[Cost, dict[Purse, float]] | None:
    """By cost and purse, the share of the cost that the purse bears at least, since the other funds may not; of every set of
    sources that may be too little for these costs, and of no other. None where money is carried over between more purses
    than a plan can be asked of."""
    alike = [_Alike(payers, year, funds, of) for (year, funds), of in _by_funds(costs).items()]
    found = _unions({purse for some in alike for purse in some.needed()}, MOST if payers.carry else None)
    if found is None:
        return None
    out: dict[Cost, dict[Purse, float]] = {cost: {} for cost in costs}
    for purse in found:
        for some in alike:
            for cost, share in zip(some.costs, some.at_least(purse).tolist(), strict=True):
                if share > LEAST:
                    out[cost][purse] = share
    return out


class _Alike:
    """Costs of a year that the same funds may bear, each to shares of its own."""

    def __init__(self, payers: Payers, year: int, funds: tuple[int, ...], costs: list[Cost]) -> None:
        self.costs = costs
        self._sources = [payers.sources(fund, year) for fund in funds]
        self._shares = np.array([[float(share) for _, share in shares] for _, shares in costs], float)

    def at_least(self, purse: Purse) -> Floats:
        """The share of each cost that a purse must bear."""
        outside = np.array([of is None or not of <= purse for of in self._sources], bool)
        return np.asarray(np.maximum(0.0, 1 - self._shares @ outside), float)

    def needed(self) -> Iterable[Purse]:
        """Every set of the funds without which one of the costs cannot be borne."""
        for inside in product((False, True), repeat=len(self._sources)):
            if any(mine and of is None for mine, of in zip(inside, self._sources, strict=True)):
                continue
            purse: Purse = frozenset().union(
                *(of or () for mine, of in zip(inside, self._sources, strict=True) if mine)
            )
            if purse and np.any(self.at_least(purse) > LEAST):
                yield purse


def _by_funds(costs: Iterable[Cost]) -> Mapping[tuple[int, tuple[int, ...]], list[Cost]]:
    out: defaultdict[tuple[int, tuple[int, ...]], list[Cost]] = defaultdict(list)
    for year, shares in costs:
        out[year, tuple(fund for fund, _ in shares)].append((year, shares))
    return out


def _unions(needed: Collection[Purse], most: int | None) -> list[Purse] | None:
    """All unions of purses, of those that have a source in common with others that have, and so on; None where there are
    more than `most`."""
    groups: list[set[Purse]] = []
    for purse in sorted(needed, key=sorted):
        merged = {purse}
        for group in [group for group in groups if any(purse & other for other in group)]:
            merged |= group
            groups.remove(group)
        groups.append(merged)
    out: set[Purse] = set()
    for group in groups:
        unions: set[Purse] = set()
        for purse in group:
            unions |= {purse | other for other in unions} | {purse}
            if most is not None and len(out) + len(unions) > most:
                return None
        out |= unions
    return sorted(out, key=sorted)
