"""Amounts of a fund that no plan can work with are refused where they are saved, whoever saves them."""

import pytest
from small_city import Staff, fill

from reskill.planning.funds import MOST_DOLLARS, default_funds, save_fund
from reskill.planning.plan import make_plan
from reskill.problem import ReskillError
from reskill.project.file import Project
from reskill.reference.catalog import Catalog


@pytest.mark.parametrize("amount", [-5.0, float("nan"), float("inf"), MOST_DOLLARS + 1])
def test_that_an_impossible_amount_is_refused_and_the_fund_stays(project: Project, amount: float) -> None:
    save_fund(project, "Grant", {2027: 100.25})
    with pytest.raises(ReskillError, match="Grant cannot have .* in fiscal year 2028"):
        save_fund(project, "Grant", {2027: 1.0, 2028: amount})
    assert project.rows("SELECT fiscal_year, amount FROM fund_year") == [{"fiscal_year": 2027, "amount": 100.25}]


@pytest.mark.parametrize("share", [0.0, -0.5, 1.01])
def test_that_a_fund_that_pays_no_share_is_refused(project: Project, share: float) -> None:
    with pytest.raises(ReskillError, match="Grant has a share of"):
        save_fund(project, "Grant", {2027: 100.0}, share=share)
    save_fund(project, "Grant", {2027: 100.0}, share=1.0)


def test_that_a_fund_is_for_bargaining_units_that_the_roster_has(project: Project, catalog: Catalog) -> None:
    fill(project, [Staff("Clerk", 4)])
    save_fund(project, "Union fund", {2028: 1000}, kind="union", units=["Local 12"])  # before the roster says any
    with project.change("Units") as db:
        db.execute("UPDATE position SET bargaining_unit = 'Local 21'")
    with pytest.raises(ReskillError, match=r"no such bargaining unit\. Choose among: Local 21\."):
        save_fund(project, "Union fund", {2028: 1000}, kind="union", units=["Local 13"])
    default_funds(project, 10_000, 1, 2028)
    make_plan(project, catalog)
    notes = [r["text"] for r in project.rows("SELECT text FROM plan_note")]
    assert "Union fund is for Local 12, where the roster has nobody: correct it under Funds." in notes
    save_fund(project, "Union fund", {2028: 1000}, kind="union", units=["Local 21"])
