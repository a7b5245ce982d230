"""Taking a list of programs in, a new one or a newer one of the same: what is new, changed, closed, doubtful, unread.

A program is known again by its list's number, else by provider, name, CIP code and site. What a person has changed
stays, and is told where the list now says something else.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reskill.intake.table import Table
from reskill.problem import Place, Problem, ReskillError
from reskill.programs.codes import state_of
from reskill.programs.list_columns import ListColumns, find_list_columns
from reskill.programs.list_fields import COST_LINES
from reskill.programs.list_row import REMEDIES, Doubt, ListRow
from reskill.programs.list_table import read_list
from reskill.progress import Tick, section, silent
from reskill.project.file import Project, Row

_SAME_LIST = 0.5  # share of the shorter list that two have in common, from which one is a newer copy of the other
_NO_CHANGE = {
    "source",
    "hours_source",
    "note",
    "source_date",
    "list",
    "list_key",
    "listed",
}  # facts that differ without the program being another
_NEEDED = {  # what a plan needs of a list, and the fields of which one says it
    "costs": ("total", *COST_LINES),
    "hours": ("hours", "unit"),
    "the occupation or the CIP code": ("cip", "soc"),
    "the place": ("state", "zip", "city", "address"),
}
_SHOWN = 3  # rows named for a kind of doubt


CLOSED = "no longer in its list"


def open_doubts(project: Project) -> list[tuple[str, int]]:
    """Kinds of doubts about the programs of lists, with the number of programs; those that were closed come last."""
    found = project.rows(
        "SELECT kind, count(DISTINCT program_id) AS n FROM program_doubt GROUP BY kind ORDER BY n DESC, kind"
    )
    closed = project.value("SELECT count(*) FROM program WHERE closed <> ''")
    return [*((r["kind"], r["n"]) for r in found), *([(CLOSED, closed)] if closed else [])]


def doubts_of(project: Project, program_id: int) -> list[Row]:
    """The doubts about one program, by kind and text."""
    return project.rows("SELECT kind, text FROM program_doubt WHERE program_id = ? ORDER BY id", (program_id,))


@dataclass(frozen=True)
class Taken:
    """What an import did: counts of rows, of doubts by kind, of known values by field; remarks to be read first."""

    list: str
    rows: int
    new: int
    changed: int
    closed: int
    known: Mapping[str, int]
    doubts: Mapping[str, int]
    columns: ListColumns
    unread: tuple[str, ...]
    missing: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class _Read:
    number: int
    key: str
    likeness: str
    facts: dict[str, object]
    doubts: tuple[Doubt, ...]


def take_in_list(
    project: Project,
    path: Path,
    *,
    columns: Mapping[str, str] | None = None,
    sheet: str = "",
    header_row: int | None = None,
    state: str = "",
    cips: Collection[str] = (),
    tick: Tick = silent,
) -> Taken:
    """Take every row of a list into the project as one change.

    `columns` names the column of a field where it is not recognised, `state` where programs are taught whose row does
    not say. Raises ReskillError when no column holds the names of programs.
    """
    if state and not state_of(state):
        raise ReskillError(f"{state} is not a state.", "Give a two-letter postal code such as NJ.")
    table = read_list(path, sheet, header_row, section(tick, 0.0, 0.4))
    found = find_list_columns(table, columns, cips)
    if "name" not in found.fields:
        raise ReskillError(
            f"No column of {table.file} is known to hold the names of programs.",
            f"Name it with --map name=COLUMN, or choose another sheet. {table.columns_told()}",
        )
    rows = _read(table, found, state_of(state), cips, section(tick, 0.4, 0.8))
    tick(0.8, "Storing programs")
    with project.change(f"Import programs from {table.file}"):
        name, before = _same_list(project, rows, table.file)
        stored = _store(project, name, rows, before)
        closed, left = _close(project, table, before, stored.known)
        _keep_doubts(project, name, rows)
    tick(1.0, "Programs imported")
    given = set(found.fields) | ({"state"} if state else set())
    missing = tuple(what for what, fields in _NEEDED.items() if not given & set(fields))
    facts = ("cost", "hours", "weeks", "cip", "soc", "zip", "place", "credential", "provider", "url")
    return Taken(
        list=name,
        rows=len(table.rows),
        new=stored.new,
        changed=stored.changed,
        closed=closed,
        known={f: sum(r.facts[f] not in ("", None) for r in rows) for f in facts},
        doubts=dict(Counter(d.kind for r in rows for d in r.doubts).most_common()),
        columns=found,
        unread=found.unread(table),
        missing=missing,
        problems=(
            *(_not_found(table, what) for what in missing),
            *left,
            *stored.kept,
            *_folded(table, len(table.rows) - len(rows)),
            *_grouped(table, rows),
            *table.problems,
        ),
    )


def _read(table: Table, found: ListColumns, state: str, cips: Collection[str], tick: Tick) -> list[_Read]:
    today, seen = dt.date.today(), Counter[str]()
    first: dict[str, _Read] = {}
    fields = {f: c for f, c in found.fields.items() if f != "online" or _answers(table, c[0])}
    out = []
    for n, (number, values) in enumerate(table.rows):
        if n % 500 == 0:
            tick(n / len(table.rows), "Reading programs")
        line = ListRow(table, fields, number, values, cips)
        facts = line.read(state, today)
        likeness = _likeness(facts)
        site = _plain(line.text("site"))
        key = line.text("program_id") or f"{likeness}|{site}"
        if key in first and first[key].likeness != likeness:  # one number for several sites
            key = f"{key}|{likeness}|{site}"
        if (same := first.get(key)) and _same_but_occupation(same.facts, facts):
            same.facts["soc"] = " ".join(dict.fromkeys(f"{same.facts['soc']} {facts['soc']}".split()))
            continue
        seen[key] += 1
        if seen[key] > 1:
            line.doubts.append(Doubt("listed twice", f"{facts['name']} is listed {seen[key]} times."))
            key = f"{key} #{seen[key]}"
        out.append(_Read(number, key, likeness, facts, tuple(line.doubts)))
        first.setdefault(key, out[-1])
    return out


def _answers(table: Table, column: int) -> bool:
    """Whether a column of yes and no tells rows apart, in words: 1 and 2, or one answer for all, tell nothing."""
    given = {str(values[column]).strip().casefold() for _, values in table.rows if column < len(values)} - {"", "none"}
    return len(given) > 1 and not given <= {"1", "2"}


def _plain(*parts: object) -> str:
    return "|".join(re.sub(r"[^a-z0-9]+", " ", str(p).casefold()).strip() for p in parts)


def _same_list(project: Project, rows: Sequence[_Read], file: str) -> tuple[str, list[Row]]:
    """The name of the list in the project that these rows are a newer copy of, with its programs; else a new name."""
    every: defaultdict[str, list[Row]] = defaultdict(list)
    for r in project.rows("SELECT * FROM program WHERE origin = 'imported' ORDER BY id"):
        every[r["list"]].append(r)
    here = {(r.key, _plain(r.facts["name"])) for r in rows} | {(r.likeness, "") for r in rows}
    best: tuple[float, str] = (0.0, "")
    for name, programs in every.items():
        both = sum((p["list_key"], _plain(p["name"])) in here or (_likeness(p), "") in here for p in programs)
        best = max(best, (both / min(len(programs), len(rows)), name))
    if best[0] >= _SAME_LIST:
        return best[1] or file, every[best[1]]
    names = {n for n in every if n}
    return next(n for n in (file, *(f"{file} ({i})" for i in range(2, 1000))) if n not in names), []


def _likeness(facts: Mapping[str, object]) -> str:
    """Provider, name, CIP code and place: what tells a program whose list numbers none, or numbers anew."""
    return _plain(facts["provider"], facts["name"], facts["cip"], facts["zip"] or facts["city"])


def _same_but_occupation(one: Mapping[str, object], other: Mapping[str, object]) -> bool:
    """Whether two rows are one program that its list repeats for another occupation."""
    apart = {"soc", *_NO_CHANGE}
    return one["soc"] != other["soc"] and all(one[f] == other[f] for f in one.keys() - apart)


@dataclass
class _Stored:
    """What came of the rows: counts, what people's own entries kept, and the ids of the programs known before."""

    new: int = 0
    changed: int = 0
    kept: list[Problem] = field(default_factory=list)
    known: set[int] = field(default_factory=set)


