"""From positions to titles with their suggested occupations, in the project file."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from reskill.matching.lessons import Lessons
from reskill.matching.match import Match
from reskill.matching.matcher import Matcher
from reskill.progress import Tick, section, silent
from reskill.project.file import Project, Row
from reskill.reference.catalog import Catalog

KEPT_CANDIDATES = 5
FULL_TIME = 0.9  # full-time equivalent above which the pay of a position is that of a year's work
Key = tuple[str, str]  # title, department ('' = whatever the department)


@dataclass
class _Group:
    """Positions that will share one row of `title`, and what the engine says about them."""

    match: Match
    positions: list[str] = field(default_factory=list)
    fte: float = 0.0
    payroll: float = 0.0


def map_titles(project: Project, catalog: Catalog, tick: Tick = silent) -> None:
    """Make the titles of the roster and suggest an occupation for each, keeping every person's decision.

    A title is split by department only where the department changes the occupation. A title whose first candidate
    is below the threshold of doubt has candidates but no mapping: it waits for a person.
    """
    groups = _grouped(project, Matcher(catalog), section(tick, 0, 0.8))
    tick(0.8, "Saving the titles")
    with project.change("Map titles"):
        ids = _save_titles(project, groups)
        _save_suggestions(project, groups, ids)
    tick(1.0, "Titles mapped")


def _grouped(project: Project, matcher: Matcher, tick: Tick) -> dict[Key, _Group]:
    lines = project.rows("SELECT id, title, department, annual_salary, fte FROM position ORDER BY source_row, id")
    pays = _usual_pay(lines)
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    departments: dict[str, Counter[str]] = defaultdict(Counter)
    for line in lines:
        spellings[title_key(line["title"])][" ".join(line["title"].split())] += 1
        departments[title_key(line["title"])][line["department"]] += 1
    shown = {key: min(c, key=lambda s: (-c[s], s)) for key, c in spellings.items()}
    pairs = [(key, d) for key, c in departments.items() for d in sorted(c)]
    matches = matcher.suggest_many(
        [(shown[key], d) for key, d in pairs], KEPT_CANDIDATES, tick, [pays.get(pair) for pair in pairs]
    )
    by_title: dict[str, dict[str, Match]] = defaultdict(dict)
    for (key, department), match in zip(pairs, matches, strict=True):
        by_title[key][department] = match
    doubt, decided = project.thresholds.doubt_confidence, _decided(project)
    place = {key: _split(by_title[key], departments[key], doubt, decided.get(key, {})) for key in departments}
    groups: dict[Key, _Group] = {}
    for line in lines:
        key = title_key(line["title"])
        department, match = place[key][line["department"]]
        group = groups.setdefault((shown[key], department), _Group(match))
        group.positions.append(line["id"])
        group.fte += 1.0 if line["fte"] is None else line["fte"]
        group.payroll += line["annual_salary"] or 0.0
    return groups


def _usual_pay(lines: Sequence[Row]) -> dict[Key, float]:
    """Median pay of the full-time positions of each title key and department, US dollars a year."""
    pays: dict[Key, list[float]] = defaultdict(list)
    for line in lines:
        if line["annual_salary"] and (line["fte"] is None or line["fte"] > FULL_TIME):
            pays[title_key(line["title"]), line["department"]].append(line["annual_salary"])
    return {key: round(median(found), -2) for key, found in pays.items()}


def _decided(project: Project) -> dict[str, dict[str, str]]:
    """Key of a title -> department of its row -> the code (or the first of a blend) that a person decided."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for r in project.rows(
        "SELECT t.title, t.department, m.code FROM mapping m JOIN title t ON t.id = m.title_id"
        " WHERE m.status <> 'suggested' ORDER BY m.share, m.code DESC"
    ):
        found[title_key(r["title"])][r["department"]] = r["code"]
    return found


def _split(
    matches: Mapping[str, Match], positions: Counter[str], doubt: float, decided: Mapping[str, str]
) -> dict[str, tuple[str, Match]]:
    """For each department of one title: the department of its row ('' = the common row) and the row's match.

    A department for which a person decided keeps its own row; the common row keeps the code that was decided for it.
    """
    people: Counter[str] = Counter()
    for department, match in matches.items():
        people[_code(match, doubt)] += positions[department]
    common = min(people, key=lambda code: (-people[code], code))
    if decided.get("") in people:
        common = decided[""]
    same = [d for d in matches if _code(matches[d], doubt) == common]
    first = matches[max(same, key=lambda d: (positions[d], d))]
    near = {c.code for c in first.candidates}
    placed = {}
    for department, match in matches.items():
        code = _code(match, doubt)
        unsure_but_near = not code and bool(near & {c.code for c in match.candidates[:2]})
        joins = code == common or unsure_but_near or not department
        own = department in decided and department != ""
        placed[department] = ("", first) if joins and not own else (department, match)
    return placed


def _code(match: Match, doubt: float) -> str:
    best = match.best
    return best.code if best and best.confidence >= doubt else ""


def title_key(title: str) -> str:
    """What makes two titles of a roster the same: their text without regard to case and spacing."""
    return " ".join(title.split()).casefold()


def _save_titles(project: Project, groups: Mapping[Key, _Group]) -> dict[Key, int]:
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


def _save_suggestions(project: Project, groups: Mapping[Key, _Group], ids: Mapping[Key, int]) -> None:
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
