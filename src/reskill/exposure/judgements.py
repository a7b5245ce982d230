"""What people decide about estimates: overriding, contesting, answering, withdrawing and signing off tiers.

Each deed is one undoable change with who, when and why. Rows are never removed, so the history stays; nothing that
is computed again overwrites them.
"""

from __future__ import annotations

from collections.abc import Sequence

from reskill.exposure.inventory import AUTOMATABLE, MODES, RoleTask, read_inventories
from reskill.exposure.overrides import ANSWERED, CONTESTED, IN_FORCE, WITHDRAWN, Judgement
from reskill.problem import ReskillError
from reskill.project.file import Project, now
from reskill.reference.catalog import Catalog

SIGNED = "Signed off."
SIGNED_WITH_UNION = "Signed off with the union."


def judge(
    project: Project,
    catalog: Catalog,
    code: str,
    task_id: str,
    field: str,
    new: str | float,
    why: str,
    title_id: int | None = None,
) -> int:
    """Override exposure (0-1), tier (1-4) or mode of a task, for one title or every title of the occupation.

    Gives the judgement's id; the newest of a task and field holds, a title's own before the occupation's. Raises
    ReskillError for an unknown task, a value out of range, or no reason. Many titles: call it inside one change.
    """
    task = find_task(project, catalog, code, task_id, title_id)
    value = _checked(field, new, task)
    _demand(why, "why you judge it differently")
    with project.change(f"Judge the {field} of a task"):
        return _insert(project, title_id, task, field, value, IN_FORCE, why)


def contest(
    project: Project,
    catalog: Catalog,
    code: str,
    task_id: str,
    field: str,
    why: str,
    new: str | float = "",
    title_id: int | None = None,
) -> int:
    """Record that someone disputes a figure, with the value they hold right where they name one; changes no figure."""
    task = find_task(project, catalog, code, task_id, title_id)
    value = _checked(field, new, task) if new != "" else ""
    if field not in FIELDS:
        raise _unknown_field(field)
    _demand(why, "what is wrong with the figure")
    with project.change(f"Contest the {field} of a task"):
        return _insert(project, title_id, task, field, value, CONTESTED, why)


def answer(project: Project, judgement_id: int, text: str, follow: bool = False) -> None:
    """Answer a contested figure; `follow` puts the claimed value in force.

    Raises ReskillError when it is not contested, or is to be followed but names no value.
    """
    claim = _judgement(project, judgement_id)
    if claim.state != CONTESTED:
        raise ReskillError("This is not a contested figure that waits for an answer.", "Look in the task's history.")
    if follow and not claim.new:
        raise ReskillError("The claim names no value to follow.", "Judge the task yourself, then answer the claim.")
    _demand(text, "the answer")
    with project.change(f"Answer a contested {claim.field}") as db:
        state = IN_FORCE if follow else ANSWERED
        said = f"{text.strip()} ({project.who}, {now()})"
        db.execute("UPDATE judgement SET state = ?, answer = ? WHERE id = ?", (state, said, judgement_id))


def withdraw(project: Project, judgement_id: int, why: str) -> None:
    """Take a judgement or a claim back: the one before it, or else the estimate, holds again."""
    taken = _judgement(project, judgement_id)
    if taken.state not in (IN_FORCE, CONTESTED):
        raise ReskillError("This judgement is no longer in force.", "Look in the task's history.")
    _demand(why, "why it is withdrawn")
    with project.change(f"Withdraw a judgement of {taken.field}") as db:
        said = " ".join(filter(None, [taken.answer, f"Withdrawn: {why.strip()} ({project.who}, {now()})"]))
        db.execute(f"UPDATE judgement SET state = '{WITHDRAWN}', answer = ? WHERE id = ?", (said, judgement_id))


