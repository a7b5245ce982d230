"""What a table of scores of occupations is that Reskill does not know."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QWidget

from reskill.desktop import errors
from reskill.desktop.dialogs.dialog import Dialog
from reskill.desktop.session import Session
from reskill.problem import ReskillError
from reskill.reference.index_tables import EDITIONS, IndexTable, described


class DescribeIndexDialog(Dialog):
    """Its columns, the edition of its codes, which way its scores run, and whose it is; OK keeps it in `table`."""

    form = "describe_index"

    file_label: QLabel
    score: QComboBox
    soc: QComboBox
    edition: QComboBox
    index_name: QLineEdit
    source: QLineEdit
    dated: QLineEdit
    licence: QLineEdit
    lower_box: QCheckBox

    def __init__(self, session: Session, file: str, columns: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.table: IndexTable | None = None
        self.file_label.setText(file)
        for box in (self.score, self.soc):
            box.addItems(columns)
        self.score.setCurrentIndex(len(columns) - 1)
        codes = next((n for n, c in enumerate(columns) if "soc" in c.casefold() or "code" in c.casefold()), 0)
        self.soc.setCurrentIndex(codes)
        for year in reversed(EDITIONS):
            self.edition.addItem(f"SOC {year}", year)

    def _on_ok(self) -> None:
        try:
            self.table = described(
                self.index_name.text(),
                self.score.currentText(),
                self.soc.currentText(),
                self.edition.currentData(),
                self.lower_box.isChecked(),
                self.source.text(),
                self.dated.text(),
                self.licence.text(),
            )
        except ReskillError as error:
            errors.show(error, self)
            return
        self.accept()
