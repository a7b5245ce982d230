"""Where paid hours cannot stand beside people: the two sums together can be the count of few who train for as many hours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from reskill.export.board.periods import stretches
from reskill.export.board.told_starts import Quarter
from reskill.export.extent import MOST, extent
from reskill.planning.cost_kinds import RELEASE
from reskill.project.file import Project
from reskill.project.unchanged import while_unchanged

_COHORTS = "SELECT id, fiscal_year, quarter, participants FROM cohort WHERE participants > 0"
_HOURS = "SELECT cohort_id, fund_id, fiscal_year, quarter, quantity FROM budget_line WHERE category = ? AND cohort_id IS NOT NULL"
Told = tuple[int, int]  # a stretch and a fund
Start = tuple[int, int]  # a stretch, and a fiscal year in it: in which years anybody starts is known
Kind = tuple[Start, tuple[tuple[Told, float], ...]]
"""When people start, and how many hours each has in which stretch, paid by which fund."""


@while_unchanged  # each sheet asks
def silent_hours(project: Project) -> frozenset[Quarter]:
    """The quarters whose paid hours are not told, so that nobody can work out how few train for as many hours."""
    told = stretches(project)
    place = {q: n for n, stretch in enumerate(told) for q in stretch.quarters}
    people = _people(project, place)
    silent = {n for n, stretch in enumerate(told) if not stretch.countable}
    starts = {start for (start, _), _ in people} - silent
    while few := _few(people, starts, silent, project.thresholds.small_cell):
        silent |= {stretch for kind in few for (stretch, _), _ in kind[1]}
    return frozenset(q for n in silent for q in told[n].quarters)


def _people(project: Project, place: Mapping[Quarter, int]) -> dict[Kind, int]:
    """How many people there are of each kind."""
    hours: dict[int, dict[Told, float]] = defaultdict(lambda: defaultdict(float))
    for r in project.rows(_HOURS, (RELEASE,)):
        hours[r["cohort_id"]][place[r["fiscal_year"], r["quarter"]], r["fund_id"]] += r["quantity"]
    people: dict[Kind, int] = defaultdict(int)
    for r in project.rows(_COHORTS):
        each = ((told, round(n / r["participants"], 2)) for told, n in sorted(hours[r["id"]].items()))
        people[(place[r["fiscal_year"], r["quarter"]], r["fiscal_year"]), tuple(each)] += r["participants"]
    return people


def _few(people: Mapping[Kind, int], starts: Collection[int], silent: Collection[int], least: int) -> Sequence[Kind]:
    """The kinds of fewer people than `least` whose number has one value left, by the people of the stretches in `starts`
    and by the hours of those that are not `silent`."""
    kinds = list(people)
    wanted = [
        n for n, kind in enumerate(kinds) if people[kind] < least and any(s not in silent for (s, _), _ in kind[1])
    ]
    if not wanted:
        return []
    rows = [[float(start == s) for (start, _), _ in kinds] for s in starts]
    told = sorted({where for _, hours in kinds for where, _ in hours if where[0] not in silent})
    rows += [[dict(hours).get(where, 0.0) for _, hours in kinds] for where in told]
    totals = [sum(per_person * people[kind] for per_person, kind in zip(row, kinds, strict=True)) for row in rows]
    found = []
    for n in wanted:
        goal = [float(n == other) for other in range(len(kinds))]
        ends = extent(goal, rows, totals, [(1, MOST)] * len(kinds))
        if ends and ends[1] <= ends[0]:
            found.append(kinds[n])
    return found
