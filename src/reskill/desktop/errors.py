"""The three doors for what goes wrong: Problems to mend, one box for a refusal, and a report for a fault of ours."""

from __future__ import annotations

import platform
import sys
import traceback
from collections.abc import Sequence
from types import TracebackType

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMessageBox, QPlainTextEdit, QPushButton, QWidget

from reskill import __version__
from reskill.desktop import forms
from reskill.desktop.rows_model import RowsModel, count
from reskill.desktop.widgets.table import Table
from reskill.problem import Problem, ReskillError
from reskill.queries.rows import ListRows
from reskill.table import Column

PROBLEM_COLUMNS = (
    Column("Kind", "level", width=8),
    Column("File", "file", width=14),
    Column("Sheet", "sheet", width=10),
    Column("Row", "row", "int", 5),
    Column("Column", "column", width=12),
    Column("What is wrong", "text", "wrapped", 34),
    Column("What to do", "remedy", "wrapped", 30),
)
FEW = 200  # problems whose texts are shown whole, however long; more are cut after two lines, with the whole as a tip


class ProblemsDialog(QDialog):
    """A list of located problems that can be copied."""

    summary: QLabel
    problems: Table
    copy_button: QPushButton
    close_button: QPushButton

    def __init__(self, title: str, problems: Sequence[Problem], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        forms.load(self, "problems", (Table,))
        self.finished.connect(self.deleteLater)
        self.setWindowTitle(title)
        self._problems = tuple(problems)
        errors = sum(p.level == "error" for p in problems)
        same = [f for f in ("file", "sheet") if len({getattr(p.place, f) for p in problems} - {""}) < 2]
        where = ", ".join(filter(None, (max(getattr(p.place, f) for p in problems) for f in same)))
        told = ((errors, "error"), (len(problems) - errors, "warning"))
        counts = " and ".join(count(n, noun) for n, noun in told if n)
        self.summary.setText(f"{counts}{f' in {where}' if where else ''}.")
        model = RowsModel(PROBLEM_COLUMNS, self)
        model.show(ListRows([{**p.as_dict(), "key": i} for i, p in enumerate(problems)]))
        self.problems.dress(model, {}, "text", lines=2)
        self.problems.hide_columns(same)  # to leave the room to what is wrong and what to do
        if len(problems) <= FEW:
            self.problems.show_whole()
        self.problems.choose_first()
        self.copy_button.clicked.connect(self._on_copy_clicked)
        self.close_button.clicked.connect(self.accept)

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(str(p) for p in self._problems))


class UnexpectedDialog(QDialog):
    """A fault of the program: what it was doing, its version and the traceback, to copy and send."""

    report: QPlainTextEdit
    copy_button: QPushButton
    close_button: QPushButton

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        forms.load(self, "unexpected")
        self.finished.connect(self.deleteLater)
        self.report.setPlainText(report)
        self.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
        self.close_button.clicked.connect(self.accept)


def show_problems(title: str, problems: Sequence[Problem], parent: QWidget | None = None) -> None:
    """The first door."""
    ProblemsDialog(title, problems, parent).exec()


def show(error: BaseException, parent: QWidget | None = None) -> None:
    """The door that fits an error."""
    parent = parent or _window()
    if isinstance(error, ReskillError):
        box = QMessageBox(QMessageBox.Icon.Warning, "Reskill", error.text, QMessageBox.StandardButton.Ok, parent)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setInformativeText(error.remedy)
        box.exec()
        box.deleteLater()
        if error.problems:
            show_problems(error.text, error.problems, parent)
        return
    UnexpectedDialog(report_of(error), parent).exec()


def _window() -> QWidget | None:
    """The window in front, unless it is a dialog on its way out."""
    window = QApplication.activeWindow()
    return window if window is not None and window.isVisible() else None


def report_of(error: BaseException) -> str:
    """What a maintainer needs to know about a fault."""
    about = f"Reskill {__version__}, Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}"
    return f"{about}\n\n{''.join(traceback.format_exception(error))}"


def install_hook() -> None:
    """Send every exception that nobody caught to the third door, instead of losing it; one report at a time."""
    shown: list[BaseException] = []

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        sys.__excepthook__(kind, error, trace)
        if isinstance(error, KeyboardInterrupt) or shown:
            return
        shown.append(error)
        show(error.with_traceback(trace))
        shown.clear()

    sys.excepthook = hook
