"""The bars for job titles, on titles coded by hand by others (../shared/data/gold_titles_open.csv)."""

import csv
from pathlib import Path

import numpy as np
import pytest

from reskill.matching.matcher import Matcher


@pytest.fixture(scope="module")
def judged(shared: Path, catalog) -> list[dict[str, object]]:
    matcher = Matcher(catalog)
    found = []
    with (shared / "gold_titles_open.csv").open(encoding="utf-8", newline="") as f:
        for r in csv.DictReader(f):
            top = matcher.suggest(r["title"], r["department"], 5).candidates
            sure = top[0].confidence if top else 0.0
            accepted = {r["soc6"], *filter(None, r["also_ok"].split(";"))}
            hits = [c.code[:7] in accepted for c in top]
            if r["soc6"] == "uncodable":
                hits = [sure < 0.5]
            found.append(
                {
                    "draw": r["draw"],
                    "first": bool(hits and hits[0]),
                    "five": any(hits),
                    "sure": sure,
                    "codable": r["soc6"] != "uncodable" and bool(top),
                }
            )
    return found


def share(rows: list[dict[str, object]], key: str) -> float:
    return sum(bool(r[key]) for r in rows) / len(rows)


def test_that_the_first_is_right_for_four_in_five_and_one_of_five_for_nineteen_in_twenty(judged) -> None:
    assert share(judged, "first") >= 0.80
    assert share(judged, "five") >= 0.95
    assert share([r for r in judged if r["draw"] == "headcount"], "first") >= 0.88


def test_that_confidence_means_what_it_says(judged) -> None:
    rows = [r for r in judged if r["codable"]]
    sure, right = np.array([r["sure"] for r in rows]), np.array([r["first"] for r in rows], dtype=float)
    assert right[sure >= 0.9].mean() >= 0.95
    bins = np.minimum((sure * 10).astype(int), 9)
    gaps = [abs((sure - right)[bins == b].sum()) for b in range(10)]
    assert sum(gaps) / len(rows) <= 0.05
