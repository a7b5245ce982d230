"""Asking for a reason before a deed that others will read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from reskill.desktop.dialogs.dialog import Dialog
from reskill.desktop.session import Session
from reskill.project.file import Project


class ReasonDialog(Dialog):
    """What is about to be done, and why; the deed gets the reason."""

    form = "reason"

    what_label: QLabel
    why: QPlainTextEdit

    def __init__(
        self, session: Session, what: str, deed: Callable[[Project, str], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(session, parent)
        self._deed = deed
        self.what_label.setText(what)

    def deed(self, project: Project) -> None:
        """Do it."""
        self._deed(project, self.why.toPlainText())
