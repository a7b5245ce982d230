"""Decisions as a file that another city, or next year's roster, can start from."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from reskill.active_text import guarded, unguarded
from reskill.atomic import replacing
from reskill.intake.table import read_table
from reskill.matching.decisions import settle
from reskill.matching.kept_decisions import kept_mappings
from reskill.matching.title_key import title_key
from reskill.problem import Place, Problem
from reskill.project.file import Project
from reskill.reference.catalog import Catalog

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


@dataclass(frozen=True)
class Crosswalk:
    """The decisions that a file holds, and what could not be read of it."""

    file: str
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Difference:
    """A title for which the crosswalk says otherwise than the project, for a person to confirm."""

    title_id: int
    title: str
    department: str
    here: Shares
    status: str  # of the project's mapping: suggested, accepted, changed, uncodable
    entry: Entry


@dataclass(frozen=True)
class Import:
    """What a crosswalk did: titles settled, differences that wait, titles of the project that it does not know."""

    settled: tuple[int, ...]
    differences: tuple[Difference, ...]
    unknown: int


def export_crosswalk(project: Project, target: Path) -> int:
    """Write the decisions of people, about titles that have left the roster too, to a CSV file; the number of titles."""
    rows = project.rows(
        "SELECT t.title, t.department, m.code AS onet_soc_code, m.share, m.status, m.who, m.at, m.why"
        " FROM mapping m JOIN title t ON t.id = m.title_id WHERE m.status <> 'suggested'"
    )
    rows += [{**r, "onet_soc_code": r["code"]} for r in kept_mappings(project)]
    rows.sort(key=lambda r: (r["title"], r["department"], -r["share"], r["onet_soc_code"]))
    with replacing(target) as part, part.open("w", encoding="utf-8-sig", newline="") as f:
        out = csv.writer(f)
        out.writerow(HEADERS)
        out.writerows([guarded(r[h]) for h in HEADERS] for r in rows)
    return len({(r["title"], r["department"]) for r in rows})


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
            found[r["title"], r.get("department", "")].append((number, r))
    entries, problems = [], []
    for rows in found.values():
        made = _entry(rows, catalog)
        if isinstance(made, Entry):
            entries.append(made)
        else:
            problems.append(Problem(made, Place(table.file, table.sheet, rows[0][0]), "The title waits for a person."))
    return Crosswalk(table.file, tuple(entries), tuple(problems))


def import_crosswalk(project: Project, catalog: Catalog, crosswalk: Crosswalk) -> Import:
    """Settle the titles on which the crosswalk agrees with the suggestion, or which have none, in one change.

    What people decided here, and suggestions that differ, are left as they are and returned as differences.
    """
    known = {(title_key(e.title), e.department.casefold()): e for e in crosswalk.entries}
    present = _present(project)
    settled, differences, unknown = [], [], 0
    for title_id, title, department, shares, status in present:
        key = title_key(title)
        entry = known.get((key, department.casefold())) or known.get((key, ""))
        if entry is None:
            unknown += 1
        elif not _alike(shares, entry.shares) and (shares or status):
            differences.append(Difference(title_id, title, department, shares, status, entry))
        elif status in ("", "suggested"):
            settled.append((title_id, entry))
    with project.change(f"Import the crosswalk {crosswalk.file}"):
        for title_id, entry in settled:
            _take(project, catalog, title_id, entry)
    return Import(tuple(t for t, _ in settled), tuple(differences), unknown)


def confirm(project: Project, catalog: Catalog, differences: Iterable[Difference]) -> None:
    """Take the crosswalk's side for these titles, in one change."""
    chosen = list(differences)
    with project.change(f"Take {len(chosen)} decisions of a crosswalk"):
        for d in chosen:
            _take(project, catalog, d.title_id, d.entry)


def _take(project: Project, catalog: Catalog, title_id: int, entry: Entry) -> None:
    rows = [(code, catalog.occupation(code).title, share) for code, share in entry.shares]
    source = " ".join(filter(None, (f"crosswalk of {entry.who or 'another city'}", entry.at)))
    why = f"{source}: {entry.why}" if entry.why else source
    settle(project, title_id, rows, why)


def _present(project: Project) -> list[tuple[int, str, str, Shares, str]]:
    found: dict[int, tuple[int, str, str, Shares, str]] = {}
    for r in project.rows(
        "SELECT t.id, t.title, t.department, m.code, m.share, m.status FROM title t"
        " LEFT JOIN mapping m ON m.title_id = t.id ORDER BY t.id, m.share DESC, m.code"
    ):
        shares = found[r["id"]][3] if r["id"] in found else ()
        shares += ((r["code"], r["share"]),) if r["code"] else ()
        found[r["id"]] = (r["id"], r["title"], r["department"], shares, r["status"] or "")
    return list(found.values())


def _entry(rows: Sequence[tuple[int, dict[str, str]]], catalog: Catalog) -> Entry | str:
    """The decision in the rows of one title, or what is wrong with it."""
    first = rows[0][1]
    shares = []
    for _, r in rows:
        code = r["onet_soc_code"]
        if not code:
            continue
        if code not in catalog.occupations and f"{code}.00" not in catalog.occupations:
            return f"“{first['title']}” has the code {code[:20]}, which is not in the reference."
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


def _alike(here: Shares, there: Shares) -> bool:
    return {c: round(s, 3) for c, s in here} == {c: round(s, 3) for c, s in there}


def _unquoted(value: object) -> str:
    return unguarded("" if value is None else str(value)).strip()
