"""One hurdle that an offer has to clear to be a first step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from reskill.pathways.hurdles.weighed import Weighed


class Hurdle(NamedTuple):
    """What puts an offer later in words, and whether that holds of one."""

    words: str
    holds: Callable[[Weighed], bool]


def hurdle(words: str) -> Callable[[Callable[[Weighed], bool]], Hurdle]:
    """A hurdle of some words from the test that it is under."""
    return lambda holds: Hurdle(words, holds)


def told(weighed: Weighed, hurdles: Sequence[Hurdle]) -> str:
    """The words of the first of some hurdles that holds of an offer; '' for none."""
    return next((h.words for h in hurdles if h.holds(weighed)), "")
