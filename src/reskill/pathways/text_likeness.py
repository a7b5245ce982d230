"""Words of short work texts: stems, and texts as TF-IDF rows that can be compared.

It knows English endings only; it does not know synonyms.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

_WORD = re.compile(r"[a-z]{2,}")
_SAY_NOTHING = """
a an and any are as at be by for from has have if in into is it its may not of on or other others such than that the
their them these they this those to using use used uses via when where which while who with within without activities
including related appropriate needed required necessary ensure so up out all new work works
"""
_STOP = frozenset(_SAY_NOTHING.split())
_ENDINGS = (
    ("ations", "at"),
    ("ation", "at"),
    ("ings", ""),
    ("ing", ""),
    ("ments", "ment"),
    ("ies", "y"),
    ("ied", "y"),
    ("ed", ""),
    ("es", ""),
    ("s", ""),
)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The word without its commonest English endings: permits -> permit, inspected -> inspect."""
    for ending, kept in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending) + kept
            break
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def words(text: str) -> list[str]:
    """The words of a text in lower case, without the ones that say nothing about work."""
    return [w for w in _WORD.findall(text.lower()) if w not in _STOP]


def stems(text: str) -> list[str]:
    """The stems of a text, in order."""
    return [stem(w) for w in words(text)]


class Rows:
    """Sets of weighted terms as unit rows, rarer terms weighing more (TF-IDF with logarithmic counts)."""

    def __init__(self, documents: Sequence[Iterable[str]]) -> None:
        self.vocabulary: dict[str, int] = {}
        rows: list[int] = []
        columns: list[int] = []
        for row, document in enumerate(documents):
            for term in document:
                rows.append(row)
                columns.append(self.vocabulary.setdefault(term, len(self.vocabulary)))
        self._shape = len(documents), max(1, len(self.vocabulary))
        placed = np.array(rows, np.int64) * self._shape[1] + np.array(columns, np.int64)
        cells, counts = np.unique(placed, return_counts=True)
        self._rows, self._columns = cells // self._shape[1], cells % self._shape[1]
        self._starts = np.searchsorted(self._rows, np.arange(len(documents) + 1))
        found = np.bincount(self._columns, minlength=self._shape[1])
        self.weight: Floats = (np.log((1 + len(documents)) / (1 + found)) + 1).astype(np.float32)
        values = (1 + np.log(counts.astype(np.float32))) * self.weight[self._columns]
        self._values = _unit(values, self._rows, len(documents))

    def like(self, row: int) -> Floats:
        """Cosine of every row with this one."""
        return self._like(self._dense(row))

    def like_terms(self, terms: Iterable[str]) -> Floats:
        """Cosine of every row with new terms; terms that no row has are left out."""
        dense = np.zeros(len(self.weight), np.float32)
        for term, count in Counter(t for t in terms if t in self.vocabulary).items():
            column = self.vocabulary[term]
            dense[column] = (1 + np.log(count)) * self.weight[column]
        return self._like(dense / max(float(np.linalg.norm(dense)), 1e-9))

    def like_all(self, documents: Sequence[Iterable[str]]) -> Floats:
        """Cosine of every row (columns) with each of several sets of new terms (rows)."""
        asked, columns, weights = [], [], []
        for n, document in enumerate(documents):
            for term, count in Counter(t for t in document if t in self.vocabulary).items():
                asked.append(n)
                columns.append(self.vocabulary[term])
                weights.append((1 + np.log(count)) * self.weight[columns[-1]])
        of, at = np.array(asked, np.int64), np.array(columns, np.int64)
        values = _unit(np.array(weights, np.float32), of, len(documents))
        order, starts = self._postings
        found = starts[at + 1] - starts[at]  # rows that have each term
        ends = np.cumsum(found)
        cells = order[np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts[at] - ends + found, found)]
        placed = np.repeat(of, found) * self._shape[0] + self._rows[cells]
        likeness = _summed(np.repeat(values, found) * self._values[cells], placed, len(documents) * self._shape[0])
        return np.asarray(likeness.reshape(len(documents), self._shape[0]), np.float32)

    @cached_property
    def _postings(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """The cells in the order of their columns, and where each column starts among them."""
        order = np.argsort(self._columns, kind="stable")
        return order, np.searchsorted(self._columns[order], np.arange(self._shape[1] + 1))

    def _like(self, dense: Floats) -> Floats:
        return _summed(self._values * dense[self._columns], self._rows, self._shape[0])

    def _dense(self, row: int) -> Floats:
        dense = np.zeros(self._shape[1], np.float32)
        part = slice(self._starts[row], self._starts[row + 1])
        dense[self._columns[part]] = self._values[part]
        return dense


def _unit(values: Floats, rows: npt.NDArray[np.int64], count: int) -> Floats:
    """Values of `count` rows, each row scaled to length 1."""
    lengths = np.sqrt(_summed(values * values, rows, count))
    return np.asarray(values * (1 / np.maximum(lengths, np.float32(1e-9)))[rows], np.float32)


def _summed(values: Floats, rows: npt.NDArray[np.int64], count: int) -> Floats:
    """The sum of each of `count` rows."""
    return np.bincount(rows, values, count).astype(np.float32)
