"""First quarters of classes beside counts by class and by quarter: together they must not tell a small count."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from reskill.export.blocks import Atom, Block, RolledUp
from reskill.export.board.periods import Stretch
from reskill.export.union.first_starts import silent_starts


@pytest.mark.parametrize(
    ("first", "silent"),
    [
        ({"c": 1, "d": 1, "e": 1}, {"Q1"}),  # the rest of the 16 of that quarter are three: one of each
        ({"c": 4, "d": 4, "e": 4}, set()),  # 12 of three: each is anything from 1 to 9
    ],
)
def test_that_no_quarter_is_told_that_leaves_a_class_one_value(first: Mapping[str, int], silent: set[str]) -> None:
    """13 of two classes start in a quarter, all of them, and three classes of another sum."""
    told = RolledUp((), (_block({"a": 3, "b": 10}), _block({**first, "f": 13, "g": 2})))
    words = dict.fromkeys("abcde", ("Q1", False)) | dict.fromkeys("fg", ("", False))
    people = {"Q1": 13 + sum(first.values()), "Q2": 15}
    assert silent_starts(told, words, [Stretch(q, (), True, n) for q, n in people.items()], 10) == silent


def test_that_a_quarter_whose_people_are_withheld_silences_no_class() -> None:
    told = RolledUp((), (_block({"a": 3, "b": 10}), _block({"c": 1, "d": 1, "e": 1, "f": 13})))
    words = dict.fromkeys("abcde", ("Q1", False)) | {"f": ("", False)}
    assert silent_starts(told, words, [Stretch("Q1", (), False, None), Stretch("Q2", (), False, None)], 10) == set()


def _block(counts: Mapping[str, int]) -> Block:
    return Block((), tuple(Atom(name, n) for name, n in counts.items()))
