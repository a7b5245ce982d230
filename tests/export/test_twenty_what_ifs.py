"""Twenty-one sets of inputs in three random plans, changed in the workbooks and calculated by another program, against the
core's own costs of the same cohorts under the same assumptions. Needs LibreOffice."""

from __future__ import annotations

import random
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from books import cover, table, total, written
from plan_rows import insert

from reskill.export.board.periods import by_quarter
from reskill.export.board.told_costs import FEW_PAID
from reskill.export.editions import write_workbook
from reskill.export.hr.inputs import (
    BACKFILL_FRINGE,
    BACKFILL_PAY,
    BACKFILL_SHARE,
    FRINGE_RATE,
    OVERHEAD_RATES,
    PRICES_RISE,
    REINVESTED,
    REVIEW_COST,
    WAGES_RISE,
)
from reskill.planning.cost_kinds import INDIRECT, OVERHEAD, PAID_TIME, REVIEW, STAFF
from reskill.planning.costs import Line, Rates, cohort_lines
from reskill.planning.fiscal import Quarter
from reskill.planning.groups import Group
from reskill.planning.money import exact
from reskill.planning.offers import Training
from reskill.planning.scenarios import scenario_in_force
from reskill.planning.set_costs import INFLATION, WAGE_GROWTH, set_cost, set_costs
from reskill.project.file import Project, create
from reskill.reference.catalog import Catalog

SEEDS, WHAT_IFS = (1, 2, 3), 7
FIRST = Quarter(2028, 1)
CODE = "43-4121.00"
SET = {"books": 40.005, STAFF: 0.08, INDIRECT: 0.1, INFLATION: 0.031, WAGE_GROWTH: 0.027}
SHEETS = {"hr": "Budget", "board": "Lines"}
CENT = Decimal("0.01")

pytestmark = [
    pytest.mark.filterwarnings("ignore:.*extension is not supported"),  # LibreOffice adds some that openpyxl lacks
    pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed"),
]


@dataclass(frozen=True)
class Cohort:
    """People who start together, what they earn an hour, and their training."""

    number: int
    start: Quarter
    people: int
    pay: Decimal
    hours: float
    price: float

    def lines(self, rates: Rates) -> list[Line]:
        """What the core counts for them."""
        group = Group(1, "CLERK", "", "x", "x", "at risk", "at risk", 40, self.people, 0.5, 0.5, self.pay, "payroll")
        training = Training(1, "Course", self.price, "page", self.hours, "page", False)
        return list(cohort_lines(group, training, self.people, rates, self.start.since(FIRST)))


def planned(seed: int, folder: Path) -> tuple[Project, list[Cohort]]:
    """A plan of a few cohorts in two fiscal years, its lines as the core makes them: paid time in kind, all else cash."""
    chance = random.Random(seed)
    project = create(folder / f"{seed}.reskill", city=f"City {seed} (fictional)", state="IL")
    insert(project, "title", (1, "CLERK", "", 400, 400.0, 2e7))
    insert(project, "fund", (1, "City", "city", 1, "", ""), (2, "Payroll", "payroll", 1, "", ""))
    insert(project, "fund_year", (1, 2028, 500_000.0), (1, 2029, 500_000.0), (2, 2028, 500_000.0), (2, 2029, 500_000.0))
    insert(project, "scenario", ("mine", "Mine", "A test's own.", 0.5, 1, 0.6, 0.3, 0.05))
    project.set_setting("scenario", "mine")
    project.set_setting("fiscal_year", "2028")
    project.set_setting("years", "2")
    for kind, rate in SET.items():
        set_cost(project, kind, rate, "R. Lee")
    cohorts = [
        Cohort(
            number,
            FIRST.plus(chance.choice((0, 0, 1, 3, 4, 5))),
            chance.randint(10, 24),
            Decimal(chance.randint(1500, 6000)) / 100,
            chance.choice((12.0, 16.5, 60.0, 120.25)),
            chance.choice((0.0, 99.5, 1_250.0)),
        )
        for number in range(1, chance.randint(5, 9))
    ]
    rates = Rates.of(project.thresholds, scenario_in_force(project), set_costs(project))
    for c in cohorts:
        at = (c.start.fiscal_year, c.start.quarter, c.start.start(7).isoformat())
        insert(project, "cohort", (c.number, 1, CODE, CODE, None, *at, c.people, c.hours, ""))
        for line in c.lines(rates):
            when, paid_time = c.start.plus(line.after), line.category in PAID_TIME
            figures = (float(line.quantity), line.unit, float(line.unit_cost), line.cents, int(paid_time), "", "")
            where = (c.number, when.fiscal_year, when.quarter, line.category, 2 if paid_time else 1)
            insert(project, "budget_line", (*where, *figures))
    return project, cohorts


