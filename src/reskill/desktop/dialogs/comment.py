"""A reviewer's comment and its answer."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from reskill.desktop.dialogs.dialog import Dialog
from reskill.desktop.session import Session
from reskill.problem import ReskillError
from reskill.project.file import Project, now
from reskill.queries.rows import Row


class CommentDialog(Dialog):
    """A new comment, or the answer to one; what a reviewer wrote cannot be changed here."""

    form = "comment"

    subject: QLineEdit
    who_line: QLineEdit
    text_edit: QPlainTextEdit
    response: QPlainTextEdit

    def __init__(self, session: Session, row: Row | None, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._id = None if row is None else int(row["key"])
        self._answer = row["response"] if row else ""
        self.who_line.setText(row["who"] if row else self.project.who)
        if row:
            self.subject.setText(row["subject"])
            self.text_edit.setPlainText(": ".join(filter(None, (row["stance"], row["text"]))))
            self.response.setPlainText(row["response"])
            for field in (self.subject, self.who_line, self.text_edit):
                field.setReadOnly(True)
            self.response.setFocus()

    def deed(self, project: Project) -> None:
        """Keep the comment or its answer."""
        answer = self.response.toPlainText().strip()
        if self._id is not None:
            if answer == self._answer.strip():
                return
            with project.change("Answer a comment") as db:
                db.execute("UPDATE comment SET response = ? WHERE id = ?", (answer, self._id))
            return
        text, subject = self.text_edit.toPlainText().strip(), self.subject.text().strip()
        if not text or not subject:
            raise ReskillError("The comment is empty.", "Say what it is about, and what is to be said.")
        with project.change("Add a comment") as db:
            db.execute(
                "INSERT INTO comment (subject, text, response, who, at) VALUES (?,?,?,?,?)",
                (subject, text, answer, self.who_line.text().strip() or project.who, now()),
            )
