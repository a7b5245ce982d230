"""Who gets places in training: expected places by pay, part-time work, unit, grade and department.

A plan names titles and no persons, so that the places of a title are shared among its people alike: an expectation, and
no promise to anybody.
"""

from __future__ import annotations

from dataclasses import dataclass

from reskill.exposure.bands import AFFECTED
from reskill.pathways.adverse_impact import ComparedGroup, compared
from reskill.project.file import Project, Row


@dataclass(frozen=True)
class PlacedGroup(ComparedGroup):
    """A group with the places that its people can expect, by whose share it is compared."""

    places: float

    @property
    def share(self) -> float:
        """Share of the people who can expect a place."""
        return self.places / self.people


def placed_groups(project: Project) -> list[PlacedGroup]:
    """The groups that have people in affected roles, lowest ratio first within a kind.

    Small ones are told to nobody outside the personnel office.
    """
    positions = project.rows(
        f"SELECT p.* FROM ({_PLACES}) p JOIN role r ON r.title_id = p.title_id"
        " WHERE coalesce(r.offered, r.band) IN (?,?,?)",
        AFFECTED,
    )
    return [PlacedGroup(**vars(g), places=of["place"]) for g, of in compared(project, positions, "place")]


def places_by_department(project: Project) -> list[Row]:
    """The departments as the roster writes them, with their people and the places that those can expect."""
    return project.rows(
        f"SELECT department, count(*) AS people, round(sum(place), 1) AS places FROM ({_PLACES})"
        " WHERE department <> '' GROUP BY 1 ORDER BY 1"
    )


_PLACES = """
SELECT p.title_id, p.department, p.bargaining_unit, p.grade, p.annual_salary, p.fte,
    coalesce(c.people, 0) * 1.0 / count(*) OVER (PARTITION BY p.title_id) AS place FROM position p
LEFT JOIN (SELECT title_id, sum(participants) AS people FROM cohort GROUP BY 1) c ON c.title_id = p.title_id
WHERE p.status = 'filled'
"""
"""The filled positions, each with the place that its title's people can expect."""
