"""Which occupations are alike, by four signals whose ranks are fused; it applies no filters.

The signals: words of the tasks, shared work activities, importance of knowledge, words of the job titles. Each
orders all other occupations; an occupation's score is the mean of 1 / (30 + rank) over the signals that are known for
both. Published relations between occupations never count where these signals exist; they are only mentioned.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from reskill.pathways.kinds_of_work import shared
from reskill.pathways.sentences import sentence
from reskill.pathways.signals import Signals, ranks
from reskill.pathways.text_likeness import Floats, stems
from reskill.reference.catalog import Catalog

DAMPING = 30  # of 1 / (30 + rank): how much more the first ranks count than the later ones
_AT_ONCE = 200  # texts compared with all occupations at once


@dataclass(frozen=True)
class Neighbour:
    """A similar occupation: rank from 1, fused score (only its order means something), share of others less alike."""

    rank: int
    code: str
    occupation: str
    score: float
    percentile: float
    reason: str


class Similarity:
    """Ranks the occupations of a reference pack by how alike their work is. Cheap to make again for the same pack."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        key = catalog.path.resolve().as_posix(), catalog.path.stat().st_mtime_ns
        if key not in _KNOWN:
            _KNOWN.clear()  # one pack at a time is enough, and each takes some megabytes
            _KNOWN[key] = Signals(catalog)
        self._signals = _KNOWN[key]
        self._related: dict[str, frozenset[str]] = {}  # of an occupation, once they are asked for

    @property
    def codes(self) -> tuple[str, ...]:
        """Every occupation that can be ranked: those with tasks or with rated knowledge."""
        return self._signals.codes

    def rank(self, code: str, top: int = 20) -> list[Neighbour]:
        """The `top` most similar occupations, best first; never the occupation itself.

        Raises ReskillError for an unknown code. An occupation without tasks and rated knowledge is compared by
        published relations, its place in the SOC and its title; the reasons then say so.
        """
        wanted = self.catalog.occupation(code).code
        row = self._signals.row.get(wanted)
        score = self.scores(wanted)
        order = [int(i) for i in np.argsort(-score, kind="stable") if i != row][: max(0, top)]
        others = len(score) - (row is not None)
        reasons = self.reasons(wanted, [self.codes[i] for i in order])
        return [
            Neighbour(
                rank=n,
                code=self.codes[i],
                occupation=self.catalog.occupations[self.codes[i]].title,
                score=float(score[i]),
                percentile=(others - n) / max(1, others - 1),
                reason=reason,
            )
            for n, (i, reason) in enumerate(zip(order, reasons, strict=True), start=1)
        ]

    def scores(self, code: str) -> Floats:
        """Likeness of every occupation of `codes` with one of the pack; its own is -1, below all others."""
        row = self._signals.row.get(code)
        if row is None:
            return self._by_relations(code)
        known = self._signals.scores
        if row not in known:
            known[row] = self._fused(row)
            known[row][row] = -1
        return known[row].copy()

    def reasons(self, code: str, others: list[str]) -> list[str]:
        """Why each of the others is like an occupation of the pack, as a sentence."""
        row = self._signals.row.get(code)
        rows = [self._signals.row[c] for c in others]
        return self._why_related(code, rows) if row is None else self._why(row, rows)

    def carried_over(self, code: str, other: str, leads: bool) -> list[str]:
        """Tasks of an occupation that another one has too, by detailed work activities and words, the likest
        first; leading people only for those who lead. Empty where the reference knows no tasks."""
        return self._signals.carried_over(code, other, leads)

    def related(self, code: str, other: str) -> bool:
        """Whether O*NET lists an occupation as related to another."""
        if code not in self._related:
            self._related[code] = frozenset(known for known, _ in self.catalog.related.get(code, ()))
        return other in self._related[code]

    def also(self, code: str, other: str) -> str:
        """What else is alike in two occupations, as a sentence; '' for nothing."""
        rows = self._signals.row
        if code not in rows or other not in rows:
            return ""
        return sentence(self._also(rows[code], rows[other]))

    def nearest(self, texts: Sequence[str], top: int) -> npt.NDArray[np.int16]:
        """For each text the rows of `codes` whose tasks and titles share most words with it, the likest first; -1 where
        fewer share any. Shape (texts, top)."""
        top = min(top, len(self.codes))
        found = np.full((len(texts), top), -1, np.int16)
        for start in range(0, len(texts), _AT_ONCE):
            terms = [stems(t) for t in texts[start : start + _AT_ONCE]]
            likeness = self._signals.texts.like_all(terms) + self._signals.titles.like_all(terms)
            order = np.argsort(-likeness, axis=1, kind="stable")[:, :top].astype(np.int16)
            found[start : start + _AT_ONCE] = np.where(np.take_along_axis(likeness, order, 1) > 0, order, -1)
        return found

    def _fused(self, row: int) -> Floats:
        total = np.zeros(len(self.codes))
        signals = np.zeros(len(self.codes))
        for signal in self._signals.all:
            if signal.known[row]:
                total += signal.known / (DAMPING + ranks(signal.likeness(row), row))
                signals += signal.known
        return np.asarray(total / np.maximum(signals, 1), np.float32)

    def _by_relations(self, code: str) -> Floats:
        """Published relation first, then the length of the common SOC code, then words of the title."""
        tiers = dict(self.catalog.related.get(code, ()))
        titles = self._signals.titles.like_terms(stems(self.catalog.occupations[code].title))
        return np.asarray(
            [
                (1 / tiers[other] if other in tiers else 0) + _common(code, other) / 10 + float(titles[i]) / 10
                for i, other in enumerate(self.codes)
            ],
            np.float32,
        )

    def _why(self, row: int, others: list[int]) -> list[str]:
        s = self._signals
        reasons = []
        for other in others:
            parts = []
            if s.tasks.known[row] and s.tasks.known[other]:
                if both := shared(s.kinds[row], s.kinds[other], 3):
                    parts.append(f"work of the same kinds: {_listed(both)}")
            else:
                parts.append("compared without tasks, which the reference lacks")
            reasons.append(sentence([*parts, *self._also(row, other)]) or "No single signal stands out.")
        return reasons

    def _also(self, row: int, other: int) -> list[str]:
        s, parts = self._signals, []
        if not (s.knowledge.known[row] and s.knowledge.known[other]):
            parts.append("compared without knowledge ratings, which the reference lacks")
        elif s.by_knowledge(row)[other] <= len(self.codes) // 10:
            parts.append("much the same knowledge")
        if self.related(self.codes[row], self.codes[other]):
            parts.append("also a related occupation in O*NET")
        return parts

    def _why_related(self, code: str, others: list[int]) -> list[str]:
        related = {c for c, _ in self.catalog.related.get(code, ())}
        reasons = []
        for other in others:
            parts = ["compared by code and title only, since the reference has no tasks or knowledge ratings for it"]
            if self.codes[other] in related:
                parts.insert(0, "a related occupation in O*NET")
            elif _common(code, self.codes[other]) >= 2:
                parts.insert(0, "same family of the occupational classification")
            reasons.append(sentence(parts))
        return reasons


_KNOWN: dict[tuple[str, int], Signals] = {}


def _common(code: str, other: str) -> int:
    """Levels of the SOC that two codes share: 0, major 1, minor 2, broad 3, detailed 4."""
    a, b = code[:7].replace("-", ""), other[:7].replace("-", "")
    return sum(a[:n] == b[:n] for n in (2, 3, 5, 6))


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
