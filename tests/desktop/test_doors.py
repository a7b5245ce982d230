"""The three doors of what goes wrong."""

import sys

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from reskill.desktop import errors
from reskill.problem import Place, Problem, ReskillError

PROBLEMS = [
    Problem(
        '"N/A" is no pay.', Place("roster.csv", "Staff", 14, "Salary"), "Give dollars, or leave it empty.", "warning"
    ),
    Problem("There is no title.", Place("roster.csv", "Staff", 15, "Title"), "Give one."),
]


def modal(act) -> None:
    def run() -> None:
        widget = QApplication.activeModalWidget()
        if widget is None:
            QTimer.singleShot(20, run)
        else:
            act(widget)
            widget.close()

    QTimer.singleShot(0, run)


def test_that_problems_are_listed_with_place_and_remedy_and_copied(qtbot, qapp) -> None:
    seen = []

    def act(dialog) -> None:
        seen.append([dialog.problems.rows.row(i) for i in range(2)])
        seen.append(dialog.summary.text())
        qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)

    modal(act)
    errors.show_problems("Remarks", PROBLEMS)
    assert seen[0][0]["row"] == 14 and seen[0][0]["sheet"] == "Staff" and seen[0][1]["remedy"] == "Give one."
    assert seen[1] == "1 error and 1 warning in roster.csv, Staff."
    assert qapp.clipboard().text().splitlines() == [str(p) for p in PROBLEMS]
    modal(lambda dialog: seen.append(dialog.summary.text()))
    errors.show_problems("Remarks", PROBLEMS[:1])
    assert seen[2] == "1 warning in roster.csv, Staff."


def test_that_a_long_problem_is_shown_whole(qtbot) -> None:
    long = Problem("The roster: " + "343 filled and 0 vacant positions in 8 departments; " * 8, remedy="Compare it.")
    seen = []

    def act(dialog) -> None:
        table = dialog.problems
        column = [c.field for c in table.rows.columns].index("text")
        width = table.columnWidth(column) - 8
        words = table.fontMetrics().boundingRect(0, 0, width, 10_000, Qt.TextFlag.TextWordWrap, long.text)
        seen.append((table.rowHeight(0), words.height(), table.rowHeight(1)))

    modal(act)
    errors.show_problems("Remarks", [long, PROBLEMS[1]])
    ((high, needed, low),) = seen
    assert high >= needed > 3 * low / 2


def test_that_a_refusal_says_what_to_do_in_one_box(qtbot) -> None:
    seen = []
    modal(lambda box: seen.append((type(box), box.text(), box.informativeText())))
    errors.show(ReskillError("The disk is full.", "Free some space."))
    assert seen == [(QMessageBox, "The disk is full.", "Free some space.")]


def test_that_a_fault_of_ours_comes_with_version_and_traceback(qtbot, qapp) -> None:
    seen = []

    def act(dialog) -> None:
        seen.append(dialog.report.toPlainText())
        qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)

    modal(act)
    try:
        raise ZeroDivisionError("oh")
    except ZeroDivisionError as error:
        errors.show(error)
    assert "Reskill 0" in seen[0] and "ZeroDivisionError: oh" in seen[0]
    assert qapp.clipboard().text() == seen[0]


def test_that_an_uncaught_exception_is_reported_once_at_a_time(qtbot, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = []
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(sys, "__excepthook__", lambda *args: None)

    def show(error, parent=None) -> None:
        shown.append(error)
        sys.excepthook(ValueError, ValueError("while the report is open"), None)

    monkeypatch.setattr(errors, "show", show)
    errors.install_hook()
    sys.excepthook(ValueError, ValueError("first"), None)
    sys.excepthook(ValueError, ValueError("second"), None)
    assert [str(e) for e in shown] == ["first", "second"]
