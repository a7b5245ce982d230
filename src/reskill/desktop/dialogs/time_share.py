"""The share of a title's working time that a task takes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QLabel, QPlainTextEdit, QWidget

from reskill.desktop.dialogs import scope
from reskill.desktop.dialogs.dialog import Dialog
from reskill.desktop.number_box import Kept
from reskill.desktop.rows_model import count
from reskill.desktop.session import Session
from reskill.exposure.inventory import RoleTask
from reskill.exposure.task_edits import set_time_share
from reskill.project.file import Project
from reskill.queries.rows import Row


class TimeShareDialog(Dialog):
    """A share for one task, or the same share for each of several."""

    form = "time_share"

    task_label: QLabel
    clear_box: QCheckBox
    share: QDoubleSpinBox
    scope: QComboBox
    why: QPlainTextEdit

    def __init__(self, session: Session, role: Row, tasks: Sequence[RoleTask], parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._role = role
        self._tasks = tuple(tasks)
        self.task_label.setText(tasks[0].sentence if len(tasks) == 1 else f"{count(len(tasks), 'task')}, each")
        self._share = Kept(self.share, round(tasks[0].weight, 8), 100)  # without the rest of a division
        scope.offer(self.scope, self.project, role)
        self.clear_box.toggled.connect(self.share.setDisabled)

    def deed(self, project: Project) -> None:
        """Set or clear the shares, in one step."""
        why = self.why.toPlainText()
        share = None if self.clear_box.isChecked() else self._share.number
        with project.change(
            f"{'Clear' if share is None else 'Set'} the share of time of {count(len(self._tasks), 'task')}"
        ):
            for task in self._tasks:
                for title_id in scope.chosen(self.scope, project, self.catalog, self._role, task):
                    set_time_share(project, self.catalog, title_id, task.code, task.task_id, share, why)
