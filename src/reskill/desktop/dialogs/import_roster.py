"""Importing a roster: the file as it was read, which column holds what, and then the import itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QLabel,
    QMessageBox,
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
from reskill.intake.columns import find_columns
from reskill.intake.doubts import Answers, Unsettled
from reskill.intake.preview import preview
from reskill.intake.table import Table as Read
from reskill.intake.table import read_table
from reskill.problem import Problem
from reskill.progress import Tick, section
from reskill.project.file import Project
from reskill.queries.rows import ListRows
from reskill.reference.catalog import Catalog
from reskill.table import Column
from reskill.work.counts import has_positions
from reskill.work.roster import ColumnChoice, choose_columns, take_in

FIELDS = (
    ("title", "Job title"),
    ("department", "Department"),
    ("bargaining_unit", "Bargaining unit"),
    ("grade", "Grade"),
    ("class_code", "Class code"),
    ("annual_salary", "Annual pay"),
    ("hourly_rate", "Hourly rate"),
    ("pay_basis", "Pay basis"),
    ("fte", "FTE"),
    ("weekly_hours", "Hours a week"),
    ("hire_date", "Hire date"),
    ("status", "Filled or vacant"),
    ("location", "Location"),
    ("employee_id", "Employee number"),
    ("positions", "Count of positions"),
    ("filled_positions", "Count of filled"),
    ("vacant_positions", "Count of vacant"),
    ("name", "Name"),
)
NOT_THERE = "(not in the file)"


class ImportRosterDialog(QDialog):
    """Reads the file in the worker, shows its top, and lets the person correct what was recognised."""

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
    names_box: QCheckBox
    add_box: QCheckBox
    plan_box: QCheckBox
    ok_button: QPushButton
    cancel_button: QPushButton

    def __init__(self, session: Session, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        forms.load(self, "import_roster", (Table,))
        self.finished.connect(self.deleteLater)
        self._session, self._path = session, path
        self._read: Read | None = None
        self._choice = ColumnChoice({}, False)
        self._boxes: dict[str, QComboBox] = {}
        form = QFormLayout(self.fields_inner)
        form.setContentsMargins(0, 0, 12, 0)
        for field, text in FIELDS:
            box = QComboBox()
            box.setAccessibleName(f"Column of: {text}")
            box.setMinimumContentsLength(14)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.currentIndexChanged.connect(self._show_state)
            form.addRow(text, box)
            self._boxes[field] = box
        self.split.setSizes([340, 640])
        self.sheet.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.add_box.setVisible(has_positions(session.project))
        self.file_label.setText(path.name)
        self.sheet.activated.connect(self._on_sheet_chosen)
        self.header_row.editingFinished.connect(self._on_header_row_edited)
        self.problems_button.clicked.connect(self._on_problems)
        self.ok_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self._load(None, None)

    # -- reading ---------------------------------------------------------------------------------------------------

    def _load(self, sheet: str | None, header_row: int | None) -> None:
        self.state_label.setText("Reading the file…")
        self.ok_button.setEnabled(False)
        for widget in (self.sheet, self.header_row, self.problems_button):
            widget.setEnabled(False)
        self._session.jobs.start(
            f"Reading {self._path.name}",
            lambda tick: read_table(self._path, sheet, header_row, tick),
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
            joined = [f"({len(read.parts)} sheets of one layout)"] if read.parts else []
            self.sheet.addItems([*joined, *read.sheets])
            self.sheet.setCurrentText(joined[0] if joined else read.sheet)
            self.header_row.setValue(read.header_row)
        self.sheet.setEnabled(len(read.sheets) > 1)
        self.sheet.setVisible(bool(read.sheets))
        self.sheet_label.setVisible(bool(read.sheets))
        self.header_row.setEnabled(True)
        choice = choose_columns(self._session.project, read)
        self._choice = choice
        for field, box in self._boxes.items():
            with QSignalBlocker(box):
                box.clear()
                box.addItem(NOT_THERE, "")
                for header in dict.fromkeys(read.headers):
                    box.addItem(header or "(no header)", header)
                box.setCurrentIndex(box.findData(choice.columns[field]))
        columns = [
            Column(h or "(no header)", f"c{i}", width=min(24, max(10, len(h)))) for i, h in enumerate(read.headers)
        ]
        model = RowsModel(columns, self)
        rows = preview(read, find_columns(read))
        model.show(ListRows([{"key": n, **{f"c{i}": v for i, v in enumerate(r)}} for n, r in enumerate(rows)]))
        self.preview.dress(model)
        self.preview.setSortingEnabled(False)
        self.problems_button.setVisible(bool(read.problems))
        self.problems_button.setEnabled(True)
        self.problems_button.setText(f"{count(len(read.problems), 'remark')} on the file…")
        self._show_state()

    def _show_state(self) -> None:
        if self._read is None:
            return
        how = (
            f"{self._read.encoding}, separated by {_delimiter(self._read.delimiter)}"
            if self._read.delimiter
            else self._read.encoding or "workbook"
        )
        titled = bool(self._boxes["title"].currentData())
        self.ok_button.setEnabled(titled)
        self.state_label.setText(
            f"{count(len(self._read.rows), 'row')} beneath the headers ({how}). "
            + (
                f"{'The columns are those of the last import. ' if self._choice.as_before else ''}"
                "Correct what was not recognised, then import. Nothing is stored before that."
                if titled
                else "Choose the column that holds the job titles."
            )
        )

    def _on_sheet_chosen(self) -> None:
        if (
            self._read
            and self.sheet.currentText() != self._read.sheet
            and self.sheet.currentText() in self._read.sheets
        ):
            self._load(self.sheet.currentText(), None)

    def _on_header_row_edited(self) -> None:
        if self._read and self.header_row.value() != self._read.header_row:
            self._load(self._read.sheet or None, self.header_row.value())

    def _on_problems(self) -> None:
        if self._read:
            errors.show_problems(f"Remarks on {self._path.name}", self._read.problems, self)

    # -- importing -------------------------------------------------------------------------------------------------

    def take_in(self) -> None:
        """Import the roster, suggest occupations, work the figures out, and make the plan if asked."""
        columns = self._choice.answered({field: str(box.currentData()) for field, box in self._boxes.items()})
        read, path, names = self._read, self._path, self.names_box.isChecked()
        adds, plans = self.add_box.isChecked(), self.plan_box.isChecked()
        if read is None:
            return
        sheet = read.sheet if len(read.sheets) > 1 and not read.parts else None
        header_row = None if read.parts else read.header_row

        def run(answers: Answers, project: Project, catalog: Catalog, tick: Tick) -> Sequence[Problem]:
            from reskill.matching.kept_decisions import kept_notice
            from reskill.work import pipeline

            problems = take_in(
                project,
                path,
                columns=columns,
                sheet=sheet,
                header_row=header_row,
                keep_names=names,
                add=adds,
                answers=answers,
                tick=section(tick, 0.0, 0.25),
            )
            if plans:
                pipeline.run(project, catalog, section(tick, 0.25, 1.0))
            else:
                pipeline.catch_up(project, catalog, section(tick, 0.25, 1.0))
            left = kept_notice(project)
            return [*problems, *([left] if left else [])]

        session = self._session  # the dialog is gone by the time a doubt is asked

        def start(answers: Answers) -> None:
            def failed(error: BaseException) -> None:
                if not isinstance(error, Unsettled):
                    errors.show(error)
                elif (chosen := _ask(error, answers)) is not None:
                    start(chosen)

            session.work(
                f"Importing {path.name}",
                partial(run, answers),
                lambda problems: _tell(path, problems, session),
                failed,
            )

        start(Answers(ask=True))


def _ask(unsettled: Unsettled, answers: Answers) -> Answers | None:
    """Ask the first doubt that is open: the answers with the one chosen, None when the import is given up."""
    doubt = next(d for d in unsettled.doubts if not d.settled)
    box = QMessageBox(QMessageBox.Icon.Question, "Reskill", f"{doubt.place}: {doubt.question}")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText("Nothing is imported yet. If no choice is right, correct the file and import it again.")
    buttons = [
        (box.addButton(text, QMessageBox.ButtonRole.AcceptRole), chosen) for text, chosen in answers.choices(doubt)
    ]
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.exec()
    box.deleteLater()
    return next((chosen for button, chosen in buttons if button is box.clickedButton()), None)


def _tell(path: Path, problems: Sequence[Problem], session: Session) -> None:
    session.said.emit(f"{path.name} is imported.")
    if problems:
        errors.show_problems(f"{path.name} is imported; please look at this", problems)


def _delimiter(sign: str) -> str:
    return {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}.get(sign, sign)
