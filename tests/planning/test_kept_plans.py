"""Plans kept under a name stay as they were, and differences between two add up."""

import pytest
from small_city import Staff, fill

from reskill.planning.by_hand.cohorts import drop, set_people, set_price
from reskill.planning.by_hand.starting import set_start
from reskill.planning.fiscal import Quarter
from reskill.planning.funds import CITY_FUND, default_funds, save_fund
from reskill.planning.kept.changes import changes, what_moved
from reskill.planning.kept.comparison import NOT_KNOWN, WHOLE, compare
from reskill.planning.kept.plans import BY_ITSELF, baseline, forget, keep, kept_plans, sign, snapshot
from reskill.planning.kept.snapshot import in_force
from reskill.planning.kept.terms import FUND, PRICE, RULED_OUT
from reskill.planning.plan import make_plan
from reskill.planning.ruled_out import allow_again, rule_out, ruled_out
from reskill.problem import ReskillError
from reskill.project.file import Project
from reskill.reference.catalog import Catalog


def planned(project: Project, catalog: Catalog) -> int:
    fill(project, [Staff("Clerk II", 40), Staff("Typist", 20, band="watch")])
    with project.change("Place") as db:
        db.execute("UPDATE position SET department = 'Finance', bargaining_unit = 'Local 1' WHERE title_id = 1")
        db.execute("UPDATE position SET department = iif(source_row > 11, 'Library', 'Finance') WHERE title_id = 2")
    default_funds(project, 200_000, 3, 2028)
    make_plan(project, catalog)
    return int(project.value("SELECT id FROM cohort WHERE title_id = 1 AND participants > 2 ORDER BY id LIMIT 1"))


def test_that_a_kept_plan_stays_as_it_was(project: Project, catalog: Catalog) -> None:
    first = planned(project, catalog)
    before = in_force(project)
    keep(project, "baseline", "for the council")
    assert [d for d in compare(project, snapshot(project, "baseline"), in_force(project)) if d.change] == []
    drop(project, [first])
    make_plan(project, catalog)
    kept = snapshot(project, "baseline")
    assert (kept.placed, kept.money) == (before.placed, before.money)


def test_that_parts_add_up_to_the_whole_in_both_plans(project: Project, catalog: Catalog) -> None:
    first = planned(project, catalog)
    keep(project, "baseline")
    set_people(project, [first], 1)
    found = compare(project, snapshot(project, "baseline"), in_force(project))
    whole = {d.which: d for d in found if d.what == WHOLE}
    assert whole["people"].after == project.value("SELECT sum(participants) FROM cohort") < whole["people"].before
    assert whole["cash, $"].after * 100 == project.value("SELECT sum(cents) FROM budget_line WHERE NOT in_kind")
    for what in ("department", "unit", "grade", "people by year"):
        parts = [d for d in found if d.what == what]
        assert sum(d.before for d in parts) == pytest.approx(whole["people"].before)
        assert sum(d.after for d in parts) == pytest.approx(whole["people"].after)
    for what in ("fund", "year", "quarter", "department", "unit", "grade"):
        for side in ("before", "after"):
            cents = [round(getattr(d, side) * 100) for d in found if d.what == f"cash by {what}, $"]
            assert sum(cents) == round(getattr(whole["cash, $"], side) * 100) and len(cents) > 0
    assert sum(d.after for d in found if d.what == "people by quarter") == whole["people"].after
    library = next(d for d in found if d.which == "Library")
    assert library.before == project.value("SELECT sum(participants) FROM cohort WHERE title_id = 2") / 2


def test_that_what_moved_is_told_by_quarter(project: Project, catalog: Catalog) -> None:
    first = planned(project, catalog)
    row = project.rows("SELECT * FROM cohort WHERE id = ?", (first,))[0]
    keep(project, "baseline")
    set_start(project, catalog, [first], Quarter(2030, 2))
    moved = what_moved(snapshot(project, "baseline"), in_force(project))
    assert len(moved) == 1 and moved[0].title == "Clerk II"
    assert moved[0].after[Quarter(2030, 2)] >= row["participants"]
    assert sum(moved[0].before.values()) == sum(moved[0].after.values())


def test_that_a_new_price_is_told_with_what_it_changes(project: Project, catalog: Catalog) -> None:
    first = planned(project, catalog)
    row = project.rows("SELECT * FROM cohort WHERE id = ?", (first,))[0]
    set_price(project, [first], 900)
    keep(project, "baseline")
    tuition = project.value("SELECT sum(cents) FROM budget_line WHERE cohort_id = ? AND category = 'tuition'", (first,))
    assert tuition == 90_000 * row["participants"]
    whole = project.value("SELECT sum(cents) FROM budget_line WHERE NOT in_kind")
    set_price(project, [first], 500, "offer of the college")
    (changed,) = what_moved(snapshot(project, "baseline"), in_force(project))
    assert changed.title == "Clerk II" and changed.before == changed.after
    less = whole - project.value("SELECT sum(cents) FROM budget_line WHERE NOT in_kind")
    assert changed.cash_before - changed.cash_after == less >= 40_000 * row["participants"]
    price, places = changes(project, snapshot(project, "baseline"), in_force(project))
    assert (price.what, price.which) == (PRICE, "Personnel certificate")
    assert (price.before, price.after) == ("$900 to $1,099", "$500 to $1,099")
    assert price.held == places.held == f"{project.who}: offer of the college"
    assert places.which.startswith("Clerk II → ") and places.whose == "Finance; Local 1"
    assert places.before.partition("; ")[2] == places.after.partition("; ")[2] and places.before != places.after


