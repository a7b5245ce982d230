"""What the union edition tells and gives away: every class by name, nothing about a person, no small count."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from auditor import open_counts
from books import cover, table, written
from openpyxl.utils import column_index_from_string
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from plan_rows import insert, role

from reskill.export.blocks import WITHHELD
from reskill.export.editions import edition_sheets, write_workbook
from reskill.export.union.changes import listed
from reskill.export.union.classes import classes
from reskill.export.union.costs import rounding, unit_rounding
from reskill.export.union.counts import CLASSES
from reskill.export.union.options import options
from reskill.export.union.people import PATHWAYS
from reskill.export.xlsx.sheet import value_of
from reskill.export.xlsx.widths import fit
from reskill.exposure.bands import BANDS, NOT_ESTIMATED
from reskill.pathways.duties import TOOLS
from reskill.planning.city_answers import QUESTIONS, answer_questions
from reskill.problem import ReskillError
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.work.planner import write_units

THRESHOLD = 10
KEYS = [subject.lower().replace(" ", "_") for subject, _ in QUESTIONS]
YES = dict.fromkeys(KEYS, "Yes.") | {"tools_by_class": "none"}
EXPECTED = f"{WITHHELD}: about 60% of those offered"
OPEN = 5  # numbers that each withheld count must still be able to have
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


def hidden_ends(
    truth: dict[Any, int], shown: dict[Any, int], sums: list[tuple[set[Any], int]]
) -> dict[Any, tuple[int, int]]:
    """What an auditor who knows every name makes of the small counts."""
    assert not [n for n in shown.values() if n < THRESHOLD]
    assert not [n for members, n in sums if members and n < THRESHOLD]
    small = [k for k, n in truth.items() if n < THRESHOLD]
    return open_counts(truth.keys(), shown, sums, small)


def positions_told(book: Workbook) -> tuple[dict[Any, int], list[tuple[set[Any], int]]]:
    """Positions shown by (class, unit), and every sum of them that the sheets give."""
    rows = table(book, "Classes")
    shown = {(r["Class title"], r["Unit"]): r["Positions"] for r in rows if r["Positions"] != WITHHELD}
    sums = [({(r["Class title"], r["Unit"]) for r in rows}, cover(book)["Positions"])]
    for line in table(book, "By bargaining unit")[:-1]:
        for column, n in line.items():
            if isinstance(n, int) and "ositions" in column:
                of_unit = [r for r in rows if r["Unit"] == line["Bargaining unit"]]
                band = column.removeprefix("Positions ")
                inside = {(r["Class title"], r["Unit"]) for r in of_unit if band in ("All positions", r["Band"])}
                sums.append((inside, n))
    return shown, sums


def test_that_every_class_is_named_with_its_unit_occupation_and_exposure(
    city: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    rows = table(written(city, small_catalog, "union", tmp_path), "Classes")
    held = {(r["title"], r["unit"]) for r in city.rows("SELECT DISTINCT title, bargaining_unit AS unit FROM position")}
    assert {(r["Class title"], r["Unit"]) for r in rows} == held and len(rows) == len(held)
    exposure = {
        r["title"]: r["exposure"]
        for r in city.rows("SELECT t.title, r.exposure FROM title t JOIN role r ON r.title_id = t.id")
    }
    assert {r["Class title"]: r["Exposure"] for r in rows if r["Exposure"] is not None} == pytest.approx(exposure)
    assert all(r["What the plan says"] and r["Mainly in"] for r in rows)


def test_that_a_class_that_is_hemmed_in_is_marked(city: Project, small_catalog: Catalog, tmp_path: Path) -> None:
    exposed = city.value("SELECT title_id FROM role WHERE band IN ('at risk', 'priority') ORDER BY title_id LIMIT 1")
    with city.derive() as db:
        db.execute("DELETE FROM mobility")
        db.execute(
            "INSERT INTO mobility (title_id, room, alike_jobs, alike_here, area, hemmed_in) SELECT title_id, 0.12, 9, 3,"
            " 'Elm', title_id = ? FROM role",
            (exposed,),
        )
    title = city.value("SELECT title FROM title WHERE id = ?", (exposed,))
    rows = table(written(city, small_catalog, "union", tmp_path), "What changes")
    marked = [t for r in rows for t in r["Classes"].split("; ") if "hemmed in" in t]
    assert marked == [f"{title} [hemmed in]"]


def test_that_no_small_count_of_positions_can_be_worked_out(
    city: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    truth = {
        (r["title"], r["unit"]): r["n"]
        for r in city.rows("SELECT title, bargaining_unit AS unit, count(*) AS n FROM position GROUP BY 1, 2")
    }
    shown, sums = positions_told(written(city, small_catalog, "union", tmp_path))
    assert all(truth[k] == n for k, n in shown.items())
    assert all(n == sum(truth[m] for m in members) for members, n in sums)
    assert len(sums) > 4  # the sheets do give sums
    assert min(most - least + 1 for least, most in hidden_ends(truth, shown, sums).values()) >= OPEN


def test_that_no_small_count_of_participants_can_be_worked_out(
    city: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    book = written(city, small_catalog, "union", tmp_path)
    ways = city.rows(PATHWAYS)
    truth = {(r["title_id"], r["destination_title"]): r["participants"] for r in ways}
    lines = table(book, "Training")
    assert sorted(r["Pathway"] for r in lines[:-1]) == sorted({r["destination_title"] for r in ways})
    sums = [(set(truth), lines[-1]["Participants"])]
    sums += [
        ({k for k in truth if k[1] == r["Pathway"]}, r["Participants"]) for r in lines if r["Participants"] != WITHHELD
    ][:-1]
    said = {r["Class title"]: r["What the plan says"] for r in table(book, "Classes")}
    shown = {}
    for r in ways:
        what = "changed tasks" if r["stays"] else f"Train for {re.escape(r['destination_title'])}"
        found = re.search(rf"{what}: [^.]*\((\d+) people\)", said[f"TITLE {r['title_id']}"])
        if found:
            shown[r["title_id"], r["destination_title"]] = int(found[1])
    assert all(truth[k] == n for k, n in shown.items())
    assert min(most - least + 1 for least, most in hidden_ends(truth, shown, sums).values()) >= OPEN


def test_that_the_plan_is_said_without_a_number_below_ten(
    city: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    for r in table(written(city, small_catalog, "union", tmp_path), "Classes"):
        # what numbers it has besides: codes, by which this test names occupations, and fiscal years with their quarters
        words = re.sub(r"\d\d-\d{4}\.\d\d|FY\d{4}( Q[1-4])?", "", r["What the plan says"])
        assert all(int(n) >= THRESHOLD for n in re.findall(r"\d+", words))


def test_that_cost_over_price_gives_no_count_away(city: Project, small_catalog: Catalog, tmp_path: Path) -> None:
    told = cover(written(city, small_catalog, "union", tmp_path))
    steps = rounding(city)
    prices = city.rows(
        "SELECT b.category, max(b.cents * 1.0 / c.participants) AS dearest,"
        " count(DISTINCT c.destination || coalesce(c.program_id, '')) AS pathways"
        " FROM cohort c JOIN budget_line b ON b.cohort_id = c.id GROUP BY b.category"
    )
    assert prices
    whole = 0
    for p in prices:
        assert steps[p["category"]] >= (THRESHOLD if p["pathways"] < 3 else 1) * p["dearest"]
        amount = told[p["category"].capitalize()]
        whole += 0 if isinstance(amount, str) else amount
        assert isinstance(amount, str) or amount * 100 % steps[p["category"]] == 0
    assert told["All of these"] == whole


def test_that_the_cover_says_when_people_start_and_joins_quarters_of_few(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:  # 15 start in the first quarter of FY2028, 6 in its third, whom alone a fund pays, 5 in the first of FY2029
    told = cover(written(planned, small_catalog, "union", tmp_path))
    assert told["When they start"] == "FY2028 Q1 to FY2029 Q1: 26"
    with planned.derive() as db:
        db.execute("UPDATE cohort SET participants = 16 WHERE id = 2")
        db.execute("DELETE FROM published")  # what was joined once stays so
    told = cover(written(planned, small_catalog, "union", tmp_path))
    assert told["When they start"] == "FY2028 Q1: 15; FY2028 Q3 to FY2029 Q1: 21"


@pytest.mark.parametrize("people", [0, 7])
def test_that_a_tiny_city_shows_no_counts(
    people: int, project: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    if people:
        insert(project, "title", (1, "CLERK", "", people, float(people), 1.0))
    for n in range(people):
        insert(project, "position", (f"p{n}", 1, "CLERK", "D", "U", "G", 5.0, 1.0, "filled", "r", n))
    book = written(project, small_catalog, "union", tmp_path)
    assert cover(book)["Positions"] == (WITHHELD if people else 0)
    assert cover(book)["Efficiency and productivity"] == WITHHELD
    assert {r["Positions"] for r in table(book, "Classes")} == ({WITHHELD} if people else {None})
    sums = table(book, "By bargaining unit" if people else "By department")
    assert {r["All positions"] for r in sums} == {WITHHELD if people else 0}
    assert {r["Participants"] for r in sums} <= {WITHHELD, 0}
    evidence = written(project, small_catalog, "evidence", tmp_path)
    assert {r["Rows"] for r in table(evidence, "Sources") if r["Data"] == "roster"} <= {None}


@pytest.mark.parametrize("edition", ["union", "evidence"])
def test_that_nobody_is_shown(edition: str, planned: Project, small_catalog: Catalog, tmp_path: Path) -> None:
    book = written(planned, small_catalog, edition, tmp_path)
    text = {str(c.value) for ws in book for row in ws.rows for c in row if c.value is not None}
    assert not any(t.startswith("p00") for t in text)
    assert not text & {"98500", "98500.0", "50034.29"}
    assert not {"Positions", "Cohorts", "Roles"} & set(book.sheetnames)


def test_that_a_lone_clerk_is_named_but_not_counted(planned: Project, small_catalog: Catalog, tmp_path: Path) -> None:
    rows = {r["Class title"]: r for r in table(written(planned, small_catalog, "union", tmp_path), "Classes")}
    assert rows["CITY CLERK"]["Positions"] == rows["=SPECIAL PROJ (Parks)"]["Positions"] == WITHHELD
    assert rows["CITY CLERK"]["Occupation"] == "Court, Municipal, and License Clerks"
    assert rows["=SPECIAL PROJ (Parks)"]["What the plan says"].startswith("Not estimated yet")


def test_that_the_evidence_counts_nobody(city: Project, small_catalog: Catalog, tmp_path: Path) -> None:
    book = written(city, small_catalog, "evidence", tmp_path)
    before = [table(book, sheet) for sheet in ("Exposure by class", "Tasks")]
    with city.derive() as db:  # a person moves from one class to another
        db.execute("UPDATE title SET positions = positions + 1 WHERE id = 1")
        db.execute("UPDATE title SET positions = positions - 1 WHERE id = 2")
    book = written(city, small_catalog, "evidence", tmp_path)
    assert [table(book, sheet) for sheet in ("Exposure by class", "Tasks")] == before
    codes = [r["O*NET code"] for r in table(book, "Tasks")]
    assert codes == sorted(codes)


def test_that_the_cover_says_what_is_asked_by_when_and_how(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    first = cover(written(planned, small_catalog, "union", tmp_path))
    assert list(first)[:5] == [
        *("What this is", "What is asked of you", "Send back by", "Send back to", "Who decides on it")
    ]
    assert {first[item] for item in list(first)[2:5]} == {"not answered"}
    answer_questions(planned, {"reply_by": "2027-03-01", "reply_to": "HR, 1 Main St", "decision": "The committee"})
    book = written(planned, small_catalog, "union", tmp_path)
    assert [cover(book)[item] for item in list(first)[2:5]] == ["2027-03-01", "HR, 1 Main St", "The committee"]
    assert {r["Item"]: r["Date"] for r in table(book, "Dates and sign-off")}["Comments due"].isoformat()[
        :10
    ] == "2027-03-01"
    live = cover(written(planned, small_catalog, "union", tmp_path, values=False))
    assert "Dates and sign-off" in live["Send back by"] and "City answers" in live["Send back to"]


def test_that_terms_are_told_as_assumptions_until_they_are_settled(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    answer_questions(planned, {"pay_and_class": "Kept until reclassified."})
    book = written(planned, small_catalog, "union", tmp_path)
    so_far = {r["Item"]: r["So far"] for r in table(book, "Dates and sign-off")}
    assert so_far["Training is paid time, before tasks change"].startswith("The plan assumes")
    assert so_far["Taking part is voluntary, and nothing follows from a no"] == (
        "The plan assumes it, and expects 60% of those affected to take part. The city has not answered."
    )
    assert so_far["Pay protection, and the day it ends"] == "See City answers, Pay and class."
    assert so_far["Notice before a tool is bought or work is changed"] == "The city has not answered."
    assert not so_far["Notice of the plan given to the union"]
    assert "The plan assumes" in next(r["Explanation"] for r in table(book, "Cover") if r["Item"] == "What this is")


def test_that_the_cover_lists_what_the_city_has_not_answered(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    book = written(planned, small_catalog, "union", tmp_path)
    assert cover(book)["Not answered at all"].split("; ") == [subject for subject, _ in QUESTIONS]
    assert [r["Subject"] for r in table(book, "City answers")] == [subject for subject, _ in QUESTIONS]
    answer_questions(planned, {key: yes for key, yes in YES.items() if key != "tools"})
    assert cover(written(planned, small_catalog, "union", tmp_path))["Not answered at all"] == "Tools"
    answer_questions(planned, YES)
    assert (
        cover(written(planned, small_catalog, "union", tmp_path))["Not answered at all"] == "every question is answered"
    )
    live = cover(written(planned, small_catalog, "union", tmp_path, values=False))["Not answered at all"]
    assert live.count(f"'City answers'!$C$2:$C${len(QUESTIONS) + 1}") == 6 * len(QUESTIONS)


def test_that_each_class_at_risk_or_in_training_is_told_what_shrinks_stays_and_grows(
    city: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    lines = table(written(city, small_catalog, "union", tmp_path), "What changes")
    concerned = {
        r["title"]
        for r in city.rows(
            "SELECT title FROM title JOIN role ON title_id = id WHERE band IN ('at risk', 'priority')"
            " OR id IN (SELECT title_id FROM cohort WHERE participants > 0)"
        )
    }
    assert {title for r in lines for title in r["Classes"].split("; ")} == concerned
    assert any(r["Occupation"] == "25-4031.00" for r in lines)
    for r in (r for r in lines if r["Occupation"] == "25-4031.00"):
        of = small_catalog.occupations[r["Occupation"]].title.lower()[:30]  # the test names occupations by their codes
        assert r["Could shrink"].startswith(f"1) Types letters for {of}") and "2) Keeps records" in r["Could shrink"]
        assert r["Would stay with people"].startswith(f"1) Greets visitors for {of}")


def cents(told: Any) -> list[int]:
    """The ends of an amount as a cell has it."""
    return [round(100 * float(n.replace(",", ""))) for n in re.findall(r"[\d,.]+", str(told))]


def test_that_the_cost_of_a_unit_leaves_its_places_open(city: Project, small_catalog: Catalog, tmp_path: Path) -> None:
    rows = table(written(city, small_catalog, "union", tmp_path), "By bargaining unit")
    told = {r["Bargaining unit"]: r["Training cost, all years"] for r in rows}
    *_, of_all = cents(told.pop("All positions"))
    lows = {name: cents(amount)[0] if " to " in amount else 0 for name, amount in told.items()}
    steps = {name.removeprefix("unit "): step for name, step in unit_rounding(city).items()}
    rounded = sum(rounding(city).values()) // 2
    assert len(told) == 4
    least = most = 0
    for name, amount in told.items():
        dearest = city.value(
            "SELECT max(b.cents * 1.0 / c.participants) FROM cohort c JOIN budget_line b ON b.cohort_id = c.id WHERE"
            " c.title_id IN (SELECT title_id FROM position WHERE bargaining_unit = ?)",
            (name,),
        )
        assert steps[name] >= THRESHOLD * dearest
        low, high = lows[name], cents(amount)[-1]
        capped = of_all + rounded - sum(lows.values()) + low  # what all others leave of the most that all can cost
        assert high == min(capped, low + (steps[name] if low else steps[name] // 2))
        least, most = least + low, most + high
    whole = city.value("SELECT sum(cents) FROM budget_line WHERE cohort_id > 0")
    assert least <= whole <= most


@pytest.mark.parametrize(
    ("edition", "sheets"),
    [
        ("union", ("Classes", "What changes", "Options", "Training", "City answers")),
        ("evidence", ("Exposure by class", "Tasks")),
    ],
)
def test_that_reviewers_can_answer(
    edition: str, sheets: tuple[str, ...], planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    book = written(planned, small_catalog, edition, tmp_path)
    for sheet in sheets:
        rows = table(book, sheet)
        references = [r["Reference"] for r in rows]
        assert all(references) and len(set(references)) == len(references)
        lists = [v for v in book[sheet].data_validations.dataValidation if v.type == "list"]
        assert len(lists) == 1 and "needs evidence" in lists[0].formula1


def test_that_keeping_the_job_is_the_first_option_and_costs_no_pay(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    rows = table(written(planned, small_catalog, "union", tmp_path), "Options")
    found = [(r["Occupation"][:9], r["Option"], r["Pay there"]) for r in rows]
    assert found == [
        ("Every occ", "Keep the job with changed tasks", "as today (assumed)"),
        ("Secretari", "Public Safety Telecommunicators", "10% higher"),
        ("Library A", "Library Technicians", "12% higher"),  # of a class that is only watched, but planned
    ]


def test_that_one_units_file_has_its_own_classes_and_no_other_counts(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    whole = written(planned, small_catalog, "union", tmp_path)
    write_workbook(planned, small_catalog, tmp_path / "unit.xlsx", "union", unit="Local 21")
    book = openpyxl.load_workbook(tmp_path / "unit.xlsx", data_only=True)
    assert table(book, "Classes") == [r for r in table(whole, "Classes") if r["Unit"] == "Local 21"]
    assert table(book, "By bargaining unit") == [
        r for r in table(whole, "By bargaining unit") if r["Bargaining unit"] == "Local 21"
    ]
    assert [r["Pathway"] for r in table(book, "Training")] == ["Stay and re-task", "Public Safety Telecommunicators"]
    assert {r["Occupation"][:9] for r in table(book, "Options")} == {"Every occ", "Secretari"}
    assert book["Cover"]["A2"].value.endswith("For Local 21.")
    with pytest.raises(ReskillError, match=r"no bargaining unit named Local 5\..*Local 21, Local 9, not given"):
        write_workbook(planned, small_catalog, tmp_path / "x.xlsx", "union", unit="Local 5")


def test_that_one_units_file_has_no_row_of_other_units_alone(
    city: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    """Classes of one occupation stand in several rows where their tools differ, each with the units of its own."""
    small = "SELECT title_id FROM position GROUP BY 1 HAVING count(DISTINCT bargaining_unit) = 1 ORDER BY 1"
    titles = [t["title"] for t in city.rows(f"SELECT title FROM title WHERE id IN ({small})")]
    answer_questions(city, {"tools_by_class": "\n".join(f"drafting: {t}: letters of {t}" for t in titles)})
    whole = table(written(city, small_catalog, "union", tmp_path), "What changes")
    write_workbook(city, small_catalog, tmp_path / "unit.xlsx", "union", unit="U1")
    own = table(openpyxl.load_workbook(tmp_path / "unit.xlsx", data_only=True), "What changes")
    assert own == [r for r in whole if "U1" in r["Unit"].split("; ")] and 0 < len(own) < len(whole)


def test_that_each_unit_gets_a_file_of_its_own(planned: Project, small_catalog: Catalog, tmp_path: Path) -> None:
    files = write_units(planned, small_catalog, tmp_path / "p.xlsx", ["each"])
    assert [f.name for f in files] == ["p Local 21.xlsx", "p Local 9.xlsx", "p not given.xlsx"]
    assert all(f.exists() for f in files)


def test_that_a_roster_without_bargaining_units_goes_by_department(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    planned.db.execute("UPDATE position SET bargaining_unit = ' '")
    book = written(planned, small_catalog, "union", tmp_path)
    rows = {(r["Class title"], r["Department"]): r["Positions"] for r in table(book, "Classes")}
    assert rows == {
        ("ADMIN ASST II", "Clerk"): WITHHELD,  # 30, told only with the clerk's 1
        ("CITY CLERK", "Clerk"): WITHHELD,
        ("LIBRARY AIDE", "Library"): WITHHELD,  # 20, told only with the 9 of Parks
        ("ADMIN ASST II", "Parks"): WITHHELD,
        ("=SPECIAL PROJ (Parks)", "Parks"): WITHHELD,
    }
    told = {r["Department"]: r["All positions"] for r in table(book, "By department")}
    assert told == {"Clerk": 31, "Library": WITHHELD, "Parks": WITHHELD, "All positions": 60}
    assert "By bargaining unit" not in book.sheetnames


@pytest.mark.parametrize("edition", ["union", "evidence"])
def test_that_no_whole_number_below_ten_stands_in_any_sheet(
    city: Project, small_catalog: Catalog, edition: str
) -> None:
    """A sheet that is added is held to it too, whatever the auditors know of it."""
    about_no_people = {("As written", "Row"), ("Sources", "Rows")}  # places in a sheet, the size of a source
    about_no_people |= {("By bargaining unit", c.title) for c in CLASSES}  # of class titles, which have names
    found = {}
    for sheet in edition_sheets(city, small_catalog, edition):
        for n, column in ((n, c) for n, c in enumerate(sheet.columns) if c.kind == "int"):
            small = [r[n] for r in sheet.rows if r[n] in range(1, THRESHOLD)]
            found |= {(sheet.title, column.title): small} if small else {}
    assert found.keys() <= about_no_people


def test_that_a_class_without_a_place_is_told_why(city: Project, small_catalog: Catalog, tmp_path: Path) -> None:
    without = city.rows(
        "SELECT t.id, t.title FROM title t JOIN role r ON r.title_id = t.id WHERE r.band IN ('at risk', 'priority')"
        " AND t.id NOT IN (SELECT title_id FROM cohort) ORDER BY t.id"
    )
    first, *others = without
    stay = (first["id"], 1, "43-9061.00", "Stay", 0.1, 1.0, 0, 1.0, 0.5, 0, 0, 1, 1, "Stays.")
    insert(city, "destination", stay)
    insert(city, "program", (1, "Course", "College", "course", 12.0, None, "", "", ""))
    insert(city, "program_fit", (first["id"], "43-9061.00", 1, 1, 0.7, "covers", 1, "Course"))
    told = {
        r["Class title"]: r["What the plan says"]
        for r in table(written(city, small_catalog, "union", tmp_path), "Classes")
    }
    assert told[first["title"]].endswith("it waits for money, seats or cover.")
    assert others and all(told[r["title"]].endswith("no training was found that suits.") for r in others)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("units", [True, False])
def test_that_the_union_edition_is_printed_on_letter_pages(
    units: bool, language: str, city: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    if not units:
        with city.derive() as db:
            db.execute("UPDATE position SET bargaining_unit = ''")
    write_workbook(city, small_catalog, tmp_path / "a.xlsx", "union", language=language)
    *told, _as_written = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets
    assert {ws.page_setup.paperSize for ws in told} == {int(Worksheet.PAPERSIZE_LETTER)}


def test_that_no_word_of_a_band_is_broken(city: Project, small_catalog: Catalog) -> None:
    """A column is as wide as the longest word of the bands, with the room that it leaves beside its text."""
    longest = max(len(word) for band in (*BANDS, NOT_ESTIMATED) for word in band.split())
    for make, field in ((classes, "band"), (options, "there")):
        sheet = make(city, small_catalog)
        assert fit(sheet)[sheet.position(field)].width >= longest + 2


def test_that_a_price_that_few_pay_is_rounded_as_such_whatever_is_free(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    """Two pathways cost tuition; others that cost none hide nobody in their sum."""
    coarse = rounding(planned)["tuition"]
    assert coarse >= THRESHOLD * 150_000
    with planned.derive() as db:
        db.execute("DELETE FROM published")
    insert(planned, "budget_line", (2, 2028, 3, "tuition", 1, 6.0, "participant", 0.0, 0, 0, "", ""))
    assert rounding(planned)["tuition"] == coarse


def test_that_tasks_are_told_whole_and_fewer_where_they_are_long() -> None:
    short, long = "Types letters.", "Answers " + "long questions of residents on every subject of the city " * 3
    assert listed([short, short, short]) == "1) Types letters; 2) Types letters; 3) Types letters"
    assert listed([short, long, short]) == "1) Types letters"
    assert listed([long, long, long]) == f"1) {long.rstrip()}"
    assert listed([]) == ""


def test_that_what_a_proposed_tool_takes_and_what_none_brings_stands_in_the_row_of_the_class(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    """The city's answers name the tools; a row that knew nothing of them would contradict the sheet beside it."""
    mark = re.compile(r"\[no such tool\]")
    free = table(written(planned, small_catalog, "union", tmp_path), "What changes")
    assert not any(mark.search(r["Could grow"]) or "tool proposed" in r["Could shrink"] for r in free)
    answer_questions(planned, {"tools_by_class": "none"})
    none = table(written(planned, small_catalog, "union", tmp_path), "What changes")
    assert any(mark.search(r["Could grow"]) for r in none)
    assert all(r["Could shrink"].startswith("[no tool proposed] ") for r in none)
    assert [mark.sub("", r["Could grow"]).replace(" ;", ";").rstrip() for r in none] == [r["Could grow"] for r in free]
    first = free[0]["Classes"].partition(" [")[0].split("; ")[0]
    lines = (f"{kind}: {first}: {what}" for kind, what in zip(TOOLS, ("calls", *["papers"] * 20), strict=False))
    answer_questions(planned, {"tools_by_class": "\n".join(lines)})
    rows = table(written(planned, small_catalog, "union", tmp_path), "What changes")
    own = next(r for r in rows if r["Classes"].partition(" [")[0].split("; ")[0] == first)
    assert own["Could shrink"].startswith("1) Calls [tool proposed]; 2) Papers [tool proposed]; 3) ")
    assert own["Could shrink"].endswith(" [no tool]")  # what no tool takes, beside what one does
    assert not mark.search(own["Could grow"])
    assert all(r["Could shrink"].startswith("[no tool proposed] ") == (r is not own) for r in rows)
    assert any(mark.search(r["Could grow"]) for r in rows if r is not own)


