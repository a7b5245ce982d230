"""A new plan keeps what a person holds, and uses no money, place or person of it twice."""

import pytest
from small_city import FREE, PRICED, UNPRICED, Staff, fill

from reskill.planning.budget import by_fund_year
from reskill.planning.by_hand.cohorts import set_price
from reskill.planning.fiscal import Quarter
from reskill.planning.funds import default_funds
from reskill.planning.plan import make_plan
from reskill.planning.ruled_out import allow_again, not_kept_out, rule_out, ruled_out
from reskill.problem import ReskillError
from reskill.project.file import Project
from reskill.reference.catalog import Catalog


def people(project: Project, where: str = "1") -> int:
    return int(project.value(f"SELECT coalesce(sum(participants), 0) FROM cohort WHERE {where}"))


def lock(project: Project, cohort_id: int) -> None:
    with project.change("Lock") as db:
        db.execute("UPDATE cohort SET who = 'Ann' WHERE id = ?", (cohort_id,))


def stored(project: Project, cohort_id: int) -> list[dict[str, object]]:
    return [
        *project.rows("SELECT * FROM cohort WHERE id = ?", (cohort_id,)),
        *project.rows("SELECT * FROM budget_line WHERE cohort_id = ? ORDER BY id", (cohort_id,)),
    ]


def test_that_a_new_plan_keeps_a_locked_cohort_and_counts_its_people_once(project: Project, catalog: Catalog) -> None:
    fill(project, [Staff("Clerk II", 40), Staff("Typist", 20)])
    default_funds(project, 1_000_000, 3, 2028)
    make_plan(project, catalog)
    first = project.value("SELECT id FROM cohort ORDER BY id LIMIT 1")
    lock(project, first)
    before, everybody = stored(project, first), people(project)
    plan = make_plan(project, catalog)
    assert stored(project, first) == before
    assert people(project) == plan.trained == everybody == 36  # 60% of both titles
    assert people(project, "title_id = 1") == 24
    assert plan.cents == project.value("SELECT sum(cents) FROM budget_line WHERE NOT in_kind")


def test_that_the_money_of_a_locked_cohort_is_not_spent_again(project: Project, catalog: Catalog) -> None:
    fill(project, [Staff("Clerk II", 40), Staff("Typist", 20)])
    default_funds(project, 30_000, 3, 2028)
    make_plan(project, catalog)
    for row in project.rows("SELECT id FROM cohort WHERE fiscal_year = 2028"):
        lock(project, row["id"])
    make_plan(project, catalog)
    assert people(project)
    assert all(y.left >= 0 for y in by_fund_year(project) if y.kind == "city")


def test_that_a_locked_cohort_of_more_than_a_fund_has_leaves_it_nothing(project: Project, catalog: Catalog) -> None:
    fill(project, [Staff("Clerk II", 40)])
    default_funds(project, 30_000, 1, 2028)
    make_plan(project, catalog)
    first = project.value("SELECT min(id) FROM cohort")
    lock(project, first)
    with project.change("Raise") as db:
        db.execute(
            "INSERT INTO budget_line (cohort_id, fiscal_year, quarter, category, fund_id, quantity, unit, unit_cost, cents)"
            " VALUES (?, 2028, 1, 'tuition', 1, 1, 'participant', 50000, 5000000)",
            (first,),
        )
    make_plan(project, catalog)
    free = "SELECT coalesce(sum(b.cents), 0) FROM budget_line b JOIN cohort c ON c.id = b.cohort_id WHERE c.who = '' AND NOT b.in_kind"
    assert project.value(free) == 0


def test_that_nobody_trains_in_quarters_that_are_ruled_out(project: Project, catalog: Catalog) -> None:
    fill(project, [Staff("Clerk II", 40), Staff("Typist", 20)])
    default_funds(project, 1_000_000, 3, 2028)
    make_plan(project, catalog)
    assert people(project, "title_id = 1 AND fiscal_year = 2028")
    rule_out(project, title_id=1, last=Quarter(2028, 4), why="busy")
    make_plan(project, catalog)
    assert not people(project, "title_id = 1 AND fiscal_year = 2028") and people(project, "title_id = 1")
    assert people(project, "title_id = 2 AND fiscal_year = 2028")
    (ban,) = ruled_out(project)
    assert str(ban) == "Clerk II: no training up to FY2028 Q4"
    allow_again(project, [ban.id])
    make_plan(project, catalog)
    assert people(project, "title_id = 1 AND fiscal_year = 2028")


