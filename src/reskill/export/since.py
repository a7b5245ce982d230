"""Sums of people at a second date: the difference to the first must not tell a small count either.

Whoever knows which classes have changed since, or sees that one is gone, has the difference of two sums as a sum of
those alone. Where it would leave one of their counts too few values, the earlier sum is told again; so it is where all
sums that were ever told, taken together, would. So is a count of no names, as of who starts in a quarter, while as few
have joined or left as a small count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace

from reskill.export.blocks import Block, RolledUp, values_open
from reskill.export.extent import MOST, extent, values_left

Sum = Mapping[Hashable, int]
"""The counts that were told as one sum, by name; of one alone, the count itself."""


@dataclass(frozen=True)
class Published:
    """All sums that were ever told: as finely as all sheets together tell them, and as single lines do, which a reader
    can have alone."""

    pieces: Sequence[Sum] = ()
    lines: Sequence[Sum] = ()

    @classmethod
    def of(cls, told: RolledUp) -> Published:
        """What is told now; an earlier sum too where it is the right one today, by chance."""
        alone = [{a.key: a.count} for a in told.alone]
        pieces, lines = (
            [_now(blocks) for blocks in ([told.blocks[n] for n in places] for places in found) if _right(blocks)]
            for found in (pieces_of(told), lines_of(told))
        )
        return cls([*alone, *pieces], [*alone, *lines])


def few_moved(now: int, then: int, threshold: int) -> bool:
    """Whether the difference of a count to what was told of it before is itself a small count."""
    return 0 < abs(now - then) < threshold


def told_since(
    told: RolledUp,
    counts: Mapping[Hashable, int],
    before: Mapping[Hashable, int],
    threshold: int,
    sums: Published = Published(),
) -> RolledUp:
    """The same, with the earlier sum where the new one would give a count away.

    `counts` are those of the last time that each was told, alone or in a sum, `before` the number of that sum; `sums` are
    all that were ever told.
    """
    then = [_then(block, counts, before) for block in told.blocks]
    blocks = list(told.blocks)
    for together, known in ((pieces_of(told), sums.pieces), (lines_of(told), sums.lines)):
        published = [*known, *({a.key: a.count} for a in told.alone)]
        for places in together:
            if any(blocks[n].earlier is not None for n in places):
                continue
            new = _now([blocks[n] for n in places])
            old = {k: v for n in places for k, v in then[n].items()}
            if old and (_gives_away(new, old, threshold) or _opens(new, published, threshold)):
                for n in places:
                    blocks[n] = replace(blocks[n], earlier=sum(then[n].values())) if then[n] else blocks[n]
            if _right([blocks[n] for n in places]):
                published.append(new)
    return replace(told, blocks=tuple(blocks))


def pieces_of(told: RolledUp) -> list[list[int]]:
    """Each block alone, by its place: what all sheets together tell at most."""
    return [[n] for n in range(len(told.blocks))]


def lines_of(told: RolledUp) -> list[list[int]]:
    """The blocks of one group that is told, and those of all others, by their places: what single lines tell."""
    depth = max((len(a.path) for b in told.blocks for a in b.atoms), default=0)
    lines: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, block in enumerate(told.blocks):
        whole = len(block.path) == depth and told.told(block.path) is not None
        lines[block.path if whole else ()].append(n)
    return list(lines.values())


def _now(blocks: Sequence[Block]) -> Sum:
    return {a.key: a.count for b in blocks for a in b.atoms}


def _right(blocks: Sequence[Block]) -> bool:
    """Whether what is told of some blocks together is what they are today."""
    return sum(b.total for b in blocks) == sum(_now(blocks).values())


def _then(block: Block, counts: Sum, before: Mapping[Hashable, int]) -> Sum:
    """What was told last of the counts of a block, and of those told as one with them."""
    keys = {a.key for a in block.atoms}
    numbers = {before[key] for key in keys if key in before}
    return {k: n for k, n in counts.items() if k in keys or before.get(k) in numbers}


def _gives_away(now: Sum, then: Sum, threshold: int) -> bool:
    """Whether the difference of a sum to what was last told of it leaves a count that has changed too few values."""
    changed = [k for k in {*now, *then} if now.get(k, 0) != then.get(k, 0)]
    new = [now[k] for k in changed if k in now]
    old = [n for k in changed if 0 < (n := then.get(k, 0)) < threshold]  # larger ones may have been told alone
    return bool(changed) and not _open(new, old, threshold)


def _opens(new: Sum, sums: Sequence[Sum], threshold: int) -> bool:
    """Whether a new sum, beside those that share counts with it or with one another, leaves a small count too few values.

    A count that was the same at two dates is one unknown, as whoever knows that it is the same has it.
    """
    near, reached = [], set(new.items())
    left = [] if new in sums else list(sums)  # told before, it opens nothing
    while found := [s for s in left if not reached.isdisjoint(s.items())]:
        near += found
        left = [s for s in left if s not in found]
        reached.update(*(s.items() for s in found))
    return bool(near) and not _few_values([*near, new], threshold) <= _few_values(near, threshold)


def _few_values(sums: Sequence[Sum], threshold: int) -> set[tuple[Hashable, int]]:
    """The small counts in some sums that are left too few values by all of them.

    A reader takes every withheld count for small while the sums allow that. Counts of the same sums are alike.
    """
    known = {item for s in sums if len(s) == 1 for item in s.items()}
    rows = [s.items() - known for s in sums]
    where: dict[tuple[Hashable, int], list[int]] = defaultdict(list)
    for n, row in enumerate(rows):
        for item in row:
            where[item].append(n)
    alike: dict[tuple[int, ...], list[tuple[Hashable, int]]] = defaultdict(list)
    for item, inside in where.items():
        alike[tuple(inside)].append(item)
    kinds = list(alike)
    wanted = [k for k in kinds if any(n < threshold for _, n in alike[k])]
    totals = [sum(n for _, n in row) for row in rows if row]
    told = [n for n, row in enumerate(rows) if row]
    for limit in (threshold - 1, MOST):
        few: set[tuple[Hashable, int]] = set()
        for kind in wanted:
            columns = [*kinds, kind]  # one of its counts apart from the others
            sizes = [*(len(alike[k]) - (k == kind) for k in kinds), 1]
            matrix = [[float(n in column) for column in columns] for n in told]
            ends = extent([0.0] * len(kinds) + [1.0], matrix, totals, [(s, s * limit) for s in sizes])
            if ends is None:
                break
            if values_left(ends, threshold) < values_open(threshold):
                few.update(item for item in alike[kind] if item[1] < threshold)
        else:
            return few
    return set()


def _open(new: list[int], old: list[int], threshold: int) -> bool:
    """Whether each of these unknown counts can still be anything when the sum of the new less that of the old is known:
    fewer values would do for two dates, but not for a third."""
    most = threshold - 1
    if max([*new, *old], default=0) > most:
        return True  # whoever takes all of them for small is wrong
    less = sum(new) - sum(old)
    return all(
        min(most, less * sign + most * others - (same - 1)) - max(1, less * sign + others - most * (same - 1)) + 1
        == most
        for sign, same, others in ((1, len(new), len(old)), (-1, len(old), len(new)))
        if same
    )
