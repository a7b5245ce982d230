"""A change that a kill broke off: the next to open the file, for reading too, finds it as it was before."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from reskill.cli.parser import run
from reskill.problem import ReskillError
from reskill.project import connection, faults
from reskill.project.file import create, open_project

DIES = """
import os, signal, sys
from pathlib import Path
from reskill.project.file import open_project
project = open_project(Path(sys.argv[1]))
db = project.db.conn
db.execute("PRAGMA cache_size=5")
db.execute("BEGIN IMMEDIATE")
for n in range(4000):
    db.execute("INSERT INTO setting (key, value) VALUES (?,?)", (f"half-done-{n}", "x" * 200))
db.execute("UPDATE setting SET value = 'Half done' WHERE key = 'city'")
if sys.argv[2:]:
    print("writing", flush=True)
    sys.stdin.read()
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def broken_off(tmp_path: Path) -> Path:
    path = tmp_path / "elm.reskill"
    create(path, city="Elm").close()
    subprocess.run([sys.executable, "-c", DIES, str(path)], check=False)
    assert faults.journal(path).stat().st_size > 0
    return path


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("read_only", [True, False])
def test_that_a_change_broken_off_is_taken_back(broken_off: Path, read_only: bool) -> None:
    with closing(open_project(broken_off, read_only=read_only)) as project:
        assert project.city == "Elm" and project.check() == []
        assert project.value("SELECT count(*) FROM setting WHERE key LIKE 'half-done-%'") == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("command", ["info", "check", "backup"])
def test_that_commands_open_it(broken_off: Path, command: str) -> None:
    assert run(["project", command, str(broken_off)]) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_that_where_nothing_can_be_written_it_is_explained(broken_off: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sqlite3

    connect = connection.connect

    def protected(path: Path, mode: str) -> sqlite3.Connection:
        return connect(path, "ro")

    monkeypatch.setattr(connection, "connect", protected)  # rights do not bind root, who runs the tests in places
    monkeypatch.setattr(faults, "is_write_protected", lambda path: True)
    with pytest.raises(ReskillError, match="when the program or the computer stopped.*Copy elm.reskill and"):
        open_project(broken_off, read_only=True)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("read_only", [True, False])
def test_that_a_change_which_goes_on_is_no_matter_of_rights(tmp_path: Path, read_only: bool) -> None:
    path = tmp_path / "elm.reskill"
    create(path, city="Elm").close()
    child = [sys.executable, "-c", DIES, str(path), "wait"]
    with subprocess.Popen(child, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout and writer.stdout.readline() == "writing\n"
        try:
            with pytest.raises(ReskillError, match="in use by another program"):
                open_project(path, read_only=read_only)
        finally:
            writer.kill()
