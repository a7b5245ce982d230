"""Taking tasks out of a title's inventory, with a reason."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QLabel, QPlainTextEdit, QWidget

from reskill.desktop.dialogs import scope
from reskill.desktop.dialogs.dialog import Dialog
from reskill.desktop.rows_model import count
from reskill.desktop.session import Session
from reskill.exposure.inventory import RoleTask, read_inventories
from reskill.exposure.strange_tasks import strange_by_title, strike_out
from reskill.exposure.task_edits import drop_task
from reskill.project.file import Project
from reskill.queries.rows import Row

STRANGE = "strange"


class DropTaskDialog(Dialog):
    """Which tasks, and why."""

    form = "drop_task"

    task_label: QLabel
    scope: QComboBox
    why: QPlainTextEdit

    def __init__(self, session: Session, role: Row, tasks: Sequence[RoleTask], parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._role = role
        self._tasks = tuple(tasks)
        self.task_label.setText(
            tasks[0].sentence if len(tasks) == 1 else f"{count(len(tasks), 'task')} of {role['role']}"
        )
        scope.offer(self.scope, self.project, role)
        found = strange_by_title(read_inventories(self.project, self.catalog))
        if role["key"] in found:
            number = sum(map(len, found.values()))
            self.scope.addItem(f"Every task of other services: {number:,} of {count(len(found), 'title')}", STRANGE)

    def deed(self, project: Project) -> None:
        """Drop them in one step."""
        why = self.why.toPlainText()
        if self.scope.currentData() == STRANGE:
            strike_out(project, self.catalog, why)
            return
        with project.change(f"Drop {count(len(self._tasks), 'task')}"):
            for task in self._tasks:
                for title_id in scope.chosen(self.scope, project, self.catalog, self._role, task):
                    drop_task(project, self.catalog, title_id, task.code, task.task_id, why)
