"""Which row is the header."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rosters import HEADER, ROWS, TITLES, csv_text

from reskill.intake.roster import read_roster
from reskill.intake.table import read_table
from reskill.problem import ReskillError

Make = Callable[..., Path]


def test_that_a_header_in_row_6_under_a_logo_and_title_is_found(workbook: Make) -> None:
    rows = [("[logo]",), ("City of Testville Department Salary List",), (), ("Prepared by HR", None, 2024), ()]
    roster = read_roster(workbook([*rows, HEADER, *ROWS], lambda _, sheet: sheet.merge_cells("A2:C2")))
    assert roster.header_row == 6
    assert [p.title for p in roster.positions] == TITLES
    told = next(p for p in roster.problems if "row 6" in p.text)
    assert told.place.row == 6 and "5 rows above" in told.text and told.remedy


def test_that_a_title_row_of_a_csv_is_no_header(text_file: Make) -> None:
    text = 'City of X - Employee Salaries,,\n"Title, department and salary as of June",,\n,,\n' + csv_text(
        [HEADER, *ROWS]
    )
    roster = read_roster(text_file(text))
    assert (roster.header_row, len(roster.positions)) == (4, 3)


def test_that_a_header_in_two_rows_is_joined(workbook: Make) -> None:
    rows = [
        ("Position", None, "Pay", None, "Department"),
        ("Title", "Number", "Annual", "Hourly", None),
        ("Clerk", 12, 50000, None, "Finance"),
        ("Cook", 13, None, 20, "Parks"),
    ]
    merge = lambda _, sheet: (sheet.merge_cells("A1:B1"), sheet.merge_cells("C1:D1"))  # noqa: E731
    roster = read_roster(workbook(rows, merge))
    assert roster.header_row == 2
    assert roster.columns == {
        "title": "Position Title",
        "employee_id": "Position Number",
        "annual_salary": "Annual Pay",
        "hourly_rate": "Hourly Pay",
        "department": "Department",
    }
    assert [p.annual_salary for p in roster.positions] == [50000, 41600]


def test_that_rows_of_data_are_never_joined_to_the_header(text_file: Make) -> None:
    roster = read_roster(text_file("Title,Department\nManager,Human Resources\nClerk,City Clerk\n"))
    assert roster.header_row == 1 and len(roster.positions) == 2


def test_that_a_file_without_a_header_is_read_from_its_first_row(text_file: Make) -> None:
    roster = read_roster(text_file('Police Officer,Police,"$71,000.50"\nLibrarian,Library,"$58,000.00"\n'))
    assert roster.header_row == 0
    assert [(p.row, p.title, p.department, p.annual_salary) for p in roster.positions] == [
        (1, "Police Officer", "Police", 71000.5),
        (2, "Librarian", "Library", 58000.0),
    ]
    assert any("No header was found" in p.text for p in roster.problems)
    assert roster.columns == {"title": "Column A", "department": "Column B", "annual_salary": "Column C"}


def test_that_a_header_of_unknown_names_is_taken_from_the_first_full_row(text_file: Make) -> None:
    table = read_table(text_file("task,onet_soc_code\nIssue building permits.,43-4061.00\n"))
    assert table.headers == ("task", "onet_soc_code") and table.header_row == 1


def test_that_a_person_can_choose_the_header_row(text_file: Make) -> None:
    path = text_file("Title,Department\nRole,Unit\nClerk,Finance\n")
    table = read_table(path, header_row=2)
    assert table.headers == ("Role", "Unit") and table.rows == [(3, ("Clerk", "Finance"))]
    assert read_table(path, header_row=0).headers == ("Column A", "Column B")
    with pytest.raises(ReskillError, match="Row 9 of roster.csv is blank or missing"):
        read_table(path, header_row=9)


def test_that_columns_of_one_name_are_told_apart(text_file: Make) -> None:
    roster = read_roster(text_file("Title,Salary,Salary,,title\nClerk,50000,1,note,x\n"))
    assert roster.headers == ("Title", "Salary", "Salary (2)", "Column D", "title (2)")
    assert (roster.positions[0].title, roster.positions[0].annual_salary) == ("Clerk", 50000)
    told = [p for p in roster.problems if "same name" in p.text]
    assert [(p.place.row, p.place.column) for p in told] == [(1, "Title"), (1, "Salary")]
    assert all(p.remedy for p in told)


def test_that_names_with_line_breaks_and_hard_spaces_are_known(workbook: Make) -> None:
    header: tuple[Any, ...] = ("Job\nTitle", "\u00a0Dept.\u00a0", "Annual\r\nSalary ", "\ufeffFTE")
    roster = read_roster(workbook([header, ("Clerk", "Finance", 50000, 0.5)]))
    line = roster.positions[0]
    assert (line.title, line.department, line.annual_salary, line.fte) == ("Clerk", "Finance", 50000, 0.5)


def test_that_a_table_may_begin_far_from_the_corner(workbook: Make) -> None:
    rows = [(), (), *((None, None, None, *row) for row in (HEADER, *ROWS))]
    roster = read_roster(workbook(rows))
    assert (roster.header_row, roster.headers[0], roster.headers[3]) == (3, "Column A", "Job Title")
    assert [p.title for p in roster.positions] == TITLES


def test_that_rows_wider_than_the_header_are_told(text_file: Make) -> None:
    table = read_table(text_file("Title,Department\nClerk,Finance\nClerk, Senior,Finance\n"))
    told = next(p for p in table.problems if "wider than the header" in p.text)
    assert told.place.row == 3 and "quotation" in told.remedy
