"""The engine: evidence about a title, gathered and combined into ranked occupations."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from math import log

from reskill.matching.match import Candidate, Match
from reskill.progress import Tick, silent
from reskill.reference.catalog import Catalog


class Matcher:
    """Suggests occupations for job titles from the titles and occupations of a reference pack."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._exact: dict[str, Counter[str]] = defaultdict(Counter)
        self._examples: list[tuple[frozenset[str], str, str]] = []
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for example in catalog.titles:
            self._add(example.title, example.code)
        for occupation in catalog.occupations.values():
            self._add(occupation.title, occupation.code)

    def _add(self, title: str, code: str) -> None:
        words = _words(title)
        self._exact[" ".join(words)][code] += 1
        for word in set(words):
            self._by_word[word].append(len(self._examples))
        self._examples.append((frozenset(words), code, title))

    def suggest(self, title: str, department: str = "", top: int = 5) -> Match:
        """The occupations of one title, best first."""
        words = _words(title)
        if not words:
            return Match(title, department, (), "The title has no words.")
        scores: Counter[str] = Counter()
        seen: dict[str, str] = {}
        for code, n in self._exact.get(" ".join(words), Counter()).items():
            scores[code] += 2.0 * n
            seen[code] = f"the title “{' '.join(words)}” is coded this way"
        size = len(self._examples)
        hits: Counter[int] = Counter()
        for word in set(words):
            found = self._by_word.get(word, [])
            for i in found:
                hits[i] += log(size / (1 + len(found)))  # type: ignore[assignment]
        for i, weight in hits.most_common(15):
            example, code, name = self._examples[i]
            scores[code] += weight / (4 + len(example))  # type: ignore[assignment]
            seen.setdefault(code, f"similar to “{name}”")
        scores.pop("", None)
        total = sum(scores.values()) or 1
        candidates = tuple(
            Candidate(code, self._catalog.occupations[code].title, round(score / total, 4), seen[code])
            for code, score in scores.most_common(top)
            if code in self._catalog.occupations
        )
        return Match(title, department, candidates, "" if candidates else "No known title resembles this one.")

    def suggest_many(self, pairs: Iterable[tuple[str, str]], top: int = 5, tick: Tick = silent) -> list[Match]:
        """The occupations of many (title, department) pairs, in their order."""
        todo: Sequence[tuple[str, str]] = list(pairs)
        found = []
        for i, (title, department) in enumerate(todo):
            if i % 200 == 0:
                tick(i / len(todo), "Matching titles")
            found.append(self.suggest(title, department, top))
        return found


def _words(title: str) -> list[str]:
    text = re.sub(r"^\d{3,5}\s*-\s*", "", title[:300].casefold())
    return [w for w in re.findall(r"[^\W\d_]+", text) if w not in ("i", "ii", "iii", "iv", "v", "vi")]
