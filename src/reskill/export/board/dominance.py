"""Where a cost rests so nearly on the pay of a class that few hold that whoever knows their hours can tell it."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

OTHERS = 0.25  # what others' pay in a cost must be of somebody's, to leave that open


def tells_pay(cost: Mapping[Any, int], few: Container[Any]) -> bool:
    """Whether the pay of one of the `few` classes is nearly all of a cost, in cents by class."""
    whole = sum(map(abs, cost.values()))
    return any(of in few and whole - abs(cents) < OTHERS * abs(cents) for of, cents in cost.items() if cents)
