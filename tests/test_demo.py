"""The sample city goes through the whole job."""

import csv
import datetime as dt
from pathlib import Path

import pytest

from reskill import paths
from reskill.demo import make, reply_day
from reskill.planning.city_answers import city_answers
from reskill.planning.city_tools import proposed
from reskill.project.file import open_project
from reskill.reference.catalog import Catalog


def test_that_the_sample_city_is_planned_and_says_it_is_fictional(tmp_path: Path, catalog: Catalog) -> None:
    project, plan, written = make(tmp_path, catalog)
    assert "fictional" in project.city
    assert project.value("SELECT count(*) FROM position") > 1200
    assert project.value("SELECT count(*) FROM position WHERE status = 'vacant'") > 20
    assert project.value("SELECT count(DISTINCT fiscal_year) FROM fund_year") == 3
    assert project.value("SELECT count(*) FROM cohort") > 10
    assert plan.cents == project.value("SELECT sum(cents) FROM budget_line WHERE NOT in_kind") > 0
    assert all(p.exists() for p in written) and len(written) == 4
    over = project.rows(
        "SELECT b.fund_id, b.fiscal_year, sum(b.cents) / 100.0 AS spent, y.amount FROM budget_line b"
        " JOIN fund_year y USING (fund_id, fiscal_year) WHERE in_kind = 0 GROUP BY 1, 2 HAVING spent > amount + 0.005"
    )
    assert over == []
    unpaid = "SELECT f.name FROM fund f WHERE NOT EXISTS (SELECT 1 FROM budget_line b WHERE b.fund_id = f.id AND b.cents > 0)"
    training = next(a.answer for a in city_answers(project) if a.subject == "Training")
    assert all(f"The {r['name']} pays nothing in this plan" in training for r in project.rows(unpaid))
    project.close()
    again = open_project(tmp_path / "Marlow Bend.reskill")
    assert again.check() == []
    again.close()


@pytest.mark.parametrize(
    ("today", "asked"),
    [
        ("2026-11-29", "2027-01-13"),  # six weeks on is a Sunday
        ("2026-09-28", "2026-11-18"),  # the Wednesday after is Veterans Day
        ("2026-11-25", "2027-01-06"),  # a Wednesday itself
    ],
)
def test_that_the_sample_city_asks_for_replies_by_a_working_day(today: str, asked: str) -> None:
    assert reply_day(dt.date.fromisoformat(today)).isoformat() == asked


def test_that_the_sample_city_names_the_tools_that_its_staff_train_for() -> None:
    """Duties that are added speak of an automatic service, and training for it begins in the first year."""
    with (paths.shipped("data/sample_city") / "city_answers.csv").open(encoding="utf-8", newline="") as file:
        told = {r["key"]: r["answer"] for r in csv.DictReader(file)}
    assert "automatic service" in told["tools"] and "suggests" not in told["tools"]
    assert told["when"].startswith("From {first} on, training first")


def test_that_the_sample_city_names_the_classes_whose_calls_a_service_takes() -> None:
    """It answers everybody at once, so it waits for the last of them; what else is practised is no tool decided."""
    folder = paths.shipped("data/sample_city")
    with (folder / "city_answers.csv").open(encoding="utf-8", newline="") as file:
        told = {r["key"]: r["answer"] for r in csv.DictReader(file)}
    with (folder / "roster.csv").open(encoding="utf-8", newline="") as file:
        titles = {r["Position Title"] for r in csv.DictReader(file)}
    tools = {t.kind: t for t in proposed(told["tools_by_class"]) or ()}
    assert tools["answering"].classes[:3] == ("311 Call Ctr Rep", "Customer Service Rep", "Utility Billing Rep")
    assert {c for t in tools.values() for c in t.classes} <= titles and "Admin Asst I" in tools["drafting"].classes
    assert "only after everybody in its five classes" in told["when"] and len(tools["answering"].classes) == 5
    assert (
        "before seniority counts" in told["who_gets_places"]
        and "first for the department City Clerk, then" in told["choice"]
    )
    assert told["tools"].startswith("Four, and no other") and len(tools) == 4
    assert "needs its own notice and bargaining first" in told["tools"]
