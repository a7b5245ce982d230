"""Sums and live figures of the workbooks' sheets of money, from a handful of lines worked by hand."""

from __future__ import annotations

import pytest
from plan_rows import insert

from reskill.export.blocks import WITHHELD
from reskill.export.board import money
from reskill.export.board.checks import checks
from reskill.export.board.money import LINE_COLUMNS
from reskill.export.board.participants import COLUMNS as PEOPLE
from reskill.export.board.participants import participants
from reskill.export.board.periods import starts, stretches
from reskill.export.board.quarters import COLUMNS as FORM
from reskill.export.board.quarters import planned_and_actual
from reskill.export.board.told_costs import told_costs
from reskill.export.hr import budget
from reskill.export.hr.cohorts import COLUMNS as COHORTS
from reskill.export.hr.cohorts import cohorts
from reskill.export.hr.seats import COLUMNS as SEATS
from reskill.export.hr.seats import seats
from reskill.export.xlsx.sheet import Formula, Sheet, value_of
from reskill.planning.money import line_cents
from reskill.planning.seats import NO_PROGRAM, agreed_seats
from reskill.project.file import Project
from reskill.table import Column

OFFICE = "43-4121.00"
CHECKS = tuple(Column(field, field) for field in ("check", "found", "limit", "result", "source"))


@pytest.fixture
def funded(project: Project) -> Project:
    """A title and two funds; one of them has money in both years."""
    insert(project, "title", (1, "CLERK", "", 400, 400.0, 2e7), (2, "AIDE", "Parks", 50, 50.0, 2e6))
    insert(project, "fund", (1, "City", "city", 1, "", "budget"), (2, "Union", "union", 1, "members", ""))
    project.set_setting("fiscal_year", "2028")
    insert(project, "fund_year", (1, 2028, 50_000), (1, 2029, 1_000.25), (2, 2028, 1_234.5))
    insert(
        project,
        "program",
        (1, "Data", "College", "course", 32.0, 900.0, "", "", ""),
        (2, "AI", "", "", 8, None, "", "", ""),
    )
    return project


def cohort(project: Project, number: int, people: int, quarter: tuple[int, int], program: int | None = 1) -> None:
    insert(
        project,
        "cohort",
        (number, 1 + number % 2, OFFICE, "Aide", program, *quarter, f"{quarter[0]}-0{quarter[1]}-01", people, 32.0, ""),
    )


def line(
    project: Project,
    number: int | None,
    quarter: tuple[int, int],
    category: str,
    quantity: float,
    rate: float,
    fund: int = 1,
    in_kind: int = 0,
    cents: int | None = None,
    unit: str = "hour",
) -> None:
    amount = round(quantity * rate * 100) if cents is None else cents
    insert(project, "budget_line", (number, *quarter, category, fund, quantity, unit, rate, amount, in_kind, "", ""))


def rows(sheet: Sheet, columns: tuple[Column, ...]) -> list[dict[str, object]]:
    """The values of a sheet by field."""
    fields = [c.field for c in columns]
    return [dict(zip(fields, map(value_of, row), strict=False)) for row in sheet.rows]


def told(sheet: Sheet, columns: tuple[Column, ...], *fields: str) -> list[tuple[object, ...]]:
    return [tuple(row[f] for f in fields) for row in rows(sheet, columns)]


def live(sheet: Sheet, columns: tuple[Column, ...], field: str) -> list[str]:
    """The formulas of a column; '' where a cell has none."""
    place = [c.field for c in columns].index(field)
    return [cell.text if isinstance(cell := row[place], Formula) else "" for row in sheet.rows]


def planned_lines(project: Project) -> None:
    """A cohort of ten as the plan's rates make it: 35% fringe, backfill of 35% of hours at 1.5 x 1.0765 x pay, 5% for review."""
    cohort(project, 1, 10, (2028, 1))
    for category, quantity, rate in (
        ("tuition", 10, 900.0),
        ("release wages", 320, 25.0),
        ("fringe", 8_000, 0.35),
        ("backfill", 112, 40.36875),
        ("review", 24_321.30, 0.05),
    ):
        paid_time = category in ("release wages", "fringe")
        line(project, 1, (2028, 1), category, quantity, rate, in_kind=paid_time, cents=line_cents(quantity, rate))


