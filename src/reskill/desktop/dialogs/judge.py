"""Overriding or contesting the exposure, tier or mode of tasks, with a reason."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QLabel, QPlainTextEdit, QStackedWidget, QWidget

from reskill.desktop.dialogs.dialog import Dialog
from reskill.desktop.number_box import Kept
from reskill.desktop.rows_model import count, percent
from reskill.desktop.session import Session
from reskill.desktop.task_details import MODES
from reskill.exposure.inventory import RoleTask
from reskill.exposure.judgements import contest, judge
from reskill.exposure.oversight import MEANING
from reskill.project.file import Project
from reskill.queries.rows import Row

FIELDS = (("Exposure", "exposure"), ("Oversight tier", "tier"), ("AI use", "mode"))


class JudgeDialog(Dialog):
    """One field, its new value, for whom it holds, and why."""

    form = "judge"

    task_label: QLabel
    now_label: QLabel
    field_box: QComboBox
    values: QStackedWidget
    exposure: QDoubleSpinBox
    tier: QComboBox
    mode: QComboBox
    scope: QComboBox
    why: QPlainTextEdit
    contest_box: QCheckBox

    def __init__(self, session: Session, role: Row, tasks: Sequence[RoleTask], parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._title_id = int(role["key"])
        self._tasks = tuple(tasks)
        task = tasks[0]
        self.task_label.setText(task.sentence if len(tasks) == 1 else count(len(tasks), "task"))
        self.now_label.setText(
            f"Now: exposure {percent(task.exposure)}, tier {task.tier} ({task.tier_status}),"
            f" {MODES.get(task.mode, task.mode)}."
        )
        for text, value in FIELDS:
            self.field_box.addItem(text, value)
        for level, meaning in MEANING.items():
            self.tier.addItem(f"{level}: {meaning}", level)
        for value, text in MODES.items():
            self.mode.addItem(text, value)
        self.scope.addItem(f"{role['role']} only", self._title_id)
        if all(t.code for t in tasks):
            self.scope.addItem("Every title of the occupation", None)
        self._exposure = Kept(self.exposure, task.exposure, 100)
        self.tier.setCurrentIndex(task.tier - 1)
        self.mode.setCurrentIndex(max(0, self.mode.findData(task.mode)))
        self.field_box.currentIndexChanged.connect(self.values.setCurrentIndex)
        self.contest_box.toggled.connect(lambda on: self.ok_button.setText("Contest" if on else "Override"))

    def _value(self) -> str | float:
        field = self.field_box.currentData()
        if field == "exposure":
            return self._exposure.number
        return str(self.tier.currentData() if field == "tier" else self.mode.currentData())

    def deed(self, project: Project) -> None:
        """Judge or contest every task that was chosen, in one step."""
        field, why, title_id = self.field_box.currentData(), self.why.toPlainText(), self.scope.currentData()
        verb = "Contest" if self.contest_box.isChecked() else "Override"
        with project.change(f"{verb} the {self.field_box.currentText().lower()} of {count(len(self._tasks), 'task')}"):
            for task in self._tasks:
                if self.contest_box.isChecked():
                    contest(project, self.catalog, task.code, task.task_id, field, why, self._value(), title_id)
                else:
                    judge(project, self.catalog, task.code, task.task_id, field, self._value(), why, title_id)
