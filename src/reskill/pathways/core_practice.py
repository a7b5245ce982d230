"""What people of a post practise, as a training manager would list it: the core of the occupation, what the title's trades
and rank add (data/pathways/core_practice.csv, written for Reskill).
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from reskill import paths
from reskill.pathways.title_rank import heads, leads
from reskill.pathways.title_trade import trades_of

_CREWS = ("37", "45", "47", "49", "51", "53")  # major groups whose leaders lead crews


class Listed(NamedTuple):
    """Names of exercises, in the order in which they matter: of rank, of the title's trades, of the occupation (none where
    it has no list)."""

    rank: tuple[str, ...]
    trades: tuple[str, ...]
    core: tuple[str, ...]


def listed(title: str, code: str) -> Listed:
    """The exercises of a title's people."""
    supervision = "crew supervision" if code.startswith(_CREWS) else "supervise"
    rank: tuple[str, ...] = (supervision, "fairness") if leads(title, code) else ()
    if heads(title, code):
        rank = (*rank, "unit figures", "plans")
    trades = trades_of(title, code)
    without = {name for trade in trades for name in trade.without}
    core = tuple(name for name in _core(code) if name not in without)
    return Listed(rank, tuple(name for trade in trades for name in trade.exercises), core)


def _core(code: str) -> tuple[str, ...]:
    found = max((posts for posts in _cores() if code.startswith(posts)), key=len, default="")
    return _cores().get(found, ())


@cache
def _cores() -> dict[str, tuple[str, ...]]:
    return {r["posts"]: tuple(r["exercises"].split(";")) for r in paths.shipped_rows("data/pathways/core_practice.csv")}
