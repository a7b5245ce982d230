"""The two counts of people that the union edition tells, rolled up once for all its sheets and files.

Positions by class title within a bargaining unit (a department, where the roster has no units), and participants by class title within a pathway. No other count of
people is told, so that no second sum crosses these.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from reskill.export.blocks import Atom, RolledUp, roll_up
from reskill.export.since import Published, told_since
from reskill.export.xlsx.sheet import Sheet, on_screen
from reskill.exposure.bands import NOT_ESTIMATED
from reskill.planning.seats import PROGRAM
from reskill.project.file import Project
from reskill.project.published import (
    COUNTS,
    LINES,
    PARTICIPANTS,
    PIECES,
    POSITIONS,
    keep_counts,
    keep_sums,
    keep_told,
    sums_told,
    told_before,
)
from reskill.project.unchanged import while_unchanged
from reskill.table import Column

NO_UNIT = "not given"
UNITS, EVERY_UNIT = (
    "units",
    "every_unit",
)  # fields of what is told of a row's units, and of all of them where these are many
MORE = "and more: see the last column"  # in brackets, which another language says too
_MANY, _TOLD = 6, 3
_PADDING, _WIDEST = 3, 19  # characters
PATHWAYS = f"""
SELECT c.title_id, c.destination, coalesce(c.program_id, 0) AS program_id, c.destination_title, c.hours,
    c.destination = coalesce(r.code, '') AS stays, {PROGRAM} AS program,
    p.provider, p.delivery, p.credential, p.cost, t.title, sum(c.participants) AS participants
FROM cohort c LEFT JOIN program p ON p.id = c.program_id LEFT JOIN role r ON r.title_id = c.title_id
LEFT JOIN title t ON t.id = c.title_id
WHERE c.participants > 0 GROUP BY 1, 2, 3 ORDER BY stays DESC, c.destination_title, program, c.title_id
"""


def has_units(project: Project) -> bool:
    """Whether the roster gives bargaining units; else the edition goes by department in their place."""
    return bool(project.value("SELECT 1 FROM position WHERE trim(bargaining_unit) <> '' LIMIT 1"))


def unit(project: Project) -> str:
    """The SQL expression of a position's bargaining unit, or department."""
    field = "bargaining_unit" if has_units(project) else "department"
    return f"coalesce(nullif(trim(position.{field}), ''), '{NO_UNIT}')"


def unit_column(project: Project, width: int = 13) -> Column:
    """The column by which a sheet of classes is ordered and filtered for one unit, or department; wide enough for the
    words of their names."""
    names = (r["unit"] for r in project.rows(f"SELECT DISTINCT {unit(project)} AS unit FROM position"))
    width = min(max([width, *(len(word) + _PADDING for name in names for word in name.split())]), _WIDEST)
    title = "Unit" if has_units(project) else "Department"
    return Column(
        title, UNITS, "wrapped", width, tip="Of these classes; the rows are in the order of it. Filter by it."
    )


def with_few_units(sheet: Sheet) -> Sheet:
    """The sheet with a few units told of each row that has many, which no page would hold; all of them stand in a column of
    their own then, on screen."""
    at = sheet.position(UNITS)
    whole = [str(row[at] or "").split("; ") for row in sheet.rows]
    if all(len(names) <= _MANY for names in whole):
        return sheet
    told = ["; ".join(names) if len(names) <= _MANY else f"{'; '.join(names[:_TOLD])} [{MORE}]" for names in whole]
    rows = [(*row[:at], few, *row[at + 1 :]) for row, few in zip(sheet.rows, told, strict=True)]
    column = sheet.columns[at]
    every = replace(column, title=f"Every {column.title.lower()}", field=EVERY_UNIT, width=28)
    return on_screen(replace(sheet, rows=rows), [every], [("; ".join(names),) for names in whole])


def units_of_titles(project: Project) -> Mapping[int, frozenset[str]]:
    """The bargaining units of each title by its id, or departments, whoever of it has a place."""
    found: dict[int, set[str]] = defaultdict(set)
    for r in project.rows(f"SELECT DISTINCT title_id, {unit(project)} AS unit FROM position"):
        found[r["title_id"]].add(r["unit"])
    return defaultdict(frozenset, {title: frozenset(units) for title, units in found.items()})