def test_that_lines_that_rest_on_others_are_live(funded: Project, small_catalog) -> None:
    planned_lines(funded)
    sheet = budget.budget(funded, small_catalog)
    assert live(sheet, budget.LINES, "quantity") == [
        "",
        "",
        "{amount^1}",
        "ROUND({quantity^2}*Backfill_share_used*(1-Reinvested_used),6)",
        "ROUND({amount^4}+{amount^3}+{amount^2}+{amount^1},2)",
    ]
    assert live(sheet, budget.LINES, "unit_cost") == [
        "ROUND({today}*(1+Inflation_used)^({fiscal_year}-First_year),6)",
        "ROUND({today}*(1+Wage_growth_used)^({fiscal_year}-First_year),6)",
        "Fringe_rate_used",
        "ROUND({unit_cost^2}*Backfill_pay_used*(1+Backfill_fringe_used),6)",
        "Review_cost_used",
    ]
    assert told(sheet, budget.LINES, "quantity", "unit_cost", "amount")[2:] == [
        (8_000, 0.35, 2_800),
        (112, 40.36875, 4_521.30),
        (24_321.30, 0.05, 1_216.07),
    ]
    assert live(sheet, budget.LINES, "amount") == ["ROUND({quantity}*{unit_cost},2)"] * 5


def test_that_a_line_that_the_rates_do_not_make_stays_as_it_is(funded: Project, small_catalog) -> None:
    cohort(funded, 1, 10, (2028, 1))
    cohort(funded, 2, 4, (2028, 1))
    line(funded, 1, (2028, 1), "release wages", 320, 25.0)
    line(funded, 1, (2028, 1), "fringe", 8_000, 0.36)  # another rate
    line(funded, 1, (2028, 1), "backfill", 113, 40.36875)  # other hours
    line(funded, 1, (2028, 2), "fringe", 8_000, 0.35)  # in a quarter without wages
    line(funded, 1, (2028, 2), "review", 2_800, 0.05)  # of that one
    line(funded, 2, (2028, 1), "fringe", 8_000, 0.35)  # of people whose wages are not there
    line(funded, 2, (2028, 2), "release wages", 10, 25.0)
    line(funded, 2, (2028, 2), "release wages", 20, 25.0, fund=2)
    line(funded, 2, (2028, 2), "fringe", 250, 0.35)  # of which of the two is not known
    line(funded, None, (2028, 2), "review", 1, 0.05)
    line(funded, None, (2028, 2), "review", 0.05, 0.05)  # of no cohort: nothing stands above it
    sheet = budget.budget(funded, small_catalog)
    found = dict(zip(told(sheet, budget.LINES, "id"), live(sheet, budget.LINES, "quantity"), strict=True))
    assert {n for (n,), formula in found.items() if formula} == {5}
    assert live(sheet, budget.LINES, "unit_cost").count("Review_cost_used") == 1


def test_that_an_amount_that_is_not_the_product_is_a_plain_number(funded: Project, small_catalog) -> None:
    line(funded, None, (2028, 1), "administration", 3, 33.33, cents=10_000)
    (row,) = rows(budget.budget(funded, small_catalog), budget.LINES)
    assert row["amount"] == 100 and live(budget.budget(funded, small_catalog), budget.LINES, "amount") == [""]
    assert (row["paid"], row["fund"], row["purpose"]) == ("cash", "City", "")


