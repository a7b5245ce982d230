"""How far the bands depend on the horizon and the thresholds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from PySide6.QtWidgets import QWidget

from reskill.desktop.dialogs.dialog import ViewDialog
from reskill.desktop.rows_model import RowsModel
from reskill.desktop.session import Session
from reskill.desktop.widgets.table import Table
from reskill.exposure.sensitivity import Shift
from reskill.queries.rows import ListRows
from reskill.table import Column

COLUMNS = (
    Column("If this is assumed", "assumption", width=26),
    Column("Roles that move", "roles", "int", 14, "Roles that would be in another band"),
    Column("Positions", "positions", "int", 9),
    Column("At risk then", "at_risk", "int", 12, "Positions in the bands at risk and priority"),
)


class SensitivityDialog(ViewDialog):
    """One line for each changed assumption."""

    form = "sensitivity"
    promoted = (Table,)

    shifts: Table

    def __init__(self, session: Session, shifts: Sequence[Shift], parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        model = RowsModel(COLUMNS, self)
        self.shifts.dress(model, {}, "assumption")
        model.show(ListRows([{**asdict(s), "key": i} for i, s in enumerate(shifts)]))
        self.shifts.choose_first()
