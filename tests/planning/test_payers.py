"""Who may pay how much of what: shares, limits a person, dates, units and rules of funds, worked by hand."""

import datetime as dt
from decimal import Decimal

import pytest
from small_city import Staff, fill

from reskill.planning.checks.rulebook import set_rule
from reskill.planning.fiscal import Quarter
from reskill.planning.funds import save_fund
from reskill.planning.groups import Group
from reskill.planning.offers import Training
from reskill.planning.payers import Costs, Payers, allocations, months_later
from reskill.project.file import Project

YEARS = range(2028, 2030)
FIRST = Quarter(2028, 1)
COURSE = Training(1, "Course", 500.0, "page", 16.0, "page", False)
COSTS = {"tuition": Decimal(1000), "release wages": Decimal(100), "backfill": Decimal(600)}


@pytest.fixture
def city(project: Project) -> Project:
    """Four clerks and two typists, and $9,000 of the city's own a year."""
    fill(project, [Staff("Clerk II", 4), Staff("Typist", 2)])
    save_fund(project, "City", {2028: 9000, 2029: 9000})
    return project


def clerks(title_id: int = 1) -> Group:
    return Group(title_id, "Clerk II", "", "43-9061.00", "", "at risk", "at risk", 4, 2, 0.5, 0.5, Decimal(25), "")


def who_pays(
    project: Project,
    kind: str,
    costs: Costs = COSTS,
    training: Training = COURSE,
    start: Quarter = FIRST,
    quarter: Quarter | None = None,
    title_id: int = 1,
) -> list[tuple[float, list[str]]]:
    """The parts of a kind of cost with the names of those who may bear them alone."""
    payers = Payers.of(project, YEARS)
    names = {f.id: f.name for f in payers.funds}
    terms = payers.terms(clerks(title_id), training, [costs])
    shares = payers.shares(terms[kind], start, quarter or start)
    assert payers.shares(terms[kind], start, quarter or start) == shares
    ends = sorted({share for _, share in shares} | {Decimal(1)})
    return [
        (float(end - begin), sorted(names[f] for f, share in shares if share >= end))
        for begin, end in zip([Decimal(0), *ends], ends, strict=False)
    ]


def test_that_a_cost_is_cut_where_the_shares_of_funds_end(city: Project) -> None:
    save_fund(city, "State", {2028: 5000}, kind="state", share=0.4)
    save_fund(city, "Union", {2028: 5000}, kind="union", share=0.75)
    assert who_pays(city, "tuition") == [(0.4, ["City", "State", "Union"]), (0.35, ["City", "Union"]), (0.25, ["City"])]
    assert who_pays(city, "backfill") == [(0.4, ["City", "State"]), (0.6, ["City"])]
    assert who_pays(city, "release wages") == [
        (0.4, ["City payroll (paid time)", "State"]),
        (0.6, ["City payroll (paid time)"]),
    ]


def test_that_a_limit_a_person_is_a_share_of_all_that_the_fund_may_pay_of_a_person(city: Project) -> None:
    save_fund(city, "State", {2028: 5000}, kind="state", pays=["tuition", "backfill"], person=400)
    assert who_pays(city, "tuition") == [(0.25, ["City", "State"]), (0.75, ["City"])]  # 400 of 1,600
    payers = Payers.of(city, YEARS)
    terms = payers.terms(clerks(), COURSE, [COSTS, {"tuition": Decimal(400)}])  # a second quarter: 400 of 2,000
    assert payers.shares(terms["tuition"], FIRST, FIRST)[0][1] == Decimal("0.2")
    save_fund(city, "State", {2028: 5000}, kind="state", pays=["tuition", "backfill"], share=0.1, person=400)
    assert who_pays(city, "tuition")[0] == (0.1, ["City", "State"])
    save_fund(city, "State", {2028: 5000}, kind="state", pays=["tuition"], person=0)
    assert who_pays(city, "tuition") == [(1.0, ["City"])]
    assert who_pays(city, "tuition", {"tuition": Decimal(0)}) == [(1.0, ["City", "State"])]  # no share of nothing


def test_that_on_the_job_training_pays_half_of_wages_and_accounts_pay_up_to_the_cap(city: Project) -> None:
    save_fund(city, "OJT", {2028: 5000}, kind="ojt")
    assert who_pays(city, "release wages")[0] == (0.5, ["City payroll (paid time)", "OJT"])
    save_fund(city, "OJT", {2028: 5000}, kind="ojt", share=0.3)
    assert who_pays(city, "release wages")[0][0] == 0.3
    set_rule(city, "ojt-rate", on=False)
    save_fund(city, "OJT", {2028: 5000}, kind="ojt")
    assert who_pays(city, "release wages") == [(1.0, ["City payroll (paid time)", "OJT"])]
    save_fund(city, "Account", {2028: 5000}, kind="individual account")
    dear = {"tuition": Decimal(15_000), "books": Decimal(5_000), "backfill": Decimal(99)}
    assert who_pays(city, "books", dear)[0] == (0.25, ["Account", "City"])  # $5,000 of 20,000
    save_fund(city, "Account", {2028: 5000}, kind="individual account", person=4000)
    assert who_pays(city, "books", dear)[0][0] == 0.2


