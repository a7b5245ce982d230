"""Entering or changing a program."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QComboBox

from reskill.desktop.dialogs.record import RecordDialog
from reskill.project.programs import kinds_in_use


class EditProgramDialog(RecordDialog):
    """The facts of a program, each with its source."""

    form = "edit_program"
    table = "program"
    fields: ClassVar = {
        "name": "name_line",
        "provider": "provider",
        "kind": "kind",
        "delivery": "delivery",
        "hours": "hours",
        "cost": "cost",
        "credential": "credential",
        "audience": "audience",
        "cip": "cip",
        "subjects": "subjects",
        "url": "url",
        "source": "source",
        "source_date": "source_date",
        "note": "note_line",
    }
    numbers = ("hours", "cost")

    kind: QComboBox

    def fill_choices(self) -> None:
        """The kinds that the project has already."""
        self.kind.addItems(kinds_in_use(self.project))
        self.kind.setCurrentText("course")
