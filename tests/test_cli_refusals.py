"""The command line in adversity: what is read is never written over, and scripts get JSON and exit codes."""

import json
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from reskill.cli.parser import run
from reskill.project.file import open_project
from reskill.work import pipeline

ROSTER = "Title,Dept,Annual Salary\nAccount Clerk,Finance,48500\nPayroll Technician,Finance,52000\n"


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    path = tmp_path / "elm.csv"
    path.write_text(ROSTER, encoding="utf-8")
    return path


@pytest.fixture
def kept(roster: Path) -> Path:
    path = roster.with_name("elm.reskill")
    assert run(["plan", str(roster), "--out", str(roster.with_name("elm.xlsx")), "--project", str(path)]) == 0
    return path


def table(folder: Path, text: str) -> str:
    path = folder / "in.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_that_no_command_writes_over_the_file_it_reads(
    kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in (("tasks", "task\nReview invoices\n"), ("titles", "title\nClerk\n")):
        path = table(tmp_path, text)
        assert run([name, path, "--out", str(tmp_path / "." / "in.csv")]) == 2
        assert Path(path).read_text(encoding="utf-8") == text
    book = tmp_path / "elm.xlsx"
    before = book.read_bytes()
    assert run(["plan", str(book), "--out", str(book)]) == 2
    assert book.read_bytes() == before
    assert "Choose another name for what is written" in capsys.readouterr().err


def test_that_a_plan_that_fails_leaves_no_project_in_the_way_of_the_next(roster: Path, tmp_path: Path) -> None:
    book, kept = tmp_path / "plan.xlsx", tmp_path / "plan.reskill"
    asked = ["plan", str(roster), "--out", str(book), "--project", str(kept)]
    assert run([*asked, "--scenario", "nowhere"]) == 2
    assert not kept.exists() and not book.exists()
    assert run(asked) == 0
    with closing(open_project(kept, read_only=True)) as project:
        assert project.check() == [] and project.value("SELECT count(*) FROM position") == 2
    assert run(asked) == 2  # never over a project


