"""What a person does to the cohorts of a plan. Each deed is one change; a cohort that it touches is locked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from reskill.planning.by_hand.arithmetic import at_price, parted, with_people
from reskill.planning.by_hand.payer import payer_of
from reskill.planning.by_hand.plan_line import PlanLine, read_lines, save_lines
from reskill.planning.cost_kinds import TUITION
from reskill.planning.fiscal import Quarter
from reskill.planning.money import exact, to_cents
from reskill.planning.ruled_out import rule_out
from reskill.problem import ReskillError
from reskill.project.file import Project, Row, now


def lock(project: Project, ids: Sequence[int], why: str = "") -> None:
    """Have cohorts stay as they are in every new plan."""
    with project.change(label("Lock", ids)):
        for row in cohort_rows(project, ids):
            mark(project, row["id"], why)


def release(project: Project, ids: Sequence[int]) -> None:
    """Leave cohorts to the next plan again, with what was typed into them."""
    with project.change(label("Unlock", ids)) as db:
        for row in cohort_rows(project, ids):
            db.execute("UPDATE cohort SET who = '', at = '', why = '' WHERE id = ?", (row["id"],))
            db.execute(
                "UPDATE budget_line SET who = '', at = '', why = '', typed = '' WHERE cohort_id = ?", (row["id"],)
            )


def set_people(project: Project, ids: Sequence[int], people: int, why: str = "") -> None:
    """Have that many people start in each cohort; costs by person and hour go with them.

    Raises ReskillError for fewer than one, and for more than hold the title.
    """
    with project.change(label(f"Plan {people} people in", ids)):
        for row in cohort_rows(project, ids):
            filled = project.value(
                "SELECT count(*) FROM position WHERE title_id = ? AND status = 'filled'", (row["title_id"],)
            )
            if not row["participants"]:
                raise ReskillError(
                    f"Nobody started in cohort {row['id']}, which is settled.", "Undo the settling, or add a cohort."
                )
            if not 1 <= people <= filled:
                raise ReskillError(
                    f"{people} people cannot start: {holders(filled, row['title'])}.",
                    f"Enter a number from 1 to {filled}; to have nobody start, drop the cohort.",
                )
            before = lines_of(project, row["id"])
            save_lines(project, before, with_people(before, row["participants"], people), project.who, now())
            held_back = row["held_back"] * people // row["participants"]
            mark(project, row["id"], why, participants=people, held_back=held_back)


def set_price(project: Project, ids: Sequence[int], dollars: float, why: str = "") -> None:
    """Enter what the provider asks a participant of these cohorts, in US dollars; zero for one that is free.

    Raises ReskillError for an amount that cannot be, and where no fund of the project may pay it.
    """
    if not 0 <= dollars <= 1_000_000:
        raise ReskillError(f"A participant cannot cost ${dollars:,.2f}.", "Enter US dollars from 0 to 1,000,000.")
    with project.change(label(f"Pay ${dollars:,.2f} a participant in", ids)):
        for row in cohort_rows(project, ids):
            before, start = lines_of(project, row["id"]), Quarter(row["fiscal_year"], row["quarter"])
            fund = next((x.fund_id for x in before if x.category == TUITION), 0) or payer_of(project, TUITION, start)
            line = PlanLine(
                0,
                row["id"],
                start,
                TUITION,
                fund,
                Decimal(row["participants"]),
                "participant",
                exact(dollars),
                False,
                "",
                f"quoted, says {project.who}",
                frozenset(["unit_cost"]),
                why,
            )
            save_lines(project, before, at_price(before, line), project.who, now())
            mark(project, row["id"], why, held_back=0)


def set_class_price(project: Project, ids: Sequence[int], dollars: float, why: str = "") -> None:
    """Enter what the provider asks for a whole class, in US dollars: shared among its people, to the cent.

    Raises ReskillError unless the cohorts are all those of one class with people in it, and for an amount that cannot be.
    """
    rows = cohort_rows(project, ids)
    of = {(row["program_id"], _practised(row), row["fiscal_year"], row["quarter"]) for row in rows}
    if len(of) != 1:
        raise ReskillError(f"These cohorts are of {len(of)} classes.", "Enter the price of one class at a time.")
    there = project.rows(
        "SELECT id FROM cohort WHERE program_id IS ? AND (program_id IS NOT NULL OR destination = ?)"
        " AND (fiscal_year, quarter) = (?, ?) ORDER BY id",
        (*of.pop(),),
    )
    if others := [str(r["id"]) for r in there if r["id"] not in ids]:
        raise ReskillError(
            f"The class has other cohorts as well: {', '.join(others)}.", "Name all, or enter a price a participant."
        )
    cents, seated, given = to_cents(dollars), 0, 0
    people = sum(row["participants"] for row in rows)
    if not people:
        raise ReskillError("Nobody started in this class, which is settled.", "Undo the settling, or add a cohort.")
    with project.change(f"Pay ${dollars:,.2f} for a class"):
        for row in rows:
            if not row["participants"]:
                continue  # settled, and nobody started
            seated += row["participants"]
            share = cents * seated // people - given
            given += share
            set_price(project, [row["id"]], float(exact(share) / 100 / row["participants"]), why)


def set_note(project: Project, ids: Sequence[int], note: str, why: str = "") -> None:
    """Write a note on cohorts."""
    with project.change(label("Note on", ids)):
        for row in cohort_rows(project, ids):
            mark(project, row["id"], why, note=note.strip())


def split(project: Project, cohort_id: int, people: int, why: str = "") -> int:
    """Have so many people of a cohort be one of their own, which starts at the same time; gives its number.

    Raises ReskillError unless at least one person stays in each.
    """
    (row,) = cohort_rows(project, [cohort_id])
    if not 1 <= people < row["participants"]:
        raise ReskillError(
            f"{people} of {row['participants']} people cannot be split off.", "Leave at least one in each part."
        )
    with project.change(label("Split", [cohort_id])) as db:
        copied = [c for c in row if c not in ("id", "title")]
        new = db.execute(
            f"INSERT INTO cohort ({', '.join(copied)}) SELECT {', '.join(copied)} FROM cohort WHERE id = ?",
            (cohort_id,),
        ).lastrowid
        before, stay = lines_of(project, cohort_id), row["participants"] - people
        first, second = parted(before, Decimal(stay) / Decimal(row["participants"]))
        save_lines(project, before, first, project.who, now())
        save_lines(project, [], [replace(line, cohort_id=new) for line in second], project.who, now())
        part = row["held_back"] * people // row["participants"]
        mark(project, cohort_id, why, participants=stay, held_back=row["held_back"] - part)
        mark(project, new, why, participants=people, held_back=part)
    return int(new)


def drop(project: Project, ids: Sequence[int], why: str = "") -> None:
    """Take cohorts out of the plan, and rule out that a new plan puts back what it had placed: their title into that
    destination by that program from that quarter. One that a person had added leaves nothing behind."""
    with project.change(label("Drop", ids)) as db:
        for row in cohort_rows(project, ids):
            db.execute("DELETE FROM budget_line WHERE cohort_id = ?", (row["id"],))
            db.execute("DELETE FROM cohort WHERE id = ?", (row["id"],))
            if row["added"]:
                continue
            rule_out(
                project,
                title_id=row["title_id"],
                destination=row["destination"],
                program_id=row["program_id"],
                first=Quarter(row["fiscal_year"], row["quarter"]),
                last=Quarter(row["fiscal_year"], row["quarter"]),
                starts_only=True,
                why=why or "dropped from the plan",
            )


def holders(people: int, title: str) -> str:
    """How many hold a title, in words."""
    return f"{people:,} {'person is' if people == 1 else 'people are'} {title}"


def lines_of(project: Project, cohort_id: int) -> list[PlanLine]:
    """The lines of a cohort."""
    return read_lines(project, "cohort_id = ?", (cohort_id,))


def mark(project: Project, cohort_id: int, why: str, **values: Any) -> None:
    """Set columns of a cohort and lock it, as part of the change that is open."""
    values |= {"who": project.who, "at": now(), "why": why}
    sets = ", ".join(f"{name} = ?" for name in values)
    project.db.execute(f"UPDATE cohort SET {sets} WHERE id = ?", (*values.values(), cohort_id))


def cohort_rows(project: Project, ids: Iterable[int]) -> list[Row]:
    """The cohorts with their titles. Raises ReskillError for one that is not in the plan."""
    out = []
    for i in ids:
        found = project.rows("SELECT c.*, t.title FROM cohort c JOIN title t ON t.id = c.title_id WHERE c.id = ?", (i,))
        if not found:
            raise ReskillError(f"There is no cohort {i} in the plan.", "The plan was made again: look up its number.")
        out += found
    return out


def _practised(row: Row) -> str:
    """The occupation that people practise for who learn at work, '' where a program teaches them."""
    return "" if row["program_id"] else str(row["destination"])


def label(deed: str, ids: Sequence[int]) -> str:
    """What a deed to cohorts is called in the history."""
    return f"{deed} {f'cohort {ids[0]}' if len(ids) == 1 else f'{len(ids)} cohorts'}"
