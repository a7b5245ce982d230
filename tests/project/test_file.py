import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reskill.problem import ReskillError
from reskill.project import backup
from reskill.project.database import Database
from reskill.project.file import Project, create, open_project
from reskill.project.migrations import migrations
from reskill.project.schema import VERSION


def content(project: Project) -> list[tuple[object, ...]]:
    return [tuple(r.values()) for r in project.rows("SELECT * FROM fund_year ORDER BY 1, 2")] + [
        tuple(r.values()) for r in project.rows("SELECT * FROM fund ORDER BY id")
    ]


def test_that_a_change_is_one_step_and_undo_takes_it_back(project: Project) -> None:
    with project.change("Add two funds"):
        project.db["fund"].insert_all([{"name": "A"}, {"name": "B"}])
    assert [s.label for s in project.history()] == ["Add two funds"]
    project.undo()
    assert content(project) == []
    project.redo()
    assert len(content(project)) == 2


def test_that_a_file_has_as_many_versions_as_migrations(project: Project) -> None:
    """Else a file of the version before is taken for current, and its new columns are missing."""
    assert project.value("SELECT count(*) FROM _sqlite_migrations") == VERSION == project.value("PRAGMA user_version")


def test_that_no_column_goes_that_the_steps_of_earlier_versions_name_in_undoing() -> None:
    def columns() -> set[tuple[str, str]]:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {(table, c[1]) for table in tables for c in db.execute(f"PRAGMA table_info({table})")}

    db = Database(memory=True)
    migrations.apply(db, stop_before="cohorts_added_by_hand")
    before = columns()
    migrations.apply(db)
    assert before <= columns()


def test_that_a_failing_change_leaves_nothing(project: Project) -> None:
    with pytest.raises(ValueError, match="stop"), project.change("Fail"):
        project.db["fund"].insert({"name": "A"})
        raise ValueError("stop")
    assert content(project) == []
    assert project.history() == []


def test_that_undo_survives_closing(tmp_path: Path) -> None:
    project = create(tmp_path / "a.reskill")
    project.set_setting("city", "Elm")
    project.close()
    project = open_project(tmp_path / "a.reskill")
    step = project.undo()
    assert step is not None and step.label == "Set city"
    assert project.setting("city") == "a"
    project.close()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(["add", "pay", "drop", "undo", "redo"]), st.integers(0, 5)), max_size=25))
def test_that_undo_and_redo_return_exactly_the_same_rows(tmp_path_factory, deeds) -> None:  # type: ignore[no-untyped-def]
    project = create(tmp_path_factory.mktemp("p") / "p.reskill")
    states = [content(project)]
    for deed, n in deeds:
        if deed in ("undo", "redo"):
            project.undo() if deed == "undo" else project.redo()
            continue
        with project.change(deed):
            if deed == "add":
                project.db.execute("INSERT OR REPLACE INTO fund (name, note) VALUES (?, ?)", (f"f{n}", "x'y"))
            elif deed == "pay":
                project.db.execute("INSERT OR REPLACE INTO fund_year SELECT id, 2028, ? FROM fund", (n + 0.5,))
            else:
                project.db.execute("DELETE FROM fund WHERE id % 2 = ?", (n % 2,))
    states = [content(project)]
    while project.undo():
        states.append(content(project))
    for expected in reversed(states[:-1]):
        assert project.redo() is not None
        assert content(project) == expected
    assert project.check() == []
    project.close()


@pytest.mark.parametrize("content", [b"", b"hello", b"SQLite format 3\x00" + b"x" * 200])
def test_that_something_else_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.reskill"
    path.write_bytes(content)
    with pytest.raises(ReskillError, match="not a Reskill project|damaged"):
        open_project(path)
    assert path.read_bytes() == content


def test_that_a_newer_file_is_refused(tmp_path: Path) -> None:
    create(tmp_path / "n.reskill").close()
    with sqlite3.connect(tmp_path / "n.reskill") as db:
        db.execute("PRAGMA user_version=999")
    db.close()
    with pytest.raises(ReskillError, match="newer version"):
        open_project(tmp_path / "n.reskill")


def test_that_a_planted_trigger_is_refused(tmp_path: Path) -> None:
    create(tmp_path / "t.reskill").close()
    with sqlite3.connect(tmp_path / "t.reskill") as db:
        db.execute("CREATE TRIGGER evil AFTER INSERT ON fund BEGIN DELETE FROM setting; END")
    db.close()
    with pytest.raises(ReskillError, match="altered outside"):
        open_project(tmp_path / "t.reskill")


def test_that_a_read_only_file_opens_for_viewing(tmp_path: Path) -> None:
    create(tmp_path / "r.reskill", city="Oak").close()
    project = open_project(tmp_path / "r.reskill", read_only=True)
    assert project.city == "Oak"
    with pytest.raises(ReskillError, match="viewing only"):
        project.set_setting("city", "Elm")
    project.close()


def test_that_a_backup_is_sound_and_old_ones_go(project: Project) -> None:
    made = project.back_up()
    assert backup.is_sound(made)
    made.write_bytes(made.read_bytes()[:-1] + b"?")
    assert not backup.is_sound(made)


def test_that_backups_of_one_second_are_all_kept(project: Project) -> None:
    made = [project.back_up() for _ in range(4)]
    assert len(set(made)) == 4 and set(backup.backups(project.path)) == set(made)
    assert backup.backups(project.path)[0] == made[-1]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_that_a_killed_change_is_whole_or_absent(tmp_path: Path) -> None:
    path = tmp_path / "k.reskill"
    create(path).close()
    code = (
        "import sys, os, signal; from pathlib import Path; from reskill.project.file import open_project\n"
        "p = open_project(Path(sys.argv[1]))\n"
        "with p.change('many'):\n"
        "    p.db['fund'].insert_all({'name': str(i)} for i in range(5000))\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], env=dict(os.environ), check=False)
    assert done.returncode == -signal.SIGKILL
    project = open_project(path)
    assert content(project) == []
    assert project.check() == []
    project.close()
