"""Up to four programs side by side: what each costs, takes and gives, and which kinds of money may admit it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reskill.problem import ReskillError
from reskill.programs.place import home, in_miles, miles_to
from reskill.programs.program import Program, read_programs
from reskill.project.file import Project, Row
from reskill.reference.catalog import STATES

MOST = 4
_FEW = 10  # people, below which a rate may tell of single ones
_PELL_HOURS, _PELL_WEEKS = (150, 599), (8, 15)  # 91 FR 29254, in force from 20 July 2026; weeks: from, below


@dataclass(frozen=True)
class Fact:
    """One line of a comparison: what is compared, and the answer of each program ('' = unknown)."""

    label: str
    values: tuple[str, ...]


def compare(project: Project, ids: Sequence[int]) -> list[Fact]:
    """The programs with these ids, one value each on every line, in their order.

    Raises ReskillError for fewer than two or more than four.
    """
    if not 2 <= len(ids) <= MOST:
        raise ReskillError(f"{len(ids)} programs are chosen.", f"Choose from two to {MOST} programs to compare.")
    rows = {r["id"]: r for r in project.rows("SELECT * FROM program")}
    programs = {p.id: p for p in read_programs(project)}
    city, today = home(project), dt.date.today()
    miles = {i: miles_to(programs[i], city) for i in ids}
    of = [rows[i] for i in ids]
    funds = project.rows("SELECT name, kind, pays FROM fund WHERE admits_city ORDER BY id")
    return [
        Fact("Program", tuple(r["name"] for r in of)),
        Fact("Provider", tuple(r["provider"] for r in of)),
        Fact("Price", tuple(price_told(r) for r in of)),
        Fact("Hours", tuple(_hours(r) for r in of)),
        Fact("Length", tuple(f"{r['weeks']:g} weeks" if r["weeks"] else r["length"] for r in of)),
        Fact("Delivery", tuple(r["delivery"] for r in of)),
        Fact("Where", tuple(_where(programs[i], miles[i]) for i in ids)),
        Fact("Credential", tuple("; ".join(filter(None, (r["credential"], r["licence"]))) for r in of)),
        Fact("Asks for", tuple(r["prerequisites"] for r in of)),
        Fact("Outcomes", tuple(_outcomes(r) for r in of)),
        Fact("Money that may admit it", tuple(_money(rows[i], programs[i].over(today)) for i in ids)),
        Fact("Funds of the plan", tuple(_funds(funds, rows[i], programs[i].over(today)) for i in ids)),
        Fact("On offer", tuple(programs[i].over(today) or "as far as known" for i in ids)),
        Fact("Hours known from", tuple(r["hours_source"] for r in of)),
        Fact("Seen in", tuple("; ".join(filter(None, (r["source"], r["source_date"]))) for r in of)),
    ]


def price_told(r: Mapping[str, Any]) -> str:
    """The price of a row of `program` ('' = unknown), and the provider's words for it where they say more."""
    figure = "" if r["cost"] is None else "free" if r["cost"] == 0 else f"${r['cost']:,.0f}"
    words = r["cost_text"]
    if words.casefold().startswith(figure):
        return str(words)
    return f"{figure} ({words})" if words else figure


def _hours(r: Row) -> str:
    return "" if r["hours"] is None else f"{r['hours']:g}{'' if r['hours_source'] else ' (nobody has confirmed them)'}"


def _where(program: Program, miles: float | None) -> str:
    place = ", ".join(filter(None, (program.city, STATES.get(program.place, program.place))))
    if program.online:
        return f"online, from {place}" if place else "online"
    if program.by_hand and program.said_online and not place:
        return "not known: the hands-on part is not online"
    return place if miles is None else f"{place} ({in_miles(miles)})"


def _outcomes(r: Row) -> str:
    """Completion and employment; hidden where they would tell of fewer than ten people."""
    if r["served"] is None and r["completed"] is None:
        return ""
    if min(n for n in (r["served"], r["completed"]) if n is not None) < _FEW:
        return f"hidden: fewer than {_FEW} people"
    told = [
        *([f"{r['completed']:,} of {r['served']:,} completed"] if r["completed"] is not None and r["served"] else []),
        *([f"{r['employed']:.0%} employed in the second quarter after"] if r["employed"] is not None else []),
    ]
    return "; ".join(told)


def _funds(funds: Sequence[Row], r: Row, over: str) -> str:
    """The project's funds that may pay its tuition by their terms; those of training accounts and Workforce Pell only where
    the program's own facts allow it."""
    admit = {"individual account": _is_listed(r, over), "workforce pell": _is_of_pell_length(r)}
    named = [f["name"] for f in funds if "tuition" in f["pays"].split("; ") and admit.get(f["kind"], True)]
    return "; ".join(named)


def _is_listed(r: Row, over: str) -> bool:
    return bool(r["origin"] == "imported" and r["list"] and not over)


def _is_of_pell_length(r: Row) -> bool:
    fits = r["hours"] is not None and _PELL_HOURS[0] <= r["hours"] <= _PELL_HOURS[1]
    return fits and r["weeks"] is not None and _PELL_WEEKS[0] <= r["weeks"] < _PELL_WEEKS[1]


def _money(r: Row, over: str) -> str:
    """What the program's own facts say of two federal kinds of money; people and boards decide."""
    told = []
    if _is_listed(r, over):
        told.append("training accounts, if the list is the state's eligible list (20 CFR 680.400)")
    if _is_of_pell_length(r):
        told.append("Workforce Pell by its length, if the Governor has approved it (91 FR 29254)")
    return "; ".join(told)
