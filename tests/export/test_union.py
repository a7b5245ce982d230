"""What the union edition gives away: nothing about a person, and no count that can be worked out."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from auditor import narrow
from books import cover, table, written
from openpyxl.workbook import Workbook
from plan_rows import insert, role

from reskill.export.suppress import WITHHELD
from reskill.export.union.groups import role_groups
from reskill.export.union.training import rounding
from reskill.project.file import Project
from reskill.reference.catalog import Catalog

THRESHOLD = 10
FIELDS = {"By department": "Department", "By bargaining unit": "Bargaining unit", "By grade": "Grade"}
OCCUPATIONS = ("43-6014.00", "43-9061.00", "43-4121.00", "43-4031.00", "25-4031.00", "43-5031.00")


@pytest.fixture(params=[1, 2, 3])
def city(request: pytest.FixtureRequest, project: Project) -> Project:
    """A city of many small titles, departments and units, with a plan."""
    chance = random.Random(request.param)
    bands = {"low": 0.2, "watch": 0.35, "at risk": 0.45, "priority": 0.7}
    people = []
    for title in range(1, 60):
        n = chance.choice([1, 1, 2, 3, 5, 8, 11, 14, 40])
        insert(project, "title", (title, f"TITLE {title}", "", n, float(n), 50_000.0 * n))
        code = chance.choice(OCCUPATIONS)
        if title % 9:
            insert(project, "mapping", (title, code, code, 1, 0.9, "", "suggested", "", "", ""))
            band = chance.choice(list(bands))
            row = role(title, code, code, 3, bands[band] + 0.02, (0.3, 0.3, 0.3, 0.1), band, n, "why")
            insert(project, "role", row)
        for _ in range(n):
            place = f"D{chance.randint(1, 9)}", f"U{chance.randint(1, 4)}", chance.choice(["", "G1", "G2", "G3"])
            people.append((f"p{len(people):05}", title, f"TITLE {title}", *place, 50_000.0, 1.0, "filled", "r", 1))
    insert(project, "position", *people)
    insert(project, "fund", (1, "City", "city", 1, "", ""))
    insert(project, "fund_year", (1, 2028, 1e6), (1, 2029, 1e6), (1, 2030, 1e6))
    for cohort in range(1, 25):
        title, year = chance.randint(1, 59), chance.choice([2028, 2028, 2029, 2030])
        start = f"{year - 1}-07-01"
        code = chance.choice(OCCUPATIONS)
        insert(project, "cohort", (cohort, title, code, code, None, year, 1, start, chance.randint(1, 15), 24.0, ""))
        insert(project, "budget_line", (cohort, year, 1, "tuition", 1, 3.0, "x", 500.0, 150_000, 0, "", ""))
    return project


def audit(rows: list[dict[str, Any]], name: str, counted: list[str], everyone: str, last: str = "") -> list[str]:
    """What an auditor finds in a sheet of counts with row totals, and column totals in the row `last`."""
    inside = [r for r in rows if r[name] != last]
    shown = {(r[name], c): None if r[c] == WITHHELD else r[c] for r in inside for c in counted}
    row_totals = {r[name]: r[everyone] for r in inside}
    assert not [n for n in row_totals.values() if 0 < n < THRESHOLD]
    if not last:
        return [f"{p}: {n}" for p, n in shown.items() if n is not None and 0 < n < THRESHOLD]
    (totals,) = [r for r in rows if r[name] == last]
    column_totals = {c: totals[c] for c in counted}
    assert sum(row_totals.values()) == sum(column_totals.values()) == totals[everyone]
    assert not [n for n in column_totals.values() if 0 < n < THRESHOLD]
    # every withheld count is taken for a small one: what is safe for 1 is safe for the rest
    return list(narrow(dict.fromkeys(shown, 1), shown, row_totals, column_totals, THRESHOLD))


def band_columns(book: Workbook, sheet: str) -> list[str]:
    """The columns between the name and the total."""
    return list(table(book, sheet)[0])[1:-1]


def test_that_no_small_count_can_be_worked_out(city: Project, small_catalog: Catalog, tmp_path: Path) -> None:
    book = written(city, small_catalog, "union", tmp_path)
    withheld = 0
    for sheet, name in FIELDS.items():
        rows = table(book, sheet)
        withheld += sum(v == WITHHELD for r in rows for v in r.values())
        assert audit(rows, name, band_columns(book, sheet), "All bands", "All positions") == []
    assert withheld  # the city is made so that something must be


def test_that_bands_of_all_sheets_agree(city: Project, small_catalog: Catalog, tmp_path: Path) -> None:
    book = written(city, small_catalog, "union", tmp_path)
    by_band: dict[str, int] = {}
    for r in table(book, "Roles"):
        by_band[r["Band"].capitalize()] = by_band.get(r["Band"].capitalize(), 0) + r["Positions"]
        assert r["Positions"] >= THRESHOLD
    for sheet, name in FIELDS.items():
        (totals,) = [r for r in table(book, sheet) if r[name] == "All positions"]
        assert {c: n for c, n in totals.items() if c in band_columns(book, sheet) and n} == by_band
    assert cover(book)["Positions"] == sum(by_band.values()) == city.value("SELECT count(*) FROM position")


def test_that_counts_of_participants_are_safe(city: Project, small_catalog: Catalog, tmp_path: Path) -> None:
    rows = table(written(city, small_catalog, "union", tmp_path), "Training")
    years = [c for c in rows[0] if c.startswith("FY")]
    assert audit(rows, "Reference", years, "All years", "pathway: all") == []
    assert rows[-1]["All years"] == city.value("SELECT sum(participants) FROM cohort")


def test_that_cost_over_price_gives_no_count_away(city: Project, small_catalog: Catalog, tmp_path: Path) -> None:
    book = written(city, small_catalog, "union", tmp_path)
    steps = rounding(city)
    prices = city.rows(
        "SELECT b.category, max(b.cents * 1.0 / c.participants) AS dearest,"
        " count(DISTINCT c.destination || coalesce(c.program_id, '')) AS pathways"
        " FROM cohort c JOIN budget_line b ON b.cohort_id = c.id GROUP BY b.category"
    )
    assert prices
    for p in prices:
        assert steps[p["category"]] >= (THRESHOLD if p["pathways"] < 3 else 1) * p["dearest"]
    for r in table(book, "Costs"):
        assert set(r) == {"Category", "How it is worked out", "All years"}
        assert isinstance(r["All years"], str) or r["All years"] * 100 % steps[r["Category"]] == 0


@pytest.mark.parametrize("people", [0, 7])
def test_that_a_tiny_city_shows_no_counts(
    people: int, project: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    insert(project, "title", (1, "CLERK", "", people, float(people), 1.0))
    for n in range(people):
        insert(project, "position", (f"p{n}", 1, "CLERK", "D", "U", "G", 5.0, 1.0, "filled", "r", n))
    book = written(project, small_catalog, "union", tmp_path)
    assert "Positions" not in cover(book)
    assert {r["Rows"] for r in table(book, "Sources") if r["Data"] == "roster"} <= {None}
    assert cover(book)["Efficiency and productivity"] == WITHHELD
    assert {r["Positions"] for r in table(book, "Roles")} <= {WITHHELD, 0}
    assert [list(r.values())[-1] for r in table(book, "By department")] == [None]


def test_that_nobody_is_shown(planned: Project, small_catalog: Catalog, tmp_path: Path) -> None:
    book = written(planned, small_catalog, "union", tmp_path)
    text = {str(c.value) for ws in book for row in ws.rows for c in row if c.value is not None}
    assert not any(t.startswith("p00") for t in text)
    assert not any("CITY CLERK" in t or "SPECIAL PROJ" in t for t in text)  # titles of one and of three people
    assert not text & {"98500", "98500.0", "50034.29"}
    assert "Positions" not in book.sheetnames and "Cohorts" not in book.sheetnames


def test_that_means_of_small_titles_give_no_count_away(city: Project, small_catalog: Catalog, tmp_path: Path) -> None:
    before = table(written(city, small_catalog, "union", tmp_path), "Roles")
    together = [g for g in role_groups(city) if not g.alone and len(g.titles) > 1]
    with city.derive() as db:  # one person moves between two small titles that are shown together
        more, fewer = sorted(
            together[0].titles, key=lambda t: city.value("SELECT positions FROM title WHERE id=?", (t,))
        )[:: len(together[0].titles) - 1]
        db.execute("UPDATE title SET positions = positions + 1 WHERE id = ?", (more,))
        db.execute("UPDATE title SET positions = positions - 1 WHERE id = ?", (fewer,))
    assert table(written(city, small_catalog, "union", tmp_path), "Roles") == before


def test_that_tasks_stand_in_the_order_of_codes(city: Project, small_catalog: Catalog, tmp_path: Path) -> None:
    codes = [r["O*NET code"] for r in table(written(city, small_catalog, "union", tmp_path), "Tasks")]
    assert codes == sorted(codes)


def test_that_the_cover_says_what_is_asked_by_when_and_how(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    first = cover(written(planned, small_catalog, "union", tmp_path))
    assert list(first)[:4] == ["What this is", "What is asked of you", "Send back by", "Send back to"]
    assert first["Send back by"] == "to be agreed"
    live = cover(written(planned, small_catalog, "union", tmp_path, values=False))
    assert "Dates and sign-off" in live["Send back by"]


def test_that_reviewers_can_answer(planned: Project, small_catalog: Catalog, tmp_path: Path) -> None:
    book = written(planned, small_catalog, "union", tmp_path)
    for sheet in ("Roles", "Options", "Training", "Tasks"):
        rows = table(book, sheet)
        references = [r["Reference"] for r in rows]
        assert all(references) and len(set(references)) == len(references)
        lists = [v for v in book[sheet].data_validations.dataValidation if v.type == "list"]
        assert len(lists) == 1 and "needs evidence" in lists[0].formula1
    assert {r["Item"] for r in table(book, "Dates and sign-off")} >= {"Joint committee meets", "Signed for the union"}


def test_that_staying_is_the_first_option_and_costs_no_pay(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    rows = table(written(planned, small_catalog, "union", tmp_path), "Options")
    found = [(r["Kind"], r["Pay effect"]) for r in rows if r["Occupation"].startswith("Secretaries")]
    assert found == [("stay and re-task", "about the same"), ("move", "12% higher")]
