"""Typed duties and the reference tasks of their occupation."""

from reskill.exposure.estimate import nearest_tasks

CLERK = "43-3031.00"


def test_that_a_task_in_nearly_its_own_words_comes_first(catalog):
    for task in catalog.tasks(CLERK):
        near = nearest_tasks(catalog, CLERK, f"sometimes {task.sentence.lower()}")
        assert near[0].task == task


def test_that_three_are_offered_in_order(catalog):
    near = nearest_tasks(catalog, CLERK, "Checks invoices and payments against the accounts")
    assert len(near) == 3
    assert [n.similarity for n in near] == sorted((n.similarity for n in near), reverse=True)


def test_that_nothing_is_offered_where_there_are_no_tasks_or_no_words(catalog):
    bare = next(c for c, o in catalog.occupations.items() if not o.tasks)
    assert nearest_tasks(catalog, bare, "Answers questions") == []
    assert nearest_tasks(catalog, "not a code", "Answers questions") == []
    assert nearest_tasks(catalog, CLERK, "") == []
