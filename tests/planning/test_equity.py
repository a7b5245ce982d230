"""Places by group add up to the plan's people, and only groups that are large enough are compared."""

import pytest
from small_city import Staff, fill

from reskill.export.board.tallies import tallies as board_tallies
from reskill.export.cover import money
from reskill.export.equity import equity_rows
from reskill.export.open_conflicts import conflict_rows
from reskill.export.union.tallies import tallies as union_tallies
from reskill.planning.by_hand.cohorts import lock
from reskill.planning.equity import placed_groups, places_by_department
from reskill.planning.funds import default_funds
from reskill.planning.plan import make_plan
from reskill.planning.ruled_out import rule_out
from reskill.project.file import Project
from reskill.reference.catalog import Catalog


def test_that_places_of_a_title_are_shared_among_its_people_alike(project: Project, catalog: Catalog) -> None:
    fill(project, [Staff("Clerk II", 40), Staff("Typist", 20, pay=30_000)])
    with project.change("Place") as db:
        db.execute("UPDATE position SET department = iif(source_row <= 31, 'Finance', 'Library') WHERE title_id = 1")
        db.execute("UPDATE position SET department = 'Records', fte = 0.5 WHERE title_id = 2")
    default_funds(project, 900_000, 3, 2028)
    make_plan(project, catalog)
    with project.change("Halve") as db:
        db.execute("UPDATE cohort SET participants = 3 WHERE title_id = 2")
    clerks = project.value("SELECT sum(participants) FROM cohort WHERE title_id = 1")
    typists = project.value("SELECT sum(participants) FROM cohort WHERE title_id = 2")
    found = {(g.kind, g.name): g for g in placed_groups(project)}
    assert found["department", "Finance"].places == pytest.approx(clerks * 30 / 40)
    assert found["department", "Records"].people == 20 and found["department", "Records"].places == typists
    assert found["department", "Finance"].ratio == 1
    assert found["department", "Records"].ratio == pytest.approx(typists / 20 / (clerks / 40))
    assert found["part-time", "part-time"].places == pytest.approx(typists)
    for kind in ("department", "part-time", "pay quartile", "grade", "bargaining_unit"):
        assert sum(g.places for g in found.values() if g.kind == kind) == pytest.approx(clerks + typists)


def test_that_a_small_group_is_not_compared(project: Project, catalog: Catalog) -> None:
    fill(project, [Staff("Clerk II", 40)])
    with project.change("Place") as db:
        db.execute("UPDATE position SET department = iif(source_row <= 5, 'Mayor', 'Finance')")
    default_funds(project, 900_000, 3, 2028)
    make_plan(project, catalog)
    found = {g.name: g for g in placed_groups(project) if g.kind == "department"}
    assert found["Mayor"].ratio is None and not found["Mayor"].low and found["Finance"].ratio == 1


def test_that_each_department_has_its_part_of_the_places_of_its_titles(project: Project) -> None:
    fill(project, [Staff("Clerk II", 8, vacant=2), Staff("Typist", 4), Staff("Aide", 3, band="low")])
    with project.change("Place") as db:
        db.execute("UPDATE position SET department = 'Finance' WHERE title_id = 1")
        db.execute("UPDATE position SET department = 'Library' WHERE title_id = 2 OR id = '1-0'")
        db.execute("UPDATE position SET department = 'Parks' WHERE title_id = 3")
        db.execute("UPDATE position SET department = '' WHERE id = '2-0'")
        for title, people in ((1, 3), (1, 1), (2, 1)):
            db.execute(
                "INSERT INTO cohort (title_id, destination, fiscal_year, quarter, start, participants, hours)"
                " VALUES (?,'13-1071.00',2028,1,'2027-07-01',?,8)",
                (title, people),
            )
    assert [tuple(r.values()) for r in places_by_department(project)] == [
        ("Finance", 7, 3.5),  # half of 8 clerks have a place
        ("Library", 4, 1.3),  # one clerk, and three of four typists who share a place: 1.25
        ("Parks", 3, 0.0),
    ]


def test_that_editions_name_low_groups_that_are_large_and_tell_no_share(project: Project, catalog: Catalog) -> None:
    fill(project, [Staff("Clerk II", 40), Staff("Typist", 20), Staff("Aide", 9)])
    assert equity_rows(project) == []  # without a plan
    with project.change("Place") as db:
        db.execute("UPDATE position SET department = 'Finance', bargaining_unit = 'Local 1' WHERE title_id = 1")
        db.execute("UPDATE position SET department = 'Records', fte = 0.5 WHERE title_id = 2")
        db.execute("UPDATE position SET department = 'Mayor' WHERE title_id = 3")
    default_funds(project, 900_000, 3, 2028)
    make_plan(project, catalog)
    with project.change("Thin out") as db:
        db.execute("DELETE FROM cohort WHERE title_id = 3")
        db.execute("UPDATE cohort SET participants = 1 WHERE title_id = 2")
    found = {}
    for _, kinds, text, basis in equity_rows(project):
        found |= dict.fromkeys(kinds.split("; "), text)
        assert not any(mark in text for mark in "0123456789%")
        assert "fewer than 10" in basis or basis == "As above."
    assert found["By department"] == "Below four fifths of the highest share: Records"
    assert found["By part-time work"] == "part-time: below four fifths of the highest share"
    assert found["By bargaining unit"] == "Below four fifths of the highest share: (not given)"
    assert found["By grade"] == "Too few groups are large enough to compare."


def test_that_each_cover_tells_open_conflicts_and_who_gets_places_alike(project: Project, catalog: Catalog) -> None:
    fill(project, [Staff("Clerk II", 40), Staff("Typist", 20)])
    assert conflict_rows(project) == []  # without a plan
    default_funds(project, 900_000, 3, 2028)
    make_plan(project, catalog)
    assert [row[1:3] for row in conflict_rows(project)] == [("Open conflicts", "none")]
    first = project.rows("SELECT id, title_id, participants FROM cohort ORDER BY id LIMIT 1")[0]
    lock(project, [first["id"]])
    rule_out(project, title_id=first["title_id"])
    (row,) = conflict_rows(project)
    assert row[1:3] == ("Open conflicts", "1 open")
    for cover in (money, board_tallies, union_tallies):
        told = cover(project)
        assert [r for r in told if r[1] == "Open conflicts"] == [row]
        assert [r for r in told if r[0] == "Who gets places"] == equity_rows(project) != []
