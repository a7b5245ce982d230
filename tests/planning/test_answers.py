"""What people answered goes before what is assumed of them."""

import pytest
from small_city import Staff, fill

from reskill.planning.answers import answer_rows, record_answers
from reskill.planning.fiscal import Quarter
from reskill.planning.groups import find_groups
from reskill.planning.scenarios import scenario_in_force
from reskill.problem import ReskillError
from reskill.project.file import Project
from reskill.reference.catalog import Catalog

Q1, Q2 = Quarter(2028, 1), Quarter(2028, 2)


def expected(project: Project, catalog: Catalog) -> dict[str, int]:
    return {g.title: g.participants for g in find_groups(project, catalog, scenario_in_force(project))}


def test_that_answers_count_as_given_and_the_rest_as_assumed(project: Project, catalog: Catalog) -> None:
    fill(project, [Staff("Clerk II", 40), Staff("Typist", 20)])
    assert expected(project, catalog) == {"Clerk II": 24, "Typist": 12}  # 60%
    record_answers(project, 1, Q1, 10, 2, 8)
    assert expected(project, catalog) == {"Clerk II": 2 + 18, "Typist": 12}  # 60% of the 30 who have not answered
    record_answers(project, 1, Q1, 10, 2, 3)  # corrected: five have not answered yet
    assert expected(project, catalog)["Clerk II"] == 2 + 21


def test_that_many_answers_correct_the_share_assumed(project: Project, catalog: Catalog) -> None:
    fill(project, [Staff("Clerk II", 40), Staff("Typist", 20)])
    record_answers(project, 1, Q1, 20, 4, 16)
    record_answers(project, 1, Q2, 10, 2, 8)
    assert expected(project, catalog) == {"Clerk II": 6 + 2, "Typist": 4}  # one in five said yes


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((3, 2, 2), "cannot come of 3 offers"),
        ((5, -1, 0), "cannot come of"),
        ((41, 30, 1), "41 people cannot have been asked: 40 are Clerk II"),
    ],
)
def test_that_counts_that_cannot_be_are_refused(project: Project, counts: tuple[int, int, int], said: str) -> None:
    fill(project, [Staff("Clerk II", 40)])
    with pytest.raises(ReskillError, match=said):
        record_answers(project, 1, Q1, *counts)
    assert answer_rows(project) == []


def test_that_nobody_answers_twice(project: Project) -> None:
    fill(project, [Staff("Clerk II", 40)])
    record_answers(project, 1, Q1, 40, 30, 5)
    with pytest.raises(ReskillError, match="41 people have answered; 40"):
        record_answers(project, 1, Q2, 10, 4, 2)
    assert [r["accepted"] for r in answer_rows(project)] == [30]
