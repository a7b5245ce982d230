"""An auditor with the union's and board's editions of several dates, who knows every name, and which classes have as many
positions, and participants in a pathway, as before."""

from __future__ import annotations

import itertools
import os
import random
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from auditor import open_counts, small_moves
from plan_rows import insert, role
from scipy.optimize import linprog

from reskill.export.blocks import WITHHELD
from reskill.export.board.periods import by_quarter
from reskill.export.board.told_costs import REFUSED
from reskill.export.editions import edition_sheets, write_workbook
from reskill.export.union import people
from reskill.export.union.counts import TOGETHER
from reskill.export.union.people import PATHWAYS
from reskill.export.xlsx.sheet import Sheet, value_of
from reskill.problem import ReskillError
from reskill.project.file import Project, create
from reskill.reference.catalog import Catalog

PROJECTS = int(os.environ.get("RESKILL_AUDITS", "6"))  # packaging/long-checks.sh asks for 200
GAVE_AWAY = {62, 75, 175, 224}
"""Sums of several dates together; quarters beside first quarters; an old sum right by chance; hours of joined years."""
BANDS = {"low": 0.2, "watch": 0.35, "at risk": 0.45, "priority": 0.7}
HOURS = (24.0, 40.0, 120.0)
UNITS = ("Local 1 Clerks", "Local 1 Crew", "Local 2")
CODES = ("43-6014.00", "43-9061.00", "43-4121.00", "25-4031.00", "43-5031.00")
Told = tuple[dict[Any, int], list[tuple[set[Any], int]]]
"""Counts that stand beside their name, and sums with the names that they are of."""


@pytest.mark.parametrize("seed", sorted({*range(PROJECTS)} | GAVE_AWAY))
def test_that_no_date_adds_to_what_the_first_tells_of_few_people(
    seed: int, small_catalog: Catalog, tmp_path: Path
) -> None:
    chance = random.Random(seed)
    project = create(tmp_path / "p.reskill", city="Elm")
    with project.derive():  # one transaction: a thousand small ones are slow
        found = city(project, chance)
    counts: list[tuple[dict[Any, int], Told]] = []
    places: list[tuple[dict[Any, int], Told]] = []
    quarters: list[dict[str, int | None]] = []
    for date in range(chance.randint(2, 4)):
        with project.derive():
            if date:
                change(project, chance)
            plan(project, chance, found)
        sheets = {s.title: s for s in edition_sheets(project, small_catalog, "union")}
        counts.append((positions(project), positions_told(project, sheets)))
        places.append((participants(project), participants_told(project, sheets)))
        write_workbook(project, small_catalog, tmp_path / "u.xlsx", "union")
        board = {s.title: s for s in edition_sheets(project, small_catalog, "board")}
        try:
            write_workbook(project, small_catalog, tmp_path / "b.xlsx", "board")
        except ReskillError as error:
            assert error.text == REFUSED  # nothing goes out
            continue
        quarters.append(board_starts(board))
        assert_open_by_hours(project, board)
        assert_open_by_quarter(places[-1], starts_told(project, sheets), in_several(project), starting(board))
    project.close()
    assert [small_moves(*pair) for pair in itertools.combinations(quarters, 2) if small_moves(*pair)] == []
    audit(counts)
    audit(places)


def assert_open_by_quarter(
    told: tuple[dict[Any, int], Told], first: dict[Any, str], several: set[Any], starts: dict[str, int | None]
) -> None:
    """Fail where the board's counts by quarter, with each class's first quarter, leave a small count one value.

    The auditor knows which classes start in `several` quarters, if not how many then.
    """
    truth, (shown, sums) = told
    quarters = list(starts)
    place = {(k, q): n for n, (k, q) in enumerate((k, q) for k in truth for q in quarters)}
    rows, totals = [], []
    current = [(members, n) for members, n in sums if sum(truth[m] for m in members) == n]
    for members, n in [*current, *(({k}, n) for k, n in shown.items())]:
        rows.append([float(k in members) for k, _ in place])
        totals.append(n)
    for quarter, n in starts.items():
        if n is not None:
            rows.append([float(q == quarter) for _, q in place])
            totals.append(n)
    lower = [float(first.get(k) == q) for k, q in place]
    upper = [1e6 if q == first.get(k, q) or (k in several and first[k] < q) else 0.0 for k, q in place]
    for key, n in truth.items():
        if n >= 10 or not rows:
            continue
        goal = np.array([float(k == key) for k, _ in place])
        ends = [
            linprog(sign * goal, A_eq=rows, b_eq=totals, bounds=list(zip(lower, upper, strict=True)))
            for sign in (1, -1)
        ]
        assert all(e.success for e in ends), "the published figures contradict each other"
        assert round(-ends[1].fun - ends[0].fun) > 0, (key, n)


