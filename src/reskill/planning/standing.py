"""The plan that a project holds in figures: people, money committed, held back and not planned, paid time."""

from __future__ import annotations

from dataclasses import dataclass

from reskill.exposure.bands import AT_RISK
from reskill.planning.budget import by_fund_year
from reskill.planning.classes import most_in_program
from reskill.planning.seats import PROGRAM
from reskill.project.file import Project


@dataclass(frozen=True)
class Standing:
    """Money in cents. `committed` is cash on budget lines, `held_back` what is left unspent for prices that are unknown,
    `not_planned` the rest of what is available; `paid_time` is the value of staff's time, which is no cash.

    `gap` is the share of the best possible worth that is at most missing, `assumed_hours` the share of people of whose
    training hours some are a planning assumption, `assumed_time` that of all training hours; None while there is no plan.
    `leading` is the program that the most people are in, with how many, and `most` how many one may take; None without a
    limit.
    """

    people: int
    expected: int
    urgent: int
    urgent_expected: int
    moving: int
    benefit: float
    available: int
    committed: int
    held_back: int
    paid_time: int
    gap: float | None
    assumed_hours: float | None
    assumed_time: float | None
    leading: tuple[str, int]
    most: int | None

    @property
    def not_planned(self) -> int:
        """Cents that are neither committed nor held back; negative when a fund is overspent."""
        return self.available - self.committed - self.held_back


def standing(project: Project) -> Standing:
    """The figures of the plan in a project."""

    def count(what: str, where: str = "1", values: tuple[str, ...] = ()) -> int:
        sql = f"SELECT coalesce(sum({what}), 0) FROM cohort c JOIN role r ON r.title_id = c.title_id WHERE {where}"
        return int(project.value(sql, values))

    people = count("participants")
    years = by_fund_year(project)
    return Standing(
        people,
        int(_figure(project, "expected")),
        count("participants", "r.band IN (?, ?)", AT_RISK),
        int(_figure(project, "urgent_expected")),
        count("participants", "c.destination <> r.code"),
        float(project.value("SELECT coalesce(sum(participants * benefit), 0) FROM cohort")),
        sum(y.available for y in years),
        sum(y.cash for y in years),
        count("c.held_back"),
        sum(y.in_kind for y in years),
        _figure(project, "gap") if people else None,
        count("participants", "c.hours_assumed > 0") / people if people else None,
        _share_of_hours(project),
        _leading(project),
        most_in_one_program(project),
    )


def _figure(project: Project, name: str) -> float:
    """One of the figures that a plan kept when it was made; 0 without a plan."""
    return float(project.setting(f"plan.{name}") or 0)


def most_in_one_program(project: Project) -> int | None:
    """How many people one program may take in the plan of a project; None without a limit or a plan."""
    could = int(_figure(project, "could"))
    return most_in_program(could, project.thresholds) if could else None


def _share_of_hours(project: Project) -> float | None:
    """The share of all training hours that are assumed; None without a plan."""
    found = project.value("SELECT sum(participants * hours_assumed) / nullif(sum(participants * hours), 0) FROM cohort")
    return None if found is None else float(found)


def _leading(project: Project) -> tuple[str, int]:
    rows = project.rows(
        f"SELECT {PROGRAM} AS learnt, sum(c.participants) AS n FROM cohort c"
        " LEFT JOIN program p ON p.id = c.program_id GROUP BY c.program_id, learnt ORDER BY n DESC, learnt LIMIT 1"
    )
    return (rows[0]["learnt"], rows[0]["n"]) if rows else ("", 0)


def held_back_by_year(project: Project) -> dict[int, int]:
    """Cents left unspent for unknown prices by the fiscal year in which their cohorts start."""
    rows = project.rows("SELECT fiscal_year, sum(held_back) AS cents FROM cohort GROUP BY fiscal_year")
    return {r["fiscal_year"]: r["cents"] for r in rows if r["cents"]}
