"""What holds of a title's tasks after any sequence of what people do to them."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reskill.exposure.inventory import AUTOMATABLE, read_inventories
from reskill.exposure.judgements import answer, contest, judge, withdraw
from reskill.exposure.overrides import judgements
from reskill.exposure.oversight import PROTECTED_FROM
from reskill.exposure.roles import assess
from reskill.exposure.task_edits import add_task, drop_task, restore_task, set_time_share
from reskill.problem import ReskillError
from reskill.project.file import Project
from reskill.project.schema import DECISIONS
from reskill.reference.catalog import Catalog

BLEND = "Clerk and Cashier"
SHARES = st.sampled_from([0.0, 0.0005, 0.1, 0.25, 0.5, 0.9, 1.0, None])
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(
            ["drop", "restore", "add", "share", "exposure", "tier", "mode", "withdraw", "contest", "all 0"]
        ),
        st.integers(0, 200),
        SHARES,
    ),
    max_size=12,
)


def do(project: Project, catalog: Catalog, title: int, deed: str, n: int, share: float | None) -> None:
    """One deed of a person; what is refused changes nothing."""
    tasks = read_inventories(project, catalog).tasks(title)
    t = tasks[n % len(tasks)]
    values = {"exposure": share or 0, "tier": n % 4 + 1, "mode": ("none", "augment", AUTOMATABLE)[n % 3]}
    made = judgements(project)
    match deed:
        case "drop":
            drop_task(project, catalog, title, t.code, t.task_id, "not done here")
        case "restore":
            gone = project.rows("SELECT code, task_id FROM task_edit WHERE deed = 'dropped'")
            for r in gone[: n % 3]:
                restore_task(project, title, r["code"], r["task_id"])
        case "add":
            add_task(project, catalog, title, f"Keeps list {n} of keys", time_share=share)
        case "share":
            set_time_share(project, catalog, title, t.code, t.task_id, share)
        case "all 0":
            for each in tasks:
                set_time_share(project, catalog, title, each.code, each.task_id, 0.0)
        case "withdraw" if made:
            withdraw(project, made[n % len(made)].id, "a slip")
        case "contest":
            claim = contest(project, catalog, t.code, t.task_id, "exposure", 0.9, "too low", title_id=title)
            answer(project, claim, "seen", follow=bool(n % 2))
        case "exposure" | "tier" | "mode":
            judge(project, catalog, t.code, t.task_id, deed, values[deed], "we know", title if n % 2 else None)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=DEEDS)
def test_that_any_deeds_leave_the_tasks_of_a_title_one_whole_and_can_be_undone(
    town: Project, catalog: Catalog, number: dict[str, int], deeds: list[tuple[str, int, float | None]]
) -> None:
    title, before, start = number[BLEND], content(town), done(town)
    try:
        for deed in deeds:
            with suppress(ReskillError):
                do(town, catalog, title, *deed)
            hold(town, catalog, title)
        after, steps = content(town), done(town) - start
        for turn, there in ((town.undo, before), (town.redo, after)):
            for _ in range(steps):
                turn()
            assert content(town) == there
    finally:
        while done(town) > start:
            town.undo()


def done(project: Project) -> int:
    return int(project.value("SELECT count(*) FROM step WHERE state = 'done'"))


def hold(project: Project, catalog: Catalog, title: int) -> None:
    tasks = read_inventories(project, catalog).tasks(title)
    assert tasks and sum(t.weight for t in tasks) == pytest.approx(1)
    assert all(t.weight >= 0 and 0 <= t.low <= t.exposure <= t.high <= 1 for t in tasks)
    assert not any(t.tier > 1 and t.mode == AUTOMATABLE for t in tasks)
    role = next(r for r in assess(project, catalog) if r.title_id == title)
    parts = (role.automate, role.augment, role.unaffected, role.protected)
    assert sum(p or 0 for p in parts) == pytest.approx(1)
    assert (role.low or 0) <= (role.exposure or 0) <= (role.high or 0) and (role.net or 0) <= (role.exposure or 0)
    assert role.protected == pytest.approx(sum(t.weight for t in tasks if t.tier >= PROTECTED_FROM))


def content(project: Project) -> dict[str, list[dict[str, Any]]]:
    return {t: project.rows(f"SELECT * FROM {t} ORDER BY rowid") for t in DECISIONS}
