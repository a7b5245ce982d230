"""People's decisions on tasks: they win, can be undone, keep their history and survive scoring again."""

import pytest

from reskill.exposure.inventory import AUTOMATABLE, read_inventories
from reskill.exposure.judgements import answer, contest, judge, sign_off_tiers, withdraw
from reskill.exposure.overrides import judgements
from reskill.exposure.roles import score_roles
from reskill.exposure.task_edits import drop_task
from reskill.matching.mapping import map_titles
from reskill.problem import ReskillError

CLERK, CASHIER = 2, 5  # titles of the town that share an occupation
GROUNDS = 4
CODE = "43-9061.00"


def task_of(town, catalog, title_id: int = CLERK, at: int = 0):
    return read_inventories(town, catalog).tasks(title_id)[at]


def test_that_a_judgement_wins_and_undo_brings_the_figures_back(town, catalog, role) -> None:
    before, task = role("Office Clerk"), task_of(town, catalog)
    judge(town, catalog, CODE, task.task_id, "exposure", 0.05, "We timed it.", CLERK)
    judged, after = task_of(town, catalog), role("Office Clerk")
    assert (judged.exposure, judged.low, judged.high, judged.evidence) == (0.05, 0.05, 0.05, "a person")
    assert "We timed it." in judged.reason
    assert after["exposure"] == pytest.approx(before["exposure"] + task.weight * (0.05 - task.exposure))
    assert "1 judged by a person" in after["reason"]
    town.undo()
    assert role("Office Clerk") == before
    town.redo()
    assert role("Office Clerk") == after


def test_that_a_judged_exposure_carries_the_mode_with_it(town, catalog, role) -> None:
    task = task_of(town, catalog, GROUNDS)
    assert task.mode == "none"
    judge(town, catalog, task.code, task.task_id, "exposure", 0.6, "Robots mow here.", GROUNDS)
    assert task_of(town, catalog, GROUNDS).mode == "augment"
    assert role("Groundskeeper")["augment"] == pytest.approx(task.weight)
    judge(town, catalog, task.code, task.task_id, "exposure", 0.1, "They broke.", GROUNDS)
    assert task_of(town, catalog, GROUNDS).mode == "none"


def test_that_a_judgement_keeps_who_when_why_and_the_old_figure(town, catalog) -> None:
    task = task_of(town, catalog)
    judge(town, catalog, CODE, task.task_id, "tier", 2, "  Letters go out in the city's name. ", CLERK)
    (kept,) = judgements(town, title_id=CLERK)
    assert (kept.old, kept.new, kept.state) == (str(task.tier), "2", "in force")
    assert (kept.who, kept.why) == (town.who, "Letters go out in the city's name.")
    assert len(kept.at) == 19


def test_that_an_occupations_judgement_reaches_every_title_and_a_titles_own_stands_above_it(town, catalog) -> None:
    task = task_of(town, catalog)
    judge(town, catalog, CODE, task.task_id, "exposure", 0.2, "As the guild says.")
    assert task_of(town, catalog, CASHIER).exposure == task_of(town, catalog).exposure == 0.2
    judge(town, catalog, CODE, task.task_id, "exposure", 0.9, "Here it is all digital.", CASHIER)
    judge(town, catalog, CODE, task.task_id, "exposure", 0.3, "On second thoughts.")
    assert (task_of(town, catalog).exposure, task_of(town, catalog, CASHIER).exposure) == (0.3, 0.9)


def test_that_many_titles_are_judged_in_one_step(town, catalog, role) -> None:
    task, before = task_of(town, catalog), role("Office Clerk")
    with town.change("Judge two titles"):
        for title_id in (CLERK, CASHIER):
            judge(town, catalog, CODE, task.task_id, "exposure", 0.1, "Both counters.", title_id)
    assert town.history()[0].label == "Judge two titles"
    town.undo()
    assert role("Office Clerk") == before
    assert judgements(town) == []


def test_that_scoring_and_mapping_again_leave_judgements_alone(town, catalog) -> None:
    task = task_of(town, catalog)
    judge(town, catalog, CODE, task.task_id, "exposure", 0.15, "Timed.", CLERK)
    kept = judgements(town)
    map_titles(town, catalog)
    score_roles(town, catalog)
    assert judgements(town) == kept
    assert task_of(town, catalog).exposure == 0.15


def test_that_a_task_of_tier_2_is_never_shown_as_automatable(town, catalog) -> None:
    tasks = read_inventories(town, catalog).tasks(CLERK)
    automatable = next(t for t in tasks if t.mode == AUTOMATABLE)
    judge(town, catalog, CODE, automatable.task_id, "tier", 2, "Residents rely on it.", CLERK)
    assert (
        next(t for t in read_inventories(town, catalog).tasks(CLERK) if t.task_id == automatable.task_id).mode
        == "augment"
    )
    with pytest.raises(ReskillError, match="never shown"):
        judge(town, catalog, CODE, automatable.task_id, "mode", AUTOMATABLE, "It runs by itself.", CLERK)


def test_that_raising_a_tier_to_3_protects_the_task(town, catalog, role) -> None:
    before, task = role("Office Clerk"), task_of(town, catalog)
    assert task.tier < 3
    judge(town, catalog, CODE, task.task_id, "tier", 3, "It decides about people.", CLERK)
    after = role("Office Clerk")
    assert after["protected"] == pytest.approx(before["protected"] + task.weight)
    assert after["net"] == pytest.approx(before["net"] - task.weight * task.exposure)
    assert after["exposure"] == pytest.approx(before["exposure"])


