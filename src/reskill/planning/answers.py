"""What people of a title said to the offers made to them, as counts by quarter, without names; and what that says of how
many will take part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from reskill.planning.fiscal import Quarter
from reskill.problem import ReskillError
from reskill.project.file import Project, Row, now

ENOUGH = 30  # answers of the whole city, from which their share of yes goes before the assumed one


@dataclass(frozen=True)
class Answered:
    """People of a title who said yes, and who said no."""

    accepted: int = 0
    declined: int = 0

    @property
    def people(self) -> int:
        """Who answered."""
        return self.accepted + self.declined


NOBODY = Answered()


def record_answers(
    project: Project, title_id: int, quarter: Quarter, offered: int, accepted: int, declined: int
) -> None:
    """Enter how many offers were made to people of a title in a quarter, and how many were accepted and declined, in
    place of what was entered for it before; no offers take the entry back.

    Raises ReskillError for counts that cannot be.
    """
    row = project.rows(
        "SELECT t.title, (SELECT count(*) FROM position p WHERE p.title_id = t.id AND p.status = 'filled') AS filled"
        " FROM title t WHERE t.id = ?",
        (title_id,),
    )
    if not row:
        raise ReskillError(f"There is no title {title_id}.", "Write it as the roster does.")
    if min(offered, accepted, declined) < 0 or accepted + declined > offered:
        raise ReskillError(
            f"{accepted} accepted and {declined} declined cannot come of {offered} offers.", "Correct one of the three."
        )
    if offered > row[0]["filled"]:
        raise ReskillError(
            f"{offered} people cannot have been asked: {row[0]['filled']} are {row[0]['title']}.",
            "Count a person once.",
        )
    others = project.value(
        "SELECT coalesce(sum(accepted + declined), 0) FROM offer_answer WHERE title_id = ?"
        " AND (fiscal_year, quarter) <> (?, ?)",
        (title_id, quarter.fiscal_year, quarter.quarter),
    )
    if others + accepted + declined > row[0]["filled"]:
        raise ReskillError(
            f"{others + accepted + declined} people have answered; {row[0]['filled']} are {row[0]['title']}.",
            "Count a person once, by the last answer.",
        )
    with project.change(f"Enter answers of {row[0]['title']} in {quarter}") as db:
        when = (title_id, quarter.fiscal_year, quarter.quarter)
        db.execute("DELETE FROM offer_answer WHERE (title_id, fiscal_year, quarter) = (?, ?, ?)", when)
        if offered:
            db.execute(
                "INSERT INTO offer_answer (title_id, fiscal_year, quarter, offered, accepted, declined, who, at)"
                " VALUES (?,?,?,?,?,?,?,?)",
                (*when, offered, accepted, declined, project.who, now()),
            )


def answer_rows(project: Project) -> list[Row]:
    """What was entered, by quarter and title."""
    return project.rows(
        "SELECT t.title, 'FY' || a.fiscal_year || ' Q' || a.quarter AS quarter, a.offered, a.accepted, a.declined, a.who"
        " FROM offer_answer a JOIN title t ON t.id = a.title_id ORDER BY a.fiscal_year, a.quarter, t.title"
    )


def answered(project: Project) -> dict[int, Answered]:
    """The answers by title, of all quarters."""
    return {
        r["title_id"]: Answered(r["accepted"], r["declined"])
        for r in project.rows(
            "SELECT title_id, sum(accepted) AS accepted, sum(declined) AS declined FROM offer_answer GROUP BY title_id"
        )
    }


def share_of_the_rest(assumed: Decimal, told: Mapping[int, Answered]) -> Decimal:
    """The share of those who have not answered that is expected to take part: the assumed one, or that of the answers
    once there are enough."""
    people = sum(a.people for a in told.values())
    return Decimal(sum(a.accepted for a in told.values())) / people if people >= ENOUGH else assumed
