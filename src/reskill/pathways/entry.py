"""Occupations that people come to from some work only, whatever they are taught (data/programs/entry.csv, our reading)."""

from __future__ import annotations

from functools import cache

import reskill.paths as paths


def asks_first(role: str, destination: str) -> str:
    """What an occupation asks before training of people who come from another one, in words; '' for nothing."""
    for soc, ways, words in _entries():
        if destination.startswith(soc) and not role.startswith(ways):
            return words
    return ""


@cache
def _entries() -> tuple[tuple[str, tuple[str, ...], str], ...]:
    return tuple(
        (r["soc"], tuple(r["from"].split(";")), r["asks"]) for r in paths.shipped_rows("data/programs/entry.csv")
    )
