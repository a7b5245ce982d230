"""An auditor after the pay of titles that fewer than ten hold, with the union's and board's editions of several dates.

The auditor knows names, places, hours, prices and rates, all but pay, of which everybody's is known within a fifth, as
from a pay schedule; whatever the editions tell of costs is a sum of pay. Nobody's may be known within 5% from them. No
part of a file may hold somebody's pay, and no live cell a figure of its own: inputs that are changed tell no more then.
"""

from __future__ import annotations

import os
import random
import re
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from plan_rows import insert, role
from scipy.optimize import linprog

from reskill.export.board.told_costs import REFUSED, told_costs
from reskill.export.editions import edition_sheets, write_workbook
from reskill.export.union.costs import rounding
from reskill.export.xlsx.sheet import As, Formula, Sheet, value_of
from reskill.problem import ReskillError
from reskill.project.file import Project, create
from reskill.reference.catalog import Catalog

PROJECTS = int(os.environ.get("RESKILL_AUDITS", "3"))  # packaging/long-checks.sh asks for 200
HOURS_A_YEAR = 2080
FRINGE, BACKFILL, REVIEW, OVERHEAD, KNOWN, CLOSE = 0.35, 0.5, 0.05, 0.1, 0.2, 0.05
CODES = ("43-6014.00", "43-9061.00", "43-4121.00", "25-4031.00")


@dataclass(frozen=True)
class Fact:
    """A sum of pay: by title the hours at its pay, and what they come to, within `off` dollars."""

    hours: dict[int, float]
    dollars: float
    off: float


@dataclass(frozen=True)
class Cost:
    """A budget line as the auditor knows it: everything but pay, as hours at the title's pay and other dollars."""

    title: int
    hours: float
    other: float

    def part(self, share: float) -> Cost:
        """A share of it."""
        return Cost(self.title, self.hours * share, self.other * share)


@pytest.mark.parametrize("seed", sorted({*range(PROJECTS), 34}))  # in 34, what a unit costs once was outside its range
def test_that_nobodys_pay_is_recovered_from_editions_of_several_dates(
    seed: int, small_catalog: Catalog, tmp_path: Path
) -> None:
    chance = random.Random(seed)
    project = create(tmp_path / "p.reskill", city="Elm")
    with project.derive():  # one transaction: a thousand small ones are slow
        pay, size = city(project, chance)
    facts: list[Fact] = []
    seen: set[float] = set()
    for date in range(chance.randint(2, 4)):
        with project.derive():
            costs = change(project, chance, pay, size, first=not date)
        for edition in ("union", "board"):
            sheets = {s.title: s for s in edition_sheets(project, small_catalog, edition)}
            told = told_by_union if edition == "union" else told_by_board
            found = [*told(project, sheets, costs)]
            try:
                write_workbook(project, small_catalog, tmp_path / f"{edition}.xlsx", edition)
            except ReskillError as error:
                assert edition == "board" and error.text == REFUSED  # nothing goes out
                continue
            facts += found
            seen |= numbers_in(tmp_path / f"{edition}.xlsx")
            assert edition == "union" or live_figures(sheets["Lines"]) == []
    small = [title for title, n in size.items() if n < 10]
    a_year = {
        r["annual_salary"]
        for r in project.rows(
            "SELECT annual_salary FROM position WHERE title_id IN (SELECT id FROM title WHERE positions < 10)"
        )
    }
    project.close()
    assert a_year & seen == set()
    found = recovered(facts, pay, small, chance)
    assert found == {}, (seed, found)


def numbers_in(book: Path) -> set[float]:
    """Every number in any part of a workbook: cells, formulas and what is stored of them, charts, names, properties."""
    with zipfile.ZipFile(book) as parts:
        return {float(n) for name in parts.namelist() for n in re.findall(rb"\d+(?:\.\d+)?", parts.read(name))}


def live_figures(sheet: Sheet) -> list[str]:
    """The formulas of a sheet that have a figure with cents of their own, or refer to another sheet's cells."""
    formulas = [
        f.text for row in sheet.rows for c in row if isinstance(f := c.content if isinstance(c, As) else c, Formula)
    ]
    return [text for text in formulas if re.search(r"\d\.\d\d|{[A-Z][^}]*\.", text)]


