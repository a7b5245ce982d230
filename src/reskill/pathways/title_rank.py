"""The rank that a title tells: whether it heads a unit, leads others, or is a beginner's (data/pathways/title_ranks.csv, written for
Reskill)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from reskill import paths
from reskill.pathways.gates import leads_others
from reskill.pathways.title_words import plain_words

_STEM = 5  # letters from which a word of a list stands for all that begin with it


def leads(title: str, code: str) -> bool:
    """Whether people of a title lead others, by its words or by its occupation."""
    return leads_others(code) or _is("leads", title) or _is("heads", title)


def heads(title: str, code: str) -> bool:
    """Whether people of a title head a unit, though their occupation is of those whom they lead."""
    return not leads_others(code) and _is("heads", title)


def begins(title: str) -> bool:
    """Whether a title is of people who begin in the work or do its simplest part."""
    return _is("begins", title)


def says(title: str, names: tuple[str, ...]) -> bool:
    """Whether a title has one of some words, or all of those that a + joins; long ones stand for all that begin so."""
    words = plain_words(title)
    single, joined = _listed(names)
    return _has(words, single) or any(all(_has(words, part) for part in parts) for parts in joined)


_Words = tuple[frozenset[str], tuple[str, ...]]  # whole words, and beginnings of words


def _has(words: frozenset[str], listed: _Words) -> bool:
    whole, begun = listed
    return not words.isdisjoint(whole) or any(w.startswith(begun) for w in words)


@cache
def _listed(names: tuple[str, ...]) -> tuple[_Words, list[list[_Words]]]:
    """The names that are one word, all together, and the words of each of the others."""
    joined = [name.split("+") for name in names if "+" in name]
    return _words([n for n in names if "+" not in n]), [[_words([part]) for part in parts] for parts in joined]


def _words(parts: Sequence[str]) -> _Words:
    return frozenset(parts), tuple(p for p in parts if len(p) >= _STEM)


@lru_cache(maxsize=20_000)
def _is(rank: str, title: str) -> bool:
    return any(says(title, words) and not says(title, without) for r, words, without in _ranks() if r == rank)


@cache
def _ranks() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    return tuple(
        (r["rank"], tuple(r["words"].split()), tuple(r["except"].split()))
        for r in paths.shipped_rows("data/pathways/title_ranks.csv")
    )
