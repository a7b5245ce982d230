"""Titles of four jurisdictions that the pack was never taught: Jefferson Parish, Wichita, Olathe, Sedgwick County.

Drawn evenly among their distinct titles whose words no coded title has, and coded by hand before the engine saw them.
Measured then: first list .81 first, .925 among five; second list, coded and measured later without looking at its
errors, .91 and .96; third list, coded last and more strictly, .74 and .93. Nothing is tuned to them; the floors guard
against a fall.
"""

import csv
from pathlib import Path

import pytest

from reskill.matching.matcher import Matcher
from reskill.matching.reading import read
from reskill.reference.catalog import Catalog

KEPT = Path(__file__).parent / "data" / "kept_titles.csv"


def rows(name: str) -> list[dict[str, str]]:
    with KEPT.open(encoding="utf-8", newline="") as f:
        return [r for r in csv.DictReader(f) if r["list"] == name]


@pytest.mark.parametrize(
    ("name", "first", "five"), [("first", 0.80, 0.93), ("second", 0.88, 0.95), ("third", 0.72, 0.91)]
)
def test_that_titles_of_new_words_find_their_occupation(catalog: Catalog, name: str, first: float, five: float) -> None:
    matcher = Matcher(catalog)
    hits: list[list[bool]] = []
    sure: list[bool] = []
    for row in rows(name):
        found = matcher.suggest(row["title"], row["department"]).candidates
        right = {row["soc6"], *filter(None, row["also_ok"].split(";"))}
        hit = [c.code[:7] in right for c in found]
        if row["soc6"] == "uncodable":
            hit = [not found or found[0].confidence < 0.5]
        hits.append(hit)
        sure += hit[:1] if found and found[0].confidence >= 0.9 else []
    assert sum(h[:1] == [True] for h in hits) / len(hits) >= first
    assert sum(any(h) for h in hits) / len(hits) >= five
    assert sum(sure) / len(sure) >= 0.94


def test_that_confidence_means_what_it_says_where_nothing_was_taught(catalog: Catalog) -> None:
    matcher = Matcher(catalog)
    sure, right = [], []
    for row in (r for r in rows("first") + rows("second") if r["soc6"] != "uncodable"):
        best = matcher.suggest(row["title"], row["department"]).best
        if best:
            sure.append(best.confidence)
            right.append(best.code[:7] in {row["soc6"], *row["also_ok"].split(";")})
    tenths = [[n for n, c in enumerate(sure) if int(c * 10) == tenth] for tenth in range(10)]
    off = [abs(sum(sure[n] for n in ns) - sum(right[n] for n in ns)) for ns in tenths]
    assert sum(off) / len(sure) <= 0.07  # it was 0.15 before the correction `afield`, 0.094 with one of 131 titles
    certain = [r for c, r in zip(sure, right, strict=True) if c >= 0.9]
    assert len(certain) >= 95 and sum(certain) / len(certain) >= 0.97


def test_that_kept_titles_are_not_taught(catalog: Catalog) -> None:
    taught = {read(t.title).bag for t in catalog.titles if t.code}
    kept = [read(r["title"]).bag for name in ("first", "second", "third") for r in rows(name)]
    assert sum(bag in taught for bag in kept) <= 0.02 * len(kept)
