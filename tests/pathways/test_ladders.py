"""Next grades of titles."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from reskill.pathways.ladders import Grade, ladders, next_grades

MARKED = Path(__file__).parent / "data" / "next_grades.csv"  # by hand, before the code was written


def steps(*titles: tuple[str, float | None]) -> dict[str, str]:
    grades = [Grade(i, title, pay) for i, (title, pay) in enumerate(titles)]
    return {grades[a].title: grades[b].title for a, b in next_grades(grades).items()}


def test_that_a_series_goes_from_numbers_to_senior_to_lead_to_supervisor() -> None:
    pays = [("Planner II", 52.0), ("Planner I", 50.0), ("Sr. Planner", 60.0), ("Planner Lead", 70.0)]
    assert steps(*pays, ("Supervising Planner", 80.0)) == {
        "Planner I": "Planner II",
        "Planner II": "Sr. Planner",
        "Sr. Planner": "Planner Lead",
        "Planner Lead": "Supervising Planner",
    }


def test_that_a_senior_of_those_who_lead_is_above_them() -> None:
    assert steps(("IT Supervisor", 50.0), ("IT Supervisor Sr", 60.0)) == {"IT Supervisor": "IT Supervisor Sr"}


def test_that_short_forms_of_words_are_of_one_series() -> None:
    assert steps(("Utility Services Specialist", 50.0), ("Utility Services Spec Sr", 60.0)) == {
        "Utility Services Specialist": "Utility Services Spec Sr"
    }
    assert steps(("Health Officer I", 50.0), ("Health Ofcr II", 60.0)) == {"Health Officer I": "Health Ofcr II"}
    assert steps(("Billing Rep I", 50.0), ("Billing RepII", 60.0)) == {"Billing Rep I": "Billing RepII"}
    assert steps(("Trainer Per Agreement", 50.0), ("Senior Trainer", 60.0)) == {
        "Trainer Per Agreement": "Senior Trainer"
    }


def test_that_forms_of_appointment_keep_to_their_own_however_short() -> None:
    officers = [("Officer I-Excluded", 50.0), ("Officer II", 60.0), ("Officer II Excld", 65.0)]
    assert steps(*officers)["Officer I-Excluded"] == "Officer II Excld"


def test_that_a_single_position_is_the_next_grade_where_no_more_are() -> None:
    own, one, many = (
        Grade(1, "Analyst II", 50.0),
        Grade(2, "Analyst III", 60.0, people=1),
        Grade(3, "Analyst III", 61.0),
    )
    assert next_grades([own, one, many])[1] == 3
    assert next_grades([own, one])[1] == 2


def test_that_other_work_is_no_next_grade() -> None:
    assert steps(("Planner I", None), ("City Planner II", None), ("Senior Engineer", None), ("Chief", None)) == {}


def test_that_a_grade_that_pays_less_is_not_the_next() -> None:
    assert steps(("Manager I", 180.0), ("Manager II", 160.0)) == {}
    assert steps(("Group A", None), ("Group B", None)) == {}
    assert steps(("Inspector A", 50.0), ("Inspector B", 55.0)) == {"Inspector A": "Inspector B"}


def test_that_pay_grades_tell_before_pay_does() -> None:
    low, high = Grade(1, "Clerk I", 60.0, 8), Grade(2, "Clerk II", 40.0, 9)
    assert next_grades([low, high]) == {1: 2}
    assert next_grades([Grade(1, "Clerk I", 40.0, 9), Grade(2, "Clerk II", 60.0, 8)]) == {}


def test_that_hourly_titles_keep_to_their_own_where_they_can() -> None:
    titles = [("LIBRARY CLERK - HOURLY", 20.0), ("SENIOR LIBRARY CLERK", 60.0), ("SENIOR LIBRARY CLERK - HOURLY", 25.0)]
    assert steps(*titles)["LIBRARY CLERK - HOURLY"] == "SENIOR LIBRARY CLERK - HOURLY"
    assert steps(*titles[:2])["LIBRARY CLERK - HOURLY"] == "SENIOR LIBRARY CLERK"


def test_that_a_project_gives_its_ladders_by_title(city) -> None:
    with city.change("Add a grade") as db:
        db["title"].insert({"id": 9, "title": "Secretary Senior", "positions": 1, "fte": 1, "payroll": 55_000})
        place = {"title_id": 9, "title": "Secretary Senior", "annual_salary": 55_000}
        db["position"].insert({"id": "9-1", "source_file": "roster.csv", "source_row": 1} | place)
    assert ladders(city) == {3: 9}


def test_that_nine_of_ten_hand_marked_steps_are_found_and_few_are_others(shared) -> None:
    marked: defaultdict[str, dict[str, str]] = defaultdict(dict)
    with MARKED.open(encoding="utf-8") as file:
        for r in csv.DictReader(file):
            marked[r["city"]][r["title"]] = r["next"]
    right = wrong = 0
    for name, expected in marked.items():
        pay: defaultdict[str, list[float]] = defaultdict(list)
        with (shared / "rosters" / f"{name}.csv").open(encoding="utf-8") as file:
            for r in csv.DictReader(file):
                pay[r["title"]].append(float(r["annual_salary"] or 0))
        found = steps(*((t, sorted(p)[len(p) * 9 // 10]) for t, p in pay.items()))
        right += sum(found.get(a) == b for a, b in expected.items())
        wrong += sum(a in found and found[a] != b for a, b in expected.items())
    total = sum(map(len, marked.values()))
    assert total == 110
    assert right / total == pytest.approx(104 / 110, abs=0.03)
    assert wrong / total <= 0.05
