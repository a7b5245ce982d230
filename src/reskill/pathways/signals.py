"""The signals by which occupations are compared: task words, work activities, knowledge, job titles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence, Sized
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from reskill.pathways.kinds_of_work import shares
from reskill.pathways.text_likeness import Floats, Rows, stems
from reskill.reference.catalog import Catalog

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
        tasks = [catalog.tasks(c) for c in self.codes]
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