def changed(chance: random.Random, number: int) -> dict[str, float]:
    """One what-if: all inputs at an end of their range, or some of them somewhere in it."""
    ends = {
        FRINGE_RATE: (0.0, 5.0),
        BACKFILL_SHARE: (0.0, 1.0),
        REINVESTED: (0.0, 1.0),
        BACKFILL_PAY: (0.0, 5.0),
        BACKFILL_FRINGE: (0.0, 5.0),
        REVIEW_COST: (0.0, 1.0),
        WAGES_RISE: (0.0, 0.25),
        PRICES_RISE: (0.0, 0.25),
        OVERHEAD_RATES[STAFF]: (0.0, 1.0),
        OVERHEAD_RATES[INDIRECT]: (0.0, 1.0),
    }
    if number < 2:
        return {name: (least, most)[number] * (name != REINVESTED) for name, (least, most) in ends.items()}
    some = chance.sample(sorted(ends), chance.randint(1, len(ends)))
    return {name: round(chance.uniform(ends[name][0], min(ends[name][1], 2.0)), 4) for name in some}


def rates_with(project: Project, inputs: Mapping[str, float]) -> Rates:
    """The core's rates under changed inputs."""
    limits, scenario, costs = project.thresholds, scenario_in_force(project), dict(set_costs(project))
    fields = {
        FRINGE_RATE: "fringe_rate",
        BACKFILL_SHARE: "backfill_share",
        BACKFILL_PAY: "backfill_pay",
        BACKFILL_FRINGE: "backfill_fringe",
        REINVESTED: "reinvested",
        REVIEW_COST: "review_cost",
    }
    own = {fields[name]: value for name, value in inputs.items() if name in fields}
    limits = replace(limits, **{k: v for k, v in own.items() if hasattr(limits, k)})
    scenario = replace(scenario, **{k: v for k, v in own.items() if hasattr(scenario, k)})
    kinds = {name: kind for kind, name in OVERHEAD_RATES.items()} | {WAGES_RISE: WAGE_GROWTH, PRICES_RISE: INFLATION}
    for name in inputs.keys() & kinds.keys():
        costs[kinds[name]] = replace(costs[kinds[name]], rate=exact(inputs[name]))
    return Rates.of(limits, scenario, costs)


def with_inputs(source: Path, inputs: Mapping[str, object], target: Path) -> Path:
    """A copy of a workbook in which inputs are changed by their names."""
    book = openpyxl.load_workbook(source)
    for name, value in inputs.items():
        sheet, _, cell = book.defined_names[name].attr_text.rpartition("!")
        book[sheet.strip("'")][cell.replace("$", "")].value = value
    book.save(target)
    return target


