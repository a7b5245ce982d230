"""Workbooks out, comments back: editions for HR, union and board, and what reviewers say."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QLabel, QMessageBox, QPushButton

from reskill.desktop import files, work
from reskill.desktop.delegates.status import StatusDelegate
from reskill.desktop.details import Details, Section
from reskill.desktop.filters import ALL, fill
from reskill.desktop.pages.page import Page
from reskill.desktop.rows_model import RowsModel, count
from reskill.desktop.widgets.table import Table
from reskill.export.language import ENGLISH, SPANISH
from reskill.project.file import Project
from reskill.queries.comments import comments
from reskill.queries.rows import Row
from reskill.table import Column

COMMENTS = (
    Column("State", "state", width=12),
    Column("About", "subject", width=20),
    Column("By", "who", width=14),
    Column("Response", "stance", width=13, tip="What the reviewer chose in the workbook"),
    Column("Comment", "text", "wrapped", 30),
    Column("Answer", "response", "wrapped", 28),
    Column("When", "at", "date", 16),
    Column("Edition", "edition", width=9),
)
_FILES = {  # what answers are called after the project
    "answers": "answers to the union",
    "board-answers": "answers to the board",
}
STATES = {
    "open": ("attention", "warn"),
    "answered": ("done", "good"),
    "agreed": ("done", "muted"),
    "superseded": ("done", "muted"),
}


class ReviewPage(Page):
    """Three editions to export, and the reviewers' comments with answers."""

    name = "review"
    hint = (
        "Send the plan to those it concerns, and take their comments back. A workbook is written whole or not at all."
    )
    stage = "plan"
    promoted = (Table,)

    export_hr: QPushButton
    export_union: QPushButton
    union_language: QComboBox
    export_board: QPushButton
    state: QComboBox
    shown: QLabel
    read_button: QPushButton
    add_button: QPushButton
    answer_button: QPushButton
    city_answers_button: QPushButton
    send_back_button: QPushButton
    comments: Table

    def build(self) -> None:
        """Set buttons and comments."""
        self._comments = RowsModel(COMMENTS, self)
        self.comments.dress(self._comments, {"state": StatusDelegate(self, STATES)}, "text", lines=2)
        self.comments.nothing = (
            "No comments. Reviewers write them into the workbook; read it back with the button above."
        )
        fill(
            self.state,
            [
                ("All comments", ALL),
                ("Without an answer", "open"),
                ("Answered", "answered"),
                ("Agreed", "agreed"),
                ("Superseded", "superseded"),
            ],
        )
        fill(self.union_language, [("English", ENGLISH), ("Spanish", SPANISH)])
        self.export_hr.clicked.connect(lambda: self._on_export("hr"))
        self.export_union.clicked.connect(lambda: self._on_export("union"))
        self.export_board.clicked.connect(lambda: self._on_export("board"))
        self.state.currentIndexChanged.connect(self._show_comments)
        self.comments.row_chosen.connect(self._inspect)
        self.comments.doubleClicked.connect(self._on_answer)
        self.read_button.clicked.connect(lambda: self.ask.emit("read_review"))
        self.add_button.clicked.connect(self._on_add)
        self.answer_button.clicked.connect(self._on_answer)
        self.city_answers_button.clicked.connect(self._on_city_answers)
        self.send_back_button.clicked.connect(self._on_send_back)

    def refresh(self) -> None:
        """Read the comments."""
        self._show_comments()

    def _show_comments(self) -> None:
        self._comments.show(comments(self.project, self.state.currentData()))
        self.shown.setText(count(self._comments.rowCount(), "comment"))
        self.comments.choose_first()
        self._inspect()

    def _inspect(self) -> None:
        row = self.comments.current()
        self.answer_button.setEnabled(row is not None)
        self.send_back_button.setEnabled(row is not None)
        self.inspect(_details(row) if row else None)

    def _on_export(self, edition: str) -> None:
        target = files.ask_target(
            self, "Export a workbook", _file_of(self.project, edition), "Excel workbooks (*.xlsx)"
        )
        accepted = self._accepted(edition) if target else None
        if target and accepted is not None:
            language = self.union_language.currentData() if edition == "union" else ENGLISH
            work.export(self.session, target, edition, language, accepted)

    def _accepted(self, edition: str) -> list[str] | None:
        """What a person lets the board have; None where that is asked and not granted."""
        from reskill.export.board.told_costs import FEW_PAID, QUESTION, told_costs

        if edition != "board" or told_costs(self.project).open:
            return []
        yes, no = QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No
        return [FEW_PAID] if QMessageBox.question(self, "Export a workbook", QUESTION, yes | no, no) == yes else None

    def _on_city_answers(self) -> None:
        from reskill.desktop.dialogs.city_answers import CityAnswersDialog

        CityAnswersDialog(self.session, self).exec()

    def _on_send_back(self) -> None:
        row = self.comments.current()
        self._on_export("board-answers" if row and row["edition"] == "board" else "answers")

    def _on_add(self) -> None:
        from reskill.desktop.dialogs.comment import CommentDialog

        CommentDialog(self.session, None, self).exec()

    def _on_answer(self) -> None:
        from reskill.desktop.dialogs.comment import CommentDialog

        row = self.comments.current()
        if row:
            CommentDialog(self.session, row, self).exec()


def _file_of(project: Project, edition: str) -> Path:
    """The file that is proposed for an edition: named as the command line names it."""
    from reskill.work.planner import edition_files

    beside = project.path.with_name(f"{project.path.stem} plan.xlsx")
    found = edition_files(beside, "all").get(edition)
    return found or project.path.with_name(f"{project.path.stem} {_FILES[edition]}.xlsx")


def _details(row: Row) -> Details:
    return Details(
        row["subject"],
        f"{row['who']}, {row['at']}",
        [
            Section(
                "Comment",
                [("Edition", row["edition"]), ("Sheet", row["sheet"]), ("Response", row["stance"])],
                [row["text"]],
            ),
            Section("Answer", lines=[row["response"] or "None yet."]),
        ],
    )
