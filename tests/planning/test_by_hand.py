"""Work on a plan by hand: figures follow to the cent, nothing is lost, and every deed can be taken back."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_city import LONG, PRICED, Staff, fill

from reskill.planning.answers import record_answers
from reskill.planning.budget import by_fund_year
from reskill.planning.by_hand.building import add_cohort, set_program
from reskill.planning.by_hand.cohorts import (
    drop,
    lock,
    release,
    set_class_price,
    set_people,
    set_price,
    split,
)
from reskill.planning.by_hand.lines import (
    add_line,
    drop_lines,
    set_fund,
    set_in_kind,
    set_line_note,
    set_quantity,
    set_unit_cost,
    split_line,
)
from reskill.planning.by_hand.room import could_pay
from reskill.planning.by_hand.starting import set_start
from reskill.planning.fiscal import Quarter
from reskill.planning.funds import CITY_FUND, default_funds, save_fund
from reskill.planning.kept.comparison import compare
from reskill.planning.kept.snapshot import in_force
from reskill.planning.money import in_words
from reskill.planning.plan import make_plan
from reskill.planning.ruled_out import rule_out, ruled_out
from reskill.planning.set_costs import set_cost
from reskill.planning.timeline import classes
from reskill.problem import ReskillError
from reskill.project.file import Project
from reskill.queries.plan import every_class
from reskill.reference.catalog import Catalog
from reskill.work.settings import read_settings, settings_text

COLUMNS = "fiscal_year, quarter, category, fund_id, round(quantity, 6), unit, round(unit_cost, 6), cents, in_kind"


def planned(project: Project, catalog: Catalog, dollars: float = 400_000) -> None:
    fill(project, [Staff("Clerk II", 40), Staff("Typist", 21, stay_program=None), Staff("Aide", 12, pay=41_000)])
    set_cost(project, "indirect", 0.1, "Ann")
    set_cost(project, "exam fee", 35, "Ann")
    default_funds(project, dollars, 3, 2028)
    save_fund(project, "Grant", {2028: 20_000, 2029: 20_000}, kind="state", source="award letter")
    make_plan(project, catalog)


def a_cohort(project: Project, where: str = "1") -> dict[str, Any]:
    return project.rows(f"SELECT * FROM cohort WHERE program_id = {PRICED} AND {where} ORDER BY id")[0]


def lines(project: Project, cohort_id: int) -> list[tuple[Any, ...]]:
    rows = project.rows(f"SELECT {COLUMNS} FROM budget_line WHERE cohort_id = ? ORDER BY 1, 2, 3, 4", (cohort_id,))
    return [tuple(r.values()) for r in rows]


def everything(project: Project) -> dict[str, list[dict[str, Any]]]:
    tables = ("cohort", "budget_line", "ruled_out", "fund", "fund_year")
    return {t: project.rows(f"SELECT * FROM {t} ORDER BY rowid") for t in tables}


def line_of(project: Project, cohort_id: int, category: str) -> dict[str, Any]:
    return project.rows("SELECT * FROM budget_line WHERE cohort_id = ? AND category = ?", (cohort_id, category))[0]


def test_that_other_people_cost_what_the_plan_itself_would_count(project: Project, catalog: Catalog) -> None:
    planned(project, catalog)
    cohort = a_cohort(project, "participants > 2")
    start = Quarter(cohort["fiscal_year"], cohort["quarter"])
    set_people(project, [cohort["id"]], 3)
    twin = add_cohort(project, catalog, cohort["title_id"], cohort["destination"], PRICED, 3, start)
    sums = "SELECT category, sum(cents) AS cents FROM budget_line WHERE cohort_id = ? GROUP BY 1"
    mine, plans = ({r["category"]: r["cents"] for r in project.rows(sums, (i,))} for i in (cohort["id"], twin))
    assert (
        mine == plans
        and {"tuition", "exam fee", "release wages", "fringe", "backfill", "review", "indirect"} <= mine.keys()
    )


def test_that_people_changed_and_changed_back_give_the_same_lines(project: Project, catalog: Catalog) -> None:
    planned(project, catalog)
    cohort = a_cohort(project, "participants > 2")
    before = lines(project, cohort["id"])
    set_people(project, [cohort["id"]], 1)
    assert lines(project, cohort["id"]) != before
    set_people(project, [cohort["id"]], cohort["participants"])
    assert lines(project, cohort["id"]) == before


def test_that_a_quote_changes_tuition_and_what_is_a_share_of_it(project: Project, catalog: Catalog) -> None:
    planned(project, catalog)
    cohort = a_cohort(project)
    n = cohort["participants"]
    review = line_of(project, cohort["id"], "review")["cents"]
    indirect = line_of(project, cohort["id"], "indirect")["cents"]
    set_price(project, [cohort["id"]], 900, "the college quotes $900 for us")
    tuition = line_of(project, cohort["id"], "tuition")
    assert (
        tuition["cents"] == n * 90_000 and tuition["typed"] == "unit_cost" and tuition["why"].startswith("the college")
    )
    fell = n * (109_900 - 90_000)
    review_rate = line_of(project, cohort["id"], "review")["unit_cost"]
    expected = -fell * review_rate
    assert line_of(project, cohort["id"], "review")["cents"] - review == pytest.approx(expected, abs=1)
    # tuition is outside of modified total direct cost: only the review in its base fell
    assert line_of(project, cohort["id"], "indirect")["cents"] - indirect == pytest.approx(expected * 0.1, abs=1)


def test_that_the_price_of_a_class_is_shared_among_its_people_to_the_cent(project: Project, catalog: Catalog) -> None:
    planned(project, catalog)
    of = project.rows(
        "SELECT program_id, fiscal_year, quarter, count(*) AS n FROM cohort WHERE program_id = 2 GROUP BY 2, 3 ORDER BY n DESC"
    )[0]
    ids = [
        r["id"]
        for r in project.rows(
            "SELECT id FROM cohort WHERE (program_id, fiscal_year, quarter) = (2, ?, ?) ORDER BY id",
            (of["fiscal_year"], of["quarter"]),
        )
    ]
    assert len(ids) > 1
    with pytest.raises(ReskillError, match="other cohorts as well"):
        set_class_price(project, ids[1:], 1000)
    set_class_price(project, ids, 1000)
    tuition = "SELECT sum(cents) FROM budget_line WHERE category = 'tuition' AND cohort_id IN (SELECT value FROM json_each(?))"
    assert project.value(tuition, (str(ids),)) == 100_000
    others = project.value(
        "SELECT id FROM cohort WHERE program_id = 2 AND id NOT IN (SELECT value FROM json_each(?))", (str(ids),)
    )
    with pytest.raises(ReskillError, match="2 classes"):
        set_class_price(project, [ids[0], others], 1000)


def test_that_room_in_a_fund_with_a_limit_a_person_is_pointed_out(project: Project, catalog: Catalog) -> None:
    fill(project, [Staff("Clerk II", 40, stay_program=None)])
    default_funds(project, 200_000, 3, 2028)
    save_fund(
        project, "Union fund", dict.fromkeys((2028, 2029, 2030), 100000), kind="union", pays=["tuition"], person=600
    )
    make_plan(project, catalog)
    cohort = project.rows("SELECT * FROM cohort WHERE program_id = 2 ORDER BY id")[0]
    paid = "SELECT f.name, sum(b.cents) AS cents FROM budget_line b JOIN fund f ON f.id = b.fund_id WHERE cohort_id = ?"
    paid += " AND category = 'tuition' GROUP BY 1 ORDER BY 1"
    before = {r["name"]: r["cents"] for r in project.rows(paid, (cohort["id"],))}
    assert 0 <= 60_000 * cohort["participants"] - before["Union fund"] < 100 and before[CITY_FUND] > 0
    assert could_pay(project, [cohort["id"]]) == []  # as much as it may already
    set_price(project, [cohort["id"]], 500)
    after = {r["name"]: r["cents"] for r in project.rows(paid, (cohort["id"],))}
    (said,) = could_pay(project, [cohort["id"]])
    assert f"Union fund could pay {in_words(after[CITY_FUND])} more of tuition" in said
    line = project.value(
        "SELECT b.id FROM budget_line b JOIN fund f ON f.id = b.fund_id WHERE cohort_id = ? AND category = 'tuition' AND f.name = ?",
        (cohort["id"], CITY_FUND),
    )
    assert said.endswith(f"line {line}.")
    save_fund(project, "Grant", {2028: 20_000}, kind="state", pays=["tuition"])
    set_fund(project, [line], "Grant")
    assert could_pay(project, [cohort["id"]]) == []  # a grant's money is no saving of the city's
    set_fund(project, [line], "Union fund")
    assert could_pay(project, [cohort["id"]]) == []


def test_that_a_price_unknown_before_becomes_a_line_and_holds_nothing_back(project: Project, catalog: Catalog) -> None:
    fill(project, [Staff("Clerk", 10, stay_program=None, moves=(("15-1231.00", 3, 50),))])
    default_funds(project, 400_000, 3, 2028)
    make_plan(project, catalog)
    cohort = project.rows("SELECT * FROM cohort WHERE held_back > 0")[0]
    set_price(project, [cohort["id"]], 500)
    assert line_of(project, cohort["id"], "tuition")["cents"] == 50_000 * cohort["participants"]
    assert project.value("SELECT held_back FROM cohort WHERE id = ?", (cohort["id"],)) == 0


def test_that_a_cohort_moves_with_its_costs(project: Project, catalog: Catalog) -> None:
    planned(project, catalog)
    cohort = a_cohort(project)
    before = lines(project, cohort["id"])
    set_start(project, catalog, [cohort["id"]], Quarter(2029, 2), "move this to October")
    assert project.value("SELECT start FROM cohort WHERE id = ?", (cohort["id"],)) == "2028-10-01"
    assert {line[:2] for line in lines(project, cohort["id"])} == {(2029, 2)}
    assert sorted(line[2:] for line in lines(project, cohort["id"])) == sorted(line[2:] for line in before)


def test_that_a_quarter_outside_of_the_plan_is_refused(project: Project, catalog: Catalog) -> None:
    planned(project, catalog)
    cohort, before = a_cohort(project), everything(project)
    with pytest.raises(ReskillError, match="FY2040 Q1 is not in the plan"):
        set_start(project, catalog, [cohort["id"]], Quarter(2040, 1))
    assert everything(project) == before


@pytest.mark.parametrize("there", [Quarter(2029, 2), Quarter(2030, 1)])
def test_that_a_cohort_in_another_year_costs_what_the_plan_itself_would_count(
    project: Project, catalog: Catalog, there: Quarter
) -> None:
    fill(project, [Staff("Clerk II", 40), Staff("Typist", 21, stay_program=None)])
    for kind, rate in (("inflation", 0.035), ("wage growth", 0.041), ("exam fee", 35.55), ("indirect", 0.1)):
        set_cost(project, kind, rate, "Ann")
    default_funds(project, 400_000, 3, 2028)
    make_plan(project, catalog)
    cohort = a_cohort(project, "fiscal_year = 2028")
    n, before = cohort["participants"], lines(project, cohort["id"])
    set_start(project, catalog, [cohort["id"]], there)
    twin = add_cohort(project, catalog, cohort["title_id"], cohort["destination"], PRICED, n, there)
    cost = "SELECT category, unit, unit_cost, sum(quantity) AS n, sum(cents) AS cents FROM budget_line WHERE cohort_id = ? GROUP BY 1, 2, 3 ORDER BY 1"
    mine, plans = (project.rows(cost, (i,)) for i in (cohort["id"], twin))
    assert mine == plans
    risen = {2029: 1137.465, 2030: 1177.276275}[there.fiscal_year]  # 1099 x 1.035 and x 1.071225
    tuition = line_of(project, cohort["id"], "tuition")
    assert tuition["unit_cost"] == risen and tuition["note"] == line_of(project, twin, "tuition")["note"]
    set_start(project, catalog, [cohort["id"]], Quarter(cohort["fiscal_year"], cohort["quarter"]))
    assert lines(project, cohort["id"]) == before


def test_that_a_price_that_a_person_entered_stays_in_another_year(project: Project, catalog: Catalog) -> None:
    fill(project, [Staff("Clerk II", 40), Staff("Typist", 21, stay_program=None)])
    set_cost(project, "inflation", 0.1, "Ann")
    default_funds(project, 400_000, 3, 2028)
    make_plan(project, catalog)
    cohort = a_cohort(project, "fiscal_year = 2028")
    set_price(project, [cohort["id"]], 900)
    set_start(project, catalog, [cohort["id"]], Quarter(2030, 1))
    assert line_of(project, cohort["id"], "tuition")["unit_cost"] == 900


def test_that_a_cohort_whose_pay_is_not_known_is_not_put_into_a_dearer_year(project: Project, catalog: Catalog) -> None:
    fill(project, [Staff("Clerk II", 40), Staff("Typist", 21, stay_program=None)])
    set_cost(project, "wage growth", 0.03, "Ann")
    default_funds(project, 400_000, 3, 2028)
    make_plan(project, catalog)
    cohort = a_cohort(project, "(fiscal_year, quarter) = (2028, 1)")
    with project.change("Nobody at risk") as db:
        db.execute("UPDATE role SET band = 'low' WHERE title_id = ?", (cohort["title_id"],))
    with pytest.raises(ReskillError, match="no pay to count with in FY2029 Q1"):
        set_start(project, catalog, [cohort["id"]], Quarter(2029, 1))
    set_start(project, catalog, [cohort["id"]], Quarter(2028, 2))
    assert project.value("SELECT quarter FROM cohort WHERE id = ?", (cohort["id"],)) == 2


def test_that_the_parts_of_a_split_have_all_people_and_costs(project: Project, catalog: Catalog) -> None:
    planned(project, catalog)
    cohort = a_cohort(project, "participants > 3")
    cents = "SELECT sum(cents) FROM budget_line WHERE cohort_id IN (?, ?)"
    before = project.value(cents, (cohort["id"], 0))
    new = split(project, cohort["id"], 2)
    parts = project.rows("SELECT participants, held_back FROM cohort WHERE id IN (?, ?)", (cohort["id"], new))
    assert sorted(p["participants"] for p in parts) == sorted([2, cohort["participants"] - 2])
    assert sum(p["held_back"] for p in parts) == cohort["held_back"]
    assert project.value(cents, (cohort["id"], new)) == pytest.approx(before, abs=8)  # each line rounded for itself


def test_that_another_program_brings_its_own_price_and_hours(project: Project, catalog: Catalog) -> None:
    planned(project, catalog)
    cohort = a_cohort(project)
    add_line(project, cohort["id"], "travel", 2, 50, why="bus")
    set_program(project, catalog, [cohort["id"]], LONG)
    n = cohort["participants"]
    tuition = "SELECT sum(cents) FROM budget_line WHERE cohort_id = ? AND category = 'tuition'"
    assert project.value(tuition, (cohort["id"],)) == n * 431_500
    hours = "SELECT sum(quantity) FROM budget_line WHERE cohort_id = ? AND category = 'release wages'"
    assert project.value(hours, (cohort["id"],)) == pytest.approx(480 * n)
    assert line_of(project, cohort["id"], "travel")["cents"] == 10_000


def test_that_a_dropped_cohort_does_not_come_back(project: Project, catalog: Catalog) -> None:
    planned(project, catalog)
    cohort = a_cohort(project)
    drop(project, [cohort["id"]], "the union is against it")
    make_plan(project, catalog)
    same = (
        "SELECT count(*) FROM cohort WHERE title_id = :title_id AND destination = :destination"
        " AND program_id = :program_id AND (fiscal_year, quarter) = (:fiscal_year, :quarter)"
    )
    assert project.rows(same, cohort)[0]["count(*)"] == 0
    assert project.value("SELECT count(*) FROM cohort WHERE program_id = ?", (PRICED,)) > 0  # others stay


def test_that_only_what_the_planner_placed_is_ruled_out_by_dropping_it(project: Project, catalog: Catalog) -> None:
    planned(project, catalog)
    mine = add_cohort(project, catalog, 1, "", PRICED, 2, Quarter(2028, 3))
    set_people(project, [mine], 3)
    part = split(project, mine, 1)
    make_plan(project, catalog)
    drop(project, [mine, part], "entered twice")
    assert ruled_out(project) == []
    its = a_cohort(project)
    set_people(project, [its["id"]], 1)
    drop(project, [its["id"]])
    assert [ban.why for ban in ruled_out(project)] == ["dropped from the plan"]


def test_that_a_released_cohort_is_planned_anew(project: Project, catalog: Catalog) -> None:
    planned(project, catalog)
    fresh = everything(project)
    cohort = a_cohort(project, "participants > 2")
    set_people(project, [cohort["id"]], 1)
    release(project, [cohort["id"]])
    make_plan(project, catalog)
    assert [(c["title_id"], c["participants"]) for c in everything(project)["cohort"]] == [
        (c["title_id"], c["participants"]) for c in fresh["cohort"]
    ]


def test_that_a_line_in_kind_takes_no_money(project: Project, catalog: Catalog) -> None:
    planned(project, catalog)
    cohort = a_cohort(project)
    tuition = line_of(project, cohort["id"], "tuition")
    before = {(y.fund_id, y.fiscal_year): y.left for y in by_fund_year(project)}
    set_in_kind(project, [tuition["id"]], True, "the college gives it")
    after = {(y.fund_id, y.fiscal_year): y.left for y in by_fund_year(project)}
    key = tuition["fund_id"], tuition["fiscal_year"]
    assert after[key] - before[key] >= tuition["cents"]


def test_that_a_line_of_the_whole_plan_stays_and_takes_its_money(project: Project, catalog: Catalog) -> None:
    planned(project, catalog, 60_000)
    add_line(
        project, None, "program staff", 1, 15_000, unit="quarter", fund="City training budget", quarter=Quarter(2028, 1)
    )
    make_plan(project, catalog)
    assert project.value("SELECT cents FROM budget_line WHERE cohort_id IS NULL") == 1_500_000
    assert all(y.left >= 0 for y in by_fund_year(project) if y.kind != "payroll")


@pytest.mark.parametrize(
    ("deed", "said"),
    [
        (lambda p, c: set_people(p, [c["id"]], 500), "500 people cannot start"),
        (lambda p, c: set_people(p, [c["id"]], 0), "0 people cannot start"),
        (lambda p, c: set_price(p, [c["id"]], -1), "cannot cost"),
        (lambda p, c: split(p, c["id"], c["participants"]), "cannot be split off"),
        (lambda p, c: lock(p, [99_999]), "no cohort 99999"),
        (lambda p, c: set_fund(p, [line_of(p, c["id"], "tuition")["id"]], "Nobody"), "no fund named Nobody"),
        (lambda p, c: set_quantity(p, [line_of(p, c["id"], "review")["id"]], 3), "the sum of other lines"),
        (lambda p, c: split_line(p, line_of(p, c["id"], "tuition")["id"], 1.5, "Grant"), "no share"),
        (lambda p, c: add_line(p, None, "travel", 1, 1, fund="Grant"), "no quarter"),
    ],
)
def test_that_what_cannot_be_is_refused_and_changes_nothing(
    project: Project, catalog: Catalog, deed: Callable[[Project, dict[str, Any]], object], said: str
) -> None:
    planned(project, catalog)
    cohort, before = a_cohort(project), everything(project)
    with pytest.raises(ReskillError, match=said):
        deed(project, cohort)
    assert everything(project) == before


DEEDS = (
    "people",
    "start",
    "price",
    "split",
    "drop",
    "lock",
    "quantity",
    "cost",
    "fund",
    "kind",
    "note",
    "add",
    "away",
    "part",
    "class",
    "ban",
    "answer",
)


def do(project: Project, catalog: Catalog, deed: str, pick: int, number: int) -> None:
    """One random deed; what is refused changes nothing."""
    cohorts = project.rows("SELECT * FROM cohort ORDER BY id")
    rows = project.rows("SELECT * FROM budget_line ORDER BY id")
    if not cohorts or not rows:
        return
    cohort, line = cohorts[pick % len(cohorts)], rows[pick % len(rows)]
    {
        "people": lambda: set_people(project, [cohort["id"]], number),
        "start": lambda: set_start(project, catalog, [cohort["id"]], Quarter(2028, 1).plus(number)),
        "price": lambda: set_price(project, [cohort["id"]], number * 10.01),
        "split": lambda: split(project, cohort["id"], number),
        "drop": lambda: drop(project, [cohort["id"]]),
        "lock": lambda: lock(project, [cohort["id"]]),
        "quantity": lambda: set_quantity(project, [line["id"]], number / 3),
        "cost": lambda: set_unit_cost(project, [line["id"]], number / 7),
        "fund": lambda: set_fund(project, [line["id"]], "Grant"),
        "kind": lambda: set_in_kind(project, [line["id"]], number % 2 == 0),
        "note": lambda: set_line_note(project, [line["id"]], f"note {number}"),
        "add": lambda: add_line(project, cohort["id"], "travel", number, 12.5, fund="Grant"),
        "away": lambda: drop_lines(project, [line["id"]]),
        "part": lambda: split_line(project, line["id"], 0.3, "Grant"),
        "class": lambda: set_class_price(
            project, classes(project)[pick % len(classes(project))].cohorts, number * 99.99
        ),
        "ban": lambda: rule_out(project, title_id=1 + pick % 3, first=Quarter(2028, 1).plus(number)),
        "answer": lambda: record_answers(project, 1 + pick % 3, Quarter(2028, 1), number, number // 2, number // 3),
    }[deed]()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    deeds=st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 60), st.integers(0, 14)), min_size=1, max_size=8)
)
def test_that_whatever_is_done_sums_tie_locks_hold_and_all_can_be_taken_back(
    project: Project, catalog: Catalog, deeds: list[tuple[str, int, int]]
) -> None:
    if not project.value("SELECT 1 FROM cohort"):
        planned(project, catalog, 120_000)
    first, steps = everything(project), project.history(1)[0].id
    for deed in deeds:
        try:
            do(project, catalog, *deed)
        except ReskillError:
            continue
    changed, held = everything(project), settings_text(project)
    for r in changed["budget_line"]:
        assert abs(r["cents"] - r["quantity"] * r["unit_cost"] * 100) <= 0.501
        assert r["cohort_id"] is not None
    locked = {r["id"]: r for r in changed["cohort"] if r["who"]}
    make_plan(project, catalog)
    again = everything(project)
    assert {r["id"]: r for r in again["cohort"] if r["who"]} == locked
    assert [r for r in again["budget_line"] if r["cohort_id"] in locked] == [
        r for r in changed["budget_line"] if r["cohort_id"] in locked
    ]
    total = sum(y.cash for y in by_fund_year(project))
    assert total == project.value("SELECT coalesce(sum(cents), 0) FROM budget_line WHERE NOT in_kind")
    plan = in_force(project)
    for part in ("department", "unit", "grade", "fund", "year", "quarter"):
        told = [d.after for d in compare(project, plan, plan) if d.what == f"cash by {part}, $"]
        assert sum(round(dollars * 100) for dollars in told) == total
    people = project.value("SELECT coalesce(sum(participants), 0) FROM cohort")
    assert sum(c.people for c in classes(project)) == sum(r["seats"] for r in every_class(project)) == people
    done = 0
    while project.history(1)[0].id > steps and project.history(done + 1)[done].id > steps:
        assert project.undo() is not None
        done += 1
    assert everything(project) == first
    for _ in range(done):
        assert project.redo() is not None
    assert everything(project) == again
    for _ in range(done):
        project.undo()
    file = project.path.with_suffix(".toml")
    file.write_text(held, encoding="utf-8")
    before = settings_text(project)
    read_settings(project, file, catalog)
    assert settings_text(project) == held
    if before != held:
        project.undo()
    assert settings_text(project) == before
