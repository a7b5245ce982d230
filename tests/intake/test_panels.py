"""Files that hold more than one roster: years, quarters, employers, items of pay, and columns for several years."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reskill.intake.doubts import Answers, Unsettled
from reskill.intake.roster import read_roster
from reskill.problem import ReskillError

Make = Callable[..., Path]


@pytest.mark.parametrize(
    ("header", "first", "last", "asked"),
    [
        ("Fiscal Year", "2024", "2025", "2024"),
        ("Quarter", "Q3", "Q4", "Q3"),
        ("FY", "FY24", "FY25", "2024"),
        ("Fiscal Year", "2023-24", "2024-25", "2024"),
    ],
)
def test_that_the_newest_of_several_periods_is_the_roster(
    text_file: Make, header: str, first: str, last: str, asked: str
) -> None:
    lines = (
        f"Clerk,Finance,50000,{first}\nClerk,Finance,51000,{last}\nCook,Parks,41000,{first}\nCook,Parks,42000,{last}\n"
    )
    path = text_file(f"Title,Dept,Salary,{header}\n{lines}")
    roster = read_roster(path)
    assert [p.annual_salary for p in roster.positions] == [51_000, 42_000]
    assert [r.row for r in roster.rejected] == [2, 4]
    assert roster.problems[0].place.column == header and f"Only the lines of {last}" in roster.problems[0].text
    name = "year" if header != "Quarter" else "Quarter"
    earlier = read_roster(path, answers=Answers(keep=((name, asked),)))
    assert [p.annual_salary for p in earlier.positions] == [50_000, 41_000]
    assert "were left out" in earlier.doubts[0].settled
    every = read_roster(path, answers=Answers(accepted=frozenset({"periods"})))
    assert len(every.positions) == 4
    with pytest.raises(Unsettled, match=f"to {last}"):
        read_roster(path, answers=Answers(ask=True))


def test_that_a_part_of_a_year_is_not_taken_unasked(text_file: Make) -> None:
    lines = "Clerk,Finance,50000,2024\n" * 12 + "Clerk,Finance,51000,2025\n"
    with pytest.raises(Unsettled, match="2024 to 2025"):
        read_roster(text_file("Title,Dept,Salary,Year\n" + lines))


def test_that_one_period_asks_nothing(text_file: Make) -> None:
    roster = read_roster(text_file("Title,Dept,Salary,Year\nClerk,Finance,50000,2025\nCook,Parks,41000,2025\n"))
    assert len(roster.positions) == 2 and not roster.doubts


def test_that_the_newest_quarter_of_the_newest_year_is_kept(text_file: Make) -> None:
    lines = [f"Clerk,Finance,{50 + y}{q}00,{y},{q}" for y in (2024, 2025) for q in (1, 2, 3, 4) if (y, q) < (2025, 3)]
    lines = [f"Clerk,Finance,5{y % 10}{q}00,{y},{q}" for y in (2024, 2025) for q in (1, 2, 3, 4) if (y, q) < (2025, 3)]
    roster = read_roster(text_file("\n".join(["Title,Dept,Salary,Year,Quarter", *lines, ""])))
    assert [p.annual_salary for p in roster.positions] == [55_200]


def test_that_pay_of_a_quarter_is_asked_about(text_file: Make) -> None:
    lines = "".join(f"Clerk,Finance,15400,2025,{q},{n}\n" for n in range(3) for q in (1, 2, 3, 4))
    path = text_file("Title,Dept,Base Pay,Year,Quarter,Employee ID\n" + lines)
    with pytest.raises(Unsettled, match="quarter") as asked:
        read_roster(path)
    assert next(d for d in asked.value.doubts if not d.settled).proposal == "quarterly"
    roster = read_roster(path, answers=Answers(pay_basis="quarterly"))
    assert [p.annual_salary for p in roster.positions] == [61_600] * 3


def test_that_lines_of_several_employers_are_asked_about(text_file: Make) -> None:
    path = text_file("City,Title,Salary\nElm,Clerk,50000\nElm,Cook,41000\nOak,Clerk,52000\n")
    with pytest.raises(Unsettled, match="2 cities or other employers") as asked:
        read_roster(path)
    assert [(d.name, d.place.column) for d in asked.value.doubts] == [("employers", "City")]
    assert len(read_roster(path, answers=Answers(keep=(("City", "elm"),))).positions) == 2
    home = text_file("City,Title,Dept,Salary\nElm,Clerk,Finance,50000\nOak,Cook,Parks,41000\n")
    assert len(read_roster(home).positions) == 2


def test_that_what_no_line_has_is_not_kept(text_file: Make) -> None:
    path = text_file("City,Title,Salary\nElm,Clerk,50000\nOak,Clerk,52000\n")
    with pytest.raises(ReskillError, match="No line of roster.csv has Ash as City.*Elm, Oak"):
        read_roster(path, answers=Answers(keep=(("City", "Ash"),)))
    with pytest.raises(ReskillError, match="no column named Borough"):
        read_roster(path, answers=Answers(keep=(("Borough", "Ash"),)))


ITEMS = """\
Title,Pay Type,Agency,Pay,ID,Active/Inactive
Clerk,Regular Pay,Finance,48000,1,A
Clerk,Overtime,Finance,2000,1,A
Cook,Regular Pay,Parks,40000,2,A
Cook,Holiday Pay,Parks,1000,2,A
Aide,Regular Pay,Parks,30000,3,I
"""


def test_that_items_of_pay_are_asked_about_and_make_one_position(text_file: Make) -> None:
    path = text_file(ITEMS)
    with pytest.raises(Unsettled, match="item of pay") as asked:
        read_roster(path)
    assert asked.value.doubts[0].place.column == "Pay Type"
    regular = read_roster(path, answers=Answers(keep=(("Pay Type", "Regular Pay"),)))
    assert [(p.title, p.annual_salary) for p in regular.positions] == [("Clerk", 48_000), ("Cook", 40_000)]
    every = read_roster(path, answers=Answers(accepted=frozenset({"pay-items"})))
    assert [p.annual_salary for p in every.positions] == [50_000, 41_000]
    assert [r.row for r in every.rejected] == [3, 5, 6]


def test_that_a_position_whose_earlier_item_is_inactive_stays(text_file: Make) -> None:
    path = text_file(ITEMS.replace("Clerk,Regular Pay,Finance,48000,1,A", "Clerk,Bonus,Finance,500,1,I"))
    every = read_roster(path, answers=Answers(accepted=frozenset({"pay-items"})))
    assert [(p.title, p.annual_salary) for p in every.positions] == [("Clerk", 2_000), ("Cook", 41_000)]


def test_that_kinds_of_employment_are_no_items_of_pay(text_file: Make) -> None:
    path = text_file("Title,Dept,Salary,Kind\nClerk,Finance,50000,Regular\nCook,Parks,41000,Temporary\n")
    assert len(read_roster(path).positions) == 2


def test_that_the_newest_of_several_columns_by_year_is_read(text_file: Make) -> None:
    text = "Title,Dept,FY24 FTE,FY24 Salary,FY25 FTE,FY25 Salary\nClerk,Finance,1,50000,0.5,26000\nCook,Parks,1,41000,0,0\n"
    roster = read_roster(text_file(text))
    assert [(p.title, p.fte, p.annual_salary) for p in roster.positions] == [("Clerk", 0.5, 26_000)]
    assert "has ended" in roster.rejected[0].reason
    earlier = read_roster(text_file(text), answers=Answers(keep=(("year", "2024"),)))
    assert [(p.fte, p.annual_salary) for p in earlier.positions] == [(1.0, 50_000), (1.0, 41_000)]


@pytest.mark.parametrize(("header", "inactive"), [("ACTIVE/INACTIVE", "I"), ("Active", "N"), ("Status", "Inactive")])
def test_that_who_is_not_active_is_no_position(text_file: Make, header: str, inactive: str) -> None:
    active = {"I": "A", "N": "Y"}.get(inactive, "Active")
    path = text_file(f"Title,Dept,Salary,{header}\nClerk,Finance,50000,{active}\nCook,Parks,41000,{inactive}\n")
    roster = read_roster(path)
    assert [p.title for p in roster.positions] == ["Clerk"] and [r.row for r in roster.rejected] == [3]


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("As of Date", ["6/30/2024", "12/31/2024", "6/30/2025"]),
        ("Period", ["2024Q3", "2024Q4", "2025Q1"]),
        ("Fiscal Year", ["FY 2023-24", "FY 2024-25", "FY 2025-26"]),
    ],
)
def test_that_dates_and_quarters_of_years_are_periods(text_file: Make, header: str, values: list[str]) -> None:
    lines = [f"{when},Clerk,Finance,{50_000 + n}" for n, when in enumerate(values)]
    roster = read_roster(text_file("\n".join([f"{header},Title,Dept,Salary", *lines, ""])))
    assert [p.annual_salary for p in roster.positions] == [50_002]


def test_that_years_over_columns_of_one_name_tell_them_apart(text_file: Make) -> None:
    text = (
        ",,FY 24,,FY 25,\nTitle,Dept,FTE,Salary,FTE,Salary\nClerk,Finance,1,49000,0.5,25000\nCook,Parks,1,40000,0,0\n"
    )
    roster = read_roster(text_file(text))
    assert [(p.title, p.fte, p.annual_salary) for p in roster.positions] == [("Clerk", 0.5, 25_000)]


@pytest.mark.parametrize("header", ["Q1 Earnings,Q2 Earnings", "Base Pay QTD,Note"])
def test_that_pay_under_a_quarters_name_is_asked_about(text_file: Make, header: str) -> None:
    path = text_file(f"Title,Dept,{header}\n" + "Clerk,Finance,15500.25,15500.25\n" * 5)
    with pytest.raises(Unsettled, match="quarterly"):
        read_roster(path)


def test_that_codes_of_items_of_pay_are_known(text_file: Make) -> None:
    lines = [f"{n},Clerk,Finance,{code},{amount}" for n in range(4) for code, amount in (("REG", 50_000), ("OT", 900))]
    with pytest.raises(Unsettled, match="item of pay"):
        read_roster(text_file("\n".join(["Emp ID,Title,Dept,Earn Code,Amount", *lines, ""])))


def test_that_a_person_is_offered_the_newest_periods_and_every_line(text_file: Make) -> None:
    lines = "".join(f"Clerk,Finance,{50_000 + y},{y}\n" for y in (2022, 2023, 2024, 2025))
    path = text_file("Title,Dept,Salary,Year\n" + lines)
    with pytest.raises(Unsettled) as asked:
        read_roster(path, answers=Answers(ask=True))
    (doubt,) = asked.value.doubts
    offered = Answers(ask=True).choices(doubt)
    assert [text for text, _ in offered] == [
        *(f"Keep only {y}" for y in (2025, 2024, 2023)),
        "Take every line as one position",
    ]
    assert [len(read_roster(path, answers=chosen).positions) for _, chosen in offered] == [1, 1, 1, 4]


def test_that_a_person_is_offered_what_is_done_unasked_elsewhere(text_file: Make) -> None:
    path = text_file("Title,Dept,Salary,FTE\nClerk,Finance,50000,3.5\nCook,Parks,40000,1\n")
    with pytest.raises(Unsettled) as asked:
        read_roster(path, answers=Answers(ask=True))
    offered = Answers(ask=True).choices(asked.value.doubts[0])
    assert [len(read_roster(path, answers=chosen).positions) for _, chosen in offered] == [5, 2]
