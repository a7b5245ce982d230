"""What changes from year to year of a plan: prices, pay, and who is still there."""

from decimal import Decimal

from small_city import Staff, fill

from reskill.planning.checks.rules import check_budget
from reskill.planning.funds import default_funds, save_fund
from reskill.planning.plan import make_plan
from reskill.planning.set_costs import set_cost
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.reference.outlook import outlook

PRICE = {2028: Decimal("1099"), 2029: Decimal("1208.9"), 2030: Decimal("1329.79")}  # 10% more each year


def people(project: Project) -> int:
    return int(project.value("SELECT coalesce(sum(participants), 0) FROM cohort"))


def test_that_a_plan_pays_the_price_of_each_year(project: Project, catalog: Catalog) -> None:
    fill(project, [Staff("Clerk II", 40, automate=1.0)])
    set_cost(project, "inflation", 0.1, "R. Lee")
    default_funds(project, 30_000, 3, 2028)  # too little for everybody in one year
    make_plan(project, catalog)
    rows = project.rows("SELECT fiscal_year, unit_cost FROM budget_line WHERE category = 'tuition' AND cents > 0")
    assert {r["fiscal_year"] for r in rows} == set(PRICE)
    assert all(Decimal(str(r["unit_cost"])) == PRICE[r["fiscal_year"]] for r in rows)
    assert not check_budget(project)


def test_that_people_who_leave_anyway_are_not_planned_for(project: Project, catalog: Catalog) -> None:
    fill(project, [Staff("Clerk II", 40)])
    default_funds(project, 0, 3, 2028)
    save_fund(project, "Grant", {2030: 1_000_000}, kind="state")
    make_plan(project, catalog)
    assert people(project) == 24
    for times in (1, 3):
        set_cost(project, "leavers", times, "R. Lee")
        make_plan(project, catalog)
        staying = 1 - times * outlook("43-9061.00").leaving  # a year; two pass before the money comes
        assert people(project) == int(24 * staying**2 + 0.5) < 24
    set_cost(project, "leavers", 0, "R. Lee")
    make_plan(project, catalog)
    assert people(project) == 24
