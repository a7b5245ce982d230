"""Every pathway of a project as rows, and as the command writes them."""

import csv
import io

import pytest

from reskill.cli.parser import run
from reskill.pathways.destinations import find_destinations
from reskill.pathways.own_titles import OwnTitles
from reskill.pathways.report import COLUMNS, pathways_rows
from reskill.problem import ReskillError


@pytest.fixture
def found(city, catalog):
    find_destinations(city, catalog)
    return city


def test_that_every_pathway_is_a_row_with_its_answer(found) -> None:
    rows = list(pathways_rows(found))
    assert len(rows) == found.value("SELECT count(*) FROM destination")  # no title of this city has a next grade
    assert {tuple(r) for r in rows} == {COLUMNS}
    assert {r["offered"] for r in rows} == {"yes", "caution", "no"}
    answers = {(r["title"], r["code"]): r["offered"] for r in rows}
    for r in found.rows("SELECT t.title, d.* FROM destination d JOIN title t ON t.id = d.title_id"):
        expected = "yes" if r["viable"] else "caution" if r["caution"] else "no"
        assert answers[r["title"], r["code"]] == expected


def test_that_each_title_begins_with_staying_and_goes_on_with_what_is_offered_as_an_adviser_would(
    found, catalog
) -> None:
    with found.change("Pay city clerks better") as db:
        db.execute("UPDATE position SET annual_salary = 56000 WHERE title_id = 2")
    find_destinations(found, catalog)
    rows = list(pathways_rows(found, "secretary"))
    assert {r["title"] for r in rows} == {"Secretary"}
    assert [r["kind"] for r in rows].index("move") == 1
    offered = [r["offered"] != "no" for r in rows]
    assert offered == sorted(offered, reverse=True)
    here = [bool(r["city_titles"]) for r in rows[1:] if r["offered"] != "no"]
    assert here == sorted(here, reverse=True)
    worth = {
        r["code"]: r["score"]
        for r in found.rows(
            "SELECT d.* FROM destination d JOIN title t ON t.id = d.title_id WHERE t.title = 'Secretary'"
        )
    }
    numbers = [r["step"] for r in rows[1:] if r["step"]]
    assert numbers and numbers == [r["step"] for r in rows[1 : 1 + len(numbers)]] == list(range(1, 1 + len(numbers)))
    assert all(bool(r["later"]) != bool(r["step"]) for r in rows[1:] if r["offered"] != "no")
    shown = [worth[r["code"]] for r in rows[1:] if r["offered"] != "no" and not r["step"]]
    assert shown == sorted(shown, reverse=True)
    refused = [r["rank"] for r in rows if r["offered"] == "no"]
    assert refused == sorted(refused)


def test_that_a_destination_names_the_citys_own_titles(found) -> None:
    row = next(r for r in pathways_rows(found, "Secretary") if r["code"] == "43-9061.00")
    assert row["city_titles"] == "Office Clerk: 9 positions, 1 vacant, $42,000 (88% of today's pay)"


def test_that_the_next_grade_comes_after_staying(found, catalog) -> None:
    with found.change("Add a grade") as db:
        db["title"].insert({"id": 9, "title": "Secretary Senior", "positions": 1, "fte": 1, "payroll": 55_000})
        db["mapping"].insert({"title_id": 9, "code": "43-6014.00", "confidence": 0.9, "status": "accepted"})
        place = {
            "title_id": 9,
            "title": "Secretary Senior",
            "annual_salary": 55_000,
            "grade": "12",
            "department": "Parks",
        }
        db["position"].insert({"id": "9-1", "source_file": "roster.csv", "source_row": 1} | place)
    find_destinations(found, catalog)

    def ladder() -> tuple[int, dict[str, object]]:
        return next((n, r) for n, r in enumerate(pathways_rows(found, "Secretary")) if r["kind"] == "ladder")

    _, row = ladder()
    assert (row["step"], row["offered"], row["code"]) == (None, "caution", "43-6014.00")  # a single filled post
    assert "jobs in the nation shrink by 1.6%" in row["reason"]  # as those of the title itself
    assert "a single position here, and it is filled" in row["reason"]
    assert row["city_titles"] == "Secretary Senior: 1 position, grade 12, $55,000, Parks (115% of today's pay)"
    with found.change("Find that it is other work") as db:
        db.execute("UPDATE mapping SET code = '43-3031.00' WHERE title_id = 9")
    row = ladder()[1]
    assert (row["code"], row["outlook"]) == ("43-3031.00", -5.8)  # of that work, not of the secretary's
    assert row["occupation"] == "Bookkeeping, Accounting, and Auditing Clerks"
    assert "Secretary Senior" in row["reason"]
    with found.change("Vacate it") as db:
        db.execute("UPDATE position SET status = 'vacant' WHERE title_id = 9")
    find_destinations(found, catalog)
    at, row = ladder()
    assert (at, row["step"]) == (1, 1)


