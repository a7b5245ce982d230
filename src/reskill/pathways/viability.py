"""Whether a similar occupation is a destination that a city can offer: filters, and how far each reaches."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reskill.thresholds import Thresholds


@dataclass(frozen=True)
class Facts:
    """What the filters look at; None = not known. Percentile, exposure and pay ratio (there over here) as fractions."""

    percentile: float  # of similarity, among all occupations
    zone_gap: int | None  # job zones upward
    pay_ratio: float | None
    exposure: float | None  # of the destination
    role_exposure: float | None
    local_jobs: int | None  # in local government in the nation
    vacancies: int  # in this roster
    second_rating: float | None = None  # exposure of the destination by GPT-4, or else its upper end
    leads_elsewhere: bool = False  # supervises a line of work that the role neither belongs to nor supervises


@dataclass(frozen=True)
class Check:
    """One filter on one destination: its name, whether it is passed, and the figure against the limit in words."""

    filter: str
    passed: bool
    text: str


@dataclass(frozen=True)
class Reach:
    """What one filter does to a set of destinations: how many pass it, and how many it alone keeps out."""

    filter: str
    passing: int
    alone_keeps_out: int


def checks(facts: Facts, limits: Thresholds) -> tuple[Check, ...]:
    """Every filter in order: similarity, line of work, preparation, pay, exposure, jobs. The unknown does not pass."""
    return tuple(check(facts, limits) for check in _FILTERS)


def viable(facts: Facts, limits: Thresholds) -> bool:
    """Whether every filter is passed."""
    return all(c.passed for c in checks(facts, limits))


def reach(destinations: Sequence[Facts], limits: Thresholds) -> list[Reach]:
    """What each filter does to these destinations at these limits; empty for none."""
    passed: dict[str, int] = {}
    alone: dict[str, int] = {}
    for facts in destinations:
        found = checks(facts, limits)
        failed = [c.filter for c in found if not c.passed]
        for check in found:
            passed[check.filter] = passed.get(check.filter, 0) + check.passed
            alone[check.filter] = alone.get(check.filter, 0) + (failed == [check.filter])
    return [Reach(name, passed[name], alone[name]) for name in passed]


def _similarity(facts: Facts, limits: Thresholds) -> Check:
    passed = facts.percentile >= limits.alike_from
    text = f"more alike than {facts.percentile:.1%} of occupations"
    return Check("similarity", passed, "" if passed else f"{text} (limit {limits.alike_from:.1%})")


def _line(facts: Facts, limits: Thresholds) -> Check:
    passed = not facts.leads_elsewhere
    return Check("line of work", passed, "" if passed else "supervises another line of work")


def _preparation(facts: Facts, limits: Thresholds) -> Check:
    gap = facts.zone_gap
    if gap is None:
        return Check("preparation", False, "job zone not published")
    zones = f"{abs(gap)} job zone{'s' * (abs(gap) > 1)}"
    text = f"{zones} up" if gap > 0 else f"{zones} down" if gap < 0 else "same preparation"
    passed = -limits.zone_drop <= gap <= limits.zone_gap
    limit = limits.zone_gap if gap > 0 else limits.zone_drop
    return Check("preparation", passed, text if passed else f"{text} (limit {limit})")


def _pay(facts: Facts, limits: Thresholds) -> Check:
    if facts.pay_ratio is None:
        return Check("pay", False, "pay not published")
    passed = facts.pay_ratio >= limits.pay_floor
    text = f"{facts.pay_ratio:.1%} of the pay"
    return Check("pay", passed, text if passed else f"{text} (floor {limits.pay_floor:.1%})")


def _exposure(facts: Facts, limits: Thresholds) -> Check:
    if facts.exposure is None or facts.role_exposure is None:
        return Check("exposure", False, "exposure not known, since the reference has no tasks")
    text = f"exposure {facts.exposure:.2f} against {facts.role_exposure:.2f}"
    if facts.exposure >= limits.at_risk:  # nobody should be moved out of one role at risk into another
        return Check("exposure", False, f"{text} (itself at risk from {limits.at_risk:.2f})")
    if facts.second_rating is not None and facts.second_rating >= limits.second_rating_limit:
        return Check(
            "exposure",
            False,
            f"{text}, but up to {facts.second_rating:.2f} by GPT-4's rating or the upper end: raters disagree",
        )
    passed = facts.exposure <= facts.role_exposure - limits.safer_by
    return Check("exposure", passed, text if passed else f"{text} (must be {limits.safer_by:.2f} lower)")


def _jobs(facts: Facts, limits: Thresholds) -> Check:
    here = f"{facts.vacancies:,} vacant here" if facts.vacancies else ""
    nation = "" if facts.local_jobs is None else f"{facts.local_jobs:,} local-government jobs in the nation"
    passed = facts.vacancies > 0 or (facts.local_jobs or 0) >= limits.destination_jobs
    text = ", ".join(filter(None, (here, nation))) or "no local-government jobs published"
    return Check("jobs", passed, text if passed else f"{text} (at least {limits.destination_jobs:,}, or a vacancy)")


_FILTERS: tuple[Callable[[Facts, Thresholds], Check], ...] = (
    _similarity,
    _line,
    _preparation,
    _pay,
    _exposure,
    _jobs,
)
