"""An auditor with the board edition alone, who multiplies the prices of Programs into the amounts and quantities of Lines to
find how few people take a program on one fund."""

from __future__ import annotations

import os
import random
from collections import defaultdict
from itertools import count
from pathlib import Path

import pytest
from books import table, written
from plan_rows import insert
from scipy.optimize import linprog

from reskill.export.blocks import WITHHELD
from reskill.export.board.periods import by_quarter
from reskill.project.file import Project, create
from reskill.reference.catalog import Catalog

SEEDS = int(os.environ.get("RESKILL_AUDITS", "6"))  # packaging/long-checks.sh asks for 200
FUNDS = {1: "City", 2: "Grant", 3: "Union"}
PRICES = {1: 0.0, 2: 1_050.0, 3: 4_865.0}
CODE = "43-4121.00"
Key = tuple[str, str, int]  # period, fund, program


@pytest.fixture
def plan(tmp_path: Path) -> Project:
    """A city with three funds and three programs, one of them free."""
    project = create(tmp_path / "p.reskill", city="Elm")
    insert(project, "title", (1, "CLERK", "", 400, 400.0, 2e7))
    insert(project, "fund", *((f, name, "city", 1, "", "") for f, name in FUNDS.items()))
    insert(project, "fund_year", *((f, 2028, 1e6) for f in FUNDS))
    courses = ((n, f"Program {n}", "College", "course", 10.0, price, "", "", "2026") for n, price in PRICES.items())
    insert(project, "program", *courses)
    return project


def take(project: Project, cohort: int, quarter: int, people: int, program: int, fund: int, share: float = 1.0) -> None:
    """People who start a program, of whose price a fund bears a share and the city the rest."""
    insert(project, "cohort", (cohort, 1, CODE, CODE, program, 2028, quarter, "2027-07-01", people, 10.0, ""))
    for by, part in ((fund, share), (1, 1 - share)):
        if part:
            price, cents = PRICES[program], round(people * part * PRICES[program] * 100)
            line = (cohort, 2028, quarter, "tuition", by, people * part, "participant", price, cents, 0, "", "")
            insert(project, "budget_line", line)


def test_that_a_withheld_quantity_is_not_what_is_left_of_the_participants(
    plan: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    """85 less 52 on the union's fund and 31.5 on the grant are the city's 1.5: half of 1 and 2 people."""
    for cohort, (people, program, fund, share) in enumerate(
        ((52, 1, 3, 1.0), (30, 1, 2, 1.0), (1, 3, 2, 0.5), (2, 2, 2, 0.5)), 1
    ):
        take(plan, cohort, 1, people, program, fund, share)
    book = written(plan, small_catalog, "board", tmp_path)
    assert table(book, "Participants")[0]["New participants"] == 85
    told = {r["Fund"]: (r["Quantity"], r["Amount"]) for r in table(book, "Lines")}
    assert told == {"City": (WITHHELD, 3_482.5), "Grant": (WITHHELD, 3_482.5), "Union": (WITHHELD, 0)}
    assert [r["Cost"] for r in table(book, "Programs")] == [0, WITHHELD, WITHHELD]


def test_that_an_award_that_asks_for_match_has_its_ratio_checked(
    plan: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    with plan.derive() as db:
        db.execute("UPDATE fund SET share = 0.5 WHERE id = 2")
    take(plan, 1, 1, 12, 2, 2, 0.5)
    take(plan, 2, 1, 20, 2, 3)
    (kept,) = [r for r in table(written(plan, small_catalog, "board", tmp_path), "Checks") if "bears" in r["Check"]]
    assert (
        kept["Check"].startswith("Grant, FY2028: of the $12,600.00")
        and "match in cash by others: $6,300.00" in kept["Check"]
    )
    assert (kept["Found"], kept["Must be"], kept["Result"]) == (6_300, 6_300, "holds")
    with plan.derive() as db:
        db.execute("UPDATE budget_line SET cents = 700000 WHERE fund_id = 2")
    (broken,) = [r for r in table(written(plan, small_catalog, "board", tmp_path), "Checks") if "bears" in r["Check"]]
    assert (broken["Found"], broken["Must be"], broken["Result"]) == (7_000, 6_650, "broken")


def test_that_two_funds_of_the_same_people_do_not_tell_the_few_whom_one_pays_alone(
    plan: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    """The city's 9 shares of a price less the grant's 6 would be 3 people."""
    take(plan, 1, 1, 12, 2, 2, 0.5)
    take(plan, 2, 1, 3, 2, 1)
    take(plan, 3, 1, 20, 1, 3)
    book = written(plan, small_catalog, "board", tmp_path)
    assert {r["Fund"]: r["Quantity"] for r in table(book, "Lines")} == dict.fromkeys(FUNDS.values(), WITHHELD)
    assert [r["Cost"] for r in table(book, "Programs")] == [0, WITHHELD]


def test_that_quantities_and_prices_of_many_are_told(plan: Project, small_catalog: Catalog, tmp_path: Path) -> None:
    take(plan, 1, 1, 12, 2, 2)
    take(plan, 2, 1, 20, 1, 3)
    book = written(plan, small_catalog, "board", tmp_path)
    assert [(r["Quantity"], r["Amount"]) for r in table(book, "Lines")] == [(12, 12_600), (20, 0)]
    assert [r["Cost"] for r in table(book, "Programs")] == [0, 1_050]


@pytest.mark.parametrize("seed", range(SEEDS))
def test_that_prices_and_amounts_leave_small_counts_open(
    seed: int, plan: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    chance = random.Random(seed)
    number = count(1)
    for quarter in (1, 2):
        take(plan, next(number), quarter, chance.randint(10, 40), 1, 3)
        for _ in range(chance.randint(1, 5)):
            people = chance.choice((1, 2, 3, 8, 12, 25))
            take(plan, next(number), quarter, people, chance.choice((1, 2, 3)), chance.choice((1, 2, 3)))
    truth: defaultdict[Key, int] = defaultdict(int)
    period = {q: p.name for q, p in by_quarter(plan).items()}
    for r in plan.rows(
        "SELECT b.quarter, b.fund_id, b.quantity, c.program_id FROM budget_line b JOIN cohort c ON c.id = b.cohort_id"
    ):
        truth[period[2028, r["quarter"]], FUNDS[r["fund_id"]], r["program_id"]] += round(r["quantity"])
    book = written(plan, small_catalog, "board", tmp_path)
    prices = {int(r["Program"][-1]): r["Cost"] for r in table(book, "Programs")}
    rows, totals = [], []
    for r in table(book, "Lines"):
        line = [key for key in truth if key[:2] == (r["Period"], r["Fund"])]
        if r["Quantity"] != WITHHELD:
            rows.append([float(key in line) for key in truth])
            totals.append(r["Quantity"])
        if WITHHELD not in [prices[program] for *_, program in line]:
            rows.append([prices[key[2]] if key in line else 0.0 for key in truth])
            totals.append(r["Amount"])
    for r in table(book, "Participants"):
        if isinstance(r["New participants"], int):
            rows.append([float(key[0] == r["Period"]) for key in truth])
            totals.append(r["New participants"])
    for key, n in truth.items():
        if 0 < n < 10 and rows:
            goal = [float(key == other) for other in truth]
            ends = [linprog([sign * g for g in goal], A_eq=rows, b_eq=totals, bounds=(1, 1e6)) for sign in (1, -1)]
            assert all(e.success for e in ends), "the published figures contradict each other"
            assert round(-ends[1].fun - ends[0].fun) > 0, (key, n)