def test_that_funds_have_left_what_is_not_paid_in_cash(funded: Project, small_catalog) -> None:
    line(funded, None, (2028, 1), "tuition", 1, 600.0)
    line(funded, None, (2028, 4), "tuition", 1, 400.5)
    line(funded, None, (2028, 1), "supplies", 1, 70.0, in_kind=1)
    line(funded, None, (2029, 1), "tuition", 1, 1_000.25)
    line(funded, None, (2029, 1), "tuition", 1, 9.0, fund=2)
    expected = [
        ("City", 50_000, 1_000.5, 70, 48_999.5, "yes"),
        ("City", 1_000.25, 1_000.25, 0, 0, "yes"),
        ("Union", 1_234.5, 0, 0, 1_234.5, "yes"),
        ("Union", 0, 9, 0, -9, "NO"),
    ]
    fields = ("fund", "available", "cash", "in_kind", "left", "within")
    assert told(budget.by_fund(funded, small_catalog), budget.FUNDS, *fields) == expected
    unasked = [row if row[2] else (*row[:-1], "no cash asked") for row in expected]
    assert told(money.funds(funded, small_catalog), money.FUND_COLUMNS, *fields) == unasked
    assert told(money.funds(funded, small_catalog), money.FUND_COLUMNS, "kind", "year", "rules", "source") == [
        ("city", "FY2028", "", "budget"),
        ("city", "FY2029", "", "budget"),
        ("union", "FY2028", "members", ""),
        ("union", "FY2029", "members", ""),
    ]
    found = rows(checks(funded, small_catalog), CHECKS)
    within = [
        (r["check"], r["found"], r["limit"], r["result"], r["source"]) for r in found if "at most" in str(r["check"])
    ]
    assert within == [
        ("City, FY2028: cash planned is at most what is available", 1_000.5, 50_000, "holds", "budget"),
        ("City, FY2029: cash planned is at most what is available", 1_000.25, 1_000.25, "holds", "budget"),
        ("Union, FY2028: cash planned is at most what is available", 0, 1_234.5, "holds", "entered by the planner"),
    ]
    parts = [(r["check"], r["found"], r["limit"]) for r in found if "categories" in str(r["check"])]
    assert parts == [
        ("City, FY2028: categories add up to the fund's cash", 1_000.5, 1_000.5),
        ("City, FY2028: categories add up to the fund's part in kind", 70, 70),
        ("City, FY2029: categories add up to the fund's cash", 1_000.25, 1_000.25),
        ("City, FY2029: categories add up to the fund's part in kind", 0, 0),
        ("Union, FY2029: categories add up to the fund's cash", 9, 9),
        ("Union, FY2029: categories add up to the fund's part in kind", 0, 0),
    ]
    sums = [(r["found"], r["limit"]) for r in found[:8]]
    assert sums == [(2_009.75, 2_009.75), (70, 70)] * 4
    assert {r["result"] for r in found} == {"holds"}


def test_that_an_overspent_fund_breaks_its_check(funded: Project, small_catalog) -> None:
    line(funded, None, (2029, 1), "tuition", 1, 1_000.26)
    found = [r["result"] for r in rows(checks(funded, small_catalog), CHECKS) if "at most" in str(r["check"])]
    assert found == ["holds", "broken", "holds"]


@pytest.mark.parametrize(("people", "said"), [(9, False), (10, True)])
def test_that_people_are_checked_where_they_are_enough_to_be_told(
    funded: Project, small_catalog, people: int, said: bool
) -> None:
    cohort(funded, 1, people, (2028, 1))
    line(funded, 1, (2028, 1), "tuition", people, 900.0, unit="participant")
    found = {r["check"]: (r["found"], r["limit"]) for r in rows(checks(funded, small_catalog), CHECKS)}
    assert found.get("Participants add up to the plan's") == ((people, people) if said else None)


def test_that_costs_by_category_add_up_the_years_the_dearest_first(funded: Project, small_catalog) -> None:
    for category, year, cents, in_kind in (
        ("tuition", 2028, 40_000, 0),
        ("tuition", 2029, 20_000, 0),
        ("books", 2029, 60_000, 0),
        ("books", 2029, 500, 1),
        ("travel", 2028, 60_000, 0),
        ("travel", 2028, 400, 1),
        ("exam fee", 2028, 60_000, 0),
        ("exam fee", 2029, 400, 1),
    ):
        line(funded, None, (year, 1), category, 1, 0, cents=cents, in_kind=in_kind)
    sheet = budget.by_category(funded, small_catalog)
    fields = ("category", "cash_2028", "cash_2029", "cash_all", "in_kind_2028", "in_kind_2029", "in_kind_all")
    names = tuple(Column(f, f) for f in ("category", "cash_2028", "cash_2029", "cash_all", *fields[4:], "basis"))
    assert told(sheet, names, *fields) == [
        ("books", 0, 600, 600, 0, 5, 5),
        ("exam fee", 600, 0, 600, 0, 4, 4),  # as much as the next one: by name
        ("travel", 600, 0, 600, 4, 0, 4),
        ("tuition", 400, 200, 600, 0, 0, 0),
    ]
    assert sheet.totals == fields[1:]
    assert live(sheet, names, "cash_all")[0] == "{cash_2028}+{cash_2029}"
    assert live(sheet, names, "in_kind_2029")[0] == (
        'SUMIFS({Budget.amount},{Budget.category},{category},{Budget.paid},"in kind",{Budget.fiscal_year},2029)'
    )


