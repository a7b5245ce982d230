"""What happened is kept beside the plan; the rest is planned with what is left of people and money."""

from pathlib import Path

import openpyxl
import pytest
from small_city import Staff, fill

from reskill.export.editions import write_workbook
from reskill.export.reports import read_reports
from reskill.planning.actuals.remainder import settle, to_do
from reskill.planning.actuals.reports import report_people, report_spending
from reskill.planning.actuals.sheet import read_sheet, write_sheet
from reskill.planning.actuals.unreported import settled_as_planned, unreported
from reskill.planning.actuals.variance import Variance, variances
from reskill.planning.budget import by_fund_year
from reskill.planning.by_hand.cohorts import set_class_price, split
from reskill.planning.checks.rules import review_rules
from reskill.planning.conflicts import conflicts
from reskill.planning.cost_kinds import AS_REPORTED
from reskill.planning.fiscal import Quarter
from reskill.planning.funds import CITY_FUND, default_funds, save_fund
from reskill.planning.kept.plans import keep, sign
from reskill.planning.plan import make_plan
from reskill.planning.timeline import classes
from reskill.problem import ReskillError
from reskill.project.file import Project
from reskill.reference.catalog import Catalog


def planned(project: Project, catalog: Catalog, dollars: float = 300_000) -> int:
    """A signed plan; gives a cohort of the first quarter."""
    fill(project, [Staff("Clerk II", 40, stay_program=None), Staff("Typist", 20)])
    default_funds(project, dollars, 3, 2028)
    make_plan(project, catalog)
    keep(project, "baseline")
    sign(project, "baseline", "Mayor Lee")
    return int(project.value("SELECT id FROM cohort WHERE title_id = 1 AND program_id = 2 ORDER BY start, id LIMIT 1"))


def of(project: Project, which: str, year: str = "FY2028") -> Variance:
    return next(v for v in variances(project) if (v.which, v.year) == (which, year))


def test_that_reports_stand_against_what_was_signed(project: Project, catalog: Catalog) -> None:
    first = planned(project, catalog)
    signed = project.value("SELECT sum(cents) FROM budget_line WHERE fiscal_year = 2028 AND NOT in_kind") / 100
    people = project.value("SELECT sum(participants) FROM cohort WHERE fiscal_year = 2028")
    before = of(project, CITY_FUND)
    assert (before.signed, before.forecast, before.actual, before.over) == (signed, signed, None, None)
    report_people(project, first, {"started": 5, "finished": 4})
    report_spending(project, CITY_FUND, Quarter(2028, 1), 4321.09, cohort_id=first, category="tuition")
    cash = of(project, CITY_FUND)
    assert (cash.actual, cash.over, cash.quarters) == (4321.09, None, "")  # of one cohort: a part of what was spent
    started = of(project, "started")
    assert (started.signed, started.actual, started.over) == (people, 5, None)
    assert of(project, "finished").actual == 4 and of(project, "placed").actual is None


def test_that_a_funds_own_report_of_a_quarter_goes_before_what_is_told_by_cohort(
    project: Project, catalog: Catalog
) -> None:
    first = planned(project, catalog)
    report_spending(project, CITY_FUND, Quarter(2028, 1), 1000, cohort_id=first, category="tuition")
    report_spending(project, CITY_FUND, Quarter(2028, 2), 300, cohort_id=first, category="backfill")
    report_spending(project, CITY_FUND, Quarter(2028, 1), 1500)
    assert of(project, CITY_FUND).actual == 1800
    report_spending(project, CITY_FUND, Quarter(2028, 1), None)
    assert of(project, CITY_FUND).actual == 1300


def test_that_the_remainder_is_planned_with_the_people_and_money_that_are_left(
    project: Project, catalog: Catalog
) -> None:
    first = planned(project, catalog, 60_000)
    row = project.rows("SELECT * FROM cohort WHERE id = ?", (first,))[0]
    report_people(project, first, {"started": row["participants"] - 2})
    tuition = project.rows("SELECT * FROM budget_line WHERE cohort_id = ? AND category = 'tuition'", (first,))[0]
    report_spending(project, CITY_FUND, Quarter(2028, 1), 100.25, cohort_id=first, category="tuition")
    settle(project, Quarter(2028, 2), as_planned=True)
    past = "SELECT id, participants, who FROM cohort WHERE (fiscal_year, quarter) < (2028, 2) ORDER BY id"
    settled = project.rows(past)
    assert all(r["who"] for r in settled)
    assert next(r for r in settled if r["id"] == first)["participants"] == row["participants"] - 2
    line = project.rows("SELECT cents, note FROM budget_line WHERE cohort_id = ? AND category = 'tuition'", (first,))
    assert [x["cents"] for x in line] == [10_025] and tuition["cents"] > 10_025
    assert [c for c in conflicts(project) if c.kind == "ruled out"] == []  # what took place is no conflict
    make_plan(project, catalog)
    assert project.rows(past) == settled  # nobody else starts in what is past
    assert all(y.left >= 0 for y in by_fund_year(project) if y.kind == "city")
    for r in project.rows("SELECT title_id, sum(participants) AS n FROM cohort GROUP BY 1"):
        assert r["n"] <= {1: 24, 2: 12}[r["title_id"]]  # 60% of each


