"""Whether AI was seen to do work itself or to help people with it."""

import pytest

from reskill.exposure.inventory import read_inventories
from reskill.exposure.observed_modes import done_by_ai, done_in_role, remark

INFORMING = "4.A.4.a.8.I03.D01"


def test_that_nearly_every_task_has_a_split_and_none_is_invented(catalog) -> None:
    tasks = [t for t in catalog.all_tasks() if t.task_type != "Own"]
    found = [done_by_ai(t.activities) for t in tasks]
    known = [d for d in found if d is not None]
    assert len(known) >= 0.95 * len(tasks) and all(0 <= d <= 1 for d in known)
    assert done_by_ai(()) is None and done_by_ai(("9.Z.9.z.9.I99.D99",)) is None


def test_that_informing_people_is_done_by_ai_and_repairs_are_helped_with(catalog) -> None:
    answering = next(t for t in catalog.tasks("43-4051.00") if "answer questions" in t.sentence)
    fixing = next(t for t in catalog.tasks("49-3031.00") if "transmissions" in t.sentence)
    assert done_by_ai(answering.activities) > 0.5 > 0.35 > done_by_ai(fixing.activities)


def test_that_details_of_one_kind_of_work_count_once() -> None:
    assert done_by_ai([INFORMING, "4.A.4.a.8.I03.D07"]) == done_by_ai([INFORMING])


def test_that_a_role_is_split_by_the_work_on_which_ai_is_used() -> None:
    assert done_in_role([(0.5, 0.8, 0.9), (0.25, 0.8, 0.3), (0.25, 0.0, 0.0)]) == pytest.approx(0.7)
    assert done_in_role([(0.2, 0.5, 0.9), (0.8, 0.5, None)]) is None
    assert done_in_role([(1.0, 0.0, 0.5)]) is None and done_in_role([]) is None


def test_that_tasks_to_which_no_time_is_given_have_no_split() -> None:
    assert done_in_role([(0.0, 1.0, 0.9), (0.0, 0.5, 0.3)]) is None


def test_that_it_is_told_only_where_ai_is_much_in_use() -> None:
    assert remark(0.5, 0.25) == " In use, AI does 25% of such work itself and helps people with 75%."
    assert remark(0.1, 0.25) == remark(None, 0.25) == remark(0.5, None) == ""


def test_that_a_clerks_reason_says_it(town, catalog, role, number) -> None:
    clerk = role("Office Clerk")
    tasks = read_inventories(town, catalog).tasks(number["Office Clerk"])
    done = done_in_role([(t.weight, t.observed, done_by_ai(t.activities)) for t in tasks])
    assert (remark(clerk["observed"], done) in clerk["reason"]) and done is not None
    assert "In use, AI does" not in role("Groundskeeper")["reason"]
