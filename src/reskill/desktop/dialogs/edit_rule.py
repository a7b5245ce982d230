"""The value, the switch and the last day of a funding rule, and what a named person says of it."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QLabel, QLineEdit, QWidget

from reskill.desktop.dialogs.dialog import Dialog
from reskill.desktop.number_box import Kept
from reskill.desktop.session import Session
from reskill.planning.checks.rulebook import Answer, Rule, set_answer, set_rule
from reskill.project.file import Project

ANSWERS = ("nobody has looked", "yes", "no")


class EditRuleDialog(Dialog):
    """What the rule says, its value here, and whether it is checked."""

    form = "edit_rule"

    title_label: QLabel
    text_label: QLabel
    value: QDoubleSpinBox
    ends: QLineEdit
    answer: QComboBox
    who: QLineEdit
    said_on: QLineEdit
    on_box: QCheckBox

    def __init__(self, session: Session, rule: Rule, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._rule = rule
        self.title_label.setText(rule.parameter.replace("_", " ").capitalize() or rule.id)
        self.text_label.setText(f"{rule.text}\n\nSource: {rule.source}")
        self.value.setEnabled(rule.value is not None)
        self._value = Kept(self.value, rule.value or 0)
        dollars = rule.unit == "US dollars"
        self.value.setPrefix("$" if dollars else "")
        self.value.setSuffix("" if dollars or not rule.unit else f" {rule.unit}")
        self.ends.setText(rule.effective_to)
        self.answer.addItems(list(ANSWERS))
        if rule.answer:
            self.answer.setCurrentText("yes" if rule.answer.yes else "no")
            self.who.setText(rule.answer.who)
            self.said_on.setText(rule.answer.on)
        self.on_box.setChecked(rule.on)

    def deed(self, project: Project) -> None:
        """Save what was changed."""
        value = self._value.number if self._value.changed else None
        on, to = self.on_box.isChecked(), self.ends.text().strip()
        answer = None
        if self.answer.currentText() != ANSWERS[0]:
            answer = Answer(self.answer.currentText() == "yes", self.who.text().strip(), self.said_on.text().strip())
        with project.change("Change a funding rule"):
            set_rule(
                project,
                self._rule.id,
                value=value,
                on=on if on != self._rule.on else None,
                to=to if to != self._rule.effective_to else None,
            )
            if answer != self._rule.answer:
                set_answer(project, self._rule.id, answer)
