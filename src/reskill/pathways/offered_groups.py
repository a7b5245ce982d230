"""Who is offered a step and who is not, by pay, part-time work, unit, grade and department.

Counted over filled positions of affected roles; a step is a next job offered without caution.
"""

from __future__ import annotations

from dataclasses import dataclass

from reskill.pathways.adverse_impact import ComparedGroup, compared
from reskill.project.file import Project


@dataclass(frozen=True)
class OfferedGroup(ComparedGroup):
    """A group with how many are offered a step without caution, by whose share it is compared, and how many with
    caution alone."""

    offered: int
    cautious: int

    @property
    def share(self) -> float:
        """Share of the people who are offered a step without caution."""
        return self.offered / self.people


def offered_groups(project: Project) -> list[OfferedGroup]:
    """The groups that have people in affected roles, lowest ratio first within a kind."""
    positions = project.rows(
        "SELECT p.department, p.bargaining_unit, p.grade, p.annual_salary, p.fte, max(d.viable) AS offered,"
        " max(d.caution) AND NOT max(d.viable) AS cautious"
        " FROM position p JOIN destination d ON d.title_id = p.title_id AND NOT d.stays"
        " WHERE p.status = 'filled' GROUP BY p.id"
    )
    return [
        OfferedGroup(**vars(g), offered=int(of["offered"]), cautious=int(of["cautious"]))
        for g, of in compared(project, positions, "offered", "cautious")
    ]
