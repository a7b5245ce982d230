"""Adding a budget line to a cohort, or to the whole plan, by hand."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from reskill.desktop.dialogs.dialog import Dialog
from reskill.desktop.session import Session
from reskill.planning.by_hand.lines import add_line
from reskill.planning.by_hand.typed import number_of, quarters_to_choose
from reskill.planning.cost_kinds import KINDS
from reskill.planning.ruled_out import quarter_of
from reskill.project.file import Project
from reskill.queries import plan


class AddLineDialog(Dialog):
    """A cost, for whom, when, and who pays."""

    form = "add_line"

    category: QComboBox
    cohort: QComboBox
    quarter: QComboBox
    quantity: QLineEdit
    unit: QLineEdit
    unit_cost: QLineEdit
    fund: QComboBox
    in_kind: QCheckBox
    why: QLineEdit

    def __init__(self, session: Session, cohort_id: int | None, why: str, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.category.addItems(KINDS)
        self.cohort.addItem("the whole plan", None)
        self.quarter.addItem("the cohort's first", "")
        for text in quarters_to_choose(self.project):
            self.quarter.addItem(text, text.partition(",")[0])
        for row in plan.every_cohort(self.project):
            self.cohort.addItem(f"{row['title']}, {row['fiscal']}, {row['program'] or 'at work'}", row["key"])
        self.cohort.setCurrentIndex(max(0, self.cohort.findData(cohort_id)))
        self.fund.addItem("the one that may pay it and has most left", "")
        for row in plan.fund_names(self.project):
            self.fund.addItem(str(row["name"]), row["name"])
        self.why.setText(why)

    def deed(self, project: Project) -> None:
        """Add it."""
        quarter = self.quarter.currentData()
        add_line(
            project,
            self.cohort.currentData(),
            self.category.currentText(),
            number_of(self.quantity.text() or "1"),
            number_of(self.unit_cost.text()),
            unit=self.unit.text(),
            fund=str(self.fund.currentData()),
            quarter=quarter_of(quarter) if quarter else None,
            in_kind=self.in_kind.isChecked(),
            why=self.why.text(),
        )
