"""Train the title matcher: writes vocabulary.csv, classifier.npz and combiner.json of data/matching.

usage: train_titles.py --onet db_29_3_excel.zip --rosters DIR --work DIR [--report]

The rosters give each coded title the departments it occurs in. Every jurisdiction (small ones by state) is held out
once; the combiner is trained on what the classifiers of the others say, and --report prints how well titles of a
held-out jurisdiction are matched, no figure resting on a title that the jurisdiction shares with the examples.
The classifiers of the folds are kept in the work folder. Run titles_afield.py afterwards.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from figures import ONET
from titles_classifier import lessons, train
from titles_combiner import Heard, fit, leaders
from titles_data import (
    Query,
    coded_titles,
    departments_of,
    folds,
    kept,
    official_titles,
    queries,
    weights,
)
from titles_report import report
from titles_words import write_vocabulary

from reskill.matching.classifier import Classifier, load
from reskill.matching.combiner import SURE, Combiner
from reskill.matching.evidence import COLUMNS, Witnesses, group
from reskill.matching.examples import Examples
from reskill.matching.features import features
from reskill.matching.reading import kinds, read
from reskill.reference.catalog import TitleExample, open_pack

MATCHING = ONET.parent / "matching"
LEAST_JOBS = 50
Led = tuple[Query, list[tuple[str, float]]]


@dataclass
class Fold:
    """A held-out group of jurisdictions with the classifier that has not seen their titles."""

    name: str
    queries: list[Query]
    weights: list[float]
    classifier: Classifier
    examples: list[TitleExample]


def main() -> None:
    """Train on the coded titles and write the models of the matcher."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--onet", type=Path, required=True)
    parser.add_argument("--rosters", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--report", action="store_true")
    a = parser.parse_args()
    a.work.mkdir(parents=True, exist_ok=True)
    examples, official = coded_titles(), official_titles(a.onet)
    write_vocabulary(MATCHING / "vocabulary.csv", examples, official)
    asked = queries(a.rosters, examples)
    held = [_fold(name, group, a.work, asked, examples, official) for name, group in folds(asked).items()]
    led = {f.name: _led(f) for f in held}
    heard = {f.name: _hear(f, [x for n, found in led.items() if n != f.name for x in found], official) for f in held}
    if a.report:
        report({n: (h, fit([x for m, hs in heard.items() if m != n for x in hs])) for n, h in heard.items()})
    combiner = fit([x for hs in heard.values() for x in hs])
    _write(combiner, leaders([x for found in led.values() for x in found]))
    path = MATCHING / "classifier.npz"
    train(lessons(examples, official, departments_of(asked, frozenset()), employed()), path)
    print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")


def employed() -> frozenset[str]:
    """Occupations of which local government has at least LEAST_JOBS."""
    occupations = open_pack().occupations.values()
    return frozenset(o.code for o in occupations if o.code.endswith(".00") and (o.local_jobs or 0) >= LEAST_JOBS)


def _fold(
    name: str,
    group: frozenset[str],
    work: Path,
    asked: list[Query],
    examples: list[TitleExample],
    official: list[TitleExample],
) -> Fold:
    path = work / f"{name.replace(' ', '_')}.npz"
    rest = kept(examples, group)
    if not path.exists():
        train(lessons(rest, official, departments_of(asked, group), employed()), path)
        print(f"trained without {name}", flush=True)
    mine = [(q, w) for q, w in zip(asked, weights(asked), strict=True) if q.jurisdiction in group and q.example.code]
    return Fold(name, [q for q, _ in mine], [w for _, w in mine], load(path), rest)


def _led(fold: Fold) -> list[Led]:
    """For each query that names a leader: the groups of the work led, by the fold's classifier."""
    groups = [group(c) for c in fold.classifier.codes]
    found = []
    for q in fold.queries:
        reading = read(q.title)
        words = tuple(w for w in reading.words if w not in kinds("lead"))
        if not words or len(words) == len(reading.words):
            continue
        said = np.exp(fold.classifier.log_probabilities(features(replace(reading, words=words), ())))
        shares: dict[str, float] = defaultdict(float)
        for n in np.argsort(-said)[:10]:
            shares[groups[n]] += float(said[n])
        found.append((q, list(shares.items())))
    return found


def _hear(fold: Fold, led: list[Led], official: list[TitleExample]) -> list[Heard]:
    """The evidence of each query: with and without the official titles, with and without the pay, by turns."""
    table, examples, occupations = leaders(led), Examples(fold.examples), open_pack().occupations
    listed = Examples(official, official=True)
    sides = [Witnesses(fold.classifier, table, examples, o, occupations) for o in (None, listed)]
    return [
        Heard(q, sides[n % 2].hear(read(q.title), q.department, q.pay if n % 4 < 2 else None), w)
        for n, (q, w) in enumerate(zip(fold.queries, fold.weights, strict=True))
    ]


def _write(combiner: Combiner, table: dict[str, dict[str, float]]) -> None:
    held = {
        "weights": dict(zip(COLUMNS, combiner.weights.round(4).tolist(), strict=True)),
        "sure": dict(zip(SURE, combiner.sure.round(4).tolist(), strict=True)),
        "steps": combiner.steps,
        "afield": list(combiner.afield),
        "later": [round(v, 4) for v in combiner.later],
        "leaders": table,
    }
    (MATCHING / "combiner.json").write_text(json.dumps(held, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
