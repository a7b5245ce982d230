"""Programs, partners and choices of pathways in the project file: what people enter, link and choose."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from reskill.problem import ReskillError
from reskill.project.file import Project, Row, now

PARTNER_KINDS = (
    "college",
    "university",
    "union or education fund",
    "apprenticeship sponsor",
    "employer or firm",
    "community organization",
    "library",
    "American Job Center",
    "workforce board",
    "citizen advisory board",
    "government",
)
AGREEMENTS = ("none", "in talks", "signed", "ended")


def save(
    project: Project, table: Literal["program", "partner"], values: Mapping[str, Any], row: int | None = None
) -> int:
    """Enter a program or partner, or change the one with id `row`; gives its id. Raises ReskillError without a name.

    Hours that a person enters count as confirmed by that person; what a person changes is kept when its list is
    imported again.
    """
    if row is None or "name" in values:
        _require_name(values)
    if table == "partner" and values.get("kind", PARTNER_KINDS[0]) not in PARTNER_KINDS:
        raise ReskillError(f"{values['kind']} is no kind of partner.", f"Choose one of: {', '.join(PARTNER_KINDS)}.")
    if table == "partner" and values.get("agreement", AGREEMENTS[0]) not in AGREEMENTS:
        raise ReskillError(
            f"{values['agreement']} is no state of an agreement.", f"Choose one of: {', '.join(AGREEMENTS)}."
        )
    if table == "partner":
        _require_dates(values)
    values = dict(values)
    if table == "program":
        if "hours" in values:
            known = values["hours"] is not None
            values["hours_source"] = f"confirmed by {project.who}, {now()[:10]}" if known else ""
        if row is not None:
            before = str(project.value("SELECT edited FROM program WHERE id = ?", (row,)) or "").split()
            values["edited"] = " ".join(dict.fromkeys([*before, *values]))
    with project.change(f"{'Enter' if row is None else 'Change'} a {table}") as db:
        if row is None:
            return int(db[table].insert({"origin": "local", **values}).last_pk)
        db[table].update(row, values)
        return row


def listed(project: Project, table: Literal["program", "partner"], columns: Sequence[str]) -> list[Row]:
    """Some columns of every program or partner, in the order in which they came in."""
    return project.rows(f"SELECT {', '.join(columns)} FROM {table} ORDER BY id")


def remove(project: Project, table: Literal["program", "partner"], rows: Iterable[int]) -> None:
    """Remove programs or partners. Raises ReskillError for a program that a cohort of the plan uses."""
    ids = list(rows)
    with project.change(f"Remove {table}s") as db:
        for i in ids:
            if table == "program" and project.value("SELECT 1 FROM cohort WHERE program_id = ?", (i,)):
                name = project.value("SELECT name FROM program WHERE id = ?", (i,))
                raise ReskillError(f"The plan uses {name}.", "Give its cohorts another program first.")
            db.execute(f"DELETE FROM {table} WHERE id = ?", (i,))


def kinds_in_use(project: Project) -> list[str]:
    """The kinds of the programs that the project has."""
    return [r["kind"] for r in project.rows("SELECT DISTINCT kind FROM program WHERE kind <> '' ORDER BY kind")]


def links_of(project: Project, program_id: int) -> dict[str, int]:
    """The occupations that a program is pinned to (1) or kept away from (0) by hand."""
    rows = project.rows("SELECT code, pinned FROM link WHERE program_id = ?", (program_id,))
    return {r["code"]: r["pinned"] for r in rows}


def link(project: Project, program_id: int, code: str, pinned: bool | None) -> None:
    """Pin a program to an occupation (True), keep it away (False), or leave it to the match again (None)."""
    label = {True: "Pin a program", False: "Keep a program away", None: "Leave a program to the match"}[pinned]
    with project.change(label) as db:
        db.execute("DELETE FROM link WHERE program_id = ? AND code = ?", (program_id, code))
        if pinned is not None:
            db.execute(
                "INSERT INTO link (program_id, code, pinned, who, at) VALUES (?,?,?,?,?)",
                (program_id, code, int(pinned), project.who, now()),
            )


def choose_pathway(project: Project, title_ids: Iterable[int], code: str | None, why: str = "") -> None:
    """Choose a destination for titles; their own occupation = stay and re-task; None takes the choice back."""
    ids = list(title_ids)
    with project.change("Choose a pathway" if code else "Take a choice of pathway back") as db:
        for title_id in ids:
            db.execute("DELETE FROM pathway_choice WHERE title_id = ?", (title_id,))
            if code:
                db.execute(
                    "INSERT INTO pathway_choice (title_id, code, who, at, why) VALUES (?,?,?,?,?)",
                    (title_id, code, project.who, now(), why),
                )


def _require_dates(values: Mapping[str, Any]) -> None:
    """Days of an agreement as ISO dates, in order."""
    days = [str(values.get(name) or "") for name in ("agreed_from", "agreed_until")]
    for day in filter(None, days):
        try:
            dt.date.fromisoformat(day)
        except ValueError:
            raise ReskillError(f"{day} is no date.", "Enter year-month-day, such as 2027-06-30.") from None
    if all(days) and days[0] > days[1]:
        raise ReskillError("The agreement ends before it begins.", "Correct its dates.")
    if values.get("agreement", AGREEMENTS[0]) not in AGREEMENTS:
        raise ReskillError(f"{values['agreement']} is no state of an agreement.", f"Use: {', '.join(AGREEMENTS)}.")


def _require_name(values: Mapping[str, Any]) -> None:
    if not str(values.get("name") or "").strip():
        raise ReskillError("It has no name.", "Enter a name.")
