"""The trades that a title names: which exercises they call for, and where their content is the unit's to set.

Occupations are broad: an accounting supervisor counts as a supervisor of offices, and exercises from the tasks of that
occupation alone would be about other work than the post's. Trades are those of data/pathways/title_trades.csv, written for
Reskill.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from reskill import paths
from reskill.pathways.title_rank import says
from reskill.pathways.title_words import plain_words

_MOST = 2  # trades of a title that are taken up, the first ones listed


class Trade(NamedTuple):
    """A trade: words of titles that name it, the occupations whose own exercises are of it, beginnings of words by which
    tasks show it, the names of its exercises (none where only the unit can set them), and of those of an occupation that
    its people do not need."""

    name: str
    words: tuple[str, ...]
    posts: tuple[str, ...]
    shown: tuple[str, ...]
    exercises: tuple[str, ...]
    without: tuple[str, ...]


@lru_cache(maxsize=20_000)
def trades_of(title: str, code: str) -> tuple[Trade, ...]:
    """The trades that a title names and its occupation's own exercises are not of."""
    found = (t for t in _trades() if says(title, t.words) and not code.startswith(t.posts or ("none",)))
    return tuple(found)[:_MOST]


def unshown_trades(title: str, code: str, tasks: Iterable[str]) -> tuple[Trade, ...]:
    """The trades that a title names and none of the tasks that are practised on shows."""
    words = [w for task in tasks for w in plain_words(task)]
    return tuple(t for t in trades_of(title, code) if not any(w.startswith(t.shown) for w in words))


@cache
def _trades() -> tuple[Trade, ...]:
    return tuple(
        Trade(
            r["trade"],
            tuple(r["words"].split()),
            tuple(r["posts"].split()),
            tuple(r["shown"].split()),
            *(tuple(filter(None, r[column].split(";"))) for column in ("exercises", "without")),
        )
        for r in paths.shipped_rows("data/pathways/title_trades.csv")
    )