def test_that_the_boards_lines_have_quantity_mean_rate_and_sum(funded: Project, small_catalog) -> None:
    cohort(funded, 1, 12, (2028, 1))
    cohort(funded, 2, 10, (2028, 1))
    line(funded, 1, (2028, 1), "tuition", 12, 900.0, unit="participant")
    line(funded, 2, (2028, 1), "tuition", 10, 500.0, unit="participant")
    line(funded, 1, (2028, 1), "release wages", 100, 25.0, in_kind=1)
    line(funded, None, (2028, 1), "tuition", 2, 50.0, unit="participant")  # of no cohort: who they are is not known
    line(funded, None, (2028, 2), "evaluation", 1, 2_000.0, fund=2, unit="contract")
    line(funded, None, (2028, 2), "evaluation", 0, 0.0, unit="contract", cents=500)
    sheet = money.lines(funded, small_catalog)
    assert told(
        sheet, LINE_COLUMNS, "fund", "year", "period", "category", "paid", "quantity", "unit", "rate", "amount"
    ) == [
        ("City", "FY2028", "FY2028 Q1", "release wages", "in kind", 100, "hour", 25, 2_500),
        ("City", "FY2028", "FY2028 Q1", "tuition", "cash", 22, "participant", 15_800 / 22, 15_800),
        ("City", "FY2028", "FY2028 Q1", "tuition", "cash", WITHHELD, "participant", None, 100),
        ("City", "FY2028", "FY2028 Q2", "evaluation", "cash", 0, "contract", None, 5),
        ("Union", "FY2028", "FY2028 Q2", "evaluation", "cash", 1, "contract", 2_000, 2_000),
    ]
    categories = told(
        money.categories(funded, small_catalog), money.CATEGORY_COLUMNS, "fund", "category", "year", "cash", "in_kind"
    )
    assert categories == [
        ("City", "release wages", "FY2028", 0, 2_500),
        ("City", "tuition", "FY2028", 15_900, 0),
        ("City", "evaluation", "FY2028", 5, 0),
        ("Union", "evaluation", "FY2028", 2_000, 0),
    ]
    form = told(planned_and_actual(funded, small_catalog), FORM, "fund", "year", "period", "cash", "in_kind", "over")
    assert form == [
        ("City", "FY2028", "FY2028 Q1", 15_900, 2_500, "not reported"),
        ("City", "FY2028", "FY2028 Q2", 5, 0, "not reported"),
        ("Union", "FY2028", "FY2028 Q2", 2_000, 0, "not reported"),
    ]


@pytest.mark.parametrize(
    ("paid_for", "others", "told_as"),
    [
        (9, 0, WITHHELD),  # fewer than ten
        (10, 0, 10),
        (10, 1, WITHHELD),  # the one whom it does not pay for would be told by the difference
        (10, 9, WITHHELD),
        (10, 10, 10),
    ],
)
def test_that_a_line_of_few_or_of_all_but_few_tells_nobody(
    funded: Project, small_catalog, paid_for: int, others: int, told_as: object
) -> None:
    cohort(funded, 1, paid_for, (2028, 1))
    if others:
        cohort(funded, 2, others, (2028, 1))
    line(funded, 1, (2028, 1), "tuition", paid_for, 900.0, unit="participant")
    (found,) = told(money.lines(funded, small_catalog), LINE_COLUMNS, "quantity", "amount")
    assert found == (told_as, paid_for * 900)


@pytest.mark.parametrize(
    ("people", "names"),
    [
        ({1: 10, 2: 10, 3: 10}, ["FY2028 Q1", "FY2028 Q2", "FY2028 Q3"]),
        ({1: 9, 2: 1, 3: 10}, ["FY2028 Q1 to Q2", "FY2028 Q3"]),
        ({1: 10, 2: 10, 3: 9}, ["FY2028 Q1", "FY2028 Q2 to Q3"]),
        ({1: 10, 2: 4, 3: 5}, ["FY2028 Q1 to Q3"]),
        ({1: 10, 2: 10, 3: 4, 4: 5}, ["FY2028 Q1", "FY2028 Q2 to Q4"]),
        ({1: 4, 2: 4, 3: 4, 4: 4}, ["FY2028"]),
        ({1: 10, 3: 3, 5: 8}, ["FY2028 Q1", "FY2028 Q3 to FY2029 Q1"]),
    ],
)
def test_that_quarters_of_few_join_as_few_neighbours_as_they_need(
    funded: Project, small_catalog, people: dict[int, int], names: list[str]
) -> None:
    for n, size in people.items():
        quarter = (2028, n) if n < 5 else (2029, n - 4)
        cohort(funded, n, size, quarter)
        line(funded, n, quarter, "tuition", size, 100.0, unit="participant")
    assert [s.name for s in stretches(funded)] == names
    assert all(s.countable for s in stretches(funded))
    assert sum(starts(funded).values()) == sum(people.values())
    sheet = told(participants(funded, small_catalog), PEOPLE, "period", "cash")
    assert [name for name, _ in sheet] == names
    assert sum(float(str(cash)) for _, cash in sheet) == 100 * sum(people.values())


