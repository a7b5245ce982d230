"""Partners: what is agreed with them, which programs they deliver, for how many people, when and at what price."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from reskill.problem import ReskillError
from reskill.project.file import Project, Row
from reskill.reference.institutions import SOURCE, Institution

MOST_SEATS, MOST_DOLLARS = 100_000, 1_000_000.0  # in a term, and a participant; more is taken for a slip


@dataclass(frozen=True)
class Delivery:
    """A program that a partner delivers in a quarter of a fiscal year; seats None = not agreed yet, price in US dollars
    a participant, None = as the program's."""

    partner_id: int
    program_id: int
    fiscal_year: int
    quarter: int
    seats: int | None = None
    price: float | None = None


def deliver(project: Project, delivery: Delivery) -> None:
    """Enter what a partner delivers in a term, in place of what was entered for the same program and term.

    Raises ReskillError for seats, prices or terms that cannot be.
    """
    d = delivery
    if not (2000 <= d.fiscal_year <= 2100 and 1 <= d.quarter <= 4):
        raise ReskillError(
            f"FY{d.fiscal_year} Q{d.quarter} is no term.", "Give a fiscal year and a quarter from 1 to 4."
        )
    if not (0 <= (d.seats or 0) <= MOST_SEATS and 0 <= (d.price or 0) <= MOST_DOLLARS):
        raise ReskillError(
            "Seats and prices are not below zero, nor beyond what a city could use.", "Leave empty what is not agreed."
        )
    with project.change("Enter what a partner delivers") as db:
        db.execute(
            "INSERT OR REPLACE INTO partner_program (partner_id, program_id, fiscal_year, quarter, seats, price)"
            " VALUES (?,?,?,?,?,?)",
            (d.partner_id, d.program_id, d.fiscal_year, d.quarter, d.seats, d.price),
        )


def withdraw(project: Project, delivery: Delivery) -> None:
    """Take back what was entered for a partner's program and term."""
    key = (delivery.partner_id, delivery.program_id, delivery.fiscal_year, delivery.quarter)
    with project.change("Take back what a partner delivers") as db:
        db.execute("DELETE FROM partner_program WHERE (partner_id, program_id, fiscal_year, quarter) = (?,?,?,?)", key)


def deliveries(project: Project, partner_id: int) -> list[Row]:
    """What a partner delivers, with the program's name and its own price, by term."""
    return project.rows(
        "SELECT d.*, p.name, p.cost, 'FY' || d.fiscal_year || ' Q' || d.quarter AS term,"
        " d.program_id || ' ' || d.fiscal_year || ' ' || d.quarter AS key"
        " FROM partner_program d JOIN program p ON p.id = d.program_id WHERE d.partner_id = ?"
        " ORDER BY d.fiscal_year, d.quarter, p.name",
        (partner_id,),
    )


def deliverable(project: Project) -> list[Row]:
    """The programs that a partner may be asked to deliver: those of pathways and of the plan, by name."""
    return project.rows(
        "SELECT id, name, provider FROM program WHERE id IN (SELECT program_id FROM program_fit)"
        " OR id IN (SELECT program_id FROM cohort) OR id IN (SELECT program_id FROM partner_program)"
        " OR origin = 'local' ORDER BY name, provider, id"
    )


def in_force(partner: Row, day: dt.date) -> bool:
    """Whether an agreement is signed and runs on a day; a date that is not given does not limit it."""
    began = not partner["agreed_from"] or partner["agreed_from"] <= day.isoformat()
    runs = not partner["agreed_until"] or partner["agreed_until"] >= day.isoformat()
    return bool(partner["agreement"] == "signed" and began and runs)


def propose(project: Project, institution: Institution) -> int:
    """Enter an institution as a partner without an agreement, once; gives the partner's id."""
    have = project.value("SELECT id FROM partner WHERE name = ?", (institution.name,))
    if have is not None:
        return int(have)
    offers = [
        *(["noncredit workforce education"] if institution.noncredit else []),
        *(["contract training"] if institution.contract else []),
    ]
    with project.change("Enter a partner") as db:
        made = db["partner"].insert(
            {
                "name": institution.name,
                "kind": institution.kind,
                "role": f"Offers {' and '.join(offers)}, not listed: ask"
                if offers
                else "Awards certificates or degrees",
                "url": f"https://{institution.web}" if institution.web else "",
                "source": f"{SOURCE}, institution {institution.unitid}",
                "note": f"{institution.city}, {institution.state} {institution.zip}",
                "origin": "embedded",
            }
        )
    return int(made.last_pk)


def partners(project: Project) -> list[Row]:
    """Every partner with what it delivers: programs, seats agreed over all terms (NULL = none), by kind and name."""
    return project.rows(
        "SELECT p.id AS key, p.*, count(DISTINCT d.program_id) AS programs, sum(d.seats) AS seats,"
        " (SELECT group_concat(name, '; ') FROM (SELECT DISTINCT g.name FROM partner_program x"
        "   JOIN program g ON g.id = x.program_id WHERE x.partner_id = p.id ORDER BY g.name)) AS delivers,"
        " CASE WHEN p.agreed_until <> '' THEN 'until ' || p.agreed_until ELSE '' END AS until"
        " FROM partner p LEFT JOIN partner_program d ON d.partner_id = p.id GROUP BY p.id ORDER BY p.kind, p.name"
    )
