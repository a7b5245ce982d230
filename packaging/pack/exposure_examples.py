"""Labelled sentences to train the exposure model on: official ones, and the embedded pack's own plain ones."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reskill.exposure.estimate import DEGREES
from reskill.exposure.features import occupation_features
from reskill.exposure.model import RATINGS, Question
from reskill.reference.catalog import Catalog


@dataclass(frozen=True)
class Example:
    """A sentence with its published ratings; ratings are numbers in RATINGS, the automation degree is 0-1."""

    question: Question
    code: str
    task_id: str
    is_core: bool
    is_plain: bool
    people: int
    gpt4: int
    gpt4_other: int  # by GPT-4's second rubric
    degree: float

    @property
    def soc(self) -> str:
        """6-digit SOC code."""
        return self.code[:7]

    @property
    def key(self) -> tuple[str, str]:
        """The O*NET task that the sentence states."""
        return self.code, self.task_id


def read_examples(labels: Path, catalog: Catalog) -> list[Example]:
    """The rows of the labels file, then the sentences of the pack whose tasks they rate."""
    occupations = {c: tuple(occupation_features(c, o.job_zone, o.title)) for c, o in catalog.occupations.items()}
    official: dict[tuple[str, str], Example] = {}
    with gzip.open(labels, "rt", encoding="utf-8") as f:
        for r in csv.DictReader(f, delimiter="\t"):
            code = r["O*NET-SOC Code"]
            made = Example(
                Question(r["Task"], occupations[code], code),
                code,
                str(int(float(r["Task ID"]))),
                r["Task Type"] == "Core",
                False,
                RATINGS.index(r["human_labels"]),
                RATINGS.index(r["gpt4_exposure"]),
                RATINGS.index(r["gpt4_exposure_alt_rubric"]),
                DEGREES[r["gpt4_automation"]],
            )
            official[made.key] = made
    plain = []
    for t in catalog.all_tasks():
        rated = official.get((t.code, t.task_id))
        if rated:
            plain.append(
                Example(
                    Question(t.sentence, occupations[t.code], t.code),
                    t.code,
                    t.task_id,
                    rated.is_core,
                    True,
                    rated.people,
                    rated.gpt4,
                    rated.gpt4_other,
                    rated.degree,
                )
            )
    return [*official.values(), *plain]


def every_fifth(examples: Sequence[Example], first: int) -> set[str]:
    """Every fifth 6-digit SOC code of the labels in order, from the first-th (1 to 5) on."""
    return set(sorted({e.soc for e in examples})[first - 1 :: 5])