def by_name(units: Iterable[str]) -> str:
    """Units as a cell has them."""
    return "; ".join(sorted(set(units)))


@while_unchanged  # each sheet asks
def positions(project: Project) -> RolledUp | None:
    """Positions by (title id, unit), filled and vacant, rolled up within unit and band; 0 stands for no title."""
    rows = project.rows(
        f"SELECT coalesce(position.title_id, 0) AS title, {unit(project)} AS unit, coalesce(r.band, ?) AS band,"
        " count(*) AS n FROM position LEFT JOIN role r ON r.title_id = position.title_id GROUP BY 1, 2",
        (NOT_ESTIMATED,),
    )
    atoms = [Atom((r["title"], r["unit"]), r["n"], (r["unit"], r["band"])) for r in rows]
    return _told(project, POSITIONS, atoms)


@while_unchanged  # each sheet asks
def participants(project: Project) -> RolledUp | None:
    """Participants by (title id, destination, program id), rolled up within pathways.

    A class of which only a few stay outside the plan is not told alone: its positions are, so those few would be.
    """
    threshold = project.thresholds.small_cell
    rows = project.rows(PATHWAYS)
    size = {r["id"]: r["positions"] for r in project.rows("SELECT id, positions FROM title")}
    going: Counter[int] = Counter()
    for r in rows:
        going[r["title_id"]] += r["participants"]
    atoms = []
    for r in rows:
        rest = size[r["title_id"]] - going[r["title_id"]]
        key = r["title_id"], r["destination"], r["program_id"]
        path = (f"{r['destination']} {r['program_id']}",)
        atoms.append(Atom(key, r["participants"], path, free=not 0 < rest < threshold))
    return _told(project, PARTICIPANTS, atoms)


def _told(project: Project, kind: str, atoms: Sequence[Atom]) -> RolledUp | None:
    """The counts as they may be told beside all that was told before."""
    name = _Names(project)
    known, least = {name(a.key): a.key for a in atoms}, project.thresholds.small_cell
    before: dict[Hashable, int] = {known.get(n, n): v for n, v in told_before(project, kind).items()}
    counts: dict[Hashable, int] = {known.get(n, n): v for n, v in told_before(project, COUNTS[kind]).items()}
    pieces, lines = (
        [{known.get(n, n): count for n, count in of.items()} for of in sums_told(project, kinds[kind])]
        for kinds in (PIECES, LINES)
    )
    told = roll_up(atoms, least, before)
    return told and told_since(told, counts, before, least, Published(pieces, lines))


def keep_told_people(project: Project) -> None:
    """Keep which counts of people the union edition tells, alone or as parts of one sum, for the editions to come."""
    name = _Names(project)
    for kind, told in ((POSITIONS, positions(project)), (PARTICIPANTS, participants(project))):
        if not told:
            continue
        keep_told(project, kind, [{name(a.key) for a in block.atoms} for block in told.blocks])
        sums, counts = told_before(project, kind), told_before(project, COUNTS[kind])
        waiting = {sums[name(b.atoms[0].key)] for b in told.blocks if b.earlier is not None}
        kept = {n: count for n, count in counts.items() if sums.get(n) in waiting}
        fresh = (*told.alone, *(a for b in told.blocks if b.earlier is None for a in b.atoms))
        keep_counts(project, kind, kept | {name(a.key): a.count for a in fresh})
        now = Published.of(told)
        for kinds, found in ((PIECES, now.pieces), (LINES, now.lines)):
            keep_sums(project, kinds[kind], [{name(key): n for key, n in of.items()} for of in found])


class _Names:
    """What a count is called whatever the numbers of titles and programs become: JSON of its key."""

    def __init__(self, project: Project) -> None:
        titles = project.rows("SELECT id, title, department FROM title")
        self._titles = {r["id"]: [r["title"], r["department"]] for r in titles}
        self._programs = {r["id"]: r["name"] for r in project.rows("SELECT id, name FROM program")}

    def __call__(self, key: Any) -> str:
        title, *rest = key
        names = [*rest[:1], *(self._programs.get(program, "") for program in rest[1:])]
        return json.dumps([*self._titles.get(title, ["", ""]), *names])
