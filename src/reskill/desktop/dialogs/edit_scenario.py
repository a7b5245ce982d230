"""The numbers of a scenario."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QLabel, QWidget

from reskill.desktop.dialogs.dialog import Dialog
from reskill.desktop.number_box import Kept
from reskill.desktop.session import Session
from reskill.planning.scenarios import Scenario, edit_scenario
from reskill.project.file import Project

SHARES = ("adoption", "participation", "reinvested", "review_cost")


class EditScenarioDialog(Dialog):
    """One field for each assumption."""

    form = "edit_scenario"

    title_label: QLabel
    story_label: QLabel
    adoption: QDoubleSpinBox
    participation: QDoubleSpinBox
    reinvested: QDoubleSpinBox
    review_cost: QDoubleSpinBox
    protects: QCheckBox

    def __init__(self, session: Session, scenario: Scenario, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._name = scenario.name
        self.title_label.setText(scenario.title)
        self.story_label.setText(scenario.story)
        self._kept = {name: Kept(getattr(self, name), getattr(scenario, name), 100) for name in SHARES}
        self._protects = bool(scenario.protects)
        self.protects.setChecked(self._protects)

    def deed(self, project: Project) -> None:
        """Save the numbers that were changed."""
        numbers: dict[str, float] = {name: kept.number for name, kept in self._kept.items() if kept.changed}
        if self.protects.isChecked() != self._protects:
            numbers["protects"] = int(self.protects.isChecked())
        if numbers:
            edit_scenario(project, self._name, **numbers)
