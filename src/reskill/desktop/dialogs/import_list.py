"""Importing a list of programs: the file as it was read, which column holds what, and then the import itself."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QSplitter,
    QWidget,
)
from shiboken6 import isValid

from reskill.desktop import errors, forms
from reskill.desktop.rows_model import RowsModel, count
from reskill.desktop.session import Session
from reskill.desktop.widgets.table import Table
from reskill.intake.columns import Columns
from reskill.intake.preview import preview
from reskill.intake.table import Table as Read
from reskill.problem import Problem
from reskill.programs.list_columns import find_list_columns
from reskill.programs.list_fields import LABELS
from reskill.programs.list_table import read_list
from reskill.programs.lists import Taken, take_in_list
from reskill.progress import Tick
from reskill.project.file import Project
from reskill.queries.rows import ListRows
from reskill.reference.catalog import STATES, Catalog
from reskill.table import Column

NOT_THERE = "(not in the list)"


class ImportListDialog(QDialog):
    """Reads the file in the worker, shows its top, and lets the person correct which column holds what."""

    file_label: QLabel
    sheet_label: QLabel
    sheet: QComboBox
    header_row: QSpinBox
    state_label: QLabel
    split: QSplitter
    fields_area: QScrollArea
    fields_inner: QWidget
    preview: Table
    problems_button: QPushButton
    state: QComboBox
    ok_button: QPushButton
    cancel_button: QPushButton

    def __init__(self, session: Session, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        forms.load(self, "import_list", (Table,))
        self.finished.connect(self.deleteLater)
        self._session, self._path = session, path
        self._cips = {cip for cip, _ in session.catalog.cip_soc}
        self._read: Read | None = None
        self._boxes: dict[str, QComboBox] = {}
        form = QFormLayout(self.fields_inner)
        form.setContentsMargins(0, 0, 12, 0)
        for field, text in LABELS.items():
            box = QComboBox()
            box.setAccessibleName(f"Column of: {text}")
            box.setMinimumContentsLength(14)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.currentIndexChanged.connect(self._show_state)
            form.addRow(text, box)
            self._boxes[field] = box
        self.split.setSizes([360, 620])
        self.file_label.setText(path.name)
        self.state.addItem("(unknown)", "")
        for code, name in STATES.items():
            self.state.addItem(f"{name} ({code})", code)
        self.problems_button.hide()
        self.sheet.activated.connect(lambda: self._load(self.sheet.currentText(), None))
        self.header_row.editingFinished.connect(self._on_header_row_edited)
        self.ok_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self._load("", None)

    def _load(self, sheet: str, header_row: int | None) -> None:
        self.state_label.setText("Reading the file…")
        for widget in (self.ok_button, self.sheet, self.header_row):
            widget.setEnabled(False)
        self._session.jobs.start(
            f"Reading {self._path.name}",
            lambda tick: read_list(self._path, sheet, header_row, tick),
            self._show,
            self._refuse,
        )

    def _refuse(self, error: BaseException) -> None:
        if not isValid(self):
            return
        errors.show(error, self)
        if self._read is None:
            self.reject()
        else:
            self._show(self._read)

    def _show(self, read: Read) -> None:
        if not isValid(self):  # closed while the file was being read
            return
        self._read = read
        with QSignalBlocker(self.sheet), QSignalBlocker(self.header_row):
            self.sheet.clear()
            self.sheet.addItems(list(read.sheets))
            self.sheet.setCurrentText(read.sheet)
            self.header_row.setValue(read.header_row)
        self.sheet.setEnabled(len(read.sheets) > 1)
        for widget in (self.sheet, self.sheet_label):
            widget.setVisible(bool(read.sheets))
        self.header_row.setEnabled(True)
        found = find_list_columns(read, {}, self._cips).fields
        for field, box in self._boxes.items():
            with QSignalBlocker(box):
                box.clear()
                box.addItem(NOT_THERE, "")
                together = " + ".join(read.headers[i] for i in found.get(field, ()))
                for header in dict.fromkeys([*([together] if together else []), *read.headers]):
                    box.addItem(header, header)
                box.setCurrentIndex(box.findData(together))
        columns = [Column(h, f"c{i}", width=min(24, max(10, len(h)))) for i, h in enumerate(read.headers)]
        model = RowsModel(columns, self)
        rows = preview(read, Columns({}))
        model.show(ListRows([{"key": n, **{f"c{i}": v for i, v in enumerate(r)}} for n, r in enumerate(rows)]))
        self.preview.dress(model)
        self.preview.setSortingEnabled(False)
        self._show_state()

    def _show_state(self) -> None:
        if self._read is None:
            return
        named = bool(self._boxes["name"].currentData())
        self.ok_button.setEnabled(named)
        taken = {h for box in self._boxes.values() for h in (box.currentData() or "").split(" + ")}
        unread = sum(h not in taken for h in self._read.headers)
        self.state_label.setText(
            f"{count(len(self._read.rows), 'row')} beneath the headers; {count(unread, 'column')} will not be read."
            " Correct what was not recognised, then import: every row is kept."
            if named
            else "Choose the column that holds the names of the programs."
        )

    def _on_header_row_edited(self) -> None:
        if self._read and self.header_row.value() != self._read.header_row:
            self._load(self._read.sheet, self.header_row.value())

    def take_in(self) -> None:
        """Import the list as the dialog says, and tell what came of it."""
        columns = {field: str(box.currentData() or "") for field, box in self._boxes.items()}
        read, path, cips, state = self._read, self._path, self._cips, str(self.state.currentData())
        if read is None:
            return

        def run(project: Project, catalog: Catalog, tick: Tick) -> Taken:
            sheet, row = read.sheet if len(read.sheets) > 1 else "", read.header_row
            return take_in_list(
                project, path, columns=columns, sheet=sheet, header_row=row, state=state, cips=cips, tick=tick
            )

        session = self._session  # the dialog is gone by the time the list is in
        session.work(f"Importing {path.name}", run, lambda taken: _tell(path, taken, session))


def _tell(path: Path, taken: Taken, session: Session) -> None:
    counts = f"{taken.rows:,} rows: {taken.new:,} new, {taken.changed:,} changed, {taken.closed:,} closed"
    session.said.emit(f"{path.name} is imported. {counts}.")
    unread = [Problem(f"Columns not read: {', '.join(taken.unread)}.", level="warning")] if taken.unread else []
    if taken.problems or unread:
        errors.show_problems(f"{path.name} is imported. {counts}; please look at this", [*taken.problems, *unread])
