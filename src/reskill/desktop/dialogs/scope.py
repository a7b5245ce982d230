"""Whether a change of tasks holds for the title that is open or for every title of its occupation."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from reskill.exposure.inventory import RoleTask
from reskill.exposure.task_edits import titles_of, titles_with
from reskill.project.file import Project
from reskill.queries.rows import Row
from reskill.reference.catalog import Catalog


def offer(box: QComboBox, project: Project, role: Row) -> None:
    """Offer the title alone, and all titles of its occupation where there are others."""
    box.addItem(f"{role['role']} only", False)
    titles = titles_of(project, str(role["code"])) if role["code"] else []
    if len(titles) > 1:
        box.addItem(f"All {len(titles):,} titles of the occupation", True)
        box.setToolTip(str(role["occupation"]))


def chosen(box: QComboBox, project: Project, catalog: Catalog, role: Row, task: RoleTask) -> list[int]:
    """The titles that a change of a task holds for; of many, those that have the task."""
    return titles_with(project, catalog, task.code, task.task_id) if box.currentData() else [int(role["key"])]
