"""Importing a roster: the file as it was read, which column holds what, and then the import itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QMessageBox, QWidget

from reskill.desktop import errors
from reskill.desktop.dialogs.file_columns import FileColumnsDialog
from reskill.desktop.rows_model import count
from reskill.desktop.session import Session
from reskill.intake.columns import find_columns
from reskill.intake.doubts import Answers, Unsettled
from reskill.intake.table import Table as Read
from reskill.intake.table import read_table
from reskill.problem import Problem
from reskill.progress import Tick, section
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
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
    ("held", "Funded or frozen"),
    ("location", "Location"),
    ("employee_id", "Employee number"),
    ("positions", "Count of positions"),
    ("filled_positions", "Count of filled"),
    ("vacant_positions", "Count of vacant"),
    ("name", "Name"),
)
NOT_THERE = "(not in the file)"


class ImportRosterDialog(FileColumnsDialog):
    """Lets the person correct what was recognised in a roster."""

    names_box: QCheckBox
    add_box: QCheckBox
    plan_box: QCheckBox

    def __init__(self, session: Session, path: Path, parent: QWidget | None = None) -> None:
        super().__init__("import_roster", FIELDS, session, path, parent)
        self._choice = ColumnChoice({}, False)
        self.split.setSizes([340, 640])
        self.sheet.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.add_box.setVisible(has_positions(session.project))
        self.problems_button.clicked.connect(self._on_problems)
        self.load()

    # -- reading ---------------------------------------------------------------------------------------------------

    def read_file(self, sheet: str | None, header_row: int | None, tick: Tick) -> Read:
        """The table of the roster."""
        return read_table(self._path, sheet, header_row, tick)

    def show_columns(self, read: Read) -> None:
        """Offer the columns, with those of an earlier import or else those recognised, and the remarks on the file."""
        self._choice = choose_columns(self._session.project, read)
        headers = [(h or "(no header)", h) for h in dict.fromkeys(read.headers)]
        for field in self._boxes:
            self.offer(field, [(NOT_THERE, ""), *headers], self._choice.columns[field])
        self.show_top(read, find_columns(read))
        self.problems_button.setVisible(bool(read.problems))
        self.problems_button.setText(f"{count(len(read.problems), 'remark')} on the file…")

    def show_state(self) -> None:
        """Say how the file was read, and ask for the column of job titles."""
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
                f"{'The columns are those of an earlier import. ' if self._choice.as_before else ''}"
                "Correct what was not recognised, then import. Nothing is stored before that."
                if titled
                else "Choose the column that holds the job titles."
            )
        )

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
                else:
                    session.said.emit(f"{path.name} is not imported: nothing is changed.")

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
