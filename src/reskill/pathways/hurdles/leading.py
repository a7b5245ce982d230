"""Hurdles of leading others: whom, and who was seen to."""

from __future__ import annotations

from reskill.pathways.hurdles.hurdle import hurdle
from reskill.pathways.hurdles.raises import STEEP
from reskill.pathways.hurdles.weighed import Weighed


@hurdle("leads people of other departments")
def elsewhere(w: Weighed) -> bool:
    c = w.candidate
    return w.leads_own and not (c.home or c.akin or c.subject)


@hurdle("leads work that few were seen to move to")
def unseen(w: Weighed) -> bool:
    c = w.candidate
    return w.leads_own and w.hardly and not (c.akin or c.subject or c.at_hand)


@hurdle("leads a trade, which usually takes its own people")
def trade(w: Weighed) -> bool:
    return w.leads_own and w.few and bool(w.gates.asks) and not (w.candidate.akin or w.candidate.subject)


@hurdle("a leap in pay into leading others")
def leap(w: Weighed) -> bool:
    return w.leads_own and w.rise > STEEP
