"""What the city tells the union before it sends the workbook."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from reskill.desktop.dialogs.dialog import Dialog
from reskill.desktop.session import Session
from reskill.planning.city_answers import answer_questions, city_answers
from reskill.project.file import Project

_HEIGHT = 64  # of an answer, three lines


class CityAnswersDialog(Dialog):
    """A field for each question, empty where the city has not answered."""

    form = "city_answers"

    answers_area: QWidget

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._fields: dict[str, QPlainTextEdit] = {}
        rows = QVBoxLayout(self.answers_area)
        for asked in city_answers(self.project):
            label = QLabel(f"{asked.subject}: {asked.question}")
            label.setWordWrap(True)
            field = QPlainTextEdit(asked.answer)
            field.setTabChangesFocus(True)
            field.setFixedHeight(_HEIGHT)
            field.setPlaceholderText("not answered")
            field.setAccessibleName(asked.subject)
            label.setBuddy(field)
            rows.addWidget(label)
            rows.addWidget(field)
            self._fields[asked.key] = field

    def deed(self, project: Project) -> None:
        """Keep the answers."""
        answer_questions(project, {key: field.toPlainText() for key, field in self._fields.items()})
