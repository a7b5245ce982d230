"""Two plans side by side: their figures, and what moved from one to the other."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from reskill.desktop import files
from reskill.desktop.dialogs.dialog import ViewDialog
from reskill.desktop.rows_model import RowsModel
from reskill.desktop.session import Session
from reskill.desktop.widgets.table import Table
from reskill.planning.kept import changes, comparison
from reskill.planning.kept.plans import baseline, kept_plans, snapshot
from reskill.planning.kept.snapshot import IN_FORCE, Snapshot
from reskill.planning.kept.table import write_side_by_side
from reskill.queries.rows import ListRows


class ComparePlansDialog(ViewDialog):
    """Any two of the plan in force and those that are kept."""

    form = "compare_plans"
    promoted = (Table,)

    before: QComboBox
    after: QComboBox
    figures: Table
    moved: Table
    save_button: QPushButton

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        kept = kept_plans(self.project)
        names = [p.name for p in kept]
        self.before.addItems([*names, IN_FORCE])
        self.after.addItems([IN_FORCE, *names])
        by_hand = [p.name for p in kept if p.who]
        signed = baseline(self.project)
        self.before.setCurrentText(signed.name if signed else by_hand[-1] if by_hand else names[-1])
        self._figures, self._moved = RowsModel(comparison.COLUMNS, self), RowsModel(changes.COLUMNS, self)
        self.figures.dress(self._figures, {}, "which")
        self.moved.dress(self._moved, {}, "which", lines=2)
        self.moved.nothing = "Nothing changed."
        for box in (self.before, self.after):
            box.currentIndexChanged.connect(self._show)
        self.save_button.clicked.connect(self._on_save)
        self._show()

    def _plans(self) -> tuple[Snapshot, Snapshot]:
        before, after = (snapshot(self.project, box.currentText()) for box in (self.before, self.after))
        return before, after

    def _on_save(self) -> None:
        start = self.project.path.with_name("compared.csv")
        files.write(
            self.session,
            self,
            "Save both plans",
            start,
            "Tables (*.csv)",
            lambda target: write_side_by_side(self.project, *self._plans(), target),
        )

    def _show(self) -> None:
        before, after = self._plans()
        found = comparison.compare(self.project, before, after)
        self._figures.show(ListRows([{**vars(d), "change": d.change, "key": i} for i, d in enumerate(found)]))
        changed = changes.changes(self.project, before, after)
        self._moved.show(ListRows([{**vars(c), "key": i} for i, c in enumerate(changed)]))
