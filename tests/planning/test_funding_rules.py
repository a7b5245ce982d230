from collections.abc import Callable
from dataclasses import replace

import pytest
from small_city import LONG, PRICED, UNPRICED, Staff, fill

from reskill.planning.checks.rulebook import rules, set_rule, shipped_rules
from reskill.planning.checks.rules import CHECKS, CURRENT, check_budget, review_rules
from reskill.planning.funds import default_funds, save_fund
from reskill.planning.plan import make_plan
from reskill.problem import ReskillError
from reskill.project.file import Project
from reskill.reference.catalog import Catalog


@pytest.fixture
def planned(project: Project, catalog: Catalog) -> Project:
    """A sound plan of one role on the city's money: 24 clerks to a priced certificate."""
    fill(project, [Staff("Clerk II", 40, moves=(("13-1071.00", PRICED, 50),), automate=1.0)])
    default_funds(project, 400_000, 2, 2028)
    make_plan(project, catalog)
    return project


def broken(project: Project) -> set[str]:
    return {f.rule.id for f in review_rules(project) if f.status == "broken"}


def status(project: Project, rule_id: str) -> str:
    found = {f.status for f in review_rules(project) if f.rule.id == rule_id}
    assert len(found) == 1
    return found.pop()


def alter(project: Project, *statements: str) -> None:
    with project.change("Alter the plan"):
        for statement in statements:
            project.db.execute(statement)


def put_on(project: Project, terms: str, where: str = "1") -> None:
    """Move lines to a federal fund with these terms."""
    save_fund(project, "Grant", {2028: 400_000, 2029: 400_000}, kind="federal", rules=terms)
    alter(project, f"UPDATE budget_line SET fund_id = (SELECT id FROM fund WHERE name = 'Grant') WHERE {where}")


def test_that_all_28_checks_have_rules_in_our_words_with_sources() -> None:
    shipped = shipped_rules()
    assert {r.check for r in shipped} == set(range(1, 29))
    assert {r.id for r in shipped} == {*CHECKS, CURRENT}
    assert all(r.text.endswith(".") and r.source for r in shipped)
    assert all((r.value is None) == (r.unit == "") for r in shipped)


def test_that_a_sound_plan_breaks_nothing(planned: Project) -> None:
    assert broken(planned) == set()
    assert check_budget(planned) == []


def test_that_without_a_plan_nothing_is_claimed_to_hold(project: Project) -> None:
    assert {f.status for f in review_rules(project)} == {"does not apply"}


BREAKS: dict[str, Callable[[Project], None]] = {
    "lines-sum": lambda p: alter(p, "UPDATE budget_line SET cents = cents + 150 WHERE id = 2"),
    "within-fund": lambda p: alter(p, "UPDATE fund_year SET amount = 10"),
    "payer-named": lambda p: alter(p, "UPDATE budget_line SET fiscal_year = 2040 WHERE id = 1"),
    "fund-dates": lambda p: alter(p, "UPDATE budget_line SET fiscal_year = 2030"),
    "price-known": lambda p: alter(p, "UPDATE program SET cost = NULL"),
    "paid-time": lambda p: alter(p, "DELETE FROM budget_line WHERE category = 'release wages'"),
    "backfill-hours": lambda p: alter(p, "UPDATE budget_line SET quantity = 9999 WHERE category = 'backfill'"),
    "one-claim": lambda p: alter(
        p,
        "INSERT INTO budget_line (cohort_id, fiscal_year, quarter, category, fund_id, quantity, unit, unit_cost, cents)"
        " SELECT cohort_id, fiscal_year, quarter, category, fund_id, quantity, unit, unit_cost, cents FROM budget_line"
        " WHERE category = 'tuition'",
    ),
    "headcount": lambda p: alter(p, "UPDATE position SET status = 'vacant'"),
    "iwt-employer-share-medium": lambda p: (
        alter(p, *(_hire(i) for i in range(30))),
        put_on(p, "iwt"),
    )[-1],
    "iwt-employer-share-small": lambda p: put_on(p, "iwt"),
    "iwt-cap": lambda p: (
        save_fund(p, "Adult", {2028: 50_000}, kind="federal", rules="wioa adult"),
        put_on(p, "iwt", "category = 'tuition'"),
    )[-1],
    "iwt-tenure": lambda p: (alter(p, "UPDATE position SET hire_date = '2027-06-01'"), put_on(p, "iwt"))[-1],
    "public-employer": lambda p: put_on(p, "private employers only", "id = 1"),
    "ojt-rate": lambda p: put_on(p, "ojt", "category = 'release wages'"),
    "transitional-jobs": lambda p: put_on(p, "transitional jobs", "id = 1"),
    "administration": lambda p: (
        put_on(p, "wioa adult", "0"),
        put_on(p, "wioa adult"),
        alter(p, "UPDATE budget_line SET category = 'administration', cents = 9000000 WHERE id = 1"),
    )[-1],
    "needs-payments": lambda p: alter(p, "UPDATE budget_line SET category = 'needs-related payments' WHERE id = 1"),
    "account-cap": lambda p: (put_on(p, "individual account"), set_rule(p, "account-cap", value=1000))[-1],
    "pell-hours-least": lambda p: put_on(p, "workforce pell", "category = 'tuition'"),
    "education-aid": lambda p: set_rule(p, "education-aid", value=1000),
    "exam-fees": lambda p: (
        put_on(p, "no exam fees", "id = 1"),
        alter(p, "UPDATE budget_line SET category = 'exam fee' WHERE id = 1"),
    )[-1],
    "apprenticeship-instruction": lambda p: alter(p, "UPDATE program SET kind = 'apprenticeship'"),
    "supplanting": lambda p: (put_on(p, ""), alter(p, "UPDATE program SET note = 'Mandatory since 2025'"))[-1],
    "indirect-rate": lambda p: alter(p, "UPDATE budget_line SET category = 'indirect' WHERE category = 'tuition'"),
}