def test_that_a_sum_says_what_is_not_in_it(planned: Project, small_catalog: Catalog, tmp_path: Path) -> None:
    with planned.derive() as db:
        db.execute("DELETE FROM budget_line WHERE category = 'tuition' AND cohort_id <> 3")
        db.execute("UPDATE budget_line SET cents = 140000 WHERE category = 'tuition'")
    told = {r["Item"]: r for r in table(written(planned, small_catalog, "union", tmp_path), "Cover")}
    assert str(told["Tuition"]["Value"]).startswith("under $")
    assert told["All of these"]["Explanation"].endswith("The upper end counts what is told only as under an amount.")
    step = int(told["Tuition"]["Value"].removeprefix("under $").replace(",", ""))
    least = told["Evaluation"]["Value"] + told["Release wages"]["Value"]
    assert told["All of these"]["Value"] == f"${least:,.0f} to ${least + step:,.0f}"


def test_that_cash_stands_beside_the_sum_of_costs_as_they_are_told(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    with planned.derive() as db:
        db.execute("UPDATE budget_line SET in_kind = category = 'release wages'")
    told = cover(written(planned, small_catalog, "union", tmp_path))
    assert (told["Tuition"], told["Evaluation"], told["Release wages"]) == (40_000, 2_000, 50_000)
    assert (told["All of these"], told["Of these, cash"]) == (92_000, 42_000)


def test_that_no_cash_is_told_where_a_line_is_paid_in_part(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    """The cash part of a line would be a figure that is told nowhere else."""
    told = cover(written(planned, small_catalog, "union", tmp_path))
    assert "All of these" in told and "Of these, cash" not in told


def test_that_a_part_of_a_units_participants_is_not_told_for_all_of_them(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    """15 and 9 of Local 21 take part, of whom the sheets tell the 15 alone; 2 of Local 9. Nobody is asked of the last."""
    rows = table(written(planned, small_catalog, "union", tmp_path), "By bargaining unit")
    assert [r["Participants"] for r in rows] == [EXPECTED, WITHHELD, 0, 26]


def test_that_no_chart_leaves_out_a_unit_whose_count_is_withheld(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    sheet = written(planned, small_catalog, "union", tmp_path)["By bargaining unit"]
    assert sheet["J2"].value == "at least 15" and sheet["J1"].value == "Positions priority"
    assert not sheet._charts


def test_that_a_class_that_only_protection_keeps_in_its_band_is_marked(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    """The clerk's 30% are 28% outside protected tasks; the other classes stay in their band with all of theirs."""
    book = written(planned, small_catalog, "union", tmp_path)
    marked = {r["Class title"]: r["Band if nothing is protected"] for r in table(book, "Classes")}
    assert {title: band for title, band in marked.items() if band != "same"} == {
        "CITY CLERK": "watch",
        "=SPECIAL PROJ (Parks)": None,
    }
    (told,) = [r["Explanation"] for r in table(book, "Cover") if r["Item"] == "Classes"]
    assert told.endswith(" by GPT-4's ratings, 0 in a lower one, 1 in a higher one if no task were protected.")


@pytest.mark.parametrize(
    ("quarters", "told"),
    [
        (
            ((2028, 1), (2029, 1)),
            "first group FY2028 Q1, last by FY2029 Q1 (40 people). Or keep the job; no training for that is planned yet.",
        ),
        (
            ((2028, 1), (2028, 3), (2029, 1)),
            "first group FY2028 Q1, last by FY2029 Q1 (60 people). Or keep the job; no training for that is planned yet.",
        ),
    ],
)
def test_that_the_last_start_of_the_plan_stands_beside_that_of_a_class(
    quarters: tuple[tuple[int, int], ...], told: str, planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    with planned.derive() as db:
        db.execute("DELETE FROM cohort")
        db.execute("DELETE FROM budget_line")
    way = "43-5031.00", "Public Safety Telecommunicators", 1
    for n, (year, quarter) in enumerate(quarters, 1):
        insert(planned, "cohort", (n, 1, *way, year, quarter, f"{year - 1}-07-01", 20, 120.0, ""))
    said = {
        r["Class title"]: r["What the plan says"]
        for r in table(written(planned, small_catalog, "union", tmp_path), "Classes")
    }
    assert said["ADMIN ASST II"].endswith(told)


def test_that_the_units_of_one_local_are_told_together_as_far_as_they_may_be(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    """The 9 of Parks are told with the clerk of no unit alone; who takes part of a class in two units, of the local."""
    planned.db.execute("UPDATE position SET bargaining_unit = 'Local 21 ' || department WHERE title_id <> 3")
    book = written(planned, small_catalog, "union", tmp_path)
    rows = {r["Bargaining unit"]: r for r in table(book, "By bargaining unit")}
    together = "Local 21 [all its units, counted above]"
    assert [*rows][:3] == ["Local 21 Clerk", "Local 21 Library", "Local 21 Parks"]
    assert [*rows][-2:] == ["All positions", together]  # below the sum, so that nobody counts its people twice
    columns = ("Classes", "Positions watch", "Positions priority", "All positions", "Participants")
    assert [rows["Local 21 Parks"][c] for c in columns] == [2, 0, WITHHELD, WITHHELD, WITHHELD]
    assert [rows[together][c] for c in columns] == [3, 20, "at least 30", "at least 50", 26]
    assert rows[together]["Training cost, all years"] == "$25,000 to $110,000"


def test_that_marks_of_ours_among_names_are_said_in_spanish_too(
    city: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    with city.derive() as db:
        db.execute("DELETE FROM mobility")
        db.execute(
            "INSERT INTO mobility (title_id, room, alike_jobs, alike_here, area, hemmed_in) SELECT title_id, 0.12, 9, 3,"
            " 'x', 1 FROM role"
        )
    write_workbook(city, small_catalog, tmp_path / "es.xlsx", "union", language="es")
    rows = table(openpyxl.load_workbook(tmp_path / "es.xlsx", data_only=True), "Qué cambia")
    assert rows and all(r["Clases"].endswith(" [con pocas salidas]") for r in rows)


def test_that_an_option_names_its_classes_and_says_where_the_plan_moves_people_out(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    """The plan moves assistants to dispatch; an aide whose option is the assistants' job reads so."""
    rows = table(written(planned, small_catalog, "union", tmp_path), "Options")
    found = {(r["Occupation"][:11], r["Option"][:10]): r for r in rows[1:]}
    assert all(r["Classes"] for r in found.values()) and rows[0]["Classes"].startswith(
        "Every class [those in band low or watch "
    )
    assert found["Secretaries", "Public Saf"]["Classes"] == "ADMIN ASST II"
    left = "the plan moves people out of it"
    assert not any(left in r["Possible"] for r in rows)
    with planned.derive() as db:
        db.execute("UPDATE cohort SET title_id = 3, destination = '43-4121.00' WHERE id = 1")
        db.execute("UPDATE role SET code = '43-5031.00' WHERE title_id = 3")
    rows = table(written(planned, small_catalog, "union", tmp_path), "Options")
    assert [r["Option"] for r in rows if left in r["Possible"]] == ["Public Safety Telecommunicators"]


def test_that_a_program_that_nobody_pays_for_in_the_plan_says_so(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    """The move to dispatch has a course; without a cohort of its own, the course is an example."""
    code = "43-5031.00"
    move = planned.rows("SELECT title_id, program_id FROM cohort WHERE destination = ? AND program_id > 0", (code,))[0]
    label = planned.value("SELECT name FROM program WHERE id = ?", (move["program_id"],))

    def programs() -> list[str | None]:
        rows = table(written(planned, small_catalog, "union", tmp_path), "Options")
        return [r["Program"] for r in rows if r["Option"] == "Public Safety Telecommunicators"]

    assert programs() == [label]
    with planned.derive() as db:
        db.execute("DELETE FROM program_fit WHERE title_id = ? AND code = ?", (move["title_id"], code))
        db.execute("UPDATE cohort SET program_id = NULL WHERE destination = ?", (code,))
    insert(planned, "program_fit", (move["title_id"], code, 1, 1, 0.7, "covers", move["program_id"], label))
    assert programs() == [f"{label} [not budgeted]"]


@pytest.mark.parametrize("sheet", ["What changes", "Options", "Training"])
def test_that_what_concerns_a_unit_is_found_by_it_in_the_order_of_units_and_classes(
    sheet: str, city: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    own = "(SELECT substr(r.code, 4, 1) FROM role r WHERE r.title_id = position.title_id)"
    city.db.execute(f"UPDATE position SET bargaining_unit = coalesce('U' || {own}, 'U1')")
    for r in city.rows("SELECT title_id FROM role WHERE band IN ('at risk', 'priority')"):
        there = (r["title_id"], 1, "43-9021.00", "Data Entry Keyers", 0.1, 1.0, 0, 1.0, 0.5, 0, 0, 0, 1, "Near.")
        insert(city, "destination", there)
    book = written(city, small_catalog, "union", tmp_path)
    lines = [
        r for r in table(book, sheet) if r["Unit"] and r["Unit"] != "all"
    ]  # keeping the job, which every class may
    inside: dict[str, set[str]] = {}
    for r in table(book, "Classes"):
        inside.setdefault(r["Class title"], set()).add(r["Unit"])
    for r in lines:
        assert r["Unit"] == "; ".join(sorted(set().union(*(inside[t] for t in r["Classes"].split("; ")))))
    places = [(r["Unit"], r["Classes"].split("; ")) for r in lines]
    assert places == sorted(places) and len({unit for unit, _ in places}) > 1


def test_that_a_sum_of_costs_that_is_a_range_is_read_whole_by_unit(city: Project, small_catalog: Catalog) -> None:
    insert(
        city,
        "budget_line",
        (1, city.value("SELECT fiscal_year FROM cohort WHERE id = 1"), 1, "books", 1, 1.0, "x", 9.0, 900, 0, "", ""),
    )
    (sheet,) = [s for s in edition_sheets(city, small_catalog, "union") if s.title == "By bargaining unit"]
    place = sheet.position("cost")
    amount = sheet.rows[-1][place]
    assert isinstance(amount, str) and re.fullmatch(r"\$[\d,]+ to \$[\d,]+", amount)  # a text wraps in its column
    assert sheet.columns[place].kind == "wrapped"
    assert (
        "often far below the true number" in sheet.note
        and "about 60% of those affected" in sheet.note
        and "it may be far less" in sheet.note
    )


def test_that_the_cover_says_what_costs_leave_out_and_what_is_not_printed(
    planned: Project, small_catalog: Catalog
) -> None:
    rows = edition_sheets(planned, small_catalog, "union")[0].rows
    (means,) = [str(r[3]) for r in rows if r[1] == "All of these"]
    assert "What AI tools cost, and the hours to learn each, are in it only where" in means
    contents = {value_of(r[2]): r[1] for r in rows if r[0] == "Contents"}
    assert contents["As written"] == "In the file only"
    assert (contents["By bargaining unit"], contents["Classes"]) == ("Read", "Fill in")


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("by_class", ["", "drafting: ADMIN ASST II: letters"])
def test_that_paper_says_whole_that_tasks_are_those_of_the_nation(
    by_class: str, language: str, planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    answer_questions(planned, {"tools_by_class": by_class})
    write_workbook(planned, small_catalog, tmp_path / "u.xlsx", "union", language=language)
    book = openpyxl.load_workbook(tmp_path / "u.xlsx")
    head = book["What changes" if language == "en" else "Qué cambia"].oddHeader.left.text
    wanted = {
        "en": ("Tasks of the occupation nationwide, not of each post: strike out", "Hemmed in: few like jobs here."),
        "es": ("Tareas nacionales de la ocupación", "Con pocas salidas: pocos puestos parecidos."),
    }[language]
    assert wanted[0] in head and head.endswith(wanted[1])  # Excel has room for 255 characters


def test_that_the_cover_counts_what_is_settled(planned: Project, small_catalog: Catalog) -> None:
    (told,) = [r for r in edition_sheets(planned, small_catalog, "union")[0].rows if r[1] == "Settled so far"]
    assert told[2].content.text == 'COUNTIF({Dates and sign-off.settled},"yes")' and told[2].content.value == 0


@pytest.mark.parametrize("language", ["en", "es"])
def test_that_what_a_sheet_shows_stands_whole_above_its_printed_pages(
    language: str, planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    write_workbook(planned, small_catalog, tmp_path / "u.xlsx", "union", language=language)
    sheets = edition_sheets(planned, small_catalog, "union", language=language)[1:-1]
    heads = {ws.title: ws.oddHeader.left.text for ws in openpyxl.load_workbook(tmp_path / "u.xlsx")}
    assert [heads[s.title] for s in sheets] == [f"{s.title}. {s.note}" for s in sheets]


def test_that_an_option_whose_pay_is_told_as_lower_says_so_where_it_is_offered(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    rows = table(written(planned, small_catalog, "union", tmp_path), "Options")
    assert all(
        ("pays less" in r["Possible"]) == r["Pay there"].endswith("% lower")
        for r in rows
        if "same" not in r["Pay there"]
    )
    planned.db.execute("UPDATE position SET annual_salary = 3 * annual_salary WHERE title_id = 1")
    rows = table(written(planned, small_catalog, "union", tmp_path), "Options")
    assert [r["Possible"][-9:] for r in rows if r["Pay there"].endswith("lower")] == ["pays less"]


def test_that_a_share_just_below_a_limit_does_not_seem_to_reach_it(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    with planned.derive() as db:
        db.execute("UPDATE role SET exposure = 0.5833, net = 0.4167, band = 'watch' WHERE title_id = 1")
    rows = table(written(planned, small_catalog, "union", tmp_path), "Classes")
    told = next(r for r in rows if r["Class title"] == "ADMIN ASST II")
    assert (told["Exposure"], told["Outside protected tasks"]) == (0.58, 0.41)


def test_that_a_class_in_band_low_with_training_says_why(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    title = planned.value("SELECT title_id FROM cohort WHERE participants > 0 ORDER BY id LIMIT 1")
    with planned.derive() as db:
        db.execute("UPDATE role SET band = 'low', span = 'low to watch' WHERE title_id = ?", (title,))
    name = planned.value("SELECT title FROM title WHERE id = ?", (title,))
    rows = table(written(planned, small_catalog, "union", tmp_path), "Classes")
    told = {r["Class title"]: r["What the plan says"] for r in rows}
    assert told[name].endswith(" In training since its band is watch by GPT-4's ratings.")
    assert [n for n, text in told.items() if "GPT-4" in text] == [name]


def test_that_paper_has_the_unit_and_the_band_without_protection_and_no_columns_to_type_in(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    book = written(planned, small_catalog, "union", tmp_path)
    for name in ("Classes", "What changes", "Options", "Training", "City answers"):
        ws = book[name]
        last = column_index_from_string(re.sub(r"[^A-Z]", "", ws.print_area.rpartition(":")[2].replace("$", "")))
        printed = [ws.cell(1, n).value for n in range(1, last + 1)]
        assert "Unit" in printed or name == "City answers"
        assert {"Response", "Comment", "Reference"}.isdisjoint(printed)
        assert name != "Classes" or "Band if nothing is protected" in printed
        assert ws.page_setup.paperSize == 1


def test_that_an_open_question_says_so_apart_from_what_the_union_fills_in(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    answer_questions(planned, {"notice": "60 days."})
    book = written(planned, small_catalog, "union", tmp_path)
    ws = book["City answers"]
    told = {r[0].value: r[2] for r in ws.iter_rows(min_row=2)}
    assert told["Notice"].value == "60 days." and told["Tools"].value == "Not answered by the city"
    assert ws["C1"].value == "The city's answer: a proposal until signed"
    assert told["Tools"].fill.fgColor.rgb == told["Notice"].fill.fgColor.rgb != ws["D2"].fill.fgColor.rgb
    rules = [(r.formula, str(at.sqref)) for at in ws.conditional_formatting for r in at.rules]
    assert (['"Not answered by the city"'], f"C2:C{len(QUESTIONS) + 1}") in rules
    assert (
        "Notice" not in cover(book)["Not answered at all"].split("; ")
        and "Tools; " in cover(book)["Not answered at all"]
    )


def test_that_a_row_of_many_units_fits_its_page_and_is_found_by_each(
    city: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    """A common class of a large city stands in dozens of departments, more than the height of a row holds."""
    with city.derive() as db:
        db.execute("UPDATE position SET bargaining_unit = '', department = 'Department ' || substr(id, -2)")
    book = written(city, small_catalog, "union", tmp_path)
    for name in ("What changes", "Training"):
        rows = [r for r in table(book, name) if r["Department"]]
        shown = [re.sub(r" \[and more: see the last column\]$", "", r["Department"]).split("; ") for r in rows]
        assert max(map(len, shown)) <= 6
        for few, r in zip(shown, rows, strict=True):
            every = r["Every department"].split("; ")
            assert every[: len(few)] == few and (few == every or r["Department"].endswith("see the last column]"))
        assert any(len(r["Every department"].split("; ")) > 20 for r in rows)
    unit = rows[0]["Every department"].split("; ")[-1]
    write_workbook(city, small_catalog, tmp_path / "own.xlsx", "union", unit=unit)
    own = table(openpyxl.load_workbook(tmp_path / "own.xlsx", data_only=True), "Training")
    assert own == [r for r in rows if unit in r["Every department"].split("; ")] != []


def test_that_a_caution_on_exposure_does_not_contradict_the_band_beside_it(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    """The caution goes by the whole exposure, the band by that outside protected tasks."""
    reason = "With caution: less exposed than today's work, and still at risk (exposure 45% against 60%)."
    with planned.derive() as db:
        db.execute("UPDATE destination SET viable = 0, caution = 1, reason = ? WHERE NOT stays", (reason,))
    for limit, said in (
        ("0.42", "AI changes that work too"),
        ("0.99", "AI changes that work too if nothing is protected"),
    ):
        planned.set_setting("at_risk", limit)
        planned.set_setting("priority", "1.0")
        rows = [r for r in table(written(planned, small_catalog, "union", tmp_path), "Options") if r["Band there"]]
        exposed = {r["Band there"].partition(" (")[0] in ("at risk", "priority") for r in rows}
        assert exposed == {limit == "0.42"}
        assert all(said in r["Possible"].removeprefix("with caution: ").split("; ") for r in rows)


def test_that_an_option_tells_its_band_by_both_ratings(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    """The safest goal by one rating may be the worst by the other: all of GPT-4's are E1 here, people's E1, E0 and E2."""
    told = {}
    planned.set_setting("priority", "1.0")
    for limit in range(31, 99, 4):
        planned.set_setting("at_risk", str(limit / 100))
        rows = table(written(planned, small_catalog, "union", tmp_path), "Options")
        told[limit] = {r["Band there"] for r in rows if r["Band there"]}
    assert told[31] == {"at risk"} and told[95] == {"watch"}  # both ratings are between
    between = {band for bands in told.values() for band in bands} - {"at risk", "watch"}
    assert between == {"watch (GPT-4: at risk)"} or between == {"at risk (GPT-4: watch)"}


def test_that_no_floor_of_positions_is_below_the_participants_that_are_told(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    """Who adds up what Training tells of a unit's classes knows of so many positions; a lower floor reads as fewer people."""
    with planned.derive() as db:
        db.execute("UPDATE position SET bargaining_unit = 'Local 9' WHERE title_id = 2 AND id > 'p0030'")
    book = written(planned, small_catalog, "union", tmp_path)
    units, bands = {}, {}
    for r in table(book, "Classes"):
        units.setdefault(r["Class title"], set()).add(r["Unit"])
        bands[r["Class title"]] = r["Band"]
    cells = {
        (r["Bargaining unit"], b): str(r[f"Positions {b}"]) for r in table(book, "By bargaining unit") for b in BANDS
    }
    checked = 0
    for r in table(book, "Training"):
        names = (r["Classes"] or "").split("; ")
        own = {(u, bands[n]) for n in names if n in units for u in units[n]}
        if isinstance(r["Participants"], int) and len(own) == 1:
            told = re.sub(r"\D", "", cells[own.pop()])
            assert told and int(told) >= r["Participants"]
            checked += 1
    assert checked
