"""What the checks of a plan read: lines, cohorts and money as they are stored."""

import datetime as dt
from decimal import Decimal

import pytest
from small_city import PRICED, Staff, fill

from reskill.planning.funds import default_funds, save_fund
from reskill.planning.stored_plan import Books
from reskill.project.file import Project


@pytest.fixture
def books(project: Project) -> Books:
    """Two cohorts, one of them in a program, and three lines, one of them of the whole plan."""
    fill(project, [Staff("Clerk II", 3, vacant=2), Staff("Typist", 2)])
    default_funds(project, 100_000, 2, 2028)
    save_fund(project, "State", {2028: 700, 2030: 9}, kind="state")
    with project.change("Plan") as db:
        db.execute(
            "UPDATE program SET weeks = 9, approved_until = '2028-06-30', audience = 'For STAFF', note = 'Bring ID',"
            " cost_text = 'Fee: 10' WHERE id = ?",
            (PRICED,),
        )
        db.execute("UPDATE position SET hire_date = NULL WHERE id = '1-1'")
        for row in ((1, 1, PRICED, 2028, 2, "2027-10-01", 3, 36.5), (2, 2, None, 2029, 1, "2028-07-01", 2, 24.0)):
            db.execute(
                "INSERT INTO cohort (id, title_id, destination, program_id, fiscal_year, quarter, start, participants, hours)"
                " VALUES (?,?,'13-1071.00',?,?,?,?,?,?)",
                row,
            )
        for row in (
            (1, 2028, 2, "Overtime", 1, 4.5, 40.37, 18_167, 0),
            (1, 2028, 3, "fringe", 2, 10, 0.35, 350, 1),
            (None, 2029, 1, "administration", 1, 1, 75.0, 7_500, 0),
        ):
            db.execute(
                "INSERT INTO budget_line (cohort_id, fiscal_year, quarter, category, fund_id, quantity, unit, unit_cost,"
                " cents, in_kind) VALUES (?,?,?,?,?,?,'hour',?,?,?)",
                row,
            )
    return Books(project)


def test_that_lines_are_read_as_they_are_stored(books: Books) -> None:
    assert [(n.id, n.cohort_id, n.fiscal_year, n.quarter, n.fund_id, n.cents, n.in_kind) for n in books.lines] == [
        (1, 1, 2028, 2, 1, 18_167, False),
        (2, 1, 2028, 3, 2, 350, True),
        (3, None, 2029, 1, 1, 7_500, False),
    ]
    first = books.lines[0]
    assert (first.category, first.kind, first.unit) == ("Overtime", "backfill", "hour")
    assert (first.quantity, first.unit_cost) == (Decimal("4.5"), Decimal("40.37"))
    assert {c: [n.id for n in lines] for c, lines in books.lines_of.items()} == {1: [1, 2], 2: []}
    assert [n.id for n in books.lines_on({1})] == [1, 3]
    assert [books.day_of(n) for n in books.lines] == [dt.date(2027, 10, 1), dt.date(2028, 1, 1), dt.date(2028, 7, 1)]


def test_that_cohorts_are_read_with_their_titles_people_and_programs(books: Books) -> None:
    one, two = books.cohorts
    assert (one.id, one.title_id, one.title, one.filled, one.participants) == (1, 1, "Clerk II", 3, 3)
    assert (one.hours, one.start, one.program_id, one.program) == (
        Decimal("36.5"),
        dt.date(2027, 10, 1),
        PRICED,
        "Personnel certificate",
    )
    assert (one.program_kind, one.program_hours, one.program_weeks, one.approved_until, one.price) == (
        *("certificate", 36, 9),
        *("2028-06-30", 1099),
    )
    assert one.program_words == "for staff bring id fee: 10"
    assert str(one) == "cohort 1 (Clerk II)"
    assert (two.program, two.program_kind, two.program_hours, two.program_weeks) == ("", "", None, None)
    assert (two.approved_until, two.price, two.program_words, two.filled) == ("", None, "", 2)


def test_that_money_people_and_days_are_those_of_the_plan(books: Books) -> None:
    assert books.years == range(2028, 2030) and books.staff == 5 and books.size == "small"
    assert (books.first_day, books.last_day, books.start_month) == (dt.date(2027, 7, 1), dt.date(2029, 6, 30), 7)
    assert books.available == {(1, 2028): 5_000_000, (1, 2029): 5_000_000, (2, 2028): 70_000, (2, 2030): 900}
    assert books.money_of({1, 2}, 2028) == 5_070_000 and books.money_of({2}, 2029) == 0
    assert books.funds_of(["state"]) == {2} and books.funds_of(["city", "state"]) == {1, 2}
    assert books.hired == {1: ["2015-03-01", "2015-03-01"], 2: ["2015-03-01", "2015-03-01"]}