def assert_open_by_hours(project: Project, board: dict[str, Sheet]) -> None:
    """Fail where people and hours by period leave one value to a small count of those who train as many hours.

    The auditor knows by their programs which numbers of hours there are.
    """
    period = {q: p.name for q, p in by_quarter(project).items()}
    truth: Counter[tuple[str, float]] = Counter()
    for r in project.rows("SELECT * FROM cohort"):
        truth[period[r["fiscal_year"], r["quarter"]], r["hours"]] += r["participants"]
    kinds = list(truth)
    told = [(r["Period"], 1.0, r["New participants"]) for r in rows_of(board["Participants"])]
    told += [(r["Period"], None, r["Paid training hours"]) for r in rows_of(board["Participants"])]
    told += [(r["Period"], None, r["Quantity"]) for r in rows_of(board["Lines"]) if r["Category"] == "release wages"]
    rows, totals = [], []
    for name, per_person, n in told:
        row = [(per_person or hours) * (p in whole(name, set(period.values()))) for p, hours in kinds]
        if isinstance(n, int | float) and " (" not in name and any(row):
            rows.append(row)
            totals.append(n)
    for k, n in enumerate(truth.values()):
        if n < 10 and rows:
            goal = np.array([float(k == other) for other in range(len(kinds))])
            ends = [linprog(sign * goal, A_eq=rows, b_eq=totals, bounds=(1, 1e6)) for sign in (1, -1)]
            assert all(e.success for e in ends), "the published figures contradict each other"
            assert round(-ends[1].fun - ends[0].fun) > 0, (kinds[k], n)


def whole(name: str, periods: set[str]) -> set[str]:
    """The periods inside a stretch of time."""
    if name in periods:
        return {name}
    first, _, last = name.partition(" to ")
    return {p for p in periods if p >= first and p.split(" to ")[0] <= last}


def starts_told(project: Project, sheets: dict[str, Sheet]) -> dict[Any, str]:
    """The first quarter of each pathway of a class, as its sentence has it."""
    said = {r["Class title"]: r["What the plan says"] for r in rows_of(sheets["Classes"])}
    found = {}
    for r in project.rows(PATHWAYS):
        what = "Keep the job" if r["stays"] else f"Train for {re.escape(r['destination_title'])}"
        start = re.search(
            rf"{what}: [^.]*?, (?:first group|all start) ([^.(,]*[^.(, ])", said.get(f"TITLE {r['title_id']}", "")
        )
        if start:
            found[r["title_id"], r["destination"]] = start[1]
    return found


def in_several(project: Project) -> set[Any]:
    rows = project.rows(
        "SELECT title_id, destination FROM cohort GROUP BY 1, 2 HAVING count(DISTINCT 10 * fiscal_year + quarter) > 1"
    )
    return {(r["title_id"], r["destination"]) for r in rows}


def starting(board: dict[str, Sheet]) -> dict[str, int | None]:
    """How many start in each period today, None where that is not told."""
    current = {r["Period"] for r in rows_of(board["Participants"]) if " (" not in r["Period"]}
    return {period: n if period in current else None for period, n in board_starts(board).items()}


def board_starts(board: dict[str, Sheet]) -> dict[str, int | None]:
    """How many start in each period, or did when that was last told, None where that is withheld."""
    rows = rows_of(board["Participants"])
    told = {r["Period"].partition(" (")[0]: n for r in rows if (n := r["New participants"]) is not None}
    return {period: None if n == WITHHELD else n for period, n in told.items()}


