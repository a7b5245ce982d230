"""What each fund has, what the plan takes from it, and what is left: the one definition for pages and workbooks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from reskill.planning.carried import with_carried
from reskill.planning.funds import available, fund_rows
from reskill.project.file import Project


@dataclass(frozen=True)
class FundYear:
    """A fund in a fiscal year: cents that there are, planned in cash, and the value of what is given in kind. Money that the
    plan spends in a later year is there then, where the fund carries it.

    `entered` is whether the planner gave the fund money for the year, or it may carry some into it; `rules` are its terms,
    ';' between them.
    """

    fund_id: int
    fund: str
    kind: str
    fiscal_year: int
    available: int
    cash: int
    in_kind: int
    entered: bool
    rules: str = ""
    source: str = ""

    @property
    def left(self) -> int:
        """Cents available and not planned in cash, since gifts in kind take no money; negative when overspent."""
        return self.available - self.cash


def by_fund_year(project: Project) -> list[FundYear]:
    """Every fund and fiscal year that has money or lines, by the fund's number and the year."""
    planned: dict[bool, Counter[tuple[int, int]]] = {False: Counter(), True: Counter()}
    for r in project.rows(
        "SELECT fund_id, fiscal_year, in_kind, sum(cents) AS cents FROM budget_line GROUP BY fund_id, fiscal_year, in_kind"
    ):
        planned[bool(r["in_kind"])][r["fund_id"], r["fiscal_year"]] = r["cents"]
    cash, in_kind = planned[False], planned[True]
    funds = {r["id"]: r for r in fund_rows(project)}
    there_is = with_carried([r["id"] for r in funds.values() if r["carries"]], available(project), cash)
    return [
        FundYear(
            fund_id,
            funds[fund_id]["name"],
            funds[fund_id]["kind"],
            year,
            there_is.get((fund_id, year), 0),
            cash[fund_id, year],
            in_kind[fund_id, year],
            (fund_id, year) in there_is,
            funds[fund_id]["rules"],
            funds[fund_id]["source"],
        )
        for fund_id, year in sorted(there_is.keys() | cash.keys() | in_kind.keys())
    ]
