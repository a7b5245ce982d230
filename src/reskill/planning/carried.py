"""Money that a fund may keep for later years: what of it goes from one year to another under a plan."""

from __future__ import annotations

from collections.abc import Collection, Mapping


def carried_over(
    funds: Collection[int], available: Mapping[tuple[int, int], int], spent: Mapping[tuple[int, int], int]
) -> dict[tuple[int, int], int]:
    """Cents by fund that carries and fiscal year: what it gets from earlier years less what it leaves to later ones, no
    more than these need. The sum over a fund's years is 0."""
    out: dict[tuple[int, int], int] = {}
    for fund in funds:
        years = sorted({year for of, year in (*available, *spent) if of == fund})
        later = 0
        for year in reversed(years):
            lacking = max(0, spent.get((fund, year), 0) + later - available.get((fund, year), 0))
            lacking = lacking if year > years[0] else 0
            out[fund, year] = lacking - later
            later = lacking
    return out


def with_carried(
    funds: Collection[int], available: Mapping[tuple[int, int], int], spent: Mapping[tuple[int, int], int]
) -> dict[tuple[int, int], int]:
    """Cents by fund and fiscal year that are there once the funds that carry have left to later years what these need."""
    carried = carried_over(funds, available, spent)
    return {**available, **{key: available.get(key, 0) + cents for key, cents in carried.items()}}
