"""Adding a cohort to the plan by hand."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QWidget

from reskill.desktop.dialogs.dialog import Dialog
from reskill.desktop.session import Session
from reskill.planning.by_hand.building import add_cohort
from reskill.planning.by_hand.typed import program_of, programs_to_choose, quarters_to_choose
from reskill.planning.ruled_out import quarter_of
from reskill.project.file import Project
from reskill.queries import plan


class AddCohortDialog(Dialog):
    """Whose people learn what, and when."""

    form = "add_cohort"

    title_choice: QComboBox
    destination: QComboBox
    program: QComboBox
    people: QSpinBox
    start: QComboBox
    why: QLineEdit

    def __init__(self, session: Session, why: str, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.why.setText(why)
        for row in plan.titles_to_plan(self.project):
            where = f" ({row['department']})" if row["department"] else ""
            self.title_choice.addItem(f"{row['title']}{where}, {row['filled']:,} people, {row['band']}", row["id"])
        self.start.addItems(quarters_to_choose(self.project))
        self.title_choice.currentIndexChanged.connect(self._show_destinations)
        self.destination.currentIndexChanged.connect(self._show_programs)
        self._show_destinations()

    def _show_destinations(self) -> None:
        self.destination.clear()
        for row in plan.destinations_of(self.project, self.title_choice.currentData()):
            self.destination.addItem(str(row["occupation"]), row["code"])
        self._show_programs()

    def _show_programs(self) -> None:
        self.program.clear()
        if self.destination.currentData():
            self.program.addItems(
                programs_to_choose(self.project, self.title_choice.currentData(), self.destination.currentData())
            )

    def deed(self, project: Project) -> None:
        """Add it."""
        add_cohort(
            project,
            self.catalog,
            int(self.title_choice.currentData()),
            str(self.destination.currentData()),
            program_of(self.program.currentText()),
            self.people.value(),
            quarter_of(self.start.currentText().partition(",")[0]),
            self.why.text(),
        )
