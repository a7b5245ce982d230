"""The sheets of who is offered a step and who gets a place, for a look at adverse impact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from reskill.export.xlsx.sheet import Sheet, tabulate
from reskill.pathways.adverse_impact import COUNSEL
from reskill.pathways.offered_groups import OfferedGroup, offered_groups
from reskill.planning.equity import PlacedGroup, placed_groups
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.table import Column

_GROUP = (
    Column("By", "kind", tip="Quarter of pay, part-time work, bargaining unit, grade or department."),
    Column("Group", "name", "wrapped", 34, tip="As the roster has it."),
    Column("People in affected roles", "people", "int", tip="Filled positions of roles in band watch or above."),
)
_LOW = Column(
    "To look at", "low", tip="yes: below four fifths of the highest share (29 CFR 1607.4(D), a rule of thumb)."
)


def _over_the_highest(share: str) -> Column:
    tip = f"{share} over that of the group with the highest; blank where the group is small."
    return Column("Over the highest share", "ratio", "percent", tip=tip)


OFFERED = (
    *_GROUP,
    Column(
        "Offered a step", "offered", "int", tip="Of these, whose role has a next job that is offered without caution."
    ),
    Column("With caution alone", "cautious", "int", tip="Whose role has next jobs with caution and none without."),
    Column("Share offered", "share", "percent", tip="Offered a step, of the people in affected roles."),
    _over_the_highest("Share offered"),
    _LOW,
)
PLACED = (
    *_GROUP,
    Column(
        "Places expected",
        "places",
        "number",
        tip="Places of each title, shared among its people alike: an expectation.",
    ),
    Column("Share with a place", "share", "percent", tip="Places expected, of the people in affected roles."),
    _over_the_highest("Share with a place"),
    _LOW,
)


def who_is_offered(project: Project, _catalog: Catalog) -> Sheet:
    """Shares of people who are offered a step, by group."""
    none = "No role is in band watch or above, or pathways have not been worked out."
    return _sheet("Who is offered steps", OFFERED, offered_groups(project), none)


def who_gets_places(project: Project, _catalog: Catalog) -> Sheet:
    """Shares of people who can expect a place, by group."""
    none = "No role is in band watch or above, or there is no plan."
    return _sheet("Who gets places", PLACED, placed_groups(project), none)


def _sheet(
    title: str, columns: tuple[Column, ...], groups: Sequence[OfferedGroup] | Sequence[PlacedGroup], none: str
) -> Sheet:
    rows = [asdict(g) | {"share": g.share, "low": "yes" if g.low else ""} for g in groups]
    return Sheet(title=title, note=COUNSEL, columns=columns, rows=tabulate(columns, rows), empty=none)