def test_that_a_department_is_kept_out_where_most_of_a_title_is_in_it(project: Project, catalog: Catalog) -> None:
    fill(project, [Staff("Librarian", 10), Staff("Clerk II", 40)])
    with project.change("Departments") as db:
        db.execute("UPDATE position SET department = 'Library' WHERE title_id = 1")
        db.execute("UPDATE position SET department = 'Library' WHERE id IN ('2-0', '2-1')")
    default_funds(project, 1_000_000, 3, 2028)
    rule_out(project, department="Library")
    make_plan(project, catalog)
    assert not people(project, "title_id = 1") and people(project, "title_id = 2") == 24
    (told,) = not_kept_out(project)
    assert "Clerk II (2 of 40)" in told and "Librarian" not in told


def test_that_what_a_program_takes_is_the_same_whoever_is_locked(project: Project, catalog: Catalog) -> None:
    programs = {"Clerk II": None, "Typist": FREE, "Teller": PRICED, "Coder": UNPRICED}
    staff = [
        Staff(title, 100 if title == "Clerk II" else 20, moves=(), stay_program=p) for title, p in programs.items()
    ]
    fill(project, staff)
    default_funds(project, 10_000_000, 3, 2028)
    for locked in ("0", "program_id IS NULL", "id % 3", "1"):
        for row in project.rows(f"SELECT id FROM cohort WHERE {locked}"):
            lock(project, row["id"])
        make_plan(project, catalog)
        assert people(project, "program_id IS NULL") == 24, locked  # a quarter of 60% of 160, of 60 who wait for it
        assert people(project, "1") == 24 + 3 * 12, locked
    gains = {g.what: (g.least, g.most) for g in make_plan(project, catalog).schedule.climb.gains}
    assert gains["one class more in each program"] == (15, 15)


@pytest.mark.parametrize(
    ("department", "hint"),
    [
        ("library", "Write it as the roster does: Library."),
        ("Public Library", "Write it as the roster does: Library."),
        ("Harbour", "The roster has: Finance, Library."),
    ],
)
def test_that_a_department_that_is_not_there_is_refused_with_those_that_are(
    project: Project, department: str, hint: str
) -> None:
    fill(project, [Staff("Librarian", 10), Staff("Clerk II", 40)])
    with project.change("Departments") as db:
        db.execute("UPDATE position SET department = iif(title_id = 1, 'Library', 'Finance')")
    with pytest.raises(ReskillError) as refused:
        rule_out(project, department=department)
    assert refused.value.remedy == hint


def test_that_a_locked_cohort_is_worth_the_same_when_its_role_is_no_longer_affected(
    project: Project, catalog: Catalog
) -> None:
    fill(project, [Staff("Clerk II", 40, moves=(), net=0.3), Staff("Typist", 20)])
    default_funds(project, 1_000_000, 3, 2028)
    make_plan(project, catalog)
    staying = project.value("SELECT id FROM cohort WHERE title_id = 1 ORDER BY id LIMIT 1")
    lock(project, staying)
    as_affected = next(c for c in make_plan(project, catalog).cohorts if c.locked == staying)
    with project.derive("roles") as db:
        db.execute("UPDATE role SET band = 'low' WHERE title_id = 1")
    kept = next(c for c in make_plan(project, catalog).cohorts if c.locked == staying)
    assert kept.participants == as_affected.participants
    assert 0 < kept.place.benefit == as_affected.place.benefit < kept.place.group.weight


def test_that_the_cost_of_what_is_held_at_a_quote_is_known(project: Project, catalog: Catalog) -> None:
    fill(project, [Staff("Clerk II", 40, stay_program=UNPRICED, moves=())])
    default_funds(project, 900_000, 3, 2028)
    make_plan(project, catalog)
    unknown = "SELECT count(*) FROM plan_note WHERE text LIKE 'Cost unknown%'"
    assert project.value(unknown) == 1
    set_price(project, [r["id"] for r in project.rows("SELECT id FROM cohort")], 500)
    make_plan(project, catalog)
    assert project.value(unknown) == 0
