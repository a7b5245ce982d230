"""The words of the vocabulary, with how many titles use them."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from reskill.matching.reading import Reader
from reskill.paths import shipped_rows
from reskill.reference.catalog import TitleExample

USUAL = 4  # official titles from which a word of theirs is known
RARE = 3  # municipal titles up to which a word may be one that was cut off


def write_vocabulary(target: Path, municipal: Iterable[TitleExample], official: Iterable[TitleExample]) -> None:
    """Write the known words: those of two municipal titles, of official titles, and of the lists of data/matching."""
    ours = Counter(w for e in municipal for w in set(Reader().read(e.title).words))
    theirs = Counter(w for e in official for w in set(re.findall("[a-z]+", e.title.casefold())))
    named = {w for e in official if not e.source for w in re.findall("[a-z]+", e.title.casefold())}
    known = (
        named
        | {r["word"] for r in shipped_rows("data/matching/words.csv")}
        | {w for w, n in theirs.items() if n >= USUAL < len(w) + 1}
    )
    short = {r["abbreviation"] for r in shipped_rows("data/matching/abbreviations.csv") if not r["near"]}
    cut = {w for w in ours if w not in known and ours[w] <= RARE and _is_cut(w, ours)}
    words = {w for w in known | {w for w, n in ours.items() if n > 1} if w.isalpha() and w not in short | cut}
    with target.open("w", encoding="utf-8", newline="") as f:
        csv.writer(f, lineterminator="\n").writerows(
            [("word", "count"), *sorted((w, ours[w] + (w in known)) for w in words)]
        )


def _is_cut(word: str, counts: Counter[str]) -> bool:
    return len(word) > 3 and any(
        longer.startswith(word) and len(longer) > len(word) + 1 and n >= 2 * counts[word]
        for longer, n in counts.items()
    )
