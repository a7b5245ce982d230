"""Hurdles of evidence: whether departments, fields, moves that were seen or tasks speak for a step."""

from __future__ import annotations

from reskill.pathways.hurdles.hurdle import hurdle
from reskill.pathways.hurdles.raises import BETTER
from reskill.pathways.hurdles.weighed import Weighed

_NEAR = 12  # the last rank of near work
_ALL_OTHER = "All Other"


@hurdle("other departments and another field, and few were seen to move to it")
def elsewhere_unseen(w: Weighed) -> bool:
    return w.few and not (_reached(w) or w.gates.licence or w.gates.asks)


@hurdle("other departments and another field, and little is known to speak for it")
def elsewhere_unfounded(w: Weighed) -> bool:
    return w.hardly and not (_reached(w) or w.candidate.well_founded)


@hurdle(f"ranked below {_NEAR}, and few were seen to move to it")
def unlikely(w: Weighed) -> bool:
    return w.candidate.rank > _NEAR and not w.often


@hurdle("no task of today's work is known to carry over, and few were seen to move to it")
def no_reason(w: Weighed) -> bool:
    c = w.candidate
    related = c.related and w.pay >= BETTER and not w.gates.study
    return w.few and not (c.carried or c.subject or w.kindred or related)


@hurdle("it asks what the role does not, for work that is no surer, and nobody was seen to move to it")
def asks_unseen(w: Weighed) -> bool:
    return bool(w.gates.asks) and not (w.facts.seen or w.surer or w.leads_away or w.candidate.akin)


@hurdle("asks a licence, and no task of today's work carries over")
def licence_unfounded(w: Weighed) -> bool:
    return w.few and bool(w.gates.licence) and not w.candidate.carried


@hurdle("a group of occupations that have no other name")
def unnamed(w: Weighed) -> bool:
    return w.facts.occupation.endswith(_ALL_OTHER)


def _reached(w: Weighed) -> bool:
    """Whether people come to it from where they are: in their departments, in their field, or as everywhere."""
    return w.candidate.home or w.candidate.akin or w.desk