def test_that_an_update_that_is_broken_off_says_so_and_leaves_its_mark(
    kept: Path, roster: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken_off(*args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "run", broken_off)
        assert run(["project", "update", str(kept), "--roster", str(roster)]) == 2
    assert "the roster is taken in, but figures are out of date" in capsys.readouterr().err
    assert run(["project", "export", str(kept), "--out", str(kept.with_name("x.xlsx"))]) == 0
    assert "out of date" in capsys.readouterr().err
    assert run(["project", "update", str(kept)]) == 0
    with closing(open_project(kept, read_only=True)) as project:
        assert project.stale.stage == "" and project.value("SELECT count(*) FROM role") == 2


def test_that_the_plan_is_marked_out_of_date_by_a_move(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["project", "move", str(kept), "--reference", "embedded"]) == 0
    assert run(["project", "export", str(kept), "--out", str(kept.with_name("x.xlsx"))]) == 0
    assert "out of date" in capsys.readouterr().err


@pytest.mark.parametrize(
    "asked",
    [
        ["tasks", "IN"],
        ["tasks", "IN", "--out", "out.csv"],
        ["titles", "IN"],
        ["related", " 43-3031.00 "],
        ["reference", "coverage"],
        ["project", "backup", "KEPT"],
        ["review", "BOOK", "--project", "KEPT"],
    ],
    ids=" ".join,
)
def test_that_json_is_all_that_is_printed(
    kept: Path,
    tmp_path: Path,
    asked: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    names = {"IN": table(tmp_path, "task,title\nReview invoices,Clerk\n"), "KEPT": str(kept), "BOOK": "union.xlsx"}
    assert run(["project", "export", str(kept), "--edition", "union", "--out", "union.xlsx"]) == 0
    capsys.readouterr()
    assert run([*(names.get(a, a) for a in asked), "--json"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out) and not told.err


def test_that_text_beyond_the_named_columns_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = table(tmp_path, "task\nReview invoices, and pay them\n\nFile papers\n")
    assert run(["tasks", path]) == 0
    told = capsys.readouterr()
    assert "row 2: 1 row was wider than the header" in told.err and "quotation marks" in told.err
    assert "1 blank row was found" in told.err and len(told.out.splitlines()) == 4  # a blank line has its answer


@pytest.mark.parametrize("folder", ["/", "."])
def test_that_a_folder_is_no_name_for_what_is_written(
    folder: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["tasks", table(tmp_path, "task\nReview invoices\n"), "--out", folder]) == 2
    assert "is a folder" in capsys.readouterr().err


def test_that_a_count_below_one_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(["related", "43-3031.00", "--top", "-1"])
    assert stopped.value.code == 2 and "less than 1" in capsys.readouterr().err


def test_that_a_field_named_twice_is_refused(roster: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(roster.with_name("p.xlsx"))
    assert run(["plan", str(roster), "--out", out, "--map", "title=Title", "title=Dept"]) == 2
    assert "each field once" in capsys.readouterr().err


def test_that_the_systems_refusals_are_told_in_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["demo", "--out", table(tmp_path, "x")]) == 2
    assert "in.csv could not be read or written" in capsys.readouterr().err
    assert run(["demo", "--out", str(tmp_path / "in.csv"), "--json"]) == 2
    assert "in.csv could not be read or written" in json.loads(capsys.readouterr().out)["error"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_that_output_that_finds_no_room_is_told() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "reskill", "reference", "coverage"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2 and done.stderr.startswith("The output could not be read or written")
    assert "Traceback" not in done.stderr


def test_that_workbook_and_project_are_two_files(roster: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = roster.with_name("elm plan.xlsx")
    assert run(["plan", str(roster), "--out", str(target), "--project", str(target)]) == 2
    assert "the same file" in capsys.readouterr().err
    assert not target.exists()


def test_that_a_project_which_appears_meanwhile_is_left_as_it_is(
    roster: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from reskill.work import planner

    target = roster.with_name("elm.reskill")
    write = planner.write_editions

    def slowly(*args: object, **named: object) -> object:
        target.write_text("somebody else's", encoding="utf-8")
        return write(*args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(planner, "write_editions", slowly)
    assert run(["plan", str(roster), "--out", str(roster.with_name("elm.xlsx")), "--project", str(target)]) == 2
    assert "exists by now" in capsys.readouterr().err
    assert target.read_text(encoding="utf-8") == "somebody else's"


@pytest.mark.parametrize(("command", "column"), [("titles", "title"), ("tasks", "task")])
def test_that_active_text_is_written_as_text_and_read_back(tmp_path: Path, command: str, column: str) -> None:
    import csv

    asked = ["=HYPERLINK(1)", "+1 clerk", "-clerk", "@clerk", "'quoted clerk", "Clerk"]
    source = tmp_path / "asked.csv"
    with source.open("w", encoding="utf-8", newline="") as f:
        csv.writer(f).writerows([[column], *[[a] for a in asked]])
    out, again = tmp_path / "out.csv", tmp_path / "again.csv"
    assert run([command, str(source), "--out", str(out)]) == 0
    assert run([command, str(out), "--out", str(again)]) == 0
    for written in (out, again):
        rows = list(csv.DictReader(written.read_text(encoding="utf-8").splitlines()))
        told = list(dict.fromkeys(r[column] for r in rows))
        assert told == ["'=HYPERLINK(1)", "'+1 clerk", "'-clerk", "'@clerk", "'quoted clerk", "Clerk"]


def test_that_no_edition_is_written_over_the_roster_or_as_the_project(
    roster: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    named = roster.with_name("elm union edition.xlsx")
    arguments = ["plan", str(roster), "--out", str(roster.with_name("elm.xlsx")), "--edition", "all"]
    assert run([*arguments, "--project", str(named)]) == 2
    assert not named.exists() and not roster.with_name("elm.xlsx").exists()
    roster.rename(named)  # read as what it is called, which it is not: refused before that
    before = named.read_bytes()
    assert run(["plan", str(named), *arguments[2:]]) == 2
    assert "is the file that is read" in capsys.readouterr().err
    assert named.read_bytes() == before


@pytest.mark.parametrize("command", ["export", "worksheet", "plan", "titles"])
def test_that_no_output_replaces_a_project(kept: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    project = kept.rename(kept.with_name("elm project.xlsx"))
    roster, before = str(kept.with_name("elm.csv")), project.read_bytes()
    arguments = {
        "export": ["project", "export", str(project), "--out", str(project)],
        "worksheet": ["worksheet", "write", "--project", str(project), "--out", str(project), "--all"],
        "plan": ["plan", roster, "--out", str(project)],
        "titles": ["titles", roster, "--out", str(project)],
    }
    assert run(arguments[command]) == 2
    assert "left as it is" in capsys.readouterr().err
    assert project.read_bytes() == before


@pytest.mark.parametrize(
    ("keep", "said"),
    [
        ("Dept=Law", "No line of elm.csv has Law as Dept"),
        ("Borough=X", "no column named Borough"),
        ("year", "COLUMN=VALUE"),
    ],
)
def test_that_lines_to_keep_that_are_not_there_are_refused(
    roster: Path, capsys: pytest.CaptureFixture[str], keep: str, said: str
) -> None:
    book = roster.with_name("book.xlsx")
    assert run(["plan", str(roster), "--out", str(book), "--keep", keep]) == 2
    assert said in capsys.readouterr().err and not book.exists()
