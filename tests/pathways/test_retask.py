"""Advice on staying, from the role's own tasks."""

from itertools import combinations

import pytest

from reskill.exposure.inventory import Inventories
from reskill.exposure.overrides import Overrides
from reskill.pathways.destinations import find_destinations
from reskill.pathways.retask import Retasking
from reskill.thresholds import DEFAULTS

# unlike roles that many cities have, exposed to AI each
UNLIKE = (
    *("43-9061.00", "43-6014.00", "43-3031.00", "43-4031.00", "43-4051.00", "43-9021.00", "43-3051.00", "43-4161.00"),
    *("43-5031.00", "43-4121.00", "43-4061.00", "13-2011.00", "13-1111.00", "15-1251.00", "27-3031.00", "23-2011.00"),
    *("13-1071.00", "29-2072.00", "19-3051.00", "13-2081.00"),
)


@pytest.fixture(scope="module")
def roles(catalog):
    inventories = Inventories(catalog, DEFAULTS, {}, Overrides({}, {}, {}))
    retasking = Retasking(catalog, 40.0)
    return {code: (tasks := inventories.of_occupation(code), retasking.advice(tasks)) for code in UNLIKE}


def test_that_tasks_that_shrink_are_exposed_and_no_protected_decision(roles) -> None:
    for tasks, advice in roles.values():
        by_sentence = {t.sentence: t for t in tasks}
        for change in advice.shrinking:
            task = by_sentence[change.task]
            assert task.exposure >= 0.5 and task.tier < 3
            assert change.hours == pytest.approx(task.weight * 40)
        for change in advice.staying:
            task = by_sentence[change.task]
            assert task.tier >= 3 or (task.exposure < 0.25 and task.gpt4 not in ("E1", "E2"))
            assert change.why
        assert advice.hours == pytest.approx(sum(t.weight * 40 for t in tasks if t.exposure >= 0.5 and t.tier < 3))


def test_that_each_duty_comes_from_a_task_of_the_role(roles) -> None:
    for tasks, advice in roles.values():
        assert advice.duties
        assert {d.task for d in advice.duties} <= {t.sentence for t in tasks}
        assert len({d.kind for d in advice.duties}) == len(advice.duties)


def test_that_unlike_roles_get_unlike_duties_and_training(roles) -> None:
    shared = []
    for (_, a), (_, b) in combinations(roles.values(), 2):
        kinds = [{d.kind for d in advice.duties} for advice in (a, b)]
        trainings = [set(advice.training) for advice in (a, b)]
        shared += [len(x & y) / min(len(x), len(y)) for x, y in (kinds, trainings)]
    assert sum(shared) / len(shared) < 0.3
    assert sum(s >= 0.5 for s in shared) / len(shared) < 0.3


def test_that_a_role_that_nothing_touches_gets_no_advice(catalog) -> None:
    assert Retasking(catalog, 40.0).advice([]).told() == ""


def test_that_the_advice_stands_with_staying(city, catalog) -> None:
    find_destinations(city, catalog)
    told = {r["code"]: r["reason"] for r in city.rows("SELECT code, reason FROM destination WHERE stays")}
    assert "Shrinks (about " in told["43-9061.00"]
    assert "Stays with people: " in told["43-4031.00"]
    assert all("For the job description: " in text for text in told.values())
    assert len(set(told.values())) == len(told)
