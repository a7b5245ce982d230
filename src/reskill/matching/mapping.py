"""From positions to titles with their suggested occupations, in the project file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from reskill.matching.grouping import Group, Key, group_positions, title_key
from reskill.matching.lessons import Lessons
from reskill.matching.match import Match
from reskill.matching.matcher import Matcher
from reskill.progress import Tick, section, silent
from reskill.project.file import Project
from reskill.reference.catalog import Catalog


def map_titles(project: Project, catalog: Catalog, tick: Tick = silent) -> None:
    """Make the titles of the roster and suggest an occupation for each, keeping every person's decision.

    A title is split by department only where the department changes the occupation. A title whose first candidate
    is below the threshold of doubt has candidates but no mapping: it waits for a person.
    """
    groups = group_positions(project, Matcher(catalog), section(tick, 0, 0.8))
    tick(0.8, "Saving the titles")
    with project.change("Map titles"):
        ids = _save_titles(project, groups)
        _save_suggestions(project, groups, ids)
    tick(1.0, "Titles mapped")


def _save_titles(project: Project, groups: Mapping[Key, Group]) -> dict[Key, int]:
    old = {(r["title"], r["department"]): r for r in project.rows("SELECT * FROM title")}
    kept_for = {(title_key(t), d): r["id"] for (t, d), r in old.items()}
    placed = {r["id"]: r["title_id"] for r in project.rows("SELECT id, title_id FROM position")}
    ids: dict[Key, int] = {}
    for (title, department), group in groups.items():
        values = (len(group.positions), round(group.fte, 4), round(group.payroll, 2))
        found = kept_for.get((title_key(title), department))
        if found is None:
            cursor = project.db.execute(
                "INSERT INTO title (title, department, positions, fte, payroll) VALUES (?,?,?,?,?)",
                (title, department, *values),
            )
            found = int(cursor.lastrowid or 0)
        else:
            project.db.execute(
                "UPDATE title SET title = ?, positions = ?, fte = ?, payroll = ? WHERE id = ?"
                " AND (title, positions, fte, payroll) IS NOT (?,?,?,?)",
                (title, *values, found, title, *values),
            )
        ids[title, department] = found
        moved = [(found, p) for p in group.positions if placed[p] != found]
        project.db.conn.executemany("UPDATE position SET title_id = ? WHERE id = ?", moved)
    gone = [(r["id"],) for r in old.values() if r["id"] not in set(ids.values())]
    project.db.conn.executemany("UPDATE position SET title_id = NULL WHERE title_id = ?", gone)
    project.db.conn.executemany("DELETE FROM title WHERE id = ?", gone)
    return ids


def _save_suggestions(project: Project, groups: Mapping[Key, Group], ids: Mapping[Key, int]) -> None:
    doubt = project.thresholds.doubt_confidence
    decided = {r["title_id"] for r in project.rows("SELECT title_id FROM mapping WHERE status <> 'suggested'")}
    lessons = Lessons(project)
    before: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for r in project.rows("SELECT * FROM mapping WHERE status = 'suggested' ORDER BY id"):
        before[r["title_id"]].append((r["code"], r["occupation"], r["share"], r["confidence"], r["reason"]))
    project.db.execute("DELETE FROM candidate")
    for key, group in groups.items():
        title_id = ids[key]
        match = group.match if title_id in decided else lessons.applied(title_id, key[1], group.match)
        project.db.conn.executemany(
            "INSERT INTO candidate VALUES (?,?,?,?,?,?)",
            [
                (title_id, n, c.code, c.occupation, c.confidence, c.reason)
                for n, c in enumerate(match.candidates, 1 if match is group.match else 0)
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
    project.db.execute("DELETE FROM mapping WHERE title_id = ?", (title_id,))
    project.db.conn.executemany(
        "INSERT INTO mapping (title_id, code, occupation, share, confidence, reason, status)"
        " VALUES (?,?,?,?,?,?,'suggested')",
        [(title_id, *row) for row in rows],
    )
