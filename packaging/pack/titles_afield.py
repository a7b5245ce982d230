"""Fit how sure the matcher is of titles of jurisdictions that taught it nothing: `afield` of combiner.json.

usage: titles_afield.py

Learns from tests/matching/data/drawn_titles.csv: titles with a word that no coded title has, drawn at random from 21
payrolls, coded by hand before the engine saw them and taught to nothing else; and from titles_before.csv: how sure the
matcher was, uncorrected, of 396 titles of those payrolls before they taught it, and whether it was right. Prints the
calibration error of titles of jurisdictions that the fit was made without, each left out in turn.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy.optimize
from titles_report import calibration_error

from reskill.matching.combiner import logit, shipped_combiner
from reskill.matching.matcher import Matcher
from reskill.matching.reading import read
from reskill.reference.catalog import open_pack

ROOT = Path(__file__).resolve().parents[2]
DRAWN = ROOT / "tests" / "matching" / "data" / "drawn_titles.csv"
BEFORE = Path(__file__).parent / "titles_before.csv"
COMBINER = ROOT / "data" / "matching" / "combiner.json"


@dataclass(frozen=True)
class Heard:
    """A title's jurisdiction, the log-odds of its first candidate, uncorrected, and 1 where that is right, else 0."""

    place: str
    odds: float
    right: float


def main() -> None:
    """Write the correction that makes the confidence of these titles most likely."""
    _write([0.0, 1.0])
    heard = [*_heard(), *_before()]
    sure, right = np.zeros(len(heard)), np.array([h.right for h in heard])
    for place in {h.place for h in heard}:
        here = np.array([h.place == place for h in heard])
        a, b = _fit([h for h in heard if h.place != place])
        sure[here] = [1 / (1 + np.exp(-a - b * h.odds)) for h in heard if h.place == place]
    found = _fit(heard)
    _write(found)
    off = calibration_error(sure, right, np.ones(len(heard)))
    print(f"{COMBINER.name}: {len(heard)} titles, {found}; calibration error of those left out {off:.3f}")


def _fit(heard: Sequence[Heard]) -> list[float]:
    """Constant and slope of the logistic regression."""
    x, right = np.array([h.odds for h in heard]), np.array([h.right for h in heard])

    def loss(w: np.ndarray) -> float:
        z = w[0] + w[1] * x
        return float(np.sum(np.logaddexp(0, z) - right * z))

    return [round(float(v), 4) for v in scipy.optimize.minimize(loss, [0.0, 1.0]).x]


def _heard() -> Iterator[Heard]:
    """The drawn titles; a guess and an open short form are lowered apart."""
    with closing(open_pack()) as catalog, DRAWN.open(encoding="utf-8", newline="") as f:
        matcher = Matcher(catalog)
        for r in csv.DictReader(f):
            best, reading = matcher.suggest(r["title"], r["department"]).best, read(r["title"])
            if best and r["soc6"] != "uncodable" and not reading.guessed and not reading.open[0]:
                right = best.code[:7] in {r["soc6"], *r["also_ok"].split(";")}
                yield Heard(r["jurisdiction"], logit(best.confidence), float(right))


def _before() -> Iterator[Heard]:
    with BEFORE.open(encoding="utf-8", newline="") as f:
        for r in csv.DictReader(f):
            yield Heard(r["jurisdiction"], logit(float(r["chance"])), float(r["right"]))


def _write(afield: list[float]) -> None:
    held = json.loads(COMBINER.read_text(encoding="utf-8"))
    COMBINER.write_text(json.dumps(held | {"afield": afield}, indent=1) + "\n", encoding="utf-8")
    shipped_combiner.cache_clear()


if __name__ == "__main__":
    main()
