"""Words that a title cuts off, shortens or misspells, mended against the words that cities use.

A word of the English language is none of these, however near it is to another.
"""

from __future__ import annotations

import lzma
import re
from bisect import bisect_left
from collections.abc import Mapping, Set
from functools import cache, lru_cache
from math import log

from rapidfuzz import fuzz, process

from reskill.matching.abbreviations import abbreviations
from reskill.paths import shipped, shipped_rows

SHORTEST = 4  # letters of a token that is worth mending
WHOLE = 4  # letters of a word that may be part of a compound
WORKERS = ("woman", "women", "person", "man", "men")  # endings of a compound that name who does the work
ALIKE = 86.0  # rapidfuzz ratio from which a word counts as a misspelling of another


class Vocabulary:
    """Known words with how often titles use them, and the words that are English and stay as they are."""

    def __init__(self, counts: Mapping[str, int], english: Set[str] = frozenset()) -> None:
        self._counts = dict(counts)
        self._english = english
        for word in abbreviations().words():
            self._counts.setdefault(word, 1)
        self._sorted = sorted(w for w in self._counts if len(w) > SHORTEST)
        self._by_letter: dict[str, list[str]] = {}
        for word in self._sorted:
            self._by_letter.setdefault(word[0], []).append(word)
        self.mend = lru_cache(maxsize=20_000)(self._mend)

    def __contains__(self, word: str) -> bool:
        return word in self._counts

    def _mend(self, token: str) -> str:
        """The word that an unknown lower-case token most likely is, or the token itself."""
        if len(token) < SHORTEST or token in self._counts or token in self._english or not token.isalpha():
            return token
        return self._completed(token) or self._respelled(token) or self._filled_in(token) or token

    def parts(self, token: str) -> list[str]:
        """The known words that an unknown token is made of: another number of one, or a compound; else the token.

        `warehouseman` is a warehouse worker. English words are parted only where they end in who does the work.
        """
        if len(token) <= WHOLE or token in self._counts or not token.isalpha():
            return [token]
        for other in (f"{token}s", token.removesuffix("s"), re.sub(r"ies$", "y", token)):
            if other != token and other in self._counts:
                return [other]
        for ending in WORKERS:
            if token.endswith(ending) and token.removesuffix(ending) in self._counts:
                return [token.removesuffix(ending), "worker"]
        if token in self._english:
            return [token]
        pairs = [(token[:n], token[n:]) for n in range(WHOLE, len(token) - WHOLE + 1)]
        known = [pair for pair in pairs if all(self._counts.get(w, 0) > 1 for w in pair)]
        return list(max(known, key=lambda pair: min(self._counts[w] for w in pair), default=(token,)))

    def _completed(self, token: str) -> str:
        """Cut off at the end: `maintenanc`."""
        start = bisect_left(self._sorted, token)
        found = []
        for word in self._sorted[start:]:
            if not word.startswith(token):
                break
            found.append(word)
        return max(found, key=lambda w: (self._counts[w], w), default="")

    def _respelled(self, token: str) -> str:
        """A letter wrong, missing or twice: `managment`."""
        if len(token) < SHORTEST + 2:
            return ""
        near = process.extractOne(token, self._by_letter.get(token[0], ()), scorer=fuzz.ratio, score_cutoff=ALIKE)
        return near[0] if near else ""

    def _filled_in(self, token: str) -> str:
        """Letters left out: `engmnt`. The word that needs the fewest, common words first."""
        best, best_score = "", 1.6
        for word in self._by_letter.get(token[0], ()):
            if len(token) >= 0.4 * len(word) and _within(token, word):
                score = 4 * len(token) / len(word) + 0.3 * log(self._counts[word])
                score += 0.5 * (token[-1] == word[-1]) + 0.5 * (token[1] == word[1])
                if score > best_score:
                    best, best_score = word, score
        return best


def _within(token: str, word: str) -> bool:
    letters = iter(word)
    return all(c in letters for c in token)


@cache
def vocabulary() -> Vocabulary:
    """The shipped words."""
    return Vocabulary({r["word"]: int(r["count"]) for r in shipped_rows("data/matching/vocabulary.csv")}, english())


@cache
def english() -> frozenset[str]:
    """The shipped words of the English language, of SHORTEST letters or more."""
    packed = (shipped("data/matching") / "english.txt.xz").read_bytes()
    return frozenset(lzma.decompress(packed).decode("utf-8").split())
