"""The exposure model: linear over named features and over the ratings of the most similar rated tasks.

It gives the chances that people would rate a task E0 (no exposure), E2 (exposed with software built on AI) or
E1 (exposed to AI alone), in this order, which is the order of their scores 0, 0.5 and 1. Being linear, every
estimate can be taken apart. It is trained by packaging/pack/train_exposure.py and shipped as arrays; nothing
here needs scikit-learn.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from reskill.exposure import features, neighbours, related_ratings
from reskill.exposure.neighbours import Floats, Ints, Near, RatedTasks, beginning
from reskill.exposure.plain_words import content, words

RATINGS = ("E0", "E2", "E1")
BLOCKS = ("word", "part", "verb", "occupation")
LENGTHS = (1.0, 1.0, 1.0, 0.5)
"""Length that the features of each block are brought to, so that long sentences do not count more."""


@dataclass(frozen=True)
class Question:
    """A task put to the model: its sentence, and the occupation features when the occupation is known."""

    sentence: str
    occupation: tuple[str, ...] = ()
    code: str = ""  # O*NET-SOC


@dataclass(frozen=True)
class Encoded:
    """Feature values of n tasks in three parallel arrays (task, feature, value), by block and then by task.

    `met` counts the different content words of a task that the model knows, `known` is their share, 0-1.
    """

    tokens: list[list[str]]
    codes: list[str]
    rows: Ints
    ids: Ints
    values: Floats
    met: Ints
    known: Floats

    @property
    def n(self) -> int:
        """How many tasks there are."""
        return len(self.tokens)

    def of(self, tasks: Sequence[int]) -> Encoded:
        """The features of some tasks, renumbered in the order given."""
        chosen = list(tasks)
        place = np.full(self.n, -1)
        place[chosen] = np.arange(len(chosen))
        kept = place[self.rows] >= 0
        return Encoded(
            [self.tokens[i] for i in chosen],
            [self.codes[i] for i in chosen],
            place[self.rows[kept]],
            self.ids[kept],
            self.values[kept],
            self.met[chosen],
            self.known[chosen],
        )

    def beginnings(self) -> list[list[int]]:
        """The numbers of the beginnings of each task's content words."""
        return [[beginning(w) for w in content(t)] for t in self.tokens]


@dataclass(frozen=True)
class Head:
    """One way of asking: weights of features (features, 3) and of measures of what is alike, for `RATINGS`.

    `mass` is the share of chances that an interval must hold for the people's rating to lie in it 9 times in 10.
    """

    weights: Floats
    alike: Floats  # (measures, 3): of the similar tasks, then of the related occupations
    start: Floats  # (3,)
    temperature: float = 1.0
    mass: float = 0.9

    @cached_property
    def exposed(self) -> Floats:
        """What one unit of each feature adds to the log-odds of being exposed, E1 and E2 counted alike."""
        moves: Floats = (self.weights[:, 1:].mean(1) - self.weights[:, 0]) / self.temperature
        return moves

    def chances(self, encoded: Encoded, measures: Floats) -> Floats:
        """Calibrated chances of `RATINGS`, (tasks, 3), given the measures of what is alike."""
        logits = (sums(encoded, self.weights) + measures @ self.alike + self.start) / self.temperature
        odds = np.exp(logits - logits.max(1, keepdims=True))
        result: Floats = odds / odds.sum(1, keepdims=True)
        return result


@dataclass(frozen=True)
class Vocabulary:
    """The named features, numbered block after block, and the value of one occurrence of each."""

    names: tuple[tuple[str, ...], ...]  # of each block
    weight: Floats  # before its block is brought to its length

    def __len__(self) -> int:
        return len(self.weight)

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

    def name(self, number: int) -> tuple[str, str]:
        """Block and name of a feature."""
        block = bisect_right(self.starts, number) - 1
        return BLOCKS[block], self.names[block][number - self.starts[block]]

    def numbers(self, block: str, names: Sequence[str]) -> list[int]:
        """Numbers of the named features of a block; names that are not in it are left out."""
        return _numbered(names, self._numbers[BLOCKS.index(block)])

    def numbers_of_parts(self, word: str) -> list[int]:
        """Numbers of the parts of a word."""
        found = self._parts.get(word)
        if found is None:
            found = self.numbers("part", features.parts(word))
            if len(self._parts) < 50_000:
                self._parts[word] = found
        return found

    def encode(self, questions: Sequence[Question]) -> Encoded:
        """The features of tasks, each block of a task at its length."""
        of_words, _, of_verbs, of_occupations = self._numbers
        blocks: list[tuple[list[int], list[int]]] = [([], []) for _ in BLOCKS]  # task numbers, feature numbers
        met, known = np.zeros(len(questions), np.int64), np.zeros(len(questions))
        tokens = [words(q.sentence) for q in questions]
        for row, question in enumerate(questions):
            kept = content(tokens[row])
            different = set(kept)
            met[row] = sum(t in of_words for t in different)
            known[row] = met[row] / len(different) if different else 0.0
            numbered = (
                _numbered(features.word_features(tokens[row]), of_words),
                [i for t in kept for i in self.numbers_of_parts(t)],
                _numbered(features.verb_features(tokens[row]), of_verbs),
                _numbered(question.occupation, of_occupations),
            )
            for (rows, ids), numbers in zip(blocks, numbered, strict=True):
                rows.extend([row] * len(numbers))
                ids.extend(numbers)
        parts = [
            self._weigh(np.array(r, np.int64), np.array(i, np.int64), len(questions), length)
            for (r, i), length in zip(blocks, LENGTHS, strict=True)
        ]
        joined = [np.concatenate(p) for p in zip(*parts, strict=True)]
        return Encoded(tokens, [q.code for q in questions], joined[0], joined[1], joined[2], met, known)

    def _weigh(self, rows: Ints, ids: Ints, n: int, length: float) -> tuple[Ints, Ints, Floats]:
        keys, counts = np.unique(rows * len(self) + ids, return_counts=True)
        rows, ids = np.divmod(keys, len(self))
        values = (1 + np.log(counts)) * self.weight[ids]
        found = np.sqrt(np.bincount(rows, values**2, n))
        return rows, ids, length * values / np.where(found == 0, 1, found)[rows]


