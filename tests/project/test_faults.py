"""What befalls an open file: nothing that was saved is lost, and the message says what to do."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reskill.problem import ReskillError
from reskill.project.file import Project, create, open_project

ordinary = pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="rights do not bind root")
posix = pytest.mark.skipif(os.name == "nt", reason="Windows does not let an open file be moved or replaced")


def city_in(path: Path) -> str:
    with closing(open_project(path, read_only=True)) as project:
        return project.city


@posix
@pytest.mark.parametrize("fault", ["moved", "deleted", "replaced"])
def test_that_a_file_that_is_gone_takes_no_change_and_can_still_be_copied(project: Project, fault: str) -> None:
    project.set_setting("city", "Last change")
    elsewhere = project.path.with_name("other.reskill")
    if fault == "moved":
        project.path.rename(elsewhere)
    elif fault == "deleted":
        project.path.unlink()
    else:
        create(elsewhere, city="Other").close()
        elsewhere.replace(project.path)
    assert project.lost and "Save a copy" in project.lost.remedy
    with pytest.raises(ReskillError, match="replaced by another" if fault == "replaced" else "not there any more"):
        project.set_setting("city", "Elm")
    assert project.city == "Last change"
    project.save_copy(project.path.with_name("copy.reskill"))
    assert city_in(project.path.with_name("copy.reskill")) == "Last change"
    if fault == "replaced":
        assert city_in(project.path) == "Other"


def test_that_a_file_in_its_place_is_not_lost(project: Project) -> None:
    assert project.lost is None


def test_that_a_file_overwritten_with_something_else_is_called_damaged(project: Project) -> None:
    project.path.write_bytes(b"hello world" * 5000)
    for deed in (lambda: project.set_setting("city", "Elm"), lambda: project.rows("SELECT * FROM fund")):
        with pytest.raises(ReskillError, match="damaged.*Restore a backup"):
            deed()


def test_that_a_full_disk_refuses_the_change_and_keeps_what_was(project: Project) -> None:
    pages = project.value("PRAGMA page_count")
    project.db.conn.execute(f"PRAGMA max_page_count={pages}")  # SQLite's own way to run out of room
    with pytest.raises(ReskillError, match="is full.*nothing was changed"):
        project.set_setting("city", "x" * 100_000)
    assert project.city == "Testville" and project.check() == []
    project.db.conn.execute("PRAGMA max_page_count=100000")
    project.set_setting("city", "x" * 100_000)
    assert len(project.city) == 100_000


def test_that_a_file_in_use_refuses_the_change_in_words(project: Project) -> None:
    project.db.conn.execute("PRAGMA busy_timeout=0")
    with closing(sqlite3.connect(project.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ReskillError, match="in use by another program"):
            project.set_setting("city", "Elm")
        other.execute("ROLLBACK")
    project.set_setting("city", "Elm")


def test_that_a_project_for_viewing_refuses_undo_in_words(project: Project) -> None:
    project.set_setting("city", "Elm")
    with closing(open_project(project.path, read_only=True)) as viewed:
        for deed in (viewed.undo, viewed.redo, lambda: viewed.set_setting("city", "Oak")):
            with pytest.raises(ReskillError, match="viewing only"):
                deed()


@ordinary
@pytest.mark.parametrize("protected", ["file", "folder"])
def test_that_what_cannot_be_written_opens_for_viewing(tmp_path: Path, protected: str) -> None:
    folder = tmp_path / "share"
    create(folder / "a.reskill", city="Oak").close()
    target = folder if protected == "folder" else folder / "a.reskill"
    target.chmod(0o555)
    try:
        with closing(open_project(folder / "a.reskill")) as project:
            assert not project.writable and project.city == "Oak"
    finally:
        target.chmod(0o755)


@ordinary
def test_that_a_folder_that_becomes_write_protected_refuses_the_change(tmp_path: Path) -> None:
    folder = tmp_path / "share"
    with closing(create(folder / "a.reskill", city="Oak")) as project:
        folder.chmod(0o555)
        try:
            with pytest.raises(ReskillError, match="write-protected.*Save a copy"):
                project.set_setting("city", "Elm")
        finally:
            folder.chmod(0o755)
        project.set_setting("city", "Elm")


@ordinary
def test_that_a_file_that_may_not_be_read_is_refused_in_words(tmp_path: Path) -> None:
    create(tmp_path / "a.reskill").close()
    (tmp_path / "a.reskill").chmod(0)
    with pytest.raises(ReskillError, match="cannot be read"):
        open_project(tmp_path / "a.reskill")


def test_that_opening_leaves_nothing_beside_the_file(project: Project) -> None:
    with closing(open_project(project.path)):
        assert [p.name for p in project.path.parent.iterdir()] == [project.path.name]


def test_that_a_copy_into_a_folder_that_takes_no_files_is_refused(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "there" / "copy.reskill"
    monkeypatch.setattr(Path, "mkdir", lambda *args, **also: None)  # the folder is never made
    with pytest.raises(ReskillError, match="cannot be written.*another folder"):
        project.save_copy(target)
