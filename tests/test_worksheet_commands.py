"""Worksheets on the command line: out, filled in, and back with the roles' figures made anew."""

import json
from pathlib import Path

import openpyxl
import pytest

from reskill.cli.parser import run
from reskill.exposure.roles import assess
from reskill.project.file import open_project
from reskill.work import pipeline

ROSTER = """Title,Dept,Annual Salary
Account Clerk,Finance,48500
Payroll Technician,Finance,52000
Police Officer,Police,71000
"""


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A planned project of three titles."""
    (tmp_path / "elm.csv").write_text(ROSTER, encoding="utf-8")
    path = tmp_path / "elm.reskill"
    assert run(["plan", str(tmp_path / "elm.csv"), "--out", str(tmp_path / "p.xlsx"), "--project", str(path)]) == 0
    return path


def worksheets(kept: Path, *which: str) -> Path:
    path = kept.with_name("sheets.xlsx")
    assert run(["worksheet", "write", "--project", str(kept), "--out", str(path), *which]) == 0
    return path


def test_that_entries_come_back_and_the_roles_figures_follow(
    kept: Path, catalog, capsys: pytest.CaptureFixture[str]
) -> None:
    path = worksheets(kept, "--all")
    book = openpyxl.load_workbook(path)
    book["Account Clerk"]["D9"], book["Account Clerk"]["E10"] = 0.9, "no"
    book.save(path)
    capsys.readouterr()
    assert run(["worksheet", "read", str(path), "--project", str(kept)]) == 0
    assert "1 share corrected, 1 task dropped in 1 title." in capsys.readouterr().out
    project = open_project(kept)
    stored = {r["title_id"]: r["exposure"] for r in project.rows("SELECT * FROM role")}
    assert stored == {r.title_id: r.exposure for r in assess(project, catalog)}
    assert project.stale.stage == "plan"
    project.close()


def test_that_figures_follow_at_the_next_reading_when_the_first_was_broken_off(
    kept: Path, catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = worksheets(kept, "--title", "Account Clerk")
    book = openpyxl.load_workbook(path)
    book["Account Clerk"]["D9"] = 0.9
    book.save(path)

    def broken_off(*args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "renew", broken_off)
        assert run(["worksheet", "read", str(path), "--project", str(kept)]) == 2
    assert run(["worksheet", "read", str(path), "--project", str(kept)]) == 0
    project = open_project(kept)
    stored = {r["title_id"]: r["exposure"] for r in project.rows("SELECT * FROM role")}
    assert stored == {r.title_id: r.exposure for r in assess(project, catalog)}
    project.close()


def test_that_a_sheet_left_out_is_located_and_told_by_the_exit_code(
    kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = worksheets(kept, "--title", "account clerk", "Police Officer")
    book = openpyxl.load_workbook(path)
    book["Account Clerk"]["D9"], book["Police Officer"]["D9"] = "much", 0.5
    book.save(path)
    capsys.readouterr()
    assert run(["worksheet", "read", str(path), "--project", str(kept), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["taken"]["shares"] == 1 and told["taken"]["titles"] == 1
    problem = next(p for p in told["problems"] if p["level"] == "error")
    assert (problem["sheet"], problem["row"], problem["column"]) == ("Account Clerk", 9, "Your share")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["write", "--title", "Acount Clerk", "--out", "s.xlsx"], "Did you mean Account Clerk"),
        (["write", "--all", "--out", "s.ods"], ".xlsx"),
        (["read", "none.xlsx"], "none.xlsx"),
        (["read", "elm.csv"], "no task worksheet"),
    ],
)
def test_that_what_cannot_be_done_says_why(
    kept: Path,
    arguments: list[str],
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(kept.parent)
    assert run(["worksheet", *arguments, "--project", str(kept)]) == 2
    assert words in capsys.readouterr().err


def test_that_an_entry_without_a_stored_result_is_told(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = worksheets(kept, "--title", "Account Clerk")
    book = openpyxl.load_workbook(path)
    book["Account Clerk"]["D9"] = "=1/4"
    book.save(path)
    capsys.readouterr()
    run(["worksheet", "read", str(path), "--project", str(kept)])
    told = capsys.readouterr()
    assert "first in cell D9" in told.err and "Nothing to take in" in told.out
