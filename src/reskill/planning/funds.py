"""Money there is for the plan, by fund and fiscal year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reskill.planning.cost_kinds import KINDS, PAID_TIME
from reskill.planning.fiscal import QUARTERS, Quarter, next_fiscal_year
from reskill.planning.fund_kinds import BY_ID, CITY, EMPLOYER, PAYROLL
from reskill.planning.money import to_cents
from reskill.problem import ReskillError
from reskill.project.file import Project, Row

CITY_FUND = "City training budget"
DEFAULT_YEARS = 3
MOST_DOLLARS = 9_999_999_999.0  # of a fund in a year; more is taken for a slip


@dataclass(frozen=True)
class Fund:
    """A source of money: `kind` is an id of FUND_KINDS, `pays` are kinds of cost, `share` the most of each cost that it
    bears, `person` the most US dollars a person and fiscal year (None = no limit), `units` the bargaining units that it
    is for (none = everybody), `starts` and `ends` ISO dates ('' = open), `carries` whether what is left of a year may be
    spent in a later one."""

    id: int
    name: str
    kind: str
    pays: frozenset[str]
    share: float = 1.0
    person: float | None = None
    units: frozenset[str] = frozenset()
    starts: str = ""
    ends: str = ""
    admits_city: bool = True
    carries: bool = False

    @property
    def own(self) -> bool:
        """Whether it is the city's own money or time."""
        return self.kind in (CITY, EMPLOYER, PAYROLL, "tuition aid")

    def is_open(self, quarter: Quarter, start_month: int) -> bool:
        """Whether its dates let it pay throughout a quarter."""
        first = quarter.start(start_month).isoformat()
        last = quarter.end(start_month).isoformat()
        return self.starts <= first and (not self.ends or last <= self.ends)


PAID_BY_PAYROLL = Fund(0, "City payroll (paid time)", PAYROLL, frozenset(PAID_TIME))
"""Stands in until a plan needs it; then it is a fund like any other."""


def funds(project: Project) -> list[Fund]:
    """The project's funds and the payroll; money with strings attached comes before the city's own, to be used first."""
    found = [fund_of(r) for r in fund_rows(project)]
    if not any(f.kind == PAYROLL for f in found):
        found.append(PAID_BY_PAYROLL)
    return sorted(found, key=lambda f: (f.own, f.kind != PAYROLL, f.kind != EMPLOYER))


def fund_of(row: Row) -> Fund:
    """A fund as it is stored."""
    return Fund(
        row["id"],
        row["name"],
        row["kind"],
        words(row["pays"]),
        row["share"],
        row["person"],
        words(row["units"]),
        row["starts"],
        row["ends"],
        bool(row["admits_city"]),
        bool(row["carries"]),
    )


def words(text: str) -> frozenset[str]:
    """The words of a list that is kept as one text, with semicolons between."""
    return frozenset(w.strip() for w in text.split(";") if w.strip())


def available(project: Project) -> dict[tuple[int, int], int]:
    """Cents by fund id and fiscal year, carry-in included where the planner put it in; 0 in a year of which the fund's
    dates leave no quarter, since nobody can spend them."""
    lost = out_of_dates(project)
    return {key: 0 if key in lost else cents for key, cents in _entered(project).items()}


def out_of_dates(project: Project) -> dict[tuple[int, int], int]:
    """Cents that were entered, by fund id and fiscal year, for years of which the fund's dates leave no quarter."""
    month = project.thresholds.fiscal_year_start
    known = {f.id: f for f in funds(project)}
    return {
        (fund, year): cents
        for (fund, year), cents in _entered(project).items()
        if not any(known[fund].is_open(Quarter(year, q), month) for q in range(1, QUARTERS + 1))
    }


