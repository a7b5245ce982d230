"""The value and the switch of a funding rule."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QLabel, QWidget

from reskill.desktop.dialogs.dialog import Dialog
from reskill.desktop.number_box import Kept
from reskill.desktop.session import Session
from reskill.planning.checks.rulebook import Rule, set_rule
from reskill.project.file import Project


class EditRuleDialog(Dialog):
    """What the rule says, its value here, and whether it is checked."""

    form = "edit_rule"

    title_label: QLabel
    text_label: QLabel
    value: QDoubleSpinBox
    on_box: QCheckBox

    def __init__(self, session: Session, rule: Rule, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._rule = rule
        self.title_label.setText(rule.parameter.replace("_", " ").capitalize() or rule.id)
        self.text_label.setText(f"{rule.text}\n\nSource: {rule.source}")
        self.value.setEnabled(rule.value is not None)
        self._value = Kept(self.value, rule.value or 0)
        self.value.setSuffix(f" {rule.unit}" if rule.unit else "")
        self.on_box.setChecked(rule.on)

    def deed(self, project: Project) -> None:
        """Save value and switch, as far as they were changed."""
        value = self._value.number if self._value.changed else None
        on = self.on_box.isChecked()
        set_rule(project, self._rule.id, value=value, on=on if on != self._rule.on else None)