def test_that_the_same_work_better_paid_stands_in_for_a_next_grade(found, catalog) -> None:
    with found.change("Add better paid work") as db:
        db["title"].insert({"id": 9, "title": "Office Aide", "positions": 2, "fte": 2, "payroll": 110_000})
        db["mapping"].insert({"title_id": 9, "code": "43-6014.00", "confidence": 0.9, "status": "accepted"})
        place = {"title_id": 9, "title": "Office Aide", "annual_salary": 55_000, "source_file": "roster.csv"}
        db["position"].insert_all({"id": f"9-{n}", "source_row": n} | place | {"department": "Parks"} for n in (1, 2))
        db.execute("UPDATE position SET department = 'Parks' WHERE title_id = 3 AND id < '3-6'")
        db.execute("UPDATE position SET department = 'Law' WHERE title_id = 3 AND id >= '3-6'")
    find_destinations(found, catalog)
    row = list(pathways_rows(found, "Secretary"))[1]
    assert (row["kind"], row["city_titles"]) == (
        "ladder",
        "Office Aide: 2 positions, $55,000, Parks (115% of today's pay)",
    )
    assert "Better paid work of the same occupation here: Office Aide" in row["reason"]
    with found.change("Move it to departments where no secretary is") as db:
        db.execute("UPDATE position SET department = 'Port' WHERE title_id = 9")
    assert list(pathways_rows(found, "Secretary"))[1]["kind"] == "move"
    with found.change("Pay it as much as a head") as db:
        db.execute("UPDATE position SET department = 'Parks', annual_salary = 68000 WHERE title_id = 9")
    assert list(pathways_rows(found, "Secretary"))[1]["kind"] == "move"
    with found.change("Pay it as before") as db:
        db.execute("UPDATE position SET annual_salary = 55000 WHERE title_id = 9")
    assert list(pathways_rows(found, "Secretary"))[1]["kind"] == "ladder"
    with found.change("Name a trade") as db:
        db.execute("UPDATE title SET title = 'Grid Aide' WHERE id = 9")
    assert list(pathways_rows(found, "Secretary"))[1]["kind"] == "move"


def test_that_the_same_work_by_the_year_comes_before_other_grades(found) -> None:
    with found.change("Add an hourly title") as db:
        db["title"].insert({"id": 9, "title": "Secretary - Hourly", "positions": 1, "fte": 1, "payroll": 1})
        db["mapping"].insert({"title_id": 9, "code": "43-6014.00", "confidence": 0.9, "status": "accepted"})
        place = {"title_id": 9, "title": "Secretary - Hourly", "annual_salary": 20_000, "fte": 0.5}
        db["position"].insert({"id": "9-1", "source_file": "roster.csv", "source_row": 1} | place)
    titles = OwnTitles(found, ["43-6014.00"], [9, 3])
    assert (above := titles.above(9)) and above.title.title == "Secretary" and not above.of_series
    assert above.kind == "Same work, full-time" and "asks for full-time hours" in above.cautions
    assert above.pay_ratio == 48_000 / (20_000 / 0.5)
    assert titles.above(3) is None


def test_that_the_next_grade_of_work_that_goes_away_brings_no_safety(found) -> None:
    with found.change("Make them word processors") as db:
        db["title"].insert({"id": 9, "title": "Secretary Senior", "positions": 2, "fte": 2, "payroll": 110_000})
        db["mapping"].insert({"title_id": 9, "code": "43-9022.00", "confidence": 0.9, "status": "accepted"})
        place = {"title_id": 9, "title": "Secretary Senior", "annual_salary": 55_000, "source_file": "r"}
        db["position"].insert_all({"id": f"9-{n}", "source_row": n} | place for n in (1, 2))
    above = OwnTitles(found, ["43-6014.00", "43-9022.00"], [3]).above(3)
    assert above and not above.first and "a raise, and no safety" in above.reason


def test_that_a_title_without_pathways_is_refused_with_a_remedy(found) -> None:
    with pytest.raises(ReskillError, match="no pathways for the title Mayor"):
        list(pathways_rows(found, "Mayor"))


def test_that_a_title_whose_exposed_work_people_keep_is_told_why_it_has_none(found, catalog) -> None:
    with found.derive("roles") as db:
        db.execute("UPDATE role SET exposure = 0.67, net = 0.05, band = 'low' WHERE title_id = 5")
    with pytest.raises(ReskillError, match="Firefighter stays: 67% of its work is exposed, but all except 5%"):
        list(pathways_rows(found, "firefighter"))
    with found.derive("roles") as db:
        db.execute("UPDATE role SET exposure = 0.1 WHERE title_id = 5")
    with pytest.raises(ReskillError, match="Firefighter needs no way on: its band is low"):
        list(pathways_rows(found, "Firefighter"))


def test_that_the_command_writes_them(found, capsys) -> None:
    found.save_copy(found.path.with_name("copy.reskill"), new=True)
    assert run(["pathways", "--project", str(found.path.with_name("copy.reskill")), "--title", "Secretary"]) == 0
    out = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert tuple(out[0]) == COLUMNS
    assert out[0]["kind"] == "stay"
    assert len(out) == 1 + found.thresholds.pool
