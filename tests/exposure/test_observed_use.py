"""What AI was seen to be used for, beside what it could do."""

import pytest

from reskill.export.sources import sources
from reskill.exposure.groups import by_group
from reskill.exposure.inventory import read_inventories
from reskill.exposure.observed_use import mean_use, observed_use, remark, standing


def test_that_nearly_every_task_has_a_figure_and_none_is_invented(catalog) -> None:
    keys = {(t.code, t.task_id) for t in catalog.all_tasks() if t.task_type != "Own"}
    assert set(observed_use()) <= keys
    assert len(observed_use()) >= 0.97 * len(keys)
    assert set(map(bool, observed_use().values())) == {True, False}
    assert all(v == 0 or 0.5 <= v <= 1 for v in observed_use().values())  # the support of the published table


def test_that_minutes_of_meetings_are_seen_in_use_though_people_rated_them_not_exposed(catalog) -> None:
    task = next(t for t in catalog.tasks("43-4031.00") if "minutes" in t.sentence)
    assert task.people == "E0"
    assert observed_use()[task.code, task.task_id] == pytest.approx(0.89, abs=0.01)


def test_that_use_is_a_mean_over_known_work_and_unknown_below_half_of_it() -> None:
    assert mean_use([(0.5, 1.0), (0.25, 0.0), (0.25, None)]) == pytest.approx(2 / 3)
    assert mean_use([(0.4, 1.0), (0.6, None)]) is None
    assert mean_use([]) is None


@pytest.mark.parametrize(
    ("exposure", "use", "words"),
    [
        (0.5, 0.5, "could be done, is being done"),
        (0.5, 0.1, "could be done, hardly seen yet"),
        (0.1, 0.5, "is being done, though rated low"),
        (0.1, 0.0, "neither could be done nor seen"),
        (None, 0.5, ""),
        (0.5, None, ""),
    ],
)
def test_that_theory_and_practice_are_told_in_words(exposure, use, words: str) -> None:
    assert standing(exposure, use).startswith(words) and bool(standing(exposure, use)) == bool(words)


def test_that_roles_and_departments_have_the_use_of_their_tasks(town, catalog, role, number) -> None:
    tasks = read_inventories(town, catalog).tasks(number["Office Clerk"])
    expected = sum(t.weight * t.observed for t in tasks if t.observed is not None) / sum(
        t.weight for t in tasks if t.observed is not None
    )
    assert role("Office Clerk")["observed"] == pytest.approx(expected)
    finance = next(g for g in by_group(town, "department") if g.name == "Finance")
    clerks = role("Office Clerk")["observed"] * 20 + role("Account Clerk")["observed"] * 12
    assert finance.observed == pytest.approx(clerks / 32)
    assert role("Office Clerk")["exposure"] == pytest.approx(sum(t.weight * t.exposure for t in tasks))  # not summed


def test_that_more_use_than_rated_is_something_to_look_into() -> None:
    assert "look into it" in remark(0.1, 0.5)
    assert remark(0.4, 0.5) == remark(0.1, None) == ""


def test_that_the_source_is_credited_with_its_date(town, catalog) -> None:
    sheet = sources(town, catalog)
    name, source, release = (sheet.position(f) for f in ("name", "source", "release"))
    row = next(r for r in sheet.rows if r[name] == "observed use")
    assert "Massenkoff and McCrory 2026" in row[source] and "CC BY" in row[source] and row[release] == "2026-03"
