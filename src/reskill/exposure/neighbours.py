"""The rated tasks most like a sentence, and how people and GPT-4 rated them.

Sentences are compared by the beginnings of their content words, weighed by rarity. The rated tasks are kept as
numbers of such beginnings (a hash of five letters), not as text: they can be compared but not read.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

BUCKETS = 8192
CIRCLES = ((10, 20.0), (40, 8.0))
"""How many neighbours are averaged, and how fast their say falls with distance: weight exp(sharpness * likeness)."""
MEASURES = len(CIRCLES) * 4 + 2
SMALLEST = 0.03  # keeps the log-odds of shares 0 and 1 finite


@lru_cache(maxsize=50_000)
def beginning(word: str) -> int:
    """The number of a word's first five letters."""
    return zlib.crc32(word[:5].encode()) % BUCKETS


@dataclass(frozen=True)
class Near:
    """For n sentences: measures of their neighbourhood (n, MEASURES), and the ten nearest rated tasks, best first."""

    measures: Floats
    tasks: Ints  # (n, 10) numbers of rated tasks
    likeness: Floats  # (n, 10) cosines

    def of(self, rows: Sequence[int]) -> Near:
        """The neighbourhoods of some of the sentences."""
        chosen = list(rows)
        return Near(self.measures[chosen], self.tasks[chosen], self.likeness[chosen])


@dataclass(frozen=True)
class RatedTasks:
    """The rated tasks as arrays: beginnings of task i are `beginnings[starts[i]:starts[i + 1]]`."""

    beginnings: Ints
    starts: Ints
    people: Ints  # number in RATINGS (E0, E2, E1), so half of it is the score
    gpt4: Ints
    codes: tuple[str, ...]
    task_ids: Ints

    def __len__(self) -> int:
        return len(self.people)

    @cached_property
    def rarity(self) -> Floats:
        """Weight of each beginning: log((1 + tasks) / (1 + tasks that have it)) + 1."""
        owners = np.repeat(np.arange(len(self)), np.diff(self.starts))
        seen = np.bincount(np.unique(owners * BUCKETS + self.beginnings) % BUCKETS, minlength=BUCKETS)
        weights: Floats = np.log((1 + len(self)) / (1 + seen)) + 1
        return weights

    @cached_property
    def _postings(self) -> tuple[Ints, Floats, Ints]:
        """Tasks and values in order of beginning, and where each beginning's run starts."""
        owners = np.repeat(np.arange(len(self)), np.diff(self.starts))
        keys, counts = np.unique(owners * BUCKETS + self.beginnings, return_counts=True)
        owners, numbers = np.divmod(keys, BUCKETS)
        values = (1 + np.log(counts)) * self.rarity[numbers]
        length = np.sqrt(np.bincount(owners, values**2, len(self)))
        values = values / np.where(length == 0, 1, length)[owners]
        order = np.argsort(numbers, kind="stable")
        runs = np.searchsorted(numbers[order], np.arange(BUCKETS + 1))
        return owners[order], values[order], runs

    @cached_property
    def _said(self) -> Floats:
        """What the neighbours' shares are taken of: people say E2, E1, exposed; GPT-4's score."""
        return np.stack([self.people == 1, self.people == 2, self.people > 0, self.gpt4 / 2], 1).astype(np.float64)

    def near(self, asked: Sequence[Sequence[int]], own: Sequence[str] = ()) -> Near:
        """The neighbourhood of sentences given as beginnings; tasks of the SOC codes `own`, one each, are left out."""
        widest = min(max(k for k, _ in CIRCLES), len(self))
        tasks, likeness = np.zeros((len(asked), widest), np.int64), np.zeros((len(asked), widest))
        for row, numbers in enumerate(asked):
            scores = self._likeness(numbers)
            if own:
                scores[self._by_soc.get(own[row], [])] = -1
            nearest = np.argpartition(-scores, widest - 1)[:widest]
            nearest = nearest[np.lexsort((nearest, -scores[nearest]))]
            tasks[row], likeness[row] = nearest, scores[nearest]
        return Near(self._measures(tasks, likeness), tasks[:, :10], likeness[:, :10])

    @cached_property
    def _by_soc(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for i, code in enumerate(self.codes):
            found.setdefault(code[:7], []).append(i)
        return found

    def _likeness(self, numbers: Sequence[int]) -> Floats:
        owners, values, runs = self._postings
        kinds, counts = np.unique(np.array(numbers, np.int64), return_counts=True)
        weights = (1 + np.log(counts)) * self.rarity[kinds]
        scores: Floats = np.zeros(len(self))
        for kind, weight in zip(kinds, weights, strict=True):
            run = slice(runs[kind], runs[kind + 1])
            scores[owners[run]] += weight * values[run]  # a task occurs once in a run
        length = float(np.sqrt((weights**2).sum()))
        return scores / length if length else scores

    def _measures(self, tasks: Ints, likeness: Floats) -> Floats:
        columns: list[Floats] = []
        for k, sharpness in CIRCLES:
            weights = np.exp(sharpness * likeness[:, :k])
            weights /= weights.sum(1, keepdims=True)
            shares = (weights[:, :, None] * self._said[tasks[:, :k]]).sum(1)
            odds = np.log((shares[:, :3] + SMALLEST) / (1 - shares[:, :3] + SMALLEST))
            columns += [*odds.T, shares[:, 3]]
        return np.stack([*columns, likeness[:, 0], likeness[:, :10].mean(1)], 1)

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """What `read` needs, compact."""
        names = sorted(set(self.codes))
        place = {c: i for i, c in enumerate(names)}
        return {
            "rated_beginnings": self.beginnings.astype(np.uint16),
            "rated_lengths": np.diff(self.starts).astype(np.uint16),
            "rated_people": self.people.astype(np.uint8),
            "rated_gpt4": self.gpt4.astype(np.uint8),
            "rated_code": np.array([place[c] for c in self.codes], np.uint16),
            "rated_codes": np.frombuffer("\n".join(names).encode(), np.uint8),
            "rated_task_ids": self.task_ids.astype(np.uint32),
        }


def read(data: dict[str, npt.NDArray[Any]]) -> RatedTasks:
    """The rated tasks from the arrays that they were kept as."""
    names = data["rated_codes"].tobytes().decode().split("\n")
    return RatedTasks(
        beginnings=data["rated_beginnings"].astype(np.int64),
        starts=np.concatenate([[0], np.cumsum(data["rated_lengths"].astype(np.int64))]),
        people=data["rated_people"].astype(np.int64),
        gpt4=data["rated_gpt4"].astype(np.int64),
        codes=tuple(names[i] for i in data["rated_code"]),
        task_ids=data["rated_task_ids"].astype(np.int64),
    )


def collect(
    asked: Sequence[Sequence[int]],
    people: Sequence[int],
    gpt4: Sequence[int],
    codes: Sequence[str],
    task_ids: Sequence[int],
) -> RatedTasks:
    """Rated tasks from their beginnings, ratings (numbers in RATINGS), O*NET-SOC codes and task IDs, one each."""
    lengths = [len(a) for a in asked]
    return RatedTasks(
        beginnings=np.array([i for a in asked for i in a], np.int64),
        starts=np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
        people=np.array(people, np.int64),
        gpt4=np.array(gpt4, np.int64),
        codes=tuple(codes),
        task_ids=np.array(task_ids, np.int64),
    )
