"""The plan over its quarters adds up to its people, and loads stand against what there is."""

import pytest
from small_city import LONG, PRICED, Staff, fill

from reskill.planning.by_hand.cohorts import set_class_price
from reskill.planning.fiscal import Quarter
from reskill.planning.funds import default_funds
from reskill.planning.plan import make_plan
from reskill.planning.timeline import classes, load_by_department, load_by_partner
from reskill.project.file import Project
from reskill.queries.plan import every_class
from reskill.reference.catalog import Catalog


def test_that_classes_have_all_people_and_last_as_long_as_their_hours(project: Project, catalog: Catalog) -> None:
    fill(project, [Staff("Clerk II", 40), Staff("Typist", 20, moves=(("15-1231.00", LONG, 9),), stay_program=None)])
    default_funds(project, 900_000, 3, 2028)
    make_plan(project, catalog)
    found = classes(project)
    assert sum(c.people for c in found) == project.value("SELECT sum(participants) FROM cohort")
    assert sorted(i for c in found for i in c.cohorts) == [
        r["id"] for r in project.rows("SELECT id FROM cohort ORDER BY id")
    ]
    long = [c for c in found if c.program_id == LONG]
    assert long and all(c.quarters > 1 for c in long)


def test_that_who_learns_at_work_is_in_a_class_for_each_occupation(project: Project, catalog: Catalog) -> None:
    fill(
        project,
        [
            Staff("Clerk II", 40, stay_program=None, moves=()),
            Staff("Typist", 20, stay_program=None, moves=(), code="43-9022.00"),
        ],
    )
    default_funds(project, 900_000, 3, 2028)
    make_plan(project, catalog)
    start = Quarter(2028, 1)
    first = [
        project.value(
            "SELECT id FROM cohort WHERE title_id = ? AND program_id IS NULL ORDER BY start, id LIMIT 1", (title,)
        )
        for title in (1, 2)
    ]
    found = {c.practice: c for c in classes(project) if c.start == start}
    assert [set(found[code].cohorts) & set(first) for code in ("43-9061.00", "43-9022.00")] == [{first[0]}, {first[1]}]
    listed = {
        c["practice"]: c["numbers"].split()
        for c in every_class(project)
        if (c["fiscal_year"], c["quarter"]) == (2028, 1)
    }
    assert {code: [str(i) for i in c.cohorts] for code, c in found.items()} == listed
    set_class_price(project, found["43-9022.00"].cohorts, 100)
    tuition = "SELECT sum(cents) FROM budget_line WHERE category = 'tuition'"
    assert project.value(tuition) == 10_000


def test_that_a_departments_load_is_its_share_of_the_people_in_training(project: Project, catalog: Catalog) -> None:
    fill(project, [Staff("Clerk II", 40)])
    with project.change("Place") as db:
        db.execute("UPDATE position SET department = iif(source_row <= 11, 'Finance', 'Library')")
    default_funds(project, 900_000, 3, 2028)
    make_plan(project, catalog)
    finance = next(load for load in load_by_department(project) if load.name == "Finance")
    starting = project.value("SELECT sum(participants) FROM cohort WHERE (fiscal_year, quarter) = (2028, 1)")
    assert finance.used[Quarter(2028, 1)] == pytest.approx(starting / 4)  # 10 of 40
    assert finance.limit[Quarter(2028, 1)] == 2.5  # a quarter of 10


def test_that_a_partners_seats_stand_against_what_is_agreed(project: Project, catalog: Catalog) -> None:
    fill(project, [Staff("Clerk II", 40, stay_program=None)])
    default_funds(project, 900_000, 3, 2028)
    make_plan(project, catalog)
    row = project.rows(f"SELECT * FROM cohort WHERE program_id = {PRICED} ORDER BY id")[0]
    with project.change("Agree") as db:
        db.execute("INSERT INTO partner (id, name, kind, agreement) VALUES (7, 'College', 'college', 'signed')")
        db.execute(
            "INSERT INTO partner_program (partner_id, program_id, fiscal_year, quarter, seats) VALUES (7, ?, ?, ?, 4)",
            (PRICED, row["fiscal_year"], row["quarter"]),
        )
    (load,) = load_by_partner(project)
    quarter = Quarter(row["fiscal_year"], row["quarter"])
    people = project.value(
        "SELECT sum(participants) FROM cohort WHERE (program_id, fiscal_year, quarter) = (?, ?, ?)",
        (PRICED, row["fiscal_year"], row["quarter"]),
    )
    assert (load.name, load.used, load.limit) == ("College", {quarter: people}, {quarter: 4})
