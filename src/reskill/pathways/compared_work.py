"""How the work of a next job compares with today's: how exposed both are, and whether both are of one kind."""

from __future__ import annotations

from reskill.pathways.told_figures import ALIKE
from reskill.pathways.viability import Facts, is_safe
from reskill.thresholds import Thresholds

OFFICES = "43-"  # of codes: office work, which asks much the same everywhere,
_DISPATCH = "43-5"  # without what moves goods
_GENERAL = "43-6014", "43-9061"  # of the codes of general office work, which any other kind of it leads to
_PLAIN = "43-9", "43-4051", "43-4071", "43-4171", "43-4199", "43-4121", "43-6"  # and of those that are as general


def surer(facts: Facts, limits: Thresholds) -> bool:
    """Whether the work is safe, or much less exposed than today's and no more so by the mean of both raters."""
    less = more(facts.role_exposure, facts.exposure, ALIKE) and not more(*_rated(facts), 0.0)
    return is_safe(facts, limits) or less


def raised(facts: Facts, by: float = ALIKE) -> bool:
    """Whether the work is more exposed than today's, by the mean of both raters where both are known."""
    return more(*_rated(facts), by)


def raised_by_both(facts: Facts, by: float) -> bool:
    """Whether the work is more exposed than today's by the first rater, and by the mean of both."""
    return more(facts.exposure, facts.role_exposure, by) and raised(facts, by)


def more(there: float | None, here: float | None, by: float) -> bool:
    """Whether one exposure is above another by some points, as fractions; not where either is unknown."""
    return there is not None and here is not None and there > here + by


def of_offices(facts: Facts) -> bool:
    """Whether both are office work."""
    return all(c.startswith(OFFICES) and not c.startswith(_DISPATCH) for c in (facts.code, facts.role_code))


def generalises(facts: Facts) -> bool:
    """Whether special office work, as accounts or permits, is left for general one."""
    special = facts.role_code[:7] not in _GENERAL and not facts.role_code.startswith(_PLAIN)
    return facts.code.startswith(_GENERAL) and of_offices(facts) and special


def same_group(facts: Facts) -> bool:
    """Whether both are of one minor group of occupations."""
    return facts.code[:4] == facts.role_code[:4]


def _rated(facts: Facts) -> tuple[float | None, float | None]:
    """Exposure there and here, as the mean of both raters where both are known."""
    return _mean(facts.exposure, facts.second_rating), _mean(facts.role_exposure, facts.role_second)


def _mean(first: float | None, second: float | None) -> float | None:
    known = [rating for rating in (first, second) if rating is not None]
    return sum(known) / len(known) if known else None