def test_that_a_cohort_that_nobody_started_costs_nothing_and_can_be_undone(project: Project, catalog: Catalog) -> None:
    first = planned(project, catalog)
    before = project.rows("SELECT * FROM budget_line ORDER BY id")
    report_people(project, first, {"started": 0})
    settle(project, Quarter(2028, 2), as_planned=True)
    assert project.value("SELECT sum(cents) FROM budget_line WHERE cohort_id = ?", (first,)) == 0
    make_plan(project, catalog)
    for _ in range(3):
        project.undo()
    assert project.rows("SELECT * FROM budget_line ORDER BY id") == before


def test_that_a_class_is_priced_for_those_who_started(project: Project, catalog: Catalog) -> None:
    first = planned(project, catalog)
    second = split(project, first, 2)
    report_people(project, first, {"started": 0})
    settle(project, Quarter(2028, 2), as_planned=True)
    of = next(c.cohorts for c in classes(project) if first in c.cohorts)
    assert second in of
    set_class_price(project, of, 1000)
    tuition = "SELECT sum(cents) FROM budget_line WHERE category = 'tuition' AND cohort_id IN (SELECT value FROM json_each(?))"
    assert project.value(tuition, (str(list(of)),)) == 100_000
    assert project.value("SELECT sum(cents) FROM budget_line WHERE cohort_id = ?", (first,)) == 0
    for number in of:
        report_people(project, number, {"started": 0})
    settle(project, Quarter(2028, 2), as_planned=True)
    with pytest.raises(ReskillError, match="Nobody started in this class"):
        set_class_price(project, of, 1000)


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({"started": 99}, "40 people are Clerk II"),
        ({"started": 3, "finished": 4}, "4 cannot be finished"),
        ({"finished": 2, "credential": 3}, "3 cannot be credential"),
        ({"started": -1}, "-1 cannot be started"),
        ({"started": 30}, "30 cannot have started in cohort .* are planned"),
    ],
)
def test_that_counts_that_cannot_be_are_refused(
    project: Project, catalog: Catalog, counts: dict[str, int], said: str
) -> None:
    first = planned(project, catalog)
    with pytest.raises(ReskillError, match=said):
        report_people(project, first, counts)
    assert project.value("SELECT count(*) FROM cohort_actual") == 0


def test_that_spending_told_without_a_kind_of_cost_is_filed_under_none(project: Project, catalog: Catalog) -> None:
    first = planned(project, catalog)
    report_people(project, first, {"started": 2})
    report_spending(project, CITY_FUND, Quarter(2028, 1), 4200, cohort_id=first)
    settle(project, Quarter(2028, 2), as_planned=True)
    city = "SELECT category, cents FROM budget_line WHERE cohort_id = ? AND NOT in_kind AND (fiscal_year, quarter) = (2028, 1)"
    assert project.rows(city, (first,)) == [{"category": AS_REPORTED, "cents": 420_000}]
    assert [c for c in conflicts(project) if c.kind == "terms"] == []
    assert not any(f.status == "broken" and f"{first}" in f.text for f in review_rules(project))


def test_that_a_quarter_lists_the_seats_and_the_money_it_asks(project: Project, catalog: Catalog) -> None:
    planned(project, catalog)
    found = to_do(project, Quarter(2028, 1))
    for kind, taught in (("book seats", "IS NOT NULL"), ("hold a practice", "IS NULL")):
        sql = "SELECT coalesce(sum(participants), 0) FROM cohort WHERE (fiscal_year, quarter) = (2028, 1)"
        assert sum(t.people for t in found if t.kind == kind) == project.value(f"{sql} AND program_id {taught}")
    cash = "SELECT sum(cents) FROM budget_line WHERE NOT in_kind AND (fiscal_year, quarter) = (2028, 1)"
    assert sum(t.dollars or 0 for t in found if t.kind == "draw money") * 100 == pytest.approx(project.value(cash))


