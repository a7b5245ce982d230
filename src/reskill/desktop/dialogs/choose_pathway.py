"""A person's choice of pathway for a role."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from reskill.desktop.dialogs.dialog import Dialog
from reskill.desktop.session import Session
from reskill.project.file import Project
from reskill.project.programs import choose_pathway
from reskill.queries.rows import Row


class ChoosePathwayDialog(Dialog):
    """Choose a pathway with a reason, or take the choice back."""

    form = "choose_pathway"

    way_label: QLabel
    what_label: QLabel
    why: QPlainTextEdit

    def __init__(self, session: Session, role: Row, way: Row, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._title_id = int(role["key"])
        self._code = None if way["chosen"] else str(way["key"])
        self.way_label.setText(f"{role['role']} → {way['way']}")
        if self._code is None:
            self.setWindowTitle("Take the choice back")
            self.ok_button.setText("Take it back")
            self.what_label.setText("The plan then finds the pathway itself, among all that are offered to the role.")

    def deed(self, project: Project) -> None:
        """Choose, or take back."""
        choose_pathway(project, [self._title_id], self._code, self.why.toPlainText())
