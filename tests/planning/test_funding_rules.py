import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from small_city import LONG, PRICED, UNPRICED, Staff, fill

from reskill.planning.checks.rulebook import Answer, rules, set_answer, set_rule, shipped_rules
from reskill.planning.checks.rules import CHECKS, CURRENT, check_budget, review_rules
from reskill.planning.funds import default_funds, save_fund
from reskill.planning.plan import make_plan
from reskill.problem import ReskillError
from reskill.project.file import Project, create, open_project
from reskill.reference.catalog import Catalog


@pytest.fixture(scope="module")
def plan_file(catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound plan of one role on the city's money: 24 clerks to a priced certificate."""
    with closing(create(tmp_path_factory.mktemp("sound") / "city.reskill", city="Testville", state="IL")) as project:
        fill(project, [Staff("Clerk II", 40, moves=(("13-1071.00", PRICED, 50),), automate=1.0)])
        default_funds(project, 400_000, 2, 2028)
        make_plan(project, catalog)
        return project.path


@pytest.fixture
def planned(plan_file: Path, tmp_path: Path) -> Iterator[Project]:
    """A copy of that plan."""
    with closing(open_project(Path(shutil.copy(plan_file, tmp_path)))) as project:
        yield project


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


def put_on(project: Project, kind: str, where: str = "1", **terms) -> None:
    """Move lines to a fund of a kind, in cash, as a planner or an import could."""
    save_fund(project, "Grant", {2028: 400_000, 2029: 400_000}, kind=kind, **terms)
    alter(
        project,
        f"UPDATE budget_line SET in_kind = 0, fund_id = (SELECT id FROM fund WHERE name = 'Grant') WHERE {where}",
    )


def allocation(project: Project, adult: float) -> None:
    """The board's Adult money of the plan's first year."""
    save_fund(project, "Adult", {2028: adult}, kind="wioa adult")


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


TUITION = "category = 'tuition'"
WAGES = "category = 'release wages'"
YES, NO = Answer(True, "R. Lee", "2027-05-01"), Answer(False, "R. Lee", "2027-05-01")


def all_of(*steps: Callable[[Project], None]) -> Callable[[Project], None]:
    """Steps one after the other."""
    return lambda project: [step(project) for step in steps][-1]


def on(kind: str, where: str = "1", **terms) -> Callable[[Project], None]:
    return lambda project: put_on(project, kind, where, **terms)


def sql(*statements: str) -> Callable[[Project], None]:
    return lambda project: alter(project, *statements)


def said(rule_id: str, answer: Answer) -> Callable[[Project], None]:
    return lambda project: set_answer(project, rule_id, answer)


def valued(rule_id: str, value: float) -> Callable[[Project], None]:
    return lambda project: set_rule(project, rule_id, value=value)


def as_planned(project: Project) -> None:
    """Leave the plan as it is."""


def staff(count: int) -> Callable[[Project], None]:
    """So many more people in other titles."""
    return sql(*(_hire(i) for i in range(count)))


def _hire(i: int) -> str:
    return (
        "INSERT INTO position (id, title, status, source_file, source_row)"
        f" VALUES ('extra-{i}', 'Other', 'filled', 'roster.csv', {1000 + i})"
    )


NOTHING = sql("DELETE FROM budget_line", "DELETE FROM cohort")
DEARER = sql("UPDATE budget_line SET unit_cost = 12000, cents = 1200000 * quantity WHERE category = 'tuition'")
APPRENTICE = sql("UPDATE program SET kind = 'apprenticeship', hours = 150")


def overhead(kind: str, cents: int, fund: str) -> Callable[[Project], None]:
    """One line of overhead on a kind of fund, in place of the first backfill line."""
    return all_of(
        lambda p: save_fund(p, "Grant", {2028: 400_000}, kind=fund),
        sql(
            f"UPDATE budget_line SET category = '{kind}', cents = {cents}, quantity = 1, unit_cost = {cents} / 100.0,"
            " fund_id = (SELECT id FROM fund WHERE name = 'Grant')"
            " WHERE id = (SELECT min(id) FROM budget_line WHERE category = 'backfill' AND fiscal_year = 2028)"
        ),
    )


COPY = (
    "INSERT INTO budget_line (cohort_id, fiscal_year, quarter, category, fund_id, quantity, unit, unit_cost, cents)"
    " SELECT cohort_id, fiscal_year, quarter, category, fund_id, quantity, unit, unit_cost, cents FROM budget_line"
    " WHERE category = 'tuition'"
)
Deed = Callable[[Project], None]
CASES: dict[str, tuple[Deed, Deed, Deed]] = {  # that passes, that fails, that cannot be checked or does not concern
    "lines-sum": (as_planned, sql("UPDATE budget_line SET cents = cents + 150 WHERE id = 2"), NOTHING),
    "price-known": (as_planned, sql("UPDATE program SET cost = NULL"), NOTHING),
    "payer-named": (as_planned, sql("UPDATE budget_line SET fiscal_year = 2040 WHERE id = 1"), NOTHING),
    "within-fund": (as_planned, sql("UPDATE fund_year SET amount = 10"), NOTHING),
    "iwt-cap": (
        all_of(on("iwt", TUITION), lambda p: allocation(p, 500_000)),
        all_of(on("iwt", TUITION), lambda p: allocation(p, 50_000)),
        on("iwt", TUITION),
    ),
    "iwt-employer-share-small": (on("iwt", TUITION), all_of(DEARER, on("iwt", TUITION)), as_planned),
    "iwt-employer-share-medium": (
        all_of(staff(30), on("iwt", TUITION)),
        all_of(staff(30), DEARER, on("iwt", TUITION)),
        on("iwt", TUITION),
    ),
    "iwt-employer-share-large": (
        all_of(staff(70), on("iwt", TUITION)),
        all_of(staff(70), DEARER, on("iwt", TUITION)),
        on("iwt", TUITION),
    ),
    "iwt-tenure": (
        on("iwt", TUITION),
        all_of(on("iwt", TUITION), sql("UPDATE position SET hire_date = '2027-06-01'")),
        all_of(on("iwt", TUITION), sql("UPDATE position SET hire_date = NULL")),
    ),
    "iwt-retention": (
        all_of(on("iwt", TUITION), said("iwt-retention", YES)),
        all_of(on("iwt", TUITION), said("iwt-retention", Answer(True, "R. Lee", "2027-09-01"))),
        on("iwt", TUITION),
    ),
    "public-employer": (
        lambda p: save_fund(p, "Firms", {2028: 1}, kind="state", admits_city=False),
        on("state", "id = 1", admits_city=False),
        as_planned,
    ),
    "ojt-rate": (
        all_of(
            sql(
                "UPDATE budget_line SET quantity = quantity / 2, cents = cents / 2 WHERE category = 'release wages'",
                COPY.replace("tuition", "release wages"),
            ),
            on("ojt", "in_kind = 0 AND category = 'release wages'"),
        ),
        on("ojt", WAGES),
        as_planned,
    ),
    "ojt-length": (
        all_of(on("ojt", WAGES), said("ojt-length", YES)),
        all_of(on("ojt", WAGES), said("ojt-length", NO)),
        on("ojt", WAGES),
    ),
    "transitional-jobs": (
        lambda p: save_fund(p, "Jobs", {2028: 1}, kind="transitional jobs"),
        on("transitional jobs", "id = 1"),
        as_planned,
    ),
    "administration": (
        overhead("administration", 3_900_000, "wioa adult"),
        overhead("Administrative costs", 4_100_000, "wioa adult"),
        as_planned,
    ),
    "needs-payments": (
        as_planned,
        sql("UPDATE budget_line SET category = 'Needs-related payments' WHERE id = 1"),
        NOTHING,
    ),
    "eligible-list": (
        all_of(on("individual account", TUITION), sql("UPDATE program SET approved_until = '2030-01-01'")),
        all_of(on("individual account", TUITION), sql("UPDATE program SET approved_until = '2027-01-01'")),
        on("individual account", TUITION),
    ),
    "account-cap": (
        on("individual account", TUITION),
        all_of(on("individual account", TUITION), valued("account-cap", 1000)),
        as_planned,
    ),
    "other-grants-first": (
        all_of(on("individual account", TUITION), said("other-grants-first", YES)),
        all_of(on("individual account", TUITION), said("other-grants-first", NO)),
        on("individual account", TUITION),
    ),
    "pell-hours-least": (
        all_of(
            on("workforce pell", TUITION),
            sql("UPDATE program SET hours = 150, weeks = 10"),
            said("pell-hours-least", YES),
        ),
        on("workforce pell", TUITION),
        all_of(on("workforce pell", TUITION), sql("UPDATE program SET hours = 150, weeks = NULL")),
    ),
    "pell-hours-most": (
        all_of(
            on("workforce pell", TUITION),
            sql("UPDATE program SET hours = 599, weeks = 14.5"),
            said("pell-hours-most", YES),
        ),
        all_of(on("workforce pell", TUITION), sql("UPDATE program SET hours = 600, weeks = 14")),
        all_of(on("workforce pell", TUITION), sql("UPDATE program SET hours = NULL")),
    ),
    "education-aid": (
        as_planned,
        all_of(DEARER, valued("education-aid", 5400)),
        DEARER,  # beyond the amount of 2026, in years whose amount is not known
    ),
    "exam-fees": (
        all_of(on("union", "id = 1"), sql("UPDATE budget_line SET category = 'Exam/credential fee' WHERE id = 1")),
        all_of(
            on("union", "id = 1", pays=["tuition", "fees"]),
            sql("UPDATE budget_line SET category = 'Exam/credential fee' WHERE id = 1"),
        ),
        all_of(on("union", "id = 1"), sql("UPDATE budget_line SET category = 'Catering' WHERE id = 1")),
    ),
    "fund-dates": (
        as_planned,
        on("state", starts="2029-01-01"),
        NOTHING,
    ),
    "advance-money": (
        all_of(on("wioa adult", "id = 1"), said("advance-money", YES)),
        all_of(on("wioa adult", "id = 1"), said("advance-money", NO)),
        on("wioa adult", "id = 1"),
    ),
    "paid-time": (as_planned, sql("DELETE FROM budget_line WHERE category = 'release wages'"), NOTHING),
    "backfill-hours": (as_planned, sql("UPDATE budget_line SET quantity = 9999 WHERE category = 'backfill'"), NOTHING),
    "apprenticeship-instruction": (
        APPRENTICE,
        all_of(APPRENTICE, sql("UPDATE program SET hours = 36")),
        all_of(APPRENTICE, sql("UPDATE program SET hours = NULL")),
    ),
    "apprenticeship-work": (
        all_of(APPRENTICE, said("apprenticeship-work", YES)),
        all_of(APPRENTICE, said("apprenticeship-work", NO)),
        APPRENTICE,
    ),
    "one-claim": (as_planned, sql(COPY), NOTHING),
    "supplanting": (
        on("state", TUITION),
        all_of(on("state", TUITION), sql("UPDATE program SET note = 'Mandatory since 2025'")),
        all_of(on("state", TUITION), sql("UPDATE cohort SET program_id = NULL")),
    ),
    "indirect-rate": (
        all_of(on("state", "category = 'review'"), overhead("indirect", 100, "state")),
        all_of(on("state", TUITION), overhead("Indirect costs", 9_000_00, "state")),  # tuition is no part of its base
        as_planned,
    ),
    "headcount": (as_planned, sql("UPDATE position SET status = 'vacant'"), NOTHING),
    "rules-current": (as_planned, lambda p: set_rule(p, "education-aid", to="2028-12-31"), NOTHING),
}


def test_that_every_rule_has_its_three_cases() -> None:
    assert CASES.keys() == {r.id for r in shipped_rules()}


@pytest.mark.parametrize("rule_id", CASES)
def test_that_a_plan_that_keeps_a_rule_is_told_so(planned: Project, rule_id: str) -> None:
    CASES[rule_id][0](planned)
    assert status(planned, rule_id) == "holds"


@pytest.mark.parametrize("rule_id", CASES)
def test_that_a_plan_that_breaks_a_rule_is_told_so(planned: Project, rule_id: str) -> None:
    CASES[rule_id][1](planned)
    assert rule_id in broken(planned)
    level = next(r.level for r in rules(planned) if r.id == rule_id)
    problems = [p for p in check_budget(planned) if p.place.column == f"funding rule {rule_id}"]
    assert problems and all(p.level == level and p.remedy for p in problems if not p.text.startswith("Cannot"))


OF_A_SIZE = [f"iwt-employer-share-{size}" for size in ("small", "medium", "large")]  # their third case: another size


@pytest.mark.parametrize("rule_id", CASES)
def test_that_a_rule_that_cannot_be_checked_or_does_not_concern_the_plan_says_so(
    planned: Project, rule_id: str
) -> None:
    CASES[rule_id][2](planned)
    found = status(planned, rule_id)
    assert found == (
        "does not apply" if CASES[rule_id][2] in (NOTHING, as_planned) or rule_id in OF_A_SIZE else "cannot be checked"
    )


def test_that_a_rule_can_be_switched_off_and_its_value_changed_and_both_undone(planned: Project) -> None:
    set_rule(planned, "education-aid", value=1000)
    assert "education-aid" in broken(planned)
    set_rule(planned, "education-aid", on=False)
    assert status(planned, "education-aid") == "switched off"
    planned.undo()
    planned.undo()
    assert status(planned, "education-aid") == "holds"


@pytest.mark.parametrize(("rule_id", "value"), [("nonsense", 1), ("iwt-cap", 1.2), ("payer-named", 3), ("iwt-cap", -1)])
def test_that_a_senseless_change_of_a_rule_is_refused(project: Project, rule_id: str, value: float) -> None:
    with pytest.raises(ReskillError):
        set_rule(project, rule_id, value=value)


def test_that_what_is_just_the_share_of_a_rule_is_not_over_it(planned: Project) -> None:
    line = (
        "INSERT INTO budget_line (fiscal_year, quarter, category, fund_id, quantity, unit, unit_cost, cents)"
        " SELECT 2028, 1, '{}', min(id), 1, 'lump', {}, {}00 FROM fund"
    )
    alter(planned, "DELETE FROM budget_line", line.format("backfill", 100, 100), line.format("indirect", 57, 57))
    set_rule(planned, "indirect-rate", value=0.57)
    assert status(planned, "indirect-rate") == "holds"  # 0.57 x 10,000 cents as floats is less than 5,700
    set_rule(planned, "indirect-rate", value=0.5699)
    assert status(planned, "indirect-rate") == "broken"


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
    alter(project, "UPDATE program SET weeks = 9 WHERE id = 4")
    texts = [f.text for f in review_rules(project) if f.rule.id == "pell-hours-most"]
    assert any("clock hours are not known" in t for t in texts)
    assert any("480" not in t and "Governor's approval is not recorded" in t for t in texts)


def test_that_what_is_given_in_kind_needs_no_money_of_the_fund(planned: Project) -> None:
    with planned.change("Take the money away") as db:
        db.execute("UPDATE fund_year SET amount = 0")
    assert any("is overspent" in p.text for p in check_budget(planned))
    with planned.change("Give in kind") as db:
        db.execute("UPDATE budget_line SET in_kind = 1")
    assert not any("is overspent" in p.text for p in check_budget(planned))


def test_that_a_limit_is_told_in_dollars_or_percent() -> None:
    told = {r.id: (r.unit, r.value, r.value_told) for r in shipped_rules()}
    assert {t for unit, value, t in told.values() if unit == "US dollars" and value == 1} == {"$1.00"}
    assert {t for unit, value, t in told.values() if unit == "share" and value == 0.2} == {"20%"}
    assert all((t == "") == (value is None) for _, value, t in told.values())
    assert not any("share" in t or "US dollars" in t for _, _, t in told.values())


def test_that_a_rule_without_its_fund_names_the_kind_as_people_know_it(planned: Project) -> None:
    idle = {f.text for f in review_rules(planned) if f.text.startswith("No fund is of the kind")}
    assert "No fund is of the kind: WIOA incumbent worker training." in idle
    assert not any(word in text for text in idle for word in (": iwt", ": ojt", ", iwt"))
