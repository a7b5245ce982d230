"""Hurdles of what a step gives up: leading others, special work, a profession."""

from __future__ import annotations

from reskill.pathways.compared_work import OFFICES, generalises
from reskill.pathways.hurdles.hurdle import hurdle
from reskill.pathways.hurdles.weighed import Weighed
from reskill.pathways.near_titles import LESS_TOLD

_MANAGEMENT = "11-"
_OUT_OF_LEADING = 1.15  # of today's pay, from which leading others may be given up


@hurdle("it gives up leading others, without much to gain")
def leading(w: Weighed) -> bool:
    leads = w.candidate.steps_back and (w.offices or w.facts.role_code.startswith(_MANAGEMENT))
    return leads and (w.rise < _OUT_OF_LEADING or w.start < LESS_TOLD)


@hurdle("it leaves special work for general, and may start lower than today's lowest")
def special_work(w: Weighed) -> bool:
    return generalises(w.facts) and w.zones < 0 and w.few and w.start < LESS_TOLD


@hurdle("it leaves work that grows for general work that does not")
def growing_work(w: Weighed) -> bool:
    grows = w.today is not None and w.today.change > 0 > w.change
    return grows and generalises(w.facts) and not w.often


@hurdle("it leaves a profession for office work, and may start lower than today's lowest")
def profession(w: Weighed) -> bool:
    to_offices = w.facts.code.startswith(OFFICES) and not w.offices
    return to_offices and w.zones < 0 and not w.candidate.ranged and w.start < LESS_TOLD
