"""What the city's rules ask for a title, filled in by the city."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QWidget

from reskill.desktop.dialogs.dialog import Dialog
from reskill.desktop.session import Session
from reskill.pathways.city_gates import FIELDS, city_gates, set_city_gates
from reskill.pathways.ladders import series
from reskill.project.file import Project


class CityGatesDialog(Dialog):
    """One line for each gate; for one title, or for all of its series."""

    form = "city_gates"

    title_label: QLabel
    what_label: QLabel
    examination: QLineEdit
    posting: QLineEdit
    probation: QLineEdit
    residency: QLineEdit
    series_box: QCheckBox

    def __init__(self, session: Session, title_id: int, title: str, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._title_id = title_id
        self._series = series(self.project, title_id)
        self._lines = {name: getattr(self, name) for name in FIELDS}
        self.title_label.setText(title)
        self.series_box.setText(f"For all {len(self._series)} titles of the &series")
        self.series_box.setVisible(len(self._series) > 1)
        for name, text in city_gates(self.project, [title_id]).get(title_id, {}).items():
            self._lines[name].setText(text)

    def deed(self, project: Project) -> None:
        """Fill the gates in."""
        titles = self._series if self.series_box.isChecked() else [self._title_id]
        set_city_gates(project, titles, {name: line.text() for name, line in self._lines.items()})