def _entered(project: Project) -> dict[tuple[int, int], int]:
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
    kind: str = CITY,
    pays: Iterable[str] | None = None,
    share: float = 1.0,
    person: float | None = None,
    units: Iterable[str] = (),
    starts: str = "",
    ends: str = "",
    admits_city: bool = True,
    carries: bool = False,
    rules: str = "",
    source: str = "",
    note: str | None = None,
) -> None:
    """Add a fund or replace the one of that name; `amounts` are US dollars by fiscal year, `rules` words for readers,
    `note` = None stays as it is.

    Without `pays` it pays what its kind may. Raises ReskillError for a kind of fund or of cost that is not on the list,
    for a bargaining unit that the roster has not, and for an amount, share, limit or date that cannot be.
    """
    units, known = frozenset(units), bargaining_units(project)
    kept = words(project.value("SELECT units FROM fund WHERE name = ?", (name,)) or "")  # the plan's notes tell it
    if known and (strange := sorted(units - kept - set(known))):
        raise ReskillError(
            f"{name} cannot be for {strange[0]}: the roster has no such bargaining unit.",
            f"Choose among: {', '.join(known)}.",
        )
    if kind not in BY_ID:
        raise ReskillError(f"{name} cannot be of the kind {kind!r}.", f"Choose one of: {', '.join(BY_ID)}.")
    paid = frozenset(BY_ID[kind].pays if pays is None else pays)
    if unknown := sorted(paid - set(KINDS)):
        raise ReskillError(f"{name} cannot pay {unknown[0]!r}.", f"Choose among: {', '.join(KINDS)}.")
    if more := sorted(paid - set(BY_ID[kind].pays)):
        raise ReskillError(
            f"{name} is of the kind {kind}, which cannot pay {', '.join(more)}.",
            "Take these out, or choose another kind.",
        )
    if not 0 < share <= 1 or (person is not None and not 0 <= person <= MOST_DOLLARS):
        raise ReskillError(
            f"{name} has a share of {share:g} and a limit of {person} dollars a person.",
            "Enter a share above 0 and up to 1, and a limit of zero or more, or none.",
        )
    for day in filter(None, (starts, ends)):
        try:
            dt.date.fromisoformat(day)
        except ValueError:
            raise ReskillError(f"{name} cannot start or end on {day!r}.", "Enter the date as 2027-06-30.") from None
    if starts and ends and ends < starts:
        raise ReskillError(f"{name} ends on {ends}, before it starts.", "Enter the dates of the award.")
    for year, amount in amounts.items():
        if not 0 <= amount <= MOST_DOLLARS:
            raise ReskillError(
                f"{name} cannot have {amount:,} dollars in fiscal year {year}.",
                f"Enter an amount from 0 to {MOST_DOLLARS:,.0f}.",
            )
    values = {
        "name": name,
        "kind": kind,
        "pays": "; ".join(k for k in KINDS if k in paid),
        "share": share,
        "person": person,
        "units": "; ".join(sorted(units)),
        "starts": starts,
        "ends": ends,
        "admits_city": int(admits_city),
        "carries": int(carries),
        "rules": rules,
        "source": source,
    }
    with project.change(f"Save the fund {name}") as db:
        db.execute(
            f"INSERT INTO fund ({', '.join(values)}) VALUES ({', '.join('?' * len(values))}) ON CONFLICT (name) DO UPDATE"
            f" SET {', '.join(f'{v} = excluded.{v}' for v in values)}",
            tuple(values.values()),
        )
        fund_id = project.value("SELECT id FROM fund WHERE name = ?", (name,))
        db.execute("DELETE FROM fund_year WHERE fund_id = ?", (fund_id,))
        for year, amount in sorted(amounts.items()):
            db.execute("INSERT INTO fund_year (fund_id, fiscal_year, amount) VALUES (?,?,?)", (fund_id, year, amount))
        if note is not None:
            db.execute("UPDATE fund SET note = ? WHERE id = ?", (note, fund_id))


def payroll_id(project: Project) -> int:
    """The number of the fund that stands for paid time, which is added where there is none."""
    found = project.value("SELECT id FROM fund WHERE kind = ? ORDER BY id", (PAYROLL,))
    if found is None:
        save_fund(project, PAID_BY_PAYROLL.name, {}, kind=PAYROLL, source="Paid time of staff in training; no cash.")
        return payroll_id(project)
    return int(found)


def bargaining_units(project: Project) -> list[str]:
    """The bargaining units of the roster, in the order of names; none where it has none."""
    rows = project.rows("SELECT DISTINCT bargaining_unit AS unit FROM position WHERE bargaining_unit <> '' ORDER BY 1")
    return [r["unit"] for r in rows]


def units_of_nobody(project: Project) -> dict[str, list[str]]:
    """By the fund's name, the bargaining units that it is for and nobody is in."""
    known = set(bargaining_units(project))
    found = {r["name"]: sorted(words(r["units"]) - known) for r in fund_rows(project)}
    return {name: units for name, units in found.items() if units}


def fund_rows(project: Project) -> list[Row]:
    """The funds as they are stored, in the order in which they came in."""
    return project.rows("SELECT * FROM fund ORDER BY id")


def rename_fund(project: Project, name: str, new: str) -> None:
    """Give a fund another name; what the plan charges it stays."""
    with project.change(f"Rename the fund {name}") as db:
        db.execute("UPDATE fund SET name = ? WHERE name = ?", (new, name))


def remove_fund(project: Project, name: str) -> None:
    """Remove a fund. Raises ReskillError when the plan charges it."""
    fund_id = project.value("SELECT id FROM fund WHERE name = ?", (name,))
    if project.value("SELECT 1 FROM budget_line WHERE fund_id = ?", (fund_id,)):
        raise ReskillError(f"The plan charges {name}.", "Set its amounts to zero and make the plan again first.")
    with project.change(f"Remove the fund {name}") as db:
        db.execute("DELETE FROM fund WHERE id = ?", (fund_id,))
