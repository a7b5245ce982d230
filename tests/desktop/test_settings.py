from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from reskill.desktop import settings


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESKILL_HOME", str(tmp_path / "home"))


def test_that_recent_files_come_newest_first_without_those_that_are_gone(tmp_path: Path) -> None:
    files = [tmp_path / f"{i}.reskill" for i in range(12)]
    for f in files:
        f.touch()
        settings.remember(f)
    settings.remember(files[5])
    assert settings.recent()[0] == files[5]
    assert len(settings.recent()) == settings.KEPT_FILES
    files[5].unlink()
    assert files[5] not in settings.recent()
    settings.forget_recent()
    assert settings.recent() == []


def test_that_a_single_recent_file_is_remembered(tmp_path: Path) -> None:
    (tmp_path / "a.reskill").touch()
    settings.remember(tmp_path / "a.reskill")
    assert settings.recent() == [tmp_path / "a.reskill"]


def test_that_the_look_and_the_layout_are_kept() -> None:
    assert settings.appearance() == "system"
    settings.set_appearance("dark")
    settings.keep_layout(QByteArray(b"g"), QByteArray(b"s"))
    assert settings.appearance() == "dark"
    assert settings.layout() == (QByteArray(b"g"), QByteArray(b"s"))


def test_that_files_are_asked_for_where_the_person_worked_not_in_the_programs_own_folder(tmp_path: Path) -> None:
    sample = tmp_path / "home" / "data" / "sample city" / "s.reskill"
    for f in (tmp_path / "a.reskill", sample):
        f.parent.mkdir(parents=True, exist_ok=True)
        f.touch()
        settings.remember(f)
    assert settings.recent()[0] == sample
    assert settings.folder() == tmp_path


def test_that_files_are_asked_for_in_everybodys_folder_until_another_was_used(tmp_path: Path, for_everybody) -> None:
    projects, other = tmp_path / "projects", tmp_path / "other"
    projects.mkdir()
    other.mkdir()
    for_everybody(f"[folders]\nprojects = '{projects}'")
    assert settings.folder() == projects
    (other / "a.reskill").touch()
    settings.remember(other / "a.reskill")
    assert settings.folder() == other
