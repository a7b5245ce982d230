"""Coded titles and real roster lines for training and testing the title matcher.

A query is a title with its department as a roster writes them, and the codes that its coder accepts. Folds hold out
whole jurisdictions: a title that also occurs in the held-out one is not among the examples.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from figures import ONET, excel

from reskill.reference.catalog import TitleExample

SMALL = 450  # distinct pairs of title and department under which jurisdictions of a state are held out together
SCHOOLS = re.compile(r"BPS|K-8|School|Elementary|Academ|Middle|Pilot|Teaching|Learning|Acad\b|EEC|Tech Boston")


@dataclass(frozen=True)
class Query:
    """One title of a jurisdiction's roster; `accepted` are SOC codes, the first is the coder's own choice."""

    jurisdiction: str
    title: str
    department: str
    positions: int
    pay: float | None  # median, US dollars a year
    example: TitleExample

    @property
    def accepted(self) -> frozenset[str]:
        """SOC codes that count as right for it."""
        return frozenset({self.example.code[:7], *self.example.also})


def coded_titles() -> list[TitleExample]:
    """The hand-coded titles of data/onet/titles."""
    found = []
    for name in ("rosters.csv", "common.csv"):
        with (ONET / "titles" / name).open(encoding="utf-8", newline="") as f:
            for r in csv.DictReader(f):
                also = tuple(filter(None, r["also"].split(";")))
                found.append(TitleExample(r["title"], r["department"], r["onet_soc_code"], also, r["source"]))
    return found


def official_titles(release: Path) -> list[TitleExample]:
    """Alternate titles and occupation titles of an O*NET Excel release."""
    found = [
        TitleExample(r["Alternate Title"], "", r["O*NET-SOC Code"], (), "Alternate Titles")
        for r in excel(release, "Alternate Titles")
    ]
    names = [TitleExample(r["Title"], "", r["O*NET-SOC Code"], (), "") for r in excel(release, "Occupation Data")]
    return found + names


def queries(rosters: Path, examples: list[TitleExample]) -> list[Query]:
    """Every pair of title and department of the rosters, with its coded example; school departments are left out."""
    by_stem: dict[str, list[TitleExample]] = defaultdict(list)
    for example in examples:
        if example.source != "common usage":
            by_stem[stem(example.title)].append(example)
    found = []
    for (jurisdiction, title, department), pays in sorted(_lines(rosters).items()):
        coded = by_stem.get(stem(title), [])
        here = [e for e in coded if e.department and e.department[:38] == department[:38]]
        here = here or [e for e in coded if not e.department]
        if here:
            known = [p for p in pays if p]
            found.append(Query(jurisdiction, title, department, len(pays), median(known) if known else None, here[0]))
    return found


def _lines(rosters: Path) -> dict[tuple[str, str, str], list[float]]:
    """The pay of each position (0 = unknown) by jurisdiction, title and department."""
    lines: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    for path in sorted(rosters.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as f:
            for r in csv.DictReader(f):
                if not SCHOOLS.search(r["department"]):
                    key = path.stem, r["title"].strip(), r["department"].strip()
                    lines[key].append(float(r["annual_salary"] or 0))
    return lines


def stem(title: str) -> str:
    """The title under which the rosters were coded: lower case, without class code, grade and pay marks."""
    text = re.sub(r"\([a-z]\)", "", re.sub(r"^\d{3,5}\s*-\s*", "", title.strip().lower()))
    for _ in range(2):
        text = re.sub(r"[\s,\-/]+(i{1,3}|iv|v|vi{1,3}|ix|x|[0-9]{1,2}|[a-d])$", "", text)
    return re.sub(r"[\s*]+", " ", text).strip(" ,-*/")


def folds(found: list[Query]) -> dict[str, frozenset[str]]:
    """Name of a fold -> the jurisdictions that it holds out."""
    pairs = Counter(q.jurisdiction for q in found)
    groups: dict[str, set[str]] = defaultdict(set)
    for jurisdiction, n in pairs.items():
        groups[jurisdiction if n > SMALL else f"small {jurisdiction[-2:]}"].add(jurisdiction)
    return {name: frozenset(group) for name, group in sorted(groups.items())}


def kept(examples: list[TitleExample], held_out: frozenset[str]) -> list[TitleExample]:
    """The examples that no held-out jurisdiction has."""
    return [e for e in examples if not held_out & set(e.source.split())]


def departments_of(found: list[Query], held_out: frozenset[str]) -> dict[TitleExample, list[str]]:
    """The commonest departments of each example outside the held-out jurisdictions."""
    seen: dict[TitleExample, Counter[str]] = defaultdict(Counter)
    for q in found:
        if q.jurisdiction not in held_out:
            seen[q.example][q.department] += q.positions
    return {e: [d for d, _ in c.most_common(3)] for e, c in seen.items()}


def weights(found: list[Query]) -> Iterator[float]:
    """Weight of each query when every distinct title of a jurisdiction counts 1."""
    positions: Counter[tuple[str, str]] = Counter()
    for q in found:
        positions[q.jurisdiction, q.title] += q.positions
    return (q.positions / positions[q.jurisdiction, q.title] for q in found)
