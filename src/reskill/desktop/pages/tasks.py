"""The tasks of each role: exposure with its interval and evidence, oversight tier, and people's judgements."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QSplitter

from reskill.columns import TASK
from reskill.desktop import task_details
from reskill.desktop.delegates.band import TierDelegate
from reskill.desktop.delegates.exposure import ShareDelegate
from reskill.desktop.details import Details, Section
from reskill.desktop.pages.page import NO_ROLES, Empty, Page
from reskill.desktop.rows_model import RowsModel, count, percent
from reskill.desktop.widgets.table import Table
from reskill.exposure.bands import NOT_ESTIMATED
from reskill.exposure.inventory import Inventories, RoleTask, read_inventories
from reskill.queries import roles
from reskill.queries.rows import ListRows, Row
from reskill.table import Column

ROLES = (
    Column("Role", "role", "wrapped", 14),
    Column("Exposure", "exposure", "percent", 8, "Share of the weighted task time that AI could take or halve"),
)
TASKS = (
    TASK["sentence"].at(18),
    TASK["weight"].at(4),
    TASK["exposure"].at(11),
    Column("AI use", "use", "wrapped", 9, "Unaffected, AI helps a person, or could be automated"),
    Column("Tier", "tier", "int", 5, "Oversight: 1 spot-check, 2 a person reviews, 3 a person decides, 4 human only"),
    TASK["evidence"].at(9),
)


class TasksPage(Page):
    """Roles at the left, the tasks of one at the right."""

    name = "tasks"
    hint = "How much of each task's time AI could take or halve, how sure that is and why, and who decides."
    stage = "roles"
    promoted = (Table,)

    search: QLineEdit
    split: QSplitter
    roles: Table
    role_title: QLabel
    role_note: QLabel
    tasks: Table
    judge_button: QPushButton
    share_button: QPushButton
    add_button: QPushButton
    drop_button: QPushButton
    sign_button: QPushButton
    history_button: QPushButton
    worksheets_button: QPushButton
    take_button: QPushButton

    def build(self) -> None:
        """Set roles and tasks."""
        self._inventories: Inventories | None = None
        self._title_id: int | None = None  # whose tasks are shown
        self._shown: list[RoleTask] = []
        self._roles = RowsModel(ROLES, self)
        self._tasks = RowsModel(TASKS, self)
        share = ShareDelegate(self, "low", "high")
        self.roles.dress(self._roles, {"exposure": ShareDelegate(self, band="band")}, "role", lines=2)
        self.roles.nothing = "No role fits the search."
        self.tasks.dress(self._tasks, {"exposure": share, "tier": TierDelegate(self)}, "sentence", lines=3)
        self.tasks.nothing = "No tasks."
        self.split.setSizes([230, 520])
        self.search.textChanged.connect(self._roles.search)
        self.roles.row_chosen.connect(self._on_role_chosen)
        self.tasks.row_chosen.connect(self._on_task_chosen)
        self.judge_button.clicked.connect(self._on_judge)
        self.share_button.clicked.connect(self._on_share)
        self.add_button.clicked.connect(self._on_add)
        self.drop_button.clicked.connect(self._on_drop)
        self.sign_button.clicked.connect(self._on_sign)
        self.history_button.clicked.connect(self._on_history)
        self.worksheets_button.clicked.connect(lambda: self.ask.emit("write_worksheets"))
        self.take_button.clicked.connect(lambda: self.ask.emit("read_worksheets"))

    def empty(self) -> Empty | None:
        """Nothing before roles are scored."""
        return None if roles.exist(self.project) else NO_ROLES

    def refresh(self) -> None:
        """Read roles, and the inventories anew."""
        self._inventories = None
        self._roles.show(roles.for_tasks(self.project))
        self.roles.choose_first()
        self._on_role_chosen()

    def arrive(self, key: Any) -> None:
        """At a title's id."""
        self.search.clear()
        self.roles.choose(key)

    def chosen_titles(self) -> list[int]:
        """The selected roles' titles."""
        return [int(r["key"]) for r in self.roles.chosen()]

    def _on_role_chosen(self) -> None:
        row = self.roles.current()
        if row is None:
            self._shown = []
        else:
            self._inventories = self._inventories or read_inventories(self.project, self.catalog)
            self._shown = self._inventories.tasks(row["key"])
        title_id = row["key"] if row else None
        if title_id != self._title_id:
            self.tasks.forget()  # what was selected in one role is not what is meant in another
            self._title_id = title_id
        self._tasks.show(ListRows([_cells(t) for t in self._shown]))
        self.role_title.setText(row["role"] if row else "")
        self.role_note.setText(_note(row) if row else "")
        self.tasks.nothing = str(row["reason"]) if row else "Choose a role."
        for button in (self.judge_button, self.share_button, self.drop_button, self.sign_button):
            button.setEnabled(bool(self._shown))
        for button in (self.add_button, self.history_button):
            button.setEnabled(row is not None)
        if self._shown:
            self.tasks.choose_first()
        self._on_task_chosen()

    def _on_task_chosen(self) -> None:
        task = self.task()
        role = self.roles.current()
        if task:
            self.inspect(task_details.details(task))
        elif role:
            self.inspect(
                Details(role["role"], role["occupation"], [Section("Why there is no estimate", lines=[role["reason"]])])
            )
        else:
            self.inspect(None)

    def task(self) -> RoleTask | None:
        """The task that is chosen."""
        row = self.tasks.current()
        return next((t for t in self._shown if row and _key(t) == row["key"]), None)

    def _chosen(self) -> list[RoleTask]:
        keys = {r["key"] for r in self.tasks.chosen()}
        return [t for t in self._shown if _key(t) in keys]

    # -- judging ---------------------------------------------------------------------------------------------------

    def _on_judge(self) -> None:
        from reskill.desktop.dialogs.judge import JudgeDialog

        self._ask(JudgeDialog)

    def _on_share(self) -> None:
        from reskill.desktop.dialogs.time_share import TimeShareDialog

        self._ask(TimeShareDialog)

    def _ask(self, dialog: Any) -> None:
        role = self.roles.current()
        if role and self._chosen():
            dialog(self.session, role, self._chosen(), self).exec()

    def _on_add(self) -> None:
        from reskill.desktop.dialogs.add_duty import AddDutyDialog

        role = self.roles.current()
        if role:
            AddDutyDialog(self.session, role, self).exec()

    def _on_drop(self) -> None:
        from reskill.desktop.dialogs.drop_task import DropTaskDialog

        self._ask(DropTaskDialog)

    def _on_sign(self) -> None:
        from reskill.desktop.dialogs.sign_off import SignOffDialog

        SignOffDialog(self.session, self.roles.chosen(), self).exec()

    def _on_history(self) -> None:
        from reskill.desktop.dialogs.judgements import JudgementsDialog

        role = self.roles.current()
        if role:
            JudgementsDialog(self.session, role, self).exec()


def _key(task: RoleTask) -> tuple[str, str]:
    return task.code, task.task_id


def _cells(task: RoleTask) -> Row:
    return {
        "key": _key(task),
        "sentence": task.sentence,
        "weight": task.weight,
        "exposure": task.exposure,
        "low": task.low,
        "high": task.high,
        "use": task_details.MODES.get(task.mode, task.mode),
        "tier": task.tier,
        "evidence": task.evidence,
    }


def _note(role: Row) -> str:
    figures = (
        f"{percent(role['exposure'])} exposed, {percent(role['low'])} to {percent(role['high'])}"
        if role["exposure"] is not None
        else NOT_ESTIMATED
    )
    return f"{role['occupation'] or 'no occupation'} · {count(role['positions'], 'position')} · {figures}"