def audit(dates: list[tuple[dict[Any, int], Told]]) -> None:
    """Fail where a count of one to nine people has one value left."""
    names: dict[Any, int] = {}
    shown: dict[Any, int] = {}
    sums: list[tuple[set[Any], int]] = []
    version: dict[Any, int] = {}
    before: dict[Any, int] = {}
    for truth, (alone, together) in dates:
        for key, n in truth.items():
            version[key] = version.get(key, 0) + (before.get(key) != n)
        before = truth
        names |= {(key, version[key]): n for key, n in truth.items()}
        shown |= {(key, version[key]): n for key, n in alone.items()}
        latest = {key: (key, version[key]) for key in truth}
        for members, n in together:
            if members and sum(truth[m] for m in members) == n:  # else it is of an earlier date, and nothing new
                sums.append(({latest[m] for m in members}, n))
    assert all(names[k] == n and n >= 10 for k, n in shown.items())
    small = [k for k, n in names.items() if n < 10]
    ends = open_counts(names, shown, sums, small)
    assert min((most - least for least, most in ends.values()), default=9) > 0, ends


def city(project: Project, chance: random.Random) -> list[int]:
    """A roster of many small classes in some units, of four bands."""
    people = []
    titles = list(range(1, chance.randint(12, 34)))
    for title in titles:
        n = chance.choice([1, 1, 2, 3, 5, 8, 11, 14, 40])
        insert(project, "title", (title, f"TITLE {title}", "", n, float(n), 50_000.0 * n))
        band, code = chance.choice(list(BANDS)), chance.choice(CODES)
        insert(project, "mapping", (title, code, code, 1, 0.9, "", "suggested", "", "", ""))
        insert(project, "role", role(title, code, code, 3, BANDS[band], (0.3, 0.3, 0.3, 0.1), band, n, "why"))
        for _ in range(n):
            place = "D", chance.choice(UNITS), ""
            people.append((f"p{len(people):05}", title, f"TITLE {title}", *place, 50_000.0, 1.0, "filled", "r", 1))
    insert(project, "position", *people)
    insert(project, "fund", (1, "City", "city", 1, "", ""))
    insert(project, "fund_year", (1, 2028, 1e6), (1, 2029, 1e6), (1, 2030, 1e6))
    return titles


def change(project: Project, chance: random.Random) -> None:
    """Some classes come into another band; and some people leave, or are hired, or not."""
    with project.derive() as db:
        for r in project.rows("SELECT title_id FROM role"):
            if chance.random() < 0.3:
                db.execute("UPDATE role SET band = ? WHERE title_id = ?", (chance.choice(list(BANDS)), r["title_id"]))
        if chance.random() < 0.5:
            for r in project.rows("SELECT id FROM position"):
                if chance.random() < 0.05:
                    db.execute("DELETE FROM position WHERE id = ?", (r["id"],))
            db.execute("UPDATE title SET positions = (SELECT count(*) FROM position WHERE title_id = title.id)")


def plan(project: Project, chance: random.Random, titles: list[int]) -> None:
    """A plan of some cohorts; a later one keeps most of them as they were."""
    with project.derive() as db:
        for r in project.rows("SELECT id FROM cohort"):
            if chance.random() < 0.2:
                db.execute("DELETE FROM budget_line WHERE cohort_id = ?", (r["id"],))
                db.execute("DELETE FROM cohort WHERE id = ?", (r["id"],))
    first = (project.value("SELECT max(id) FROM cohort") or 0) + 1
    for cohort in range(first, first + chance.randint(2, 12)):
        title, year, code = chance.choice(titles), chance.choice([2028, 2028, 2029, 2030]), chance.choice(CODES)
        most = project.value("SELECT positions FROM title WHERE id = ?", (title,))
        taken = project.value("SELECT coalesce(sum(participants), 0) FROM cohort WHERE title_id = ?", (title,))
        if most > taken:
            number, hours = chance.randint(1, most - taken), chance.choice(HOURS[: chance.choice([1, 2, 2, 3])])
            row = (cohort, title, code, code, None, year, 1, f"{year - 1}-07-01", number, hours)
            insert(project, "cohort", (*row, ""))
            released = number * hours
            insert(
                project,
                "budget_line",
                (cohort, year, 1, "release wages", 1, released, "hour", 24.0, round(2400 * released), 1, "", ""),
            )
            insert(project, "budget_line", (cohort, year, 1, "tuition", 1, 3.0, "x", 500.0, 150_000, 0, "", ""))


