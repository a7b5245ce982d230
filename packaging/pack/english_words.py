"""Make data/matching/english.txt.xz: English words that a title is never taken to have cut off or misspelt.

usage: english_words.py --words american-english --onet db_29_3_excel.zip

The list of words is that of Debian's package wamerican (SCOWL); added are words of O*NET's titles and of our own task
sentences. Words of fewer letters than are mended are left out. Same inputs give the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import lzma
import re
from collections import Counter
from pathlib import Path

from figures import ONET
from titles_data import official_titles

from reskill.matching.spelling import SHORTEST

CIVIC = [
    "aldermanic",
    "centre",
    "conferee",
    "horticulturalist",
    "inspectional",
    "instrumentman",
    "payables",
    "plats",
    "prosecutorial",
    "receivables",
    "sourcer",
    "sous",
]
"""Right words of cities' titles that the list has not."""
USUAL = 4  # titles or sentences from which a word of theirs is no slip


def main() -> None:
    """Write the words that are never mended into others."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=Path, required=True)
    parser.add_argument("--onet", type=Path, required=True)
    a = parser.parse_args()
    words = {w.casefold() for w in a.words.read_text(encoding="utf-8").split() if "'" not in w}
    texts = [t.title for t in official_titles(a.onet)] + list(_sentences())
    seen = Counter(w for text in texts for w in set(re.findall("[a-z]+", text.casefold())))
    words |= {w for w, n in seen.items() if n >= USUAL} | set(CIVIC)
    kept = sorted(w for w in words if len(w) >= SHORTEST and w.isascii() and w.isalpha())
    target = ONET.parent / "matching" / "english.txt.xz"
    target.write_bytes(lzma.compress("\n".join(kept).encode(), preset=9 | lzma.PRESET_EXTREME))
    print(f"{target.name}: {len(kept)} words, {target.stat().st_size / 1e3:.0f} kB")


def _sentences() -> list[str]:
    found = []
    for path in sorted((ONET / "tasks").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as f:
            found += [r["sentence"] for r in csv.DictReader(f)]
    return found


if __name__ == "__main__":
    main()
