"""Other words for a task are no surer than the task: 300 official sentences typed under their own occupation.

The official sentences stand in for paraphrases of our sentences of the same tasks; both were seen in the training of the
model, so that this measures how intervals carry over, not how well the model knows new words.
"""

import csv
import gzip
import random
from pathlib import Path

import pytest

from reskill.exposure.estimate import Duty, Estimate, Estimator
from reskill.thresholds import DEFAULTS


@pytest.fixture(scope="module")
def pairs(shared: Path, catalog) -> list[tuple[Estimate, Estimate]]:
    """(estimate of a rated task, estimate of its official sentence as a typed duty)."""
    with gzip.open(shared / "labels" / "exposure_open.tsv.gz", "rt", encoding="utf-8") as f:
        official = {
            (r["O*NET-SOC Code"], str(int(float(r["Task ID"])))): r["Task"] for r in csv.DictReader(f, delimiter="\t")
        }
    tasks = [t for t in catalog.all_tasks() if t.people and t.gpt4 and (t.code, t.task_id) in official]
    drawn = random.Random(3).sample(tasks, 300)
    estimator = Estimator(catalog, DEFAULTS)
    typed = estimator.estimate([Duty(official[t.code, t.task_id], t.code) for t in drawn])
    return list(zip(map(estimator.published, drawn), typed, strict=True))


def test_that_a_paraphrase_is_hardly_ever_narrower_than_its_original(pairs) -> None:
    narrower = [t.high - t.low < 0.9 * (o.high - o.low) - 1e-9 for o, t in pairs]
    assert sum(narrower) <= 0.05 * len(pairs)


def test_that_a_paraphrase_is_not_much_wider_on_average(pairs) -> None:
    assert sum(t.high - t.low for _, t in pairs) <= 1.25 * sum(o.high - o.low for o, _ in pairs)


def test_that_a_paraphrase_and_its_original_overlap(pairs) -> None:
    overlaps = [t.low <= o.high + 1e-9 and o.low <= t.high + 1e-9 for o, t in pairs]
    assert sum(overlaps) >= 0.99 * len(pairs)