def recalculated(files: Sequence[Path], folder: Path) -> Path:
    """The folder with the workbooks as LibreOffice calculates them."""
    office = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/office", "--convert-to", "xlsx"]
    command = [*office, "--outdir", str(folder / "again"), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return folder / "again"


def lines_of(book: Path, edition: str) -> list[dict[str, Any]]:
    return table(openpyxl.load_workbook(book, data_only=True), SHEETS[edition])


def test_that_what_ifs_equal_the_cores_costs(small_catalog: Catalog, tmp_path: Path) -> None:
    plans, files = {}, []
    for seed in SEEDS:
        chance = random.Random(seed)
        plans[seed] = *planned(seed, tmp_path), [changed(chance, n) for n in range(WHAT_IFS)]
        for edition in SHEETS:
            written(plans[seed][0], small_catalog, edition, tmp_path)
            (tmp_path / f"{edition}.xlsx").rename(tmp_path / f"{edition} {seed}.xlsx")
            for n, inputs in enumerate(plans[seed][2]):
                target = tmp_path / f"{edition} {seed} {n}.xlsx"
                files.append(with_inputs(tmp_path / f"{edition} {seed}.xlsx", inputs, target))
    again = recalculated(files, tmp_path)
    for seed, (project, cohorts, what_ifs) in plans.items():
        for n, inputs in enumerate(what_ifs):
            costs = {c: c.lines(rates_with(project, inputs)) for c in cohorts}
            hr, board = (lines_of(again / f"{edition} {seed} {n}.xlsx", edition) for edition in SHEETS)
            each_line_is_the_cores(hr, costs)
            each_sum_is_the_cores(board, costs, project, inputs)
        project.close()


def each_line_is_the_cores(lines: Sequence[Mapping[str, Any]], costs: Mapping[Cohort, Sequence[Line]]) -> None:
    """The personnel office's lines, one by one, to the cent; a line that the core leaves out is of nothing."""
    core: defaultdict[tuple[Any, ...], int] = defaultdict(int)
    for cohort, of in costs.items():
        for line in of:
            when = cohort.start.plus(line.after)
            core[cohort.number, when.fiscal_year, when.quarter, line.category] += line.cents
    told = {(r["Cohort"], r["Fiscal year"], r["Quarter"], r["Category"]): r["Amount"] for r in lines}
    assert core.keys() <= told.keys()
    assert {key: round(amount * 100) for key, amount in told.items()} == {key: core[key] for key in told}


def each_sum_is_the_cores(
    lines: Sequence[Mapping[str, Any]],
    costs: Mapping[Cohort, Sequence[Line]],
    project: Project,
    inputs: Mapping[str, float],
) -> None:
    """The board's sums of cohorts, each rounded once, within a cent; those of the core, line by line, within half a cent
    a line."""
    periods = by_quarter(project)
    whole: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    rounded: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    count: defaultdict[tuple[str, str], int] = defaultdict(int)
    for cohort, of in costs.items():
        for line in of:
            when = cohort.start.plus(line.after)
            key = periods[when.fiscal_year, when.quarter].name, line.category
            whole[key] += line.quantity * line.unit_cost
            rounded[key] += Decimal(line.cents) / 100
            count[key] += 1
    told = {(r["Period"], r["Category"]): exact(r["Amount"]).quantize(CENT, ROUND_HALF_UP) for r in lines}
    assert whole.keys() <= told.keys()
    rates = rates_with(project, inputs)
    share = {REVIEW: rates.review} | {k: rates.added[k].rate for k in OVERHEAD if k in rates.added}
    for (period, category), amount in told.items():
        key = period, category
        others = sum((abs(told[k] - rounded[k]) for k in told if k[0] == period and k[1] != category), Decimal(0))
        rests = share.get(category, Decimal(0)) * others  # on sums that are rounded once themselves
        near = min(abs(amount - whole[key]), abs(amount - rounded[key]))  # the second while its inputs are the plan's
        assert near <= CENT + rests, (key, inputs)
        assert abs(amount - rounded[key]) <= CENT / 2 * (count[key] + 1) + rests, (key, inputs)


@pytest.mark.parametrize("edition", SHEETS)
def test_that_what_is_no_number_changes_nothing_and_says_so(
    edition: str, small_catalog: Catalog, tmp_path: Path
) -> None:
    project, _ = planned(4, tmp_path)
    before = table(written(project, small_catalog, edition, tmp_path), SHEETS[edition])
    source = tmp_path / f"{edition}.xlsx"
    funds = {"hr": "Budget by fund and year", "board": "Funds"}[edition]
    bad = ("35 percent", None, -0.1, 7)
    inputs = dict(zip((FRINGE_RATE, BACKFILL_SHARE, REVIEW_COST, WAGES_RISE), bad, strict=True))
    files = [
        with_inputs(source, inputs, tmp_path / "rates.xlsx"),
        with_inputs(source, {"Available_City_FY2028": "about 90,000"}, tmp_path / "text.xlsx"),
        with_inputs(source, {"Available_City_FY2028": None}, tmp_path / "blank.xlsx"),
    ]
    again = recalculated(files, tmp_path)
    rates, text, blank = (openpyxl.load_workbook(again / file.name, data_only=True) for file in files)
    assert [round(r["Amount"], 2) for r in table(rates, SHEETS[edition])] == [round(r["Amount"], 2) for r in before]
    said = {r["Input"]: r["Reading"] for r in table(rates, "Inputs")}
    assert all(said[name].startswith("NOT USED") for name in inputs) and said[REINVESTED] == "as planned"
    assert cover(rates)["Inputs"].startswith("NOT USED")
    for book in (text, blank):
        first = table(book, funds)[0]
        assert first["Left" if edition == "hr" else "Projected carry-out"] == "a cell is no number"
        assert first["Within the fund"] == "not known"
        assert cover(book)["Money available"] == cover(book)["Not planned"] == "a cell is no number"
    for book in (rates, text, blank):
        values = [c.value for ws in book for row in ws for c in row if isinstance(c.value, str)]
        assert not [v for v in values if v.startswith("#") and v.endswith(("!", "?", "A"))]
    project.close()


def test_that_an_actual_that_is_no_number_leaves_no_sum(small_catalog: Catalog, tmp_path: Path) -> None:
    project, _ = planned(4, tmp_path)
    written(project, small_catalog, "board", tmp_path)
    project.close()
    book = openpyxl.load_workbook(tmp_path / "board.xlsx")
    for sheet, column in (("Planned and actual", "Actual in cash"), ("Participants", "Completed")):
        cell = next(c for c in book[sheet][1] if c.value == column)
        book[sheet].cell(2, cell.column).value = "about 90"
    book.save(tmp_path / "text.xlsx")
    again = openpyxl.load_workbook(recalculated([tmp_path / "text.xlsx"], tmp_path) / "text.xlsx", data_only=True)
    first, *others = table(again, "Planned and actual")
    assert first["Actual less planned"] == "a cell is no number" == total(again, "Planned and actual", "Actual in cash")
    assert {r["Actual less planned"] for r in others} == {"not reported"}
    assert table(again, "Funds")[0]["Reported"] == "a cell is no number" == total(again, "Funds", "Reported")
    assert total(again, "Participants", "Completed") == "a cell is no number"
    assert total(again, "Participants", "Exits") == "none entered"


def test_that_actuals_are_summed_by_fund_in_cash_and_in_kind(small_catalog: Catalog, tmp_path: Path) -> None:
    project, _ = planned(4, tmp_path)
    planned_rows = table(written(project, small_catalog, "board", tmp_path), "Planned and actual")
    project.close()
    book = openpyxl.load_workbook(tmp_path / "board.xlsx")
    sheet = book["Planned and actual"]
    place = {c.value: c.column for c in sheet[1]}
    mine = [n for n, r in enumerate(planned_rows) if (r["Fund"], r["Fiscal year"]) == ("City", "FY2028")]
    assert len(mine) > 1  # so that one stays blank
    sheet.cell(mine[0] + 2, place["Actual in cash"]).value = 1_234.5
    payroll = next(n for n, r in enumerate(planned_rows) if r["Fund"] == "Payroll")
    sheet.cell(payroll + 2, place["Actual in kind"]).value = 250
    book.save(tmp_path / "numbers.xlsx")
    again = openpyxl.load_workbook(recalculated([tmp_path / "numbers.xlsx"], tmp_path) / "numbers.xlsx", data_only=True)
    funds = {(r["Fund"], r["Fiscal year"]): r for r in table(again, "Funds")}
    year = planned_rows[payroll]["Fiscal year"]
    assert funds["City", "FY2028"]["Reported"] == 1_234.5 == total(again, "Funds", "Reported")
    assert funds["City", "FY2029"]["Reported"] == 0 == funds["Payroll", year]["Reported"]
    assert funds["Payroll", year]["Reported in kind"] == 250 == total(again, "Funds", "Reported in kind")
    row = table(again, "Planned and actual")[payroll]
    assert row["In kind: actual less planned"] == pytest.approx(250 - row["Planned in kind"])
    assert row["Actual less planned"] == "not reported"


def test_that_the_cover_follows_an_overdrawn_fund_and_tells_what_freed_time_spares(
    small_catalog: Catalog, tmp_path: Path
) -> None:
    project, _ = planned(4, tmp_path)
    before = cover(written(project, small_catalog, "board", tmp_path))
    project.close()
    less = with_inputs(tmp_path / "board.xlsx", {"Available_City_FY2028": 1.0}, tmp_path / "less.xlsx")
    none = with_inputs(tmp_path / "board.xlsx", {REINVESTED: 0.0}, tmp_path / "none.xlsx")
    again = recalculated([less, none], tmp_path)
    assert before["Funds"] == "within what each has in each year"
    assert cover(openpyxl.load_workbook(again / "less.xlsx", data_only=True))["Funds"].startswith("OVERDRAWN")
    book = openpyxl.load_workbook(again / "none.xlsx", data_only=True)
    backfill = sum(r["Amount"] for r in table(book, "Lines") if r["Category"] == "backfill")
    first = table(openpyxl.load_workbook(tmp_path / "board.xlsx", data_only=True), "Lines")
    planned_backfill = sum(r["Amount"] for r in first if r["Category"] == "backfill")
    assert before["Spared by time freed"] == pytest.approx(backfill - planned_backfill, abs=0.5)  # of rounded lines
    assert cover(book)["Spared by time freed"] == 0


def test_that_a_board_line_keeps_the_plans_cents_while_its_own_inputs_are_the_plans(
    small_catalog: Catalog, tmp_path: Path
) -> None:
    project, _ = planned(5, tmp_path)
    before = table(written(project, small_catalog, "board", tmp_path), "Lines")
    changed_review = with_inputs(tmp_path / "board.xlsx", {REVIEW_COST: 0.11}, tmp_path / "review.xlsx")
    after = lines_of(recalculated([changed_review], tmp_path) / "review.xlsx", "board")
    for was, now in zip(before, after, strict=True):
        if was["Category"] in (*PAID_TIME, "backfill", "tuition", "books"):
            assert round(was["Amount"], 2) == round(now["Amount"], 2)
    assert any(r["Rounding"] for r in before)  # or the test shows nothing
    project.close()


def test_that_costs_told_together_follow_too_or_say_that_they_do_not(small_catalog: Catalog, tmp_path: Path) -> None:
    """Where few hold a title, the board's costs of staff time, and overhead on them, are of several quarters and years."""
    plans, files = {}, []
    for seed in (6, 9):
        project, cohorts = planned(seed, tmp_path)
        with project.derive() as db:
            db.execute("UPDATE title SET positions = 8")
        source = tmp_path / "board.xlsx"
        write_workbook(project, small_catalog, source, "board", accepted=[FEW_PAID])
        names = set(openpyxl.load_workbook(source).defined_names)
        chance = random.Random(seed)
        what_ifs = [{k: v for k, v in changed(chance, n).items() if k in names} for n in range(1, 4)]
        plans[seed] = project, cohorts, what_ifs
        files += [with_inputs(source, inputs, tmp_path / f"{seed} {n}.xlsx") for n, inputs in enumerate(what_ifs)]
        files.append(with_inputs(source, {"Available_City_FY2028": "some"}, tmp_path / f"{seed} text.xlsx"))
        said = {r["Input"]: r["Kind"] for r in table(openpyxl.load_workbook(source), "Inputs")}
        assert WAGES_RISE not in names and "several years together" in said[WAGES_RISE]
        assert {FRINGE_RATE, BACKFILL_SHARE, REVIEW_COST, OVERHEAD_RATES[STAFF], OVERHEAD_RATES[INDIRECT]} <= names
    again = recalculated(files, tmp_path)
    for seed, (project, cohorts, what_ifs) in plans.items():
        funds = table(openpyxl.load_workbook(again / f"{seed} text.xlsx", data_only=True), "Funds")
        assert funds[-1]["Fiscal year"] == "FY2028 to FY2029" and funds[-1]["Within the fund"] == "not known"
        for n, inputs in enumerate(what_ifs):
            told: defaultdict[str, float] = defaultdict(float)
            for row in lines_of(again / f"{seed} {n}.xlsx", "board"):
                told[row["Category"]] += row["Amount"]
            core: defaultdict[str, float] = defaultdict(float)
            for line in (line for c in cohorts for line in c.lines(rates_with(project, inputs))):
                core[line.category] += line.cents / 100
            rates, count = rates_with(project, inputs), sum(len(c.lines(rates_with(project, {}))) for c in cohorts)
            on = 1 + float(
                rates.backfill * rates.cover_pay
            )  # times half a cent, since backfill is of rounded wages here
            assert all(abs(told[kind] - core[kind]) <= 0.005 * count * on for kind in told), (seed, inputs)
        project.close()
