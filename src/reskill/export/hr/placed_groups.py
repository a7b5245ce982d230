"""The sheet of who gets places in training, for a look at adverse impact."""

from __future__ import annotations

from dataclasses import asdict

from reskill.export.xlsx.sheet import Sheet, tabulate
from reskill.pathways.offered_groups import COUNSEL
from reskill.planning.equity import placed_groups
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.table import Column

COLUMNS = (
    Column("By", "kind", tip="Quarter of pay, part-time work, bargaining unit, grade or department."),
    Column("Group", "name", "wrapped", 34, tip="As the roster has it."),
    Column("People in affected roles", "people", "int", tip="Filled positions of roles in band watch or above."),
    Column(
        "Places expected",
        "places",
        "number",
        tip="Places of each title, shared among its people alike: an expectation.",
    ),
    Column("Share with a place", "share", "percent", tip="Places expected, of the people in affected roles."),
    Column(
        "Over the highest share",
        "ratio",
        "percent",
        tip="Share with a place over that of the group with the highest; blank where the group is small.",
    ),
    Column("To look at", "low", tip="yes: below four fifths of the highest share (29 CFR 1607.4(D), a rule of thumb)."),
)


def who_gets_places(project: Project, _catalog: Catalog) -> Sheet:
    """Shares of people who can expect a place, by group."""
    rows = [asdict(g) | {"share": g.share, "low": "yes" if g.low else ""} for g in placed_groups(project)]
    return Sheet(
        title="Who gets places",
        note=COUNSEL,
        columns=COLUMNS,
        rows=tabulate(COLUMNS, rows),
        empty="No role is in band watch or above, or there is no plan.",
    )