def test_that_a_quarter_in_which_nobody_starts_stands_alone(funded: Project) -> None:
    for n, size in ((1, 10), (2, 10), (3, 4)):
        cohort(funded, n, size, (2028, n))
    line(funded, None, (2028, 4), "evaluation", 1, 5.0, unit="contract")
    assert [s.name for s in stretches(funded)] == ["FY2028 Q1", "FY2028 Q2 to Q3", "FY2028 Q4"]


def test_that_a_fund_that_pays_the_time_of_few_joins_quarters_as_well(funded: Project) -> None:
    cohort(funded, 1, 30, (2028, 1))
    cohort(funded, 2, 9, (2028, 1))
    cohort(funded, 3, 12, (2028, 2))
    line(funded, 2, (2028, 1), "release wages", 9, 25.0, fund=2)
    assert [s.name for s in stretches(funded)] == ["FY2028 Q1 to Q2"]
    assert not stretches(funded)[0].countable and starts(funded) == {}
    line(funded, 3, (2028, 2), "release wages", 9, 25.0, fund=2)
    assert stretches(funded)[0].countable and list(starts(funded).values()) == [51]
    line(funded, None, (2028, 3), "release wages", 9, 25.0, fund=2)  # of the whole plan: nobody's pay
    assert [s.name for s in stretches(funded)] == ["FY2028 Q1 to Q2", "FY2028 Q3"]


def test_that_participants_add_up_over_the_periods(funded: Project, small_catalog) -> None:
    cohort(funded, 1, 12, (2028, 1))
    cohort(funded, 2, 15, (2028, 3))
    line(funded, 1, (2028, 1), "release wages", 100, 25.0, in_kind=1)
    line(funded, 1, (2028, 2), "release wages", 50.5, 25.0, in_kind=1)
    line(funded, 1, (2028, 2), "tuition", 12, 10.0, unit="participant")
    line(funded, 2, (2028, 3), "release wages", 7, 25.0, fund=2)
    line(funded, None, (2028, 4), "books", 0, 0.0)
    sheet = participants(funded, small_catalog)
    assert told(sheet, PEOPLE, "period", "new", "so_far", "hours", "cash", "in_kind") == [
        ("FY2028 Q1", 12, 12, 100, 0, 2_500),
        ("FY2028 Q2", 0, 12, 50.5, 120, 1_262.5),
        ("FY2028 Q3", 15, 27, 7, 175, 0),
    ]  # nothing happens in the fourth
    assert live(sheet, PEOPLE, "so_far") == ["{new}", "{above:1}+{new}", "{above:1}+{new}"]


def test_that_cohorts_have_the_hours_and_the_money_of_their_lines(funded: Project, small_catalog) -> None:
    cohort(funded, 1, 12, (2029, 1))
    cohort(funded, 2, 15, (2028, 3))
    line(funded, 1, (2029, 1), "tuition", 12, 10.0)
    line(funded, 1, (2029, 2), "books", 1, 7.5)
    line(funded, 1, (2029, 1), "release wages", 2, 25.0, in_kind=1)
    line(funded, None, (2029, 1), "books", 1, 99.0)
    assert told(cohorts(funded, small_catalog), COHORTS, "id", "title", "all_hours", "cost", "paid_time") == [
        (2, "CLERK", 480, 0, 0),
        (1, "AIDE", 384, 127.5, 50),
    ]


