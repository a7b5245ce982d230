"""The trade that a title names and its occupation's own exercises do not show, so that their content is the unit's to set.

Occupations are broad: an accounting supervisor counts as a supervisor of offices, and exercises from the tasks of that
occupation would be about other work than the post's. Trades are those of data/pathways/title_trades.csv, written for
Reskill.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from reskill import paths
from reskill.pathways.practice import Module


class _Trade(NamedTuple):
    name: str
    words: tuple[str, ...]  # words of titles: whole, or beginnings where they have five letters or more
    posts: tuple[str, ...]  # occupations whose exercises are of the trade
    shown: tuple[str, ...]  # beginnings of words by which tasks show it


def unshown_trade(title: str, code: str, modules: Sequence[Module]) -> str:
    """The trade that a title names, where neither its occupation nor the tasks that are practised on are of it; '' for
    none."""
    named = _words([title])
    for trade in _trades():
        if (
            any(w == t or (len(t) >= 5 and w.startswith(t)) for w in named for t in trade.words)
            and not code.startswith(trade.posts or ("none",))
            and not any(w.startswith(trade.shown) for w in _words(m.tasks for m in modules))
        ):
            return trade.name
    return ""


def set_by_the_unit(trade: str, modules: Sequence[Module]) -> tuple[Module, ...]:
    """The hours of a practice, kept for exercises in a trade whose content the unit sets."""
    return (
        Module(
            f"the post's own work in {trade}, content to be set by the unit",
            "",
            "before the first group starts, the unit says which of the post's own tasks the tools change, and makes the"
            " exercises from closed cases of that work with planted faults; no exercise is planned here",
            "",
            f"a senior colleague of {trade} whom the unit names",
            "the mark that the unit sets beforehand is reached",
            sum(m.hours for m in modules),
        ),
    )


def _words(texts: Iterable[str]) -> list[str]:
    return [w for text in texts for w in re.findall("[a-z0-9]+", text.lower())]


@cache
def _trades() -> tuple[_Trade, ...]:
    with (paths.shipped("data/pathways") / "title_trades.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            _Trade(r["trade"], *(tuple(r[c].split()) for c in ("words", "posts", "shown")))
            for r in csv.DictReader(file)
        )