def sign_off_tiers(
    project: Project,
    catalog: Catalog,
    title_ids: Sequence[int] = (),
    codes: Sequence[str] = (),
    with_union: bool = False,
) -> int:
    """Sign off the tiers in force of every task of some titles, or of whole occupations; gives how many were signed.

    Tiers signed before stay as they are, unless it was done alone and is now done with the union.
    """
    text = SIGNED_WITH_UNION if with_union else SIGNED
    inventories = read_inventories(project, catalog)
    wanted: list[tuple[int | None, RoleTask]] = [(t, task) for t in title_ids for task in inventories.tasks(t)]
    wanted += [(None, task) for code in codes for task in inventories.of_occupation(catalog.occupation(code).code)]
    signed = 0
    with project.change(f"Sign off tiers{' with the union' if with_union else ''}"):
        for title_id, task in wanted:
            held = next((j for j in task.judgements if j.field == "tier"), None)
            if held is None or (with_union and held.why != text):
                _insert(project, title_id, task, "tier", str(task.tier), IN_FORCE, text)
                signed += 1
    return signed


def find_task(project: Project, catalog: Catalog, code: str, task_id: str, title_id: int | None) -> RoleTask:
    """A task as it is in force for a title, or for an occupation. Raises ReskillError when there is none."""
    inventories = read_inventories(project, catalog)
    if title_id is None:
        tasks = inventories.of_occupation(catalog.occupation(code).code)
    elif project.value("SELECT 1 FROM title WHERE id = ?", (title_id,)):
        tasks = inventories.tasks(title_id)
    else:
        raise ReskillError(f"There is no title number {title_id} in this project.", "Choose a title from the list.")
    for task in tasks:
        if task.code == code and task.task_id == task_id:
            return task
    raise ReskillError(
        f"Task {task_id} is not among the tasks {'of this title' if title_id else 'of ' + code}.",
        "Choose a task from the list; one that was dropped has to be restored first.",
    )


def _checked(field: str, new: str | float, task: RoleTask) -> str:
    """The value as it is kept."""
    if field == "exposure":
        try:
            value = float(new)
        except ValueError:
            value = -1.0
        if not 0 <= value <= 1:
            raise ReskillError(f"{new} is not an exposure.", "Give a number from 0 to 1.")
        return f"{value:g}"
    if field == "tier":
        if str(new) not in ("1", "2", "3", "4"):
            raise ReskillError(f"{new} is not a tier.", "Give 1, 2, 3 or 4.")
        return str(new)
    if field == "mode":
        if new not in MODES:
            raise ReskillError(f"{new} is not a mode.", f"Give one of: {', '.join(MODES)}.")
        if new == AUTOMATABLE and task.tier > 1:
            raise ReskillError(
                f"A task of tier {task.tier} is never shown as one that could be automated.",
                "Judge its tier first, with the reason why no person needs to look at it.",
            )
        return str(new)
    raise _unknown_field(field)


FIELDS = ("exposure", "tier", "mode")


def _unknown_field(field: str) -> ReskillError:
    return ReskillError(f"{field} cannot be judged.", f"Give one of: {', '.join(FIELDS)}.")


def _demand(text: str, what: str) -> None:
    if not text.strip():
        raise ReskillError("A reason is missing.", f"Say {what}.")


def _insert(project: Project, title_id: int | None, task: RoleTask, field: str, new: str, state: str, why: str) -> int:
    old = {"exposure": f"{task.exposure:.3f}", "tier": str(task.tier), "mode": task.mode}[field]
    cursor = project.db.conn.execute(
        "INSERT INTO judgement (title_id, code, task_id, field, old, new, state, who, at, why)"
        " VALUES (?,?,?,?,?,?,?,?,?,?)",
        (title_id, task.code, task.task_id, field, old, new, state, project.who, now(), why.strip()),
    )
    return int(cursor.lastrowid or 0)


def _judgement(project: Project, judgement_id: int) -> Judgement:
    rows = project.rows("SELECT * FROM judgement WHERE id = ?", (judgement_id,))
    if not rows:
        raise ReskillError(f"There is no judgement number {judgement_id}.", "Look in the task's history.")
    return Judgement(**rows[0])
