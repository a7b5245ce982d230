"""Two plans side by side: their figures, and what moved from one to the other."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from reskill.desktop.dialogs.dialog import ViewDialog
from reskill.desktop.rows_model import RowsModel
from reskill.desktop.session import Session
from reskill.desktop.widgets.table import Table
from reskill.planning.kept import changes, comparison
from reskill.planning.kept.plans import baseline, kept_plans, snapshot
from reskill.planning.kept.snapshot import IN_FORCE
from reskill.queries.rows import ListRows


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
        by_hand = [p.name for p in kept_plans(self.project) if p.who]
        signed = baseline(self.project)
        self.before.setCurrentText(signed.name if signed else by_hand[-1] if by_hand else names[-1])
        self._figures, self._moved = RowsModel(comparison.COLUMNS, self), RowsModel(changes.COLUMNS, self)
        self.figures.dress(self._figures, {}, "which")
        self.moved.dress(self._moved, {}, "which", lines=2)
        self.moved.nothing = "Nothing changed."
        for box in (self.before, self.after):
            box.currentIndexChanged.connect(self._show)
        self._show()

    def _show(self) -> None:
        before = snapshot(self.project, self.before.currentText())
        after = snapshot(self.project, self.after.currentText())
        found = comparison.compare(self.project, before, after)
        self._figures.show(ListRows([{**vars(d), "change": d.change, "key": i} for i, d in enumerate(found)]))
        changed = changes.changes(self.project, before, after)
        self._moved.show(ListRows([{**vars(c), "key": i} for i, c in enumerate(changed)]))
