"""Hurdles of preparation: steps down in job zones, and study that a step is not worth."""

from __future__ import annotations

from reskill.pathways.compared_work import raised_by_both, same_group
from reskill.pathways.hurdles.hurdle import hurdle
from reskill.pathways.hurdles.prospects import much_raised, shrinking
from reskill.pathways.hurdles.raises import BETTER, MUCH_BETTER, RAISE
from reskill.pathways.hurdles.weighed import Weighed
from reskill.pathways.near_titles import LESS_TOLD
from reskill.pathways.viability import is_safe

_YEARS = 3  # of study, that little more pay is not worth


@hurdle("a step down in preparation without much to gain")
def down_for_little(w: Weighed) -> bool:
    known = w.surer or w.leaves or same_group(w.facts) or (w.candidate.at_hand and w.offices)
    worse = not w.leaves and raised_by_both(w.facts, w.limits.safer_by)
    return w.zones < 0 and (w.candidate.gain < _worth_less(w) or (w.few and not known) or worse)


@hurdle("two job zones down")
def two_down(w: Weighed) -> bool:
    return w.zones < -1 and not w.candidate.akin


@hurdle("a step down in preparation, in other departments and another field")
def down_elsewhere(w: Weighed) -> bool:
    c = w.candidate
    return w.zones < 0 and not (c.home or c.akin or w.desk or (w.offices and not w.few))


@hurdle("study for shrinking work on which raters disagree")
def study_for_disputed_work(w: Weighed) -> bool:
    rated = w.facts.second_rating
    disputed = rated is not None and rated >= w.limits.second_rating_limit
    return w.gates.study > 0 and disputed and shrinking(w)


@hurdle("it asks more preparation, for work that is no surer")
def more_for_no_surer(w: Weighed) -> bool:
    c = w.candidate
    near = c.subject or c.akin or (c.at_hand and same_group(w.facts))
    return w.zones > 0 and not (w.surer or w.leads_away or near or w.often)


@hurdle("years of study for much more exposed work")
def years_for_exposed_work(w: Weighed) -> bool:
    return much_raised(w) and w.gates.study >= _YEARS


@hurdle("asks a degree, and nobody was seen to move to it")
def degree_unseen(w: Weighed) -> bool:
    return w.gates.degrees > 0 and not w.facts.seen


@hurdle("years of study for little more pay")
def years_for_little(w: Weighed) -> bool:
    return w.gates.study >= _YEARS and w.pay < MUCH_BETTER


@hurdle("years of study")
def years(w: Weighed) -> bool:
    return w.gates.study >= _YEARS and not (w.candidate.akin or w.usual or w.promoted)


@hurdle("a degree and more than one job zone up")
def degree_and_zones(w: Weighed) -> bool:
    return w.gates.degrees > 0 and w.zones > 1 and not (same_group(w.facts) or w.usual)


def _worth_less(w: Weighed) -> float:
    """Of today's pay, from which work that asks less preparation may be taken."""
    c = w.candidate
    if w.leaves or (w.better_work and c.at_hand):
        return LESS_TOLD
    if is_safe(w.facts, w.limits) and (c.home or c.akin) and not w.steady:
        return BETTER
    return RAISE if w.surer or same_group(w.facts) else MUCH_BETTER
