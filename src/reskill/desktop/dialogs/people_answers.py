"""Entering what people of a title said to the offers of a quarter, as counts."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QSpinBox, QWidget

from reskill.desktop.dialogs.dialog import Dialog
from reskill.desktop.session import Session
from reskill.planning.answers import record_answers
from reskill.planning.by_hand.typed import quarters_to_choose
from reskill.planning.ruled_out import quarter_of
from reskill.project.file import Project
from reskill.queries import plan


class PeopleAnswersDialog(Dialog):
    """Of which title, when, and how many."""

    form = "people_answers"

    title_choice: QComboBox
    quarter: QComboBox
    offered: QSpinBox
    said_yes: QSpinBox
    said_no: QSpinBox

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        for row in plan.titles_to_plan(self.project):
            where = f" ({row['department']})" if row["department"] else ""
            self.title_choice.addItem(f"{row['title']}{where}, {row['filled']:,} people", row["id"])
        self.quarter.addItems(quarters_to_choose(self.project))

    def deed(self, project: Project) -> None:
        """Enter them."""
        record_answers(
            project,
            int(self.title_choice.currentData()),
            quarter_of(self.quarter.currentText().partition(",")[0]),
            self.offered.value(),
            self.said_yes.value(),
            self.said_no.value(),
        )
