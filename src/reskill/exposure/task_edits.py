"""Changes to a title's own task inventory: dropping and adding duties, and shares of the working time."""

from __future__ import annotations

from collections.abc import Sequence

from reskill.exposure.inventory import read_inventories
from reskill.exposure.judgements import find_task
from reskill.problem import ReskillError
from reskill.project.file import Project, now
from reskill.reference.catalog import Catalog

LONGEST = 2000  # characters of a typed duty


def titles_of(project: Project, code: str) -> list[int]:
    """The titles of the roster that have an occupation, whole or in part."""
    sql = "SELECT DISTINCT m.title_id FROM mapping m JOIN title t ON t.id = m.title_id WHERE m.code = ?"
    return [r["title_id"] for r in project.rows(f"{sql} AND t.positions > 0 ORDER BY m.title_id", (code,))]


def titles_with(project: Project, catalog: Catalog, code: str, task_id: str) -> list[int]:
    """The titles of the roster whose tasks in force include one of an occupation."""
    inventories = read_inventories(project, catalog)
    return [
        title_id
        for title_id in titles_of(project, code)
        if any((t.code, t.task_id) == (code, task_id) for t in inventories.tasks(title_id))
    ]


def drop_task(project: Project, catalog: Catalog, title_id: int, code: str, task_id: str, why: str) -> None:
    """Take a task out of a title's inventory. Raises ReskillError when it is not there or is the last one."""
    find_task(project, catalog, code, task_id, title_id)
    if len(read_inventories(project, catalog).tasks(title_id)) == 1:
        raise ReskillError(
            f"The last task of {_name(project, title_id)} cannot be dropped.", "Add the duties that belong there first."
        )
    with project.change("Drop a task"):
        _put(project, title_id, code, task_id, "dropped", why=why)


def restore_task(project: Project, title_id: int, code: str, task_id: str) -> None:
    """Put a dropped task back."""
    with project.change("Restore a task") as db:
        db.execute(
            "DELETE FROM task_edit WHERE title_id = ? AND code = ? AND task_id = ? AND deed = 'dropped'",
            (title_id, code, task_id),
        )


def add_task(
    project: Project,
    catalog: Catalog,
    title_id: int,
    sentence: str,
    matched_task_id: str = "",
    time_share: float | None = None,
    why: str = "",
) -> str:
    """Add a duty in a planner's own words; gives its id, local-N.

    `matched_task_id` is the reference task of the title's occupation that means the same, whose rating it takes.
    Without a time share (0-1) it weighs as the title's average task does.
    """
    text = " ".join(sentence.split())
    if not text or len(text) > LONGEST:
        raise ReskillError("The duty is empty or too long.", f"Say it in one sentence of up to {LONGEST} characters.")
    if not project.value("SELECT 1 FROM title WHERE id = ?", (title_id,)):
        raise ReskillError(f"There is no title number {title_id} in this project.", "Choose a title from the list.")
    codes = [r["code"] for r in project.rows("SELECT code FROM mapping WHERE title_id = ?", (title_id,))]
    known = {t.task_id for code in codes for t in catalog.tasks(code)}
    if matched_task_id and matched_task_id not in known:
        raise ReskillError(
            f"Task {matched_task_id} is not one of the title's occupation.", "Choose one of the tasks offered."
        )
    if time_share is not None:
        _check_share(project, title_id, "", "", time_share)
    task_id = _next_id(project)
    with project.change("Add a duty"):
        _put(project, title_id, "", task_id, "added", text, matched_task_id, time_share, why)
    return task_id


def set_time_share(
    project: Project, catalog: Catalog, title_id: int, code: str, task_id: str, share: float | None, why: str = ""
) -> None:
    """Say what share (0-1) of the title's working time a task takes; None goes back to the reference weight.

    Raises ReskillError for a share out of range, or when all entered shares would exceed the whole.
    """
    find_task(project, catalog, code, task_id, title_id)
    if share is None:
        with project.change("Clear a share of time") as db:
            key = (title_id, code, task_id)
            db.execute("DELETE FROM task_edit WHERE title_id = ? AND code = ? AND task_id = ? AND deed = 'share'", key)
            db.execute(
                "UPDATE task_edit SET time_share = NULL WHERE title_id = ? AND code = ? AND task_id = ?"
                " AND deed = 'added'",
                key,
            )
        return
    _check_share(project, title_id, code, task_id, share)
    held = project.value(
        "SELECT 1 FROM task_edit WHERE title_id = ? AND code = ? AND task_id = ? AND time_share = ?",
        (title_id, code, task_id, share),
    )
    if held and not why:
        return  # the share and its reason stand as they are
    with project.change("Set a share of time"):
        _put(project, title_id, code, task_id, "share", time_share=share, why=why)


def correct_tasks(
    project: Project,
    title_id: int,
    shares: Sequence[tuple[str, str, float | None, str]],
    dropped: Sequence[tuple[str, str, str]],
    added: Sequence[tuple[str, float | None, str]],
) -> None:
    """Write many edits of one title that were checked together: shares (0-1) and drops by occupation and task,
    duties in their own words, each with its why."""
    with project.change("Correct the tasks of a title"):
        for code, task_id, share, why in shares:
            _put(project, title_id, code, task_id, "share", time_share=share, why=why)
        for code, task_id, why in dropped:
            _put(project, title_id, code, task_id, "dropped", why=why)
        for sentence, share, why in added:
            _put(project, title_id, "", _next_id(project), "added", sentence, time_share=share, why=why)


def _next_id(project: Project) -> str:
    last = project.value("SELECT max(CAST(substr(task_id, 7) AS INTEGER)) FROM task_edit WHERE task_id LIKE 'local-%'")
    return f"local-{(last or 0) + 1}"


def _check_share(project: Project, title_id: int, code: str, task_id: str, share: float) -> None:
    if not 0 <= share <= 1:
        raise ReskillError(f"{share:g} is not a share of time.", "Give a number from 0 to 100 percent.")
    shares = {
        (r["code"], r["task_id"]): r["time_share"]
        for r in project.rows(
            "SELECT code, task_id, time_share FROM task_edit e WHERE title_id = ? AND time_share IS NOT NULL"
            " AND NOT EXISTS (SELECT 1 FROM task_edit d WHERE d.deed = 'dropped'"
            " AND (d.title_id, d.code, d.task_id) = (e.title_id, e.code, e.task_id)) ORDER BY id",
            (title_id,),
        )
        if (r["code"], r["task_id"]) != (code, task_id)
    }
    others = sum(shares.values())
    if others + share > 1.0005:
        raise ReskillError(
            f"The shares of time entered for {_name(project, title_id)} would come to {others + share:.0%}.",
            "Lower this one or another so that they come to 100% or less; tasks without a share split the rest.",
        )


def _name(project: Project, title_id: int) -> str:
    return str(project.value("SELECT title FROM title WHERE id = ?", (title_id,)))


def _put(
    project: Project,
    title_id: int,
    code: str,
    task_id: str,
    deed: str,
    sentence: str = "",
    matched_task_id: str = "",
    time_share: float | None = None,
    why: str = "",
) -> None:
    project.db.execute(
        "INSERT INTO task_edit (title_id, code, task_id, deed, sentence, matched_task_id, time_share, who, at, why)"
        " VALUES (?,?,?,?,?,?,?,?,?,?) ON CONFLICT (title_id, code, task_id, deed) DO UPDATE SET"
        " time_share = excluded.time_share, who = excluded.who, at = excluded.at, why = excluded.why",
        (title_id, code, task_id, deed, sentence, matched_task_id, time_share, project.who, now(), why.strip()),
    )
