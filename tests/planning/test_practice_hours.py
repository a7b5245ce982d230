"""Hours of practice at work: assumed until a named person of the city confirms or sets them, title by title."""

import pytest
from small_city import FREE, Staff, fill

from reskill.export.assumptions import assumptions, cost_assumptions
from reskill.planning.by_hand.cohorts import lock
from reskill.planning.funds import default_funds
from reskill.planning.plan import make_plan
from reskill.planning.practice import practices
from reskill.planning.practice_hours import assumed_share, confirm_hours, families, own_hours, take_back, words_on_hours
from reskill.planning.prepared import Preparations
from reskill.planning.standing import standing
from reskill.problem import ReskillError
from reskill.project.file import Project
from reskill.reference.catalog import Catalog

CLERKS, MANAGERS = "43-9061.00", "11-3012.00"
ANA = "Ana Ruiz, training coordinator"


@pytest.fixture
def city(project: Project, catalog: Catalog) -> Project:
    """20 clerks, 20 typists and 20 managers who stay by 2 hours of a course and 22 of exercises, in a plan."""
    common = {"filled": 20, "automate": 0.1, "moves": (), "stay_program": None}
    staff = [
        Staff("Clerk", **common),
        Staff("Typist", **common),
        Staff("Manager", code=MANAGERS, **common),
    ]
    fill(project, staff)
    with project.derive() as db:
        for title_id in (1, 2, 3):
            for n in (1, 2):
                db.execute(
                    "INSERT INTO practice VALUES (?,?,?,'checks','checks 20 files','files letters','a lead','18 found',10)",
                    (title_id, n, f"exercise {n}"),
                )
    with project.change("Teach AI") as db:
        course = {"subjects": "ai literacy", "hours": 2.0, "cost": 0.0, "delivery": "online self-paced"}
        db["program"].update(FREE, course | {"hours_source": "a page ; read 2026-11-01"})
    default_funds(project, 900_000, 1, 2028)
    make_plan(project, catalog)
    return project


def shares(project: Project) -> tuple[float, float]:
    now = standing(project)
    return now.assumed_hours, now.assumed_time


def test_that_only_hours_of_exercises_are_assumed_and_those_of_the_course_are_known_by_its_page(city: Project) -> None:
    assert shares(city) == (1, pytest.approx(22 / 24))
    assert "2 hours are known from a page" in words_on_hours(city)
    assert {(h.course, h.usual, h.hours, h.places) for h in own_hours(city)} == {(2, 22, 24, 20 * 0.6)}


def test_that_a_family_is_confirmed_in_one_step_and_the_plan_says_so_at_once(city: Project) -> None:
    office = [h.title_id for h in own_hours(city) if h.family == "Office and administrative support"]
    assert sorted(office) == [1, 2]
    assert assumed_share(own_hours(city), office) == pytest.approx(1 / 3)
    confirm_hours(city, office, f" {ANA} ", at="2026-11-29", why="as in the pilot")
    assert shares(city) == (pytest.approx(1 / 3), pytest.approx(22 / 72))
    said = {h.title_id: h.said for h in own_hours(city)}
    assert said[1] == (22, ANA, "2026-11-29", "as in the pilot") and said[3] is None
    (managers, clerks) = families(own_hours(city))
    assert (managers.name, managers.assumed_places, clerks.assumed_places) == ("Management", 12, 0)
    assert f"confirmed by {ANA}, 2026-11-29" in str(Preparations(city).of(1, CLERKS, None))
    notes = {r["t"]: r["note"] for r in city.rows(_NOTES)}
    assert f"(hours: by the city's rule, confirmed by {ANA}, 2026-11-29)" in notes[1] and "assumption" in notes[3]
    city.undo()
    assert shares(city) == (1, pytest.approx(22 / 24))
    assert not [h for h in own_hours(city) if h.said]
    city.redo()
    take_back(city, office)
    assert shares(city) == (1, pytest.approx(22 / 24))
    assert "assumption" in {r["t"]: r["note"] for r in city.rows(_NOTES)}[1]


