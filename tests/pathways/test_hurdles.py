"""Hurdles of first steps: each one that is written is told."""

from importlib import import_module
from pkgutil import iter_modules

from reskill.pathways import hurdles
from reskill.pathways.hurdles.hurdle import Hurdle
from reskill.pathways.hurdles.ordered import FIRST, NEXT


def test_that_every_hurdle_has_one_place_in_the_order() -> None:
    written = [
        value
        for module in iter_modules(hurdles.__path__)
        for value in vars(import_module(f"{hurdles.__name__}.{module.name}")).values()
        if isinstance(value, Hurdle)
    ]
    assert len(written) > 50
    assert sorted(h.words for h in FIRST + NEXT) == sorted(h.words for h in written)


def test_that_no_two_hurdles_say_the_same() -> None:
    words = [h.words for h in FIRST + NEXT]
    assert len(words) == len(set(words))
