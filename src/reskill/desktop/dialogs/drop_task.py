"""Taking tasks out of a title's inventory, with a reason."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QLabel, QPlainTextEdit, QWidget

from reskill.desktop.dialogs import scope
from reskill.desktop.dialogs.dialog import Dialog
from reskill.desktop.rows_model import count
from reskill.desktop.session import Session
from reskill.exposure.inventory import RoleTask, read_inventories
from reskill.exposure.strange_tasks import titles_strange_to
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
        inventories = read_inventories(self.project, self.catalog)
        self._strange = {t.task_id: titles_strange_to(inventories, t) for t in self._tasks}
        titles = {title_id for found in self._strange.values() for title_id in found}
        if role["key"] in titles and len(titles) > 1:
            self.scope.addItem(f"The {len(titles):,} titles of other services", STRANGE)

    def deed(self, project: Project) -> None:
        """Drop them in one step."""
        with project.change(f"Drop {count(len(self._tasks), 'task')}"):
            for task in self._tasks:
                for title_id in self._titles(project, task):
                    drop_task(project, self.catalog, title_id, task.code, task.task_id, self.why.toPlainText())

    def _titles(self, project: Project, task: RoleTask) -> list[int]:
        """The titles that the task is dropped from."""
        if self.scope.currentData() == STRANGE:
            return self._strange[task.task_id]
        return scope.chosen(self.scope, project, self.catalog, self._role, task)
