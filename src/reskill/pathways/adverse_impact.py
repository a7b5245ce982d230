"""Comparing groups of people in affected roles: by pay, part-time work, unit, grade and department.

Protected characteristics are not held, so that a low share is a reason to look, and no finding.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
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
class ComparedGroup:
    """People in affected roles of one group; `ratio` is their share of something over the highest share of a group that
    is large enough, None where this one is too small to compare."""

    kind: str
    name: str
    people: int
    ratio: float | None

    @property
    def low(self) -> bool:
        """Whether the share is below four fifths of the highest."""
        return self.ratio is not None and self.ratio < FOUR_FIFTHS


def compared(
    project: Project, positions: Sequence[Row], what: str, *others: str
) -> Iterator[tuple[ComparedGroup, Mapping[str, float]]]:
    """The groups of all KINDS that have some of the `positions`, compared by their share of `what`, lowest ratio first
    within a kind; with each its sums of `what` and of `others`, fields of a position.

    Groups below the project's `small_cell` are given, but not compared.
    """
    quarter = pay_quarter(project.rows("SELECT annual_salary FROM position"))
    for kind in KINDS:
        people: defaultdict[str, int] = defaultdict(int)
        sums: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(int))
        for row in positions:
            name = quarter(row) if kind == "pay quartile" else _name(kind, row)
            people[name] += 1
            for field in (what, *others):
                sums[name][field] += row[field]
        share = {name: sums[name][what] / n for name, n in people.items()}
        large = {name for name, n in people.items() if n >= project.thresholds.small_cell}
        best = max((share[name] for name in large), default=0.0)
        groups = [
            ComparedGroup(kind, name, n, share[name] / best if best and name in large else None)
            for name, n in people.items()
        ]
        for g in sorted(groups, key=lambda g: (g.ratio is None, g.ratio or 0.0, -g.people, g.name)):
            yield g, sums[g.name]


def _name(kind: str, row: Row) -> str:
    """The group of a kind, but for quarters of pay, that a position is in."""
    if kind == "part-time":
        return NOT_GIVEN if row["fte"] is None else "full-time" if row["fte"] >= FULL_TIME else "part-time"
    return row[kind] or NOT_GIVEN
