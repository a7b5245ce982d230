"""Which first quarters of classes can stand beside the counts by class and those by quarter that are told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from reskill.export.blocks import RolledUp, values_open
from reskill.export.board.periods import Stretch
from reskill.export.extent import MOST, extent, values_left


@dataclass(frozen=True)
class _Alike:
    """Counts that a reader cannot tell apart: of one sum, and with the same words on when they start; `small` where one of
    them is below the threshold."""

    total: str  # of which sum
    start: str  # '' = not told
    later: bool  # whether some of them start later
    small: bool


def silent_starts(
    told: RolledUp, words: Mapping[Hashable, tuple[str, bool]], stretches: Sequence[Stretch], threshold: int
) -> set[str]:
    """The names of stretches that no class may be told to start in, since a small count would be left too few values.

    `words` are the stretch in which each count starts ('' = not told) and whether some of it starts later.
    """
    totals = {str(n): b.total for n, b in enumerate(told.blocks) if b.earlier is None}
    totals |= {f"alone {n}": a.count for n, a in enumerate(told.alone)}
    inside = [(str(n), a) for n, b in enumerate(told.blocks) for a in b.atoms]
    inside += [(f"alone {n}", a) for n, a in enumerate(told.alone)]
    silent: set[str] = set()
    while True:
        alike: Counter[_Alike] = Counter()
        for total, atom in inside:
            start, later = words[atom.key]
            shown = "" if start in silent else start
            alike[_Alike(total, shown, later and bool(shown), atom.count < threshold)] += 1
        few = [k for k in alike if k.small and _values(k, alike, totals, stretches, threshold) < values_open(threshold)]
        unsaid = {k.total for k in few if not k.start}  # what is said of others of their sum tells them
        found = {k.start for k in (*few, *(k for k in alike if k.total in unsaid))} - {""}
        if not found:
            return silent
        silent |= found


def _values(
    one: _Alike, alike: Mapping[_Alike, int], totals: Mapping[str, int], stretches: Sequence[Stretch], threshold: int
) -> int:
    """How many values one of some counts can have, below the threshold."""
    groups = [(one, 1), *((k, n - (k == one)) for k, n in alike.items() if n > (k == one))]
    names = [s.name for s in stretches]
    width = len(names) + 1  # the last of each group: by how many its people are more than one for each count
    size = width * len(groups)
    bounds: list[tuple[float, float]] = []
    rows, sums = [], []
    for g, (kind, n) in enumerate(groups):
        first = names.index(kind.start) if kind.start else -1
        for q in range(len(names)):
            may = not kind.start or q == first or (kind.later and q > first)
            bounds.append((float(n * (q == first)), MOST * may))
        bounds.append((0.0, MOST))
        row = [0.0] * size
        row[g * width : (g + 1) * width] = [1.0] * len(names) + [-1.0]
        rows.append(row)
        sums.append(float(n))
    for total, people in totals.items():
        rows.append([float(k.total == total and q < len(names)) for k, _ in groups for q in range(width)])
        sums.append(float(people))
    for s, stretch in enumerate(stretches):
        if stretch.people is not None and stretch.as_of is None:
            rows.append([float(q == s) for _ in groups for q in range(width)])
            sums.append(float(stretch.people))
    goal = [float(g == 0 and q < len(names)) for g in range(len(groups)) for q in range(width)]
    ends = extent(goal, rows, sums, bounds)
    return values_left(ends, threshold) if ends else threshold
