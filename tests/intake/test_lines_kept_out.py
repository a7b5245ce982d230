"""What a line stands for: totals, headings that carry their department, notes, alike in CSV and XLSX."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from rosters import csv_text

from reskill.intake.roster import Roster, read_roster

Make = Callable[..., Path]
HEADER = ["Job Title", "Department", "Annual Salary", "FTE"]
STAFF = [["Clerk", "Finance", 50000, 1], ["Total Rewards Analyst", "Finance", 60000, 1], ["Cook", "Parks", 41000, 1]]


def both(text_file: Make, workbook: Make, rows: Sequence[Sequence[object]]) -> tuple[Roster, Roster]:
    return read_roster(text_file(csv_text(rows))), read_roster(workbook([[c or None for c in row] for row in rows]))


@pytest.mark.parametrize(
    "line",
    [
        ["Total Finance", "", 110000, 2],
        ["Parks Total", "", 41000, 1],
        ["TOTAL ALL FUNDS", "", 151000, 3],
        ["Total Full-Time Equivalents", "", "", 3],
        ["Total Authorized", "", "", 3],
        ["Total Clerks", "", "", 1],
        ["Total Finance", "Finance", 110000, 2],
        ["Subtotal - Finance", "", 110000, 2],
        ["", "Finance Total", 110000, 2],
    ],
)
def test_that_a_line_that_adds_up_is_no_position(text_file: Make, workbook: Make, line: list[object]) -> None:
    for roster in both(text_file, workbook, [HEADER, *STAFF, line]):
        assert [p.title for p in roster.positions] == [row[0] for row in STAFF]
        assert [r.row for r in roster.rejected] == [5] and not roster.doubts


def test_that_a_title_with_the_word_total_stays_a_position(text_file: Make) -> None:
    roster = read_roster(text_file("Title,Salary,FTE\nTotal Quality Coordinator,50000,1\nClerk,41000,1\n"))
    assert len(roster.positions) == 2


HEADINGS = [
    ("Finance", "Finance"),
    ("PUBLIC WORKS", "PUBLIC WORKS"),
    ("Department: Finance", "Finance"),
    ("Dept 0100 - Finance", "Finance"),
    ("0100 Finance", "Finance"),
    ("Division of Water", "Division of Water"),
]


@pytest.mark.parametrize(("heading", "department"), HEADINGS)
def test_that_a_heading_gives_its_department_to_the_lines_beneath(
    text_file: Make, workbook: Make, heading: str, department: str
) -> None:
    rows = [
        ["Title", "Name", "Salary"],
        [heading, "", ""],
        ["Clerk", "Doe", 50000],
        ["Cook", "Roe", 41000],
        ["", f"Subtotal {heading}", 91000],
        ["Library", "", ""],
        ["Page", "Poe", 30000],
        ["Page 1 of 1", "", ""],
    ]
    for roster in both(text_file, workbook, rows):
        assert [(p.title, p.department) for p in roster.positions] == [
            ("Clerk", department),
            ("Cook", department),
            ("Page", "Library"),
        ]


def test_that_a_heading_in_the_departments_own_column_is_carried_down(text_file: Make) -> None:
    text = "Department,Title,Salary\nFinance,,\n,Clerk,50000\n,Cook,41000\nParks,,\n,Ranger,52000\n"
    roster = read_roster(text_file(text))
    assert [(p.title, p.department) for p in roster.positions] == [
        ("Clerk", "Finance"),
        ("Cook", "Finance"),
        ("Ranger", "Parks"),
    ]


@pytest.mark.parametrize(
    "note",
    [
        "Count: 12",
        "Confidential",
        "Records: 12",
        "Sum",
        "Average salary",
        "(1) Includes longevity",
        "See footnote",
        "Fund 101",
        "Signature: ____",
        "Bargaining unit: AFSCME",
        "* Excludes elected officials.",
        "Prepared by HR",
        "Page 2 of 3",
    ],
)
def test_that_a_note_names_no_department(text_file: Make, workbook: Make, note: str) -> None:
    rows = [
        ["Title", "Name", "Salary"],
        ["Finance", "", ""],
        ["Clerk", "Doe", 50000],
        [note, "", ""],
        ["Cook", "Roe", 41000],
    ]
    for roster in both(text_file, workbook, rows):
        assert [(p.title, p.department) for p in roster.positions] == [("Clerk", "Finance"), ("Cook", "Finance")]


def test_that_a_line_with_its_own_department_keeps_it_under_a_heading(text_file: Make) -> None:
    rows = [
        ["Title", "Dept", "Salary"],
        ["Elected officials", "", ""],
        ["Mayor", "Council", 90000],
        ["Clerk", "Finance", 50000],
    ]
    assert [p.department for p in read_roster(text_file(csv_text(rows))).positions] == ["Council", "Finance"]


def test_that_a_title_blank_in_places_is_read_from_the_fuller_column(text_file: Make) -> None:
    text = "Position,Title,Dept,Salary\nClerk,Chief Clerk,Finance,60000\nCook,,Parks,41000\nAide,,Parks,30000\n"
    roster = read_roster(text_file(text))
    assert [p.title for p in roster.positions] == ["Chief Clerk", "Cook", "Aide"] and not roster.rejected
    assert any("Position" in p.text and "blank" in p.text for p in roster.problems)


def test_that_a_heading_with_its_code_is_carried_down(text_file: Make) -> None:
    text = "Code,Title,Name,Salary\n100,Finance,,\n1001,Clerk,Doe,50000\n1002,Accountant,Roe,60000\n200,Parks,,\n1003,Ranger,Poe,52000\n"
    roster = read_roster(text_file(text))
    assert [(p.title, p.department) for p in roster.positions] == [
        ("Clerk", "Finance"),
        ("Accountant", "Finance"),
        ("Ranger", "Parks"),
    ]
