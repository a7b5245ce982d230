"""The tasks of a title and their weights."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from reskill.exposure.inventory import Inventories, read_inventories
from reskill.exposure.judgements import judge
from reskill.exposure.overrides import Overrides
from reskill.exposure.task_edits import add_task, drop_task, restore_task, set_time_share
from reskill.problem import ReskillError
from reskill.reference.catalog import Catalog, TaskStatement
from reskill.thresholds import DEFAULTS

CLERK = 2  # "Office Clerk" of the town
CODE = "43-9061.00"


def test_that_weights_of_every_title_sum_to_1(town, catalog, number, titles) -> None:
    for title, title_id in number.items():
        tasks = read_inventories(town, catalog).tasks(title_id)
        if titles[title][0]:
            assert sum(t.weight for t in tasks) == pytest.approx(1)
        else:
            assert tasks == []


def test_that_a_blend_weighs_its_occupations_by_their_shares(town, catalog, number) -> None:
    tasks = read_inventories(town, catalog).tasks(number["Clerk and Cashier"])
    assert sum(t.weight for t in tasks if t.code == CODE) == pytest.approx(0.7)
    assert {t.code for t in tasks} == {CODE, "41-2011.00"}


def test_that_a_share_of_time_entered_here_wins_and_the_rest_keep_their_proportions(town, catalog) -> None:
    before = read_inventories(town, catalog).tasks(CLERK)
    set_time_share(town, catalog, CLERK, CODE, before[0].task_id, 0.4)
    after = read_inventories(town, catalog).tasks(CLERK)
    assert (after[0].weight, after[0].time_share) == (pytest.approx(0.4), 0.4)
    assert after[1].weight / after[2].weight == pytest.approx(before[1].weight / before[2].weight)
    assert sum(t.weight for t in after) == pytest.approx(1)
    set_time_share(town, catalog, CLERK, CODE, before[0].task_id, None)
    assert read_inventories(town, catalog).tasks(CLERK) == before


def test_that_shares_of_time_cannot_exceed_the_whole(town, catalog) -> None:
    first, second, *_ = read_inventories(town, catalog).tasks(CLERK)
    set_time_share(town, catalog, CLERK, CODE, first.task_id, 0.7)
    with pytest.raises(ReskillError, match="110%"):
        set_time_share(town, catalog, CLERK, CODE, second.task_id, 0.4)
    with pytest.raises(ReskillError, match="not a share"):
        set_time_share(town, catalog, CLERK, CODE, second.task_id, 1.4)
    set_time_share(town, catalog, CLERK, CODE, first.task_id, 0.9)  # its own old share does not count against it
    assert read_inventories(town, catalog).tasks(CLERK)[0].weight == pytest.approx(0.9)


def test_that_the_share_of_a_dropped_task_is_free_for_others(town, catalog) -> None:
    first, second, *_ = read_inventories(town, catalog).tasks(CLERK)
    set_time_share(town, catalog, CLERK, CODE, first.task_id, 0.7)
    drop_task(town, catalog, CLERK, CODE, first.task_id, "The mail room does it.")
    set_time_share(town, catalog, CLERK, CODE, second.task_id, 0.4)
    assert read_inventories(town, catalog).tasks(CLERK)[0].weight == pytest.approx(0.4)


def test_that_reference_weights_hold_where_the_shares_entered_leave_no_time(town, catalog) -> None:
    before = read_inventories(town, catalog).tasks(CLERK)
    for task in before:
        set_time_share(town, catalog, CLERK, CODE, task.task_id, 0.0)
    after = read_inventories(town, catalog).tasks(CLERK)
    assert [t.weight for t in after] == pytest.approx([t.weight for t in before])
    assert {t.time_share for t in after} == {0.0}


def test_that_a_dropped_task_leaves_and_comes_back(town, catalog) -> None:
    before = read_inventories(town, catalog).tasks(CLERK)
    drop_task(town, catalog, CLERK, CODE, before[0].task_id, "The mail room does it.")
    assert [t.task_id for t in read_inventories(town, catalog).tasks(CLERK)] == [t.task_id for t in before[1:]]
    restore_task(town, CLERK, CODE, before[0].task_id)
    assert read_inventories(town, catalog).tasks(CLERK) == before


def test_that_the_last_task_stays(town, catalog) -> None:
    tasks = read_inventories(town, catalog).tasks(CLERK)
    for t in tasks[1:]:
        drop_task(town, catalog, CLERK, CODE, t.task_id, "")
    with pytest.raises(ReskillError, match="last task"):
        drop_task(town, catalog, CLERK, CODE, tasks[0].task_id, "")


def test_that_a_duty_takes_the_rating_of_the_task_it_was_matched_with(town, catalog) -> None:
    like = read_inventories(town, catalog).tasks(CLERK)[0]
    task_id = add_task(town, catalog, CLERK, "Minds the  front desk.", matched_task_id=like.task_id)
    added = read_inventories(town, catalog).tasks(CLERK)[-1]
    assert (added.task_id, added.code, added.sentence) == (task_id, "", "Minds the front desk.")
    assert (added.evidence, added.exposure) == ("matched", like.exposure)
    assert added.source.startswith("added by")


def test_that_a_duty_nobody_rated_is_estimated_with_an_interval(town, catalog) -> None:
    add_task(town, catalog, CLERK, "Types letters to residents about overdue library books.", time_share=0.2)
    added = read_inventories(town, catalog).tasks(CLERK)[-1]
    assert added.weight == pytest.approx(0.2)
    assert 0 <= added.low <= added.exposure <= added.high <= 1
    assert added.evidence in ("matched", "model")


@pytest.mark.parametrize("sentence", ["", "   ", "x" * 2001])
def test_that_an_empty_or_endless_duty_is_refused(town, catalog, sentence: str) -> None:
    with pytest.raises(ReskillError, match="empty or too long"):
        add_task(town, catalog, CLERK, sentence)


def test_that_a_duty_cannot_be_matched_with_a_task_of_another_occupation(town, catalog) -> None:
    with pytest.raises(ReskillError, match="not one of"):
        add_task(town, catalog, CLERK, "Runs errands.", matched_task_id="999999999")


def test_that_edits_are_undone(town, catalog) -> None:
    before = read_inventories(town, catalog).tasks(CLERK)
    add_task(town, catalog, CLERK, "Runs the postage meter.")
    town.undo()
    assert read_inventories(town, catalog).tasks(CLERK) == before


class Rated(Catalog):
    """A reference whose tasks have ratings of importance and relevance."""

    def __init__(self, real: Catalog, folder: Path) -> None:
        super().__init__(Path(shutil.copy(real.path, folder / "rated.sqlite")))

    def tasks(self, code: str) -> list[TaskStatement]:
        ratings = [("1", "Core", 4.0, 90.0), ("2", "Supplemental", 2.0, 45.0), ("3", "Supplemental", None, None)]
        return [TaskStatement(code, i, "Files records.", t, im, rt, "E1", "E1", "T3", ()) for i, t, im, rt in ratings]


def test_that_task_ratings_weigh_by_importance_and_relevance(catalog, tmp_path: Path) -> None:
    rated = Inventories(Rated(catalog, tmp_path), DEFAULTS, {1: [(CODE, 1.0)]}, Overrides({}, {}, {}))
    first, second, third = (t.weight for t in rated.tasks(1))
    assert first / second == pytest.approx(4)
    # a task without ratings weighs by its type: half of the mean rated task
    assert third == pytest.approx(0.5 * (first + second) / 2)


def test_that_tasks_that_all_weigh_nothing_weigh_the_same(catalog, tmp_path: Path) -> None:
    weightless = replace(DEFAULTS, supplemental_weight=0.0)
    dropped = [{"code": CODE, "task_id": i, "deed": "dropped", "time_share": None} for i in "12"]
    added = {"code": "", "task_id": "local-1", "deed": "added", "time_share": 0.0, "sentence": "Keeps the keys."}
    added |= {"matched_task_id": "", "who": "Ada", "at": "2026-11-25"}
    for edits in (dropped, [*dropped, added]):
        of = Inventories(Rated(catalog, tmp_path), weightless, {1: [(CODE, 1.0)]}, Overrides({}, {}, {1: edits}))
        tasks = of.tasks(1)
        assert sum(t.weight for t in tasks) == pytest.approx(1)
        assert len(tasks) == len(edits) - 1


def test_that_the_horizon_moves_estimates_but_not_a_persons_number(town, catalog) -> None:
    task = next(t for t in read_inventories(town, catalog).tasks(CLERK) if t.p_e2 > 0.5)
    judged = next(t for t in read_inventories(town, catalog).tasks(CLERK) if t.task_id != task.task_id)
    judge(town, catalog, CODE, judged.task_id, "exposure", 0.35, "Timed it.", CLERK)
    found = {}
    for horizon in ("E1", "beta", "E1+E2"):
        tasks = read_inventories(town, catalog, replace(DEFAULTS, horizon=horizon)).tasks(CLERK)
        found[horizon] = {t.task_id: t.exposure for t in tasks}
    assert found["E1"][task.task_id] < found["beta"][task.task_id] < found["E1+E2"][task.task_id]
    assert {found[h][judged.task_id] for h in found} == {0.35}
