"""Settings and decisions on titles as files in the window: the same as by the commands."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox

from reskill.cli.parser import run
from reskill.desktop import files, setting_work
from reskill.export.editions import write_workbook


def give(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(files, "ask_target", lambda *args: path)
    monkeypatch.setattr(setting_work.QFileDialog, "getOpenFileName", lambda *args: (str(path), ""))


def done(window, qtbot) -> None:
    qtbot.waitUntil(lambda: not window.session.jobs.busy, timeout=60_000)


def test_that_settings_are_written_as_by_the_command_and_read_as_one_step(
    window, qtbot, tmp_path: Path, monkeypatch
) -> None:
    here, there = tmp_path / "window.toml", tmp_path / "command.toml"
    give(monkeypatch, here)
    window.do("write_settings")
    done(window, qtbot)
    assert run(["settings", "write", str(there), "--project", str(window.session.project.path)]) == 0
    assert here.read_bytes() == there.read_bytes()
    project, text = window.session.project, here.read_text(encoding="utf-8")
    steps = project.value("SELECT count(*) FROM step")
    here.write_text(text.replace("[thresholds]\n", "[thresholds]\nwatch = 0.25\n"), encoding="utf-8")
    window.do("read_settings")
    done(window, qtbot)
    assert project.thresholds.watch == 0.25
    assert project.value("SELECT count(*) FROM step") == steps + 1
    window.session.turn(back=True)
    assert project.setting("watch") == ""


def test_that_a_refusal_names_the_line(window, qtbot, tmp_path: Path, monkeypatch, no_box) -> None:
    (tmp_path / "s.toml").write_text("[thresholds]\nwatch = 7\n", encoding="utf-8")
    give(monkeypatch, tmp_path / "s.toml")
    window.do("read_settings")
    qtbot.waitUntil(lambda: bool(no_box), timeout=20_000)
    assert str(no_box.pop()).startswith("s.toml, line 2: watch cannot be 7")
    done(window, qtbot)


@pytest.mark.parametrize("take", [True, False])
def test_that_decisions_come_in_and_suggestions_are_asked_about(
    window, qtbot, tmp_path: Path, monkeypatch, take: bool
) -> None:
    path, project = tmp_path / "titles.csv", window.session.project
    give(monkeypatch, path)
    window.do("write_decisions")
    done(window, qtbot)
    with path.open(encoding="utf-8-sig", newline="") as f:
        rows = [r for r in csv.DictReader(f) if r["status"] == "suggested"]
    assert len(rows) > 1
    for row in rows:
        row["status"] = "accepted"
    rows[0]["onet_soc_code"] = "33-9032.00"
    with path.open("w", encoding="utf-8", newline="") as f:
        out = csv.DictWriter(f, rows[0])
        out.writeheader()
        out.writerows(rows)
    asked: list[str] = []

    def answer(box: QMessageBox) -> None:
        asked.append(box.detailedText())
        next(b for b in box.buttons() if b.text() == ("Take the file's side" if take else "Leave them waiting")).click()

    monkeypatch.setattr(QMessageBox, "exec", answer)
    window.do("read_decisions")
    qtbot.waitUntil(lambda: bool(asked), timeout=60_000)
    done(window, qtbot)
    assert f"{rows[0]['title']}" in asked[0] and "33-9032.00 in the file" in asked[0]
    code = "SELECT m.code FROM mapping m JOIN title t ON t.id = m.title_id WHERE t.title = ? AND t.department = ?"
    assert (project.value(code, (rows[0]["title"], rows[0]["department"])) == "33-9032.00") == take
    waiting = project.value("SELECT count(DISTINCT title_id) FROM mapping WHERE status = 'suggested'")
    assert waiting == (0 if take else 1)


def test_that_what_a_review_leaves_is_listed(window, qtbot, tmp_path: Path, monkeypatch, catalog) -> None:
    import openpyxl

    from reskill.desktop import work

    path, shown = tmp_path / "back.xlsx", []
    write_workbook(window.session.project, catalog, path, "union")
    book = openpyxl.load_workbook(path)
    book["Cover"]["A1"] = "Not agreed"
    book.save(path)
    monkeypatch.setattr("reskill.desktop.errors.show_problems", lambda title, problems, *_: shown.extend(problems))
    work.read_review(window.session, path)
    done(window, qtbot)
    assert [(p.place.sheet, p.place.row, p.place.column) for p in shown] == [("Cover", 1, "A")]
    assert "Not agreed (typed over" in shown[0].text
