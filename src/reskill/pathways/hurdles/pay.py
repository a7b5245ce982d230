"""Hurdles of pay: too little more, a start far below today's lowest, or a leap that people seldom make."""

from __future__ import annotations

from reskill.pathways.candidates import LIKELIEST
from reskill.pathways.hurdles.hurdle import hurdle
from reskill.pathways.hurdles.raises import BETTER, COMMON_LEAP, LEAP, MUCH_BETTER, RAISE, STEEP
from reskill.pathways.hurdles.weighed import Weighed
from reskill.pathways.near_titles import FAR_LOWER, LESS_TOLD, TOO_LOW

_BRIGHTER = 5.0  # points by which jobs do better there, from which a little more pay is enough
_AT_HOME = 8  # the last rank of likeliest work at home


@hurdle("little more pay, and it may start far lower than today's lowest")
def little_from_far_lower(w: Weighed) -> bool:
    start = _start(w)
    return w.pay < RAISE and start is not None and start < FAR_LOWER


@hurdle("it may start far lower than today's lowest")
def far_lower(w: Weighed) -> bool:
    start = _start(w)
    return start is not None and start < TOO_LOW


@hurdle("less pay for most who are here today")
def less(w: Weighed) -> bool:
    return w.pay < LESS_TOLD or (w.gates.study > 0 and w.rise < LESS_TOLD)


@hurdle("neither surer than today's work nor much better paid")
def no_better(w: Weighed) -> bool:
    return w.pay < _least(w)


@hurdle("no more pay for most who are here today")
def no_more(w: Weighed) -> bool:
    return not (w.surer or w.candidate.gains)


@hurdle("little more pay, for work that is not near")
def little_for_far_work(w: Weighed) -> bool:
    return w.few and w.candidate.rank > _AT_HOME and w.rise < BETTER


@hurdle("much better paid, and few were seen to move to it")
def steep_unseen(w: Weighed) -> bool:
    far = w.candidate.rank > (_AT_HOME if _own(w) else LIKELIEST)
    return w.rise > STEEP and w.few and far


@hurdle("a leap in pay")
def leap(w: Weighed) -> bool:
    return w.rise > (COMMON_LEAP if w.usual and w.candidate.at_hand else LEAP)


@hurdle("a leap in pay, after nearer grades")
def leap_past_grades(w: Weighed) -> bool:
    return w.rise > STEEP and (w.next_grade or not _own(w))


@hurdle("a leap in pay, and no task of today's work carries over")
def leap_unfounded(w: Weighed) -> bool:
    return w.rise > STEEP and w.few and not w.candidate.carried


def _own(w: Weighed) -> bool:
    return w.candidate.home or w.candidate.subject


def _start(w: Weighed) -> float | None:
    """The lowest pay there over the lowest here; None where it is not known where the role's own range begins, or where
    people there get more than the middle of the range tells."""
    known = w.candidate.ranged or not w.offices
    return w.facts.pay_from if known and w.candidate.gain <= w.by_middles else None


def _least(w: Weighed) -> float:
    """Of today's pay, from which the step is one to take."""
    c, facts, today = w.candidate, w.facts, w.today
    if w.enough:
        return LESS_TOLD
    better = facts.change is not None and today is not None and facts.change >= today.change + _BRIGHTER
    if w.surer or w.leaves or better:
        return BETTER if w.leaves or not w.few else RAISE
    if c.home and (c.subject or (c.at_hand and not w.steady) or not w.few):
        return BETTER if c.subject or w.promoted else RAISE
    return MUCH_BETTER
