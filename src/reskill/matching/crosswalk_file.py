"""A crosswalk: decisions on titles in a CSV file that another city, next year's roster or a script works with.

A row that is only suggested decides nothing, whoever wrote it.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reskill.active_text import guarded, unguarded
from reskill.atomic import replacing
from reskill.intake.table import read_table
from reskill.matching.status import ACCEPTED, SUGGESTED, UNCODABLE
from reskill.matching.title_key import title_key
from reskill.problem import Place, Problem
from reskill.reference.catalog import Catalog
from reskill.reference.soc_2010 import pointer

HEADERS = ("title", "department", "onet_soc_code", "share", "status", "who", "at", "why")
Shares = tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Entry:
    """One decision of a crosswalk; no shares = the title was found uncodable."""

    title: str
    department: str
    shares: Shares
    who: str
    at: str
    why: str

    @property
    def key(self) -> tuple[str, str]:
        """What tells the titles of two files apart."""
        return title_key(self.title), self.department.casefold()

    def rows(self) -> Iterator[dict[str, Any]]:
        """The rows of the file, one for each occupation."""
        about = {"title": self.title, "department": self.department, "who": self.who, "at": self.at, "why": self.why}
        for code, share in self.shares or (("", 1.0),):
            yield {**about, "onet_soc_code": code, "share": share, "status": ACCEPTED if code else UNCODABLE}


@dataclass(frozen=True)
class Crosswalk:
    """The decisions that a file holds, what could not be read of it, and how many titles it only suggests."""

    file: str
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    suggested: int = 0


@dataclass(frozen=True)
class Merged:
    """The decisions of several files, and those that contradict an earlier file's, each behind that of the earlier."""

    entries: tuple[Entry, ...]
    conflicts: tuple[tuple[Entry, Entry], ...]


def write_crosswalk(rows: Iterable[Mapping[str, Any]], target: Path) -> None:
    """Write rows by HEADERS to a CSV file, in the order of their titles."""
    ordered = sorted(rows, key=lambda r: (r["title"], r["department"], -r["share"], r["onet_soc_code"]))
    with replacing(target) as part, part.open("w", encoding="utf-8-sig", newline="") as f:
        out = csv.writer(f)
        out.writerow(HEADERS)
        out.writerows([guarded(r[h]) for h in HEADERS] for r in ordered)


def read_crosswalk(path: Path, catalog: Catalog) -> Crosswalk:
    """Read a crosswalk from CSV or XLSX. Decisions with an unknown code or shares that do not sum to 1 are left out.

    Raises ReskillError when the file holds no table.
    """
    table = read_table(path)
    names = [h.strip().casefold() for h in table.headers]
    missing = [h for h in ("title", "onet_soc_code") if h not in names]
    if missing:
        problem = Problem(
            f"There is no column {' and no column '.join(missing)}.",
            Place(table.file, table.sheet, table.header_row),
            f"A crosswalk has the columns {', '.join(HEADERS)}.",
        )
        return Crosswalk(table.file, (), (problem,))
    found: dict[tuple[str, str], list[tuple[int, dict[str, str]]]] = defaultdict(list)
    for number, values in table.rows:
        r = {n: _unquoted(v) for n, v in zip(names, values, strict=False) if n in HEADERS}
        if r["title"]:
            found[title_key(r["title"]), r.get("department", "").casefold()].append((number, r))
    entries, problems, suggested = [], [], 0
    for rows in found.values():
        if all(r.get("status", "").casefold() == SUGGESTED for _, r in rows):
            suggested += 1
            continue
        made = _entry(rows, catalog)
        if isinstance(made, Entry):
            entries.append(made)
        else:
            problems.append(Problem(made, Place(table.file, table.sheet, rows[0][0]), "The title waits for a person."))
    return Crosswalk(table.file, tuple(entries), tuple(problems), suggested)


def merged(crosswalks: Iterable[Crosswalk], first_wins: bool = False) -> Merged:
    """The decisions of several crosswalks; where two contradict each other neither is taken, or with `first_wins` the
    earlier file's."""
    found: dict[tuple[str, str], Entry] = {}
    conflicts: list[tuple[Entry, Entry]] = []
    for entry in (e for c in crosswalks for e in c.entries):
        known = found.setdefault(entry.key, entry)
        if not alike(known.shares, entry.shares):
            conflicts.append((known, entry))
    torn = set() if first_wins else {first.key for first, _ in conflicts}
    return Merged(tuple(e for key, e in found.items() if key not in torn), tuple(conflicts))


def alike(here: Shares, there: Shares) -> bool:
    """Whether two decisions are the same but for roundings."""
    return {c: round(s, 3) for c, s in here} == {c: round(s, 3) for c, s in there}


def _entry(rows: Sequence[tuple[int, dict[str, str]]], catalog: Catalog) -> Entry | str:
    """The decision in the rows of one title, or what is wrong with it."""
    first = rows[0][1]
    shares = []
    for _, r in rows:
        code = r["onet_soc_code"]
        if not code:
            continue
        if code not in catalog.occupations and f"{code}.00" not in catalog.occupations:
            said = f"“{first['title']}” has the code {code[:20]}, which is not in the reference. {pointer(code)}"
            return said.strip()
        share = _number(r.get("share", "") or "1")
        if share is None:
            return f"“{first['title']}” has a share that is not a number."
        shares.append((catalog.occupation(code).code, share))
    if shares and (abs(sum(s for _, s in shares) - 1) > 0.001 or len({c for c, _ in shares}) < len(shares)):
        return f"The shares of “{first['title']}” do not sum to 1."
    details = [first.get(k, "") for k in ("who", "at", "why")]
    return Entry(first["title"], first.get("department", ""), tuple(shares), *details)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _unquoted(value: object) -> str:
    return unguarded("" if value is None else str(value)).strip()
