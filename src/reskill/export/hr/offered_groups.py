"""The sheet of who is offered a step and who is not, for a look at adverse impact."""

from __future__ import annotations

from dataclasses import asdict

from reskill.export.xlsx.sheet import Sheet, tabulate
from reskill.pathways.offered_groups import COUNSEL, offered_groups
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.table import Column

COLUMNS = (
    Column("By", "kind", tip="Quarter of pay, part-time work, bargaining unit, grade or department."),
    Column("Group", "name", "wrapped", 34, tip="As the roster has it."),
    Column("People in affected roles", "people", "int", tip="Filled positions of roles in band watch or above."),
    Column(
        "Offered a step", "offered", "int", tip="Of these, whose role has a next job that is offered without caution."
    ),
    Column("With caution alone", "cautious", "int", tip="Whose role has next jobs with caution and none without."),
    Column("Share offered", "share", "percent", tip="Offered a step, of the people in affected roles."),
    Column(
        "Over the highest share",
        "ratio",
        "percent",
        tip="Share offered over that of the group with the highest; blank where the group is small.",
    ),
    Column("To look at", "low", tip="yes: below four fifths of the highest share (29 CFR 1607.4(D), a rule of thumb)."),
)


def who_is_offered(project: Project, _catalog: Catalog) -> Sheet:
    """Shares of people who are offered a step, by group."""
    rows = [asdict(g) | {"share": g.share, "low": "yes" if g.low else ""} for g in offered_groups(project)]
    return Sheet(
        title="Who is offered steps",
        note=COUNSEL,
        columns=COLUMNS,
        rows=tabulate(COLUMNS, rows),
        empty="No role is in band watch or above, or pathways have not been worked out.",
    )
