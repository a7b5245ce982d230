"""Amounts, dates, FTE and status in the forms that people and systems write."""

from __future__ import annotations

import datetime as dt

import pytest

from reskill.intake.amounts import amount_of
from reskill.intake.dates import date_of, writes_day_first
from reskill.intake.positions import fte_of, fte_scale, status_of, vacancy_in_title
from reskill.intake.text import text_of


@pytest.mark.parametrize(
    ("cell", "dollars"),
    [
        ("$1,200.50", 1200.5),
        ("(1,200)", -1200),
        ("1200-", -1200),
        ("-1,200", -1200),
        ("($1,200.00)", -1200),
        (" 45 000 ", 45000),
        ("45'000.50", 45000.5),
        ("USD 45,000", 45000),
        ("$45,000.00 / year", 45000),
        ("52k", 52000),
        ("1.2E5", 120000),
        (".5", 0.5),
        (61000, 61000),
        (61000.25, 61000.25),
        ("22.50/hr", 22.5),
        ("$22.50 per hour", 22.5),
    ],
)
def test_that_amounts_are_read_in_their_usual_forms(cell: object, dollars: float) -> None:
    amount = amount_of(cell)
    assert amount is not None and amount.dollars == pytest.approx(dollars)


@pytest.mark.parametrize(
    "cell",
    ["N/A", "TBD", "-", "", "#REF!", "DOE", "45,00,0,0.1.2", "12abc", "1-2", float("nan"), True, dt.date.today()],
)
def test_that_what_is_no_amount_is_not_read_as_one(cell: object) -> None:
    assert amount_of(cell) is None


@pytest.mark.parametrize(
    ("cell", "basis"),
    [
        ("22.50/hr", "hourly"),
        ("22.50 hourly", "hourly"),
        ("$4,000 monthly", "monthly"),
        ("1,950 bi-weekly", "biweekly"),
        ("100 per meeting", "occasion"),
        ("61,000 per year", "annual"),
        ("61,000", ""),
    ],
)
def test_that_the_basis_beside_an_amount_is_read(cell: str, basis: str) -> None:
    amount = amount_of(cell)
    assert amount is not None and amount.basis == basis


@pytest.mark.parametrize(("cell", "dollars"), [("45.288,50", 45288.5), ("45288,5", 45288.5), ("45.288", 45288)])
def test_that_a_decimal_comma_is_read_where_the_column_has_it(cell: str, dollars: float) -> None:
    amount = amount_of(cell, decimal_comma=True)
    assert amount is not None and amount.dollars == dollars


@pytest.mark.parametrize(
    "cell",
    [
        "2019-07-01", "2019/7/1", "20190701", "7/1/2019", "07-01-2019", "7/1/19", "1-Jul-2019", "01 July 2019",
        "July 1, 2019", "Jul 1st, 2019", "Monday, July 1, 2019", "2019-07-01 00:00:00", "2019-07-01T08:30:00.000Z",
        "7/1/2019 12:00 AM", 43647, 43647.0, "43647", dt.datetime(2019, 7, 1), dt.date(2019, 7, 1), "1-JUL-19",
    ],
)  # fmt: skip
def test_that_a_date_is_read_in_its_usual_forms(cell: object) -> None:
    assert date_of(cell) == dt.date(2019, 7, 1)


@pytest.mark.parametrize("cell", ["2019-02-30", "13/13/2019", "soon", "", 7, True, float("nan"), "1e400", "99999999"])
def test_that_what_is_no_date_is_not_read_as_one(cell: object) -> None:
    assert date_of(cell) is None


def test_that_the_day_comes_first_where_the_column_shows_it() -> None:
    assert writes_day_first(["25/12/2019", "03/04/2020"])
    assert not writes_day_first(["12/25/2019", "03/04/2020"])
    assert not writes_day_first(["03/04/2020", "25/12/2019", "12/25/2019"])
    assert date_of("03/04/2020", day_first=True) == dt.date(2020, 4, 3)
    assert date_of("03/04/2020") == dt.date(2020, 3, 4)


def test_that_two_digits_of_a_year_are_never_far_ahead() -> None:
    assert date_of("1/2/85") == dt.date(1985, 1, 2)
    assert date_of("1/2/07") == dt.date(2007, 1, 2)


@pytest.mark.parametrize(
    ("header", "cell", "others", "fte"),
    [
        ("fte", "1.00", ["1.0", "0.5"], 1.0),
        ("fte", "75%", ["100%"], 0.75),
        ("fte", 0.4, [1], 0.4),
        ("fte percent", "50", ["100", "100"], 0.5),
        ("fte percent", "0.5", ["1", "1"], 0.5),
        ("hours", "37.5", ["40"], 0.9375),
        ("fte", "20", ["40", "40"], 0.5),
        ("annual hours", "1040", ["2080"], 0.5),
        ("fte", "40 hrs", ["1"], 1.0),
        ("type", "F", ["P"], 1.0),
        ("type", "Full-Time Regular", ["Part-Time"], 1.0),
        ("type", "P", ["F"], None),
        ("fte", "12", ["1", "1", "2"], None),
        ("fte", "-1", ["1"], None),
        ("fte", "lots", ["1"], None),
    ],
)
def test_that_an_fte_is_read_on_the_scale_of_its_column(
    header: str, cell: object, others: list[object], fte: float | None
) -> None:
    assert fte_of(cell, fte_scale(header, [cell, *others]), 40, 2080) == fte


@pytest.mark.parametrize(
    ("cell", "header", "status"),
    [
        ("VACANT", "", "vacant"),
        ("Vacant - funded", "", "vacant"),
        ("V", "Status", "vacant"),
        ("Filled", "", "filled"),
        ("A", "Emp Status", "filled"),
        ("Active", "", "filled"),
        ("Leave of Absence", "", "filled"),
        ("T", "Emp Status", "gone"),
        ("Retired", "", "gone"),
        ("Y", "Vacant?", "vacant"),
        ("N", "Vacant?", "filled"),
        ("", "Vacant?", "filled"),
        ("No", "Filled", "vacant"),
        ("Yes", "Filled", "filled"),
        ("Purple", "Status", ""),
    ],
)
def test_that_status_words_are_known(cell: str, header: str, status: str) -> None:
    assert status_of(cell, header) == status


def test_that_a_vacancy_marked_in_the_title_is_taken_out_of_it() -> None:
    assert vacancy_in_title("Clerk II (VACANT)") == ("Clerk II", True)
    assert vacancy_in_title("VACANT - Clerk II") == ("Clerk II", True)
    assert vacancy_in_title("Vacant Lot Inspector") == ("Vacant Lot Inspector", False)
    assert vacancy_in_title("Vacant") == ("Vacant", False)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("0042", "0042"),
        (42.0, "42"),
        (0.5, "0.5"),
        ("  two \n lines\t", "two lines"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("\u202eabc\u202c", "abc"),
        ("\ud800x", "x"),
        ("=1+1", "=1+1"),
        (dt.datetime(2019, 7, 1), "2019-07-01"),
        (12345678901234567, "12345678901234567"),
    ],
)
def test_that_any_cell_becomes_clean_text(cell: object, text: str) -> None:
    assert text_of(cell) == text
