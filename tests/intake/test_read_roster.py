"""Lines into positions: pay, hours, status; rejected lines with reasons; doubts with their rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from rosters import HEADER, ROWS, TITLES, csv_text

from reskill.intake.doubts import Answers, Unsettled
from reskill.intake.roster import Roster, read_roster
from reskill.problem import ReskillError
from reskill.thresholds import DEFAULTS

Make = Callable[..., Path]


def read(text_file: Make, *rows: object, header: str = "Job Title,Dept,Annual Salary") -> Roster:
    return read_roster(text_file("\n".join([header, *map(str, rows)]) + "\n"))


def accounted(roster: Roster) -> bool:
    return roster.header_row + len(roster.positions) + len(roster.rejected) + roster.blank == roster.last_row


def pay(roster: Roster) -> list[float | None]:
    return [p.annual_salary for p in roster.positions]


LINES = ["POLICE", "Page 1 of 3", "Prepared by the budget office", "PUBLIC WORKS", "Filled as of July 1"]


def test_that_a_line_with_a_title_only_is_no_position_where_positions_have_more(
    text_file: Make, workbook: Callable[..., Path]
) -> None:
    header, rows = ["Title", "Dept", "Salary", "FTE"], [["Clerk", "Finance", 52000, 1]] * 5
    alone = [[line] for line in LINES]
    csv = read_roster(text_file(csv_text([header, *rows, *([*a, "", "", ""] for a in alone)])))
    xlsx = read_roster(workbook([header, *rows, *alone]))
    for roster in (csv, xlsx):
        assert [p.title for p in roster.positions] == ["Clerk"] * 5
        assert [r.row for r in roster.rejected] == [7, 8, 9, 10, 11]


def test_that_a_title_alone_is_a_position_where_most_lines_have_no_more(text_file: Make) -> None:
    roster = read_roster(text_file("Title,Dept,Salary\nClerk,,\nCook,,\nAide,Parks,40000\nGuard,,\n"))
    assert [p.title for p in roster.positions] == ["Clerk", "Cook", "Aide", "Guard"]


@pytest.mark.parametrize(
    ("amount", "basis", "annual"), [(2150, "biweekly", 55_900), (4500, "monthly", 54_000), (1050, "weekly", 54_600)]
)
def test_that_pay_of_an_unsaid_period_is_asked_about(text_file: Make, amount: int, basis: str, annual: float) -> None:
    path = text_file("Title,Dept,Salary\n" + f"Clerk,Finance,{amount}\n" * 5)
    with pytest.raises(Unsettled, match="pay of a year") as asked:
        read_roster(path)
    assert [(d.name, d.proposal, d.place.column) for d in asked.value.doubts] == [("pay-basis", basis, "Salary")]
    assert pay(read_roster(path, answers=Answers(pay_basis=basis))) == [annual] * 5
    assert pay(read_roster(path, answers=Answers(accepted=frozenset({"pay-basis"})))) == [amount] * 5


SALARIES = [48_000, 52_500, 61_000, 75_000, 90_000] * 10


@pytest.mark.parametrize(
    ("few", "basis", "annual"),
    [
        ([21.5, 23, 24.75], "hourly", [44_720, 47_840, 51_480]),
        ([4200, 4500, 5100, 4800], "monthly", [50_400, 54_000, 61_200, 57_600]),
        ([1900, 2150, 2300], "biweekly", [49_400, 55_900, 59_800]),
    ],
)
def test_that_a_few_lines_with_the_pay_of_another_period_are_asked_about(
    text_file: Make, few: list[float], basis: str, annual: list[float]
) -> None:
    path = text_file("Title,Dept,Salary\n" + "".join(f"Clerk,Finance,{a}\n" for a in [*SALARIES, *few]))
    with pytest.raises(Unsettled, match=rf"{len(few)} of {50 + len(few)} full-time positions") as asked:
        read_roster(path)
    assert [(d.name, d.proposal) for d in asked.value.doubts] == [("pay-basis", basis)]
    settled = read_roster(path, answers=Answers(pay_basis=basis))
    assert pay(settled) == [*SALARIES, *annual]
    assert settled.problems[0].text.endswith(f"(--pay-basis {basis}).")


@pytest.mark.parametrize("few", [[3_000, 7_000, 12_000, 16_000], [600, 2_500, 9_000]])
def test_that_low_pay_without_a_gap_or_far_apart_is_that_of_part_of_a_year(text_file: Make, few: list[int]) -> None:
    path = text_file("Title,Dept,Salary\n" + "".join(f"Clerk,Finance,{a}\n" for a in [*SALARIES, *few]))
    assert pay(read_roster(path)) == [*SALARIES, *few]


def test_that_lines_whose_own_words_make_no_years_pay_are_asked_about(text_file: Make) -> None:
    rows = [*(f"Clerk,{a},Annual" for a in SALARIES), *["Aide,22.50,Biweekly"] * 3]
    path = text_file("\n".join(["Title,Salary,Pay Basis", *rows, ""]))
    with pytest.raises(Unsettled, match="whose pay is said to be biweekly get less than \\$585") as asked:
        read_roster(path)
    assert [(d.name, d.proposal) for d in asked.value.doubts] == [("pay-basis", "")]


def test_that_a_name_that_no_doubt_has_settles_nothing() -> None:
    with pytest.raises(ReskillError, match="no doubt named count"):
        Answers(accepted=frozenset({"count"}))
    with pytest.raises(ReskillError, match="no pay basis named month"):
        Answers(pay_basis="month")


@pytest.mark.parametrize("cell", ["N/A", "TBD", "", "unknown", "(1,200)", "1200-", "0", "9,999,999", "#REF!"])
def test_that_pay_that_is_none_leaves_the_position_and_is_told(text_file: Make, cell: str) -> None:
    roster = read(text_file, f'Clerk,Finance,"{cell}"', 'Cook,Parks,"$41,200.50"')
    assert pay(roster) == [None, 41200.5]
    told = next(p for p in roster.problems if p.place.column == "Annual Salary")
    assert told.place.row == 2 and told.remedy and told.level == "warning"
    assert cell in told.text


def test_that_a_doubt_of_many_rows_is_told_once_and_keeps_every_row(text_file: Make) -> None:
    roster = read(text_file, *["Clerk,Finance,50000"] * 12, *["Cook,Parks,N/A"] * 312)
    told = [p for p in roster.problems if p.place.column == "Annual Salary"]
    assert len(told) == 1
    assert "312 rows" in told[0].text and told[0].place.row == 14
    assert roster.findings[0].rows == list(range(14, 326))


def test_that_rates_among_salaries_become_pay_of_a_year(text_file: Make) -> None:
    roster = read_roster(text_file("Title,Pay,FTE\nClerk,50000,1\nCook,22.50,0.5\nAide,20,\n"))
    assert [(p.annual_salary, p.pay_basis) for p in roster.positions] == [
        (50000, "annual"),
        (23400, "hourly"),
        (41600, "hourly"),
    ]
    told = next(p for p in roster.problems if "rate an hour" in p.text)
    assert told.place.row == 3 and "2,080 hours" in told.text


def test_that_small_amounts_paid_out_are_not_taken_for_rates(text_file: Make) -> None:
    paid = [48000, 51000, 12000, 900, 400, 2600, 75, 1800]
    path = text_file("".join(["Job Title,Dept,Annual Salary\n", *(f"Clerk,Finance,{p}\n" for p in paid)]))
    roster = read_roster(path, answers=Answers(accepted=frozenset({"pay-basis"})))
    assert pay(roster) == [None if p == 75 else p for p in paid]
    assert any("may be a rate an hour" in p.text and p.place.row == 8 for p in roster.problems)


@pytest.mark.parametrize(
    ("header", "amount", "annual", "basis"),
    [
        ("Hourly Rate", "25", 52000, "hourly"),
        ("Monthly Salary", "4,000", 48000, "monthly"),
        ("Biweekly Rate", "2,000", 52000, "biweekly"),
        ("Weekly Rate", "1,000", 52000, "weekly"),
        ("Annual Rate", "52,000", 52000, "annual"),
    ],
)
def test_that_the_header_tells_the_basis_of_pay(
    text_file: Make, header: str, amount: str, annual: float, basis: str
) -> None:
    roster = read(text_file, f'Clerk,Finance,"{amount}"', header=f"Title,Dept,{header}")
    assert [(p.annual_salary, p.pay_basis) for p in roster.positions] == [(annual, basis)]


def test_that_a_basis_column_tells_rates_from_salaries(text_file: Make) -> None:
    header = "Title,Pay Basis,Pay Rate"
    rows = ["Clerk,Hourly,160", "Cook,Annual,52000", "Aide,H,61000", "Guard,Monthly,4000", "Judge,Daily,210"]
    roster = read(text_file, *rows, *["Mayor,Annual,90000"] * 50, header=header)
    assert pay(roster)[:5] == [None, 52000, 61000, 48000, None]  # $160 is neither a rate an hour nor a year's pay
    assert [p.pay_basis for p in roster.positions][2:4] == ["hourly", "monthly"]


def test_that_hours_of_a_year_and_a_week_can_be_changed(text_file: Make) -> None:
    path = text_file("Title,Hourly Rate,Hours per Week\nClerk,20,35\n")
    roster = read_roster(path, thresholds=replace(DEFAULTS, hours_per_year=1820, weekly_hours=35.0))
    assert (roster.positions[0].fte, roster.positions[0].annual_salary) == (1.0, 36400)


def test_that_part_time_without_hours_is_told(text_file: Make) -> None:
    roster = read_roster(text_file("Title,Full/Part Time\nClerk,FT\nCook,PT\n"))
    assert [p.fte for p in roster.positions] == [1.0, None]
    assert any("Part time without hours" in p.text and p.place.row == 3 for p in roster.problems)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (",Finance,50000", "no job title"),
        ("N/A,Finance,50000", "no job title"),
        ("Grand Total,,191000", "totals"),
        (",Finance Total,50000", "totals"),
        ("Subtotal: ,,1", "totals"),
        ("Subtotal Accounting Clerk II,,686000", "totals"),
        ("Sub-total - Finance,,686000", "totals"),
        ("Finance Total,,50000", "totals"),
        ("Total Positions 31,,", "totals"),
        ("Job Title,Dept,Annual Salary", "repeats the header"),
        ("#REF!,Finance,50000", "error of a formula"),
        ("1042,Finance,50000", "no letters"),
        ("Note: as of 30 June,,", "note"),
        ("Page 3 of 9,,", "note"),
        ("PUBLIC WORKS DEPARTMENT,,", "heading"),
        (f"{'x' * 40000},Finance,50000", "longer than 200"),
    ],
)
def test_that_a_line_that_is_no_position_is_rejected_with_the_reason(text_file: Make, line: str, reason: str) -> None:
    roster = read(text_file, "Clerk,Finance,50000", "Clerk,Finance,50000", line, "Cook,Parks,40000")
    assert [p.title for p in roster.positions] == ["Clerk", "Clerk", "Cook"]
    assert [(r.row, reason in r.reason) for r in roster.rejected] == [(4, True)]
    assert roster.rejected[0].remedy and len(roster.rejected[0].content) <= 200
    assert any(p.place.row == 4 and "Rejected" in p.text and p.remedy for p in roster.problems)
    assert accounted(roster)


@pytest.mark.parametrize(
    "title", ["Total Rewards Analyst", "Totals Clerk", "Note Taker", "Page", "Source Water Operator", "Department Head"]
)
def test_that_titles_that_resemble_other_lines_stay_positions(text_file: Make, title: str) -> None:
    assert read(text_file, f"{title},Finance,50000").positions[0].title == title


def test_that_a_status_decides_filled_vacant_or_gone(text_file: Make) -> None:
    roster = read(
        text_file, "Clerk,Active", "Cook,Vacant", "Aide,Terminated", "Guard,Purple", "Clerk,", header="Title,Status"
    )
    assert [p.status for p in roster.positions] == ["filled", "vacant", "filled", "filled"]
    assert "Terminated" in roster.rejected[0].reason
    assert any("Purple" in p.text and p.place.row == 5 for p in roster.problems)


def test_that_a_vacancy_stands_in_the_place_of_a_name_or_in_the_title(text_file: Make) -> None:
    roster = read(
        text_file, '"Doe, Jane",Clerk', "VACANT,Cook", '"Roe, R",Aide (Vacant)', header="Employee Name,Job Title"
    )
    assert [(p.title, p.status) for p in roster.positions] == [
        ("Clerk", "filled"),
        ("Cook", "vacant"),
        ("Aide", "vacant"),
    ]
    assert all(p.name is None for p in roster.positions)


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("VACANT - FROZEN", "vacant"),
        ("Vacant (Retired 6/30)", "vacant"),
        ("Vacant, Vacant", "vacant"),
        ("VACANT-UNFUNDED", "vacant"),
        ("TBH", "vacant"),
        ("To be hired", "vacant"),
        ("TBD", "vacant"),
        ("Vacanti, Maria", "filled"),
        ("Openshaw, Tim", "filled"),
    ],
)
def test_that_marks_in_the_place_of_a_name_tell_vacancies_from_people(text_file: Make, name: str, status: str) -> None:
    roster = read(text_file, f'Clerk,Finance,50000,"{name}"', header="Title,Dept,Annual Salary,Employee Name")
    assert [p.status for p in roster.positions] == [status]


def test_that_an_employee_number_in_two_lines_is_told_and_both_lines_kept(text_file: Make) -> None:
    roster = read(text_file, "0017,Clerk", "0018,Cook", "0017,Aide", header="Emp ID,Title")
    assert [p.employee_id for p in roster.positions] == ["0017", "0018", "0017"]
    told = next(p for p in roster.problems if "earlier line" in p.text)
    assert told.place.row == 4 and "0017" not in told.text


def test_that_hire_dates_outside_a_working_life_are_told(text_file: Make) -> None:
    roster = read(
        text_file, "Clerk,2019-07-01", "Cook,1899-12-30", "Aide,2999-01-01", "Guard,1/1/2000", header="Title,Hire Date"
    )
    assert [p.hire_date for p in roster.positions] == ["2019-07-01", None, None, "2000-01-01"]
    assert any("hire date" in p.text and p.place.row == 3 for p in roster.problems)


def test_that_blank_rows_between_and_after_are_counted(text_file: Make) -> None:
    roster = read_roster(text_file(csv_text([HEADER, ROWS[0], ("", " ", ""), *ROWS[1:]]) + ",,\r\n" * 16_000))
    assert [p.title for p in roster.positions] == TITLES
    assert roster.blank == 16_001 and accounted(roster)
    told = next(p for p in roster.problems if "blank rows" in p.text)
    assert told.place.row == 3 and "16,001" in told.text


def test_that_a_roster_without_a_usable_line_is_refused_with_the_reasons(text_file: Make) -> None:
    with pytest.raises(ReskillError, match="no line that can be used") as caught:
        read(text_file, ",Finance,1", "Total,,1")
    assert len([p for p in caught.value.problems if "Rejected" in p.text]) == 2


def test_that_the_preview_masks_personal_columns(text_file: Make) -> None:
    roster = read(text_file, "Doe,Clerk,1970-01-01,50000", header="Last Name,Title,Birth Date,Salary")
    assert roster.preview == [("•••", "Clerk", "•••", "50000")]


def test_that_a_years_pay_among_months_stays_a_years(tmp_path: Path) -> None:
    lines = [f"Clerk,{4000 + 100 * n}," for n in range(8)]
    lines += ["Director,90000,", "Manager,36000,Annual", "Aide,5000,Annual"]
    path = tmp_path / "elm.csv"
    path.write_text("\n".join(["Title,Salary,Pay Basis", *lines, ""]), encoding="utf-8")
    found = {p.title: p.annual_salary for p in read_roster(path, answers=Answers(pay_basis="monthly")).positions}
    assert (found["Director"], found["Manager"], found["Aide"], found["Clerk"]) == (90_000, 36_000, 60_000, 56_400)


@pytest.mark.parametrize(
    ("header", "lines", "expected"),
    [
        ("Salary ($000)", ["51.5", "60"], [51_500, 60_000]),
        ("Salary (in thousands)", ["51.5", "60"], [51_500, 60_000]),
        ("Salary ($000)", ["51500", "60000"], [51_500, 60_000]),
        ("Compensation without Bonuses,Total Compensation", ["50000,60000"], [50_000]),
        ("total,base", ["60000,50000"], [50_000]),
        ("Annual Salary at Full FTE,FTE,Annual Salary FTE", ["60000,0.5,30000"], [30_000]),
        ("Annual Salary at Full FTE,FTE", ["60000,0.5"], [30_000]),
        ("Full-Time Annual Salary,FTE", ["60000,0.75"], [45_000]),
        ("Rate of Pay,Pay Rate Ind", ["25,D", "25,H", "50000,A", "210.40,D"], [None, 52_000, 50_000, None]),
        ("Comp Rate,Comp Rate Period", ["3331,Monthly", "783.47,Hourly"], [39_972, None]),
        ("FY25 Salary,FY26 Salary", ["50000,51000"], [51_000]),
        ("2025-26 Salary,2024-25 Salary", ["51000,50000"], [51_000]),
        ("Salary,2019 Salary", ["50000,40000"], [50_000]),
    ],
)
def test_that_pay_is_that_of_a_year_as_paid(
    text_file: Make, header: str, lines: list[str], expected: list[float]
) -> None:
    path = text_file("\n".join([f"Title,Dept,{header}", *(f"Clerk,Finance,{line}" for line in lines), ""]))
    assert pay(read_roster(path)) == expected


@pytest.mark.parametrize("header", ["Scheduled Hours", "Appointment Hours", "Hours per Pay Period", "Hours"])
def test_that_hours_of_two_weeks_are_told_from_those_of_one(text_file: Make, header: str) -> None:
    lines = "".join(f"Clerk,Finance,25,{hours}\n" for hours in (80, 80, 60, 40))
    roster = read_roster(text_file(f"Title,Dept,Hourly Rate,{header}\n{lines}"))
    assert [p.fte for p in roster.positions] == [1.0, 1.0, 0.75, 0.5]
    assert pay(roster) == [52_000, 52_000, 39_000, 26_000]


@pytest.mark.parametrize(
    "mark",
    [
        "VACANT (J. Doe ret. 6/30)",
        "*Vacant*",
        "Vacant - Frozen",
        "TBH",
        "TBD",
        "TBA",
        "Recruiting",
        "Recruitment in process",
        "Position open",
        "Unfilled",
        "Not filled",
        "To be filled",
        "VAC",
        "Vacant/Unfunded",
        "Pending hire",
        "Open",
        "Frozen",
        "<vacant>",
        "Vacancy",
        "Under recruitment",
    ],
)
def test_that_twenty_marks_of_a_vacancy_are_known(text_file: Make, mark: str) -> None:
    roster = read(
        text_file, f'Clerk,Finance,50000,"{mark}"', "Cook,Parks,41000,Roe", header="Title,Dept,Salary,Incumbent"
    )
    assert [p.status for p in roster.positions] == ["vacant", "filled"]


@pytest.mark.parametrize("header", ["Date Vacated", "Vacancy Date", "Vacant Since"])
def test_that_a_date_since_when_a_post_is_vacant_makes_it_vacant(text_file: Make, header: str) -> None:
    roster = read(text_file, "Clerk,Finance,6/30/2025", "Cook,Parks,", header=f"Title,Dept,{header}")
    assert [p.status for p in roster.positions] == ["vacant", "filled"]


def test_that_of_two_columns_of_pay_the_one_as_paid_is_read(text_file: Make) -> None:
    lines = "Clerk,1,60000,60000\nCook,0.5,60000,30000\nAide,0.75,40000,30000\n"
    assert pay(read_roster(text_file(f"Title,FTE,Annual Rate,Actual Salary\n{lines}"))) == [60_000, 30_000, 30_000]


def test_that_a_title_block_that_says_thousands_is_believed(text_file: Make) -> None:
    text = "City of Elm,,\nSalaries in thousands of dollars,,\nTitle,Dept,Salary\nClerk,Finance,50.5\nCook,Parks,41\n"
    assert pay(read_roster(text_file(text))) == [50_500, 41_000]


@pytest.mark.parametrize(
    ("header", "filled", "vacant"),
    [
        ("Occupied", "Y", "N"),
        ("Vacant (Y/N)", "N", "Y"),
        ("Days Vacant", "0", "45"),
        ("Incumbent", "Doe", ""),
        ("Filled?", "Yes", "No"),
    ],
)
def test_that_a_vacancy_is_known_by_answers_days_and_blanks(
    text_file: Make, header: str, filled: str, vacant: str
) -> None:
    lines = [f"Clerk,Finance,50000,{filled}"] * 3 + [f"Cook,Parks,41000,{vacant}"] * 2
    assert [p.status for p in read(text_file, *lines, header=f"Title,Dept,Salary,{header}").positions] == [
        *["filled"] * 3,
        *["vacant"] * 2,
    ]


@pytest.mark.parametrize(
    ("header", "hours"), [("Hours Per Day", (8, 8, 4)), ("Monthly Hours", (173.33, 173.33, 86.67))]
)
def test_that_hours_of_a_day_and_a_month_are_told_from_those_of_a_week(
    text_file: Make, header: str, hours: tuple[float, ...]
) -> None:
    lines = "".join(f"Clerk,Finance,25,{h}\n" for h in hours)
    roster = read_roster(text_file(f"Title,Dept,Hourly Rate,{header}\n{lines}"))
    assert [round(p.fte or 0, 2) for p in roster.positions] == [1.0, 1.0, 0.5]