@pytest.mark.parametrize(
    ("others", "least"),
    [(0, 100), (44, 100), (45, 300), (94, 300), (95, 900)],  # a tenth up to 50 people, a quarter up to 100, half above
)
def test_that_incumbent_worker_money_asks_for_the_employers_share(city: Project, others: int, least: int) -> None:
    with city.change("More staff") as db:
        for n in range(others):
            db.execute(
                "INSERT INTO position (id, title_id, title, status, source_file, source_row)"
                " VALUES (?, 2, 'Typist', 'filled', 'roster.csv', 1)",
                (f"more-{n}",),
            )
    save_fund(city, "IWT", {2028: 5000}, kind="iwt")
    for short, who in ((0, ["City", "IWT"]), (1, ["City"])):
        costs = {"tuition": Decimal(800), "books": Decimal(100), "fringe": Decimal(30), "backfill": Decimal(5000)}
        costs["release wages"] = Decimal(least - 30 - short)
        assert who_pays(city, "tuition", costs) == [(1.0, who)]


def test_that_paid_time_which_a_grant_may_bear_is_not_the_employers_share(city: Project) -> None:
    save_fund(city, "IWT", {2028: 5000}, kind="iwt")
    costs = {"tuition": Decimal(900), "release wages": Decimal(150)}
    assert who_pays(city, "tuition", costs) == [(1.0, ["City", "IWT"])]
    save_fund(city, "OJT", {2028: 5000}, kind="ojt", share=0.4)  # leaves 90 of at least 99
    assert who_pays(city, "tuition", costs) == [(1.0, ["City"])]
    save_fund(city, "OJT", {2028: 5000}, kind="ojt", share=0.3)  # leaves 105 of at least 100.50
    assert who_pays(city, "tuition", costs) == [(1.0, ["City", "IWT"])]


def test_that_incumbent_worker_money_waits_until_most_people_have_been_there_for_six_months(city: Project) -> None:
    save_fund(city, "IWT", {2028: 5000, 2029: 5000}, kind="iwt")
    with city.change("Hired") as db:
        for n, day in enumerate(["", "2027-01-15", "2027-02-15", "2027-03-15"]):
            db.execute("UPDATE position SET hire_date = ? WHERE id = ?", (day, f"1-{n}"))
    costs = {"tuition": Decimal(100), "release wages": Decimal(100)}
    found = [who_pays(city, "tuition", costs, start=q)[0][1] for q in (FIRST, FIRST.plus(1))]
    assert found == [["City"], ["City", "IWT"]]  # the third of four has six months on 15 August 2027
    with city.change("Unknown") as db:
        db.execute("UPDATE position SET hire_date = NULL WHERE title_id = 1")
    assert who_pays(city, "tuition", costs)[0][1] == ["City", "IWT"]


def test_that_a_fund_for_some_units_pays_for_titles_that_are_wholly_in_them(city: Project) -> None:
    with city.change("Units") as db:
        db.execute("UPDATE position SET bargaining_unit = 'Local 21' WHERE title_id = 1 OR id = '2-0'")
        db.execute("UPDATE position SET bargaining_unit = 'Local 9' WHERE id = '2-1'")
    save_fund(city, "Union", {2028: 5000}, kind="union", units=["Local 21"])
    assert who_pays(city, "tuition", title_id=1) == [(1.0, ["City", "Union"])]
    assert who_pays(city, "tuition", title_id=2) == [(1.0, ["City"])]


def test_that_grants_do_not_pay_for_what_the_city_must_teach_anyway(city: Project) -> None:
    save_fund(city, "State", {2028: 5000}, kind="state")
    must = Training(1, "Course", 500.0, "page", 16.0, "page", False, mandatory=True)
    assert who_pays(city, "tuition", training=must) == [(1.0, ["City"])]
    set_rule(city, "supplanting", on=False)
    assert who_pays(city, "tuition", training=must) == [(1.0, ["City", "State"])]


def test_that_a_fund_pays_in_quarters_that_lie_wholly_within_its_dates(city: Project) -> None:
    save_fund(city, "State", {2028: 5000, 2029: 5000}, kind="state", starts="2027-10-01", ends="2028-06-29")
    open_in = [q for q in (FIRST.plus(n) for n in range(6)) if "State" in who_pays(city, "tuition", quarter=q)[0][1]]
    assert open_in == [Quarter(2028, 2), Quarter(2028, 3)]  # a day is missing of the fourth
    save_fund(city, "State", {2029: 5000}, kind="state")
    assert who_pays(city, "tuition", quarter=Quarter(2028, 4))[0][1] == ["City"]  # no money in that year
    assert who_pays(city, "tuition", quarter=Quarter(2029, 1))[0][1] == ["City", "State"]


