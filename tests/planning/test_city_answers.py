"""What the city tells the union is kept in the project."""

import pytest

from reskill.planning.city_answers import LONGEST, answer_questions, city_answers
from reskill.problem import ReskillError
from reskill.project.file import Project


def answers(project: Project) -> dict[str, str]:
    return {a.key: a.answer for a in city_answers(project) if a.answer}


def test_that_answers_are_kept_as_one_step_and_put_nothing_out_of_date(project: Project) -> None:
    assert answers(project) == {}
    answer_questions(project, {"tools": " A transcriber in the Clerk's office. ", "refusal": "Nothing follows."})
    assert answers(project) == {"tools": "A transcriber in the Clerk's office.", "refusal": "Nothing follows."}
    assert project.stale.stage == ""
    answer_questions(project, {"tools": ""})
    assert answers(project) == {"refusal": "Nothing follows."}
    project.undo()
    assert len(answers(project)) == 2


def test_that_an_unknown_question_and_a_treatise_are_refused(project: Project) -> None:
    with pytest.raises(ReskillError, match="no question pay"):
        answer_questions(project, {"pay": "x"})
    with pytest.raises(ReskillError, match="Tools has 2,001 characters"):
        answer_questions(project, {"notice": "x", "tools": "x" * (LONGEST + 1)})
    assert answers(project) == {}
