"""Fit how sure the matcher is of titles of jurisdictions that taught it nothing: `afield` of combiner.json.

usage: titles_afield.py

Learns from tests/matching/data/drawn_titles.csv: titles with a word that no coded title has, drawn at random from 21
payrolls, coded by hand before the engine saw them and taught to nothing else.
"""

from __future__ import annotations

import csv
import json
from contextlib import closing
from pathlib import Path

import numpy as np
import scipy.optimize

from reskill.matching.combiner import logit, shipped_combiner
from reskill.matching.matcher import Matcher
from reskill.matching.reading import read
from reskill.reference.catalog import open_pack

ROOT = Path(__file__).resolve().parents[2]
DRAWN = ROOT / "tests" / "matching" / "data" / "drawn_titles.csv"
COMBINER = ROOT / "data" / "matching" / "combiner.json"


def main() -> None:
    """Write the correction that makes the confidence of the drawn titles most likely."""
    _write([0.0, 1.0])
    x, right = map(np.array, zip(*_heard(), strict=True))

    def loss(w: np.ndarray) -> float:
        z = w[0] + w[1] * x
        return float(np.sum(np.logaddexp(0, z) - right * z))

    found = scipy.optimize.minimize(loss, [0.0, 1.0]).x
    _write([round(float(v), 4) for v in found])
    print(f"{COMBINER.name}: {len(x)} titles, {found.round(4).tolist()}")


def _heard() -> list[tuple[float, float]]:
    """The log-odds of the first candidate of each title, uncorrected, and 1 where it is right."""
    with closing(open_pack()) as catalog, DRAWN.open(encoding="utf-8", newline="") as f:
        matcher = Matcher(catalog)
        found = []
        for r in csv.DictReader(f):
            best = matcher.suggest(r["title"], r["department"]).best
            if best and r["soc6"] != "uncodable" and not read(r["title"]).guessed:  # a guess is lowered apart
                found.append((logit(best.confidence), float(best.code[:7] in {r["soc6"], *r["also_ok"].split(";")})))
    return found


def _write(afield: list[float]) -> None:
    held = json.loads(COMBINER.read_text(encoding="utf-8"))
    COMBINER.write_text(json.dumps(held | {"afield": afield}, indent=1) + "\n", encoding="utf-8")
    shipped_combiner.cache_clear()


if __name__ == "__main__":
    main()
