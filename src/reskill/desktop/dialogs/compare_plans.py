"""Two plans side by side: their figures, and what moved from one to the other."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from reskill.desktop.dialogs.dialog import ViewDialog
from reskill.desktop.rows_model import RowsModel
from reskill.desktop.session import Session
from reskill.desktop.widgets.table import Table
from reskill.planning.kept import comparison
from reskill.planning.kept.plans import kept_plans, snapshot
from reskill.planning.kept.snapshot import IN_FORCE
from reskill.queries.rows import ListRows
from reskill.table import Column

MOVED = (
    Column("Title", "title", width=17),
    Column("Destination", "destination", width=17),
    Column("Program", "program", width=18),
    Column(
        "Before → after",
        "in_words",
        width=34,
        tip="People by the quarter in which they start, and cash where it differs",
    ),
)


class ComparePlansDialog(ViewDialog):
    """Any two of the plan in force and those that are kept."""

    form = "compare_plans"
    promoted = (Table,)

    before: QComboBox
    after: QComboBox
    figures: Table
    moved: Table

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        names = [p.name for p in kept_plans(self.project)]
        self.before.addItems([*names, IN_FORCE])
        self.after.addItems([IN_FORCE, *names])
        self._figures, self._moved = RowsModel(comparison.COLUMNS, self), RowsModel(MOVED, self)
        self.figures.dress(self._figures, {}, "which")
        self.moved.dress(self._moved, {}, "in_words")
        self.moved.nothing = "Nothing moved."
        for box in (self.before, self.after):
            box.currentIndexChanged.connect(self._show)
        self._show()

    def _show(self) -> None:
        before = snapshot(self.project, self.before.currentText())
        after = snapshot(self.project, self.after.currentText())
        found = comparison.compare(self.project, before, after)
        self._figures.show(ListRows([{**vars(d), "change": d.change, "key": i} for i, d in enumerate(found)]))
        moved = comparison.what_moved(before, after)
        self._moved.show(
            ListRows(
                [
                    {
                        "title": m.title,
                        "destination": m.destination,
                        "program": m.program,
                        "in_words": m.in_words,
                        "key": i,
                    }
                    for i, m in enumerate(moved)
                ]
            )
        )
