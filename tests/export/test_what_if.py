"""Inputs changed in the workbook and calculated by another program. Needs LibreOffice."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from books import table, written
from plan_rows import insert

from reskill.export.hr.inputs import (
    AS_PLANNED,
    BACKFILL_FRINGE,
    BACKFILL_PAY,
    BACKFILL_SHARE,
    FIRST_YEAR,
    FRINGE_RATE,
    REINVESTED,
    REVIEW_COST,
)
from reskill.project.file import Project
from reskill.reference.catalog import Catalog


@pytest.fixture
def costed(project: Project) -> Project:
    """Two cohorts of the costs that the core makes of 12 x 16 hours at $30.01 and 3 x 8 hours at $41.37."""
    code = "43-4121.00"
    insert(project, "title", (1, "CLERK", "", 40, 40.0, 2e6))
    insert(project, "fund", (1, "City", "city", 1, "", ""))
    insert(project, "fund_year", (1, 2028, 9_500.0))
    insert(project, "scenario", ("mine", "Mine", "A test's own.", 0.5, 1, 0.6, 0.3, 0.05))
    project.set_setting("scenario", "mine")
    project.set_setting("fiscal_year", "2028")
    for cohort, people, hours, pay, price in ((1, 12, 16.0, 30.01, 99.5), (2, 3, 8.0, 41.37, 0.0)):
        insert(project, "cohort", (cohort, 1, code, code, None, 2028, cohort, "2027-07-01", people, hours, ""))
        released = people * hours
        wages = round(released * pay, 2)
        covered = round(released * 0.5 * 0.7, 2)
        fringe, backfill = round(wages * 0.35 + 1e-9, 2), round(covered * pay + 1e-9, 2)
        base = round(people * price + wages + fringe + backfill, 2)
        for category, quantity, unit, rate in (
            ("tuition", people, "participant", price),
            ("release wages", released, "hour", pay),
            ("fringe", wages, "dollar of release wages", 0.35),
            ("backfill", covered, "hour", pay),
            ("review", base, "dollar of cohort cost", 0.05),
        ):
            cents = round(quantity * rate * 100 + 1e-7)
            insert(project, "budget_line", (cohort, 2028, cohort, category, 1, quantity, unit, rate, cents, 0, "", ""))
    return project


def test_that_every_amount_follows_from_quantities_rates_and_named_inputs(
    costed: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    costed.set_setting("fringe_rate", "0.35")
    costed.set_setting("backfill_share", "0.5")
    costed.set_setting("backfill_pay", "1")
    costed.set_setting("backfill_fringe", "0")
    book = written(costed, small_catalog, "hr", tmp_path, values=False)
    rates = {FRINGE_RATE, BACKFILL_SHARE, BACKFILL_PAY, BACKFILL_FRINGE, REINVESTED, REVIEW_COST}
    used = {f"{name}_used" for name in (*rates, "Wage_growth", "Inflation")}
    assert set(book.defined_names) == rates | used | {FIRST_YEAR, "Available_City_FY2028"}
    head = [c.value for c in book["Budget"][1]]
    assert book["Budget"].cell(2, head.index("Quantity") + 1).number_format == "#,##0.00##"  # what is read multiplies
    for row in table(book, "Budget"):
        assert row["Amount"].startswith("=")
        made = [row["Quantity"], row["Unit cost"]]
        if row["Category"] not in ("fringe", "backfill", "review"):
            assert isinstance(made.pop(0), float | int) and isinstance(row["Unit cost, first year"], float | int)
        assert all(str(cell).startswith("=") and not re.search(r"\d\.\d", str(cell)) for cell in made)
    marked = book["Inputs"]["B2"].fill.fgColor.rgb
    assert {book["Inputs"].cell(n, 2).fill.fgColor.rgb for n in range(2, 6)} == {marked}
    assert book["Budget by fund and year"]["D2"].fill.fgColor.rgb == marked != book["Inputs"]["A2"].fill.fgColor.rgb


def test_that_a_line_entered_by_hand_stays_as_it_is(costed: Project, small_catalog: Catalog, tmp_path: Path) -> None:
    costed.set_setting("backfill_share", "0.5")
    costed.set_setting("backfill_pay", "1")
    costed.set_setting("backfill_fringe", "0")
    costed.db.execute(
        "UPDATE budget_line SET unit_cost = 0.4, cents = 230477 WHERE category = 'fringe' AND cohort_id = 1"
    )
    rows = table(written(costed, small_catalog, "hr", tmp_path, values=False), "Budget")
    fringe = [r["Unit cost"] for r in rows if r["Category"] == "fringe"]
    assert fringe == [0.4, "=Fringe_rate_used"]


@pytest.mark.filterwarnings("ignore:.*extension is not supported")  # LibreOffice adds some that openpyxl lacks
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed")
def test_that_totals_and_checks_follow_a_changed_input(costed: Project, small_catalog: Catalog, tmp_path: Path) -> None:
    costed.set_setting("fringe_rate", "0.35")
    costed.set_setting("backfill_share", "0.5")
    costed.set_setting("backfill_pay", "1")
    costed.set_setting("backfill_fringe", "0")
    lines = table(written(costed, small_catalog, "hr", tmp_path), "Budget")
    assert round(sum(r["Amount"] for r in lines), 2) == 13_311.02
    book = openpyxl.load_workbook(tmp_path / "hr.xlsx")
    for row in book["Inputs"].iter_rows(min_row=2):
        changed = {FRINGE_RATE: 0.42, BACKFILL_SHARE: 1.0, REINVESTED: 0.25, REVIEW_COST: 0.1}.get(row[0].value)
        if changed is not None:
            row[1].value = changed
    book["Budget by fund and year"]["D2"].value = 20_000
    book.save(tmp_path / "changed.xlsx")
    subprocess.run(
        [
            *("soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/office", "--convert-to", "xlsx"),
            *("--outdir", str(tmp_path / "again"), str(tmp_path / "changed.xlsx")),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    again = openpyxl.load_workbook(tmp_path / "again" / "changed.xlsx", data_only=True)
    # 5,761.92 and 992.88 of wages; fringe 2,420.01 and 417.01; backfill of 144 and 18 hours 4,321.44 and 744.66;
    # review a tenth of 13,697.37 and of 2,154.55
    expected = 13_697.37 + 1_369.74 + 2_154.55 + 215.46
    assert round(sum(r["Amount"] for r in table(again, "Budget")), 2) == round(expected, 2)
    funds = {
        c.value: again["Budget by fund and year"].cell(2, c.column).value for c in again["Budget by fund and year"][1]
    }
    assert round(funds["Left"], 2) == round(20_000 - expected, 2) and funds["Within the fund"] == "yes"


def settings_of(project: Project) -> None:
    for name, value in (
        ("fringe_rate", "0.35"),
        ("backfill_share", "0.5"),
        ("backfill_pay", "1"),
        ("backfill_fringe", "0"),
    ):
        project.set_setting(name, value)


def with_hours(project: Project) -> None:
    """So many people in each cohort, who start together, that the board is told their hours."""
    project.db.execute("UPDATE cohort SET quarter = 1, participants = 10 WHERE id = 2")
    project.db.execute("UPDATE budget_line SET quarter = 1 WHERE cohort_id = 2")


def test_that_the_boards_amounts_follow_from_marked_inputs_and_paste_none(
    costed: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    settings_of(costed)
    with_hours(costed)
    book = written(costed, small_catalog, "board", tmp_path, values=False)
    told = {r["Category"]: r for r in table(written(costed, small_catalog, "board", tmp_path), "Lines")}
    assert {FRINGE_RATE, BACKFILL_SHARE, BACKFILL_PAY, BACKFILL_FRINGE, REINVESTED, REVIEW_COST, AS_PLANNED} <= set(
        book.defined_names
    )
    rows = {r["Category"]: r for r in table(book, "Lines")}
    assert set(rows) == {"tuition", "release wages", "fringe", "backfill", "review"}
    for category, name in (("fringe", FRINGE_RATE), ("backfill", BACKFILL_PAY), ("review", REVIEW_COST)):
        row = rows[category]
        assert name in row["Mean rate"] and row["Quantity"].startswith("=")
        assert not re.search(r"\d\.\d", f"{row['Quantity']}{row['Mean rate']}{row['Amount']}")
        assert abs(row["Rounding"]) <= 0.05
        made = round(told[category]["Quantity"] * told[category]["Mean rate"], 2)
        assert told[category]["Amount"] == pytest.approx(made + row["Rounding"], abs=0.001)
    assert rows["tuition"]["Amount"].startswith("=") and isinstance(rows["tuition"]["Quantity"], float | int)
    marked = book["Inputs"]["B2"].fill.fgColor.rgb
    available = [c.value for c in book["Funds"][1]].index("Available") + 1
    assert book["Funds"].cell(2, available).fill.fgColor.rgb == marked != book["Funds"]["A2"].fill.fgColor.rgb


def test_that_a_board_line_that_the_rates_do_not_make_stays_as_it_is(
    costed: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    settings_of(costed)
    with_hours(costed)
    costed.db.execute(
        "UPDATE budget_line SET unit_cost = 0.4, cents = 230477 WHERE category = 'fringe' AND cohort_id = 1"
    )
    rows = {r["Category"]: r for r in table(written(costed, small_catalog, "board", tmp_path, values=False), "Lines")}
    assert isinstance(rows["fringe"]["Mean rate"], float) and rows["fringe"]["Rounding"] is None
    assert rows["backfill"]["Mean rate"].startswith("=")


@pytest.mark.filterwarnings("ignore:.*extension is not supported")
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed")
def test_that_board_and_personnel_office_come_to_the_same_when_inputs_change(
    costed: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    settings_of(costed)
    sums = {}
    for edition, sheet in (("hr", "Budget"), ("board", "Lines")):
        written(costed, small_catalog, edition, tmp_path)
        book = openpyxl.load_workbook(tmp_path / f"{edition}.xlsx")
        for row in book["Inputs"].iter_rows(min_row=2):
            changed = {FRINGE_RATE: 0.42, BACKFILL_SHARE: 1.0, REINVESTED: 0.25, REVIEW_COST: 0.1}.get(row[0].value)
            if changed is not None:
                row[1].value = changed
        book.save(tmp_path / f"{edition} changed.xlsx")
        subprocess.run(
            [
                *("soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/office", "--convert-to", "xlsx"),
                *("--outdir", str(tmp_path / "again"), str(tmp_path / f"{edition} changed.xlsx")),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        again = openpyxl.load_workbook(tmp_path / "again" / f"{edition} changed.xlsx", data_only=True)
        rows = table(again, sheet)
        sums[edition] = {c: sum(r["Amount"] for r in rows if r["Category"] == c) for c in {r["Category"] for r in rows}}
    assert sums["board"].keys() == sums["hr"].keys()
    for category, amount in sums["hr"].items():
        assert sums["board"][category] == pytest.approx(amount, abs=0.05), category  # five lines are rounded one by one
    assert sums["hr"]["fringe"] == pytest.approx(2_420.01 + 417.01)
