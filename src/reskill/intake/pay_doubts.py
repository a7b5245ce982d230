"""Whether pay is that of a year: asked where the middle of what full-time positions get is no year's pay."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from statistics import median
from typing import NamedTuple

from reskill.intake.doubts import PAY, Doubt
from reskill.intake.pay import HIGHEST, LOWEST, PERIODS
from reskill.problem import Place
from reskill.thresholds import DEFAULTS

_FEWEST = 3  # amounts from which their middle says something ...
_SHARE = 0.02  # ... if they are this share of all
_GAP = 2  # times as much as the highest of a group, from which the others are apart from it
_SPREAD = 4  # times as much as the lowest that the highest of such a group may be
_TINY = 5_000  # dollars a year, which no full-time position gets
_FEW = 0.1  # share of all amounts up to which such are few
_LOWEST_BESIDE_QUARTERS = 25_000  # dollars: less may be a quarter's pay where lines are of quarters
_TYPICAL = (
    55_000  # dollars a year, about the middle of local government's pay: the basis that comes nearest is proposed
)


class Group(NamedTuple):
    """Lines that are read alike: the period that they state, "" = none, and whether the pay stands as it was given."""

    stated: str
    as_given: bool


def pay_doubts(place: Place, groups: Mapping[Group, Sequence[float]], of_quarter: bool) -> Iterator[Doubt]:
    """The questions what period pay is for, where the middle of what a group's full-time positions get is no year's pay.

    `groups` holds dollars of full-time positions by the words of their lines and by how they were read. Where those
    without words are a year's on the whole, a few may not be: those far beneath all others are asked about. Of lines that
    are `of_quarter`, the pay may be that of a quarter.
    """
    lowest = _LOWEST_BESIDE_QUARTERS if of_quarter else LOWEST
    everyone = sum(map(len, groups.values()))
    for group, amounts in groups.items():
        if len(amounts) < max(_FEWEST, _SHARE * everyone):
            continue
        middle = median(amounts)
        whose = f" whose pay is said to be {group.stated}" if group.stated else ""
        if not lowest <= middle <= HIGHEST:
            compared = (
                f"less than ${middle:,.0f}, too small" if middle < lowest else f"${middle:,.0f} or more, too large"
            )
            yield _pay_doubt(
                place,
                f"Half of the full-time positions{whose} get {compared} for the pay of a year",
                middle if group.as_given else None,
                of_quarter,
            )
        elif group.as_given and (low := _far_beneath(amounts, everyone)):
            yield _pay_doubt(
                place,
                f"{len(low):,} of {everyone:,} full-time positions{whose} get ${low[-1]:,.12g} or less, too small for the pay "
                "of a year, and all others at least twice as much",
                median(low),
            )


def tiny_pay(groups: Mapping[Group, Sequence[float]]) -> tuple[int, float]:
    """How many amounts that stand as they were given are tiny, and the highest of them, where they are few and all others
    are a year's, far above; (0, 0.0) where none are."""
    ordered = sorted(a for group, amounts in groups.items() if group.as_given for a in amounts)
    number = bisect_left(ordered, _TINY)
    apart = number < len(ordered) and ordered[number] >= LOWEST
    few = _FEWEST <= number <= _FEW * len(ordered)
    return (number, ordered[number - 1]) if apart and few else (0, 0.0)


def _far_beneath(amounts: Sequence[float], everyone: int) -> Sequence[float]:
    """The amounts too small for a year, in order, if they are several and a gap parts them from the others.

    Pay of another period among salaries leaves such a gap and lies close together; what was paid out in a part of a
    year, or for little work, does not.
    """
    ordered = sorted(amounts)
    few = bisect_left(ordered, LOWEST)
    if few < max(_FEWEST, _SHARE * everyone):
        return ()
    lowest, highest, others = ordered[0], ordered[few - 1], ordered[few]
    return ordered[:few] if others >= _GAP * highest and highest <= _SPREAD * lowest else ()


def _pay_doubt(place: Place, fact: str, middle: float | None, of_quarter: bool = False) -> Doubt:
    """The question with its remedies; `middle` is that of the amounts as they stand, None = they were worked out."""
    proposal = _proposal(middle, of_quarter) if middle is not None else ""
    guess = f"; by its size it may be {proposal}, or only a part of a year's" if proposal else ""
    first = f"--pay-basis {proposal} takes it as {proposal} pay" if proposal else "--map annual_salary=COLUMN"
    remedies = (first, f"--accept {PAY} takes the pay as it stands")
    return Doubt(PAY, f"{fact}{guess}.", place, remedies, (proposal,) if proposal else ())


def _proposal(middle: float, of_quarter: bool) -> str:
    """The basis by which an amount comes nearest to a usual year's pay; "" when by none it is one.

    A quarter's pay is told of lines that are of quarters only.
    """
    years = {basis: middle * times for basis, times in {**PERIODS, "hourly": DEFAULTS.hours_per_year}.items()}
    fitting = {
        b: y for b, y in years.items() if b != "annual" and LOWEST <= y <= HIGHEST and (of_quarter or b != "quarterly")
    }
    return min(fitting, key=lambda b: max(fitting[b] / _TYPICAL, _TYPICAL / fitting[b]), default="")
