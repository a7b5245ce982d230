"""The board edition: every dollar from its lines, in the quarter it falls in, and nobody's pay or small count."""

from __future__ import annotations

import datetime as dt
import random
from collections import defaultdict
from pathlib import Path

import openpyxl
import pytest
from books import cover, table, total, written
from plan_rows import insert, role

from reskill.cli.parser import run
from reskill.export.blocks import WITHHELD
from reskill.export.board.money import UNASKED
from reskill.export.board.pay_told import told_together
from reskill.export.board.periods import by_quarter, stretches
from reskill.export.board.told_costs import REFUSED, TOGETHER, WARNING, told_costs
from reskill.export.language import words
from reskill.export.review import read_review
from reskill.planning.timeline_chart import OFFICE, class_chart
from reskill.planning.timeline_picture import picture
from reskill.project.file import Project
from reskill.project.published import NEVER, keep_starts
from reskill.reference.catalog import Catalog

THRESHOLD = 10


@pytest.fixture
def funded(project: Project) -> Project:
    """A project with two funds over three years and one title."""
    insert(project, "title", (1, "CLERK", "", 400, 400.0, 2e7))
    insert(project, "fund", (1, "City", "city", 1, "", ""), (2, "Union", "union", 1, "", ""))
    insert(project, "fund_year", *((f, y, 1e6) for f in (1, 2) for y in (2028, 2029, 2030)))
    return project


def train(
    project: Project,
    cohort: int,
    quarter: tuple[int, int],
    people: int,
    pay: float,
    fund: int = 1,
    title: int = 1,
    hours: float = 32.0,
) -> None:
    """A cohort whose hours a person fall half in the quarter it starts in and half in the next."""
    year, q = quarter
    code = "43-4121.00"
    insert(project, "cohort", (cohort, title, code, code, None, year, q, "2027-07-01", people, hours, ""))
    after = (year, q + 1) if q < 4 else (year + 1, 1)
    lines = [(year, q, "tuition", fund, people, "participant", 250.0)]
    lines += [(y, n, "release wages", fund, hours / 2 * people, "hour", pay) for y, n in ((year, q), after)]
    for y, n, category, by, quantity, unit, rate in lines:
        cents = round(quantity * rate * 100)
        insert(project, "budget_line", (cohort, y, n, category, by, quantity, unit, rate, cents, 0, "", ""))


