"""Keeping plans under a name, and signing one off as the baseline that is carried out."""

from __future__ import annotations

from dataclasses import dataclass, fields
from itertools import count

from reskill.planning.kept.snapshot import IN_FORCE, Money, Placed, Snapshot, in_force, read_money, read_placed
from reskill.planning.kept.terms import read_terms
from reskill.problem import ReskillError
from reskill.project.file import Project, now

_PLACED, _MONEY = (", ".join(f.name for f in fields(kind)) for kind in (Placed, Money))  # stored under the same names
BY_ITSELF = 5  # plans of today, and days before it, of which plans stay that were kept by themselves


@dataclass(frozen=True)
class KeptPlan:
    """A plan that was kept: by whom ('' = by itself, when another took its place), when and why, and who signed it when
    ('' = nobody)."""

    id: int
    name: str
    who: str
    at: str
    why: str
    signed_by: str
    signed_at: str


def kept_plans(project: Project) -> list[KeptPlan]:
    """Every kept plan, in the order in which they were."""
    return [KeptPlan(**r) for r in project.rows("SELECT * FROM kept_plan ORDER BY id")]


def keep(project: Project, name: str, why: str = "") -> None:
    """Keep the plan in force under a name. Raises ReskillError for a name in use and where there is no plan."""
    name = name.strip()
    if not name or name == IN_FORCE:
        raise ReskillError(
            "The plan has no name to be kept under.", "Give one, such as baseline or offer to the union."
        )
    if any(p.name == name for p in kept_plans(project)):
        raise ReskillError(f"A plan named {name} is kept already.", "Choose another name, or remove that one first.")
    plan = in_force(project)
    if not plan.placed:
        raise ReskillError("There is no plan to keep.", "Make the plan first.")
    with project.change(f"Keep the plan as {name}"):
        _store(project, plan, name, project.who, why)


def keep_by_itself(project: Project, before: Snapshot) -> None:
    """Keep a plan that was just made, and the one that it took the place of where a person had changed that since it was
    made, both named by the time, as part of the change that is open; nothing where it is the same plan again. Of plans
    that were kept so and nobody signed, the last ones of today stay, and the last of each of some days before."""
    after = in_force(project)
    if _same(before, after):
        return
    last = next((p.name for p in reversed(kept_plans(project)) if not p.who), None)
    if before.placed and (last is None or not _same(before, snapshot(project, last))):
        _store(project, before, _unused(project, f"until {now()}"), "", "another plan took its place")
    if after.placed:
        _store(project, after, _unused(project, f"made {now()}"), "", "as it was made")
    old = [p for p in kept_plans(project) if not p.who and not p.signed_by]
    last_of_day = {p.at[:10]: p.id for p in old}
    *before_today, today = sorted(last_of_day) or [""]
    stays = [last_of_day[day] for day in before_today[-BY_ITSELF:]]
    stays += [p.id for p in old if p.at[:10] == today][-BY_ITSELF:]
    for gone in (p.id for p in old if p.id not in stays):
        _remove(project, gone)


def _same(one: Snapshot, other: Snapshot) -> bool:
    return (one.placed, one.money) == (other.placed, other.money)


def _unused(project: Project, name: str) -> str:
    """The name, with a number behind it where another plan has it."""
    names = {p.name for p in kept_plans(project)}
    return next(tried for n in count(1) if (tried := f"{name} ({n})" if n > 1 else name) not in names)


def _store(project: Project, plan: Snapshot, name: str, who: str, why: str) -> None:
    db = project.db
    number = db.execute(
        "INSERT INTO kept_plan (name, who, at, why) VALUES (?,?,?,?)", (name, who, now(), why)
    ).lastrowid
    db["kept_cohort"].insert_all({"plan_id": number, **vars(p)} for p in plan.placed)
    db["kept_money"].insert_all({"plan_id": number, **vars(m)} for m in plan.money)
    db["kept_term"].insert_all({"plan_id": number, **vars(t)} for t in plan.terms or ())


def forget(project: Project, name: str) -> None:
    """Remove a kept plan. Raises ReskillError for one that there is not, and for one that is signed."""
    plan = _named(project, name)
    if plan.signed_by:
        raise ReskillError(f"{name} was signed by {plan.signed_by}.", "A signed plan stays; keep another beside it.")
    with project.change(f"Remove the kept plan {name}"):
        _remove(project, plan.id)


def _remove(project: Project, number: int) -> None:
    for table, key in (*((t, "plan_id") for t in ("kept_cohort", "kept_money", "kept_term")), ("kept_plan", "id")):
        project.db.execute(f"DELETE FROM {table} WHERE {key} = ?", (number,))


def sign(project: Project, name: str, by: str) -> None:
    """Sign a kept plan off by name: it is the baseline from now on. Raises ReskillError without a name or such a plan."""
    if not by.strip():
        raise ReskillError("Nobody signs the plan.", "Give the name of who signs.")
    plan = _named(project, name)
    if plan.signed_by:
        raise ReskillError(f"{name} was signed by {plan.signed_by} on {plan.signed_at}.", "Keep and sign a new one.")
    with project.change(f"Sign the plan {name}") as db:
        db.execute("UPDATE kept_plan SET signed_by = ?, signed_at = ? WHERE id = ?", (by.strip(), now(), plan.id))


def baseline(project: Project) -> KeptPlan | None:
    """The plan that was signed last; None while none is."""
    signed = [p for p in kept_plans(project) if p.signed_by]
    return max(signed, key=lambda p: (p.signed_at, p.id), default=None)


def snapshot(project: Project, name: str = "") -> Snapshot:
    """A kept plan by its name, or the plan in force for ''. Raises ReskillError for one that there is not."""
    if name in ("", IN_FORCE):
        return in_force(project)
    number = _named(project, name).id
    placed = project.rows(f"SELECT {_PLACED} FROM kept_cohort WHERE plan_id = ? ORDER BY id", (number,))
    money = project.rows(f"SELECT {_MONEY} FROM kept_money WHERE plan_id = ? ORDER BY rowid", (number,))
    return Snapshot(name, read_placed(placed), read_money(money), read_terms(project, number))


def _named(project: Project, name: str) -> KeptPlan:
    every = kept_plans(project)
    found = next((p for p in every if p.name == name), None)
    if found is None:
        known = ", ".join(p.name for p in every) or "none so far"
        raise ReskillError(f"No plan is kept as {name}.", f"Kept are: {known}.")
    return found