def test_that_a_sheet_goes_out_and_comes_back(project: Project, catalog: Catalog, tmp_path: Path) -> None:
    first = planned(project, catalog)
    sheet = tmp_path / "reports.csv"
    write_sheet(project, sheet)
    lines = sheet.read_text(encoding="utf-8").splitlines()
    place = next(i for i, line in enumerate(lines) if line.startswith(f"{first},"))
    lines[place] = lines[place].removesuffix(",,,,") + ",4,3,,2"
    other = next(i for i in range(1, len(lines)) if i != place)
    lines[other] = lines[other].removesuffix(",,,,") + ",1,5,,"
    sheet.write_text("\n".join(lines), encoding="utf-8")
    taken = read_sheet(project, sheet)
    assert taken.reports == 1 and "5 cannot be finished" in str(taken.problems[0])
    assert f"row {other + 1}" in str(taken.problems[0])
    assert project.rows("SELECT started, finished, credential, placed FROM cohort_actual") == [
        {"started": 4, "finished": 3, "credential": None, "placed": 2}
    ]


def test_that_spending_is_read_from_a_sheet(project: Project, catalog: Catalog, tmp_path: Path) -> None:
    planned(project, catalog)
    sheet = tmp_path / "ledger.csv"
    sheet.write_text(
        f'Fund,Quarter,Category,Spent,In kind\n{CITY_FUND},FY2028 Q1,tuition,"$1,200.50",\n{CITY_FUND},FY2028 Q1,,12,yes\n'
        "Nobody,FY2028 Q1,,5,\n",
        encoding="utf-8",
    )
    taken = read_sheet(project, sheet)
    assert taken.reports == 2 and "no fund named Nobody" in str(taken.problems[0])
    assert of(project, CITY_FUND).actual == 1200.50  # what is in kind is no cash


def test_that_a_returned_board_edition_is_read(project: Project, catalog: Catalog, tmp_path: Path) -> None:
    planned(project, catalog)
    path = tmp_path / "board.xlsx"
    write_workbook(project, catalog, path, "board")
    book = openpyxl.load_workbook(path)
    sheet = book["Planned and actual"]
    header = next(row for row in sheet.iter_rows() if any(c.value == "Actual in cash" for c in row))
    columns = {c.value: c.column for c in header}
    row = next(r for r in range(header[0].row + 1, sheet.max_row) if sheet.cell(r, columns["Fund"]).value == CITY_FUND)
    sheet.cell(row, columns["Actual in cash"]).value = 777.77
    book.save(path)
    assert read_reports(project, path).reports == 1
    assert sum(v.actual or 0 for v in variances(project) if v.which == CITY_FUND) == 777.77
    period, told = sheet.cell(row, columns["Period"]).value, [v for v in variances(project) if v.actual == 777.77]
    assert told[0].quarters == ("" if " to " in period or "Q" not in period else period[-2:])


def broken(project: Project) -> set[str]:
    return {f.rule.id for f in review_rules(project) if f.status == "broken"}


@pytest.mark.parametrize("kind", ["tuition", "release wages"])
@pytest.mark.parametrize("started", [None, 0])
def test_that_what_happened_breaks_no_rule_of_places_and_hours(
    project: Project, catalog: Catalog, kind: str, started: int | None
) -> None:
    first = planned(project, catalog)
    before = broken(project)
    save_fund(project, "Union", {2028: 10_000}, kind="union", person=1500)
    report_people(project, first, {"started": started})
    report_spending(project, "Union", Quarter(2028, 1), 1500, cohort_id=first, category=kind)
    settle(project, Quarter(2028, 2), as_planned=True)
    told = project.rows("SELECT cents FROM budget_line WHERE cohort_id = ? AND unit = 'as reported'", (first,))
    assert [r["cents"] for r in told] == [150_000]
    assert (broken(project) - before) & {"one-claim", "paid-time", "backfill-hours"} == set()


def test_that_places_planned_beyond_the_people_are_still_found_beside_what_was_told(
    project: Project, catalog: Catalog
) -> None:
    first = planned(project, catalog)
    save_fund(project, "Union", {2028: 10_000}, kind="union")
    report_spending(project, "Union", Quarter(2028, 1), 1500, cohort_id=first, category="tuition")
    settle(project, Quarter(2028, 2), as_planned=True)
    with project.change("Pay every place twice"):
        project.db.execute("UPDATE budget_line SET quantity = quantity * 2 WHERE category = 'tuition'")
    assert "one-claim" in broken(project)


