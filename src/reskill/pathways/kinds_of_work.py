"""Kinds of work, such as keeping records or serving the public, from the work activities of tasks.

The kinds are those of data/oversight/kinds_of_work.csv, one for each generalized work activity of O*NET.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import reskill.paths as paths
from reskill.reference.catalog import TaskStatement

_ACTIVITY = len("4.A.1.a.1")  # of an activity's code, which tells the kind of work


def kind_of(activity: str) -> str:
    """The kind of work of an activity, by its code; '' for none."""
    return _kinds().get(activity[:_ACTIVITY], "")


def kinds_of(activities: Iterable[str]) -> set[str]:
    """The kinds of work of activities."""
    return {kind for a in activities if (kind := kind_of(a))}


def rarities(groups: Sequence[Iterable[str]]) -> dict[str, float]:
    """How much a kind tells groups apart, given the kinds of each: the logarithm of all groups over those that have it."""
    found = Counter(kind for group in groups for kind in set(group))
    return {kind: math.log((1 + len(groups)) / (1 + n)) for kind, n in found.items()}


def shares(tasks: Sequence[TaskStatement]) -> dict[str, float]:
    """The share of an occupation's tasks that are of each kind."""
    found = Counter(kind for task in tasks for kind in kinds_of(task.activities))
    return {kind: n / len(tasks) for kind, n in found.items()}


def shared(one: Mapping[str, float], other: Mapping[str, float], top: int) -> list[str]:
    """The kinds that two occupations have most of in common, given their shares of each."""
    weight = {k: min(one[k], other[k]) for k in one.keys() & other.keys()}
    return sorted(weight, key=lambda k: (-weight[k], k))[:top]


@cache
def _kinds() -> dict[str, str]:
    return {r["activity"]: r["kind"] for r in paths.shipped_rows("data/oversight/kinds_of_work.csv")}
