"""No small count can be worked out of what is told, and what may be told is."""

from __future__ import annotations

import random

import pytest
from auditor import open_counts

from reskill.export.blocks import Atom, Block, bounds, roll_up, values_open

THRESHOLD = 10


def city(chance: random.Random) -> list[Atom]:
    """Many classes, mostly small, in a few units and bands."""
    sizes = chance.choice([(1, 1, 1, 2), (1, 2, 3, 5, 8, 11, 14, 40), (9, 9, 10), (1, 1, 60)])
    return [
        Atom(n, chance.choice(sizes), (f"U{chance.randint(1, 6)}", f"B{chance.randint(1, 4)}"), chance.random() < 0.95)
        for n in range(chance.randint(1, 60))
    ]


@pytest.mark.parametrize("seed", range(200))
def test_that_no_small_count_can_be_worked_out(seed: int) -> None:
    atoms = city(random.Random(seed))
    told = roll_up(atoms, THRESHOLD)
    if told is None:
        least, most = bounds([a.count for a in atoms], THRESHOLD)
        assert sum(a.count for a in atoms) < THRESHOLD or most - least + 1 < values_open(THRESHOLD)
        return
    known = {a.key: a for a in atoms}
    assert all(n >= THRESHOLD and known[k].free for k, n in told.shown.items())
    sums = [({a.key for a in b.atoms}, b.total) for b in told.blocks]
    paths = {a.path[:depth] for a in atoms for depth in range(3)}
    for path in paths:  # every group that a sheet could give
        people = told.told(path)
        members = {a.key for a in atoms if a.path[: len(path)] == path}
        assert people is None or people == sum(known[m].count for m in members)
        if people is not None:
            assert people >= THRESHOLD
            sums.append((members, people))
    small = [a.key for a in atoms if a.count < THRESHOLD]
    for key, (least, most) in open_counts(known.keys(), told.shown, sums, small).items():
        assert most - least + 1 >= THRESHOLD // 2, (key, least, most)


def test_that_a_class_of_ten_or_more_stands_alone() -> None:
    told = roll_up([Atom("a", 10, ("u",)), Atom("b", 23, ("u",))], THRESHOLD)
    assert told and told.shown == {"a": 10, "b": 23} and not told.blocks


def test_that_small_classes_are_told_as_the_sum_of_their_own_group_where_that_is_safe() -> None:
    atoms = [Atom("a", 6, ("u", "low")), Atom("b", 7, ("u", "low")), Atom("c", 12, ("u", "watch"))]
    told = roll_up(atoms, THRESHOLD)
    assert told and told.told(("u", "low")) == 13 and told.told(("u", "watch")) == 12
    assert told.blocks == (Block(("u", "low"), tuple(atoms[:2])),)


@pytest.mark.parametrize("counts", [(9, 9), (1,) * 12, (5,), (8, 1)])
def test_that_a_sum_that_gives_its_parts_away_is_not_told(counts: tuple[int, ...]) -> None:
    small = [Atom(n, count, ("u", "low")) for n, count in enumerate(counts)]
    told = roll_up([*small, Atom("big", 50, ("u", "watch"))], THRESHOLD)
    assert told and told.told(("u", "low")) is None and told.told(("u",)) == 50 + sum(counts)
    assert roll_up(small, THRESHOLD) is None


def test_that_a_group_with_one_small_class_hides_another_count_before_its_total() -> None:
    told = roll_up(
        [Atom("few", 5, ("u", "low")), Atom("big", 40, ("u", "low")), Atom("x", 80, ("v", "low"))], THRESHOLD
    )
    assert told and told.shown == {"x": 80} and told.told(("u",)) == 45


def test_that_a_count_whose_rest_is_small_is_never_alone() -> None:
    told = roll_up([Atom("most", 20, ("p",), free=False), Atom("other", 30, ("q",))], THRESHOLD)
    assert told and told.shown == {} and told.total == 50
