"""What the union edition's cover says about people."""

from __future__ import annotations

from reskill.export.suppress import WITHHELD
from reskill.export.union.groups import role_groups
from reskill.export.xlsx.sheet import As, Formula, Row
from reskill.project.file import Project


def tallies(project: Project) -> list[Row]:
    """Positions, roles and participants, each at least the threshold for small counts or withheld."""
    threshold = project.thresholds.small_cell
    groups = role_groups(project)
    positions = sum(g.positions for g in groups)
    people = project.value("SELECT sum(participants) FROM cohort") or 0
    rows: list[Row] = [
        (
            "Small counts",
            "Threshold",
            As(threshold, "int"),
            f"Counts of 1 to {threshold - 1} people are not shown, nor what would let them be worked out; titles with "
            "fewer positions are taken together.",
        )
    ]
    if positions >= threshold:
        total = Formula("SUM({Roles.positions})", positions)
        check = Formula(f'IF({{above:1}}={positions},"adds up","DOES NOT ADD UP")', "adds up")
        rows += [
            ("Accounted for", "Positions", As(total, "int"), "Every position of the roster is in one role."),
            ("Accounted for", "Check", check, "The roles hold every position of the project."),
        ]
    shown = As(people, "int") if people == 0 or people >= threshold else WITHHELD
    rows.append(("Plan", "Participants", shown, "People expected to start a pathway."))
    return rows