def test_that_costs_of_a_plan_kept_by_an_earlier_version_are_not_known(project: Project, catalog: Catalog) -> None:
    first = planned(project, catalog)
    keep(project, "baseline")
    set_start(project, catalog, [first], Quarter(2030, 2))
    with project.change("As kept before costs were") as db:
        db.execute("UPDATE kept_cohort SET cash = NULL")
        db.execute("DELETE FROM kept_term")
    before = snapshot(project, "baseline")
    (moved,) = changes(project, before, in_force(project))
    assert moved.before.startswith("cash not known; ") and moved.after.startswith("$")
    found = [d for d in compare(project, before, in_force(project)) if d.what == "cash by department, $"]
    assert found[0].which == NOT_KNOWN
    assert all(d.before is None and d.change is None for d in found) and sum(d.after or 0 for d in found) > 0


def test_that_a_plan_stays_that_a_new_one_takes_the_place_of(project: Project, catalog: Catalog) -> None:
    first = planned(project, catalog)
    (made,) = kept_plans(project)
    was = in_force(project)
    assert made.name.startswith("made ") and made.who == ""
    kept = snapshot(project, made.name)
    assert (kept.placed, kept.money) == (was.placed, was.money)
    make_plan(project, catalog)
    assert kept_plans(project) == [made]  # the same plan again is not another one
    set_price(project, [first], 900)
    by_hand = in_force(project)
    rule_out(project, title_id=2, first=Quarter(2028, 1), last=Quarter(2028, 4), why="audit")
    save_fund(project, CITY_FUND, {2028: 66_666.66, 2029: 66_666.66, 2030: 66_666.68}, ends="2030-03-31")
    make_plan(project, catalog)
    _, until, again = kept_plans(project)
    assert until.name.startswith("until ") and again.name.startswith("made ")
    before = snapshot(project, until.name)
    assert (before.placed, before.money) == (by_hand.placed, by_hand.money)
    told = {(c.what, c.which): (c.before, c.after) for c in changes(project, before, in_force(project))}
    assert told[RULED_OUT, "Typist: no training from FY2028 Q1 up to FY2028 Q4"] == (
        "no",
        f"yes, says {project.who}: audit",
    )
    fund = told[FUND, CITY_FUND]
    assert "ends 2030-03-31" in fund[1] and "ends" not in fund[0]
    told = {(c.what, c.which): (c.before, c.after) for c in changes(project, kept, before)}
    assert told[PRICE, "Personnel certificate"] == ("$1,099", "$900 to $1,099")


def test_that_few_of_the_plans_kept_by_themselves_stay(project: Project, catalog: Catalog) -> None:
    planned(project, catalog)
    for months in range(BY_ITSELF + 2):
        rule_out(project, title_id=1, first=Quarter(2028 + months // 4, months % 4 + 1))
        make_plan(project, catalog)
        allow_again(project, [ruled_out(project)[-1].id])
    assert len(kept_plans(project)) == BY_ITSELF
    with project.change("Let days pass") as db:
        for days, p in enumerate(kept_plans(project)):
            db.execute("UPDATE kept_plan SET at = ? WHERE id = ?", (f"2026-01-0{1 + days // 2} 10:00:0{days}", p.id))
    of_a_day = [p.name for i, p in enumerate(kept_plans(project)) if i in (1, 3, 4)]
    keep(project, "council")
    rule_out(project, title_id=1)
    make_plan(project, catalog)
    names = [p.name for p in kept_plans(project)]
    assert [n for n in names if n in of_a_day] == of_a_day and "council" in names and names[-1].startswith("made ")
    assert len(names) == 5  # the last of three days, the one of today, the council's


def test_that_a_signed_plan_is_the_baseline_and_cannot_be_removed(project: Project, catalog: Catalog) -> None:
    planned(project, catalog)
    keep(project, "offer")
    keep(project, "council")
    assert baseline(project) is None
    sign(project, "council", "Mayor Lee")
    found = baseline(project)
    assert found is not None and (found.name, found.signed_by) == ("council", "Mayor Lee")
    with pytest.raises(ReskillError, match="signed by Mayor Lee"):
        forget(project, "council")
    forget(project, "offer")
    assert [p.name for p in kept_plans(project) if p.who] == ["council"]
    project.undo()
    assert [p.name for p in kept_plans(project) if p.who] == ["offer", "council"]
    assert snapshot(project, "offer").placed


def test_that_names_are_used_once_and_looked_for_exactly(project: Project, catalog: Catalog) -> None:
    with pytest.raises(ReskillError, match="no plan to keep"):
        keep(project, "baseline")
    planned(project, catalog)
    keep(project, "baseline")
    with pytest.raises(ReskillError, match="kept already"):
        keep(project, "baseline")
    with pytest.raises(ReskillError, match="No plan is kept as Baseline"):
        snapshot(project, "Baseline")
    with pytest.raises(ReskillError, match="Nobody signs"):
        sign(project, "baseline", " ")
