"""What a quarter asks: seats to book, money to draw."""

from __future__ import annotations

from dataclasses import asdict

from PySide6.QtWidgets import QComboBox, QWidget

from reskill.desktop.dialogs.dialog import ViewDialog
from reskill.desktop.rows_model import RowsModel
from reskill.desktop.session import Session
from reskill.desktop.widgets.table import Table
from reskill.planning.actuals.remainder import to_do
from reskill.planning.by_hand.typed import quarters_to_choose
from reskill.planning.ruled_out import quarter_of
from reskill.queries.rows import ListRows
from reskill.table import Column

COLUMNS = (
    Column("To do", "kind", width=12),
    Column("What", "what", width=40),
    Column("People", "people", "int", 8),
    Column("US dollars", "dollars", "money", 12, "A dash means that the price is not known"),
)


class QuarterToDoDialog(ViewDialog):
    """One quarter at a time."""

    form = "quarter_to_do"
    promoted = (Table,)

    quarter: QComboBox
    deeds: Table

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.quarter.addItems(quarters_to_choose(self.project))
        self._deeds = RowsModel(COLUMNS, self)
        self.deeds.dress(self._deeds, {}, "what")
        self.deeds.nothing = "Nothing starts in this quarter."
        self.quarter.currentIndexChanged.connect(self._show_deeds)
        self._show_deeds()

    def _show_deeds(self) -> None:
        found = to_do(self.project, quarter_of(self.quarter.currentText().partition(",")[0]))
        self._deeds.show(ListRows([{**asdict(t), "key": i} for i, t in enumerate(found)]))
