"""Titles signed off by a script: written with suggestions, edited, read back, merged with another year's."""

from __future__ import annotations

import csv
import json
from contextlib import closing
from pathlib import Path

import pytest

from reskill.cli.parser import run
from reskill.project.file import open_project


def test_that_a_script_signs_titles_off(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    roster, kept, file = tmp_path / "elm.csv", tmp_path / "elm.reskill", tmp_path / "titles.csv"
    lines = ["Payroll Clerk,Finance,52000", "Librarian,Library,61000", "Police Officer,Police,70000"]
    roster.write_text("\n".join(["Title,Department,Salary", *lines * 3, ""]), encoding="utf-8")
    assert run(["plan", str(roster), "--out", str(tmp_path / "plan.xlsx"), "--project", str(kept)]) in (0, 1)
    assert run(["crosswalk", "write", str(file), "--project", str(kept)]) == 0
    assert run(["crosswalk", "read", str(file), "--project", str(kept)]) == 2
    assert "holds no decision on a title" in capsys.readouterr().err
    assert run(["crosswalk", "write", str(file), "--all", "--project", str(kept)]) == 0
    with file.open(encoding="utf-8-sig", newline="") as f:
        rows = list(csv.DictReader(f))
    for row in rows:
        row |= {"status": "accepted", "who": "J. Doe"}
        if row["title"] == "Police Officer":
            row |= {"onet_soc_code": "33-9032.00", "why": "guards the hall"}
    with file.open("w", encoding="utf-8", newline="") as f:
        out = csv.DictWriter(f, rows[0])
        out.writeheader()
        out.writerows(rows)
    read = ["crosswalk", "read", str(file), "--project", str(kept)]
    assert run(read) == 1
    said = capsys.readouterr().out
    assert "Not taken: Police Officer: 33-9032.00; suggested here as 33-3051.00." in said
    assert run([*read, "--over", "suggestions", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["settled"], told["differences"], told["problems"]) == (1, [], [])
    with closing(open_project(kept)) as project:
        assert project.value("SELECT count(*) FROM mapping WHERE status = 'suggested'") == 0
        decided = project.rows(
            "SELECT m.code, m.why FROM mapping m JOIN title t ON t.id = title_id WHERE title LIKE 'Pol%'"
        )
        assert decided == [{"code": "33-9032.00", "why": "crosswalk of J. Doe: guards the hall"}]
        assert (
            project.value("SELECT code FROM role r JOIN title t ON t.id = r.title_id WHERE title LIKE 'Pol%'")
            == "33-9032.00"
        )
        assert not project.stale.reaches("pathways")


def test_that_crosswalks_are_merged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = []
    for name, code in (("old", "43-9061"), ("new", "43-3031")):
        files.append(tmp_path / f"{name}.csv")
        files[-1].write_text(
            f"title,onet_soc_code,who\nClerk,{code},{name}\n{name},25-4022,x\nBad,99,x\n", encoding="utf-8"
        )
    command = ["crosswalk", "merge", *map(str, files), "--out", str(tmp_path / "out.csv")]
    assert run(command) == 1
    told = capsys.readouterr()
    assert "Contradiction: Clerk: 43-9061.00 by old, or 43-3031.00 by new; left out." in told.out
    assert "old.csv, row 4" in told.err
    text = (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
    assert "Clerk" not in text and "old," in text and "new," in text
    assert run([*command, "--first-wins"]) == 1
    assert "Clerk,,43-9061.00,1.0,accepted,old" in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
    assert run(["crosswalk", "merge", str(files[0]), "--out", str(files[0])]) == 2
