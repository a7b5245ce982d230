"""Exposure by department, bargaining unit, grade and pay: the equity view."""

from __future__ import annotations

from dataclasses import asdict

from PySide6.QtWidgets import QComboBox, QWidget

from reskill.desktop.delegates.exposure import ShareDelegate
from reskill.desktop.dialogs.dialog import ViewDialog
from reskill.desktop.rows_model import RowsModel
from reskill.desktop.session import Session
from reskill.desktop.widgets.table import Table
from reskill.exposure.groups import KINDS, Group, by_group
from reskill.observed_source import SOURCE
from reskill.pathways.offered_groups import OfferedGroup, offered_groups
from reskill.planning.equity import PlacedGroup, placed_groups
from reskill.queries.rows import ListRows, Row
from reskill.table import Column

COLUMNS = (
    Column("Group", "name", width=22),
    Column("Positions", "positions", "int", 8),
    Column("At risk", "at_risk", "int", 6, "Positions in roles of the bands at risk and priority"),
    Column("Share at risk", "share", "percent", 12),
    Column("Net exposure", "net", "percent", 12, "Mean over the positions whose role is estimated"),
    Column("Observed use", "observed", "percent", 12, f"Mean use of AI that was seen on the work: {SOURCE}"),
    Column(
        "Offered", "offered", "percent", 8, "Share of people in affected roles who are offered a step without caution"
    ),
    Column(
        "Of highest",
        "ratio",
        "percent",
        9,
        "That share over the highest of a group of this kind; below 80%: look closer",
    ),
    Column("Places", "places", "percent", 8, "Share of people in affected roles who can expect a place in the plan"),
    Column("Of highest", "place_ratio", "percent", 9, "That share over the highest of a group of this kind"),
    Column("Payroll", "payroll", "dollars", 12, "US dollars a year, of the positions whose pay is known"),
)


class GroupsDialog(ViewDialog):
    """One kind of group at a time."""

    form = "groups"
    promoted = (Table,)

    kind: QComboBox
    groups: Table

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._groups = RowsModel(COLUMNS, self)
        share = ShareDelegate(self)
        self.groups.dress(self._groups, {"share": share, "net": share}, "name")
        for kind in KINDS:
            self.kind.addItem(kind.replace("_", " ").capitalize(), kind)
        self.kind.currentIndexChanged.connect(self._show_groups)
        self._show_groups()

    def _show_groups(self) -> None:
        kind = self.kind.currentData()
        steps = {g.name: g for g in offered_groups(self.project) if g.kind == kind}
        places = {g.name: g for g in placed_groups(self.project) if g.kind == kind}
        self._groups.show(
            ListRows([_row(g, steps.get(g.name), places.get(g.name)) for g in by_group(self.project, kind)])
        )


def _row(group: Group, steps: OfferedGroup | None, places: PlacedGroup | None) -> Row:
    return asdict(group) | {
        "key": group.name,
        "share": group.at_risk / group.positions,
        "offered": steps.share if steps else None,
        "ratio": steps.ratio if steps else None,
        "places": places.share if places else None,
        "place_ratio": places.ratio if places else None,
    }