def test_that_a_lone_participants_pay_falls_out_of_no_quarter(
    funded: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    train(funded, 1, (2028, 1), 12, 30.0)
    train(funded, 2, (2028, 3), 1, 81.11)
    book = written(funded, small_catalog, "board", tmp_path)
    (row,) = [r for r in table(book, "Lines") if r["Category"] == "release wages"]
    assert (row["Period"], row["Quantity"]) == ("FY2028", 13 * 32)
    assert row["Mean rate"] == pytest.approx((12 * 30 + 81.11) / 13)
    assert sum(r["Amount"] for r in table(book, "Lines")) == 12 * 32 * 30 + 32 * 81.11 + 13 * 250


def test_that_people_and_hours_do_not_tell_how_few_train_for_longer(
    funded: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    """15 people and 272 hours a quarter are 13 of 16 hours and 2 of 32, and nothing else."""
    train(funded, 1, (2028, 1), 13, 30.0)
    train(funded, 2, (2028, 1), 2, 30.0, hours=64.0)
    book = written(funded, small_catalog, "board", tmp_path)
    assert {r["Paid training hours"] for r in table(book, "Participants")} == {WITHHELD}
    assert total(book, "Participants", "Paid training hours") == "not all told"
    assert table(book, "Participants")[0]["New participants"] == 15
    wages = [r for r in table(book, "Lines") if r["Category"] == "release wages"]
    assert [(r["Quantity"], r["Mean rate"], r["Amount"]) for r in wages] == [(WITHHELD, None, 272 * 30.0)] * 2
    train(funded, 3, (2028, 1), 4, 30.0, hours=40.0)  # now three numbers of hours, of which two sums leave each open
    book = written(funded, small_catalog, "board", tmp_path)
    assert table(book, "Participants")[0]["Paid training hours"] == WITHHELD  # since as few have joined
    train(funded, 4, (2028, 1), 12, 30.0)
    book = written(funded, small_catalog, "board", tmp_path)
    assert {r["Paid training hours"] for r in table(book, "Participants")} == {544.0}


def test_that_hours_fall_in_the_quarter_in_which_they_are_worked(
    funded: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    train(funded, 1, (2028, 2), 20, 30.0)
    rows = table(written(funded, small_catalog, "board", tmp_path), "Participants")
    assert [(r["Period"], r["New participants"], r["Paid training hours"]) for r in rows] == [
        ("FY2028 Q2", 20, 320),
        ("FY2028 Q3", 0, 320),
    ]


def test_that_people_of_a_small_year_join_their_neighbours_while_its_money_stands_alone(
    funded: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    train(funded, 1, (2028, 1), 12, 30.0)
    train(funded, 2, (2028, 4), 11, 35.0)
    train(funded, 3, (2029, 2), 3, 40.0)
    book = written(funded, small_catalog, "board", tmp_path)
    people = [(r["Period"], r["New participants"]) for r in table(book, "Participants")]
    assert people == [("FY2028 Q1", 12), ("FY2028 Q2", 0), ("FY2028 Q4 to FY2029 Q3", 14)]
    wages = {r["Period"]: r for r in table(book, "Lines") if r["Category"] == "release wages"}
    assert wages["FY2028 Q1"]["Quantity"] == 192
    assert wages["FY2029 Q1 to Q3"]["Quantity"] == WITHHELD and wages["FY2029 Q1 to Q3"]["Mean rate"] is None
    assert wages["FY2029 Q1 to Q3"]["Amount"] == 11 * 16 * 35 + 3 * 32 * 40
    assert {r["Fiscal year"]: r["Planned in cash"] for r in table(book, "Funds") if r["Fund"] == "City"} == {
        "FY2028": 12 * 32 * 30 + 12 * 250 + 11 * 16 * 35 + 11 * 250,
        "FY2029": 11 * 16 * 35 + 3 * 32 * 40 + 3 * 250,
        "FY2030": 0,
    }
    assert {r["Result"] for r in table(book, "Checks")} == {"holds"}


def test_that_a_plan_for_few_tells_money_and_no_people(funded: Project, small_catalog: Catalog, tmp_path: Path) -> None:
    train(funded, 1, (2028, 1), 4, 30.0)
    book = written(funded, small_catalog, "board", tmp_path)
    (row,) = table(book, "Participants")
    assert row["New participants"] == row["Paid training hours"] == WITHHELD
    assert {r["Quantity"] for r in table(book, "Lines")} == {WITHHELD}
    assert sum(r["Amount"] for r in table(book, "Lines")) == 4 * 32 * 30 + 4 * 250


@pytest.mark.parametrize("seed", range(20))
def test_that_no_small_count_and_no_pay_of_few_is_told(
    seed: int, funded: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    chance = random.Random(seed)
    for cohort in range(1, chance.randint(3, 40)):
        quarter = chance.choice([2028, 2028, 2029]), chance.randint(1, 4)
        train(
            funded,
            cohort,
            quarter,
            chance.choice([1, 1, 2, 3, 8, 15]),
            chance.uniform(20, 80),
            chance.choice([1, 1, 2]),
        )
    book = written(funded, small_catalog, "board", tmp_path)
    cents = funded.value("SELECT sum(cents) FROM budget_line")
    assert round(sum(r["Amount"] for r in table(book, "Lines")) * 100) == cents
    for sheet, column in (("Funds by category", "Cash"), ("Participants", "Cash in the period")):
        assert round(total(book, sheet, column) * 100) == cents  # none of these lines is in kind
    period_of, paid, heads = by_quarter(funded), defaultdict(set), defaultdict(int)
    size = {r["id"]: r["participants"] for r in funded.rows("SELECT id, participants FROM cohort")}
    for r in funded.rows(
        "SELECT b.*, f.name FROM budget_line b JOIN fund f ON f.id = b.fund_id WHERE category = 'release wages'"
    ):
        paid[r["name"], period_of[r["fiscal_year"], r["quarter"]].name].add(r["cohort_id"])
    for r in table(book, "Participants"):
        heads[r["Period"]] = r["New participants"]
        assert r["New participants"] == WITHHELD or r["New participants"] == 0 or r["New participants"] >= THRESHOLD
    for r in table(book, "Lines"):
        people = sum(size[c] for c in paid[r["Fund"], r["Period"]])
        if r["Category"] == "release wages" and r["Quantity"] != WITHHELD:
            assert people >= THRESHOLD
        if r["Unit"] == "participant" and r["Quantity"] != WITHHELD:
            assert r["Quantity"] >= THRESHOLD and not 0 < heads[r["Period"]] - r["Quantity"] < THRESHOLD
    quarters = [q for s in stretches(funded) for p in s.periods for q in p.quarters]
    assert quarters == sorted(set(quarters))


def test_that_the_boards_actuals_comments_and_name_come_back(
    funded: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    train(funded, 1, (2028, 1), 12, 30.0)
    written(funded, small_catalog, "board", tmp_path)
    book = openpyxl.load_workbook(tmp_path / "board.xlsx")
    book["Dates and sign-off"]["B2"] = "R. Okafor, Workforce Board"
    for sheet, column, text in (
        ("Planned and actual", "Actual in cash", 5800.25),
        ("Planned and actual", "Comment", "two invoices are late"),
        ("Participants", "Exits", 1),
    ):
        ws = book[sheet]
        ws.cell(2, [c.value for c in ws[1]].index(column) + 1).value = text
    book.save(tmp_path / "board.xlsx")
    review = read_review(tmp_path / "board.xlsx", funded)
    assert review.left == []
    assert [(c.edition, c.subject, c.text, c.who) for c in review.taken] == [
        (
            "board",
            "quarter: City | FY2028 Q1",
            "Actual in cash: 5800.25; two invoices are late",
            "R. Okafor, Workforce Board",
        ),
        ("board", "participants: FY2028 Q1", "Exits: 1", "R. Okafor, Workforce Board"),
    ]


def chiefs(project: Project) -> None:
    """Two titles, each with one holder."""
    insert(project, "title", (2, "CHIEF", "", 1, 1.0, 1e5), (3, "DEPUTY", "", 1, 1.0, 9e4))


def test_that_a_second_edition_is_not_written_where_little_but_the_pay_of_few_has_changed(
    funded: Project, small_catalog: Catalog, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "b.xlsx"
    export = ["project", "export", str(funded.path), "--out", str(target), "--edition", "board"]
    chiefs(funded)
    train(funded, 1, (2028, 1), 12, 25.0)
    assert run(export) == 0
    train(funded, 2, (2028, 1), 1, 25.0)  # one of 400, who are known to nobody by their mean
    assert run(export) == 0
    train(funded, 3, (2028, 1), 1, 48.0, title=2)
    before = target.read_bytes()
    assert run(export) == 2 and REFUSED in capsys.readouterr().err
    assert target.read_bytes() == before
    assert run([*export, "--accept", "few-paid"]) == 1 and WARNING in capsys.readouterr().err
    cover = table(openpyxl.load_workbook(target, data_only=True), "Cover")
    assert WARNING in {r["Explanation"] for r in cover}
    train(funded, 4, (2028, 1), 1, 43.0, title=3)
    assert run(export) == 0  # two together, since the last that told no pay


def test_that_who_leaves_city_and_plan_leaves_no_pay_behind(
    funded: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    chiefs(funded)
    train(funded, 1, (2028, 1), 12, 25.0)
    train(funded, 2, (2028, 1), 1, 48.0, title=2)
    written(funded, small_catalog, "board", tmp_path)
    with funded.derive() as db:
        for sql in ("budget_line WHERE cohort_id = 2", "cohort WHERE id = 2", "title WHERE id = 2"):
            db.execute(f"DELETE FROM {sql}")
    assert not told_costs(funded).open  # all that is less now is what the chief earned


def test_that_all_editions_but_the_boards_are_written_where_it_would_tell_pay(
    funded: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chiefs(funded)
    train(funded, 1, (2028, 1), 1, 48.0, title=2)
    export = ["project", "export", str(funded.path), "--out", str(tmp_path / "all.xlsx"), "--edition", "all"]
    assert run(export) == 1 and REFUSED in capsys.readouterr().err
    assert sorted(p.name for p in tmp_path.glob("all*.xlsx")) == [
        "all union edition evidence.xlsx",
        "all union edition.xlsx",
        "all.xlsx",
    ]


def test_that_costs_are_told_as_far_apart_as_leaves_everybodys_pay_open(funded: Project) -> None:
    chiefs(funded)
    train(funded, 1, (2028, 1), 12, 25.0)
    train(funded, 2, (2028, 1), 1, 48.0, fund=2, title=2)
    assert told_costs(funded).payers == {0: TOGETHER} and told_costs(funded).open
    train(funded, 3, (2028, 1), 4, 25.0, fund=2)  # of clerks, whose pay is all that the city's cost is
    assert told_costs(funded).payers == {0: TOGETHER} and told_costs(funded).open
    train(funded, 4, (2028, 1), 1, 43.0, fund=2, title=3)
    assert not told_costs(funded).joined and told_costs(funded).open


@pytest.mark.parametrize(
    ("fund", "when", "told"),
    [
        (1, (2028, 3), {("City", "FY2028")}),
        (2, (2028, 1), {(TOGETHER, "FY2028 Q1"), (TOGETHER, "FY2028 Q2")}),
        (1, (2029, 1), {("City", "FY2028 Q1 to FY2029 Q2")}),
        (2, (2029, 1), {(TOGETHER, "FY2028 Q1 to FY2029 Q2")}),
    ],
)
def test_that_every_sum_holds_at_the_places_at_which_costs_are_told(
    fund: int,
    when: tuple[int, int],
    told: set[tuple[str, str]],
    funded: Project,
    small_catalog: Catalog,
    tmp_path: Path,
) -> None:
    """Clerks train with a chief, and elsewhere alone, which gives her pay wherever the two are told apart."""
    chiefs(funded)
    train(funded, 1, (2028, 1), 12, 25.0)
    train(funded, 2, (2028, 1), 1, 48.0, title=2)
    train(funded, 3, when, 12, 25.0, fund)
    assert told_costs(funded).open
    book = written(funded, small_catalog, "board", tmp_path)
    lines = table(book, "Lines")
    wages = {(r["Fund"], r["Period"]): r["Amount"] for r in lines if r["Category"] == "release wages"}
    assert wages.keys() == told and sum(wages.values()) == 24 * 32 * 25 + 32 * 48
    assert all(r["Amount"] == pytest.approx(r["Quantity"] * r["Mean rate"]) for r in lines if r["Mean rate"])
    cents = funded.value("SELECT sum(cents) FROM budget_line")
    assert round(sum(r["Amount"] for r in lines) * 100) == cents
    for sheet, column in (
        ("Funds", "Planned in cash"),
        ("Funds by category", "Cash"),
        ("Participants", "Cash in the period"),
        ("Planned and actual", "Planned in cash"),
    ):
        assert round(total(book, sheet, column) * 100) == cents, sheet
    assert sum(r["Projected carry-out"] for r in table(book, "Funds")) == 6e6 - cents / 100
    assert total(book, "Funds", "Projected carry-out") is None  # years are not added up
    assert {r["Result"] for r in table(book, "Checks")} == {"holds"}
    (said,) = [r["Explanation"] for r in table(book, "Cover") if r["Item"] == "What is told as one"]
    assert "few people earn" in said


def test_that_neither_carry_nor_findings_tell_what_a_fund_spends_where_years_are_told_as_one(
    funded: Project, catalog: Catalog, tmp_path: Path
) -> None:
    chiefs(funded)
    train(funded, 1, (2028, 1), 12, 25.0)
    train(funded, 2, (2028, 1), 1, 48.0, title=2)
    train(funded, 3, (2029, 1), 12, 25.0)
    funded.db.execute("UPDATE fund SET carries = 1 WHERE id = 1")
    funded.db.execute("UPDATE fund_year SET amount = 20000 WHERE fund_id = 1 AND fiscal_year = 2028")
    funded.db.execute("UPDATE fund_year SET amount = 1000 WHERE fund_id = 1 AND fiscal_year > 2028")
    book = written(funded, catalog, "board", tmp_path)
    city = {r["Fiscal year"]: r for r in table(book, "Funds") if r["Fund"] == "City"}
    assert [(year, r["Available"], r["Planned in cash"], r["Within the fund"]) for year, r in city.items()] == [
        ("FY2028", 20_000, 13 * 250, "NO"),  # the core's word: 14,386 are planned then, and 12,600 in FY2029
        ("FY2029", 1_000, 12 * 250, "yes"),
        ("FY2030", 1_000, 0, UNASKED),
        ("FY2028 to FY2029", 0, 24 * 32 * 25 + 32 * 48, "yes"),  # all funds together
    ]
    said = {r["Rule"]: r for r in table(book, "Funding rules")}
    assert said["within-fund"]["Result"] == "broken" and "$" not in said["within-fund"]["Found"]


def test_that_pay_is_told_by_costs_that_differ_in_one_class() -> None:
    clerk, aide, chief, deputy = ((name, "") for name in ("CLERK", "AIDE", "CHIEF", "DEPUTY"))
    few = {chief, deputy}
    both = {clerk: 300_000, aide: 450_000}
    assert told_together([both | {chief: 90_000}, {of: 2 * cents for of, cents in both.items()}], few) == [chief]
    assert told_together([both | {chief: 90_000}, {clerk: 300_000, aide: 400_000}], few) == []
    assert told_together([both | {chief: 90_000, deputy: 80_000}, both], few) == []
    assert (
        told_together([both | {chief: 20}, both], few) == []
    )  # less than the cents by which both are rounded leave open


def test_that_people_of_a_period_move_by_no_small_count(
    funded: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    def told() -> tuple[dict[str, object], object, set[object]]:
        book = written(funded, small_catalog, "board", tmp_path)
        rows = {r["Period"]: r["New participants"] for r in table(book, "Participants") if r["New participants"] != 0}
        (people,) = [r["Value"] for r in table(book, "Cover") if r["Item"] == "Participants"]
        assert {r["Result"] for r in table(book, "Checks")} == {"holds"}
        return rows, people, {r["Quantity"] for r in table(book, "Lines") if r["Category"] == "tuition"}

    def now(people: int) -> None:
        with funded.derive() as db:
            db.execute("UPDATE cohort SET participants = ? WHERE id = 1", (people,))
            db.execute(f"UPDATE budget_line SET quantity = {people} WHERE cohort_id = 1 AND category = 'tuition'")

    train(funded, 1, (2028, 1), 12, 30.0)
    train(funded, 2, (2029, 1), 30, 30.0)
    first = {"FY2028 Q1": 12, "FY2029 Q1": 30}
    assert told() == (first, 42, {12, 30})
    now(15)
    held = {f"FY2028 Q1 (people as of {dt.date.today()})": 12, "FY2029 Q1": 30}
    assert told() == (held, 42, {WITHHELD, 30})
    now(21)  # 6 more than in the project at the last date, 9 more than were told
    assert told()[:2] == (held, 42)
    now(22)
    assert told() == (first | {"FY2028 Q1": 22}, 52, {22, 30})
    now(11)  # 11 fewer than were told last, and one fewer than at first
    assert told()[:2] == ({f"FY2028 Q1 (people as of {dt.date.today()})": 22, "FY2029 Q1": 30}, 52)


def test_that_no_figure_of_the_cover_tells_who_joined(funded: Project, small_catalog: Catalog, tmp_path: Path) -> None:
    """Of 12 and 16 hours, two figures (380, 510) are twelve people and sixteen; and 4/7 is of 28 people, if not of 25."""

    def told(people: int) -> tuple[object, object]:
        with funded.derive() as db:
            db.execute("UPDATE cohort SET participants = ?1, hours_assumed = ?1 WHERE id = 1", (people,))
        found = cover(written(funded, small_catalog, "board", tmp_path))
        return found["Hours and training"], found.get("On assumed hours")

    insert(funded, "position", *((f"p{n}", 1, "CLERK", "", "", "", 5e4, None, "filled", "r", n) for n in range(40)))
    insert(funded, "role", role(1, "43-4121.00", "Library", 3, 0.5, (0.3, 0.3, 0.3, 0.1), "at risk", 40, "why"))
    train(funded, 1, (2028, 1), 12, 30.0)
    train(funded, 2, (2028, 3), 12, 30.0)
    hours, share = told(16)
    assert hours == "about 1,000 hours of training" and share == 0.57
    assert told(18) == ("about 1,000 hours of training", 0.6)
    assert told(1)[0] == "fewer than 500 hours of training"
    assert words("es")("fewer than 500 hours of training") == "menos de 500 horas de formación"


def test_that_a_picture_of_small_classes_says_that_it_stays_in_the_office(funded: Project) -> None:
    train(funded, 1, (2028, 1), 12, 30.0)
    assert OFFICE not in picture(class_chart(funded), "Elm")
    train(funded, 2, (2028, 3), 9, 30.0)
    assert OFFICE in picture(class_chart(funded), "Elm")


def test_that_a_period_that_takes_in_a_withheld_one_tells_no_old_people(
    funded: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    keep_starts(funded, {"2028.1": 12, "2028.2": NEVER}, {"2028.1": 20280101})
    train(funded, 1, (2028, 1), 12, 30.0)
    train(funded, 2, (2028, 2), 3, 30.0)
    (row,) = table(written(funded, small_catalog, "board", tmp_path), "Participants")
    assert row["New participants"] == row["Participants so far"] == row["Paid training hours"] == WITHHELD
