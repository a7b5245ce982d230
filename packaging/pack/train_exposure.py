"""Train the exposure model that Reskill ships, from the labels of "GPTs are GPTs" and the embedded pack.

usage: train_exposure.py LABELS.tsv.gz [--out data/exposure/model.npz] [--leave-out SOCS.txt | every-fifth]

LABELS has the layout of the paper's task file (O*NET-SOC Code, Task ID, Task, human_labels, gpt4_exposure,
gpt4_automation). The official sentences serve for training only; the model keeps words and weights.
The same inputs give the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import gzip
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp
from sklearn.linear_model import LogisticRegression, Ridge

from reskill.exposure import features
from reskill.exposure.model import BLOCKS, RATINGS, Model, Question
from reskill.exposure.words import words
from reskill.reference.catalog import Catalog, open_pack

ROOT = Path(__file__).resolve().parents[2]
DEGREES = {"T0": 0.0, "T1": 0.25, "T2": 0.5, "T3": 0.75, "T4": 1.0}
FEWEST = {"word": 2, "part": 3, "verb": 2, "occupation": 2}  # sentences a feature must occur in


@dataclass(frozen=True)
class Example:
    """A labelled sentence, official or plain."""

    sentence: str
    code: str
    task_id: str
    people: int  # number in RATINGS
    degree: float  # automation degree, 0-1
    is_plain: bool

    @property
    def soc(self) -> str:
        return self.code[:7]


def examples(labels: Path, catalog: Catalog) -> list[Example]:
    """Every labelled sentence: the official ones of the file and the plain ones of the pack."""
    found = []
    with gzip.open(labels, "rt", encoding="utf-8") as f:
        for r in csv.DictReader(f, delimiter="\t"):
            rating, degree = RATINGS.index(r["human_labels"]), DEGREES[r["gpt4_automation"]]
            found.append(Example(r["Task"], r["O*NET-SOC Code"], str(int(float(r["Task ID"]))), rating, degree, False))
    for t in catalog.all_tasks():
        if t.people:
            degree = DEGREES[t.automation]
            found.append(Example(t.sentence, t.code, t.task_id, RATINGS.index(t.people), degree, True))
    return found


def questions(rows: Sequence[Example], catalog: Catalog) -> list[Question]:
    out = []
    for r in rows:
        o = catalog.occupation(r.code)
        out.append(Question(r.sentence, tuple(features.occupation_features(o.code, o.job_zone, o.title))))
    return out


def vocabulary(asked: Sequence[Question]) -> Model:
    """A model without weights: the features that occur often enough, and how rare they are."""
    counts: list[Counter[str]] = [Counter() for _ in BLOCKS]
    for q in asked:
        tokens = words(q.sentence)
        for counter, names in zip(
            counts,
            (
                features.word_features(tokens),
                [p for t in set(tokens) if t != "," for p in features.parts(t)],
                features.verb_features(tokens),
                q.occupation,
            ),
            strict=True,
        ):
            counter.update(set(names))
    names = tuple(
        tuple(sorted(n for n, c in counter.items() if c >= FEWEST[block]))
        for block, counter in zip(BLOCKS, counts, strict=True)
    )
    n = len(asked)
    weight = np.array(
        [
            1.0 if block == "occupation" else np.log((1 + n) / (1 + counter[name])) + 1
            for block, counter, of_block in zip(BLOCKS, counts, names, strict=True)
            for name in of_block
        ]
    )
    nothing = np.zeros((len(weight), 3))
    return Model(names, weight, nothing, nothing, np.zeros(len(weight)))


def matrix(base: Model, asked: Sequence[Question]) -> sp.csr_matrix:
    e = base.encode(asked)
    return sp.csr_matrix((e.values, (e.rows, e.ids)), shape=(e.n, len(base.weight)))


def train(rows: Sequence[Example], catalog: Catalog) -> Model:
    asked = questions(rows, catalog)
    base = vocabulary(asked)
    x = matrix(base, asked)
    text = x[:, : base.starts[3]]
    y = np.array([r.people for r in rows])
    settings: dict[str, Any] = {
        "known": 0.5,
        "base": (np.bincount(y, minlength=3) / len(y)).tolist(),
        "match": [20, 20, -4],
    }
    heads = {}
    for head, seen in (("text", text), ("coded", x)):
        fitted = LogisticRegression(C=2.0, max_iter=300).fit(seen, y)
        weights = np.zeros((x.shape[1], 3))
        weights[: seen.shape[1]] = fitted.coef_.T
        heads[head] = weights
        settings[head] = {"intercept": fitted.intercept_.tolist(), "temperature": 1.0, "mass": 0.8}
    ridge = Ridge(alpha=2.0, solver="sparse_cg").fit(text, np.array([r.degree for r in rows]))
    degree = np.zeros(x.shape[1])
    degree[: text.shape[1]] = ridge.coef_
    settings["automation"] = {"intercept": float(ridge.intercept_)}
    return Model(base.names, base.weight, heads["text"], heads["coded"], degree, settings)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("labels", type=Path)
    parser.add_argument("--out", type=Path, default=ROOT / "data" / "exposure" / "model.npz")
    a = parser.parse_args()
    catalog = open_pack()
    made = train(examples(a.labels, catalog), catalog)
    made.save(a.out)
    print(f"{a.out.name}: {a.out.stat().st_size:,} bytes, features {[len(b) for b in made.names]}")


if __name__ == "__main__":
    main()
