"""Counting the city's own moves in the window: the same as by the command."""

import csv
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox

from reskill.cli.parser import run
from reskill.desktop import move_work
from reskill.project.file import open_project


def roster(path: Path, title: str) -> Path:
    with path.open("w", newline="", encoding="utf-8") as f:
        out = csv.writer(f)
        out.writerow(["Emp No", "Job Title", "Department", "Annual Salary"])
        out.writerows([100 + n, title if n < 4 else "Account Clerk", "Finance", 50_000] for n in range(8))
        out.writerow([109, "Payroll Clerk", "Finance", 50_000])  # who stays, so that the title was not renamed
    return path


def test_that_the_window_counts_as_the_command_does(
    window, qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "city.reskill"
    later, earlier = roster(tmp_path / "later.csv", "Court Clerk"), roster(tmp_path / "earlier.csv", "Payroll Clerk")
    out = ["--out", str(tmp_path / "plan.xlsx"), "--project", str(path), "--state", "IL"]
    assert run(["plan", str(later), *out]) == 0
    copy = tmp_path / "copy.reskill"
    copy.write_bytes(path.read_bytes())
    assert run(["moves", "count", str(earlier), "--project", str(copy)]) == 0
    told = []
    monkeypatch.setattr(move_work.QFileDialog, "getOpenFileName", lambda *args: (str(earlier), ""))
    monkeypatch.setattr(QMessageBox, "information", lambda *args: told.append(args[-1]))
    window.open_path(path)
    qtbot.waitUntil(lambda: window.session.project.path.name == "city.reskill", timeout=20_000)
    window.do("count_moves")
    qtbot.waitUntil(lambda: bool(told), timeout=60_000)
    assert told[0].startswith("9 people are in both rosters, 4 of them under another title")
    rows = "SELECT from_code, to_code, moves, source FROM own_move"
    other = open_project(copy, read_only=True)
    assert [tuple(r.values()) for r in window.session.project.rows(rows)] == [
        ("43-3051.00", "43-4031.00", 4, "earlier.csv")
    ]
    assert other.rows(rows) == window.session.project.rows(rows)
    other.close()
