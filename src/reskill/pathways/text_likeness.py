"""Words of short work texts: stems, and texts as TF-IDF rows that can be compared.

It knows English endings only; it does not know synonyms.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

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
        from scipy.sparse import csr_matrix

        self.vocabulary: dict[str, int] = {}
        rows: list[int] = []
        columns: list[int] = []
        for row, document in enumerate(documents):
            for term in document:
                rows.append(row)
                columns.append(self.vocabulary.setdefault(term, len(self.vocabulary)))
        self._names = list(self.vocabulary)
        shape = (len(documents), max(1, len(self._names)))
        counts = csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), shape=shape)
        counts.sum_duplicates()
        found = np.bincount(counts.indices, minlength=shape[1])
        self.weight: Floats = (np.log((1 + len(documents)) / (1 + found)) + 1).astype(np.float32)
        counts.data = (1 + np.log(counts.data)) * self.weight[counts.indices]
        self.matrix: Any = _unit(counts)

    def like(self, row: int) -> Floats:
        """Cosine of every row with this one."""
        return np.asarray(self.matrix @ self._dense(row), np.float32)

    def like_terms(self, terms: Iterable[str]) -> Floats:
        """Cosine of every row with new terms; terms that no row has are left out."""
        dense = np.zeros(len(self.weight), np.float32)
        for term, count in Counter(t for t in terms if t in self.vocabulary).items():
            column = self.vocabulary[term]
            dense[column] = (1 + np.log(count)) * self.weight[column]
        return np.asarray(self.matrix @ (dense / max(float(np.linalg.norm(dense)), 1e-9)), np.float32)

    def like_all(self, documents: Sequence[Iterable[str]]) -> Floats:
        """Cosine of every row (columns) with each of several sets of new terms (rows)."""
        from scipy.sparse import csr_matrix

        data, columns, starts = [], [], [0]
        for document in documents:
            for term, count in Counter(t for t in document if t in self.vocabulary).items():
                columns.append(self.vocabulary[term])
                data.append((1 + np.log(count)) * self.weight[columns[-1]])
            starts.append(len(data))
        shape = (len(documents), len(self.weight))
        terms = _unit(csr_matrix((np.asarray(data, np.float32), np.asarray(columns, np.int32), starts), shape=shape))
        return np.asarray((terms @ self.matrix.T).toarray(), np.float32)

    def shared(self, row: int, others: Sequence[int], top: int) -> list[list[str]]:
        """For each other row the terms that make the two alike, the weightiest first."""
        dense = self._dense(row)
        found = []
        for other in others:
            part = slice(self.matrix.indptr[other], self.matrix.indptr[other + 1])
            columns = self.matrix.indices[part]
            both = self.matrix.data[part] * dense[columns]
            best = np.argsort(-both, kind="stable")[:top]
            found.append([self._names[columns[i]] for i in best if both[i] > 0])
        return found

    def _dense(self, row: int) -> Floats:
        return np.asarray(self.matrix[row].toarray(), np.float32).ravel()


def _unit(matrix: Any) -> Any:
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1), np.float32)).ravel()
    scale = np.repeat(1 / np.maximum(lengths, np.float32(1e-9)), np.diff(matrix.indptr))
    matrix.data = matrix.data * scale
    return matrix


class Stems:
    """Stems of the reference's texts, and for each the form that people read."""

    def __init__(self) -> None:
        self._forms: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def of(self, text: str) -> list[str]:
        """The stems of a text of the reference, in order; its words count among the forms."""
        found = [(stem(w), w) for w in words(text)]
        for s, w in found:
            self._forms[s][w] += 1
        return [s for s, _ in found]

    def form(self, stemmed: str) -> str:
        """The commonest form of a stem in the texts seen."""
        forms = self._forms.get(stemmed)
        return max(forms, key=lambda w: (forms[w], w)) if forms else stemmed
