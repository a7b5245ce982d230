"""The amounts that a board enters come back as reports on its funds, and none is read wrongly or counted twice."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from books import table, written
from plan_rows import insert

from reskill.cli.parser import run
from reskill.export.reports import read_reports
from reskill.export.review import read_review
from reskill.planning.actuals.reports import periods_told, report_spending, report_spent
from reskill.planning.actuals.variance import variances
from reskill.planning.fiscal import Quarter
from reskill.problem import ReskillError
from reskill.project.file import Project
from reskill.queries.comments import comments
from reskill.reference.catalog import Catalog

CASH, IN_KIND = "Actual in cash", "Actual in kind"


@pytest.fixture
def funded(project: Project) -> Project:
    """Two funds and 12 people in each of three quarters, so that a board is told quarter by quarter."""
    insert(project, "title", (1, "CLERK", "", 400, 400.0, 2e7))
    insert(project, "fund", (1, "City", "city", 1, "", ""), (2, "Union *", "union", 1, "", ""))
    insert(project, "fund_year", *((f, 2028, 1e6) for f in (1, 2)))
    code = "43-4121.00"
    for quarter in (1, 2, 3):
        insert(project, "cohort", (quarter, 1, code, code, None, 2028, quarter, "2027-07-01", 12, 32.0, ""))
        for fund in (1, 2):
            line = (quarter, 2028, quarter, "tuition", fund, 12, "participant", 250.0, 300_000, 0, "", "")
            insert(project, "budget_line", line)
    return project


@pytest.fixture
def board(funded: Project, small_catalog: Catalog, tmp_path: Path):
    """Writes the board edition with amounts by row, counted from 0, and column; gives its path."""

    def write(amounts: dict[tuple[int, str], Any], name: str = "board.xlsx") -> Path:
        written(funded, small_catalog, "board", tmp_path)
        book = openpyxl.load_workbook(tmp_path / "board.xlsx")
        sheet = book["Planned and actual"]
        titles = [c.value for c in sheet[1]]
        for (row, title), amount in amounts.items():
            sheet.cell(row + 2, titles.index(title) + 1).value = amount
        book.save(tmp_path / name)
        return tmp_path / name

    return write


def spent(project: Project) -> list[tuple[Any, ...]]:
    rows = project.rows(
        "SELECT f.name, s.fiscal_year, s.quarter, s.in_kind, s.cents FROM spending s JOIN fund f ON f.id = s.fund_id"
        " ORDER BY s.fund_id, s.fiscal_year, s.quarter, s.in_kind"
    )
    return [tuple(r.values()) for r in rows]


def test_that_amounts_become_reports_and_stay_among_what_was_said(
    funded: Project, small_catalog: Catalog, board, tmp_path: Path
) -> None:
    path = board({(0, CASH): 2900.5, (1, IN_KIND): "$1,200", (3, CASH): 0, (3, "Comment"): "late"})
    review = read_review(path, funded)
    assert [str(a) for a in review.actuals] == [
        "Reported: City, FY2028 Q1, in cash: $2,900.50 (new)",
        "Reported: City, FY2028 Q2, in kind: $1,200.00 (new)",
        "Reported: Union *, FY2028 Q1, in cash: $0.00 (new)",
    ]
    assert spent(funded) == [
        ("City", 2028, 1, 0, 290_050),
        ("City", 2028, 2, 1, 120_000),
        ("Union *", 2028, 1, 0, 0),
    ]
    assert review.left == []
    found = comments(funded, "*")
    rows = list(found.rows(found.keys((), "", "", False)).values())
    assert sorted((r["text"], r["state"]) for r in rows) == [
        ("Actual in cash: 0; late", "open"),  # the words ask for an answer
        ("Actual in cash: 2900.5", "answered"),
        ("Actual in kind: $1,200", "answered"),
    ]
    back = table(written(funded, small_catalog, "board-answers", tmp_path), "Said and done")
    assert {r["You said"]: r["We did"] for r in back}["Actual in cash: 2900.5"] == "Taken in as what was spent."
    again = read_review(path, funded)
    assert (again.taken, again.actuals, again.left) == ([], [], [])
    funded.undo()
    assert spent(funded) == [] and funded.value("SELECT count(*) FROM comment") == 0


@pytest.mark.parametrize(
    ("entered", "why"),
    [
        ("n/a", "n/a is no number"),
        ("12k", "12k is no number"),
        ("1200,50", "1200,50 can be read in two ways"),
        ("1.200,50", "1.200,50 can be read in two ways"),
        (-5, "City cannot have spent $-5.00"),
        ("(1,200)", "can be read in two ways"),
        (True, "True is no number"),
    ],
)
def test_that_an_amount_that_is_none_is_listed_with_its_place(funded: Project, board, entered: Any, why: str) -> None:
    review = read_review(board({(0, CASH): entered, (1, CASH): 100}), funded)
    assert [(t.sheet, t.cell, t.text) for t in review.left] == [("Planned and actual", "F2", str(entered))]
    assert why in review.left[0].why
    assert spent(funded) == [("City", 2028, 2, 0, 10_000)]


def test_that_two_amounts_for_one_quarter_are_both_refused(funded: Project, board) -> None:
    path = board({(0, CASH): 100})
    book = openpyxl.load_workbook(path)
    sheet = book["Planned and actual"]
    copied = [c.value for c in sheet[2]]
    copied[5] = 200
    sheet.append(copied)
    book.save(path)
    review = read_review(path, funded)
    assert spent(funded) == [] and [t.text for t in review.left] == ["100", "200"]
    assert {t.why for t in review.left} == {"Several amounts for one fund and period"}


def test_that_a_fund_that_was_renamed_meanwhile_is_named(funded: Project, board) -> None:
    path = board({(0, CASH): 100})
    with funded.change("Rename"):
        funded.db.execute("UPDATE fund SET name = 'City fund' WHERE id = 1")
    review = read_review(path, funded)
    assert spent(funded) == []
    assert review.left[0].remedy == "Choose one of: City fund, Union *."
    assert [(t.cell, t.why) for t in review.left] == [("F2", "There is no fund named City")]


def test_that_another_projects_board_edition_is_refused_as_reports(funded: Project, board) -> None:
    path = board({(0, CASH): 100})
    funded.db.execute("UPDATE setting SET value = '00ff' WHERE key = 'key'")
    with pytest.raises(ReskillError, match="another project"):
        read_reports(funded, path)
    assert spent(funded) == []


def test_that_quarters_told_together_later_are_counted_once(funded: Project, board) -> None:
    read_review(board({(0, CASH): 100, (1, CASH): 200, (2, CASH): 400}), funded)
    with funded.change("Few people"):
        funded.db.execute("UPDATE cohort SET participants = 5 WHERE quarter < 3")
    path = board({(0, CASH): 350})
    period = table(openpyxl.load_workbook(path), "Planned and actual")[0]["Period"]
    review = read_review(path, funded)
    assert period != "FY2028 Q1" and review.left == []
    assert [str(a) for a in review.actuals] == [
        f"Reported: City, {period}, in cash: $350.00 (in place of ${700 if 'to' not in period else 300:,.2f})"
    ]
    (cash,) = [v for v in variances(funded) if v.which == "City"]
    assert cash.actual == 350 + (0 if "to" not in period else 400)


def test_that_a_part_of_a_period_told_as_one_is_not_counted_twice(funded: Project) -> None:
    report_spent(funded, "City", "FY2028 Q1 to Q2", 300)
    assert periods_told(funded) == ["FY2028 Q1 to Q2"]
    for period in ("FY2028 Q1", "FY2028 Q2", "FY2028 Q2 to Q3"):
        with pytest.raises(ReskillError, match=r"\$300.00 reported for FY2028 Q1 to Q2 together"):
            report_spent(funded, "City", period, 100)
    report_spent(funded, "City", "FY2028 Q3", 50)
    report_spent(funded, "City", "FY2028 Q1 to Q2", 310)
    assert spent(funded) == [("City", 2028, 1, 0, 31_000), ("City", 2028, 3, 0, 5_000)]
    report_spent(funded, "City", "FY2028", 400)
    assert spent(funded) == [("City", 2028, 1, 0, 40_000)]


def test_that_an_older_workbook_does_not_take_a_later_report_back(funded: Project, board) -> None:
    path = board({(0, CASH): 100})
    report_spending(funded, "City", Quarter(2028, 1), 120, at="2999-01-01 10:00:00")
    review = read_review(path, funded)
    assert spent(funded) == [("City", 2028, 1, 0, 12_000)]
    assert "$120.00 was reported later, on 2999-01-01" in review.left[0].why


def test_that_both_commands_take_a_board_edition_in(funded: Project, board, capsys: pytest.CaptureFixture[str]) -> None:
    path = board({(0, CASH): 100, (1, CASH): "soon"})
    place = ["--project", str(funded.path)]
    assert run(["plan", "read-reports", str(path), *place]) == 1
    out = capsys.readouterr()
    assert "1 report taken in from board.xlsx, and 2 comments." in out.out
    assert "sheet Planned and actual, row 3, column F: soon (soon is no number) Enter one such as" in out.err
    assert run(["review", str(board({(0, CASH): 150})), *place, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["actuals"] == [
        {"fund": "City", "period": "FY2028 Q1", "in_kind": False, "dollars": 150.0, "before": "in place of $100.00"}
    ]