def _store(project: Project, name: str, rows: Sequence[_Read], before: Sequence[Row]) -> _Stored:
    """Enter the new programs and change the known ones, except in what a person changed."""
    by_key = {p["list_key"]: p for p in before if p["list_key"]}
    by_likeness = {_likeness(p): p for p in before}
    today, done, conn = dt.date.today().isoformat(), _Stored(), project.db.conn
    for r in rows:
        facts = {**r.facts, "list": name, "list_key": r.key, "listed": today, "closed": ""}
        known = by_key.get(r.key) or by_likeness.get(r.likeness)
        if known is None or known["id"] in done.known:
            marks = ", ".join("?" * len(facts))
            conn.execute(f"INSERT INTO program ({', '.join(facts)}) VALUES ({marks})", tuple(facts.values()))
            done.new += 1
            continue
        done.known.add(known["id"])
        differ = {f: v for f, v in facts.items() if known[f] != v}
        edited = known["edited"].split()
        done.kept += [_kept(f, known, differ[f], r) for f in edited if f in differ and f not in _NO_CHANGE]
        facts = {f: v for f, v in differ.items() if f not in edited}
        done.changed += bool(facts.keys() - _NO_CHANGE)
        if facts:
            sets = ", ".join(f"{f} = ?" for f in facts)
            conn.execute(f"UPDATE program SET {sets} WHERE id = ?", (*facts.values(), known["id"]))
    return done


