"""Whether a similar occupation is a destination that a city can offer: four filters, and how far each reaches."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reskill.thresholds import Thresholds


@dataclass(frozen=True)
class Facts:
    """What the filters look at. Zone gap: job zones upward; pay ratio: destination over role; None = not known."""

    zone_gap: int | None
    pay_ratio: float | None
    exposure: float | None  # of the destination, 0-1
    role_exposure: float | None
    local_jobs: int | None  # in local government in the nation
    vacancies: int  # in this roster


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
    """The four filters in order: preparation, pay, exposure, jobs. What is not known does not pass."""
    return tuple(check(facts, limits) for check in _FILTERS)


def viable(facts: Facts, limits: Thresholds) -> bool:
    """Whether every filter is passed."""
    return all(c.passed for c in checks(facts, limits))


def reach(destinations: Sequence[Facts], limits: Thresholds) -> list[Reach]:
    """What each filter does to these destinations at these limits."""
    found = [checks(f, limits) for f in destinations]
    failing = [[c.filter for c in each if not c.passed] for each in found]
    return [
        Reach(name, sum(name not in f for f in failing), sum(f == [name] for f in failing))
        for name in ("preparation", "pay", "exposure", "jobs")
    ]


def _preparation(facts: Facts, limits: Thresholds) -> Check:
    gap = facts.zone_gap
    if gap is None:
        return Check("preparation", False, "job zone not published")
    steps = (
        "same preparation" if gap == 0 else f"{abs(gap)} job zone{'s' * (abs(gap) > 1)} {'up' if gap > 0 else 'down'}"
    )
    passed = gap <= limits.zone_gap
    return Check("preparation", passed, steps if passed else f"{steps} (limit {limits.zone_gap})")


def _pay(facts: Facts, limits: Thresholds) -> Check:
    if facts.pay_ratio is None:
        return Check("pay", False, "pay not published")
    passed = facts.pay_ratio >= limits.pay_floor
    text = f"{facts.pay_ratio:.2f} of the pay"
    return Check("pay", passed, text if passed else f"{text} (floor {limits.pay_floor:.2f})")


def _exposure(facts: Facts, limits: Thresholds) -> Check:
    if facts.exposure is None or facts.role_exposure is None:
        return Check("exposure", False, "exposure not known, the reference has no tasks")
    passed = facts.exposure <= facts.role_exposure - limits.safer_by
    text = f"exposure {facts.exposure:.2f} against {facts.role_exposure:.2f}"
    return Check("exposure", passed, text if passed else f"{text} (must be {limits.safer_by:.2f} lower)")


def _jobs(facts: Facts, limits: Thresholds) -> Check:
    here = f"{facts.vacancies} vacant here" if facts.vacancies else ""
    nation = "" if facts.local_jobs is None else f"{facts.local_jobs:,} local-government jobs in the nation"
    passed = facts.vacancies > 0 or (facts.local_jobs or 0) >= limits.destination_jobs
    text = ", ".join(filter(None, (here, nation))) or "no local-government jobs published"
    return Check("jobs", passed, text if passed else f"{text} (at least {limits.destination_jobs:,}, or a vacancy)")


_FILTERS: tuple[Callable[[Facts, Thresholds], Check], ...] = (_preparation, _pay, _exposure, _jobs)
