"""What a person holds against a fund, a seat, cover or a ban is named, with what it costs, and stays as it is."""

from small_city import FREE, LONG, PRICED, UNPRICED, Staff, fill

from reskill.planning.by_hand.cohorts import lock, set_people
from reskill.planning.by_hand.lines import add_line, set_fund
from reskill.planning.by_hand.starting import set_start
from reskill.planning.conflicts import Conflict, conflicts
from reskill.planning.fiscal import Quarter
from reskill.planning.funds import default_funds, save_fund
from reskill.planning.plan import make_plan
from reskill.planning.ruled_out import rule_out
from reskill.planning.set_costs import set_cost
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.reference.outlook import outlook


def planned(project: Project, catalog: Catalog) -> list[int]:
    fill(project, [Staff("Clerk II", 40, stay_program=None)])
    default_funds(project, 300_000, 3, 2028)
    make_plan(project, catalog)
    return [r["id"] for r in project.rows("SELECT id FROM cohort ORDER BY id")]


def of_kind(project: Project, kind: str) -> list[Conflict]:
    return [c for c in conflicts(project) if c.kind == kind]


def test_that_a_plan_of_the_program_has_no_conflicts_when_it_is_locked(project: Project, catalog: Catalog) -> None:
    lock(project, planned(project, catalog))
    assert conflicts(project) == []


def test_that_an_overspent_fund_is_named_with_what_is_missing(project: Project, catalog: Catalog) -> None:
    first = planned(project, catalog)[0]
    add_line(project, first, "travel", 1, 200_000, fund="City training budget")
    spent = project.value("SELECT sum(cents) FROM budget_line WHERE fiscal_year = 2028 AND NOT in_kind")
    (found,) = of_kind(project, "fund")
    assert found.cents == spent - 10_000_000 and found.cohorts == (first,)
    make_plan(project, catalog)
    assert of_kind(project, "fund")[0].cents > 0  # named, and not undone


def test_that_a_grant_that_ends_is_named_with_the_money_after_its_end(project: Project, catalog: Catalog) -> None:
    planned(project, catalog)
    late = project.value("SELECT min(id) FROM cohort WHERE fiscal_year = 2028 AND quarter >= 3")
    save_fund(project, "State grant", {2028: 500_000}, kind="state", ends="2027-12-31")
    rows = project.rows("SELECT id, cents FROM budget_line WHERE cohort_id = ? AND category = 'tuition'", (late,))
    set_fund(project, [r["id"] for r in rows], "State grant")
    (found,) = of_kind(project, "terms")
    assert found.cents == sum(r["cents"] for r in rows) and "State grant ends on 2027-12-31" in found.text


def test_that_too_many_people_at_once_are_named_by_cover(project: Project, catalog: Catalog) -> None:
    ids = planned(project, catalog)
    set_start(project, catalog, ids, Quarter(2028, 1))
    people = project.value("SELECT sum(participants) FROM cohort")
    (found,) = of_kind(project, "cover")
    assert found.people == people - 10 and "cover allows 10 of 40" in found.text  # a quarter of 40


def test_that_more_people_than_hold_a_title_are_named(project: Project, catalog: Catalog) -> None:
    ids = planned(project, catalog)
    set_people(project, ids, 30)
    (found,) = of_kind(project, "people")
    assert found.people == 30 * len(ids) - 40


def test_that_people_who_will_have_left_by_a_later_start_are_named_with_their_cash(
    project: Project, catalog: Catalog
) -> None:
    ids = planned(project, catalog)
    assert project.value("SELECT sum(participants) FROM cohort") == 24  # everybody who is expected
    set_start(project, catalog, ids, Quarter(2030, 1))
    assert of_kind(project, "leavers") == []  # nobody has set how many leave
    set_cost(project, "leavers", 1, "R. Lee")
    there = int(24 * (1 - outlook("43-9061.00").leaving) ** 2 + 0.5)
    cash = project.value("SELECT sum(cents) FROM budget_line WHERE NOT in_kind")
    (found,) = of_kind(project, "leavers")
    assert (found.people, found.cents, found.cohorts) == (24 - there, cash * (24 - there) // 24, tuple(ids))
    assert (
        f"24 people of Clerk II start in FY2030 or later; of 24 who are expected to take part now, about {there}"
        in (found.text)
    )
    set_cost(project, "leavers", 0, "R. Lee")
    assert of_kind(project, "leavers") == []


def test_that_people_whom_the_plan_itself_starts_late_are_no_conflict(project: Project, catalog: Catalog) -> None:
    fill(project, [Staff("Clerk II", 40, stay_program=None)])
    set_cost(project, "leavers", 2, "R. Lee")
    default_funds(project, 0, 3, 2028)
    save_fund(project, "Grant", {2030: 1_000_000}, kind="state")
    make_plan(project, catalog)
    lock(project, [r["id"] for r in project.rows("SELECT id FROM cohort")])
    assert project.value("SELECT min(fiscal_year) FROM cohort") == 2030
    assert of_kind(project, "leavers") == []


def test_that_more_people_than_seats_agreed_are_named(project: Project, catalog: Catalog) -> None:
    first = planned(project, catalog)[0]
    row = project.rows("SELECT * FROM cohort WHERE id = ?", (first,))[0]
    with project.change("Agree") as db:
        db.execute("INSERT INTO partner (id, name, kind, agreement) VALUES (7, 'College', 'college', 'signed')")
        db.execute(
            "INSERT INTO partner_program VALUES (7, ?, ?, ?, 2, NULL)", (PRICED, row["fiscal_year"], row["quarter"])
        )
    lock(project, [first])
    (found,) = of_kind(project, "seats")
    assert "there are 2 seats" in found.text and found.cohorts == (first,)


def test_that_a_locked_cohort_that_is_ruled_out_stays_and_is_named(project: Project, catalog: Catalog) -> None:
    first = planned(project, catalog)[0]
    lock(project, [first])
    rule_out(project, title_id=1)
    make_plan(project, catalog)
    (found,) = of_kind(project, "ruled out")
    assert found.cohorts == (first,) and found.cents > 0
    assert [r["id"] for r in project.rows("SELECT id FROM cohort")] == [first]


def test_that_a_program_with_more_people_than_one_may_take_is_named(project: Project, catalog: Catalog) -> None:
    staff = [Staff(f"Title {p}", 20, moves=(), stay_program=p) for p in (FREE, PRICED, UNPRICED, LONG)]
    fill(project, staff)
    default_funds(project, 1_000_000, 3, 2028)
    make_plan(project, catalog)
    first = project.value("SELECT id FROM cohort WHERE program_id = ?", (FREE,))
    lock(project, [first])
    assert of_kind(project, "program") == []
    rest = int(project.value("SELECT sum(participants) FROM cohort WHERE program_id = ? AND id <> ?", (FREE, first)))
    set_people(project, [first], 16 - rest)
    (found,) = of_kind(project, "program")
    assert found.text == "16 people are in Responsible use of AI; one program may take 15 (program_share)."
    assert found.people == 1 and first in found.cohorts
