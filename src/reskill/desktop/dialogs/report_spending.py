"""Reporting what a fund spent in a quarter."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from reskill.desktop.dialogs.dialog import Dialog
from reskill.desktop.session import Session
from reskill.planning.actuals.reports import periods_told, report_spent
from reskill.planning.by_hand.typed import number_of, quarters_to_choose
from reskill.planning.cost_kinds import KINDS
from reskill.project.file import Project
from reskill.queries import plan


class ReportSpendingDialog(Dialog):
    """Of which fund, when, how much, and for what where that is known."""

    form = "report_spending"

    fund: QComboBox
    quarter: QComboBox
    dollars: QLineEdit
    cohort: QComboBox
    category: QComboBox
    in_kind: QCheckBox

    def __init__(self, session: Session, cohort_id: int | None, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.fund.addItems([str(r["name"]) for r in plan.fund_names(self.project)])
        self.quarter.addItems([*quarters_to_choose(self.project), *periods_told(self.project)])
        self.cohort.addItem("all that the fund spent", None)
        for row in plan.every_cohort(self.project):
            self.cohort.addItem(f"{row['title']}, {row['fiscal']}, {row['program'] or 'at work'}", row["key"])
        self.cohort.setCurrentIndex(max(0, self.cohort.findData(cohort_id)))
        self.category.addItem("all kinds", "")
        for kind in KINDS:
            self.category.addItem(kind, kind)

    def deed(self, project: Project) -> None:
        """Report it."""
        report_spent(
            project,
            self.fund.currentText(),
            self.quarter.currentText().partition(",")[0],
            number_of(self.dollars.text()),
            cohort_id=self.cohort.currentData(),
            category=str(self.category.currentData()),
            in_kind=self.in_kind.isChecked(),
        )