def positions(project: Project) -> dict[Any, int]:
    rows = project.rows("SELECT title, bargaining_unit AS unit, count(*) AS n FROM position GROUP BY 1, 2")
    return {(r["title"], r["unit"]): r["n"] for r in rows}


def participants(project: Project) -> dict[Any, int]:
    return {(r["title_id"], r["destination"]): r["participants"] for r in project.rows(PATHWAYS)}


def rows_of(sheet: Sheet) -> list[dict[str, Any]]:
    return [{c.title: value_of(v) for c, v in zip(sheet.columns, row, strict=True)} for row in sheet.rows]


def covered(sheets: dict[str, Sheet]) -> dict[str, Any]:
    return {r["Item"]: r["Value"] for r in rows_of(sheets["Cover"])}


def positions_told(project: Project, sheets: dict[str, Sheet]) -> Told:
    rows = rows_of(sheets["Classes"])
    names = {(r["Class title"], r["Unit"]): r["Band"].capitalize() for r in rows}
    shown = {(r["Class title"], r["Unit"]): r["Positions"] for r in rows if r["Positions"] != WITHHELD}
    told = covered(sheets)["Positions"]
    sums = [] if told == WITHHELD else [(set(names), told)]
    names = {k: band.lower() for k, band in names.items()}
    groups = pieces(people.positions(project), lambda key: (f"TITLE {key[0]}", key[1]))
    for line in rows_of(sheets["By bargaining unit"])[:-1]:
        units = units_of(line["Bargaining unit"])
        for column, n in line.items():
            if "ositions" in column:
                band = column.removeprefix("Positions ")
                inside = {k for k, b in names.items() if k[1] in units and band in ("All positions", b)}
                sums += least_sum(n, inside, groups)
    return shown, sums


def units_of(line: str) -> list[str]:
    """The units that a line of the sheet is about."""
    return [u for u in UNITS if u == line or line == f"{u.rsplit(' ', 1)[0]} [{TOGETHER}]"]


def pieces(told: people.RolledUp | None, name: Callable[[Any], Any]) -> list[set[Any]]:
    """The counts told alone and the sums of today, by names: what the worst of auditors could guess that is in a least sum."""
    if not told:
        return []
    return [{name(a.key)} for a in told.alone] + [
        {name(a.key) for a in b.atoms} for b in told.blocks if b.earlier is None
    ]


def least_sum(cell: Any, inside: set[Any], groups: list[set[Any]]) -> list[tuple[set[Any], int]]:
    """What a number, or the least that there are, tells of counts inside."""
    if isinstance(cell, int):
        return [(inside, cell)]
    if cell.startswith(WITHHELD):
        return []
    return [(set().union(*(g for g in groups if g <= inside)), int(cell.removeprefix("at least ").replace(",", "")))]


def participants_told(project: Project, sheets: dict[str, Sheet]) -> Told:
    ways = project.rows(PATHWAYS)
    lines = rows_of(sheets["Training"])
    names = {(r["title_id"], r["destination"]) for r in ways}
    sums = [
        ({k for k in names if line["Pathway"] in (k[1], "All pathways")}, line["Participants"])
        for line in lines
        if line["Participants"] != WITHHELD
    ]
    said = {r["Class title"]: r["What the plan says"] for r in rows_of(sheets["Classes"])}
    shown = {}
    for r in ways:
        what = "Keep the job" if r["stays"] else f"Train for {re.escape(r['destination_title'])}"
        found = re.search(rf"{what}: [^.]*\((\d+) people\)", said.get(f"TITLE {r['title_id']}", ""))
        if found:
            shown[r["title_id"], r["destination"]] = int(found[1])
    groups = pieces(people.participants(project), lambda key: key[:2])
    held = {
        u: {r["title_id"] for r in project.rows("SELECT title_id FROM position WHERE bargaining_unit = ?", (u,))}
        for u in UNITS
    }
    for line in rows_of(sheets["By bargaining unit"])[:-1]:
        units = units_of(line["Bargaining unit"])
        only = set().union(*(held[u] for u in units)) - set().union(*(held[u] for u in UNITS if u not in units))
        sums += least_sum(line["Participants"], {k for k in names if k[0] in only}, groups)
    return shown, sums
