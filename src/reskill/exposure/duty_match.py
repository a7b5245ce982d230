"""Typed duties and the reference tasks of their occupation that say the same, by TF-IDF of words and parts of words.

Whether two sentences mean the same is for a person to confirm: the nearest three are offered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reskill.exposure.model import BLOCKS, Encoded, Question, Vocabulary
from reskill.exposure.neighbours import Floats
from reskill.reference.catalog import TaskStatement


@dataclass(frozen=True)
class NearTask:
    """A reference task near a typed duty; similarity is a cosine in [0, 1], to be read as an order only."""

    task: TaskStatement
    similarity: float


class TaskIndex:
    """The tasks of one occupation, ready to be compared with typed duties."""

    def __init__(self, vocabulary: Vocabulary, tasks: Sequence[TaskStatement]) -> None:
        self.tasks = tasks
        self._vocabulary = vocabulary
        encoded = vocabulary.encode([Question(t.sentence) for t in tasks])
        self._ids, columns = np.unique(encoded.ids, return_inverse=True)
        values: Floats = np.zeros((len(tasks), len(self._ids)))
        values[encoded.rows, columns] = encoded.values
        seen = (values > 0).sum(0)
        # Rare within the occupation counts more: its tasks share the occupation's own words.
        self._rarity = np.log((1 + len(tasks)) / (1 + seen)) + 1
        self._values = _unit(values * self._rarity)

    def similarities(self, encoded: Encoded) -> Floats:
        """Cosines of encoded sentences with the tasks, (sentences, tasks)."""
        place = np.searchsorted(self._ids, encoded.ids)
        place[place == len(self._ids)] = 0
        hit = (self._ids[place] == encoded.ids) & (encoded.ids < self._vocabulary.starts[BLOCKS.index("occupation")])
        asked = np.zeros((encoded.n, len(self._ids)))
        asked[encoded.rows[hit], place[hit]] = encoded.values[hit]
        # Words that no task of the occupation has still count against the match.
        others = np.bincount(encoded.rows[~hit], (encoded.values[~hit] * self._rarity.max()) ** 2, encoded.n)
        asked = asked * self._rarity
        length = np.sqrt((asked**2).sum(1) + others)
        result: Floats = (asked / np.where(length == 0, 1, length)[:, None]) @ self._values.T
        return result

    def nearest(self, sentence: str, top: int = 3) -> list[NearTask]:
        """The tasks most like a sentence, best first."""
        found = self.similarities(self._vocabulary.encode([Question(sentence)]))[0]
        order = np.argsort(-found, kind="stable")[:top]
        return [NearTask(self.tasks[i], float(found[i])) for i in order if found[i] > 0]


def _unit(values: Floats) -> Floats:
    length = np.sqrt((values**2).sum(1, keepdims=True))
    result: Floats = values / np.where(length == 0, 1, length)
    return result
