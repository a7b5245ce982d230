"""What a person answers who sees the columns of a roster before it is taken in."""

from __future__ import annotations

from pathlib import Path

import pytest

from reskill.intake.doubts import Unsettled
from reskill.intake.table import read_table
from reskill.project.file import Project
from reskill.work.roster import choose_columns, take_in


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    path = tmp_path / "elm.csv"
    path.write_text("Title,Dept,Authorized,Budgeted\nClerk,Finance,3,2\nCook,Parks,1,1\n", encoding="utf-8")
    return path


def test_that_columns_of_counts_that_a_person_leaves_are_asked_about(project: Project, roster: Path) -> None:
    choice = choose_columns(project, read_table(roster))
    assert choice.columns["positions"] == "Authorized"
    with pytest.raises(Unsettled, match="do not tell the same number"):
        take_in(project, roster, columns=choice.answered(choice.columns))


def test_that_a_column_of_counts_that_a_person_chooses_is_read(project: Project, roster: Path) -> None:
    choice = choose_columns(project, read_table(roster))
    take_in(project, roster, columns=choice.answered({**choice.columns, "positions": "Budgeted"}))
    assert project.value("SELECT count(*) FROM position") == 3
