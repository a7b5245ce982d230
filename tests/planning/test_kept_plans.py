"""Plans kept under a name stay as they were, and differences between two add up."""

import pytest
from small_city import Staff, fill

from reskill.planning.by_hand.cohorts import drop, set_people, set_price, set_start
from reskill.planning.fiscal import Quarter
from reskill.planning.funds import default_funds
from reskill.planning.kept.comparison import WHOLE, compare, what_moved
from reskill.planning.kept.plans import baseline, forget, keep, kept_plans, sign, snapshot
from reskill.planning.kept.snapshot import in_force
from reskill.planning.plan import make_plan
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
    for what in ("cash by fund, $", "cash by year, $"):
        assert sum(d.after for d in found if d.what == what) == pytest.approx(whole["cash, $"].after)
    library = next(d for d in found if d.which == "Library")
    assert library.before == project.value("SELECT sum(participants) FROM cohort WHERE title_id = 2") / 2


def test_that_what_moved_is_told_by_quarter(project: Project, catalog: Catalog) -> None:
    first = planned(project, catalog)
    row = project.rows("SELECT * FROM cohort WHERE id = ?", (first,))[0]
    keep(project, "baseline")
    set_start(project, [first], Quarter(2030, 2))
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
    set_price(project, [first], 500)
    (changed,) = what_moved(snapshot(project, "baseline"), in_force(project))
    assert changed.title == "Clerk II" and changed.before == changed.after
    less = whole - project.value("SELECT sum(cents) FROM budget_line WHERE NOT in_kind")
    assert changed.cash_before - changed.cash_after == less >= 40_000 * row["participants"]
    assert changed.in_words.count(" → ") == 1 and "; $" in changed.in_words
    with project.change("As kept before costs were") as db:
        db.execute("UPDATE kept_cohort SET cash = NULL")
    assert what_moved(snapshot(project, "baseline"), in_force(project)) == []


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
    assert [p.name for p in kept_plans(project)] == ["council"]
    project.undo()
    assert [p.name for p in kept_plans(project)] == ["offer", "council"]
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
