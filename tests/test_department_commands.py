"""Departments rolled up by a script: written as their names tell, edited, read back, and shown with their units."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from reskill.cli.parser import run
from reskill.project.file import open_project
from reskill.project.roster import departments


def test_that_a_script_rolls_departments_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    roster, kept, file = tmp_path / "elm.csv", tmp_path / "elm.reskill", tmp_path / "map.csv"
    units = ["DPW-Water (306)", "DPW-Solid Waste (320)", "Police Department (335)"]
    lines = [f"Payroll Clerk,{unit},52000" for unit in units for _ in range(3)]
    roster.write_text("\n".join(["Title,Department,Salary", *lines, ""]), encoding="utf-8")
    assert run(["plan", str(roster), "--out", str(tmp_path / "plan.xlsx"), "--project", str(kept)]) in (0, 1)
    capsys.readouterr()
    assert run(["departments", "write", str(file), "--project", str(kept)]) == 0
    assert "3 departments in 2 units" in capsys.readouterr().out
    file.write_text(file.read_text(encoding="utf-8-sig").replace(",DPW\n", ",Public Works\n"), encoding="utf-8")
    assert run(["departments", "read", str(file), "--project", str(kept), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"changed": 3, "stale": "plan"}
    with closing(open_project(kept)) as project:
        assert departments(project) == ["Police Department", "Public Works"]
        assert json.loads(project.value("SELECT departments FROM title")) == ["Police Department", "Public Works"]
    assert run(["departments", "read", str(tmp_path / "none.csv"), "--project", str(kept)]) == 2
