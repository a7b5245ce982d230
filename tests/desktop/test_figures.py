"""The figures above the overview and the plan, and the rows of the plan's tables, from a handful of people and dollars."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import get_args

import pytest

from reskill.desktop import theme
from reskill.desktop.pages import overview, plan_tables
from reskill.planning.checks.result import Status
from reskill.planning.checks.rulebook import Rule
from reskill.planning.checks.rules import RuleFinding
from reskill.planning.levers import Action
from reskill.project.file import Project, open_project
from reskill.project.freshness import STAGES


def fill(project: Project) -> None:
    """Two titles of 3 and 5 positions, one of them mapped and at risk, and a plan for two years by two funds."""
    with project.change("Fill the project", *STAGES) as db:
        for title, positions, band, net in ((1, 3, "priority", 0.6), (2, 5, "low", 0.1)):
            db["title"].insert({"id": title, "title": f"T{title}", "positions": positions, "fte": 1.0, "payroll": 0.0})
            db["role"].insert(
                {"title_id": title, "code": "43-9061.00", "occupation": "", "tasks": 4, "exposure": net, "net": net}
                | {"band": band, "priority": net, "reason": ""}
            )
            for n in range(positions):
                db["position"].insert(
                    {"id": f"{title}-{n}", "title_id": title, "title": f"T{title}", "source_file": "a", "source_row": n}
                    | {"status": "vacant" if n == 0 else "filled", "department": "Parks" if title == 2 else ""}
                )
        db["mapping"].insert({"title_id": 1, "code": "43-9061.00", "confidence": 1, "status": "accepted"})
        for fund, name in ((1, "City"), (2, "Union"), (3, "Unused")):
            db["fund"].insert({"id": fund, "name": name})
        for fund, year, amount in ((1, 2028, 1000.0), (2, 2028, 500.0), (1, 2029, 300.0), (3, 2028, 0.0)):
            db["fund_year"].insert({"fund_id": fund, "fiscal_year": year, "amount": amount})
        for cohort, title, year, people, held_back in ((1, 1, 2028, 2, 10_000), (2, 1, 2029, 1, 2_500)):
            db["cohort"].insert(
                {"id": cohort, "title_id": title, "destination": "X", "fiscal_year": year, "quarter": 1, "hours": 8.5}
                | {"start": "2027-07-01", "participants": people, "held_back": held_back}
            )
        for cohort, year, fund, cents, in_kind in (
            (1, 2028, 1, 60_000, 0),
            (1, 2028, 2, 20_050, 0),
            (1, 2028, 1, 7_700, 1),
            (2, 2029, 1, 39_950, 0),
        ):
            db["budget_line"].insert(
                {"cohort_id": cohort, "fiscal_year": year, "quarter": 1, "category": "books", "fund_id": fund}
                | {"quantity": 1.0, "unit": "lump", "unit_cost": 0.0, "cents": cents, "in_kind": in_kind}
            )


def test_that_the_overview_tells_positions_mapped_at_risk_and_the_plans_cost(project: Project) -> None:
    fill(project)
    assert overview.figures(project) == [
        ("Positions", "8", "2 vacancies; 2 titles"),
        ("Mapped to an occupation", "38%", "5 positions not coded for now"),
        ("In roles at risk", "3", "positions in 1 role of the bands at risk and priority"),
        ("Plan", "$1,200", "for 3 places in training; funds $1,800"),
    ]
    with project.change("Hold") as db:
        db.execute("UPDATE position SET held = 1 WHERE id = '1-0'")
        db.execute("UPDATE position SET status = 'filled' WHERE id = '2-0'")
    assert overview.figures(project)[0][2] == "1 vacancy (1 on hold); 2 titles"


def test_that_every_step_leads_where_its_button_says(project: Project) -> None:
    fill(project)
    assert [(t.text, t.button, t.where, t.done) for t in overview.todos(project)] == [
        ("1 title (5 positions) to sign off.", "Review titles", "titles", False),
        ("1 role at risk can only be re-tasked.", "See pathways", "pathways", False),
        ("1 role at risk with unreviewed tiers.", "Review tiers", "tasks", False),
        ("The plan has 2 cohorts.", "See the plan", "plan", True),
        ("Workbooks for HR, union and board.", "Export", "review", True),
    ]
    places = {what: where for what, (_, where) in overview.BUTTONS.items()}
    assert places == {
        "lines": "roster",
        "departments": "roster",
        "titles": "titles",
        "kept decisions": "sources",
        "settings": "do:preferences",
        "place": "do:preferences",
        "estimates": "tasks",
        "pathways": "pathways",
        "tiers": "tasks",
        "plan": "do:make_plan",
        "notes": "plan",
        "hours": "plan",
        "comments": "review",
        "workbooks": "review",
    }


def test_that_departments_with_most_people_at_risk_come_first(empty_window, project: Project, qtbot) -> None:
    with project.change("Fill the project", *STAGES) as db:
        for title, band, department, positions in (
            (1, "low", "Parks", 5),
            (2, "at risk", "Zoo", 1),
            (3, "watch", "", 2),
        ):
            db["title"].insert({"id": title, "title": f"T{title}", "positions": positions, "fte": 1.0, "payroll": 0.0})
            db["role"].insert(
                {
                    "title_id": title,
                    "code": "",
                    "occupation": "",
                    "tasks": 4,
                    "band": band,
                    "priority": 0.0,
                    "reason": "",
                }
            )
            for n in range(positions):
                db["position"].insert(
                    {"id": f"{title}-{n}", "title_id": title, "title": "T", "source_file": "a", "source_row": n}
                    | {"department": department}
                )
    project.close()
    empty_window.open_path(project.path)
    qtbot.waitUntil(lambda: empty_window.session.is_open and not empty_window.session.jobs.busy, timeout=20_000)
    empty_window.go("overview")
    said = empty_window.page().chart.accessibleDescription()
    assert said.index("Zoo") < said.index("(no department)") < said.index("Parks")


def test_that_the_plans_tabs_say_what_they_hold_and_how_much(window, qtbot) -> None:
    window.go("plan")
    tabs = window.page().tabs
    said = [tabs.tabText(n).partition(" (") for n in range(tabs.count())]
    assert [name for name, *_ in said][:8] == [
        *("Cohorts", "Seats", "Lines", "Funds", "Rules", "Asks", "Actuals", "Variance"),
    ]
    number = {name: rest.rstrip(")") for name, _, rest in said}
    project = window.session.project
    assert number["Cohorts"] == number["Actuals"] == str(project.value("SELECT count(*) FROM cohort"))
    assert number["Lines"] == str(project.value("SELECT count(*) FROM budget_line"))
    assert number["Funds"] == str(len(plan_tables.total_rows(project)))


def test_that_every_state_of_a_rule_has_an_icon_in_its_colour(qapp) -> None:
    assert set(plan_tables.STATES) == set(get_args(Status))
    tones = {state: tone for state, (_, tone) in plan_tables.STATES.items()}
    assert (tones["holds"], tones["broken"], tones["cannot be checked"]) == ("good", "bad", "warn")
    for icon, tone in plan_tables.STATES.values():
        assert not theme.icon(icon, tone).isNull()
    assert plan_tables.STATES["holds"][0] != plan_tables.STATES["broken"][0]


def test_that_the_plan_tells_places_time_cash_and_what_is_left(project: Project) -> None:
    assert plan_tables.figures(project) == [
        ("Places in training", "0", "0 cohorts from 0 roles"),
        ("Paid training hours", "0", "no plan yet"),
        ("Cash committed", "$0", "no plan yet"),
        ("Funds", "$0", "$0 held back, $0 not planned"),
    ]
    fill(project)
    assert plan_tables.figures(project) == [
        ("Places in training", "3", "2 cohorts from 1 role"),
        ("Paid training hours", "26", "paid time worth $77, no cash"),  # 25.5
        ("Cash committed", "$1,200", "$400 a place"),
        ("Funds", "$1,800", "$125 held back, $475 not planned"),
    ]


def test_that_funds_are_told_by_year_with_what_is_left(project: Project) -> None:
    fill(project)
    fields = ("key", "fund_id", "fund", "fiscal", "fiscal_year", "available", "cash", "in_kind", "left")
    assert [tuple(row[f] for f in fields) for row in plan_tables.total_rows(project)] == [
        ("1-2028", 1, "City", "FY2028", 2028, 1000, 600, 77, 400),
        ("1-2029", 1, "City", "FY2029", 2029, 300, 399.5, 0, -99.5),
        ("2-2028", 2, "Union", "FY2028", 2028, 500, 200.5, 0, 299.5),
        ("3-2028", 3, "Unused", "FY2028", 2028, 0, 0, 0, 0),
    ]
    names, years = plan_tables.years(project)
    assert names == ["City", "Union", "held back", "not planned"]
    assert [(y.label, y.available, y.spent) for y in years] == [
        ("FY2028", 1500, (600, 200.5, 100, 599.5)),
        ("FY2029", 300, (399.5, 0, 25, 0)),  # overspent: nothing is left, not less
    ]


def test_that_notes_are_told_the_grave_ones_first_and_as_what_they_are(project: Project) -> None:
    assert plan_tables.notes(project) == "Nothing to report."
    with project.change("Notes") as db:
        for level, text in (("info", "a < b"), ("warning", "few"), ("error", "none")):
            db.execute("INSERT INTO plan_note (level, text) VALUES (?, ?)", (level, text))
    said = plan_tables.notes(project)
    assert said.index("Wrong: </b>none") < said.index("Look at this: </b>few") < said.index("</b>a &lt; b")
    bad, warn = (part.partition("color:")[2].partition("'")[0] for part in said.split("</p>")[:2])
    assert bad and warn and bad != warn


@pytest.mark.parametrize(
    ("changed", "value", "said"),
    [(True, 0.2, "20% (changed here)"), (False, 0.015, "1.5%"), (False, None, "")],
)
def test_that_a_rule_is_told_with_its_value_dates_and_remedy(changed: bool, value: float | None, said: str) -> None:
    rule = Rule(
        *("iwt-cap", 4, "error", "No more than a share.", "share", value, "share", "iwt", "US"),
        *("2026-01-01", "2028-12-31", "20 CFR", True, changed),
    )
    row = plan_tables.rule_row(3, RuleFinding(rule, "broken", "It takes more.", "Take less."))
    assert (row["key"], row["status"], row["text"], row["value_text"]) == (3, "broken", "No more than a share.", said)
    assert row["found"] == "It takes more. Take less."
    assert row["dates"] == "from 2026-01-01 to 2028-12-31"
    assert (row["source"], row["parameter"], row["jurisdiction"], row["applies_to"]) == ("20 CFR", "share", "US", "iwt")


def test_that_an_ask_of_a_lever_names_its_examples() -> None:
    row = plan_tables.lever_row(2, Action("Data", "t", "Rate tasks.", 4, ("Clerk", "Typist"), "paper"))
    assert (row["key"], row["lever"], row["action"], row["examples_text"]) == (
        2,
        "Data",
        "Rate tasks.",
        "Clerk, Typist",
    )


def test_that_columns_read_the_fields_of_their_rows(city: Path) -> None:
    with closing(open_project(city)) as project:
        for columns, source in zip(plan_tables.COLUMNS, plan_tables.QUERIES, strict=False):
            rows = source(project)
            (row,) = rows.rows(rows.keys((), "", "", False)[:1]).values()
            assert {c.field for c in columns} <= row.keys()
        assert {c.field for c in plan_tables.TOTALS} <= plan_tables.total_rows(project)[0].keys()
