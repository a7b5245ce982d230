"""Who gets places in training: expected places by pay, part-time work, unit, grade and department.

A plan names titles and no persons, so that the places of a title are shared among its people alike: an expectation, and
no promise to anybody. Protected characteristics are not held.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from reskill.exposure.bands import AFFECTED
from reskill.exposure.groups import pay_quarter
from reskill.pathways.offered_groups import FOUR_FIFTHS, KINDS, name_of
from reskill.project.file import Project


@dataclass(frozen=True)
class PlacedGroup:
    """People in affected roles of one group and the places that they can expect; `ratio` is the share with a place over
    the highest share of a group that is large enough, None where this one is too small to compare."""

    kind: str
    name: str
    people: int
    places: float
    ratio: float | None

    @property
    def share(self) -> float:
        """Share of the people who can expect a place."""
        return self.places / self.people

    @property
    def low(self) -> bool:
        """Whether the share is below four fifths of the highest."""
        return self.ratio is not None and self.ratio < FOUR_FIFTHS


def placed_groups(project: Project) -> list[PlacedGroup]:
    """The groups of all KINDS that have people in affected roles, lowest ratio first within a kind.

    Groups below the project's `small_cell` are listed, but neither compared nor told to others.
    """
    rows = project.rows(
        "SELECT p.department, p.bargaining_unit, p.grade, p.annual_salary, p.fte, coalesce(c.people, 0) * 1.0"
        " / count(*) OVER (PARTITION BY p.title_id) AS place FROM position p JOIN role r ON r.title_id = p.title_id"
        " LEFT JOIN (SELECT title_id, sum(participants) AS people FROM cohort GROUP BY 1) c ON c.title_id = p.title_id"
        " WHERE p.status = 'filled' AND coalesce(r.offered, r.band) IN (?,?,?)",
        AFFECTED,
    )
    quarter = pay_quarter(project.rows("SELECT annual_salary FROM position"))
    found = []
    for kind in KINDS:
        people: defaultdict[str, int] = defaultdict(int)
        places: defaultdict[str, float] = defaultdict(float)
        for row in rows:
            name = quarter(row) if kind == "pay quartile" else name_of(kind, row)
            people[name] += 1
            places[name] += row["place"]
        large = {n for n in people if people[n] >= project.thresholds.small_cell}
        best = max((places[n] / people[n] for n in large), default=0.0)
        groups = [
            PlacedGroup(kind, n, people[n], places[n], places[n] / people[n] / best if best and n in large else None)
            for n in people
        ]
        found += sorted(groups, key=lambda g: (g.ratio is None, g.ratio or 0.0, -g.people, g.name))
    return found
