"""Accepting all sure suggestions at once, with the error that has to be expected."""

from __future__ import annotations

from PySide6.QtWidgets import QDoubleSpinBox, QLabel, QWidget

from reskill.desktop.dialogs.dialog import Dialog
from reskill.desktop.rows_model import count
from reskill.desktop.session import Session
from reskill.matching.decisions import accept_above, sure_titles
from reskill.project.file import Project


class BulkAcceptDialog(Dialog):
    """A confidence, and what accepting everything above it would mean."""

    form = "bulk_accept"

    confidence: QDoubleSpinBox
    effect_label: QLabel

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.confidence.setValue(self.project.thresholds.accept_confidence * 100)
        self.confidence.valueChanged.connect(self._show_effect)
        self._show_effect()

    def _show_effect(self) -> None:
        sure = sure_titles(self.project, self.confidence.value() / 100)
        wrong = sure.expected_error * len(sure.title_ids)
        self.ok_button.setEnabled(bool(sure.title_ids))
        self.effect_label.setText(
            f"{count(len(sure.title_ids), 'title')} with {count(sure.positions, 'position')}. Going by their"
            f" confidence, about {wrong:.1f} of them ({sure.expected_error:.1%}) may be wrong;"
            " they stay in the list to look at."
            if sure.title_ids
            else "No undecided suggestion is that sure."
        )

    def deed(self, project: Project) -> None:
        """Accept them."""
        accept_above(project, self.confidence.value() / 100)
