"""What the city tells the union is kept in the project."""

import pytest

from reskill.planning.city_answers import LONGEST, answer_questions, city_answers, proposed_tools, still_open
from reskill.planning.city_tools import Tools, tools_of
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


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("robots: Clerk II: filing", "begins with no kind of tool"),
        ("drafting for Clerk II", "begins with no kind of tool"),
        ("drafting: Clerk II", "does not say which classes"),
        ("drafting: Clerk II:", "does not say which classes"),
        ("drafting: Clerk II: letters\nnone", "begins with no kind of tool"),
    ],
)
def test_that_a_line_on_tools_that_cannot_be_read_is_refused(line: str, said: str, project: Project) -> None:
    with pytest.raises(ReskillError, match=said):
        answer_questions(project, {"tools_by_class": line})
    assert answers(project) == {}


def test_that_each_class_gets_the_tools_that_name_it_or_everybody_in_training(project: Project) -> None:
    told = "Answering: CLERK, SENIOR; Clerk 1:2: calls on hours.\ndrafting: every class in training: letters"
    answer_questions(project, {"tools_by_class": told})
    tools = proposed_tools(project)
    assert tools is not None
    assert tools_of(tools, "Clerk, Senior", True) == Tools(
        frozenset({"answering", "drafting"}), ("calls on hours", "letters")
    )
    assert tools_of(tools, "CLERK 1:2", False) == Tools(frozenset({"answering"}), ("calls on hours",))
    assert tools_of(tools, "Typist", False) == Tools(frozenset(), ())
    answer_questions(project, {"tools_by_class": "None."})
    assert proposed_tools(project) == ()
    answer_questions(project, {"tools_by_class": ""})
    assert proposed_tools(project) is None


def test_that_a_class_which_the_roster_does_not_have_is_named_before_the_edition_is_sent(project: Project) -> None:
    with project.derive() as db:
        db.execute("INSERT INTO title (id, title, positions, fte, payroll) VALUES (1, 'Clerk II', 1, 1.0, 1.0)")
    told = "drafting: CLERK II; Clerk III: letters"
    answer_questions(project, {a.key: told if a.key == "tools_by_class" else "Yes." for a in city_answers(project)})
    assert still_open(project) == "Tools by class names what is no class of the roster: Clerk III."
