"""Task worksheets in the window: written for a scope, shown before they are taken in, taken in as one step."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from test_dialogs import answered, settled, value

from reskill.desktop import errors, worksheet_work

Left = Qt.MouseButton.LeftButton


@pytest.fixture
def sheets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that every file dialog answers with."""
    path = tmp_path / "sheets.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *args: (str(path), ""))
    return path


def write(window, qtbot, box: str) -> list[str]:
    """Write worksheets with the button of the Tasks page; gives what the dialog said."""
    window.go("tasks")
    page, said = window.page(), []

    def fill(dialog) -> None:
        getattr(dialog, box).setChecked(True)
        said.extend([dialog.chosen_box.text(), dialog.effect_label.text()])

    answered(qtbot, lambda: qtbot.mouseClick(page.worksheets_button, Left), fill)
    settled(window, qtbot)
    return said


def take(window, qtbot, look=lambda dialog: None, button: str = "ok_button") -> None:
    """Take worksheets in with the button of the Tasks page, after a look at the dialog."""
    seen = []

    def run() -> None:
        window.page().take_button.click()
        qtbot.waitUntil(lambda: bool(seen), timeout=30_000)

    def fill(dialog) -> None:
        seen.append(dialog)
        look(dialog)

    answered(qtbot, run, fill, button)
    settled(window, qtbot)


def test_that_worksheets_are_written_for_the_chosen_role(window, qtbot, sheets: Path) -> None:
    said = write(window, qtbot, "chosen_box")
    title = value(window, "SELECT title FROM title WHERE id = ?", window.page().roles.current()["key"])
    assert title in said[0] and said[1] == "1 worksheet in one workbook."
    assert openpyxl.load_workbook(sheets).sheetnames == [title]


def test_that_worksheets_are_written_for_every_role_that_has_tasks(window, qtbot, sheets: Path) -> None:
    said = write(window, qtbot, "every_box")
    assert said[1] == "10 worksheets in one workbook. 1 title without tasks will be left out."
    assert len(openpyxl.load_workbook(sheets).sheetnames) == 11


def test_that_entries_are_shown_taken_in_and_undone(window, qtbot, sheets: Path) -> None:
    write(window, qtbot, "every_box")
    book = openpyxl.load_workbook(sheets)
    sheet = book["Payroll Technician"]
    sheet["D9"], sheet["E10"], sheet["F11"] = 0.4, "no", "Only in spring"
    book.save(sheets)
    shown = []

    def look(dialog) -> None:
        shown.append(dialog.summary_label.text())
        shown.extend(dialog.changes.rows.row(n) for n in range(3))
        assert value(window, "SELECT count(*) FROM task_edit") == 0

    take(window, qtbot, look)
    assert shown[0] == "1 share corrected, 1 task dropped, 1 remark in 1 title."
    assert [r["entry"] for r in shown[1:]] == ["share", "dropped", "remark"]
    assert shown[1]["after"] == 0.4 and 0 < shown[1]["before"] < 0.4
    assert value(window, "SELECT count(*) FROM task_edit") == 2
    assert value(window, "SELECT text FROM comment") == "Only in spring"
    assert window.session.project.stale.reaches("roles")
    window.do("undo")
    assert value(window, "SELECT count(*) FROM task_edit") == 0


def test_that_problems_are_shown_with_their_place_and_cancel_changes_nothing(
    window, qtbot, sheets: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(window, qtbot, "every_box")
    book = openpyxl.load_workbook(sheets)
    book["Payroll Technician"]["D9"] = "much"
    book["Court Clerk I"]["D9"] = 0.4
    book.save(sheets)
    told = []
    monkeypatch.setattr(errors, "show_problems", lambda title, problems, parent=None: told.extend(problems))

    def look(dialog) -> None:
        assert "1 worksheet left out" in dialog.note_label.text()
        qtbot.mouseClick(dialog.problems_button, Left)

    take(window, qtbot, look, "cancel_button")
    assert any((p.place.sheet, p.place.row) == ("Payroll Technician", 9) for p in told)
    assert value(window, "SELECT count(*) FROM task_edit") == 0


def test_that_a_file_that_is_no_worksheet_is_refused(window, qtbot, sheets: Path, no_box) -> None:
    openpyxl.Workbook().save(sheets)
    worksheet_work.ask_returned(window.session, window)
    settled(window, qtbot)
    assert "no task worksheet" in str(no_box.pop())
    assert QApplication.activeModalWidget() is None
