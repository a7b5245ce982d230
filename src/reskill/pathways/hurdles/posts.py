"""Hurdles of posts: whether the city has any there that are within reach and open."""

from __future__ import annotations

from reskill.pathways.hurdles.hurdle import hurdle
from reskill.pathways.hurdles.weighed import Weighed

OUT_OF_REACH = "none of the city's titles there is within reach in pay, hours, department and line of work"
_POSTS = 1.0  # expected openings a year, from which a post that nobody leaves vacant is to be had
SEVERAL = 2.0  # the same, of a step for which little else speaks,
_MANY = 3.0  # where the work is no surer either,
_PLENTY = 10.0  # and of one that no task and few moves speak for


@hurdle("the city has no position of it")
def no_position(w: Weighed) -> bool:
    return not w.facts.people


@hurdle(OUT_OF_REACH)
def out_of_reach(w: Weighed) -> bool:
    return not w.candidate.titles


@hurdle("few posts open there, and little is known to speak for it")
def few_open(w: Weighed) -> bool:
    c = w.candidate
    wanted = SEVERAL if w.surer or c.at_hand else _MANY if c.carried else _PLENTY
    unknown = w.hardly and not c.carried and not w.kindred
    return not c.well_founded and (c.openings < wanted or unknown)


@hurdle("the titles there have no vacant post and seldom one that opens")
def seldom_open(w: Weighed) -> bool:
    return w.candidate.openings < _POSTS
