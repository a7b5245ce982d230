"""Who is offered a step and who is not, by pay, part-time work, unit, grade and department: adverse impact.

Counted over filled positions of affected roles; a step is a next job offered without caution. Protected
characteristics are not held, so that a low share here is a reason to look, and no finding.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from reskill.exposure.groups import NOT_GIVEN, pay_quarter
from reskill.pathways.staffing import FULL_TIME
from reskill.project.file import Project, Row

KINDS = ("pay quartile", "part-time", "bargaining_unit", "grade", "department")
FOUR_FIFTHS = 0.8  # of the highest group's rate, the rule of thumb of 29 CFR 1607.4(D)
COUNSEL = (
    "Protected characteristics (race, sex, age, disability) are not held here; a group below four fifths of the highest"
    " share is a reason to look closer, and counsel decides what it means."
)


@dataclass(frozen=True)
class OfferedGroup:
    """People in affected roles of one group: how many are offered a step without caution, and how many with caution
    alone; `ratio` is the share offered over the highest share of a group that is large enough, None where this one
    is too small to compare."""

    kind: str
    name: str
    people: int
    offered: int
    cautious: int
    ratio: float | None

    @property
    def share(self) -> float:
        """Share of the people who are offered a step without caution."""
        return self.offered / self.people

    @property
    def low(self) -> bool:
        """Whether the share is below four fifths of the highest."""
        return self.ratio is not None and self.ratio < FOUR_FIFTHS


def offered_groups(project: Project) -> list[OfferedGroup]:
    """The groups of all KINDS that have people in affected roles, lowest ratio first within a kind.

    Groups below the project's `small_cell` are listed but not compared.
    """
    rows = project.rows(
        "SELECT p.department, p.bargaining_unit, p.grade, p.annual_salary, p.fte, max(d.viable) AS offered,"
        " max(d.caution) AS cautious FROM position p JOIN destination d ON d.title_id = p.title_id AND NOT d.stays"
        " WHERE p.status = 'filled' GROUP BY p.id"
    )
    quarter = pay_quarter(project.rows("SELECT annual_salary FROM position"))
    found = []
    for kind in KINDS:
        people: Counter[str] = Counter()
        offered: Counter[str] = Counter()
        cautious: Counter[str] = Counter()
        for row in rows:
            name = quarter(row) if kind == "pay quartile" else name_of(kind, row)
            people[name] += 1
            offered[name] += row["offered"]
            cautious[name] += row["cautious"] and not row["offered"]
        large = [n for n in people if people[n] >= project.thresholds.small_cell]
        best = max((offered[n] / people[n] for n in large), default=0.0)
        groups = [
            OfferedGroup(
                kind,
                name,
                people[name],
                offered[name],
                cautious[name],
                offered[name] / people[name] / best if best and name in large else None,
            )
            for name in people
        ]
        found += sorted(groups, key=lambda g: (g.ratio is None, g.ratio or 0.0, -g.people, g.name))
    return found


def name_of(kind: str, row: Row) -> str:
    """The group of a kind, but for quarters of pay, that a position is in."""
    if kind == "part-time":
        return NOT_GIVEN if row["fte"] is None else "full-time" if row["fte"] >= FULL_TIME else "part-time"
    return row[kind] or NOT_GIVEN
