"""Hurdles between an offer and the first steps that come before it."""

from __future__ import annotations

from reskill.pathways.compared_work import generalises, more
from reskill.pathways.hurdles.hurdle import hurdle
from reskill.pathways.hurdles.posts import SEVERAL
from reskill.pathways.hurdles.raises import LEAP, RAISE
from reskill.pathways.hurdles.weighed import Weighed
from reskill.pathways.told_figures import ALIKE
from reskill.pathways.viability import Facts

LEAPS = "a leap in pay, after nearer steps"
_MINOR = len("43-6")  # of a code, which tells the kind of work


@hurdle(LEAPS)
def leap(w: Weighed) -> bool:
    return max(w.by_middles, w.candidate.gain) > LEAP


@hurdle("leads work that few were seen to move to, after the steps before it")
def leads_unlike(w: Weighed) -> bool:
    return w.leads_own and w.hardly and not (w.candidate.akin or w.candidate.subject)


@hurdle("little is known to speak for it beside the steps before it")
def unfounded(w: Weighed) -> bool:
    return not w.candidate.well_founded


@hurdle("more exposed than today's work, after the steps before it")
def more_exposed(w: Weighed) -> bool:
    alone = _more_exposed(w.facts) and not any(_more_exposed(b.facts) for b in w.before)
    return alone and not w.candidate.subject


@hurdle("it leaves special work for general, after the steps before it")
def generalising(w: Weighed) -> bool:
    return w.zones < 0 and generalises(w.facts) and not w.often


@hurdle("no gain beside the steps before it")
def no_gain(w: Weighed) -> bool:
    return not (w.surer or w.candidate.gain >= RAISE)


@hurdle("few posts open there, and few were seen to move to it")
def few_open(w: Weighed) -> bool:
    return w.few and not w.candidate.akin and w.candidate.openings < SEVERAL


@hurdle("work of the same kind as a step before it, and no surer")
def same_kind(w: Weighed) -> bool:
    alike = (b.facts for b in w.before if b.facts.code[:_MINOR] == w.facts.code[:_MINOR])
    return any(not more(b.exposure, w.facts.exposure, ALIKE) for b in alike)


def _more_exposed(facts: Facts) -> bool:
    return more(facts.exposure, facts.role_exposure, ALIKE)
