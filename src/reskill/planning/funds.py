"""Money there is for the plan, by fund and fiscal year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from reskill.planning.fiscal import next_fiscal_year
from reskill.planning.money import to_cents
from reskill.problem import ReskillError
from reskill.project.file import Project

CITY_FUND = "City training budget"
KINDS = ("city", "state", "federal", "union", "philanthropy")
DEFAULT_YEARS = 3
MOST_DOLLARS = 9_999_999_999.0  # of a fund in a year; more is taken for a slip


@dataclass(frozen=True)
class Fund:
    """A source of money. `terms` are the words before and between semicolons in its rules, in lower case,
    such as "iwt" or "no exam fees"; data/planning/funding_rules.csv says which rules each term brings in."""

    id: int
    name: str
    kind: str
    pays_wages: bool
    terms: frozenset[str]

    @property
    def admits_city(self) -> bool:
        """Whether a public employer may be paid from it."""
        return "private employers only" not in self.terms


def funds(project: Project) -> list[Fund]:
    """The project's funds; money with strings attached comes before the city's own, so that it is used first."""
    rows = project.rows("SELECT id, name, kind, pays_wages, rules FROM fund ORDER BY kind = 'city', id")
    return [Fund(r["id"], r["name"], r["kind"], bool(r["pays_wages"]), _terms(r["rules"])) for r in rows]


def available(project: Project) -> dict[tuple[int, int], int]:
    """Cents by fund id and fiscal year, carry-in included where the planner put it in."""
    rows = project.rows("SELECT fund_id, fiscal_year, amount FROM fund_year ORDER BY fund_id, fiscal_year")
    return {(r["fund_id"], r["fiscal_year"]): to_cents(r["amount"]) for r in rows}


def available_dollars(project: Project) -> dict[str, dict[int, float]]:
    """US dollars by the fund's name and fiscal year, as they were entered."""
    out: dict[str, dict[int, float]] = {}
    for r in project.rows(
        "SELECT f.name, y.fiscal_year, y.amount FROM fund f JOIN fund_year y ON y.fund_id = f.id ORDER BY f.id, 2"
    ):
        out.setdefault(r["name"], {})[r["fiscal_year"]] = r["amount"]
    return out


def plan_years(project: Project, today: dt.date | None = None) -> range:
    """The fiscal years of the plan: settings fiscal_year and years, else three from the next that begins."""
    start = next_fiscal_year(project.thresholds.fiscal_year_start, today)
    first = int(project.setting("fiscal_year", str(start)))
    return range(first, first + int(project.setting("years", str(DEFAULT_YEARS))))


def default_funds(project: Project, total: float, years: int, first_fiscal_year: int | None = None) -> None:
    """Give the plan one city fund of `total` US dollars in equal parts a year, the odd cents in the last year.

    Also sets the plan's years. Raises ReskillError for a negative total or no year.
    """
    if total < 0 or years < 1:
        raise ReskillError(
            "A training budget needs an amount of zero or more and at least one year.",
            "For example: --budget 250000 --years 3",
        )
    first = first_fiscal_year or plan_years(project).start
    cents = to_cents(total)
    part = cents // years
    amounts = {first + i: part for i in range(years)}
    amounts[first + years - 1] += cents - part * years
    with project.change("Set the training budget"):
        project.set_setting("fiscal_year", str(first))
        project.set_setting("years", str(years))
        save_fund(project, CITY_FUND, {year: amount / 100 for year, amount in amounts.items()})


def save_fund(
    project: Project,
    name: str,
    amounts: Mapping[int, float],
    *,
    kind: str = "city",
    pays_wages: bool = True,
    rules: str = "",
    source: str = "",
    note: str | None = None,
) -> None:
    """Add a fund or replace the one of that name; `amounts` are US dollars by fiscal year, `note` = None stays as it is.

    Raises ReskillError for an amount that is negative, no number, or beyond any city's budget.
    """
    for year, amount in amounts.items():
        if not 0 <= amount <= MOST_DOLLARS:
            raise ReskillError(
                f"{name} cannot have {amount:,} dollars in fiscal year {year}.",
                f"Enter an amount from 0 to {MOST_DOLLARS:,.0f}.",
            )
    with project.change(f"Save the fund {name}") as db:
        db.execute(
            "INSERT INTO fund (name, kind, pays_wages, rules, source) VALUES (?,?,?,?,?) ON CONFLICT (name) DO UPDATE"
            " SET kind = excluded.kind, pays_wages = excluded.pays_wages, rules = excluded.rules,"
            " source = excluded.source",
            (name, kind, int(pays_wages), rules, source),
        )
        fund_id = project.value("SELECT id FROM fund WHERE name = ?", (name,))
        db.execute("DELETE FROM fund_year WHERE fund_id = ?", (fund_id,))
        for year, amount in sorted(amounts.items()):
            db.execute("INSERT INTO fund_year VALUES (?,?,?)", (fund_id, year, amount))
        if note is not None:
            db.execute("UPDATE fund SET note = ? WHERE id = ?", (note, fund_id))


def remove_fund(project: Project, name: str) -> None:
    """Remove a fund. Raises ReskillError when the plan charges it."""
    fund_id = project.value("SELECT id FROM fund WHERE name = ?", (name,))
    if project.value("SELECT 1 FROM budget_line WHERE fund_id = ?", (fund_id,)):
        raise ReskillError(f"The plan charges {name}.", "Set its amounts to zero and make the plan again first.")
    with project.change(f"Remove the fund {name}") as db:
        db.execute("DELETE FROM fund WHERE id = ?", (fund_id,))


def _terms(rules: str) -> frozenset[str]:
    return frozenset(t.strip().lower() for t in rules.split(";") if t.strip())