def test_that_cohorts_nobody_reported_on_are_settled_only_when_a_person_says_so(
    project: Project, catalog: Catalog, tmp_path: Path
) -> None:
    planned(project, catalog)
    past = project.rows("SELECT id, participants FROM cohort WHERE (fiscal_year, quarter) < (2028, 2) ORDER BY id")
    classes = unreported(project, Quarter(2028, 2))
    assert sum(classes.values()) == len(past) > 1
    before = project.rows("SELECT * FROM cohort ORDER BY id")
    with pytest.raises(ReskillError, match=rf"who started: {len(past)}\..*--as-planned"):
        settle(project, Quarter(2028, 2))
    assert project.rows("SELECT * FROM cohort ORDER BY id") == before and not settled_as_planned(project)
    for r in past[1:]:
        report_people(project, r["id"], {"started": r["participants"]})
    assert sum(unreported(project, Quarter(2028, 2)).values()) == 1
    settle(project, Quarter(2028, 2), as_planned=True)
    name = project.value(
        "SELECT coalesce(p.name, 'at work') FROM cohort c LEFT JOIN program p ON p.id = c.program_id WHERE c.id = ?",
        (past[0]["id"],),
    )
    said = settled_as_planned(project)
    assert f"who started: 1. By class: {name} (1)." in said
    write_workbook(project, catalog, tmp_path / "board.xlsx", "board")
    cover = openpyxl.load_workbook(tmp_path / "board.xlsx")["Cover"]
    assert said in [c.value for row in cover.iter_rows() for c in row]
    report_people(project, past[0]["id"], {"started": 1})
    assert settle(project, Quarter(2028, 2)) == len(past) and settled_as_planned(project) == ""


@pytest.mark.parametrize(("kind", "dollars"), [("tuition", 100.25), ("backfill", 3000.0)])
def test_that_review_is_worked_out_again_from_what_was_told(
    project: Project, catalog: Catalog, kind: str, dollars: float
) -> None:
    first = planned(project, catalog)
    report_spending(project, CITY_FUND, Quarter(2028, 1), dollars, cohort_id=first, category=kind)
    sums = "SELECT sum(cents) FROM budget_line WHERE cohort_id = ? AND (fiscal_year, quarter) = (2028, 1) AND category "
    planned_review = project.value(f"{sums} = 'review'", (first,))
    for _ in range(2):  # settled again, it stays
        settle(project, Quarter(2028, 2), as_planned=True)
        assert project.value(f"{sums} = ?", (first, kind)) == round(dollars * 100)
        review = project.value(f"{sums} = 'review'", (first,))
        assert review != planned_review
        assert review == pytest.approx(project.value(f"{sums} <> 'review'", (first,)) * 0.05, abs=2)


def test_that_review_that_was_told_stays_as_told(project: Project, catalog: Catalog) -> None:
    first = planned(project, catalog)
    for kind, dollars in (("review", 77.0), ("tuition", 100.25)):
        report_spending(project, CITY_FUND, Quarter(2028, 1), dollars, cohort_id=first, category=kind)
    settle(project, Quarter(2028, 2), as_planned=True)
    sums = "SELECT sum(cents) FROM budget_line WHERE cohort_id = ? AND (fiscal_year, quarter) = (2028, 1)"
    assert project.value(f"{sums} AND category = 'review'", (first,)) == 7700


def test_that_only_quarters_that_are_wholly_reported_are_compared(project: Project, catalog: Catalog) -> None:
    planned(project, catalog)
    first_quarter = "(fiscal_year, quarter) = (2028, 1)"
    signed = project.value(f"SELECT sum(cents) FROM budget_line WHERE NOT in_kind AND {first_quarter}") / 100
    report_spending(project, CITY_FUND, Quarter(2028, 1), signed + 250)
    cash = of(project, CITY_FUND)
    assert cash.signed is not None and cash.signed > signed
    assert (cash.over, cash.quarters) == (250, "Q1")
    cohorts = project.rows(f"SELECT id, participants FROM cohort WHERE {first_quarter} ORDER BY id")
    for r in cohorts[1:]:
        report_people(project, r["id"], {"started": r["participants"]})
    assert of(project, "started").over is None  # one cohort is not reported on
    report_people(project, cohorts[0]["id"], {"started": cohorts[0]["participants"] - 1})
    assert (of(project, "started").over, of(project, "started").quarters) == (-1, "Q1")


@pytest.mark.parametrize(
    ("period", "quarters"),
    [("FY2028 Q1", "Q1"), ("FY2028", ""), ("FY2028 Q1 to Q3", ""), ("FY2028 Q1 to FY2029 Q1", "")],
)
def test_that_a_period_of_several_quarters_is_not_compared_as_one(
    project: Project, catalog: Catalog, period: str, quarters: str
) -> None:
    planned(project, catalog)
    report_spending(project, CITY_FUND, Quarter(2028, 1), 500, source=f"board.xlsx, {period}")
    assert of(project, CITY_FUND).quarters == quarters and (of(project, CITY_FUND).over is None) == (quarters == "")
