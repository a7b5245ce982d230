"""What every dialog has: its form, OK and Cancel, and one undoable deed that OK does."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from reskill.desktop import forms
from reskill.desktop.room import room_for
from reskill.desktop.session import Session
from reskill.project.file import Project
from reskill.reference.catalog import Catalog


class Dialog(QDialog):
    """A dialog over the open project. It stays open when its deed is refused, so that nothing typed is lost."""

    form: ClassVar[str]
    promoted: ClassVar[forms.Promoted] = ()

    ok_button: QPushButton
    cancel_button: QPushButton

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        forms.load(self, self.form, self.promoted)
        self.finished.connect(self.deleteLater)
        self.ok_button.clicked.connect(self._on_ok)
        if "cancel_button" in vars(self):
            self.cancel_button.clicked.connect(self.reject)

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the words need at this width, and no higher unless something in it can grow."""
        super().showEvent(event)
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            height = min(layout.heightForWidth(self.width()), room_for(self).height())
            self.resize(self.width(), max(self.minimumHeight(), height))

    def deed(self, project: Project) -> object:
        """What OK does to the project."""

    @property
    def project(self) -> Project:
        """The open project."""
        return self.session.project

    @property
    def catalog(self) -> Catalog:
        """The project's reference."""
        return self.session.catalog

    def _on_ok(self) -> None:
        if self.session.do(self.deed):
            self.accept()


class ViewDialog(Dialog):
    """A dialog that shows something, or whose buttons act at once; OK closes it."""

    def _on_ok(self) -> None:
        self.accept()
