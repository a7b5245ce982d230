"""An auditor that tries to work out withheld counts, or pay, from everything that is published around them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog

Place = tuple[str, str]


def ranges(
    shown: Mapping[Place, int | None], rows: Mapping[str, int], columns: Mapping[str, int]
) -> dict[Place, tuple[float, float]]:
    """The least and most that each withheld count (None) can be, given all totals; withheld counts are at least 1."""
    hidden = [p for p, n in shown.items() if n is None]
    equations: list[list[float]] = []
    sums: list[float] = []
    for totals, axis in ((rows, 0), (columns, 1)):
        for name, total in totals.items():
            equations.append([float(p[axis] == name) for p in hidden])
            sums.append(total - sum(n for p, n in shown.items() if p[axis] == name and n is not None))
    found = {}
    for k, place in enumerate(hidden):
        goal = np.zeros(len(hidden))
        ends = []
        for sign in (1, -1):
            goal[k] = sign
            solved = linprog(goal, A_eq=equations, b_eq=sums, bounds=(1, None), method="highs")
            assert solved.success, "the published figures contradict each other"
            ends.append(sign * solved.fun)
        found[place] = (ends[0], ends[1])
    return found


def narrow(
    truth: Mapping[Place, int],
    shown: Mapping[Place, int | None],
    rows: Mapping[str, int],
    columns: Mapping[str, int],
    threshold: int,
) -> Sequence[str]:
    """Small counts that are shown, or that the totals pin down more than 'from 1 to below the threshold' would."""
    bad = [f"{p} is shown: {n}" for p, n in shown.items() if n is not None and 0 < n < threshold]
    for place, (least, most) in ranges(shown, rows, columns).items():
        if 0 < truth[place] < threshold and most - least < threshold - 2 - 1e-6:
            bad.append(f"{place} = {truth[place]} is between {least} and {most}")
    return bad


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
        elif t.effect in ("higher", "about the same"):
            at_most(t, 1.05 if t.effect == "higher" else 0.95)
        if t.effect in ("lower", "about the same"):
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
