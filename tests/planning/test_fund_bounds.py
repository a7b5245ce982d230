"""Amounts of a fund that no plan can work with are refused where they are saved, whoever saves them."""

import pytest

from reskill.planning.funds import MOST_DOLLARS, save_fund
from reskill.problem import ReskillError
from reskill.project.file import Project


@pytest.mark.parametrize("amount", [-5.0, float("nan"), float("inf"), MOST_DOLLARS + 1])
def test_that_an_impossible_amount_is_refused_and_the_fund_stays(project: Project, amount: float) -> None:
    save_fund(project, "Grant", {2027: 100.25})
    with pytest.raises(ReskillError, match="Grant cannot have .* in fiscal year 2028"):
        save_fund(project, "Grant", {2027: 1.0, 2028: amount})
    assert project.rows("SELECT fiscal_year, amount FROM fund_year") == [{"fiscal_year": 2027, "amount": 100.25}]
