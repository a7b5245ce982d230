"""The numbers of a scenario."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QLabel, QWidget

from reskill.desktop.dialogs.dialog import Dialog
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
        for name in SHARES:
            getattr(self, name).setValue(100 * getattr(scenario, name))
        self.protects.setChecked(bool(scenario.protects))

    def deed(self, project: Project) -> None:
        """Save the numbers."""
        shares = {name: round(getattr(self, name).value() / 100, 4) for name in SHARES}
        edit_scenario(project, self._name, **shares, protects=int(self.protects.isChecked()))
