"""A file that is written is the old one or the complete new one."""

from pathlib import Path

import pytest

from reskill.atomic import replacing
from reskill.problem import ReskillError


def test_that_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "plan.xlsx"
    target.write_text("old", encoding="utf-8")
    with pytest.raises(ZeroDivisionError), replacing(target) as part:
        part.write_text("half", encoding="utf-8")
        raise ZeroDivisionError
    assert target.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["plan.xlsx"]


def test_that_what_a_killed_program_left_is_removed(tmp_path: Path) -> None:
    left = tmp_path / ".plan.xlsx.4194305.part"  # above the highest process number
    left.write_text("half", encoding="utf-8")
    with replacing(tmp_path / "plan.xlsx") as part:
        part.write_text("new", encoding="utf-8")
    assert [p.name for p in tmp_path.iterdir()] == ["plan.xlsx"]


def test_that_a_folder_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ReskillError, match="could not be written"), replacing(tmp_path / "file" / "plan.xlsx") as part:
        part.write_text("new", encoding="utf-8")
