"""An auditor that tries to work out withheld counts, or pay, from everything that is published around them."""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog


def open_counts(
    keys: Iterable[Hashable],
    shown: Mapping[Hashable, int],
    sums: Iterable[tuple[Collection[Hashable], int]],
    small: Iterable[Hashable],
    threshold: int = 10,
) -> dict[Hashable, tuple[int, int]]:
    """The least and most whole number that each small count can be, given every sum; the auditor knows all names,
    takes each withheld count for at least 1, and for below the threshold where the sums allow that of all."""
    hidden = [k for k in keys if k not in shown]
    place = {k: n for n, k in enumerate(hidden)}
    left: dict[frozenset[int], int] = {}
    for members, total in sums:
        row = frozenset(place[m] for m in members if m in place)
        left[row] = total - sum(shown[m] for m in members if m in shown)
        assert row or not left[row], "the published figures contradict each other"
    left = {row: total for row, total in left.items() if row}
    equations = np.array([[float(n in row) for n in range(len(hidden))] for row in left]) if left else None
    found = {}
    for limit in (threshold - 1, None):
        solved = _ends(equations, list(left.values()), len(hidden), [place[k] for k in small if k in place], limit)
        if solved is not None:
            found = dict(zip([k for k in small if k in place], solved, strict=True))
            break
    return {k: (low, min(high, threshold - 1)) for k, (low, high) in found.items()}


def _ends(
    equations: np.ndarray | None, totals: list[int], n: int, wanted: list[int], limit: int | None
) -> list[tuple[int, int]] | None:
    out = []
    for k in wanted:
        goal = np.zeros(n)
        ends = []
        for sign in (1, -1):
            goal[k] = sign
            solved = linprog(goal, A_eq=equations, b_eq=totals if totals else None, bounds=(1, limit or 10**6))
            if not solved.success:
                return None
            ends.append(sign * solved.fun)
        out.append((int(np.ceil(ends[0] - 1e-6)), int(np.floor(ends[1] + 1e-6))))
    return out


def small_moves(
    then: Mapping[str, int | None], now: Mapping[str, int | None], threshold: int = 10
) -> list[tuple[list[str], int]]:
    """By how many people counts by period, None where withheld, differ at two dates where that is a small count itself:
    over the shortest spans of time that both dates tell, with the names of the periods."""
    pieces = [
        (name, _quarters(name), n if date else n and -n)
        for date, told in enumerate((then, now))
        for name, n in told.items()
    ]
    found = []
    while pieces:
        span = [pieces.pop()]
        while near := [p for p in pieces if p[1] & set().union(*(q for _, q, _ in span))]:
            span += near
            pieces = [p for p in pieces if p not in near]
        counts = [n for *_, n in span if n is not None]
        if len(counts) == len(span) and 0 < abs(sum(counts)) < threshold:
            found.append(([name for name, *_ in span], sum(counts)))
    return found


def _quarters(period: str) -> set[int]:
    """The quarters of a period, numbered through."""
    first, _, last = period.partition(" to ")
    year = int(first[2:6])
    if " Q" not in first:
        return set(range(4 * year, 4 * year + 4))
    start = 4 * year + int(first[-1]) - 1
    end = 4 * int(last[2:6] if last.startswith("FY") else year) + int(last[-1]) - 1 if last else start
    return set(range(start, end + 1))


@dataclass(frozen=True)
class Told:
    """What the union edition tells of the pay of an option for one title: a word, or a percentage with a word."""

    title: int
    option: str
    effect: str


def pay_ranges(
    told: Sequence[Told],
    people: Mapping[int, int],
    known: Mapping[int, float],
    inside: Mapping[str, Sequence[int]],
    offered: tuple[float, float],
) -> dict[int, tuple[float, float]]:
    """The least and most that the mean pay of each title can be, by one who knows all else: `people` by title, the mean
    pay that is `known` of some, and the titles `inside` each option, whose mean is the option's pay.

    Everybody earns from 10,000 to 1,000,000 dollars, and pay of an option is within `offered` times theirs.
    """
    titles = sorted(people)
    rows: list[list[float]] = []

    def at_most(there: Told, ratio: float, sign: int = 1) -> None:
        """Pay of the option >= ratio x pay of the title; with -1 as sign, <=."""
        whole = sum(people[t] for t in inside[there.option])
        shares = {t: people[t] / whole for t in inside[there.option]}
        rows.append([sign * (ratio * (t == there.title) - shares.get(t, 0.0)) for t in titles])

    for t in told:
        at_most(t, offered[0])
        at_most(t, offered[1], -1)
        percent = re.match(r"(\d+)% (higher|lower)", t.effect)
        if percent:
            ratio = 1 + int(percent[1]) / 100 * (1 if percent[2] == "higher" else -1)
            at_most(t, ratio - 0.005)
            at_most(t, ratio + 0.005, -1)
        elif t.effect in ("higher", "about the same", "same or higher"):
            at_most(t, 1.05 if t.effect == "higher" else 0.95)
        if t.effect in ("lower", "about the same", "same or lower"):
            at_most(t, 0.95 if t.effect == "lower" else 1.05, -1)
    bounds = [(known[t], known[t]) if t in known else (1e4, 1e6) for t in titles]
    found = {}
    for k, title in enumerate(titles):
        ends = []
        for sign in (1, -1):
            goal = np.zeros(len(titles))
            goal[k] = sign
            solved = linprog(goal, A_ub=rows, b_ub=np.zeros(len(rows)), bounds=bounds, method="highs")
            assert solved.success, "the published figures contradict each other"
            ends.append(sign * solved.fun)
        found[title] = (ends[0], ends[1])
    return found
