"""Which next jobs an adviser would name first.

Near work comes first: by rank, by likeness or moves that were seen, and in departments where the people are already;
then what a person gains by it, in surer work and pay, less what it asks and what speaks against it. The weights were
chosen by reading the first steps of clerks, secretaries, bookkeepers, dispatchers and library assistants in three
cities; only the order of the values means something.
"""

from __future__ import annotations

from typing import NamedTuple

from reskill.pathways.gates import ELSEWHERE, NEAR
from reskill.pathways.viability import Facts, is_safe, is_surer
from reskill.thresholds import Thresholds

_HALF = 8  # places after which rank and likeness count half
_NEAR, _TOGETHER, _SEEN = 1.4, 0.6, 3.0
_GAIN = 0.35  # of the greatest gain in surer work or in pay that counts
_MUCH = 0.3  # that greatest gain: in exposure, and of today's pay
_SURER = 0.4  # for work that is not changing too
_FAR = 0.6  # nearness below which departments and gains count less: far work is not near for paying well
_YEAR = 0.1  # for each year of study
_FALL = 20.0  # percent by which an occupation's jobs shrink in ten years that count 1
_LICENCE, _MANAGES, _OTHER_LINE, _ZONES = 0.3, 0.2, 0.6, 0.2
_LESS_PAY, _MORE_PAY, _TOO_FAR, _FEW, _NONE, _ELSEWHERE = 0.6, 0.3, 1.0, 1.0, 1.7, 3.0
_NO_GAIN, _RAISED, _DOWN = (
    0.5,
    0.2,
    0.2,
)  # for work that is no surer: not better paid, more exposed, of a lower job zone
_BETTER = 1.05  # of today's pay, from which a step is better paid
_POSITIONS = 4  # within reach, at which few of them count half


class Near(NamedTuple):
    """How near a next job is to a title: `rank` of `others`, `share` of the movers who were seen to take it, how far it
    is in the same departments (`together`, 0 to 1), and positions there in titles within reach of the title."""

    rank: int
    others: int
    share: float
    together: float
    positions: float


def precedence(facts: Facts, limits: Thresholds, near: Near) -> float:
    """How early a next job comes, higher first."""
    alike = (1 - facts.percentile) * (near.others - 1)
    nearness = (_part_of(near.rank - 1) + max(_part_of(alike), min(1.0, _SEEN * near.share))) / 2
    gain = _SURER * is_safe(facts, limits)
    if facts.exposure is not None and facts.role_exposure is not None:
        gain += _GAIN * _within(facts.role_exposure - facts.exposure)
    cost = _YEAR * facts.gates.study + max(0.0, -(facts.change or 0.0)) / _FALL
    if facts.pay_ratio is not None:
        gain += _GAIN * _within(facts.pay_ratio - 1)
        cost += _LESS_PAY * (facts.pay_ratio < 0.9) + _MORE_PAY * (facts.pay_ratio > 1.45)
        cost += _TOO_FAR * (facts.pay_ratio > limits.pay_ceiling)
    if not is_safe(facts, limits) and not is_surer(facts, limits):
        raised = facts.exposure is not None and facts.exposure > (facts.role_exposure or 0.0) + limits.safer_by
        cost += _NO_GAIN * ((facts.pay_ratio or 1.0) < _BETTER) + _RAISED * raised + _DOWN * ((facts.zone_gap or 0) < 0)
    cost += _LICENCE * bool(facts.gates.licence) + _OTHER_LINE * (facts.gates.leads == ELSEWHERE)
    cost += _MANAGES * (facts.gates.leads == NEAR and facts.code.startswith("11-"))
    cost += _ZONES * (facts.zone_gap is None or abs(facts.zone_gap) > 1)
    cost += _FEW * _POSITIONS / (_POSITIONS + near.positions) if facts.people else _ELSEWHERE
    cost += _NONE * (not near.positions)
    return _NEAR * nearness + min(1.0, nearness / _FAR) * (_TOGETHER * near.together + gain) - cost


def _part_of(places: float) -> float:
    return _HALF / (_HALF + places)


def _within(gain: float) -> float:
    return max(-1.0, min(1.0, gain / _MUCH))
