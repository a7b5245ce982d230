"""A dialog whose fields are columns of one row of the project."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from PySide6.QtWidgets import QComboBox, QLineEdit, QMessageBox, QPushButton, QWidget

from reskill.desktop.dialogs.dialog import Dialog
from reskill.desktop.session import Session
from reskill.problem import ReskillError
from reskill.project.file import Project
from reskill.project.programs import remove, save
from reskill.queries.rows import Row


class RecordDialog(Dialog):
    """Enters a program or partner, changes it, or removes it; unknown numbers stay empty."""

    table: ClassVar[Literal["program", "partner"]]
    fields: ClassVar[Mapping[str, str]]  # column -> object name in the form
    numbers: ClassVar[tuple[str, ...]] = ()

    remove_button: QPushButton

    def __init__(self, session: Session, row: Row | None, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._id = None if row is None else int(row["key"])
        self.saved: int | None = None  # the id of the row, once it is saved
        self.fill_choices()
        for column, name in self.fields.items():
            self._set(getattr(self, name), row[column] if row else "")
        self._before = self.values()
        self.remove_button.setVisible(row is not None)
        self.remove_button.clicked.connect(self._on_remove)

    def fill_choices(self) -> None:
        """Give the boxes of the form their choices."""

    def values(self) -> dict[str, Any]:
        """What the fields hold, by column."""
        found: dict[str, Any] = {}
        for column, name in self.fields.items():
            field = getattr(self, name)
            text = field.currentText() if isinstance(field, QComboBox) else field.text()
            found[column] = number_in(column, text) if column in self.numbers else text.strip()
        return found

    def deed(self, project: Project) -> None:
        """Save a new row, or what was changed of an old one."""
        values = self.values()
        if self._id is not None:
            values = {column: value for column, value in values.items() if value != self._before[column]}
        self.saved = save(project, self.table, values, self._id) if values else self._id

    def _set(self, field: QComboBox | QLineEdit, value: Any) -> None:
        text = "" if value is None else f"{value:.15g}" if isinstance(value, float) else str(value)
        if isinstance(field, QComboBox):
            if text and not field.isEditable() and field.findText(text) < 0:
                field.addItem(text)  # what the project holds is shown as it is
            field.setCurrentText(text or field.currentText())
        else:
            field.setText(text)
            field.setCursorPosition(0)

    def _on_remove(self) -> None:
        asked = QMessageBox.question(self, "Remove", f"Remove this {self.table}? It can be undone.")
        if asked == QMessageBox.StandardButton.Yes and self._id is not None:
            gone = self._id
            if self.session.do(lambda project: remove(project, self.table, [gone])):
                self.accept()


def number_in(name: str, text: str) -> float | None:
    """The number that was typed for something; None when nothing was. Raises ReskillError for anything else."""
    plain = text.strip().replace(",", "").replace("$", "")
    if not plain:
        return None
    try:
        value = float(plain)
    except ValueError:
        value = -1.0
    if not 0 <= value < 1e9:
        raise ReskillError(
            f"“{text}” is no number for {name}.", "Give a plain number, or leave it empty when it is unknown."
        )
    return value
