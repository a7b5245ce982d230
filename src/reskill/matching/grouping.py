"""Which positions of a roster share a title, and where the department changes the occupation."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from reskill.matching.kept_decisions import decided_titles, kept_codes
from reskill.matching.matcher import Matcher
from reskill.matching.status import SUGGESTED
from reskill.matching.suggestion import Match
from reskill.matching.title_key import title_key
from reskill.progress import Tick
from reskill.project.file import Project, Row

KEPT_CANDIDATES = 5
FULL_TIME = 0.9  # full-time equivalent above which the pay of a position is that of a year's work
Key = tuple[str, str]  # title, department ('' = whatever the department)


@dataclass
class Group:
    """Positions that will share one row of `title`, and what the engine says about them."""

    match: Match
    positions: list[str] = field(default_factory=list)
    departments: set[str] = field(default_factory=set)
    fte: float = 0.0
    payroll: float = 0.0


def group_positions(project: Project, matcher: Matcher, tick: Tick) -> dict[Key, Group]:
    """The positions of the project by title, parted by department only where that changes the occupation."""
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
    place = {key: _split(by_title[key], departments[key], doubt, decided.get(key, _Decided())) for key in departments}
    groups: dict[Key, Group] = {}
    for line in lines:
        key = title_key(line["title"])
        department, match = place[key][line["department"]]
        group = groups.setdefault((shown[key], department), Group(match))
        group.positions.append(line["id"])
        group.departments.add(line["department"])
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


@dataclass
class _Decided:
    """What people decided about the rows of one title: `codes` by department of the row (the first of a blend, ''
    where something else than the occupation was decided), and the departments that the common row stood for."""

    codes: dict[str, str] = field(default_factory=dict)
    common_for: frozenset[str] = frozenset()


def _decided(project: Project) -> dict[str, _Decided]:
    found: dict[str, _Decided] = defaultdict(_Decided)
    carrying = decided_titles(project)
    for r in project.rows(
        "SELECT t.id, t.title, t.department, t.departments, coalesce(m.code, '') AS code FROM title t"
        f" LEFT JOIN mapping m ON m.title_id = t.id AND m.status <> '{SUGGESTED}' ORDER BY m.share, m.code DESC"
    ):
        if r["id"] in carrying:
            of_title = found[title_key(r["title"])]
            of_title.codes[r["department"]] = r["code"]
            if not r["department"]:
                of_title.common_for = frozenset(json.loads(r["departments"]))
    for (title, department), code in kept_codes(project).items():
        found[title_key(title)].codes.setdefault(department, code)
    return found


def _split(
    matches: Mapping[str, Match], positions: Counter[str], doubt: float, decided: _Decided
) -> dict[str, tuple[str, Match]]:
    """For each department of one title: the department of its row ('' = the common row) and the row's match.

    A department for which a person decided keeps its own row; the common row keeps the code that was decided for it,
    and the departments that it stood for.
    """
    codes = {d: _code(match, doubt) for d, match in matches.items()}
    people: Counter[str] = Counter()
    for department in [d for d in matches if d in decided.common_for] or matches:
        people[codes[department]] += positions[department]
    common = min(people, key=lambda code: (-people[code], code))
    if decided.codes.get("") and decided.codes[""][:7] in codes.values():
        common = decided.codes[""][:7]
    same = [d for d in matches if codes[d] == common]
    first = matches[max(same, key=lambda d: (positions[d], d))]
    near = {c.code for c in first.candidates}
    placed = {}
    for department, match in matches.items():
        unsure_but_near = not codes[department] and bool(near & {c.code for c in match.candidates[:2]})
        joins = codes[department] == common or unsure_but_near or not department or department in decided.common_for
        own = department in decided.codes and department != ""
        placed[department] = ("", first) if joins and not own else (department, match)
    return placed


def _code(match: Match, doubt: float) -> str:
    """The SOC code of the first candidate, '' where in doubt: details of one occupation do not part departments."""
    best = match.best
    return best.code[:7] if best and best.confidence >= doubt else ""