def _kept(name: str, known: Row, listed: object, row: _Read) -> Problem:
    text = f"{known['name']}: your {name} of {_told(known[name])} is kept; the list says {_told(listed)}."
    return Problem(text, Place(row=row.number), "Change it where the list is right.", "warning")


def _told(value: object) -> str:
    return "nothing" if value in ("", None) else f"{value:,g}" if isinstance(value, int | float) else str(value)


def _close(project: Project, table: Table, before: Sequence[Row], known: Collection[int]) -> tuple[int, list[Problem]]:
    """Mark the programs that a newer list no longer has: how many. A file with less than half of a list closes none."""
    gone = [p["id"] for p in before if p["id"] not in known and not p["closed"]]
    if len(gone) > len(before) * _SAME_LIST:
        text = f"{len(gone):,} programs of this list, more than half, are not in this file; they stay as they were."
        remedy = "If they are closed, import the whole newer list, or remove them."
        return 0, [Problem(text, Place(table.file, table.sheet), remedy, "warning")]
    today = dt.date.today().isoformat()
    project.db.conn.executemany("UPDATE program SET closed = ? WHERE id = ?", [(today, i) for i in gone])
    return len(gone), []


def _keep_doubts(project: Project, name: str, rows: Sequence[_Read]) -> None:
    ids = {r["list_key"]: r["id"] for r in project.rows("SELECT id, list_key FROM program WHERE list = ?", (name,))}
    conn = project.db.conn
    conn.execute("DELETE FROM program_doubt WHERE program_id IN (SELECT id FROM program WHERE list = ?)", (name,))
    conn.executemany(
        "INSERT INTO program_doubt (program_id, kind, text, row) VALUES (?,?,?,?)",
        [(ids[r.key], d.kind, d.text, r.number) for r in rows for d in r.doubts],
    )


def _not_found(table: Table, what: str) -> Problem:
    text = f"No column is known to hold {what}: it is unknown for every program of this list."
    fields = " or ".join(_NEEDED[what])
    return Problem(
        text, Place(table.file, table.sheet), f"If a column holds it: --map {fields.split(' ')[0]}=COLUMN.", "warning"
    )


def _folded(table: Table, rows: int) -> list[Problem]:
    if not rows:
        return []
    text = f"Rows that repeat a program for another occupation, and are read as one with it: {rows:,}."
    return [Problem(text, Place(table.file, table.sheet), "", "warning")]


def _grouped(table: Table, rows: Sequence[_Read]) -> list[Problem]:
    """One remark for each kind of doubt, with its count and the first rows."""
    by_kind: defaultdict[str, list[tuple[int, Doubt]]] = defaultdict(list)
    for r in rows:
        for d in r.doubts:
            by_kind[d.kind].append((r.number, d))
    out = []
    for kind in REMEDIES:
        if found := by_kind.get(kind):
            first = ", ".join(str(n) for n, _ in found[:_SHOWN])
            row = f"row{'s' * (len(found) > 1)} {first}{' and others' * (len(found) > _SHOWN)}"
            text = f"{kind[:1].upper()}{kind[1:]}: {len(found):,} ({row}). For instance: {found[0][1].text}"
            place = Place(table.file, table.sheet, found[0][0], found[0][1].column)
            out.append(Problem(text, place, REMEDIES[kind], "warning"))
    return out