@pytest.mark.parametrize(
    ("field", "new"),
    [
        ("exposure", "a lot"),
        ("exposure", 1.2),
        ("exposure", float("nan")),
        ("tier", 5),
        ("tier", "2.5"),
        ("mode", "gone"),
    ],
)
def test_that_values_out_of_range_are_refused(town, catalog, field: str, new: object) -> None:
    with pytest.raises(ReskillError):
        judge(town, catalog, CODE, task_of(town, catalog).task_id, field, new, "Because.", CLERK)
    assert judgements(town) == []


def test_that_unknown_tasks_titles_fields_and_missing_reasons_are_refused(town, catalog) -> None:
    task = task_of(town, catalog)
    for arguments in (
        (CODE, "0", "tier", 2, "Because.", CLERK),
        ("11-1111.11", task.task_id, "tier", 2, "Because.", None),
        (CODE, task.task_id, "tier", 2, "Because.", 999),
        (CODE, task.task_id, "mood", 2, "Because.", CLERK),
        (CODE, task.task_id, "tier", 2, "   ", CLERK),
    ):
        with pytest.raises(ReskillError):
            judge(town, catalog, *arguments)
    drop_task(town, catalog, CLERK, CODE, task.task_id, "Gone.")
    with pytest.raises(ReskillError, match="restored"):
        judge(town, catalog, CODE, task.task_id, "tier", 2, "Because.", CLERK)


def test_that_a_contested_figure_holds_until_it_is_answered(town, catalog) -> None:
    task = task_of(town, catalog)
    claim = contest(town, catalog, CODE, task.task_id, "exposure", "Half of it is walking.", 0.1, CLERK)
    waiting = task_of(town, catalog)
    assert waiting.exposure == task.exposure
    assert [c.id for c in waiting.claims] == [claim]
    answer(town, claim, "Agreed after a visit.", follow=True)
    followed = task_of(town, catalog)
    assert (followed.exposure, followed.claims) == (0.1, ())
    (kept,) = judgements(town)
    assert kept.answer.startswith("Agreed after a visit. (")


def test_that_a_claim_may_be_answered_without_following_it(town, catalog) -> None:
    task = task_of(town, catalog)
    claim = contest(town, catalog, CODE, task.task_id, "tier", "Too low for us.", title_id=CLERK)
    with pytest.raises(ReskillError, match="names no value"):
        answer(town, claim, "Yes.", follow=True)
    answer(town, claim, "The letter is signed by the head anyway.")
    after = task_of(town, catalog)
    assert (after.tier, after.claims, after.tier_status) == (task.tier, (), "proposed")
    with pytest.raises(ReskillError, match="not a contested"):
        answer(town, claim, "Again.")


def test_that_withdrawing_brings_back_what_held_before_and_keeps_the_history(town, catalog) -> None:
    task = task_of(town, catalog)
    judge(town, catalog, CODE, task.task_id, "exposure", 0.2, "First look.", CLERK)
    second = judge(town, catalog, CODE, task.task_id, "exposure", 0.6, "Second look.", CLERK)
    withdraw(town, second, "Wrong task.")
    assert task_of(town, catalog).exposure == 0.2
    assert [j.state for j in judgements(town)] == ["in force", "withdrawn"]
    assert "Withdrawn: Wrong task." in judgements(town)[1].answer
    with pytest.raises(ReskillError, match="no longer in force"):
        withdraw(town, second, "Again.")
    with pytest.raises(ReskillError, match="no judgement number"):
        withdraw(town, 999, "What?")


def test_that_tiers_are_proposed_until_signed_off_alone_and_then_with_the_union(town, catalog) -> None:
    assert {t.tier_status for t in read_inventories(town, catalog).tasks(CLERK)} == {"proposed"}
    count = len(read_inventories(town, catalog).tasks(CLERK))
    assert sign_off_tiers(town, catalog, title_ids=[CLERK]) == count
    assert {t.tier_status for t in read_inventories(town, catalog).tasks(CLERK)} == {"signed off"}
    assert sign_off_tiers(town, catalog, title_ids=[CLERK]) == 0
    assert sign_off_tiers(town, catalog, title_ids=[CLERK], with_union=True) == count
    assert all("with the union" in t.judgement.why for t in read_inventories(town, catalog).tasks(CLERK))
    assert {t.tier_status for t in read_inventories(town, catalog).tasks(CASHIER)} == {"proposed"}


def test_that_a_signed_off_tier_is_not_counted_as_a_judged_estimate(town, catalog) -> None:
    sign_off_tiers(town, catalog, title_ids=[CLERK])
    score_roles(town, catalog)
    reason = town.value("SELECT reason FROM role WHERE title_id = ?", (CLERK,))
    count = len(read_inventories(town, catalog).tasks(CLERK))
    assert f"{count} of {count} oversight tiers signed off" in reason
    assert "judged" not in reason


def test_that_signing_off_an_occupation_reaches_its_titles_and_is_undone_at_once(town, catalog) -> None:
    before = [t.tier for t in read_inventories(town, catalog).tasks(CASHIER)]
    sign_off_tiers(town, catalog, codes=[CODE])
    cashier = read_inventories(town, catalog).tasks(CASHIER)
    assert {t.tier_status for t in cashier if t.code == CODE} == {"signed off"}
    assert {t.tier_status for t in cashier if t.code != CODE} == {"proposed"}
    assert [t.tier for t in cashier] == before
    town.undo()
    assert {t.tier_status for t in read_inventories(town, catalog).tasks(CASHIER)} == {"proposed"}


def test_that_signing_off_keeps_a_tier_that_a_person_set(town, catalog) -> None:
    task = task_of(town, catalog)
    judge(town, catalog, CODE, task.task_id, "tier", 4, "Only people.", CLERK)
    sign_off_tiers(town, catalog, title_ids=[CLERK], with_union=True)
    assert task_of(town, catalog).tier == 4
