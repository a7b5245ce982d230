"""The signals by which occupations are compared: task words, work activities, knowledge, job titles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence, Sized
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from reskill.pathways.kinds_of_work import shares
from reskill.pathways.text_likeness import Floats, Rows, stems
from reskill.reference.catalog import Catalog

_WORDS = 0.12  # share of the words of two tasks that they have in common, from which they are the same work
_MACHINES = (
    "4.A.3.a.3.I01",
    "4.A.3.b.1.I05.D01",
    "4.A.2.b.3",
)  # office machines and software, and keeping up with them
_LEADING = ("4.A.4.b.1", "4.A.4.b.2", "4.A.4.b.4", "4.A.4.b.5", "4.A.4.c.2")  # work activities of those who lead others
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Signal:
    """One way of comparing: which rows are known to it, and the likeness of all rows with a given one."""

    known: Flags
    of: Callable[[int], Floats]

    def likeness(self, row: int) -> Floats:
        """Likeness of every row with this one; -1 where a row is not known."""
        return np.where(self.known, self.of(row), np.float32(-1))


class Signals:
    """The signals of one pack, by row of `codes`: every occupation with tasks or with rated knowledge."""

    def __init__(self, catalog: Catalog) -> None:
        self.codes = tuple(c for c, o in catalog.occupations.items() if o.tasks or c in catalog.skills)
        self.row = {c: i for i, c in enumerate(self.codes)}
        self.scores: dict[int, Floats] = {}  # of each row with all, once they are asked for
        self._tasks = tasks = [catalog.tasks(c) for c in self.codes]
        self.texts = Rows([[s for task in of for s in stems(task.sentence)] for of in tasks])
        self.kinds = [shares(of) for of in tasks]
        # An activity such as 4.A.2.a.4.I09.D03 also counts as the broader 4.A.2.a.4.I09 that it belongs to.
        activities_of = [{a for task in of for a in task.activities} for of in tasks]
        activities = Rows([{x for a in of for x in (a, a.rpartition(".")[0])} for of in activities_of])
        names = defaultdict(list, {c: [catalog.occupations[c].title] for c in self.codes})
        for example in catalog.titles:
            names[example.code].append(example.title)
        self.titles = Rows([[s for name in names[c] for s in stems(name)] for c in self.codes])
        knowledge, rated = _knowledge(catalog, self.codes)
        self.tasks = Signal(_flags(tasks), self.texts.like)
        self.knowledge = Signal(rated, lambda row: knowledge @ knowledge[row])
        self.all = (
            self.tasks,
            Signal(_flags(activities_of), activities.like),
            self.knowledge,
            Signal(np.ones(len(self.codes), bool), self.titles.like),
        )

        self._by_knowledge: dict[int, Floats] = {}
        self._carried: dict[tuple[str, str, bool], list[str]] = {}
        self._words: dict[int, list[frozenset[str]]] = {}  # of the tasks of a row, once they are asked for
        self._words_by_activity: dict[int, dict[str, list[frozenset[str]]]] = {}

    def by_knowledge(self, row: int) -> Floats:
        """The place of every row by likeness of knowledge with this one, from 1."""
        if row not in self._by_knowledge:
            self._by_knowledge[row] = ranks(self.knowledge.likeness(row), row)
        return self._by_knowledge[row]

    def carried_over(self, code: str, other: str, leads: bool) -> list[str]:
        """Tasks of an occupation whose detailed activities another one has too, those in the likest words first;
        leading people only where that is asked for."""
        key = code, other, leads
        if key not in self._carried:
            known = code in self.row and other in self.row
            self._carried[key] = self._both(self.row[code], self.row[other], leads) if known else []
        return self._carried[key]

    def _both(self, row: int, other: int, leads: bool) -> list[str]:
        there = self._by_activity(other)
        found: dict[str, tuple[float, str]] = {}  # the likest task of each activity, so that none is told twice
        for task, words in zip(self._tasks[row], self._words_of(row), strict=True):
            if leads or not any(a.startswith(_LEADING) for a in task.activities):
                for activity in _wider(task.activities) & there.keys():
                    likest = max(len(words & w) / len(words | w) for w in there[activity])
                    if likest and len(task.activities) == 1 and activity in task.activities:
                        likest += _WORDS  # it is nothing else than the activity that both have
                    if likest >= _WORDS and likest > found.get(activity, (0.0, ""))[0]:
                        found[activity] = likest, task.sentence
        return list(dict.fromkeys(sentence for _, sentence in sorted(found.values(), reverse=True)))

    def _by_activity(self, row: int) -> dict[str, list[frozenset[str]]]:
        """The words of a row's tasks by activity, broad and detailed."""
        if row not in self._words_by_activity:
            found: dict[str, list[frozenset[str]]] = {}
            for task, words in zip(self._tasks[row], self._words_of(row), strict=True):
                for activity in _wider(task.activities):
                    found.setdefault(activity, []).append(words)
            self._words_by_activity[row] = found
        return self._words_by_activity[row]

    def _words_of(self, row: int) -> list[frozenset[str]]:
        if row not in self._words:
            self._words[row] = [frozenset(stems(task.sentence)) for task in self._tasks[row]]
        return self._words[row]


def _wider(activities: Iterable[str]) -> set[str]:
    """Detailed activities and the broader ones that they belong to, without the running of office machines."""
    return {x for a in activities if not a.startswith(_MACHINES) for x in (a, a.rpartition(".")[0])}


def ranks(likeness: Floats, row: int) -> Floats:
    """Ranks from 1 of all but `row`; what shares nothing ranks last, whatever its place in the list."""
    likeness = likeness.copy()
    likeness[row] = -2
    found = np.empty(len(likeness), np.float32)
    found[np.argsort(-likeness, kind="stable")] = np.arange(1, len(likeness) + 1)
    found[likeness <= 0] = len(likeness)
    return found


def _flags(values: Sequence[Sized]) -> Flags:
    return np.array([len(v) > 0 for v in values], bool)


def _knowledge(catalog: Catalog, codes: tuple[str, ...]) -> tuple[Floats, Flags]:
    """Unit rows of knowledge importance, and which rows are rated. Skills are left out: they tell occupations apart
    less well than knowledge does."""
    elements = [e for e, (_, kind) in catalog.elements.items() if kind == "knowledge"]
    importance = np.array([[catalog.skills.get(c, {}).get(e, 0) for e in elements] for c in codes], np.float32)
    importance = importance.reshape(len(codes), len(elements))
    rated = np.asarray(importance.any(axis=1), bool)
    importance = np.where(importance > 0, importance, 1)  # a suppressed rating counts as "not important"
    lengths = np.linalg.norm(importance, axis=1, keepdims=True)
    return np.asarray(importance / np.maximum(lengths, 1), np.float32), rated
