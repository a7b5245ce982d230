"""The exposure model: a linear model over named features, so that every estimate can be taken apart.

It gives the chances that people would rate a task E0 (no exposure), E2 (exposed with software built on AI) or
E1 (exposed to AI alone), in this order, which is the order of their scores 0, 0.5 and 1. It is trained by
packaging/pack/train_exposure.py and shipped as arrays; nothing here needs scikit-learn.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from reskill.exposure import features
from reskill.exposure.words import content, words

RATINGS = ("E0", "E2", "E1")
SCORES = np.array([0.0, 0.5, 1.0])
BLOCKS = ("word", "part", "verb", "occupation")

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Question:
    """A task put to the model: its sentence, and the occupation features when the occupation is known."""

    sentence: str
    occupation: tuple[str, ...] = ()


@dataclass(frozen=True)
class Encoded:
    """Feature values of n tasks in three parallel arrays (task, feature, value), by block and then by task.

    `met` counts the different content words of a task that the model knows, `known` is their share, 0-1.
    """

    n: int
    rows: Ints
    ids: Ints
    values: Floats
    met: Ints
    known: Floats

    def of(self, tasks: Sequence[int]) -> Encoded:
        """The features of some tasks, renumbered in the order given."""
        place = np.full(self.n, -1)
        place[list(tasks)] = np.arange(len(tasks))
        kept = place[self.rows] >= 0
        chosen = list(tasks)
        return Encoded(
            len(chosen),
            place[self.rows[kept]],
            self.ids[kept],
            self.values[kept],
            self.met[chosen],
            self.known[chosen],
        )


@dataclass(frozen=True)
class Model:
    """The model's arrays. Features are numbered block after block."""

    names: tuple[tuple[str, ...], ...]  # of each block
    weight: Floats  # (features,) value of one occurrence of a feature before its block is brought to length 1
    text: Floats  # (features, 3) of the head that sees the sentence alone; 0 for occupation features
    coded: Floats  # (features, 3) of the head that also sees the occupation
    automation: Floats  # (features,) of the automation degree, 0-1
    settings: dict[str, Any] = field(default_factory=dict)  # intercepts, temperatures, interval masses, provenance

    @cached_property
    def starts(self) -> list[int]:
        """Number of the first feature of each block."""
        return [sum(len(b) for b in self.names[:i]) for i in range(len(BLOCKS))]

    @cached_property
    def _numbers(self) -> list[dict[str, int]]:
        return [{n: start + i for i, n in enumerate(b)} for b, start in zip(self.names, self.starts, strict=True)]

    @cached_property
    def _parts(self) -> dict[str, list[int]]:
        return {}

    @cached_property
    def _exposed(self) -> dict[str, Floats]:
        return {}

    def name(self, number: int) -> tuple[str, str]:
        """Block and name of a feature."""
        block = max(i for i, start in enumerate(self.starts) if start <= number)
        return BLOCKS[block], self.names[block][number - self.starts[block]]

    def numbers(self, block: str, names: Sequence[str]) -> list[int]:
        """Numbers of the named features of a block; names that the model does not have are left out."""
        return _numbered(names, self._numbers[BLOCKS.index(block)])

    def exposed_weights(self, head: str) -> Floats:
        """What one unit of each feature adds to the log-odds of being exposed, E1 and E2 counted alike."""
        if head not in self._exposed:
            weights: Floats = self.coded if head == "coded" else self.text
            self._exposed[head] = (weights[:, 1:].mean(1) - weights[:, 0]) / self.settings[head]["temperature"]
        return self._exposed[head]

    def encode(self, questions: Sequence[Question]) -> Encoded:
        """The features of tasks, each block of a task at length 1."""
        blocks: list[tuple[list[int], list[int]]] = [([], []) for _ in BLOCKS]  # task numbers, feature numbers
        met, known = np.zeros(len(questions), np.int64), np.zeros(len(questions))
        for row, question in enumerate(questions):
            tokens = words(question.sentence)
            kept = set(content(tokens))
            met[row] = sum(t in self._numbers[0] for t in kept)
            known[row] = met[row] / len(kept) if kept else 0.0
            numbered = (
                _numbered(features.word_features(tokens), self._numbers[0]),
                [i for t in tokens for i in self._numbers_of_parts(t)],
                _numbered(features.verb_features(tokens), self._numbers[2]),
                _numbered(question.occupation, self._numbers[3]),
            )
            for (rows, ids), numbers in zip(blocks, numbered, strict=True):
                rows.extend([row] * len(numbers))
                ids.extend(numbers)
        parts = [self._weigh(np.array(r, np.int64), np.array(i, np.int64), len(questions)) for r, i in blocks]
        joined = [np.concatenate(p) for p in zip(*parts, strict=True)]
        return Encoded(len(questions), joined[0], joined[1], joined[2], met, known)

    def _numbers_of_parts(self, word: str) -> list[int]:
        found = self._parts.get(word)
        if found is None:
            found = [] if word == "," else _numbered(features.parts(word), self._numbers[1])
            if len(self._parts) < 50_000:
                self._parts[word] = found
        return found

    def _weigh(self, rows: Ints, ids: Ints, n: int) -> tuple[Ints, Ints, Floats]:
        keys, counts = np.unique(rows * len(self.weight) + ids, return_counts=True)
        rows, ids = np.divmod(keys, len(self.weight))
        values = (1 + np.log(counts)) * self.weight[ids]
        length = np.sqrt(np.bincount(rows, values**2, n))
        return rows, ids, values / np.where(length == 0, 1, length)[rows]

    def chances(self, encoded: Encoded, coded: bool) -> Floats:
        """Calibrated chances of `RATINGS`, (tasks, 3); `coded` picks the head that sees the occupation."""
        head = "coded" if coded else "text"
        weights: Floats = self.coded if coded else self.text
        logits = _sums(encoded, weights) + np.array(self.settings[head]["intercept"])
        logits = logits / self.settings[head]["temperature"]
        odds = np.exp(logits - logits.max(1, keepdims=True))
        result: Floats = odds / odds.sum(1, keepdims=True)
        return result

    def degrees(self, encoded: Encoded) -> Floats:
        """Estimated automation degree, 0-1, as GPT-4 would rate it (T0 = 0 to T4 = 1)."""
        degree: Floats = _sums(encoded, self.automation[:, None])[:, 0] + self.settings["automation"]["intercept"]
        return degree.clip(0, 1)

    def save(self, path: Path) -> None:
        """Write the model; the same model gives the same bytes."""
        np.savez_compressed(
            path,
            names=np.frombuffer("\n\n".join("\n".join(b) for b in self.names).encode(), np.uint8),
            weight=self.weight.astype(np.float32),
            text=self.text.astype(np.float16),
            coded=self.coded.astype(np.float16),
            automation=self.automation.astype(np.float16),
            settings=np.frombuffer(json.dumps(self.settings, sort_keys=True).encode(), np.uint8),
        )


def load(path: Path) -> Model:
    """Read a model that `save` wrote."""
    with np.load(path, allow_pickle=False) as data:
        return Model(
            names=tuple(tuple(b.split("\n")) for b in data["names"].tobytes().decode().split("\n\n")),
            weight=data["weight"],
            text=data["text"].astype(np.float64),
            coded=data["coded"].astype(np.float64),
            automation=data["automation"].astype(np.float64),
            settings=json.loads(data["settings"].tobytes()),
        )


def _numbered(names: Sequence[str], numbers: dict[str, int]) -> list[int]:
    return [numbers[n] for n in names if n in numbers]


def _sums(encoded: Encoded, weights: Floats) -> Floats:
    columns = [np.bincount(encoded.rows, encoded.values * column[encoded.ids], encoded.n) for column in weights.T]
    return np.stack(columns, 1).astype(np.float64)
