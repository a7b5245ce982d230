"""What people decided about titles that are no longer in the roster: set aside with them, back when they return."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reskill.matching.status import SUGGESTED, UNCODABLE
from reskill.matching.title_key import title_key
from reskill.problem import Problem
from reskill.project.file import Project, Row, now

_DECIDED = {
    "mapping": f"status <> '{SUGGESTED}'",
    "task_edit": "1",
    "judgement": "title_id IS NOT NULL",
    "pathway_choice": "1",
    "title_gate": "1",
    "practice_hours": "1",
}
"""Tables whose rows are a person's decision about one title, and which of their rows are."""


@dataclass(frozen=True)
class KeptDecision:
    """One decision that waits for its title; `what` says it in words, `since` is when the title left the roster."""

    title: str
    department: str
    what: str
    who: str
    at: str
    why: str
    since: str


def decided_titles(project: Project) -> set[int]:
    """The titles of the roster that carry a person's decision of any kind."""
    asked = " UNION ".join(f"SELECT title_id FROM {table} WHERE {which}" for table, which in _DECIDED.items())
    return {r["title_id"] for r in project.rows(asked)}


def set_aside(project: Project, title_ids: Iterable[int]) -> None:
    """Keep the decisions about titles that are about to be deleted, as part of the change that is open."""
    for title_id in title_ids:
        title = project.rows("SELECT title, department FROM title WHERE id = ?", (title_id,))[0]
        for table, which in _DECIDED.items():
            for row in project.rows(f"SELECT * FROM {table} WHERE title_id = ? AND {which}", (title_id,)):
                content = {k: v for k, v in row.items() if k not in ("id", "title_id")}
                project.db.execute(
                    "INSERT INTO kept_decision (title, department, kind, content, since) VALUES (?,?,?,?,?)",
                    (title["title"], title["department"], table, json.dumps(content), now()),
                )


def bring_back(project: Project, title_ids: Mapping[tuple[str, str], int]) -> None:
    """Give titles that have returned the decisions kept for them, as part of the change that is open.

    `title_ids` are the new titles by key of the title and department.
    """
    for r in _rows(project):
        title_id = title_ids.get((title_key(r["title"]), r["department"]))
        if title_id is not None:
            columns = {c["name"] for c in project.rows(f"PRAGMA table_info({r['kind']})")} - {"id", "title_id"}
            row = {k: v for k, v in json.loads(r["content"]).items() if k in columns}
            project.db.execute(
                f"INSERT INTO {r['kind']} (title_id, {', '.join(row)}) VALUES (?{',?' * len(row)})",
                (title_id, *row.values()),
            )
            project.db.execute("DELETE FROM kept_decision WHERE id = ?", (r["id"],))


def kept_codes(project: Project) -> dict[tuple[str, str], str]:
    """(title, department) of each kept title -> the code, or first of a blend, decided for it; '' where none was."""
    found: dict[tuple[str, str], str] = {}
    for r in _rows(project):
        key = r["title"], r["department"]
        held = json.loads(r["content"]) if r["kind"] == "mapping" else {}
        found[key] = found.get(key) or held.get("code", "")
    return found


def kept_mappings(project: Project) -> list[Row]:
    """Columns of `mapping` with title and department, of the titles that are no longer in the roster."""
    rows = (r for r in _rows(project) if r["kind"] == "mapping")
    return [{"title": r["title"], "department": r["department"], **json.loads(r["content"])} for r in rows]


def kept_decisions(project: Project) -> list[KeptDecision]:
    """Every decision that waits for its title, by title."""
    found = []
    for r in _rows(project):
        held = json.loads(r["content"])
        found.append(
            KeptDecision(
                r["title"],
                r["department"],
                _words(r["kind"], held),
                str(held.get("who", "")),
                str(held.get("at", "")),
                str(held.get("why", "")),
                r["since"],
            )
        )
    return sorted(found, key=lambda k: (title_key(k.title), k.department, k.at))


def kept_notice(project: Project) -> Problem | None:
    """What to tell when titles with decisions have left the roster; None when there are none."""
    titles = len({(title_key(r["title"]), r["department"]) for r in _rows(project)})
    if not titles:
        return None
    subject = "1 title with decisions is" if titles == 1 else f"{titles:,} titles with decisions are"
    return Problem(
        f"{subject} no longer in the roster; the decisions are kept.",
        remedy="They apply again when a roster has the title; until then no figure counts them.",
        level="warning",
    )


def _rows(project: Project) -> list[Row]:
    """The kept rows of known tables; a file may hold others, made elsewhere."""
    return [r for r in project.rows("SELECT * FROM kept_decision ORDER BY id") if r["kind"] in _DECIDED]


def _words(kind: str, held: Row) -> str:
    if kind == "mapping":
        share = "" if held["share"] > 0.999 else f", {held['share']:.0%}"
        return f"mapped to {held['code']} {held['occupation']}{share}" if held["code"] else UNCODABLE
    if kind == "task_edit":
        share = "" if held["time_share"] is None else f", {held['time_share']:.0%} of the time"
        return f"task {held['sentence'] or held['task_id']}: {held['deed']}{share}"
    if kind == "judgement":
        change = f"{held['old']} → {held['new']} ({held['state']})"
        return f"{held['field']} of task {held['task_id']} {held['code'] and 'of ' + held['code']}: {change}"
    if kind == "title_gate":
        return "what the city asks for the title"
    if kind == "practice_hours":
        return f"{held['hours']:g} hours of practice at work"
    return f"pathway to {held['code']}"
