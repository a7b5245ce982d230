"""What people decided about the tasks of a role: history, claims to answer, dropped tasks to put back."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from reskill.desktop.dialogs.dialog import ViewDialog
from reskill.desktop.dialogs.reason import ReasonDialog
from reskill.desktop.rows_model import RowsModel
from reskill.desktop.session import Session
from reskill.desktop.task_details import figure
from reskill.desktop.widgets.table import Table
from reskill.exposure.judgements import answer, withdraw
from reskill.exposure.overrides import CONTESTED, IN_FORCE
from reskill.exposure.task_edits import restore_task
from reskill.queries import judgements
from reskill.queries.rows import ListRows, Row
from reskill.table import Column

JUDGEMENTS = (
    Column("State", "state", width=10),
    Column("Task", "task", "wrapped", 28),
    Column("Figure", "field", width=9),
    Column("Old", "old", width=8),
    Column("New", "new", width=8),
    Column("Why", "why", "wrapped", 26),
    Column("By", "who", width=10),
    Column("When", "at", "date", 17),
    Column("Answer", "answer", "wrapped", 24),
)
EDITS = (
    Column("Deed", "deed", width=9),
    Column("Task", "task", "wrapped", 34),
    Column("Share", "time_share", "percent", 8),
    Column("Why", "why", "wrapped", 22),
    Column("By", "who", width=10),
    Column("When", "at", "date", 17),
)


class JudgementsDialog(ViewDialog):
    """Two lists with the deeds that belong to them."""

    form = "judgements"
    promoted = (Table,)

    title_label: QLabel
    judgements: Table
    answer_button: QPushButton
    follow_button: QPushButton
    withdraw_button: QPushButton
    edits: Table
    restore_button: QPushButton

    def __init__(self, session: Session, role: Row, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._title_id = int(role["key"])
        self._code = str(role["code"])
        self.title_label.setText(role["role"])
        self._judgements, self._edits = RowsModel(JUDGEMENTS, self), RowsModel(EDITS, self)
        self.judgements.dress(self._judgements, {}, "task", lines=2)
        self.judgements.nothing = "Nobody has judged a task of this role yet."
        self.edits.dress(self._edits, {}, "task", lines=2)
        self.edits.nothing = "The inventory is as the reference has it."
        self.judgements.row_chosen.connect(self._show_buttons)
        self.edits.row_chosen.connect(self._show_buttons)
        self.answer_button.clicked.connect(lambda: self._on_answer(False))
        self.follow_button.clicked.connect(lambda: self._on_answer(True))
        self.withdraw_button.clicked.connect(self._on_withdraw)
        self.restore_button.clicked.connect(self._on_restore)
        session.changed.connect(self._read)
        self._read()

    def _read(self) -> None:
        sentences = {t.task_id: t.sentence for t in self.catalog.tasks(self._code)}
        rows = judgements.of_role(self.project, self._title_id, self._code)
        numbered = [
            {
                **r,
                "task": r["added"] or sentences.get(r["task_id"], r["task_id"]),
                "old": figure(r["field"], r["old"]),
                "new": figure(r["field"], r["new"]),
            }
            for r in rows
        ]
        self._judgements.show(ListRows(numbered))
        self._edits.show(judgements.edits(self.project, self._title_id))
        self.judgements.choose_first()
        self.edits.choose_first()
        self._show_buttons()

    def _show_buttons(self) -> None:
        judged, edit = self.judgements.current(), self.edits.current()
        claim = judged is not None and judged["state"] == CONTESTED
        self.answer_button.setEnabled(claim)
        self.follow_button.setEnabled(claim and bool(judged and judged["new"]))
        self.withdraw_button.setEnabled(judged is not None and judged["state"] in (IN_FORCE, CONTESTED))
        self.restore_button.setEnabled(edit is not None and edit["deed"] == "dropped")

    def _on_answer(self, follow: bool) -> None:
        row = self.judgements.current()
        if row:
            what = "Follow the claim, and say so" if follow else "Answer the claim without following it"
            ReasonDialog(self.session, what, lambda p, text: answer(p, row["id"], text, follow), self).exec()

    def _on_withdraw(self) -> None:
        row = self.judgements.current()
        if row:
            ReasonDialog(
                self.session, "Withdraw this judgement", lambda p, text: withdraw(p, row["id"], text), self
            ).exec()

    def _on_restore(self) -> None:
        row = self.edits.current()
        if row:
            self.session.do(lambda p: restore_task(p, self._title_id, row["code"], row["task_id"]))
