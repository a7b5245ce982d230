"""Small files of the kinds that cities hand out: what each line stands for, what pay is, who holds a post."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from rosters import csv_text

from reskill.intake.doubts import Answers, Unsettled
from reskill.intake.roster import Roster, read_roster

Make = Callable[..., Path]
HEADER = ("Job Title", "Department", "Annual Salary")
TITLES = ("Office Specialist II", "Accountant I", "Custodian", "Librarian", "Civil Engineer")
DEPARTMENTS = ("Finance", "Public Works", "Police", "Library", "Parks and Recreation")
LINES = tuple((title, DEPARTMENTS[i], 52_000) for i, title in enumerate(TITLES))


def read(make: Make, rows: Sequence[Sequence[object]]) -> Roster:
    return read_roster(make(csv_text(rows)))


def payroll(roster: Roster) -> float:
    return sum(p.annual_salary or 0 for p in roster.positions if p.status == "filled")


def statuses(roster: Roster) -> list[str]:
    return [p.status for p in roster.positions]


@pytest.mark.parametrize(
    ("header", "of_a_year"),
    [
        ("Rate/Hr", 2080),
        ("Pay/Month", 12),
        ("Mo. Rate", 12),
        ("Salary per Month", 12),
        ("Monthly", 12),
        ("Weekly", 52),
        ("Pay per Period (26)", 26),
        ("Pay per Period (24)", 24),
    ],
)
def test_that_a_header_tells_the_period_of_pay_in_any_order(text_file: Make, header: str, of_a_year: int) -> None:
    roster = read(text_file, [("Job Title", "Department", header), *((t, d, 52_000 / of_a_year) for t, d, _ in LINES)])
    assert payroll(roster) == pytest.approx(5 * 52_000, abs=1)


def test_that_a_count_of_emps_counts_positions(text_file: Make) -> None:
    roster = read(text_file, [(*HEADER, "NUM_EMPS"), *((*line, 3) for line in LINES)])
    assert len(roster.positions) == 15


def test_that_a_headcount_of_nought_is_a_vacancy(text_file: Make) -> None:
    roster = read(text_file, [(*HEADER, "Headcount"), *((*line, int(i != 2)) for i, line in enumerate(LINES))])
    assert statuses(roster) == ["filled", "filled", "vacant", "filled", "filled"]


def test_that_titles_with_their_codes_are_titles(text_file: Make) -> None:
    lines = ((f"{2000 + i} - {t}", d, pay) for i, (t, d, pay) in enumerate(LINES))
    roster = read(text_file, [("Job", "Department", "Salary"), *lines])
    assert roster.columns["title"] == "Job"


def test_that_titles_under_headings_share_a_column_with_departments(text_file: Make) -> None:
    rows: list[Sequence[object]] = [("Department / Classification", "Grade", "Authorized Positions")]
    for department in DEPARTMENTS:
        rows += [(department, "", ""), *((title, "G1", n + 1) for n, title in enumerate(TITLES)), ("Subtotal", "", 15)]
    roster = read(text_file, rows)
    assert len(roster.positions) == 75
    assert {p.department for p in roster.positions} == set(DEPARTMENTS)


@pytest.mark.parametrize("label", ["Average", "Average Salary", "Median:", "Count", "Maximum"])
def test_that_figures_of_a_column_are_no_positions(text_file: Make, label: str) -> None:
    assert len(read(text_file, [HEADER, *LINES, (label, "", 52_000)]).positions) == 5


@pytest.mark.parametrize(
    ("header", "periods"),
    [
        ("Snapshot", ("12/31/2024", "12/31/2025")),
        ("School Year", ("2023-2024", "2024-2025")),
        ("Pay Month", ("2025-09", "2025-10")),
        ("Month", ("Sep 2025", "Oct 2025")),
        ("PP End Date", ("6/15/2025", "6/30/2025")),
    ],
)
def test_that_the_newest_of_several_periods_is_the_roster(
    text_file: Make, header: str, periods: tuple[str, str]
) -> None:
    rows = [(period, t, d, pay + n) for n, period in enumerate(periods) for t, d, pay in LINES]
    roster = read(text_file, [(header, *HEADER), *rows])
    assert payroll(roster) == 5 * 52_001


def test_that_a_fiscal_year_is_no_month(text_file: Make) -> None:
    rows = [(year, *line) for year in ("2009-10", "2010-11", "2011-12") for line in LINES]
    roster = read(text_file, [("Fiscal Year", *HEADER), *rows])
    assert len(roster.positions) == 5
    assert "2011-12" in str(roster.doubts[0].problem())


@pytest.mark.parametrize(
    ("header", "marks", "right"),
    [
        ("Incumbent Name", ("Doe, A", "Vac - Smith", "Vac, Ana", "Open - Posted 3/1", "Recruit in process"), "FVFVV"),
        ("Vacancy Status", ("", "Hiring Freeze", "Posted", "On Hold", ""), "FVVVF"),
        ("Encumbered", ("Y", "N", "Y", "Y", "Y"), "FVFFF"),
        ("Funding Status", ("Funded", "Unfunded", "Funded", "Funded", "Funded"), "FVFFF"),
    ],
)
def test_that_marks_of_vacancies_are_known(text_file: Make, header: str, marks: tuple[str, ...], right: str) -> None:
    rows = "".join(f'{t},{d},{pay},"{mark}"\n' for (t, d, pay), mark in zip(LINES, marks, strict=True))
    roster = read_roster(text_file(",".join((*HEADER, header)) + "\n" + rows))
    assert statuses(roster) == [{"F": "filled", "V": "vacant"}[c] for c in right]


@pytest.mark.parametrize(
    ("header", "marks"),
    [
        ("Position Status", ("Filled", "Frozen", "Vacant", "Abolished", "Filled")),
        ("Incumbent Name", ("Doe A", "VACANT - FROZEN", "VACANT", "VACANT-UNFUNDED", "Roe B")),
        ("Status", ("Filled", "Vacant - On Hold", "Vacant - Posted", "Eliminated", "Filled")),
    ],
)
def test_that_frozen_unfunded_and_abolished_posts_are_vacancies_on_hold(
    text_file: Make, header: str, marks: tuple[str, ...]
) -> None:
    rows = [(*line, mark) for line, mark in zip(LINES, marks, strict=True)]
    roster = read(text_file, [(*HEADER, header), *rows])
    assert statuses(roster) == ["filled", "vacant", "vacant", "vacant", "filled"]
    assert [p.held for p in roster.positions] == [False, True, False, True, False]
    assert any("3 vacant positions (2 of them on hold" in p.text for p in roster.problems)


@pytest.mark.parametrize(
    ("header", "marks"),
    [("Funding Status", ("Funded", "Unfunded")), ("Funded?", ("Yes", "No")), ("Frozen", ("N", "Y"))],
)
def test_that_a_column_of_funding_holds_vacancies_and_nobody_at_work(
    text_file: Make, header: str, marks: tuple[str, str]
) -> None:
    rows = [(*line, ("Filled", "Vacant")[i % 2], marks[i > 2]) for i, line in enumerate(LINES)]
    roster = read(text_file, [(*HEADER, "Status", header), *rows])
    assert [(p.status, p.held) for p in roster.positions[2:]] == [
        ("filled", False),
        ("vacant", True),
        ("filled", False),
    ]


def test_that_a_mark_in_the_title_holds_the_position(text_file: Make) -> None:
    roster = read(text_file, [HEADER, *LINES, ("Clerk (VACANT - FROZEN)", "Finance", 52_000), ("Cook", "Library", 1.0)])
    held = roster.positions[5]
    assert (held.title, held.status, held.held) == ("Clerk", "vacant", True)


@pytest.mark.parametrize(
    ("header", "marks"), [("Current Employee", ("Yes", "No", "Yes")), ("Term Date", ("", "03/01/2025", ""))]
)
def test_that_who_has_left_holds_nothing(text_file: Make, header: str, marks: tuple[str, ...]) -> None:
    rows = [(*line, marks[i % 3]) for i, line in enumerate(LINES)]
    roster = read(text_file, [(*HEADER, header), *rows])
    assert [p.title for p in roster.positions] == ["Office Specialist II", "Custodian", "Librarian"]


def test_that_a_form_of_address_is_no_job_title(text_file: Make) -> None:
    rows = [(("Mr.", "Ms.")[i % 2], t, d, pay) for i, (t, d, pay) in enumerate(LINES)]
    assert read(text_file, [("Title", "Position", "Dept", "Salary"), *rows]).columns["title"] == "Position"


def test_that_items_of_pay_are_known_by_wage_types(text_file: Make) -> None:
    rows = [
        (i, t, d, kind, amount)
        for i, (t, d, pay) in enumerate(LINES)
        for kind, amount in (("Base Pay", pay), ("Overtime", 900))
    ]
    with pytest.raises(Unsettled, match="Wage Type Text"):
        read(text_file, [("EmpID", "Title", "Dept", "Wage Type Text", "Wage Amount"), *rows])


def test_that_line_breaks_in_headers_part_no_lines(text_file: Make) -> None:
    roster = read_roster(text_file('"Job\nTitle","Department","Annual\nSalary"\n' + csv_text(LINES)))
    assert payroll(roster) == 5 * 52_000


def test_that_a_second_table_beside_the_first_counts_nothing(workbook: Make) -> None:
    beside = [(DEPARTMENTS[i], 2) for i in range(5)]
    rows = [
        (*HEADER, None, "Department", "Count"),
        *((*line, None, *more) for line, more in zip(LINES, beside, strict=True)),
    ]
    roster = read_roster(workbook(rows))
    assert len(roster.positions) == 5
    assert any("second table" in p.text for p in roster.problems)


def test_that_a_group_name_over_unnamed_columns_makes_a_header_of_two_rows(workbook: Make) -> None:
    rows = [
        ("Position Title", "FY26 Budget", None, None),
        (None, "Full-Time", "Part-Time", "Total"),
        *((t, 3, 1, 4) for t in TITLES),
    ]
    assert len(read_roster(workbook(rows)).positions) == 20


def sheets(make: Make, **rows: Sequence[Sequence[object]]) -> Path:
    """A workbook with a sheet for each of the names."""

    def more(book: object, sheet: object) -> None:
        book.remove(sheet)  # type: ignore[attr-defined]
        for name, lines in rows.items():
            added = book.create_sheet(name)  # type: ignore[attr-defined]
            for line in lines:
                added.append(line)

    return make([], more)


def test_that_tabs_of_departments_need_no_other_word_than_position(workbook: Make) -> None:
    one = [("Position", "Salary"), *((t, 50_000) for t in TITLES)]
    roster = read_roster(sheets(workbook, Finance=one, Police=one, Library=one))
    assert len(roster.positions) == 15
    assert {p.department for p in roster.positions} == {"Finance", "Police", "Library"}


def test_that_tabs_of_filled_and_vacant_posts_are_both_read(workbook: Make) -> None:
    roster = read_roster(sheets(workbook, Filled=[HEADER, *LINES], Vacant=[HEADER, *LINES[:2]]))
    assert statuses(roster).count("vacant") == 2
    assert len(roster.positions) == 7


def test_that_of_tabs_by_month_the_last_month_is_the_roster(workbook: Make) -> None:
    rows = [HEADER, *LINES]
    roster = read_roster(sheets(workbook, **{"Oct 2025": rows, "Nov 2025": rows, "Dec 2025": rows}))
    assert {p.sheet for p in roster.positions} == {"Dec 2025"}


def test_that_a_count_of_frozen_posts_holds_no_line_back(text_file: Make) -> None:
    rows = [(d, t, 6, 4, 2, 1) for t, d, _ in LINES]
    roster = read(text_file, [("Department", "Job Title", "Budgeted", "Filled", "Vacant", "Frozen"), *rows])
    assert (statuses(roster).count("filled"), sum(p.held for p in roster.positions)) == (20, 0)


TINY = [("Director", "Finance", 263), ("Manager", "Finance", 1_053), ("Analyst", "Library", 2_213)]


def test_that_pay_far_beneath_all_other_is_unknown_unless_it_is_accepted(text_file: Make) -> None:
    path = text_file(csv_text([HEADER, *LINES * 8, *TINY]))
    roster = read_roster(path)
    assert [p.annual_salary for p in roster.positions[-3:]] == [None, None, None]
    assert payroll(roster) == 40 * 52_000
    assert "3 of 43 full-time positions get $2,213 a year or less" in str(roster.doubts[0].problem())
    kept = read_roster(path, answers=Answers(accepted=frozenset({"tiny-pay"})))
    assert payroll(kept) == 40 * 52_000 + 263 + 1_053 + 2_213
    with pytest.raises(Unsettled, match="far beneath all others"):
        read_roster(path, answers=Answers(ask=True))


@pytest.mark.parametrize("others", [[("Clerk", "Finance", 6_000)], [("Clerk", "Finance", 900)] * 40])
def test_that_small_pay_without_a_gap_or_in_many_lines_stays(
    text_file: Make, others: list[tuple[str, str, int]]
) -> None:
    path = text_file(csv_text([HEADER, *LINES * 8, *TINY, *others]))
    roster = read_roster(path, answers=Answers(accepted=frozenset({"pay-basis"})))
    assert roster.positions[-len(others) - 1].annual_salary == 2_213


@pytest.mark.parametrize(
    ("header", "year", "other"),
    [
        ("Base Salary", "52000.00", "$2,000.00 BW"),
        ("Pay", "52,000 yr", "$25.0000 HR"),
        ("Pay", "52000/yr", "4333.3333 MO"),
        ("Annual Rate / Hourly Rate", "52000", "25.00"),
    ],
)
def test_that_pay_of_two_bases_in_one_column_is_a_years(text_file: Make, header: str, year: str, other: str) -> None:
    rows = "".join(f'{t},{d},"{(year, other)[i % 2]}"\n' for i, (t, d, _) in enumerate(LINES))
    roster = read_roster(text_file(f"Job Title,Department,{header}\n{rows}"))
    assert payroll(roster) == pytest.approx(5 * 52_000, abs=1)


def test_that_the_payroll_of_a_line_is_shared_by_its_heads(text_file: Make) -> None:
    rows = [(d, t, 3, 3 * 52_000) for t, d, _ in LINES]
    roster = read(text_file, [("Department", "Title", "Headcount", "Total Payroll"), *rows])
    assert (len(roster.positions), payroll(roster)) == (15, 15 * 52_000)


def test_that_the_last_of_many_names_of_pay_is_one(text_file: Make) -> None:
    rows = [(t, d, pay - 1_000, pay) for t, d, pay in LINES]
    roster = read(text_file, [("Job Title", "Agency", "2023 Gross Earnings", "2024 Gross Earnings"), *rows])
    assert payroll(roster) == 5 * 52_000


def test_that_a_code_before_a_status_is_passed_over(text_file: Make) -> None:
    marks = ("A - Active", "T - Terminated", "L - On Leave", "V - Vacant", "A - Active")
    rows = [(*line, mark) for line, mark in zip(LINES, marks, strict=True)]
    assert statuses(read(text_file, [(*HEADER, "Position Status"), *rows])) == ["filled", "filled", "vacant", "filled"]


@pytest.mark.parametrize(
    ("header", "of_a_year"),
    [
        ("Annual Equivalent", 1),
        ("Compensation (annual)", 1),
        ("Step 5 Salary", 1),
        ("Monthly Base", 12),
        ("Semimonthly", 24),
        ("Quarterly Earnings", 4),
        ("Per Hour", 2080),
        ("Pay ($K)", 1000),
    ],
)
def test_that_pay_is_known_by_a_word_and_its_size(text_file: Make, header: str, of_a_year: int) -> None:
    rows = ((t, d, round(52_000 / of_a_year, 4)) for t, d, _ in LINES)
    assert payroll(read(text_file, [("Job Title", "Department", header), *rows])) == pytest.approx(5 * 52_000, abs=1)


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Annual Leave Hours", 5200),
        ("Salary Step", 5),
        ("Pay Group", 5200),
        ("Rate Code", 5200),
        ("Maximum Salary", 9e4),
    ],
)
def test_that_other_numbers_are_no_pay(text_file: Make, header: str, value: float) -> None:
    rows = ((t, d, value + i) for i, (t, d, _) in enumerate(LINES))
    assert payroll(read(text_file, [("Job Title", "Department", header), *rows])) == 0


@pytest.mark.parametrize("header", ["Active Employees", "Incumbent Count", "Heads", "# Filled", "Staff Count"])
def test_that_more_names_of_counts_are_known(text_file: Make, header: str) -> None:
    rows = ((*line, number) for line, number in zip(LINES, (2, 4, 1, 5, 3), strict=True))
    assert len(read(text_file, [(*HEADER, header), *rows]).positions) == 15


def test_that_a_page_line_of_two_cells_is_no_position(text_file: Make) -> None:
    rows = [*LINES, ("Report ID: HR0042", "", "Page 2")]
    assert len(read(text_file, [HEADER, *rows]).positions) == 5


def test_that_whether_a_position_is_filled_is_read_from_yes_and_no(text_file: Make) -> None:
    rows = [(*line, "YN"[i == 2]) for i, line in enumerate(LINES)]
    assert statuses(read(text_file, [(*HEADER, "Position Filled"), *rows]))[2] == "vacant"
