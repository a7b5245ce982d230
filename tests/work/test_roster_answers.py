"""What a person answers who sees the columns of a roster before it is taken in."""

from __future__ import annotations

from pathlib import Path

import pytest

from reskill.intake.doubts import Answers, Unsettled
from reskill.intake.table import read_table
from reskill.project.file import Project
from reskill.project.roster import settled_doubts
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


def test_that_a_city_that_looks_odd_is_asked_about_before_it_is_taken_in(project: Project, tmp_path: Path) -> None:
    """Half of the posts are vacant: asked where a person can be asked, and else said."""
    path = tmp_path / "elm.csv"
    rows = "".join(f"Clerk,Finance,{50_000 + n},{('Vacant', 'Filled')[n % 2]}\n" for n in range(20))
    path.write_text("Title,Dept,Salary,Status\n" + rows, encoding="utf-8")
    with pytest.raises(Unsettled) as asked:
        take_in(project, path, answers=Answers(ask=True))
    (doubt,) = asked.value.doubts
    assert doubt.question.startswith(
        "Does this look like your city? The roster: 10 filled and 10 vacant positions, no FTE given"
    )
    assert doubt.question.endswith("50% of the positions are vacant.")
    assert project.value("SELECT count(*) FROM position") == 0
    ((said, yes),) = Answers(ask=True).choices(doubt)
    assert said == "Yes, take it in"
    take_in(project, path, answers=yes)
    assert project.value("SELECT count(*) FROM position") == 20
    assert settled_doubts(project)[0].endswith("A person said yes; the columns were left as they are.")
    told = [str(p) for p in take_in(project, path)]
    assert settled_doubts(project) == [] and any("50% of the positions are vacant" in t for t in told)


def test_that_a_city_like_others_is_taken_in_unasked(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "elm.csv"
    rows = "".join(f"Clerk,Finance,{50_000 + n},{('Hourly', 'Annual')[n % 2]}\n" for n in range(20))
    path.write_text("Title,Dept,Salary,Pay Basis\n" + rows, encoding="utf-8")
    told = take_in(project, path, answers=Answers(ask=True))
    assert "(annual $50,010, hourly $50,009)" in told[0].text
