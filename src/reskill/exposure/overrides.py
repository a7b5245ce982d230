"""What people have decided about tasks, read from the project: judgements of estimates and edits of inventories."""

from __future__ import annotations

from dataclasses import dataclass

from reskill.project.file import Project, Row

IN_FORCE, CONTESTED, ANSWERED, WITHDRAWN = "in force", "contested", "answered", "withdrawn"


@dataclass(frozen=True)
class Judgement:
    """A person's word on one field of a task; title_id None means every title of the occupation.

    Exposure is a number in [0, 1], tier 1-4, mode one of none, augment, could be automated. State: in force,
    contested (a claim that waits for an answer), answered (a claim not followed), withdrawn.
    """

    id: int
    title_id: int | None
    code: str
    task_id: str
    field: str
    old: str
    new: str
    state: str
    who: str
    at: str
    why: str
    answer: str


@dataclass(frozen=True)
class Overrides:
    """Judgements and task edits of a project, ready to be asked."""

    in_force: dict[tuple[int | None, str, str], dict[str, Judgement]]
    contested: dict[tuple[int | None, str, str], list[Judgement]]
    edits: dict[int, list[Row]]  # rows of task_edit by title

    def on(self, title_id: int | None, code: str, task_id: str) -> dict[str, Judgement]:
        """Judgements in force on a task by field: the title's own before the occupation's, the newest of each."""
        return {
            **self.in_force.get((None, code, task_id), {}),
            **self.in_force.get((title_id, code, task_id), {}),
        }

    def claims(self, title_id: int | None, code: str, task_id: str) -> list[Judgement]:
        """Contested claims on a task that wait for an answer."""
        of_all = self.contested.get((None, code, task_id), [])
        return of_all if title_id is None else of_all + self.contested.get((title_id, code, task_id), [])


def judgements(project: Project, title_id: int | None = None, code: str = "", task_id: str = "") -> list[Judgement]:
    """The history of judgements, oldest first; of one title, occupation or task where given."""
    rows = project.rows(
        "SELECT * FROM judgement WHERE (:title IS NULL OR title_id IS :title) AND (:code = '' OR code = :code)"
        " AND (:task = '' OR task_id = :task) ORDER BY id",
        {"title": title_id, "code": code, "task": task_id},
    )
    return [Judgement(**r) for r in rows]


def overrides(project: Project) -> Overrides:
    """Everything people have decided about tasks in this project."""
    in_force: dict[tuple[int | None, str, str], dict[str, Judgement]] = {}
    contested: dict[tuple[int | None, str, str], list[Judgement]] = {}
    for j in judgements(project):
        key = (j.title_id, j.code, j.task_id)
        if j.state == IN_FORCE:
            in_force.setdefault(key, {})[j.field] = j
        elif j.state == CONTESTED:
            contested.setdefault(key, []).append(j)
    edits: dict[int, list[Row]] = {}
    for row in project.rows("SELECT * FROM task_edit ORDER BY id"):
        edits.setdefault(row["title_id"], []).append(row)
    return Overrides(in_force, contested, edits)
