import pytest
from small_city import UNPRICED, Staff, fill

from reskill.planning.funds import default_funds
from reskill.planning.levers import actions
from reskill.planning.plan import make_plan
from reskill.planning.readiness import answer, checklist
from reskill.problem import ReskillError
from reskill.project.file import Project
from reskill.reference.catalog import Catalog


def test_that_an_empty_project_asks_nothing_of_the_levers(project: Project) -> None:
    assert actions(project) == []


def test_that_the_plan_says_what_it_asks_of_each_lever(project: Project, catalog: Catalog) -> None:
    fill(project, [Staff("Clerk", 10, moves=(), stay_program=UNPRICED), Staff("Typist", 4)])
    with project.change("Alter"):
        project.db.execute("UPDATE position SET bargaining_unit = 'Local 7'")
        project.db.execute("UPDATE role SET protected = 0.4 WHERE title_id = 1")
        project.db.execute("UPDATE role SET published = 0.2 WHERE title_id = 2")
    default_funds(project, 500_000, 3, 2028)
    make_plan(project, catalog)
    found = {a.lever: a.examples for a in actions(project)}
    assert found == {
        "Expertise and data": ("Typist",),
        "Authority over domains": ("Clerk",),
        "Power to convene": ("Local 7",),
        "Procurement": ("Data certificate",),
    }
    assert all("{" not in a.action and a.source for a in actions(project))


def test_that_answers_to_the_checklist_are_kept_and_undone(project: Project) -> None:
    assert len({i.capacity for i in checklist(project)}) == 4
    answer(project, "unions", "partly")
    assert {i.id: i.answer for i in checklist(project)}["unions"] == "partly"
    project.undo()
    assert all(i.answer == "" for i in checklist(project))


@pytest.mark.parametrize(("item", "value"), [("weather", "yes"), ("unions", "maybe")])
def test_that_an_answer_outside_the_list_is_refused(project: Project, item: str, value: str) -> None:
    with pytest.raises(ReskillError):
        answer(project, item, value)
