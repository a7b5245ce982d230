"""From positions to titles with their suggested occupations, in the project file."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from reskill.matching.grouping import Group, Key, group_positions
from reskill.matching.kept_decisions import bring_back, decided_titles, kept_codes, set_aside
from reskill.matching.lessons import Lessons
from reskill.matching.matcher import Matcher
from reskill.matching.status import SUGGESTED
from reskill.matching.suggestion import Match
from reskill.matching.title_key import title_key
from reskill.progress import Tick, section, silent
from reskill.project import provenance
from reskill.project.file import Project, Row
from reskill.reference.catalog import Catalog


def map_titles(project: Project, catalog: Catalog, tick: Tick = silent) -> None:
    """Make the titles of the roster and suggest an occupation for each, keeping every person's decision.

    What was decided about a title that has left the roster is set aside and comes back with it; one with a locked cohort
    stays, with nobody in it. A title is split by department only where the department changes the occupation. A title whose first candidate
    is below the threshold of doubt has candidates but no mapping: it waits for a person.
    """
    groups = group_positions(project, Matcher(catalog), section(tick, 0, 0.8))
    tick(0.8, "Saving the titles")
    with project.change("Map titles", "titles"):
        ids = _save_titles(project, groups)
        _save_suggestions(project, catalog, groups, ids)
        provenance.record(project, provenance.TITLES)
    tick(1.0, "Titles mapped")


def _save_titles(project: Project, groups: Mapping[Key, Group]) -> dict[Key, int]:
    old = {(title_key(r["title"]), r["department"]): r for r in project.rows("SELECT * FROM title")}
    decided = decided_titles(project)
    keys = {(title_key(title), department) for title, department in groups}
    _join_parts(project, old, keys, decided)
    held = {r["title_id"] for r in project.rows("SELECT DISTINCT title_id FROM cohort WHERE who <> ''")}
    left = [r["id"] for key, r in old.items() if key not in keys]
    gone = [i for i in left if i not in held]
    set_aside(project, gone)
    for i in held.intersection(left):  # who locked its cohort is told of the conflict, and nothing is lost
        project.db.execute("UPDATE title SET positions = 0, fte = 0, payroll = 0 WHERE id = ?", (i,))
    placed = {r["id"]: r["title_id"] for r in project.rows("SELECT id, title_id FROM position")}
    ids: dict[Key, int] = {}
    new: dict[Key, int] = {}
    for (title, department), group in groups.items():
        found = old.get((title_key(title), department))
        earlier = set(json.loads(found["departments"])) if found and found["id"] in decided else set()
        departments = json.dumps(sorted(group.departments | earlier))
        values = (title, len(group.positions), round(group.fte, 4), round(group.payroll, 2), departments)
        if found is None:
            cursor = project.db.execute(
                "INSERT INTO title (department, title, positions, fte, payroll, departments) VALUES (?,?,?,?,?,?)",
                (department, *values),
            )
            title_id = int(cursor.lastrowid or 0)
            new[title_key(title), department] = title_id
        else:
            title_id = found["id"]
            project.db.execute(
                "UPDATE title SET title = ?, positions = ?, fte = ?, payroll = ?, departments = ? WHERE id = ?"
                " AND (title, positions, fte, payroll, departments) IS NOT (?,?,?,?,?)",
                (*values, title_id, *values),
            )
        ids[title, department] = title_id
        moved = [(title_id, p) for p in group.positions if placed[p] != title_id]
        project.db.conn.executemany("UPDATE position SET title_id = ? WHERE id = ?", moved)
    bring_back(project, new)
    project.db.conn.executemany("UPDATE position SET title_id = NULL WHERE title_id = ?", [(i,) for i in gone])
    project.db.conn.executemany("DELETE FROM title WHERE id = ?", [(i,) for i in gone])
    return ids


def _join_parts(project: Project, old: dict[Key, Row], keys: Collection[Key], decided: Collection[int]) -> None:
    """Let the largest of a title's departments become the title as a whole, where the roster tells them apart no more
    and people decided the same occupation for every one of them."""
    kept = {(title_key(title), department) for title, department in kept_codes(project)}
    parts: dict[str, list[Row]] = defaultdict(list)
    for (key, _), row in old.items():
        parts[key].append(row)
    for key, rows in parts.items():
        left = all((key, r["department"]) not in keys and r["department"] and r["id"] in decided for r in rows)
        settled = (
            {_settled_on(project, r["id"]) for r in rows}
            if left and (key, "") in keys and (key, "") not in kept
            else set()
        )
        if len(settled) == 1 and () not in settled:
            largest = max(rows, key=lambda r: (r["positions"], -r["id"]))
            project.db.execute("UPDATE title SET department = '' WHERE id = ?", (largest["id"],))
            old[key, ""] = old.pop((key, largest["department"]))


def _settled_on(project: Project, title_id: int) -> tuple[tuple[str, float], ...]:
    """Codes and shares that a person decided for a title; empty when nobody did."""
    sql = f"SELECT code, round(share, 3) AS share FROM mapping WHERE title_id = ? AND status <> '{SUGGESTED}' ORDER BY code"
    return tuple((r["code"], r["share"]) for r in project.rows(sql, (title_id,)))


def _save_suggestions(project: Project, catalog: Catalog, groups: Mapping[Key, Group], ids: Mapping[Key, int]) -> None:
    doubt = project.thresholds.doubt_confidence
    decided = {r["title_id"] for r in project.rows(f"SELECT title_id FROM mapping WHERE status <> '{SUGGESTED}'")}
    lessons = Lessons(project, catalog.occupations)
    before: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for r in project.rows(f"SELECT * FROM mapping WHERE status = '{SUGGESTED}' ORDER BY id"):
        before[r["title_id"]].append((r["code"], r["occupation"], r["share"], r["confidence"], r["reason"]))
    project.db.execute("DELETE FROM candidate")
    for key, group in groups.items():
        title_id = ids[key]
        match = group.match if title_id in decided else lessons.applied(title_id, key[1], group.match)
        first = 1 if match is group.match else 0
        if first and title_id not in decided:
            match = lessons.remarked(title_id, key[1], match)
        project.db.conn.executemany(
            "INSERT INTO candidate (title_id, rank, code, occupation, confidence, reason) VALUES (?,?,?,?,?,?)",
            [
                (title_id, n, c.code, c.occupation, c.confidence, c.reason)
                for n, c in enumerate(match.candidates, first)
            ],
        )
        if title_id in decided:
            continue
        now = suggested(match, doubt)
        if now != before.get(title_id, []):
            write_suggestion(project, title_id, now)


def suggested(match: Match, doubt: float) -> list[tuple[str, str, float, float, str]]:
    """Rows (code, occupation, share, confidence, reason) that a match puts into `mapping`; none when in doubt."""
    best = match.best
    if match.abstained or best is None or best.confidence < doubt:
        return []
    if match.blend:
        return [(c.code, c.occupation, share, c.confidence, c.reason) for c, share in match.blend]
    return [(best.code, best.occupation, 1.0, best.confidence, best.reason)]


def write_suggestion(project: Project, title_id: int, rows: list[tuple[str, str, float, float, str]]) -> None:
    """Put suggested rows in the place of a title's mapping."""
    write_mapping(project, title_id, [(*row, SUGGESTED, "", "", "") for row in rows])


def write_mapping(project: Project, title_id: int, rows: Sequence[tuple[Any, ...]]) -> None:
    """Put rows (code, occupation, share, confidence, reason, status, who, at, why) in the place of a title's mapping.

    A code that stays keeps its row, so that a title accepted as it was suggested puts no figure out of date.
    """
    kept = ",".join("?" * len(rows))
    project.db.execute(
        f"DELETE FROM mapping WHERE title_id = ? AND code NOT IN ({kept})", (title_id, *(row[0] for row in rows))
    )
    names = ("code", "occupation", "share", "confidence", "reason", "status", "who", "at", "why")
    project.db.conn.executemany(
        f"INSERT INTO mapping (title_id, {', '.join(names)}) VALUES ({','.join('?' * (len(names) + 1))})"
        f" ON CONFLICT (title_id, code) DO UPDATE SET {', '.join(f'{n} = excluded.{n}' for n in names[1:])}",
        [(title_id, *row) for row in rows],
    )