def recovered(
    facts: list[Fact], pay: dict[int, float], wanted: list[int], chance: random.Random
) -> dict[int, tuple[float, float]]:
    """The titles whose hourly pay is left within CLOSE, with the least and most that it can be."""
    titles = sorted(pay)
    middle = {t: pay[t] * chance.uniform(0.9, 1.1) for t in titles}
    ends = [(middle[t] * (1 - KNOWN), middle[t] * (1 + KNOWN)) for t in titles]
    rows, limits = [], []
    for fact in facts:
        row = [fact.hours.get(t, 0.0) for t in titles]
        rows += [row, [-h for h in row]]
        limits += [fact.dollars + fact.off, fact.off - fact.dollars]
    found = {}
    for t in wanted:
        goal = np.array([float(t == other) for other in titles])
        solved = [linprog(sign * goal, A_ub=np.array(rows), b_ub=limits, bounds=ends) for sign in (1, -1)]
        assert all(s.success for s in solved), "the published figures contradict each other"
        least, most = solved[0].fun, -solved[1].fun
        if most - least < CLOSE * pay[t]:
            found[t] = least, most
    return found


def told_by_board(project: Project, sheets: dict[str, Sheet], costs: dict[int, Cost]) -> Iterator[Fact]:
    """The amount of each line of the sheet Lines, over the budget lines that it sums."""
    place = told_costs(project).place
    summed: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for r in project.rows("SELECT b.*, f.name AS fund FROM budget_line b JOIN fund f ON f.id = b.fund_id"):
        paid = "in kind" if r["in_kind"] else "cash"
        fund, period = place(r["fund"], (r["fiscal_year"], r["quarter"]), r["category"], r["in_kind"])
        summed[fund, period.name, r["category"], paid, r["unit"]].append(r["id"])
    for row in rows_of(sheets["Lines"]):
        key = row["Fund"], row["Period"], row["Category"], row["Cash or in kind"], row["Unit"]
        yield fact([costs[n] for n in summed[key]], row["Amount"], 0.01 * len(summed[key]))


def told_by_union(project: Project, sheets: dict[str, Sheet], costs: dict[int, Cost]) -> Iterator[Fact]:
    """The rounded costs by category of the cover, and the ranges of each unit's."""
    told = {row["Item"]: row["Value"] for row in rows_of(sheets["Cover"]) if row["Section"] == "Costs, all years"}
    steps = rounding(project)
    for category, step in steps.items():
        ids = [r["id"] for r in project.rows("SELECT id FROM budget_line WHERE category = ?", (category,))]
        amount = told.get(category.capitalize())
        if isinstance(amount, float | int):
            yield fact([costs[n] for n in ids], amount, step / 200 + 1)
    places = Counter((r["title_id"], r["bargaining_unit"]) for r in project.rows("SELECT * FROM position"))
    for row in rows_of(sheets["By bargaining unit"]):
        ends = [float(n.replace(",", "")) for n in re.findall(r"[\d,]+", str(row.get("Training cost, all years", "")))]
        if ends and row["Bargaining unit"] in ("U1", "U2"):
            least, most = [0.0, *ends][-2:]
            whole = {t: places[t, "U1"] + places[t, "U2"] for t, _ in places}
            inside = [c.part(places[c.title, row["Bargaining unit"]] / whole[c.title]) for c in costs.values()]
            yield fact(inside, (least + most) / 2, (most - least) / 2 + 1)


def fact(costs: list[Cost], dollars: float, off: float) -> Fact:
    hours: dict[int, float] = defaultdict(float)
    for cost in costs:
        hours[cost.title] += cost.hours
    return Fact(hours, dollars - sum(c.other for c in costs), off)


def rows_of(sheet: Sheet) -> list[dict[str, Any]]:
    return [{c.title: value_of(cell) for c, cell in zip(sheet.columns, row, strict=False)} for row in sheet.rows]


def city(project: Project, chance: random.Random) -> tuple[dict[int, float], dict[int, int]]:
    """A roster of small and lone titles with some larger ones; the hourly pay and the positions of each."""
    pay, size = {}, {}
    for title in range(1, chance.randint(24, 48)):
        size[title] = chance.choice([1, 1, 1, 2, 3, 5, 9, 11, 14, 40])
        year = round(chance.uniform(35_000, 120_000), 2)
        pay[title] = round(year / HOURS_A_YEAR, 2)
        code = chance.choice(CODES)
        insert(project, "title", (title, f"TITLE {title}", "", size[title], float(size[title]), year * size[title]))
        insert(project, "mapping", (title, code, code, 1, 0.9, "", "suggested", "", "", ""))
        insert(project, "role", role(title, code, code, 3, 0.5, (0.3, 0.3, 0.3, 0.1), "at risk", size[title], "why"))
        for n in range(size[title]):
            place = "D", f"U{chance.randint(1, 2)}", ""
            line = (f"p{title:03}-{n}", title, f"TITLE {title}", *place, year, 1.0, "filled", "r", 1)
            insert(project, "position", line)
    for fund in (1, 2, 3):
        insert(project, "fund", (fund, f"Fund {fund}", "city", 1, "", ""))
        insert(project, "fund_year", *((fund, year, 1e6) for year in (2028, 2029, 2030)))
    return pay, size


