"""Departments by the hundred are a thing to do."""

from __future__ import annotations

import pytest

from reskill.project.departments import department_list, roll_up
from reskill.project.file import Project
from reskill.work.next_steps import next_steps


@pytest.mark.parametrize(("number", "said"), [(100, []), (101, [101])])
def test_that_more_departments_than_a_chart_holds_are_to_be_rolled_up(
    project: Project, number: int, said: list[int]
) -> None:
    with project.change("Fill") as db:
        for n in range(number):
            name = f"Crew {n}"
            place = {"department": name, "roster_department": name, "source_file": "r.csv", "source_row": n}
            db["position"].insert({"id": str(n), "title": "Clerk", **place})
    assert [s.count for s in next_steps(project) if s.what == "departments"] == said
    roll_up(project, {d.name: "Crews" for d in department_list(project)[:50]})
    assert not [s for s in next_steps(project) if s.what == "departments"]
