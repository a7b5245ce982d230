"""Exposure by department, bargaining unit, grade and pay: the equity view."""

from __future__ import annotations

from dataclasses import asdict

from PySide6.QtWidgets import QComboBox, QWidget

from reskill.desktop.delegates.exposure import ShareDelegate
from reskill.desktop.dialogs.dialog import ViewDialog
from reskill.desktop.row_sources import ListRows
from reskill.desktop.rows_model import RowsModel
from reskill.desktop.session import Session
from reskill.desktop.widgets.table import Table
from reskill.exposure.groups import KINDS, by_group
from reskill.table import Column

COLUMNS = (
    Column("Group", "name", width=22),
    Column("Positions", "positions", "int", 8),
    Column("At risk", "at_risk", "int", 6, "Positions in roles of the bands at risk and priority"),
    Column("Share at risk", "share", "percent", 12),
    Column("Net exposure", "net", "percent", 12, "Mean over the positions whose role is estimated"),
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
        found = by_group(self.project, self.kind.currentData())
        self._groups.show(
            ListRows([{**asdict(g), "key": i, "share": g.at_risk / g.positions} for i, g in enumerate(found)])
        )