def change(
    project: Project, chance: random.Random, pay: dict[int, float], size: dict[int, int], first: bool
) -> dict[int, Cost]:
    """A plan, or at a later date one in which a few places or many are others; gives what its lines cost."""
    if first:
        cohorts = chance.randint(20, 60)
    else:
        cohorts = chance.choice([0, 1, 2, 8, 25])
        gone = chance.choice([0, 1, 6, 20])
        with project.derive() as db:
            ids = [r["id"] for r in project.rows("SELECT id FROM cohort")]
            for n in chance.sample(ids, min(gone, len(ids) - 1)):
                db.execute("DELETE FROM budget_line WHERE cohort_id = ?", (n,))
                db.execute("DELETE FROM cohort WHERE id = ?", (n,))
            if chance.random() < 0.3:  # a small title leaves the roster with its people
                left = chance.choice(project.rows("SELECT id FROM title WHERE positions < 10"))["id"]
                db.execute(
                    "DELETE FROM budget_line WHERE cohort_id IN (SELECT id FROM cohort WHERE title_id = ?)", (left,)
                )
                for table in ("cohort", "role", "mapping", "position"):
                    db.execute(f"DELETE FROM {table} WHERE title_id = ?", (left,))
                db.execute("DELETE FROM title WHERE id = ?", (left,))
    number = (project.value("SELECT max(id) FROM cohort") or 0) + 1
    for cohort in range(number, number + cohorts):
        title = chance.choice([r["id"] for r in project.rows("SELECT id FROM title")])
        taken = project.value("SELECT coalesce(sum(participants), 0) FROM cohort WHERE title_id = ?", (title,))
        if taken < size[title]:
            add(project, chance, cohort, title, chance.randint(1, size[title] - taken), pay[title])
    return {r["id"]: known(r, pay) for r in project.rows(_KNOWN)}


_KNOWN = "SELECT b.*, c.title_id FROM budget_line b JOIN cohort c ON c.id = b.cohort_id"


def known(line: dict[str, Any], pay: dict[int, float]) -> Cost:
    """What the auditor knows of a line: the note of these tests holds its hours, and tuition's other dollars."""
    hours = float(line["note"].split()[0])
    return Cost(line["title_id"], hours, line["cents"] / 100 - hours * pay[line["title_id"]])


def add(project: Project, chance: random.Random, cohort: int, title: int, people: int, pay: float) -> None:
    """A cohort with the costs that the plan makes, over one quarter or two and several funds."""
    code, hours, price = chance.choice(CODES), chance.choice([24.0, 40.0, 120.0]), chance.choice([0.0, 369.0, 1_500.0])
    year, quarter = chance.choice([2028, 2028, 2029]), chance.randint(1, 2)
    start = f"{year - 1}-07-01"
    insert(project, "cohort", (cohort, title, code, code, None, year, quarter, start, people, hours, ""))
    second = project.value("SELECT max(positions) FROM title WHERE id < 4") > 9  # in some cities a fund pays for a part
    wages_by, tuition_by = chance.choice([1, 1, 2 if second else 1]), chance.choice([1, 2, 3])
    fringe_by = chance.choice([wages_by, 1])
    parts = [(year, quarter, 1.0)]
    if chance.random() < 0.3:
        after = (year, quarter + 1) if quarter < 4 else (year + 1, 1)
        parts = [(year, quarter, 0.6), (*after, 0.4)]
    lines = [(year, quarter, "tuition", tuition_by, people, "participant", price, 0.0)]
    for y, q, share in parts:
        released = round(people * hours * share, 2)
        lines.append((y, q, "release wages", wages_by, released, "hour", pay, released))
        lines.append((y, q, "fringe", fringe_by, released * pay, "dollar of release wages", FRINGE, released * FRINGE))
        covered = released * BACKFILL
        lines.append((y, q, "backfill", fringe_by, covered, "hour", pay, covered))
        worth = released * (1 + FRINGE + BACKFILL)
        lines.append((y, q, "review", 1, worth * pay, "dollar of cohort cost", REVIEW, worth * REVIEW))
        lines.append((y, q, "administration", fringe_by, worth * pay, "dollar of cost", OVERHEAD, worth * OVERHEAD))
    for y, q, category, fund, quantity, unit, rate, at_pay in lines:
        cents = round(quantity * rate * 100)
        insert(
            project, "budget_line", (cohort, y, q, category, fund, quantity, unit, rate, cents, 0, f"{at_pay} h", "")
        )
