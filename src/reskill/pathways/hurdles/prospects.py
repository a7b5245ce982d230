"""Hurdles of prospects: how exposed the work there is, and whether its jobs shrink."""

from __future__ import annotations

from reskill.pathways.compared_work import raised, same_group
from reskill.pathways.hurdles.hurdle import hurdle
from reskill.pathways.hurdles.raises import MUCH_BETTER
from reskill.pathways.hurdles.weighed import SHRINKS, Weighed
from reskill.pathways.told_figures import DYING

_FASTER = 1.0  # points by which jobs may shrink faster than today's, which shrink much themselves


@hurdle("work that is going away")
def going_away(w: Weighed) -> bool:
    return w.change <= DYING


@hurdle("more exposed than today's work")
def more_exposed(w: Weighed) -> bool:
    return raised(w.facts) and w.pay < MUCH_BETTER and not w.often


@hurdle("much more exposed than today's work")
def much_more_exposed(w: Weighed) -> bool:
    return much_raised(w) and not w.often and not w.leads_away


@hurdle("it leads from steady work into work that is changing")
def from_steady_work(w: Weighed) -> bool:
    return w.steady and _at_risk(w) and raised(w.facts)


@hurdle("work that is changing too, and its jobs shrink")
def changing_and_shrinking(w: Weighed) -> bool:
    return _at_risk(w) and shrinking(w)


@hurdle("jobs there shrink faster than those of today's work")
def shrinking_faster(w: Weighed) -> bool:
    return w.change <= _shrinks_as_today(w)


def much_raised(w: Weighed) -> bool:
    """Whether the work there is much more exposed than today's."""
    return raised(w.facts, w.limits.more_exposed_by)


def shrinking(w: Weighed) -> bool:
    """Whether jobs there shrink much; in one's own line of work, whether they do so faster than today's."""
    own_line = w.candidate.home and (w.candidate.subject or (w.leaves and same_group(w.facts)))
    return w.change <= (_shrinks_as_today(w) if own_line else SHRINKS)


def _shrinks_as_today(w: Weighed) -> float:
    return min(SHRINKS, w.today.change - _FASTER) if w.today else SHRINKS


def _at_risk(w: Weighed) -> bool:
    return w.facts.exposure is not None and w.facts.exposure >= w.limits.at_risk
