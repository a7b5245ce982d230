"""Counts of people by named class, rolled up so that every name is told and no small count can be worked out.

Counts from the threshold on stand beside their name. Smaller ones are withheld and only their sum is given, over
others of the same group: the finest group that leaves each of them open, then wider ones. All sums are of one tree,
so no difference of two of them says more than the sums themselves. A sum is fit to be told when it reaches the
threshold and each count in it could still be any of `_values` numbers, to a reader who knows all the names.

What was published together before stays together, so that two dates tell no more than the first.
Of a sum in which too few counts have changed since then, the earlier one is told (`export/since.py`).
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

WITHHELD = "withheld"


@dataclass(frozen=True)
class Atom:
    """A count of at least 1 under a name; `path` holds its groups, the widest first. Not `free`: never told alone."""

    key: Hashable
    count: int
    path: tuple[str, ...] = ()
    free: bool = True


@dataclass(frozen=True)
class Block:
    """Counts told as their sum alone; `path` is what they share, `earlier` a sum of before that is told in its place."""

    path: tuple[str, ...]
    atoms: tuple[Atom, ...]
    earlier: int | None = None

    @property
    def total(self) -> int:
        """The sum, which may be told."""
        return sum(a.count for a in self.atoms) if self.earlier is None else self.earlier


@dataclass(frozen=True)
class RolledUp:
    """Which counts stand alone, and the sums of the others."""

    alone: tuple[Atom, ...]
    blocks: tuple[Block, ...]

    @cached_property
    def shown(self) -> Mapping[Hashable, int]:
        """The counts that may be told beside their name."""
        return {a.key: a.count for a in self.alone}

    @property
    def current(self) -> bool:
        """Whether no earlier sum stands in the place of a new one."""
        return all(b.earlier is None for b in self.blocks)

    @property
    def total(self) -> int:
        """Everybody."""
        return sum(a.count for a in self.alone) + sum(b.total for b in self.blocks)

    def told(self, path: tuple[str, ...]) -> int | None:
        """The people of a group, or None where a part of them is in a sum with people of other groups."""
        people = sum(a.count for a in self.alone if _inside(a, path))
        for block in self.blocks:
            inside = sum(_inside(a, path) for a in block.atoms)
            if 0 < inside < len(block.atoms):
                return None
            people += block.total if inside else 0
        return people

    def at_least(self, sure: Callable[[Atom], bool], maybe: Callable[[Atom], bool]) -> tuple[int, bool]:
        """The people in those counts and sums of today all of which are sure to be inside, and whether nobody else may be:
        no more than the counts and sums themselves tell."""
        pieces: list[tuple[tuple[Atom, ...], int]] = [((a,), a.count) for a in self.alone]
        pieces += [(b.atoms, b.total if b.earlier is None else 0) for b in self.blocks]
        inside = [n if all(map(sure, atoms)) else 0 for atoms, n in pieces]
        left = any(maybe(a) for (atoms, _), n in zip(pieces, inside, strict=True) if not n for a in atoms)
        return sum(inside), not left


def _inside(atom: Atom, path: tuple[str, ...]) -> bool:
    return atom.path[: len(path)] == path


def roll_up(atoms: Iterable[Atom], threshold: int, before: Mapping[Hashable, int] | None = None) -> RolledUp | None:
    """The counts as they may be told; None when no sum is fit to be, since there are too few people in all.

    Counts whose keys have one number in `before` were told together then.
    """
    atoms = list(atoms)
    together: dict[Hashable, list[Atom]] = defaultdict(list)
    for atom in atoms:
        together[("block", before[atom.key]) if before and atom.key in before else atom.key].append(atom)
    pieces = [Block(_shared(members), tuple(members)) for members in together.values()]
    sizes = Counter((before or {}).values())
    # one that was told with others stays with them, else it would tell of those who are gone
    apart = {a.key for a in atoms if not before or sizes[before.get(a.key, -1)] < 2}
    single = [p.atoms[0] for p in pieces if len(p.atoms) == 1 and p.total >= threshold]
    alone = [a for a in single if a.free and a.key in apart]
    kept = {a.key for a in alone}
    left = [p for p in pieces if p.atoms[0].key not in kept]
    blocks: list[Block] = []
    finest = max((len(a.path) for a in atoms), default=0)
    for depth in range(finest, -1, -1):
        groups: dict[tuple[str, ...], list[Block]] = defaultdict(list)
        wider = [p for p in left if len(p.path) < depth]
        for piece in left:
            if len(piece.path) >= depth:
                groups[piece.path[:depth]].append(piece)
        left = wider
        for path, found in groups.items():
            members = [a for p in found for a in p.atoms]
            if depth < finest:
                members, alone, blocks = _joined(path, members, alone, blocks, threshold)
            if _fit(members, threshold):
                blocks.append(Block(path, tuple(members)))
            else:
                left += found
    return None if left else RolledUp(tuple(alone), tuple(blocks))


def _shared(atoms: Sequence[Atom]) -> tuple[str, ...]:
    """The groups that all of these are in."""
    alike = itertools.takewhile(lambda names: len(set(names)) == 1, zip(*(a.path for a in atoms), strict=False))
    return tuple(names[0] for names in alike)


def _joined(
    path: tuple[str, ...], members: list[Atom], alone: list[Atom], blocks: list[Block], threshold: int
) -> tuple[list[Atom], list[Atom], list[Block]]:
    """The members with the smallest counts and sums of the same group until they are fit to be told; unchanged when
    all of them are too few."""
    depth = len(path)
    near = [Block(a.path, (a,)) for a in alone if a.path[:depth] == path]
    near += [b for b in blocks if b.path[:depth] == path]
    taken: list[Block] = []
    more = list(members)
    for block in sorted(near, key=lambda b: (b.total, len(b.atoms) == 1, b.path)):
        if _fit(more, threshold):
            break
        taken.append(block)
        more += block.atoms
    if not _fit(more, threshold):
        return members, alone, blocks
    gone = {a.key for b in taken for a in b.atoms}
    return more, [a for a in alone if a.key not in gone], [b for b in blocks if b not in taken]


def _fit(members: Sequence[Atom], threshold: int) -> bool:
    """Whether the sum of these counts may be told."""
    least, most = bounds([a.count for a in members], threshold)
    return sum(a.count for a in members) >= threshold and most - least + 1 >= values_open(threshold)


def values_open(threshold: int) -> int:
    """How many values each withheld count must be able to have: half of those below the threshold."""
    return max(2, threshold // 2)


def bounds(counts: Sequence[int], threshold: int) -> tuple[int, int]:
    """The least and the most that a small count can be to whoever knows the sum and how many counts are in it."""
    n, total = len(counts), sum(counts)
    if n < 2:
        return 1, 1
    # whoever takes every withheld count for small is wrong when one is not, and knows it only by too large a sum
    least = max(1, total - (threshold - 1) * (n - 1)) if total <= (threshold - 1) * n else 1
    return least, min(threshold - 1, total - (n - 1))
