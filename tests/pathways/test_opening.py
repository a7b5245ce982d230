"""What would open a step where none is offered without caution."""

import pytest

from reskill.pathways.destinations import find_destinations
from reskill.pathways.opening import openings_missed
from reskill.pathways.report import pathways_rows


@pytest.fixture
def found(city, catalog):
    find_destinations(city, catalog)
    return city


def test_that_a_title_with_a_sure_step_needs_none_opened(found) -> None:
    served = {r["title_id"] for r in found.rows("SELECT title_id FROM destination WHERE viable AND NOT stays")}
    every = {r["title_id"] for r in found.rows("SELECT title_id FROM destination")}
    assert every - served
    assert {t for t in every if openings_missed(found, t)} == every - served


def test_that_the_steps_with_fewest_obstacles_are_told_with_limit_and_cost(found) -> None:
    title_id = found.value(
        "SELECT title_id FROM destination WHERE title_id NOT IN"
        " (SELECT title_id FROM destination WHERE viable AND NOT stays)"
    )
    first, *others = openings_missed(found, title_id)
    assert first.obstacles
    assert len(others) == 2
    assert "It would mean pay" in str(first)


def test_that_the_limit_that_decides_is_named(found, catalog) -> None:
    found.set_setting("pay_ceiling", "1.0")
    find_destinations(found, catalog)
    assert "No next job is offered without caution" in next(pathways_rows(found, "Account Clerk"))["reason"]
    kept = [
        o for r in found.rows("SELECT DISTINCT title_id AS t FROM destination") for o in openings_missed(found, r["t"])
    ]
    assert any("ceiling 100%" in text for o in kept for text in o.obstacles)
    assert any("above which a step between is asked for" in limit for o in kept for limit in o.limits)


def test_that_work_that_changes_much_more_names_its_own_limit(found, catalog) -> None:
    with found.change("Add work that no move from the others was seen to") as db:
        db["title"].insert({"id": 9, "title": "Records Aide", "positions": 5, "fte": 5, "payroll": 250_000})
        db["mapping"].insert({"title_id": 9, "code": "43-4199.00", "confidence": 0.9, "status": "accepted"})
        place = {"title_id": 9, "title": "Records Aide", "annual_salary": 50_000, "status": "filled"}
        db["position"].insert_all({"id": f"9-{i}", "source_file": "r.csv", "source_row": i} | place for i in range(5))
    found.set_setting("more_exposed_by", "0")
    found.set_setting("steps_cautious", "0")
    find_destinations(found, catalog)
    told = [
        o for r in found.rows("SELECT DISTINCT title_id AS t FROM destination") for o in openings_missed(found, r["t"])
    ]
    kept_out = [o for o in told if any("changing much more" in text for text in o.obstacles)]
    assert kept_out
    assert all("How much higher the exposure of work may be that no move was seen to" in o.limits for o in kept_out)