def test_that_hours_that_somebody_sets_are_paid_in_the_next_plan_and_told_beside_the_usual(
    city: Project, catalog: Catalog
) -> None:
    confirm_hours(city, [1], ANA, hours=16, at="2026-11-29")
    assert standing(city).assumed_hours == 1  # the plan still has the hours that were assumed
    assert city.stale.reaches("plan")
    plan = make_plan(city, catalog)
    hours = {c.place.group.title_id: c.place.offer.training.hours for c in plan.cohorts}
    assert hours == {1: 18, 2: 24, 3: 24}
    assert shares(city) == (pytest.approx(2 / 3), pytest.approx(44 / 66))
    told = str(Preparations(city).of(1, CLERKS, None))
    assert f"18 paid hours each (set by {ANA}, 2026-11-29: 16 of exercises, which usually take 22)" in told
    short = [n.text for n in plan.notes if "Fewer hours" in n.text]
    assert len(short) == 1 and "Clerk (16 of 22)" in short[0]


def test_that_hours_of_the_plan_are_known_no_more_once_somebody_sets_others(city: Project) -> None:
    confirm_hours(city, [1, 2, 3], ANA)
    assert standing(city).assumed_hours == 0
    confirm_hours(city, [1], ANA, hours=16)
    assert shares(city) == (pytest.approx(1 / 3), pytest.approx(22 / 72))
    assert "assumption" in {r["t"]: r["note"] for r in city.rows(_NOTES)}[1]


def test_that_a_locked_cohort_rests_on_an_assumption_no_more(city: Project, catalog: Catalog) -> None:
    lock(city, [r["id"] for r in city.rows("SELECT id FROM cohort WHERE title_id = 1")], "agreed")
    confirm_hours(city, [1], ANA)
    make_plan(city, catalog)
    assert standing(city).assumed_hours == pytest.approx(2 / 3)


def test_that_hours_count_for_the_practice_of_the_occupation_that_they_were_said_of(city: Project) -> None:
    confirm_hours(city, [1], ANA)
    with city.derive() as db:
        db.execute("UPDATE role SET code = '43-4051.00', occupation = 'Customer service' WHERE title_id = 1")
    own = practices(city)[1]
    assert own.said is None and own.assumed == 22


def test_that_what_cannot_be_is_refused_and_changes_nothing(city: Project) -> None:
    steps = city.history()
    for refused, words in (
        ({"who": " "}, "Nobody confirms"),
        ({"who": ANA, "at": "tomorrow"}, "is no day"),
        ({"who": ANA, "hours": 0}, "0 hours of practice cannot be"),
        ({"who": ANA, "hours": float("nan")}, "hours of practice cannot be"),
        ({"who": ANA, "hours": 401}, "401 hours of practice cannot be"),
    ):
        with pytest.raises(ReskillError, match=words):
            confirm_hours(city, [1, 2], **refused)
    with pytest.raises(ReskillError, match="No title has hours of practice"):
        confirm_hours(city, [], ANA)
    with city.derive() as db:
        db.execute("DELETE FROM practice WHERE title_id = 2")
    with pytest.raises(ReskillError, match="Typist has no practice at work"):
        confirm_hours(city, [1, 2], ANA)
    assert city.history() == steps and not city.rows("SELECT * FROM practice_hours")


def test_that_the_sheet_of_assumptions_says_who_confirmed_the_hours_of_a_family(
    city: Project, catalog: Catalog
) -> None:
    def told() -> list[tuple[object, ...]]:
        return [row[1:] for row in assumptions(city, catalog).rows if row[0] == "Practice at work"]

    office = "Paid hours a person of practice at work: Office and administrative support, 2 titles"
    assert told()[1] == (office, "24; assumed", "24", "no")
    confirm_hours(city, [1], ANA, hours=16, at="2026-11-29")
    assert told()[1] == (office, f"18 to 24; 1 title assumed; 1 title confirmed by {ANA}, 2026-11-29", "24", "yes")
    assert not [row for row in cost_assumptions(city, catalog).rows if row[0] == "Practice at work"]


_NOTES = """
SELECT c.title_id AS t, b.note FROM budget_line b JOIN cohort c ON c.id = b.cohort_id WHERE b.category = 'release wages'
"""
