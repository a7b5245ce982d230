"""Programs side by side."""

import pytest

from reskill.problem import ReskillError
from reskill.programs.comparison import compare


@pytest.fixture
def two(project):
    project.set_setting("zip", "62201")
    with project.change("Enter programs") as db:
        db["program"].insert(
            {
                "id": 1,
                "name": "Welding",
                "provider": "College",
                "cost": 3000,
                "hours": 300,
                "hours_source": "list.csv, row 2",
            }
            | {
                "weeks": 12,
                "zip": "63101",
                "city": "St. Louis",
                "place": "MO",
                "origin": "imported",
                "list": "list.csv",
            }
            | {"served": 40, "completed": 30, "employed": 0.75}
        )
        db["program"].insert(
            {"id": 2, "name": "Welding II", "delivery": "online", "served": 12, "completed": 4, "employed": 1}
        )
    return project


def fact(found, label):
    return next(f.values for f in found if f.label == label)


def test_that_price_hours_place_and_outcomes_stand_side_by_side_and_small_numbers_are_hidden(two) -> None:
    found = compare(two, [1, 2])
    assert fact(found, "Program") == ("Welding", "Welding II")
    assert fact(found, "Price") == ("$3,000", "")
    assert fact(found, "Hours") == ("300", "")
    assert fact(found, "Hours known from") == ("list.csv, row 2", "")
    assert fact(found, "Where") == (
        "St. Louis, Missouri (3 miles)",
        "not known: the hands-on part is not online",
    )
    assert fact(found, "Outcomes") == (
        "30 of 40 completed; 75% employed in the second quarter after",
        "hidden: fewer than 10 people",
    )


def test_that_what_is_online_says_whose_it_is(two) -> None:
    with two.change("x") as db:
        db.execute("UPDATE program SET name = 'Bookkeeping', city = 'Lubbock', place = 'TX' WHERE id = 2")
    assert fact(compare(two, [1, 2]), "Where")[1] == "online, from Lubbock, Texas"


def test_that_the_money_that_may_admit_it_goes_by_list_hours_and_weeks(two) -> None:
    first, second = fact(compare(two, [1, 2]), "Money that may admit it")
    assert "training accounts" in first and "Workforce Pell" in first and second == ""
    for change in ("hours = 149", "hours = 600", "weeks = 15", "weeks = 7"):
        with two.change("x") as db:
            db.execute(f"UPDATE program SET {change} WHERE id = 1")
        assert "Pell" not in fact(compare(two, [1, 2]), "Money that may admit it")[0], change
        two.undo()
    with two.change("x") as db:
        db.execute("UPDATE program SET closed = '2026-01-01' WHERE id = 1")
    assert "training accounts" not in fact(compare(two, [1, 2]), "Money that may admit it")[0]


def test_that_funds_stand_beside_the_programs_whose_tuition_they_may_pay(two) -> None:
    with two.change("Enter funds") as db:
        for name, kind, pays, admits in (
            ("General fund", "city", "tuition; books", 1),
            ("Accounts", "individual account", "tuition", 1),
            ("Wages only", "ojt", "release wages", 1),
            ("Private only", "state", "tuition", 0),
        ):
            db["fund"].insert({"name": name, "kind": kind, "pays": pays, "admits_city": admits})
    assert fact(compare(two, [1, 2]), "Funds of the plan") == ("General fund; Accounts", "General fund")


def test_that_one_program_or_five_are_not_compared(two) -> None:
    for ids in ([1], [1, 2, 1, 2, 1]):
        with pytest.raises(ReskillError, match="programs are chosen"):
            compare(two, ids)


def test_that_a_price_is_said_once_and_the_providers_words_where_they_say_more(project) -> None:
    with project.change("Enter programs") as db:
        db["program"].insert_all(
            [
                {"id": 1, "name": "A", "cost": 1050, "cost_text": "$1,050 (sum of cost lines)"},
                {"id": 2, "name": "B", "cost": 0, "cost_text": "Free"},
                {"id": 3, "name": "C", "cost": 39, "cost_text": "From $39 a month"},
                {"id": 4, "name": "D", "cost": None, "cost_text": "on request"},
            ]
        )
    said = fact(compare(project, [1, 2, 3, 4]), "Price")
    assert said == ("$1,050 (sum of cost lines)", "Free", "$39 (From $39 a month)", "on request")
