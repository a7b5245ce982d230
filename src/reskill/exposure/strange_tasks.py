"""Tasks of an occupation that a title's department never does, as court dockets of a clerk who issues permits.

Some occupations hold several services: court, municipal and license clerks are one. A title that names one of them is
thought not to do the others' tasks. That is a proposal: people strike them out, see `task_edits`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import reskill.paths as paths
from reskill.exposure.inventory import Inventories, RoleTask, read_inventories
from reskill.exposure.task_edits import correct_tasks
from reskill.project.file import Project
from reskill.reference.catalog import Catalog


@dataclass(frozen=True)
class Service:
    """One of an occupation's services: patterns of its tasks' words, and of titles and departments that do it."""

    code: str
    name: str
    tasks: re.Pattern[str]
    places: re.Pattern[str]


def strange(tasks: Sequence[RoleTask], place: str) -> dict[str, list[RoleTask]]:
    """The tasks by service that are none of the services which the title and department name, if they name one.

    `place` is the title and its department as one text.
    """
    found: dict[str, list[RoleTask]] = {}
    for task in tasks:
        services = [s for s in _services() if s.code == task.code]
        here = [s for s in services if s.places.search(place.lower())]
        of_task = [s for s in services if s.tasks.search(task.sentence.lower())]
        if here and of_task and not any(s in here for s in of_task):
            found.setdefault(of_task[0].name, []).append(task)
    return found


def remark(tasks: Sequence[RoleTask], place: str) -> str:
    """What a role's reason says of them, or ''."""
    found = strange(tasks, place)
    if not found:
        return ""
    number = sum(map(len, found.values()))
    said = "1 of its tasks is" if number == 1 else f"{number} of its tasks are"
    return f" {said} of {' and '.join(found)}, which the title and department do not name: strike out what nobody does."


def strange_by_title(inventories: Inventories) -> dict[int, list[RoleTask]]:
    """The strange tasks of each title that has some and keeps others: what is proposed to be struck out."""
    found = {}
    for title_id, place in inventories.named.items():
        tasks = inventories.tasks(title_id)
        out = [t for of_service in strange(tasks, place).values() for t in of_service]
        if out and len(out) < len(tasks):
            found[title_id] = out
    return found


def strike_out(project: Project, catalog: Catalog, why: str) -> None:
    """Drop every strange task of every title, in one step that can be undone."""
    found = strange_by_title(read_inventories(project, catalog))
    with project.change("Strike out tasks of other services"):
        for title_id, tasks in found.items():
            correct_tasks(project, title_id, (), [(t.code, t.task_id, why) for t in tasks], ())


@cache
def _services() -> tuple[Service, ...]:
    return tuple(
        Service(r["onet_soc_code"], r["service"], re.compile(r["tasks"]), re.compile(r["places"]))
        for r in paths.shipped_rows("data/exposure/services.csv")
    )
