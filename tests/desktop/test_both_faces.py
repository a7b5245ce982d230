"""The same deed by the command line and by the window leaves equal projects."""

from __future__ import annotations

import csv
import shutil
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox

from reskill.cli.parser import run
from reskill.project.file import open_project

STAFF = [("Account Clerk", 46000), ("Court Clerk", 43000), ("Data Entry Operator", 37000), ("Payroll Clerk", 50000)]


def roster_at(path: Path, extra: dict[str, list[object]]) -> Path:
    """Eight positions of four titles, with more columns, each of eight cells."""
    with path.open("w", newline="", encoding="utf-8") as f:
        out = csv.writer(f)
        out.writerow(["Emp No", "Job Title", "Department", "Annual Salary", *extra])
        for i in range(8):
            title, pay = STAFF[i % 4]
            out.writerow([100 + i, title, "Finance", pay, *(cells[i] for cells in extra.values())])
    return path


def kept(roster: Path, *asked: str, **settings: str) -> Path:
    """A project planned from a roster by the command line, with settings of its own."""
    path = roster.with_name("kept.reskill")
    out = ["--out", str(roster.with_name("plan.xlsx")), "--project", str(path), "--state", "IL"]
    assert run(["plan", str(roster), *out, *asked]) == 0
    with closing(open_project(path)) as project, project.change("Preferences"):
        for key, value in settings.items():
            project.set_setting(key, value)
    return path


def open_roster(window, qtbot, roster: Path) -> None:
    """Open a roster in the window, and import it as the dialog proposes, with its plan."""

    def fill() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        try:
            qtbot.waitUntil(dialog.ok_button.isEnabled, timeout=20_000)
            dialog.plan_box.setChecked(True)
            dialog.accept()
        except BaseException:
            dialog.reject()
            raise

    QTimer.singleShot(0, fill)
    window.open_path(roster)


def by_window(window, qtbot, project: Path, roster: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Import a roster into a project by the window, as the dialog proposes, with its plan."""
    from reskill.desktop import errors

    monkeypatch.setattr(errors, "show_problems", lambda *_: None)
    window.open_path(project)
    qtbot.waitUntil(lambda: window.session.is_open and not window.session.jobs.busy, timeout=20_000)

    open_roster(window, qtbot, roster)
    qtbot.waitUntil(lambda: not window.session.jobs.busy, timeout=60_000)
    window.session.close()


def facts(path: Path) -> dict[str, list[dict[str, object]]]:
    """What the project holds of the roster, its titles and the plan."""
    with closing(open_project(path, read_only=True)) as project:
        return {
            "positions": project.rows("SELECT * FROM position ORDER BY id"),
            "titles": project.rows("SELECT title, department, positions FROM title ORDER BY 1, 2"),
            "roles": project.rows("SELECT * FROM role ORDER BY title_id"),
            "cohorts": project.rows("SELECT * FROM cohort ORDER BY id"),
            "lines": project.rows("SELECT * FROM budget_line ORDER BY id"),
            "settings": project.rows("SELECT * FROM setting WHERE key IN ('stale', 'roster_layouts') ORDER BY key"),
        }


def in_both_faces(window, qtbot, project: Path, roster: Path, monkeypatch: pytest.MonkeyPatch):
    """The facts of next year's roster taken in by the command line and by the window."""
    other = Path(shutil.copy(project, project.with_name("by window.reskill")))
    assert run(["project", "update", str(project), "--roster", str(roster)]) == 0
    by_window(window, qtbot, other, roster, monkeypatch)
    return facts(project), facts(other)


def test_that_both_faces_read_hours_by_the_projects_own_week(
    empty_window, qtbot, tmp_path: Path, monkeypatch, no_box
) -> None:
    roster = roster_at(tmp_path / "elm.csv", {"Weekly Hours": [35] * 8})
    project = kept(roster, weekly_hours="35.0")
    cli, window = in_both_faces(empty_window, qtbot, project, roster, monkeypatch)
    assert {p["fte"] for p in cli["positions"]} == {1.0}
    assert cli == window and cli["lines"] and no_box == []


def test_that_both_faces_read_the_columns_of_the_last_roster(
    empty_window, qtbot, tmp_path: Path, monkeypatch, no_box
) -> None:
    roster = roster_at(tmp_path / "elm.csv", {"Working Title": [f"Librarian {i}" for i in "AABBCCDD"]})
    project = kept(roster, "--map", "title=Working Title")
    cli, window = in_both_faces(empty_window, qtbot, project, roster, monkeypatch)
    assert {str(p["title"])[:9] for p in cli["positions"]} == {"Librarian"}
    assert cli == window and no_box == []


def test_that_a_new_column_is_pointed_out_and_read_when_asked(tmp_path: Path, capsys) -> None:
    roster = roster_at(tmp_path / "elm.csv", {})
    project = kept(roster)
    newer = roster_at(tmp_path / "newer.csv", {"Pay Grade": ["G5"] * 8})
    capsys.readouterr()
    assert run(["project", "update", str(project), "--roster", str(newer)]) == 0
    assert "column Pay Grade: This column seems to hold the grade" in capsys.readouterr().err
    assert {p["grade"] for p in facts(project)["positions"]} == {""}
    assert run(["project", "update", str(project), "--roster", str(newer), "--map", "grade=Pay Grade"]) == 0
    assert {p["grade"] for p in facts(project)["positions"]} == {"G5"}
    assert "seems to hold the grade" not in capsys.readouterr().err


def test_that_columns_that_are_gone_are_named(tmp_path: Path, capsys) -> None:
    roster = roster_at(tmp_path / "elm.csv", {"Working Title": ["Librarian"] * 8})
    project = kept(roster, "--map", "title=Working Title")
    newer = roster_at(tmp_path / "newer.csv", {})
    assert run(["project", "update", str(project), "--roster", str(newer)]) == 0
    assert "not all here: Working Title" in capsys.readouterr().err
    assert {p["title"] for p in facts(project)["positions"]} == {title for title, _ in STAFF}


def test_that_a_question_that_is_left_open_imports_nothing_and_says_so(window, qtbot, tmp_path: Path) -> None:
    years = [2024] * 4 + [2025] * 4
    roster = roster_at(tmp_path / "elm.csv", {"Fiscal Year": years})
    before = facts(window.session.project.path)["positions"]

    def give_up() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(20, give_up)
            return
        assert "2 periods" in box.text()
        qtbot.keyClick(box, Qt.Key.Key_Escape)

    open_roster(window, qtbot, roster)
    QTimer.singleShot(20, give_up)
    qtbot.waitUntil(lambda: "elm.csv is not imported" in window.status_bar.currentMessage(), timeout=20_000)
    assert facts(window.session.project.path)["positions"] == before
