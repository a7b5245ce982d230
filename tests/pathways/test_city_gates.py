"""What the city asks for a title, as it fills it in."""

import pytest

from reskill.pathways.city_gates import city_gates, set_city_gates
from reskill.pathways.city_titles import city_titles
from reskill.pathways.ladders import series
from reskill.problem import ReskillError


def test_that_unfilled_gates_are_to_be_asked(city) -> None:
    assert city_titles(city, title_ids=[3])[0].gates == "ask"
    assert city_gates(city, [3]) == {}


def test_that_what_the_city_fills_in_is_told_with_the_title(city) -> None:
    set_city_gates(city, [3], {"probation": " 6 months ", "residency": "in the city"})
    assert city_gates(city, [3, 4]) == {
        3: {"examination": "", "posting": "", "probation": "6 months", "residency": "in the city"}
    }
    there = city_titles(city, title_ids=[3])[0]
    assert there.gates == "examination: ask; posting: ask; probation: 6 months; residency: in the city"
    assert str(there).endswith(f"({there.gates})")
    set_city_gates(city, [3], {})
    assert city_gates(city, [3]) == {}


def test_that_filling_in_is_one_step_that_can_be_undone(city) -> None:
    set_city_gates(city, [3, 4], {"posting": "10 days"})
    city.undo()
    assert city_gates(city, [3, 4]) == {}


def test_that_unknown_gates_and_long_answers_are_refused(city) -> None:
    with pytest.raises(ReskillError, match="is no gate of a title"):
        set_city_gates(city, [3], {"height": "6 ft"})
    with pytest.raises(ReskillError, match="Posting is longer than 200 characters"):
        set_city_gates(city, [3], {"posting": "x" * 201})
    assert city_gates(city, [3]) == {}


def test_that_a_series_holds_the_titles_that_differ_in_grade_alone(city) -> None:
    with city.change("Add a grade") as db:
        db["title"].insert({"id": 9, "title": "Secretary Senior", "positions": 1, "fte": 1, "payroll": 55_000})
    assert series(city, 3) == [3, 9]
    assert series(city, 4) == [4]


def test_that_pay_grades_are_read_for_those_who_read_of_a_title_alone(city) -> None:
    with city.change("Grade a title") as db:
        db.execute("UPDATE position SET grade = 'B' WHERE title_id = 3")
        db.execute("UPDATE position SET grade = 'A' WHERE id = '3-1'")
    told, counted = (city_titles(city, title_ids=[3], grades=grades)[0] for grades in (True, False))
    assert told.grades == ("A", "B") and "grade A, B" in str(told)
    assert counted.grades == () and (counted.people, counted.middle) == (told.people, told.middle)