def test_that_funds_have_together_what_they_have_in_the_year_and_the_payroll_has_no_limit(city: Project) -> None:
    save_fund(city, "State", {2028: 1000.5, 2031: 7000}, kind="state")
    payers = Payers.of(city, YEARS)
    number = {f.name: f.id for f in payers.funds}
    odd = 10 * 2  # cents: a title, of each fund
    assert payers.cash == 9_000_00 * 2 + 1_000_50  # 2031 is no year of the plan
    assert payers.has([(number["State"], 2028)]) == 1000_50 - odd
    assert payers.has([(number["State"], 2028), (number["City"], 2028)]) == 10_000_50 - 2 * odd
    assert payers.has([(number["State"], 2029)]) == 0
    assert payers.sources(number["State"], 2028) == {(number["State"], 2028)}
    assert payers.sources(number["City payroll (paid time)"], 2028) is None
    save_fund(city, "City payroll", {2028: 300}, kind="payroll")
    payers = Payers.of(city, YEARS)
    (payroll,) = (f.id for f in payers.funds if f.kind == "payroll")
    assert payers.has(payers.sources(payroll, 2028) or []) == 300_00 - odd
    assert payers.cash == 9_000_00 * 2 + 1_000_50  # time is no money
    assert who_pays(city, "release wages") == [(1.0, ["City payroll", "State"])]
    assert who_pays(city, "release wages", quarter=Quarter(2029, 1)) == [(1.0, [])]


def test_that_a_fund_of_nearly_nothing_has_nothing_left_for_odd_cents(city: Project) -> None:
    save_fund(city, "State", {2028: 0.15}, kind="state")
    assert min(Payers.of(city, YEARS).budgets.values()) == 0


def test_that_incumbent_worker_funds_share_a_fifth_of_the_allocations_of_the_year(city: Project) -> None:
    set_rule(city, "iwt-cap", on=True)
    save_fund(city, "Adult", {2028: 60_000, 2029: 10_000}, kind="wioa adult")
    save_fund(city, "Dislocated", {2028: 40_000}, kind="wioa dislocated worker")
    save_fund(city, "IWT 1", {2028: 15_000, 2029: 1_000}, kind="iwt")
    save_fund(city, "IWT 2", {2028: 30_000}, kind="iwt")
    payers = Payers.of(city, YEARS)
    number = {f.name: f.id for f in payers.funds}
    found = {(n, y): payers.budgets.get((number[n], y), 0) + 20 for n, y in (("IWT 1", 2028), ("IWT 2", 2028))}
    assert found == {("IWT 1", 2028): 15_000_00, ("IWT 2", 2028): 5_000_00}  # a fifth of 100,000
    assert payers.budgets[number["IWT 1"], 2029] == 1_000_00 - 20
    every = {(1, 2028): 5, (2, 2028): 7, (1, 2029): 0, (3, 2028): 100, (2, 2030): 1}
    kinds = {1: "Adult", 2: "Dislocated", 3: "City"}
    funds = [f for f in payers.funds if f.name in kinds.values()]
    again = {f.name: f.id for f in funds}
    amounts = {(again[kinds[n]], y): cents for (n, y), cents in every.items()}
    assert allocations(funds, amounts) == {2028: 12, 2030: 1}


def test_that_a_fund_that_does_not_admit_the_city_has_no_part_in_the_plan(city: Project) -> None:
    save_fund(city, "Board", {2028: 5000}, kind="state", admits_city=False)
    payers = Payers.of(city, YEARS)
    assert [f.name for f in payers.funds] == ["City payroll (paid time)", "City"]
    assert payers.cash == 18_000_00 and len(payers.budgets) == 2


def test_that_education_aid_is_taxed_above_5250_dollars_over_all_quarters(city: Project) -> None:
    payers = Payers.of(city, YEARS)
    free = [{"tuition": Decimal(5000), "supplies": Decimal(900)}, {"books": Decimal(250), "backfill": Decimal(999)}]
    assert not payers.taxed(free)
    assert payers.taxed([*free, {"exam fee": Decimal("0.01")}])
    set_rule(city, "education-aid", on=False)
    assert not Payers.of(city, YEARS).taxed([*free, {"exam fee": Decimal(9)}])


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [("2027-01-31", 1, "2027-02-28"), ("2027-07-15", 6, "2028-01-15"), ("2027-12-01", 12, "2028-12-01")],
)
def test_that_months_are_counted_over_the_years(day: str, months: int, then: str) -> None:
    assert months_later(dt.date.fromisoformat(day), months) == dt.date.fromisoformat(then)


def test_that_people_and_dates_of_vacancies_do_not_count(project: Project) -> None:
    fill(project, [Staff("Clerk II", 3, vacant=2)])
    save_fund(project, "City", {2028: 100})
    payers = Payers.of(project, YEARS)
    assert payers.staff == 3 and payers.hired == {1: ["2015-03-01"] * 3} and payers.units == {1: frozenset([""])}
    assert payers.budgets == {(1, 2028): 100_00}  # one fund keeps no odd cents