def test_that_seats_are_added_up_by_program_and_quarter(funded: Project, small_catalog) -> None:
    for n, people, quarter, program in (
        (1, 12, (2028, 1), 1),
        (2, 15, (2028, 1), 1),
        (3, 4, (2028, 2), 1),
        (4, 6, (2028, 1), 2),
        (5, 7, (2028, 1), None),
    ):
        cohort(funded, n, people, quarter, program)
    line(funded, 1, (2028, 1), "tuition", 12, 900.0)
    line(funded, 2, (2028, 1), "tuition", 15, 900.0)
    line(funded, 1, (2028, 1), "books", 12, 5_000.0)
    line(funded, 3, (2028, 2), "tuition", 3, 800.0)
    line(funded, 3, (2028, 2), "tuition", 1, 800.0, fund=2)
    with funded.change("Partners") as db:
        db.execute("INSERT INTO partner (id, name, kind, agreement) VALUES (1, 'A', 'college', 'signed')")
        db.execute("INSERT INTO partner (id, name, kind, agreement) VALUES (2, 'B', 'college', 'in talks')")
        db.execute("INSERT INTO partner (id, name, kind, agreement) VALUES (3, 'C', 'college', 'signed')")
        for partner, quarter, n in ((1, 1, 20), (2, 1, 7), (3, 1, 5), (1, 2, None)):
            db.execute(
                "INSERT INTO partner_program (partner_id, program_id, fiscal_year, quarter, seats) VALUES (?,1,2028,?,?)",
                (partner, quarter, n),
            )
    fields = ("fiscal_year", "quarter", "program", "seats", "agreed", "roles", "hours", "price", "tuition")
    assert told(seats(funded, small_catalog), SEATS, *fields) == [
        (2028, 1, "AI", 6, None, 1, 192, None, None),
        (2028, 1, "Data", 27, 25, 2, 864, 900, 24_300),
        (2028, 1, NO_PROGRAM, 7, None, 1, 224, None, None),
        (2028, 2, "Data", 4, None, 1, 128, 800, 3_200),
    ]
    assert [str(r[0]).count(";") for r in told(seats(funded, small_catalog), SEATS, "partner")] == [0, 2, 0, 0]
    assert {(n, str(q)): s for (n, q), s in agreed_seats(funded).items()} == {(1, "FY2028 Q1"): 25}


def test_that_seats_of_different_prices_have_no_price(funded: Project, small_catalog) -> None:
    cohort(funded, 1, 12, (2028, 1))
    cohort(funded, 2, 15, (2028, 1))
    line(funded, 1, (2028, 1), "tuition", 12, 900.0)
    line(funded, 2, (2028, 1), "tuition", 15, 800.0)
    assert told(seats(funded, small_catalog), SEATS, "price", "tuition") == [(None, 22_800)]
    cohort(funded, 3, 5, (2028, 2))
    sheet = seats(funded, small_catalog)
    assert told(sheet, SEATS, "price", "tuition")[1] == (900, 0)  # the program's own price, and no line of tuition
    assert live(sheet, SEATS, "tuition") == ["", ""]


def test_that_tuition_that_is_not_seats_times_price_is_a_plain_number(funded: Project, small_catalog) -> None:
    for n, people in ((1, 12), (2, 15)):
        cohort(funded, n, people, (2028, n))
    line(funded, 1, (2028, 1), "tuition", 12, 900.0)
    line(funded, 2, (2028, 2), "tuition", 14, 900.0)
    sheet = seats(funded, small_catalog)
    assert told(sheet, SEATS, "seats", "price", "tuition") == [(12, 900, 10_800), (15, 900, 12_600)]
    assert live(sheet, SEATS, "tuition") == ["ROUND({seats}*{price},2)", ""]


def test_that_a_quarter_whose_cost_is_nearly_one_small_classs_pay_joins_within_its_year(funded: Project) -> None:
    """Three aides' 5,000 beside 250 of the clerks; with the clerks' 2,500 of the next quarter they are open, unless
    another cost tells what clerks are paid."""
    funded.db.execute("UPDATE title SET positions = 3 WHERE id = 2")
    cohort(funded, 1, 3, (2028, 1))
    cohort(funded, 2, 10, (2028, 1))
    cohort(funded, 4, 10, (2029, 1))
    line(funded, 1, (2028, 1), "release wages", 100, 50.0)
    line(funded, 2, (2028, 1), "release wages", 10, 25.0)
    line(funded, 4, (2029, 1), "release wages", 100, 25.0)
    assert [s.name for s in stretches(funded)] == ["FY2028 Q1", "FY2029 Q1"]  # another year's money would not hide it
    assert {p.name for p in told_costs(funded).staff.values()} == {"FY2028 Q1 to FY2029 Q1"} and told_costs(funded).open
    cohort(funded, 6, 12, (2028, 2))
    line(funded, 6, (2028, 2), "release wages", 100, 25.0)
    assert [s.name for s in stretches(funded)] == ["FY2028 Q1 to Q2", "FY2029 Q1"]
    # the clerks' cost of another year gives their pay
    assert {p.name for p in told_costs(funded).staff.values()} == {"FY2028 Q1 to FY2029 Q1"} and told_costs(funded).open
    assert all(s.countable for s in stretches(funded))
    funded.db.execute("DELETE FROM budget_line WHERE fiscal_year = 2029")
    assert not told_costs(funded).joined
