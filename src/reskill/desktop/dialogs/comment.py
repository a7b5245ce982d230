"""A reviewer's comment and its answer."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from reskill.desktop.dialogs.dialog import Dialog
from reskill.desktop.session import Session
from reskill.export.said_and_done import UNION
from reskill.project.comments import add_comment, answer_comment
from reskill.project.file import Project
from reskill.queries.rows import Row


class CommentDialog(Dialog):
    """A new comment, or the answer to one; what a reviewer wrote cannot be changed here."""

    form = "comment"

    subject: QLineEdit
    who_line: QLineEdit
    back_to: QComboBox
    text_edit: QPlainTextEdit
    response: QPlainTextEdit

    def __init__(self, session: Session, row: Row | None, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._id = None if row is None else int(row["key"])
        self.who_line.setText(row["who"] if row else self.project.who)
        for words, edition in (("nobody: it stays in the project", ""), ("the union", "union"), ("the board", "board")):
            self.back_to.addItem(words, edition)
        if row:
            self.back_to.setCurrentIndex(
                max(0, self.back_to.findData("union" if row["edition"] in UNION else row["edition"]))
            )
            self.back_to.setEnabled(False)
            self.subject.setText(row["subject"])
            self.text_edit.setPlainText(": ".join(filter(None, (row["stance"], row["text"]))))
            self.response.setPlainText(row["response"])
            for field in (self.subject, self.who_line, self.text_edit):
                field.setReadOnly(True)
            self.response.setFocus()

    def deed(self, project: Project) -> None:
        """Keep the comment or its answer."""
        answer = self.response.toPlainText()
        if self._id is not None:
            answer_comment(project, self._id, answer)
        else:
            add_comment(
                project,
                self.subject.text(),
                self.text_edit.toPlainText(),
                self.who_line.text(),
                answer,
                str(self.back_to.currentData()),
            )
