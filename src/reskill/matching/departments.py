"""The field of work that a department's name tells: police, library, fleet, finance."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from reskill.matching.reading import Reading, plain
from reskill.paths import shipped_rows


@lru_cache(maxsize=10_000)
def fields(department: str) -> tuple[str, ...]:
    """Fields of work of a department by data/matching/departments.csv, the most telling first; empty when unknown."""
    text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", plain(department)).casefold().replace("'s", "")
    tokens = re.findall(r"[a-z0-9]+", text)
    found = [field for field, phrases in _phrases().items() if any(_has(tokens, p) for p in phrases)]
    return tuple(found)


def known_fields(reading: Reading, department: str) -> tuple[str, ...]:
    """Fields of work of a title: those of the places that it names, then those of its department."""
    found = [field for place in reading.places for field in fields(place)]
    return tuple(dict.fromkeys(found + list(fields(department))))


def _has(tokens: list[str], phrase: tuple[str, ...]) -> bool:
    """Whether the words stand side by side; a word that ends in * may go on."""
    size = len(phrase)
    return any(all(map(_is, tokens[i : i + size], phrase)) for i in range(len(tokens) - size + 1))


def _is(token: str, word: str) -> bool:
    return token.startswith(word[:-1]) if word.endswith("*") else token == word


@cache
def _phrases() -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for r in shipped_rows("data/matching/departments.csv"):
        found.setdefault(r["field"], []).append(tuple(re.findall(r"[a-z0-9]+\*?", r["phrase"])))
    return found
