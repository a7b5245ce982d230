"""The task worksheet of a title: what the people who do the work fill in, on paper or on the screen.

It asks about the role, never about a person: it has no place for a name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from reskill.exposure.inventory import RoleTask
from reskill.project.file import Project
from reskill.table import Column

COLUMNS = (
    Column("No.", "number", "int", 5, "Number of the line, to speak about it."),
    Column("Task", "task", "wrapped", 60, "What is done. Add duties that are missing on the empty lines."),
    Column("Share now", "share_now", "percent", 8, "Share of the working time that the plan assumes."),
    Column(
        "Your share",
        "share",
        "percent",
        8,
        "Share of the working time in your experience, from 0% to 100%. Empty: the task shares what the others leave.",
    ),
    Column("Still done?", "still_done", "text", 8, "Write no when nobody with this title does it any more."),
    Column("Remark", "remark", "wrapped", 32, "Anything the planner should know. Please give no names."),
    Column("Key", "key", "text", 20, "Which task of the plan this is; leave it as it is."),
)
NEEDED = ("task", "share", "key")  # columns without which a sheet is no worksheet
ENTRY = ("share", "still_done", "remark")
EMPTY_LINES = 6
CITY, DEPARTMENT, MARK = "City:", "Department:", "Project"
ANY_DEPARTMENT = "all that have this title"
DATE, GROUP = "Filled in on (date):", "By (unit or group, no names):"
TOTAL = "Total"
INDEX = "Titles"
"""The sheet that lists the others."""


@dataclass(frozen=True)
class WorksheetRow:
    """One line of a worksheet, in the order of COLUMNS; `key` is empty on the lines for added duties."""

    number: int
    task: str
    share_now: float | None
    key: str
    share: None = None  # for the people who do the work
    still_done: str = ""
    remark: str = ""


def worksheet_rows(tasks: Sequence[RoleTask]) -> list[WorksheetRow]:
    """The tasks of a title with their present shares, the largest first, and empty lines for more."""
    rows = [
        WorksheetRow(n, t.sentence, round(t.weight, 4), key_of(t.code, t.task_id))
        for n, t in enumerate(sorted(tasks, key=lambda t: -t.weight), start=1)
    ]
    return rows + [WorksheetRow(n, "", None, "") for n in range(len(rows) + 1, len(rows) + 1 + EMPTY_LINES)]


def mark_of(project: Project) -> str:
    """By which a project and its copies know their worksheets, whatever the city is called later."""
    return hashlib.sha256(f"worksheet {project.setting('key')}".encode()).hexdigest()[:8]


def key_of(code: str, task_id: str) -> str:
    """How a task is named on a worksheet: its occupation and number; a duty added in the project has no occupation."""
    return f"{code}/{task_id}"


def parts_of(key: str) -> tuple[str, str]:
    """The occupation and number of the task that a key names."""
    code, _, task_id = key.partition("/")
    return code, task_id


def label_of(title: str, department: str) -> str:
    """A title with its department, where it is divided by department."""
    return f"{title} ({department})" if department else title
