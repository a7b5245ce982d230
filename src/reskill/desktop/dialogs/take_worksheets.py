"""What filled-in task worksheets would change, before they are taken in."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from reskill.desktop import errors
from reskill.desktop.dialogs.dialog import Dialog
from reskill.desktop.rows_model import RowsModel, count
from reskill.desktop.session import Session
from reskill.desktop.widgets.table import Table
from reskill.queries.rows import ListRows, Row
from reskill.table import Column
from reskill.worksheets.correction import Correction
from reskill.worksheets.returned import Returned, take_in

CHANGES = (
    Column("Title", "title", "wrapped", 19),
    Column("Entry", "entry", width=8),
    Column("Task", "task", "wrapped", 30),
    Column("Share now", "before", "percent", 9, "Share of the working time that the plan assumes"),
    Column("New share", "after", "percent", 9, "As entered; tasks without one share the rest"),
    Column("Remark", "remark", "wrapped", 18),
)
ENTRIES = {"shares": "share", "dropped": "dropped", "added": "new duty", "remarks": "remark"}


class TakeWorksheetsDialog(Dialog):
    """Every entry with the share it replaces; what is wrong is listed with its place; OK takes the rest in."""

    form = "take_worksheets"
    promoted = (Table,)

    summary_label: QLabel
    note_label: QLabel
    changes: Table
    problems_button: QPushButton

    def __init__(self, session: Session, returned: Returned, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._returned = returned
        self.summary_label.setText(returned.summary())
        self.note_label.setText(_note(returned))
        model = RowsModel(CHANGES, self)
        self.changes.nothing = "No entry was found that changes anything."
        self.changes.dress(model, {}, "task", lines=2)
        rows = [row for c in returned.corrections for row in _rows(c)]
        model.show(ListRows([{**row, "key": n} for n, row in enumerate(rows)]))
        self.changes.choose_first()
        self.problems_button.setVisible(bool(returned.problems))
        self.problems_button.setText(f"{count(len(returned.problems), 'problem')}…")
        self.problems_button.clicked.connect(self._on_problems)
        self.ok_button.setEnabled(bool(returned.corrections))

    def _on_problems(self) -> None:
        errors.show_problems(f"Problems in {self._returned.file}", self._returned.problems, self)

    def _on_ok(self) -> None:
        self.accept()
        returned, said = self._returned, self.session.said
        self.session.work(
            f"Taking in {returned.file}",
            lambda project, _, tick: take_in(project, returned, tick),
            lambda _: said.emit(returned.summary()),
        )


def _note(returned: Returned) -> str:
    left_out = [f"{count(returned.left_out, 'worksheet')} left out because of problems."] if returned.left_out else []
    untouched = [f"{count(returned.unchanged, 'worksheet')} without changes."] if returned.unchanged else []
    step = [
        "Nothing is stored before you take it in; then it is one step that can be undone, and figures can be updated."
    ]
    return " ".join(left_out + untouched + (step if returned.corrections else []))


def _rows(correction: Correction) -> Iterator[Row]:
    for field, entry in ENTRIES.items():
        for line in getattr(correction, field):
            yield {
                "title": correction.title,
                "entry": entry,
                "task": line.task,
                "before": correction.weights.get(line.key),
                "after": 0.0 if field == "dropped" else line.share,
                "remark": line.remark,
            }
