"""Train the judge of duties that decide about someone: writes data/oversight/likeness.csv.

usage: train_tiers.py

Learns from the labelled lists of tests/exposure/data, without those kept to measure by: tiers_blind, tiers_rare, the
list `second` of duties_of_titles, and duties_plain. Same lists give the same bytes.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path

import numpy as np
import scipy.optimize
import scipy.sparse

from reskill.exposure.oversight_likeness import CONSTANT, features
from reskill.exposure.oversight_rules import rules
from reskill.reference.catalog import open_pack

ROOT = Path(__file__).resolve().parents[2]
LISTS = ROOT / "tests" / "exposure" / "data"
TAUGHT = ("open", "kept", "fresh", "second_reader", "third_reader")
KEPT_ASIDE = "second"
INVERSE_PENALTY = 1.0
LEAST = 0.03  # weights nearer to 0 are not kept


def main() -> None:
    """Train on the coded duties and write the weights of the tier model."""
    seen, decides = zip(*_lessons(), strict=True)
    names = {name: n for n, name in enumerate(sorted({f for s in seen for f in s}))}
    cells = [(i, names[f], v) for i, s in enumerate(seen) for f, v in s.items()]
    rows, columns, values = zip(*cells, strict=True)
    x = scipy.sparse.csr_matrix((values, (rows, columns)), shape=(len(seen), len(names)))
    y = np.array(decides, dtype=float)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ w[:-1] + w[-1]
        p = 1 / (1 + np.exp(-z))
        value = float(np.sum(np.logaddexp(0, z) - y * z) + w[:-1] @ w[:-1] / (2 * INVERSE_PENALTY))
        return value, np.append(x.T @ (p - y) + w[:-1] / INVERSE_PENALTY, np.sum(p - y))

    w = scipy.optimize.minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B").x
    kept = [(name, f"{w[n]:.3f}") for name, n in names.items() if abs(w[n]) >= LEAST]
    target = ROOT / "data" / "oversight" / "likeness.csv"
    with target.open("w", encoding="utf-8", newline="") as f:
        csv.writer(f, lineterminator="\n").writerows([("feature", "weight"), (CONSTANT, f"{w[-1]:.3f}"), *kept])
    print(f"{target.name}: {len(seen):,} duties, {len(kept):,} weights")


def _lessons() -> Iterator[tuple[dict[str, float], bool]]:
    """Features of each taught duty, and whether a reader found it to decide about someone."""
    groups = rules().groups
    with closing(open_pack()) as catalog:
        tasks = {(t.code, t.task_id): t for t in catalog.all_tasks()}
    for name in TAUGHT:
        for r in _rows(f"tiers_{name}.csv"):
            task = tasks[r["onet_soc_code"], r["task_id"]]
            yield features(task.sentence, task.code, groups), int(r["tier"]) >= 3
    for r in chain(_rows("duties_of_titles.csv"), _rows("duties_readers.csv")):
        if r["list"] != KEPT_ASIDE:
            yield features(r["duty"], r.get("onet_soc_code", ""), groups), int(r["tier"]) >= 3


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (LISTS / name).open(encoding="utf-8", newline="") as f:
        yield from csv.DictReader(f)


if __name__ == "__main__":
    main()
