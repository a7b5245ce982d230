"""What every import of a table asks: the file as it was read, its top, and which column holds what."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
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
from reskill.desktop.rows_model import RowsModel
from reskill.desktop.session import Session
from reskill.desktop.widgets.table import Table
from reskill.intake.columns import Columns
from reskill.intake.preview import preview
from reskill.intake.table import Table as Read
from reskill.progress import Tick
from reskill.queries.rows import ListRows
from reskill.table import Column


class FileColumnsDialog(QDialog):
    """Reads the file in the worker, shows its top, and has a box for the column of each field.

    A dialog of a kind of file says how that is read (`read_file`), what it shows once it is (`show_columns`), and
    whether it can be taken in as it stands (`show_state`).
    """

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
    ok_button: QPushButton
    cancel_button: QPushButton

    def __init__(
        self, form: str, fields: Iterable[tuple[str, str]], session: Session, path: Path, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        forms.load(self, form, (Table,))
        self.finished.connect(self.deleteLater)
        self._session, self._path = session, path
        self._read: Read | None = None
        self._boxes: dict[str, QComboBox] = {}
        layout = QFormLayout(self.fields_inner)
        layout.setContentsMargins(0, 0, 12, 0)
        for field, text in fields:
            box = QComboBox()
            box.setAccessibleName(f"Column of: {text}")
            box.setMinimumContentsLength(14)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.currentIndexChanged.connect(self.show_state)
            box.activated.connect(partial(self._show_column, box))
            layout.addRow(text, box)
            self._boxes[field] = box
        self.file_label.setText(path.name)
        self.sheet.activated.connect(self._on_sheet_chosen)
        self.header_row.editingFinished.connect(self._on_header_row_edited)
        self.ok_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)

    def read_file(self, sheet: str | None, header_row: int | None, tick: Tick) -> Read:
        """The table of the file, in the worker; the best sheet and header row where none is given."""
        raise NotImplementedError

    def show_columns(self, read: Read) -> None:
        """Offer the file's columns in the boxes, with those that were recognised."""
        raise NotImplementedError

    def show_state(self) -> None:
        """Say how things stand, and whether the file can be imported."""
        raise NotImplementedError

    def load(self, sheet: str | None = None, header_row: int | None = None) -> None:
        """Read the file, and show it when it is read."""
        self.state_label.setText("Reading the file…")
        for widget in (self.ok_button, self.sheet, self.header_row, self.problems_button):
            widget.setEnabled(False)
        self._session.jobs.start(
            f"Reading {self._path.name}",
            lambda tick: self.read_file(sheet, header_row, tick),
            self._show,
            self._refuse,
        )

    def offer(self, field: str, columns: Iterable[tuple[str, str]], chosen: str) -> None:
        """Fill the box of a field with columns, each as shown and as stored, and choose one."""
        box = self._boxes[field]
        with QSignalBlocker(box):
            box.clear()
            for text, column in columns:
                box.addItem(text, column)
            box.setCurrentIndex(box.findData(chosen))

    def show_top(self, read: Read, columns: Columns) -> None:
        """Show the first rows, with what is personal in `columns` masked."""
        rows = preview(read, columns)
        longest = [max(map(len, cells)) for cells in zip(read.headers, *rows, strict=True)]
        heads = [
            Column(h or "(no header)", f"c{i}", width=min(30, max(8, longest[i]))) for i, h in enumerate(read.headers)
        ]
        model = RowsModel(heads, self)
        model.show(ListRows([{"key": n, **{f"c{i}": v for i, v in enumerate(r)}} for n, r in enumerate(rows)]))
        self.preview.dress(model)
        self.preview.setSortingEnabled(False)

    def _show_column(self, box: QComboBox) -> None:
        """Bring the column that was chosen in a box into sight among the first rows."""
        header = str(box.currentData()).split(" + ")[0]
        if self._read and header in self._read.headers:
            self.preview.scrollTo(self.preview.rows.index(0, self._read.headers.index(header)))

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
            joined = [f"({len(read.parts)} sheets of one layout)"] if read.parts else []
            self.sheet.addItems([*joined, *read.sheets])
            self.sheet.setCurrentText(joined[0] if joined else read.sheet)
            self.header_row.setValue(read.header_row)
        self.sheet.setEnabled(len(read.sheets) > 1)
        for widget in (self.sheet, self.sheet_label):
            widget.setVisible(bool(read.sheets))
        self.header_row.setEnabled(True)
        self.problems_button.setEnabled(True)
        self.show_columns(read)
        self.show_state()

    def _on_sheet_chosen(self) -> None:
        sheet, read = self.sheet.currentText(), self._read
        if read and sheet != read.sheet and sheet in read.sheets:
            self.load(sheet)

    def _on_header_row_edited(self) -> None:
        if self._read and self.header_row.value() != self._read.header_row:
            self.load(self._read.sheet or None, self.header_row.value())
