"""Counting a city's own moves: an earlier roster against the one of the project, person by person, kept as counts alone.

People are told by their employee numbers, under the project's own key; nothing of the earlier roster is stored.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from reskill.intake.doubts import COUNTS, NONE, PAY, PAY_ITEMS, TINY_PAY, Answers
from reskill.intake.records import RosterLine
from reskill.intake.roster import roster_of
from reskill.intake.table import read_table
from reskill.matching.matcher import Matcher
from reskill.matching.title_key import title_key
from reskill.pathways.observed import LEAST
from reskill.pathways.own_moves import keep_moves
from reskill.problem import ReskillError
from reskill.progress import Tick, section, silent
from reskill.project.file import Project
from reskill.project.roster import people_of
from reskill.reference.catalog import Catalog
from reskill.work.roster import choose_columns

_BESIDE = frozenset([COUNTS, PAY, PAY_ITEMS, TINY_PAY])  # doubts that are nothing to it: only people and titles count
_RENAMED = 0.8  # share of a title's people who have one other title now, where nobody has the old one: it was renamed


@dataclass(frozen=True)
class CountedMoves:
    """What two rosters tell: people in both, those of another title now, of these those in the same occupation and those
    whose title was renamed or has no occupation on either side; pairs of occupations kept, and left out for having
    fewer than LEAST moves."""

    people: int
    moved: int
    within: int
    renamed: int
    uncoded: int
    kept: int
    hidden: int

    def __str__(self) -> str:
        return (
            f"{self.people:,} people are in both rosters, {self.moved:,} of them under another title: {self.within:,} in"
            f" the same occupation, {self.renamed:,} under a title that was renamed, {self.uncoded:,} where a title has no"
            f" occupation. {self.kept:,} pairs of occupations are kept; {self.hidden:,} with fewer than {LEAST} moves are"
            " not."
        )


def count_moves(
    project: Project,
    catalog: Catalog,
    path: Path,
    columns: Mapping[str, str] | None = None,
    sheet: str | None = None,
    answers: Answers = NONE,
    tick: Tick = silent,
) -> CountedMoves:
    """Count who moved between occupations since an earlier roster, and keep the counts in the project.

    Raises ReskillError, with the project as it was, when the earlier roster cannot be read, has no employee numbers, or
    has none of the project's people.
    """
    table = read_table(path, sheet, tick=section(tick, 0.0, 0.4))
    choice = choose_columns(project, table, columns, answers.year)
    asked = choice.columns if choice.as_before else columns
    settled = replace(answers, accepted=answers.accepted | _BESIDE)
    roster = roster_of(table, asked, False, project.thresholds, settled, section(tick, 0.4, 0.6))
    if not any(p.employee_id for p in roster.positions):
        text = f"{roster.file} has no employee numbers, so that nobody can be told in both rosters."
        raise ReskillError(text, "Choose the column of employee numbers, or export the roster with them.")
    tick(0.6, "Comparing people")
    pairs = list(_in_both(project, roster.positions))
    if not pairs:
        text = f"Nobody of {roster.file} is in the project's roster by employee number."
        raise ReskillError(text, "Import the later roster with its column of employee numbers, then count again.")
    now_held = {title_key(r["title"]) for r in project.rows("SELECT title FROM title WHERE positions > 0")}
    gone: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for before, title_id, _ in pairs:
        gone[title_key(before.title)][title_id] += 1
    codes = _Codes(project, catalog)
    within = renamed = uncoded = moved = 0
    counted: Counter[tuple[str, str]] = Counter()
    for before, title_id, title in pairs:
        key = title_key(before.title)
        if _letters(key) == _letters(title_key(title)):
            continue
        moved += 1
        to, most = gone[key].most_common(1)[0]
        if key not in now_held and to == title_id and most >= LEAST and most >= _RENAMED * gone[key].total():
            renamed += 1
            continue
        here, there = codes.before(before), codes.now(title_id)
        if not here or not there:
            uncoded += 1
        elif here == there:
            within += 1
        else:
            counted[here, there] += 1
    kept = keep_moves(project, counted, roster.file) if counted else 0
    return CountedMoves(len(pairs), moved, within, renamed, uncoded, kept, len(counted) - kept)


def _in_both(project: Project, earlier: Iterable[RosterLine]) -> Iterator[tuple[RosterLine, int, str]]:
    """The earlier line, and the title's id and text now, of everybody who has one position in each roster."""
    now = {
        r["id"]: (r["title_id"], r["text"])
        for r in project.rows(
            "SELECT p.id, p.title_id, t.title AS text FROM position p JOIN title t ON t.id = p.title_id"
            " WHERE p.status = 'filled'"
        )
    }
    for line, first, second in people_of(project, earlier):
        if first in now and second not in now:
            yield line, *now[first]


class _Codes:
    """The occupations of titles, then and now; '' where there is none that is sure enough."""

    def __init__(self, project: Project, catalog: Catalog) -> None:
        rows = project.rows(
            "SELECT t.id, t.title, t.department, m.code FROM title t JOIN mapping m ON m.title_id = t.id AND m.share > 0.5"
        )
        self._now: dict[int, str] = {r["id"]: r["code"] for r in rows}
        self._known: dict[str, str] = {title_key(r["title"]): r["code"] for r in rows}
        self._least = project.thresholds.doubt_confidence
        self._matcher = Matcher(catalog)

    def now(self, title_id: int) -> str:
        """The occupation of a title of the project."""
        return self._now.get(title_id, "")

    def before(self, line: RosterLine) -> str:
        """The occupation of an earlier title: that of the same title now, else the first suggestion."""
        if found := self._known.get(title_key(line.title)):
            return found
        match = self._matcher.suggest(line.title, line.department)
        first = match.candidates[0] if match.candidates and not match.abstained else None
        return first.code if first and first.confidence >= self._least else ""


def _letters(key: str) -> str:
    return "".join(filter(str.isalnum, key))
