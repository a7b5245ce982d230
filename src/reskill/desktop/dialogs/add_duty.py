"""A duty in the planner's own words: the nearest reference tasks are offered while it is typed."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QLabel, QLineEdit, QListWidget, QListWidgetItem, QWidget

from reskill.desktop.dialogs import scope
from reskill.desktop.dialogs.dialog import Dialog
from reskill.desktop.rows_model import percent
from reskill.desktop.session import Session
from reskill.exposure.estimate import nearest_tasks, typed_estimate
from reskill.exposure.task_edits import add_task, titles_of
from reskill.project.file import Project
from reskill.queries.rows import Row
from reskill.reference.catalog import TaskStatement

PAUSE = 250  # milliseconds without a key before the matches are looked up
TASK = Qt.ItemDataRole.UserRole


class AddDutyDialog(Dialog):
    """The sentence, what it may match, and its share of the time."""

    form = "add_duty"

    title_label: QLabel
    sentence: QLineEdit
    matches: QListWidget
    estimate_label: QLabel
    share: QDoubleSpinBox
    scope: QComboBox
    why_line: QLineEdit

    def __init__(self, session: Session, role: Row, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._title_id = int(role["key"])
        self._code = str(role["code"])
        self.title_label.setText(role["role"])
        scope.offer(self.scope, self.project, role)
        self.share.setSpecialValueText("as the average task")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._show_matches)
        self.sentence.textChanged.connect(lambda: self._pause.start())
        self.matches.currentItemChanged.connect(self._show_estimate)
        self._show_matches()

    def _show_matches(self) -> None:
        typed = self.sentence.text().strip()
        self.matches.clear()
        self.matches.addItem("None of these: let the model estimate it")
        for near in nearest_tasks(self.catalog, self._code, typed) if typed and self._code else []:
            item = QListWidgetItem(near.task.sentence)
            item.setData(TASK, near.task)
            self.matches.addItem(item)
        self.matches.setCurrentRow(0)
        self.ok_button.setEnabled(bool(typed))

    def _matched(self) -> TaskStatement | None:
        item = self.matches.currentItem()
        found = item.data(TASK) if item else None
        return found if isinstance(found, TaskStatement) else None

    def _show_estimate(self) -> None:
        typed = self.sentence.text().strip()
        if not typed:
            self.estimate_label.setText("")
            return
        made = typed_estimate(self.catalog, typed, self._code, self._matched(), self.project.thresholds)
        self.estimate_label.setText(
            f"Exposure {percent(made.exposure)}, range {percent(made.low)} to {percent(made.high)};"
            f" tier {made.oversight} proposed. {made.reason}"
        )

    def deed(self, project: Project) -> None:
        """Add the duty."""
        matched = self._matched()
        titles = titles_of(project, self._code) if self.scope.currentData() else [self._title_id]
        with project.change("Add a duty"):
            for title_id in titles:
                add_task(
                    project,
                    self.catalog,
                    title_id,
                    self.sentence.text(),
                    matched.task_id if matched else "",
                    self.share.value() / 100 or None,
                    self.why_line.text(),
                )
