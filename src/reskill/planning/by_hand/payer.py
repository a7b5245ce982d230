"""Which fund a cost goes to that a person enters without naming one."""

from __future__ import annotations

from reskill.planning.budget import by_fund_year
from reskill.planning.cost_kinds import kind_of
from reskill.planning.fiscal import Quarter
from reskill.planning.funds import funds
from reskill.problem import ReskillError
from reskill.project.file import Project


def payer_of(project: Project, category: str, quarter: Quarter) -> int:
    """The fund that may pay a kind of cost in a quarter and has the most left in its year. Raises ReskillError."""
    day = quarter.start(project.thresholds.fiscal_year_start).isoformat()
    left = {y.fund_id: y.left for y in by_fund_year(project) if y.fiscal_year == quarter.fiscal_year}
    able = [
        f.id
        for f in funds(project)
        if kind_of(category) in f.pays and f.starts <= day and (not f.ends or day <= f.ends) and f.id in left
    ]
    if not able:
        raise ReskillError(f"No fund may pay {category} in {quarter}.", "Add one, or let one pay it, under Funds.")
    return max(able, key=lambda fund: (left[fund], -fund))