@dataclass(frozen=True)
class Model:
    """Everything that is shipped."""

    vocabulary: Vocabulary
    rated: RatedTasks
    kin: dict[str, Floats]  # measures of related occupations, by O*NET-SOC code
    text: Head  # sees the sentence alone
    coded: Head  # also sees the occupation
    automation: Floats  # (features,) of the automation degree
    settings: dict[str, Any] = field(default_factory=dict)  # start of the degree, base rates, matching, provenance

    def head(self, coded: bool) -> Head:
        """The head for a task whose occupation is known, or not."""
        return self.coded if coded else self.text

    def near(self, encoded: Encoded) -> Near:
        """The rated tasks most like each task."""
        return self.rated.near(encoded.beginnings())

    def chances(self, encoded: Encoded, near: Near, coded: bool) -> Floats:
        """Calibrated chances of `RATINGS`, (tasks, 3), by the head that sees the occupation or the one that does not."""
        none = np.zeros(related_ratings.MEASURES)
        related = np.stack([self.kin.get(c, none) for c in encoded.codes]) if encoded.n else np.zeros((0, len(none)))
        return self.head(coded).chances(encoded, np.hstack([near.measures, related]))

    def kin_move(self, code: str) -> float:
        """What the related occupations add to the log-odds of being exposed, against the average occupation."""
        return self._kin_moves.get(code, 0.0)

    @cached_property
    def _kin_moves(self) -> dict[str, float]:
        weights = self.coded.alike[-related_ratings.MEASURES :]
        found = np.stack(list(self.kin.values())) @ (weights[:, 1:].mean(1) - weights[:, 0]) / self.coded.temperature
        return dict(zip(self.kin, (found - found.mean()).tolist(), strict=True))

    def degrees(self, encoded: Encoded) -> Floats:
        """Estimated automation degree, 0-1, as GPT-4 would rate it (T0 = 0 to T4 = 1)."""
        degree: Floats = sums(encoded, self.automation[:, None])[:, 0] + self.settings["automation_start"]
        return degree.clip(0, 1)

    def save(self, path: Path) -> None:
        """Write the model; the same model gives the same bytes."""
        settings = self.settings | {
            name: {"temperature": h.temperature, "mass": h.mass}
            for name, h in (("text", self.text), ("coded", self.coded))
        }
        arrays: dict[str, Any] = {
            "names": np.frombuffer("\n\n".join("\n".join(b) for b in self.vocabulary.names).encode(), np.uint8),
            "weight": self.vocabulary.weight.astype(np.float32),
            "automation": self.automation.astype(np.float16),
            "settings": np.frombuffer(json.dumps(settings, sort_keys=True).encode(), np.uint8),
        }
        for name, head in (("text", self.text), ("coded", self.coded)):
            arrays[f"{name}_weights"] = head.weights.astype(np.float16)
            arrays[f"{name}_alike"] = head.alike
            arrays[f"{name}_start"] = head.start
        arrays["kin_codes"] = np.frombuffer("\n".join(self.kin).encode(), np.uint8)
        arrays["kin"] = np.stack(list(self.kin.values())).astype(np.float32)
        arrays |= self.rated.arrays()
        np.savez_compressed(path, **arrays)


def load(path: Path) -> Model:
    """Read a model that `save` wrote."""
    with np.load(path, allow_pickle=False) as file:
        data = dict(file)
    settings = json.loads(data["settings"].tobytes())
    text, coded = (
        Head(*(data[f"{n}_{part}"].astype(np.float64) for part in ("weights", "alike", "start")), **settings[n])
        for n in ("text", "coded")
    )
    names = tuple(tuple(b.split("\n")) for b in data["names"].tobytes().decode().split("\n\n"))
    return Model(
        vocabulary=Vocabulary(names, data["weight"].astype(np.float64)),
        rated=neighbours.read(data),
        kin=dict(zip(data["kin_codes"].tobytes().decode().split("\n"), data["kin"].astype(np.float64), strict=True)),
        text=text,
        coded=coded,
        automation=data["automation"].astype(np.float64),
        settings=settings,
    )


def sums(encoded: Encoded, weights: Floats) -> Floats:
    """Sum of value times weight over each task's features, (tasks, columns of weights)."""
    columns = [np.bincount(encoded.rows, encoded.values * column[encoded.ids], encoded.n) for column in weights.T]
    return np.stack(columns, 1).astype(np.float64)


def _numbered(names: Sequence[str], numbers: dict[str, int]) -> list[int]:
    return [numbers[n] for n in names if n in numbers]
