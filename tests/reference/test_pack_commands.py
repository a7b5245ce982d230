"""The commands that import, list, check and remove packs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import releases

from reskill.cli.parser import run


def test_a_pack_from_import_to_removal(packs: Path, old_release: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["reference", "import-onet", str(releases.zipped(old_release)), "--name", "mine"]) == 0
    said = capsys.readouterr().out
    assert "        4  task: O*NET Database: Task Statements 29.9" in said and "pack: mine." in said
    assert run(["reference", "list", "--json", "--reference", "mine"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert listed["packs"] == ["embedded", "mine"] and len(listed["occupations"]) == 4
    assert run(["reference", "show", "43-3031", "--reference", "mine"]) == 0
    assert "Keep made-up books." in capsys.readouterr().out
    assert run(["reference", "verify", "mine"]) == 0
    assert capsys.readouterr().out == "mine is sound.\n"
    (packs / "mine.json").unlink()
    assert run(["reference", "verify", "--json"]) == 1
    assert list(json.loads(capsys.readouterr().out)) == ["embedded", "mine"]
    assert run(["reference", "remove", "mine"]) == 0
    assert run(["reference", "verify", "mine"]) == 2


def test_that_an_import_tells_what_each_occupation_lost_in_a_line_of_its_own(
    packs: Path, old_release: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["reference", "import-onet", str(old_release)]) == 0
    told = [line for line in capsys.readouterr().err.splitlines() if line.startswith("warning: ")]
    assert [line.split(":")[1].split()[0] for line in told] == ["13-2022.00", "43-4051.00"]
    assert "13-2022.00 Appraisers: no job zone, no related occupations in O*NET 29.9" in told[0]
    assert run(["reference", "import-onet", str(old_release), "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["problems"]) == 2


def test_that_additions_are_told_as_json(packs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "crosswalk.csv"
    path.write_text("CIP2020Code,SOC2018Code\n52.0302,43-3031\n", encoding="utf-8")
    assert run(["reference", "import-cip-soc", str(path), "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["pack"] == "embedded+cip-soc"
    assert [s["rows"] for s in made["sources"] if s["name"] == "cip_soc"] == [1]


def test_that_a_fault_is_told_with_its_place(
    packs: Path, old_release: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    statements = old_release / "Task Statements.txt"
    statements.write_bytes(statements.read_bytes().replace(b"Task ID", b"Number"))
    assert run(["reference", "import-onet", str(old_release)]) == 2
    said = capsys.readouterr().err
    assert "Nothing was imported" in said and "Task Statements.txt, row 1: It has no column named Task ID" in said
    assert run(["reference", "import-onet", str(old_release), "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["problems"][0]["row"] == 1


def test_that_a_release_without_a_pinned_checksum_is_not_downloaded(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["reference", "download", "30.1"]) == 2
    assert "No checksum of O*NET 30.1 is known" in capsys.readouterr().err