def _hire(i: int) -> str:
    return (
        "INSERT INTO position (id, title, status, source_file, source_row)"
        f" VALUES ('extra-{i}', 'Other', 'filled', 'roster.csv', {1000 + i})"
    )


@pytest.mark.parametrize("rule_id", BREAKS)
def test_that_a_plan_that_breaks_a_rule_is_told_so(planned: Project, rule_id: str) -> None:
    assert rule_id not in broken(planned)
    BREAKS[rule_id](planned)
    assert rule_id in broken(planned)
    level = next(r.level for r in rules(planned) if r.id == rule_id)
    problems = [p for p in check_budget(planned) if p.place.column == f"funding rule {rule_id}"]
    assert problems and all(p.level == level and p.remedy for p in problems if not p.text.startswith("Cannot"))


def test_that_what_cannot_be_checked_is_said_with_the_reason(planned: Project) -> None:
    put_on(planned, "iwt; individual account; wioa adult")
    alter(planned, "UPDATE position SET hire_date = NULL")
    for rule_id in ("iwt-retention", "iwt-tenure", "eligible-list", "other-grants-first", "advance-money"):
        assert status(planned, rule_id) == "cannot be checked"
    assert any(p.text.startswith("Cannot be checked") and p.level == "warning" for p in check_budget(planned))


def test_that_a_rule_can_be_switched_off_and_its_value_changed_and_both_undone(planned: Project) -> None:
    set_rule(planned, "education-aid", value=1000)
    assert "education-aid" in broken(planned)
    set_rule(planned, "education-aid", on=False)
    assert status(planned, "education-aid") == "switched off"
    planned.undo()
    planned.undo()
    assert status(planned, "education-aid") == "holds"


def test_that_a_rule_that_ends_before_the_plan_does_is_pointed_out(
    planned: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    ending = [replace(r, effective_to="2028-12-31") if r.id == "education-aid" else r for r in shipped_rules()]
    monkeypatch.setattr("reskill.planning.checks.rulebook.shipped_rules", lambda: ending)
    texts = [f.text for f in review_rules(planned) if f.rule.id == "rules-current" and f.status == "broken"]
    assert texts == ["The rule education-aid ends on 2028-12-31, before the plan does."]


@pytest.mark.parametrize(("rule_id", "value"), [("nonsense", 1), ("iwt-cap", 1.2), ("payer-named", 3), ("iwt-cap", -1)])
def test_that_a_senseless_change_of_a_rule_is_refused(project: Project, rule_id: str, value: float) -> None:
    with pytest.raises(ReskillError):
        set_rule(project, rule_id, value=value)


def test_that_a_program_too_long_or_unpriced_is_found_on_its_grant(project: Project, catalog: Catalog) -> None:
    fill(
        project,
        [
            Staff("Clerk", 2, moves=(("15-1231.00", LONG, 5),), automate=1.0),
            Staff("Typist", 2, moves=(("13-1071.00", UNPRICED, 5),), automate=1.0),
        ],
    )
    default_funds(project, 400_000, 3, 2028)
    make_plan(project, catalog)
    put_on(project, "workforce pell", "category IN ('tuition', 'release wages')")
    texts = [f.text for f in review_rules(project) if f.rule.id == "pell-hours-most"]
    assert any("clock hours are not known" in t for t in texts)
    assert any("weeks and the Governor's approval" in t for t in texts)


def test_that_what_is_given_in_kind_needs_no_money_of_the_fund(planned: Project) -> None:
    with planned.change("Take the money away") as db:
        db.execute("UPDATE fund_year SET amount = 0")
    assert any("is overspent" in p.text for p in check_budget(planned))
    with planned.change("Give in kind") as db:
        db.execute("UPDATE budget_line SET in_kind = 1")
    assert not any("is overspent" in p.text for p in check_budget(planned))
