"""What a fund has left is the same on the page, in both workbooks and in their checks."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from reskill.desktop.pages import plan_tables
from reskill.export.board.checks import checks
from reskill.export.board.money import FUND_COLUMNS, funds
from reskill.export.hr import budget
from reskill.export.xlsx.sheet import As, Formula, Sheet
from reskill.project.file import open_project

LINE = (
    "INSERT INTO budget_line (cohort_id, fiscal_year, quarter, category, fund_id, quantity, unit, unit_cost, cents,"
    " in_kind) VALUES (NULL, 2028, 1, 'tuition', 1, 1, 'lump', ?, ?, ?)"
)


def plain(cell: object) -> object:
    """The value that a cell shows."""
    if isinstance(cell, As):
        return plain(cell.content)
    return cell.value if isinstance(cell, Formula) else cell


def column(sheet: Sheet, fields: list[str], field: str) -> list[object]:
    return [plain(row[fields.index(field)]) for row in sheet.rows]


def test_that_a_gift_in_kind_takes_no_money_from_its_fund(city: Path, catalog) -> None:
    with closing(open_project(city)) as project:
        with project.change("Enter a plan by hand") as db:
            for table in ("budget_line", "cohort", "fund_year"):
                db.execute(f"DELETE FROM {table}")
            db.execute("INSERT INTO fund_year VALUES (1, 2028, 100000)")
            db.execute(LINE, (91_049.58, 9_104_958, 0))
            db.execute(LINE, (4_021.68, 402_168, 1))
            db.execute(LINE.replace("2028", "2029"), (50.0, 5_000, 0))  # in a year for which nothing was entered
        rows = plan_tables.total_rows(project)
        assert [(r["available"], r["cash"], r["in_kind"], r["left"]) for r in rows] == [
            (100_000, 91_049.58, 4_021.68, 8_950.42),
            (0, 50, 0, -50),
        ]
        hr, board = budget.by_fund(project, catalog), funds(project, catalog)
        for sheet, columns in ((hr, budget.FUNDS), (board, FUND_COLUMNS)):
            fields = [c.field for c in columns]
            assert column(sheet, fields, "left") == [8_950.42, -50]
            assert column(sheet, fields, "within") == ["yes", "NO"]
        said = {str(r[0]): [plain(c) for c in r[1:4]] for r in checks(project, catalog).rows}
        assert [v for k, v in said.items() if "at most" in k] == [[91_049.58, 100_000, "holds"]]
        assert plan_tables.figures(project)[3][2] == "$0 held back, $8,900 not planned"
        names, years = plan_tables.years(project)
        assert [(y.label, y.available, y.spent[0]) for y in years] == [
            ("FY2028", 100_000, 91_049.58),
            ("FY2029", 0, 50),
        ]
        assert len(names) == len(years[0].spent)


def test_that_the_figures_above_the_plan_are_sums_of_its_rows(city: Path) -> None:
    with closing(open_project(city)) as project:
        people, hours, held_back = project.rows(
            "SELECT sum(participants) AS a, sum(participants * hours) AS b, sum(held_back) AS c FROM cohort"
        )[0].values()
        paid, cash = (
            project.value(
                "SELECT coalesce(sum(cents), 0) / 100.0 FROM budget_line WHERE"
                f" {unless} category IN ('release wages', 'fringe')"
            )
            for unless in ("", "NOT")
        )
        has = project.value("SELECT sum(amount) FROM fund_year")
        assert people and cash and paid
        places, time, money, funds_said = plan_tables.figures(project)
        assert places[1] == f"{people}" and time[1] == f"{hours:,.0f}"
        assert time[2] == f"paid time worth ${paid:,.0f}, no cash"
        assert money[1:] == (f"${cash:,.0f}", f"${cash / people:,.0f} a place")
        left = has - cash - held_back / 100
        assert funds_said[1:] == (f"${has:,.0f}", f"${held_back / 100:,.0f} held back, ${left:,.0f} not planned")
