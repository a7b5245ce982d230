"""Sums of people at a second date: the difference to the first must not tell a small count either.

Whoever knows which classes have changed since, or sees that one is gone, has the difference of two sums as a sum of
those alone. Where it would leave one of their counts too few values, the earlier sum is told again. So is a count of
no names, as of who starts in a quarter, while as few have joined or left as a small count.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace

from reskill.export.blocks import Block, RolledUp


def few_moved(now: int, then: int, threshold: int) -> bool:
    """Whether the difference of a count to what was told of it before is itself a small count."""
    return 0 < abs(now - then) < threshold


def told_since(
    told: RolledUp, counts: Mapping[Hashable, int], before: Mapping[Hashable, int], threshold: int
) -> RolledUp:
    """The same, with the earlier sum where the new one would give a count away.

    `counts` are those of the last time that each was told, alone or in a sum, `before` the number of that sum.
    """
    return replace(told, blocks=tuple(_since(block, counts, before, threshold) for block in told.blocks))


def _since(block: Block, counts: Mapping[Hashable, int], before: Mapping[Hashable, int], threshold: int) -> Block:
    now = {a.key: a.count for a in block.atoms}
    sums = {before[key] for key in now if key in before}
    then = {k: n for k, n in counts.items() if k in now or before.get(k) in sums}
    changed = [k for k in {*now, *then} if now.get(k, 0) != then.get(k, 0)]
    if not then or not changed:
        return block
    new = [now[k] for k in changed if k in now]
    old = [n for k in changed if 0 < (n := then.get(k, 0)) < threshold]  # larger ones may have been told alone
    return block if _open(new, old, threshold) else replace(block, earlier=sum(then.values()))


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
