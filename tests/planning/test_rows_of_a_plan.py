"""The rows that pages and scripts read of a stored plan, and what explains one of them."""

import pytest
from small_city import FREE, PRICED, Staff, fill

from reskill.planning.funds import default_funds, save_fund
from reskill.project.file import Project
from reskill.queries import plan


@pytest.fixture
def city(project: Project) -> Project:
    fill(project, [Staff("Typist", 4), Staff("Clerk II", 6, band="low"), Staff("Analyst", 3, band="priority")])
    default_funds(project, 9_000, 1, 2028)
    save_fund(project, "Amber fund", {2028: 10}, kind="union")
    with project.change("Plan") as db:
        for row in (
            (1, 1, "13-1071.00", PRICED, 2028, 2, "2027-10-01", 3, 36.0),
            (2, 2, "13-1071.00", PRICED, 2028, 2, "2027-10-01", 5, 36.0),
            (3, 1, "43-9061.00", None, 2028, 1, "2027-07-01", 1, 24.0),
            (4, 3, "43-9061.00", FREE, 2028, 1, "2027-07-01", 2, 8.0),
        ):
            db.execute(
                "INSERT INTO cohort (id, title_id, destination, program_id, fiscal_year, quarter, start, participants, hours)"
                " VALUES (?,?,?,?,?,?,?,?,?)",
                row,
            )
        for row in (
            (1, 2, "tuition", 1, 3, 1099.0, 329_700, 0),
            (1, 2, "tuition", 2, 1, 10.0, 1_000, 0),
            (1, 3, "tuition", 1, 1, 5.5, 550, 0),
            (1, 2, "release wages", 1, 108, 25.0, 270_000, 1),
            (None, 1, "administration", 1, 1, 3.0, 300, 0),
        ):
            db.execute(
                "INSERT INTO budget_line (cohort_id, quarter, category, fund_id, quantity, unit_cost, cents, in_kind,"
                " fiscal_year, unit) VALUES (?,?,?,?,?,?,?,?,2028,'unit')",
                row,
            )
        db.execute("INSERT INTO cohort_actual (cohort_id, started, finished, who, at) VALUES (1, 2, 1, 'Ann', '2028')")
        for level in ("info", "warning", "error", "info", "error"):
            db.execute("INSERT INTO plan_note (level, text) VALUES (?, ?)", (level, level))
    return project


def test_that_cohorts_have_their_cash_and_dearest_price(city: Project) -> None:
    rows = plan.every_cohort(city)
    assert [(r["key"], r["title"], r["program"], r["fiscal"], r["cash"], r["price"]) for r in rows] == [
        (4, "Analyst", "Responsible use of AI", "FY2028 Q1", 0, None),
        (3, "Typist", "in-house, or a program still to be chosen", "FY2028 Q1", 0, None),
        (2, "Clerk II", "Personnel certificate", "FY2028 Q2", 0, None),
        (1, "Typist", "Personnel certificate", "FY2028 Q2", 3312.5, 1099),
    ]
    assert plan.size(city) == {"cohorts": 4, "roles": 3, "hours": 3 * 36 + 5 * 36 + 24 + 16}


def test_that_lines_have_their_fund_title_and_way_of_paying(city: Project) -> None:
    rows = plan.every_line(city)
    assert [(r["key"], r["fiscal"], r["fund"], r["title"], r["paid"], r["amount"]) for r in rows] == [
        (5, "FY2028 Q1", "City training budget", "", "cash", 3),
        (1, "FY2028 Q2", "City training budget", "Typist", "cash", 3297),
        (2, "FY2028 Q2", "Amber fund", "Typist", "cash", 10),
        (4, "FY2028 Q2", "City training budget", "Typist", "in kind", 2700),
        (3, "FY2028 Q3", "City training budget", "Typist", "cash", 5.5),
    ]


def test_that_a_cohort_is_paid_by_category_and_fund(city: Project) -> None:
    assert [tuple(r.values()) for r in plan.payers(city, 1)] == [
        ("tuition", "City training budget", 3302.5),
        ("tuition", "Amber fund", 10),
        ("release wages", "City training budget", 2700),
    ]
    assert plan.payers(city, 2) == []


def test_that_a_class_knows_its_cohorts_and_titles(city: Project) -> None:
    rows = plan.seats(city).rows(["1 2028 1", "43-9061.00 2028 1", "2 2028 2"]).values()
    classes = {(r["program_id"], r["quarter"]): r for r in rows}
    together, alone = classes[PRICED, 2], classes[None, 1]
    assert plan.cohorts_in(city, together) == [1, 2] and plan.cohorts_in(city, alone) == [3]
    assert [tuple(r.values()) for r in plan.titles_in(city, together)] == [("Clerk II", 5), ("Typist", 3)]
    assert [tuple(r.values()) for r in plan.titles_in(city, alone)] == [("Typist", 1)]


def test_that_pages_read_cohorts_seats_and_lines_in_order(city: Project) -> None:
    found = [source(city).keys((), "", "", False) for source in (plan.cohorts, plan.seats, plan.lines)]
    assert found == [[4, 3, 2, 1], ["1 2028 1", "43-9061.00 2028 1", "2 2028 2"], [5, 1, 2, 4, 3]]


def test_that_grave_notes_come_first(city: Project) -> None:
    assert [r["text"] for r in plan.notes(city)] == ["error", "error", "warning", "info", "info"]


def test_that_what_can_be_chosen_for_a_plan_is_listed(city: Project) -> None:
    assert [(r["title"], r["band"], r["filled"]) for r in plan.titles_to_plan(city)] == [
        ("Analyst", "priority", 3),
        ("Typist", "at risk", 4),
    ]
    with city.derive("roles") as db:
        db.execute("UPDATE role SET offered = 'watch' WHERE title_id = 2")
    assert [r["title"] for r in plan.titles_to_plan(city)] == ["Analyst", "Clerk II", "Typist"]
    assert [r["code"] for r in plan.destinations_of(city, 1)] == ["43-9061.00", "13-1071.00"]
    with city.derive("pathways") as db:
        db.execute("UPDATE destination SET viable = 0 WHERE code = '13-1071.00'")
    assert [r["code"] for r in plan.destinations_of(city, 1)] == ["43-9061.00"]
    with city.derive("pathways") as db:
        db.execute("UPDATE destination SET caution = 1 WHERE code = '13-1071.00'")
    assert [r["code"] for r in plan.destinations_of(city, 1)] == ["43-9061.00", "13-1071.00"]
    assert plan.destinations_of(city, None) == []
    assert [r["name"] for r in plan.programs_in_use(city)] == ["Personnel certificate", "Responsible use of AI"]
    assert [r["name"] for r in plan.fund_names(city)] == ["City training budget", "Amber fund"]
    assert plan.departments(city) == []
    with city.change("Departments") as db:
        db.execute("UPDATE position SET department = 'Parks' WHERE title_id = 1")
        db.execute("UPDATE position SET department = 'Clerk', status = 'vacant' WHERE title_id = 2")
        db.execute("UPDATE position SET department = 'Library' WHERE title_id = 3")
    assert plan.departments(city) == ["Library", "Parks"]


def test_that_reports_stand_beside_their_cohorts(city: Project) -> None:
    reports = plan.reports(city)
    keys = reports.keys((), "", "", False)
    found = [reports.rows(keys)[key] for key in keys]
    assert [(r["key"], r["started"], r["finished"], r["placed"], r["reported_by"]) for r in found] == [
        (4, None, None, None, ""),
        (3, None, None, None, ""),
        (2, None, None, None, ""),
        (1, 2, 1, None, "Ann"),
    ]
