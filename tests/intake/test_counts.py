"""Lines that stand for several positions: counts read, full-time equivalents, budgets by year, and what is asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rosters import csv_text

from reskill.intake.doubts import Answers, Unsettled
from reskill.intake.roster import Roster, read_roster

Make = Callable[..., Path]

SPELLINGS = (
    "# of Positions|No. of Positions|Number of Positions|Positions|Position Count|Total Positions|Auth|Authorized"
    "|Authorized Positions|Budgeted Positions|Headcount|Head Count|Count|Qty|Employee Count|Number of Employees|Employees"
    "|Incumbents|Filled|Filled Positions|Count of Employee ID|Authorized Strength|Staff Count|Slots|FY26 Adopted|2026 Budget"
    "|Approved Positions|Head Ct|Count of Name|Allotment|Total Pos|Personnel|Staffing|Members|Records|Complement|# Pos|Allocated Positions|Total Authorized"
)


def read(text_file: Make, header: str, *lines: str, answers: Answers | None = None) -> Roster:
    return read_roster(text_file("\n".join([header, *lines, ""])), answers=answers or Answers())


def held(roster: Roster) -> list[tuple[str, str]]:
    return [(p.title, p.status) for p in roster.positions]


@pytest.mark.parametrize("header", SPELLINGS.split("|"))
def test_that_a_column_of_counts_turns_a_line_into_so_many_positions(text_file: Make, header: str) -> None:
    roster = read(text_file, f"Title,Dept,Annual Salary,{header}", "Clerk,Finance,50000,3", "Cook,Parks,41000,1")
    assert [(p.title, p.annual_salary) for p in roster.positions] == [("Clerk", 50_000)] * 3 + [("Cook", 41_000)]
    assert {p.status for p in roster.positions} == {"filled"}
    assert any(header in p.text and "4 positions" in p.text for p in roster.problems)
    alone = read(
        text_file,
        f"Title,Dept,Annual Salary,{header}",
        "Clerk,Finance,50000,3",
        "Cook,Parks,41000,1",
        answers=Answers(accepted=frozenset({"counts"})),
    )
    assert held(alone) == [("Clerk", "filled"), ("Cook", "filled")]
    assert "Every line was taken as one position" in alone.problems[0].text


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Employee Number", "31"),
        ("Position", "12"),
        ("Number", "1"),
        ("Grade", "7"),
        ("Position No.", "4"),
        ("Unit", "3"),
    ],
)
def test_that_numbers_of_things_count_nothing(text_file: Make, header: str, cells: str) -> None:
    lines = [f"Clerk,Finance,50000,{int(cells) + n}" for n in range(4)]
    assert len(read(text_file, f"Title,Dept,Annual Salary,{header}", *lines).positions) == 4


def test_that_filled_and_vacant_counts_are_those_of_positions(text_file: Make) -> None:
    for names in (
        "Authorized,Filled,Vacant",
        "Budgeted Positions,Filled Positions,Vacant Positions",
        "Auth,Occupied,Open",
    ):
        filled_and_vacant(text_file, f"Dept,Title,{names},Average Salary")


def filled_and_vacant(text_file: Make, header: str) -> None:
    roster = read(text_file, header, "Finance,Clerk,3,2,1,48000", "Parks,Cook,1,0,1,40000", "Parks,Aide,0,0,0,40000")
    assert held(roster) == [("Clerk", "filled"), ("Clerk", "filled"), ("Clerk", "vacant"), ("Cook", "vacant")]
    assert [r.row for r in roster.rejected] == [4] and "counts no positions" in roster.rejected[0].reason
    assert {p.annual_salary for p in roster.positions[:3]} == {48_000}


@pytest.mark.parametrize(("header", "line"), [("Authorized,Filled", "5,3"), ("Authorized,Vacant", "5,2")])
def test_that_what_is_not_counted_is_the_rest(text_file: Make, header: str, line: str) -> None:
    roster = read(text_file, f"Title,Dept,{header}", f"Clerk,Finance,{line}", f"Cook,Parks,{line}")
    assert [s for _, s in held(roster)] == (["filled"] * 3 + ["vacant"] * 2) * 2


def test_that_counts_that_do_not_add_up_are_told(text_file: Make) -> None:
    roster = read(text_file, "Title,Dept,Authorized,Filled,Vacant", "Clerk,Finance,5,3,1", "Cook,Parks,2,1,1")
    assert len(roster.positions) == 6
    assert any("do not add up" in p.text and p.place.row == 2 for p in roster.problems)


def test_that_a_total_of_pay_is_shared_among_the_positions_of_its_line(text_file: Make) -> None:
    roster = read(text_file, "Title,Dept,Positions,Total Salary", "Clerk,Finance,4,200000", "Cook,Parks,1,41000")
    assert [p.annual_salary for p in roster.positions] == [50_000] * 4 + [41_000]


def test_that_full_time_equivalents_keep_their_total_and_their_pay(text_file: Make) -> None:
    roster = read(
        text_file, "Title,Dept,Salary,Auth FTE", "Clerk,Finance,50000,3.5", "Cook,Parks,40000,1", "Aide,Parks,30000,0.5"
    )
    assert [(p.title, p.fte, p.annual_salary) for p in roster.positions] == [
        *[("Clerk", 1.0, 50_000)] * 3,
        ("Clerk", 0.5, 25_000),
        ("Cook", 1.0, 40_000),
        ("Aide", 0.5, 15_000),
    ]
    assert [d.name for d in roster.doubts] == ["counts"] and "estimate" in roster.doubts[0].settled


def test_that_hours_and_percentages_are_no_positions(text_file: Make) -> None:
    for cells in (["40", "20", "37.5"], ["100", "50", "50"]):
        roster = read(text_file, "Title,Dept,FTE", *(f"Clerk,Finance,{c}" for c in cells))
        assert len(roster.positions) == 3 and all(p.fte is not None and p.fte <= 1 for p in roster.positions)


BUDGET = [
    ["Position Title", "FY 2023-24 Adopted", "FY 2024-25 Adopted", "FY 2025-26 Adopted", "Change"],
    ["FINANCE", "", "", "", ""],
    ["Clerk", "2", "2", "3", "1"],
    ["Cashier", "1", "1", "0", "-1"],
    ["Total Finance", "3", "3", "3", "0"],
    ["PARKS", "", "", "", ""],
    ["Ranger", "4", "4", "4.5", "0.5"],
    ["Total Parks", "4", "4", "4.5", "0.5"],
    ["Total Full-Time Equivalents", "7", "7", "7.5", "0.5"],
]


def test_that_a_budget_by_year_gives_the_newest_years_positions(text_file: Make, workbook: Make) -> None:
    for path in (text_file(csv_text(BUDGET)), workbook(BUDGET)):
        roster = read_roster(path)
        assert [(p.title, p.department, p.fte) for p in roster.positions] == [
            *[("Clerk", "FINANCE", 1.0)] * 3,
            *[("Ranger", "PARKS", 1.0)] * 4,
            ("Ranger", "PARKS", 0.5),
        ]
        assert [r.row for r in roster.rejected] == [2, 4, 5, 6, 8, 9]


def test_that_a_person_names_another_year_of_a_budget(text_file: Make) -> None:
    roster = read_roster(text_file(csv_text(BUDGET)), answers=Answers(keep=(("year", "2024"),)))
    assert [p.title for p in roster.positions] == ["Clerk"] * 2 + ["Cashier"] + ["Ranger"] * 4


@pytest.mark.parametrize(
    ("header", "lines"),
    [
        ("Title,Dept,Vacancies", ["Clerk,Finance,3", "Cook,Parks,1"]),
        ("Title,Dept,Authorized,Budgeted", ["Clerk,Finance,3,2", "Cook,Parks,1,1"]),
        ("Title,Dept,Pay Unit,Budgeted Units", ["Clerk,Finance,Annual,3", "Page,Library,Hourly,4160"]),
    ],
)
def test_that_counts_that_cannot_be_relied_on_are_asked_about(text_file: Make, header: str, lines: list[str]) -> None:
    with pytest.raises(Unsettled, match="count positions") as asked:
        read(text_file, header, *lines)
    assert [d.name for d in asked.value.doubts] == ["counts"]
    assert "--map positions=" in str(asked.value)


def test_that_a_person_names_the_column_that_counts(text_file: Make) -> None:
    path = text_file("Title,Dept,Authorized,Budgeted\nClerk,Finance,3,2\nCook,Parks,1,1\n")
    assert len(read_roster(path, columns={"positions": "Budgeted"}).positions) == 3


def test_that_positions_of_one_line_are_told_apart_by_their_number(text_file: Make) -> None:
    roster = read(text_file, "Title,Dept,Positions", "Clerk,Finance,3", "Cook,Parks,1")
    assert [p.ordinal for p in roster.positions] == [1, 2, 3, 1]


def test_that_counts_under_a_group_name_are_read(text_file: Make, workbook: Make) -> None:
    rows = [["", "", "Positions", "", ""], ["Title", "Dept", "Auth", "Filled", "Vacant"], ["Clerk", "Finance", 3, 2, 1]]
    rows.append(["Cook", "Parks", 2, 1, 1])
    for path in (text_file(csv_text(rows)), workbook(rows)):
        assert [s for _, s in held(read_roster(path))] == ["filled", "filled", "vacant", "filled", "vacant"]


def test_that_filled_and_vacant_equivalents_keep_their_total(text_file: Make) -> None:
    lines = ["Clerk,Finance,5,3.5,1.5", "Cook,Parks,2,1,1"]
    roster = read(text_file, "Title,Dept,Budgeted FTE,Filled FTE,Vacant FTE", *lines)
    assert sum(p.fte or 0 for p in roster.positions) == 7
    assert sum(p.fte or 0 for p in roster.positions if p.status == "vacant") == 2.5


def test_that_a_few_lines_with_an_fte_over_two_are_asked_about(text_file: Make) -> None:
    lines = [f"Clerk,Finance,{6 if n == 3 else 1}" for n in range(20)]
    with pytest.raises(Unsettled, match="only 1 of 20 lines have an FTE over 2"):
        read(text_file, "Title,Dept,FTE", *lines)


def test_that_part_time_counts_are_not_lost(text_file: Make) -> None:
    header = "Title,Dept,Full-Time Positions,Part-Time Positions"
    with pytest.raises(Unsettled, match="count positions"):
        read(text_file, header, "Clerk,Finance,3,2", "Cook,Parks,1,0")
    roster = read(text_file, f"{header},Total Positions", "Clerk,Finance,3,2,5", "Cook,Parks,1,0,1")
    assert len(roster.positions) == 6


def test_that_the_lines_own_numbers_count_nothing(text_file: Make) -> None:
    for header in ("No.", "#", "Count"):
        lines = [f"{n},Clerk,Finance,50000" for n in range(1, 9)]
        assert len(read(text_file, f"{header},Title,Dept,Salary", *lines).positions) == 8


def test_that_numbers_that_no_header_explains_are_asked_about_where_no_pay_is(text_file: Make) -> None:
    with pytest.raises(Unsettled, match="no header says what is counted") as asked:
        read(text_file, "Title,Finance,Police,Library", "Clerk,3,2,4", "Cook,1,0,2")
    assert asked.value.doubts[0].name == "counts" and "Finance, Police, Library" in str(asked.value)


def test_that_bare_years_over_numbers_are_counts_of_the_newest(text_file: Make) -> None:
    assert len(read(text_file, "Job Title,2023,2024,2025", "Clerk,3,2,4", "Cook,1,0,2").positions) == 6


def test_that_an_outline_that_adds_its_lines_up_names_their_departments(text_file: Make, workbook: Make) -> None:
    rows: list[list[object]] = [["Row Labels", "Count of Employee ID", "Average of Annual Salary"]]
    rows += [["Finance", 5, 52_000], ["Clerk", 2, 50_000], ["Accountant", 3, 53_333]]
    rows += [["Parks", 4, 45_000], ["Custodian", 4, 45_000], ["Grand Total", 9, 49_000]]
    for path in (text_file(csv_text(rows)), workbook(rows)):
        roster = read_roster(path)
        assert [(p.title, p.department) for p in roster.positions] == [
            *[("Clerk", "Finance")] * 2,
            *[("Accountant", "Finance")] * 3,
            *[("Custodian", "Parks")] * 4,
        ]


def test_that_full_time_and_part_time_columns_give_way_to_their_total(text_file: Make) -> None:
    lines = ["Clerk,Finance,3,2,5", "Cook,Parks,1,0,1"]
    assert len(read(text_file, "Title,Dept,Full Time,Part Time,Total", *lines).positions) == 6
    with pytest.raises(Unsettled, match=r"Full Time, Part Time\), but the columns do not tell the same number"):
        read(text_file, "Title,Dept,Full Time,Part Time", *(line.rpartition(",")[0] for line in lines))


def test_that_steps_and_funds_count_nothing(text_file: Make) -> None:
    roster = read(text_file, "Title,Dept,Step,Fund,Range", "Clerk,Finance,3,101,22", "Cook,Parks,1,102,14")
    assert len(roster.positions) == 2 and not roster.doubts


TRIPLES = (
    "Authorized FTE,Filled FTE,Vacant FTE|Auth Pos,Filled Pos,Vac Pos|Total Auth,Total Filled,Total Vacant|# Authorized,# Filled,# Vacant"
    "|Budgeted,Actual,Vacancies|Approved Headcount,Current Headcount,Open Positions|Positions,Incumbents,Vacancies"
    "|Allocated,Encumbered,Unencumbered|Position Ct,Filled Ct,Vacant Ct|Auth Strength,Actual Strength,Vacancies|Auth.,Fill.,Vac."
    "|AUTH_POS,FILLED_POS,VACANT_POS|Budgeted Headcount,Actual Headcount,Variance|Funded Positions,Staffed,Unstaffed"
    "|Positions Budgeted FY26,Positions Filled FY26,Vacancies FY26|Total Positions,Total Employees,Total Vacancies"
)


@pytest.mark.parametrize("names", TRIPLES.split("|"))
def test_that_all_filled_and_vacant_ones_are_known_by_many_names(text_file: Make, names: str) -> None:
    lines = ["Clerk,Finance,50000,5,3,2", "Cook,Parks,41000,4,4,0", "Aide,Parks,30000,1,0,1"]
    roster = read(text_file, f"Title,Dept,Salary,{names}", *lines)
    told = held(roster)
    assert (told.count(("Clerk", "filled")), told.count(("Clerk", "vacant")), told.count(("Cook", "filled"))) == (
        3,
        2,
        4,
    )
    assert told[-1] == ("Aide", "vacant") and len(told) == 10


def test_that_a_total_of_rates_an_hour_is_no_count(text_file: Make) -> None:
    roster = read(
        text_file, "base,Dept,frequency,Title,total", "15.9,Roads,HOURLY,Clerk,17.34", "18,Parks,HOURLY,Cook,18"
    )
    assert len(roster.positions) == 2 and not roster.doubts


def test_that_a_total_of_nothing_said_is_asked_about(text_file: Make) -> None:
    with pytest.raises(Unsettled, match=r"count positions \(Total\)"):
        read(text_file, "Title,Dept,Salary,Total", "Clerk,Finance,50000,5", "Cook,Parks,41000,4")
