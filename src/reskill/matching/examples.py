"""Coded titles and the ones among them that are most like a given title (cosine of weighted words and letters)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import log

import numpy as np
import numpy.typing as npt

from reskill.matching.departments import known_fields
from reskill.matching.reading import Reading, kinds, read
from reskill.reference.catalog import TitleExample

NEAREST = 25


@dataclass(frozen=True)
class Near:
    """A coded title and how like it is, in [0, 1]."""

    example: TitleExample
    likeness: float


class Examples:
    """Coded titles, ready to be searched. Titles that cannot be coded are left out."""

    def __init__(self, titles: Iterable[TitleExample], official: bool = False) -> None:
        """`official` titles are written out in full: they are read, and compared, by whole words only."""
        given = list(titles)
        self.all = [t for t in given if t.code]
        self._uncodable = {read(t.title).bag for t in given if not t.code}
        self._letters = not official
        readings = [_plainly(t.title) if official else read(t.title) for t in self.all]
        self.fields = [_fields(t.department, r) for t, r in zip(self.all, readings, strict=True)]
        self._same: dict[str, list[int]] = defaultdict(list)
        for n, reading in enumerate(readings):
            self._same[reading.bag].append(n)
        self._fill([self._grams(r) for r in readings])
        self.near = lru_cache(maxsize=4096)(self._near)

    def _fill(self, texts: list[dict[str, float]]) -> None:
        seen = Counter(gram for grams in texts for gram in grams)
        self._rarest = log(1 + len(texts)) + 0.3
        self._gram = {gram: n for n, gram in enumerate(seen)}
        self._idf = np.array([self._rarest - log(1 + n) for n in seen.values()], dtype=np.float32)
        flat = [(self._gram[g], n, w) for n, grams in enumerate(texts) for g, w in grams.items()]
        flat.sort()
        rows = np.array([r for r, _, _ in flat], dtype=np.int64)
        self._docs = np.array([d for _, d, _ in flat], dtype=np.int64)
        values = np.array([w for _, _, w in flat], dtype=np.float32) * self._idf[rows] if flat else np.zeros(0)
        size = np.sqrt(np.bincount(self._docs, values**2, minlength=len(texts))) + 1e-9
        self._values = (values / size[self._docs]).astype(np.float32)
        self._starts = np.searchsorted(rows, np.arange(len(self._gram) + 1))

    def same(self, reading: Reading) -> list[int]:
        """Numbers of the examples with the same words in any order."""
        return self._same.get(reading.bag, [])

    def uncodable(self, reading: Reading) -> bool:
        """Whether a title of the same words was found to say nothing of the kind of work."""
        return reading.bag in self._uncodable and not self.same(reading)

    def _near(self, reading: Reading) -> tuple[tuple[int, float], ...]:
        """Numbers of the NEAREST examples with their likeness in [0, 1], best first."""
        scores: npt.NDArray[np.float32] = np.zeros(len(self.all), dtype=np.float32)
        size = 0.0
        for gram, weight in self._grams(reading).items():
            row = self._gram.get(gram)
            value = weight * (self._rarest if row is None else float(self._idf[row]))
            size += value * value
            if row is not None:
                span = slice(self._starts[row], self._starts[row + 1])
                scores[self._docs[span]] += np.float32(value) * self._values[span]
        if not size or not len(scores):
            return ()
        best = np.argsort(-scores, kind="stable") if len(scores) <= NEAREST else _top(scores)
        return tuple((int(n), float(scores[n]) / size**0.5) for n in best if scores[n] > 0)

    def _grams(self, reading: Reading) -> dict[str, float]:
        words = reading.words or reading.stages
        found = {f"w:{w}": 1.0 for w in words}
        found |= {f"b:{a} {b}": 0.5 for a, b in pairwise(words)}
        for word in words if self._letters else ():
            text = f"<{word}>"
            found |= {f"c:{text[i : i + 4]}": 0.35 for i in range(len(text) - 3)}
        if words:
            found[f"h:{reading.head or words[-1]}"] = 0.5
        return found


def _top(scores: npt.NDArray[np.float32]) -> npt.NDArray[np.int64]:
    best = np.argpartition(-scores, NEAREST)[:NEAREST]
    return best[np.lexsort((best, -scores[best]))]


def _fields(department: str, reading: Reading) -> frozenset[str] | None:
    """Fields of work that an example is bound to by its department or by a place in its title; None = none."""
    found = frozenset(known_fields(reading, department))
    return found if department or found else None


def _plainly(title: str) -> Reading:
    words = tuple(w for w in re.findall(r"[a-z]+", title.casefold()) if w not in kinds("stop"))
    return Reading(words, (words,), (), (), (), (), ())
