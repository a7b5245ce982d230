"""Funding rules that a planner adds: a passing, a failing and a case that cannot be checked, in a budget as it is made."""

from dataclasses import replace

import pytest
from small_city import PRICED, UNPRICED, Staff, fill

from reskill.planning.checks.rulebook import Answer, Rule, add_rule, own_rules, remove_rule, rules, set_answer, set_rule
from reskill.planning.checks.rules import review_rules
from reskill.planning.funds import default_funds, save_fund
from reskill.planning.plan import make_plan
from reskill.problem import ReskillError
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.work.settings import read_settings, write_settings

MATCH = Rule(
    *("state-tuition", 0, "error", "At most half of the state grant goes into tuition.", "most", 0.5, "share"),
    *("state", "IL", "2027-01-01", "2030-06-30", "Grant agreement, section 4", True),
    own=True,
    read_on="2026-11-29",
    costs="tuition",
)
PAPERS = replace(MATCH, id="city-council", value=None, unit="", costs="", applies_to="", parameter="")


@pytest.fixture
def planned(project: Project, catalog: Catalog) -> Project:
    """Clerks who take a priced course, which a state grant pays to two thirds; the city pays the rest."""
    fill(project, [Staff("Clerk II", 8, moves=(), stay_program=PRICED)])
    default_funds(project, 100_000, 2, 2028)
    save_fund(project, "State", {2028: 100_000, 2029: 100_000}, kind="state", pays=["tuition", "backfill"])
    make_plan(project, catalog)
    return project


def found(project: Project, rule_id: str) -> list[tuple[str, str]]:
    return [(f.status, f.text) for f in review_rules(project) if f.rule.id == rule_id]


def test_that_a_rule_of_ones_own_holds_and_is_broken_by_what_is_planned(planned: Project) -> None:
    add_rule(planned, MATCH)
    tuition, cash = (
        planned.value(
            "SELECT sum(cents) FROM budget_line b JOIN fund f ON f.id = b.fund_id WHERE f.kind = 'state' AND NOT in_kind"
            f" AND {where}"
        )
        for where in ("category = 'tuition'", "1")
    )
    assert tuition == 5 * 1099_00 and 0.6 < tuition / cash < 0.8
    ((status, text),) = found(planned, "state-tuition")
    assert status == "broken" and text.startswith("In FY2028, $5,495 of tuition is planned; the rule allows $")
    set_rule(planned, "state-tuition", value=0.8)
    assert found(planned, "state-tuition") == [("holds", "")]
    add_rule(planned, replace(MATCH, value=5495.0, unit="US dollars"))
    set_rule(planned, "state-tuition", value=5495)
    assert found(planned, "state-tuition") == [("holds", "")]
    set_rule(planned, "state-tuition", value=5494.99)
    assert found(planned, "state-tuition")[0][0] == "broken"
    set_rule(planned, "state-tuition", on=False)
    assert found(planned, "state-tuition")[0][0] == "switched off"


def test_that_a_share_is_kept_to_the_cent(planned: Project) -> None:
    with planned.change("Two lines") as db:
        db.execute("DELETE FROM budget_line")
        state = planned.value("SELECT id FROM fund WHERE kind = 'state'")
        for category, dollars in (("tuition", 57), ("backfill", 43)):
            db.execute(
                "INSERT INTO budget_line (fiscal_year, quarter, category, fund_id, quantity, unit, unit_cost, cents)"
                " VALUES (2028, 1, ?, ?, 1, 'lump', ?, ?)",
                (category, state, dollars, 100 * dollars),
            )
    add_rule(planned, replace(MATCH, value=0.57))
    assert found(planned, "state-tuition") == [("holds", "")]  # 0.57 x 10,000 cents as floats is less than 5,700
    set_rule(planned, "state-tuition", value=0.5699)
    assert found(planned, "state-tuition")[0][0] == "broken"


def test_that_a_price_nobody_knows_leaves_such_a_rule_unchecked(planned: Project, catalog: Catalog) -> None:
    add_rule(planned, replace(MATCH, value=1.0))
    with planned.change("Another program") as db:
        db.execute("UPDATE program_fit SET program_id = ?", (UNPRICED,))
    make_plan(planned, catalog)
    assert found(planned, "state-tuition") == [("does not apply", "No line on these funds is of these costs.")]
    add_rule(planned, replace(MATCH, costs="", value=1.0))
    assert found(planned, "state-tuition") == [("cannot be checked", "The price of Data certificate is unknown.")]


def test_that_a_rule_about_papers_goes_by_what_a_named_person_says(planned: Project) -> None:
    add_rule(planned, PAPERS)
    statuses = []
    for answer in (None, Answer(True, "R. Lee", "2027-05-01"), Answer(False, "R. Lee", "2027-05-01")):
        set_answer(planned, "city-council", answer)
        statuses.append(found(planned, "city-council")[0][0])
    assert statuses == ["cannot be checked", "holds", "broken"]


def test_that_a_rule_is_of_its_state_and_its_time(planned: Project) -> None:
    add_rule(planned, replace(MATCH, jurisdiction="NE"))
    assert "state-tuition" not in {r.id for r in rules(planned)}
    add_rule(planned, replace(MATCH, effective_from="", effective_to="2027-01-01"))
    assert found(planned, "state-tuition") == [("does not apply", "Not in force during the plan.")]
    assert any("state-tuition ends on 2027-01-01" in text for _, text in found(planned, "rules-current"))


def test_that_rules_of_ones_own_come_back_from_a_settings_file_and_go(planned: Project, catalog, tmp_path) -> None:
    add_rule(planned, MATCH)
    add_rule(planned, PAPERS)
    set_rule(planned, "state-tuition", on=False)
    file = tmp_path / "settings.toml"
    write_settings(planned, file)
    remove_rule(planned, "city-council")
    add_rule(planned, replace(MATCH, id="another"))
    read_settings(planned, file, catalog)
    assert own_rules(planned) == [PAPERS, MATCH]
    assert found(planned, "state-tuition")[0][0] == "switched off"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"id": "iwt-cap"}, "cannot be named"),
        ({"id": "Match State"}, "cannot be named"),
        ({"source": " "}, "has not a source"),
        ({"read_on": ""}, "has not the day it was read"),
        ({"read_on": "yesterday"}, "is no date"),
        ({"effective_to": "2026-01-01"}, "ends before it begins"),
        ({"unit": "percent"}, "has the value 0.5 in 'percent'"),
        ({"value": None}, "has the value None in 'share'"),
        ({"value": 1.5}, "1.5 is no value"),
        ({"applies_to": "state;lottery"}, "'lottery' is no kind of fund"),
        ({"costs": "tuition;fun"}, "'fun' is no kind of cost"),
    ],
)
def test_that_a_rule_that_cannot_be_is_refused(project: Project, wrong: dict[str, object], said: str) -> None:
    with pytest.raises(ReskillError, match=said):
        add_rule(project, replace(MATCH, **wrong))
    assert own_rules(project) == []


def test_that_only_rules_of_ones_own_are_removed(project: Project) -> None:
    with pytest.raises(ReskillError, match="Switch it off"):
        remove_rule(project, "iwt-cap")
