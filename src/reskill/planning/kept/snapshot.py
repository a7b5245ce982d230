"""A plan as it stands, or stood when it was kept: its cohorts and its money, without the lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reskill.exposure.bands import AT_RISK
from reskill.planning.kept.terms import Term, terms_in_force
from reskill.project.file import Project, Row

IN_FORCE = "the plan in force"


@dataclass(frozen=True)
class Placed:
    """People of a title who start a program in a quarter, for another occupation or their own."""

    title_id: int
    title: str
    destination_title: str
    program: str
    fiscal_year: int
    quarter: int
    participants: int
    benefit: float  # of one person
    held_back: int  # cents
    urgent: bool
    moves: bool
    cash: int | None  # cents of its lines; None in a plan that was kept before they were


@dataclass(frozen=True)
class Money:
    """Cents of a fund for a kind of cost in a quarter."""

    fund: str
    category: str
    fiscal_year: int
    quarter: int
    in_kind: bool
    cents: int


@dataclass(frozen=True)
class Snapshot:
    """A plan's places and money, and what it was made with (None = not known, of a plan of an earlier program)."""

    name: str
    placed: tuple[Placed, ...]
    money: tuple[Money, ...]
    terms: tuple[Term, ...] | None


def in_force(project: Project) -> Snapshot:
    """The plan as it stands."""
    placed, money = read_placed(project.rows(_COHORTS, AT_RISK)), read_money(project.rows(_MONEY))
    return Snapshot(IN_FORCE, placed, money, terms_in_force(project))


def read_placed(rows: Iterable[Row]) -> tuple[Placed, ...]:
    """Places from rows with their fields."""
    return tuple(Placed(**{**r, "urgent": bool(r["urgent"]), "moves": bool(r["moves"])}) for r in rows)


def read_money(rows: Iterable[Row]) -> tuple[Money, ...]:
    """Money from rows with its fields."""
    return tuple(Money(**{**r, "in_kind": bool(r["in_kind"])}) for r in rows)


_COHORTS = """
SELECT c.title_id, t.title, c.destination_title, coalesce(p.name, 'at work') AS program, c.fiscal_year, c.quarter,
    c.participants, c.benefit, c.held_back, coalesce(r.offered, r.band) IN (?,?) AS urgent,
    c.destination IS NOT r.code AS moves,
    (SELECT coalesce(sum(b.cents), 0) FROM budget_line b WHERE b.cohort_id = c.id AND NOT b.in_kind) AS cash
FROM cohort c JOIN title t ON t.id = c.title_id LEFT JOIN program p ON p.id = c.program_id
LEFT JOIN role r ON r.title_id = c.title_id ORDER BY c.fiscal_year, c.quarter, t.title, c.id
"""
_MONEY = """
SELECT f.name AS fund, b.category, b.fiscal_year, b.quarter, b.in_kind, sum(b.cents) AS cents
FROM budget_line b JOIN fund f ON f.id = b.fund_id GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 3, 4, 2, 5
"""
