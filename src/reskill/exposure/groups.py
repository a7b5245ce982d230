"""Exposure by department, bargaining unit, grade and pay: where the roles at risk are, for the equity view.

The figures are those of roles, counted over positions; none is a figure of a person. Groups are not suppressed here:
editions for others than the personnel office hide small ones themselves.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass

from reskill.exposure.bands import AT_RISK, NOT_ESTIMATED
from reskill.problem import ReskillError
from reskill.project.file import Project, Row

QUARTERS = ("lowest-paid quarter", "second quarter", "third quarter", "highest-paid quarter")
KINDS = ("department", "bargaining_unit", "grade", "pay quartile")
NOT_GIVEN = "(not given)"


@dataclass(frozen=True)
class Group:
    """Positions of one group. Means are over the positions whose role is estimated; None where none is."""

    name: str
    positions: int
    payroll: float  # US dollars a year, of the positions whose pay is known
    estimated: int  # positions whose role has an exposure
    exposure: float | None  # mean, 0-1
    net: float | None  # mean exposure outside protected tasks
    observed: float | None  # mean use of AI that was seen, over the positions where it is known
    at_risk: int  # positions in the bands at risk and priority


def positions_by_band(project: Project) -> dict[str, dict[str, int]]:
    """Positions in each band, by department ('' for none)."""
    out: dict[str, dict[str, int]] = {}
    for r in project.rows(
        f"SELECT p.department, coalesce(r.band, '{NOT_ESTIMATED}') AS band, count(*) AS positions FROM position p"
        " LEFT JOIN role r ON r.title_id = p.title_id GROUP BY 1, 2"
    ):
        out.setdefault(r["department"], {})[r["band"]] = r["positions"]
    return out


def by_group(project: Project, kind: str) -> list[Group]:
    """Groups of one of KINDS, those with most positions at risk first; pay quarters from the lowest paid.

    Raises ReskillError for another kind.
    """
    if kind not in KINDS:
        raise ReskillError(f"Roles cannot be grouped by {kind}.", f"Choose one of: {', '.join(KINDS)}.")
    rows = project.rows(
        "SELECT p.department, p.bargaining_unit, p.grade, p.annual_salary, r.exposure, r.net, r.observed, r.band"
        " FROM position p LEFT JOIN role r ON r.title_id = p.title_id"
    )
    name_of = pay_quarter(rows) if kind == "pay quartile" else lambda row: row[kind] or NOT_GIVEN
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(name_of(row), []).append(row)
    made = [_group(name, members) for name, members in groups.items()]
    if kind == "pay quartile":
        order = (*QUARTERS, NOT_GIVEN)
        return sorted(made, key=lambda g: order.index(g.name))
    return sorted(made, key=lambda g: (-g.at_risk, -g.positions, g.name))


def _group(name: str, rows: list[Row]) -> Group:
    estimated = [r for r in rows if r["exposure"] is not None]
    n = len(estimated)
    seen = [r["observed"] for r in rows if r["observed"] is not None]
    return Group(
        name=name,
        positions=len(rows),
        payroll=sum(r["annual_salary"] or 0.0 for r in rows),
        estimated=n,
        exposure=sum(r["exposure"] for r in estimated) / n if n else None,
        net=sum(r["net"] for r in estimated) / n if n else None,
        observed=sum(seen) / len(seen) if seen else None,
        at_risk=sum(r["band"] in AT_RISK for r in rows),
    )


def pay_quarter(rows: list[Row]) -> Callable[[Row], str]:
    """Name of the quarter of the payroll's positions that a position's pay is in; equal pay is never split."""
    pays = sorted(r["annual_salary"] for r in rows if r["annual_salary"] is not None)
    cuts = [pays[len(pays) * k // 4 - 1] for k in (1, 2, 3)] if len(pays) >= 4 else pays[-1:] * 3

    def name(row: Row) -> str:
        pay = row["annual_salary"]
        return NOT_GIVEN if pay is None else QUARTERS[bisect_left(cuts, pay)]

    return name
