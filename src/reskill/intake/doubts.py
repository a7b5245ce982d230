"""Doubts about heads or money that a roster leaves open: asked before anything is planned, and how they are settled.

A doubt is never guessed away: it is either answered (a basis of pay), set aside by name, or the roster is not taken in.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import NamedTuple

from reskill.intake.pay import BASES, HIGHEST, LOWEST, PERIODS
from reskill.problem import Place, Problem, ReskillError
from reskill.thresholds import DEFAULTS

COUNTS, PAY, PERIODS_MIXED = "counts", "pay-basis", "periods"
_TAKEN = {
    COUNTS: "Every line was taken as one position",
    PAY: "The pay was taken as it stands",
    PERIODS_MIXED: "Every line was taken as one position",
}
_FEWEST = 3  # amounts from which their middle says something ...
_SHARE = 0.02  # ... if they are this share of all
_GAP = 2  # times as much as the highest of a group, from which the others are apart from it
_SPREAD = 4  # times as much as the lowest that the highest of such a group may be
_TYPICAL = (
    55_000  # dollars a year, about the middle of local government's pay: the basis that comes nearest is proposed
)


@dataclass(frozen=True)
class Doubt:
    """A question about heads or money, where it arises, and its remedies; `settled` says how, "" = not yet.

    `proposal` is the basis of pay that fits best, "" when none does or the question is another.
    """

    name: str
    question: str
    place: Place
    remedies: tuple[str, ...]
    proposal: str = ""
    settled: str = ""

    def problem(self) -> Problem:
        """The doubt as it is told: the question with its remedies, or what settled it."""
        if self.settled:
            return Problem(f"{self.question} {self.settled}", self.place, level="warning")
        return Problem(self.question, self.place, f"To settle it: {'; or '.join(self.remedies)}.")


@dataclass(frozen=True)
class Answers:
    """What a person said about a roster's doubts: the basis of its pay, "" = nothing, and doubts set aside by name."""

    pay_basis: str = ""
    accepted: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Refuse a name that no doubt has, so that a slip of the pen settles nothing."""
        if self.pay_basis not in ("", *BASES):
            raise ReskillError(f"There is no pay basis named {self.pay_basis}.", f"Choose one of: {', '.join(BASES)}.")
        if unknown := sorted(self.accepted - set(_TAKEN)):
            raise ReskillError(f"There is no doubt named {unknown[0]}.", f"The doubts are: {', '.join(_TAKEN)}.")

    def settle(self, doubt: Doubt) -> Doubt:
        """The doubt, settled where an answer is for it."""
        if doubt.name == PAY and self.pay_basis:
            return replace(doubt, settled=f"Taken as {self.pay_basis} pay (--pay-basis {self.pay_basis}).")
        if doubt.name in self.accepted:
            return replace(doubt, settled=f"{_TAKEN[doubt.name]} (--accept {doubt.name}).")
        return doubt

    def choices(self, doubt: Doubt) -> tuple[tuple[str, Answers], ...]:
        """What a person may choose to settle a doubt, in words, each with the answers given until then and this one."""
        accepted = replace(self, accepted=self.accepted | {doubt.name})
        if doubt.name != PAY:
            return (("Take every line as one position", accepted),)
        asis = ("Take the pay as it stands", accepted)
        basis = doubt.proposal
        return ((f"Take it as {basis} pay", replace(self, pay_basis=basis)), asis) if basis else (asis,)


NONE = Answers()


class Group(NamedTuple):
    """Lines that are read alike: the period that they state, "" = none, and whether the pay stands as it was given."""

    stated: str
    as_given: bool


class Unsettled(ReskillError):
    """A roster whose doubts nobody has settled; `doubts` are all of its doubts."""

    def __init__(self, doubts: Sequence[Doubt]) -> None:
        told = [d.problem() for d in doubts if not d.settled]
        super().__init__(str(told[0]), "Nothing was written.", told[1:])
        self.doubts = tuple(doubts)


def counts_doubt(place: Place, headers: Sequence[str]) -> Doubt:
    """The question whether lines stand for several positions, as these columns count them."""
    several = len(headers) > 1
    return Doubt(
        COUNTS,
        f"{'These columns seem' if several else 'This column seems'} to count positions ({', '.join(headers)}): a line "
        "may stand for several, or for none.",
        place,
        ("repeat each line once for each of its positions", f"--accept {COUNTS} takes every line as one position"),
    )


def periods_doubt(place: Place, periods: Sequence[str]) -> Doubt:
    """The question which of several years or quarters in a file is the roster; `periods` are in order."""
    return Doubt(
        PERIODS_MIXED,
        f"The lines are of {len(periods)} periods ({periods[0]} to {periods[-1]}): one person may stand in a line for each "
        "year or quarter, and would count as several.",
        place,
        (f"keep only the lines of {periods[-1]}", f"--accept {PERIODS_MIXED} takes every line as one position"),
    )


def pay_doubts(place: Place, groups: Mapping[Group, Sequence[float]]) -> Iterator[Doubt]:
    """The questions what period pay is for, where the middle of what a group's full-time positions get is no year's pay.

    `groups` holds dollars of full-time positions by the words of their lines and by how they were read. Where those
    without words are a year's on the whole, a few may not be: those far beneath all others are asked about.
    """
    everyone = sum(map(len, groups.values()))
    for group, amounts in groups.items():
        if len(amounts) < max(_FEWEST, _SHARE * everyone):
            continue
        middle = median(amounts)
        whose = f" whose pay is said to be {group.stated}" if group.stated else ""
        if not LOWEST <= middle <= HIGHEST:
            compared = (
                f"less than ${middle:,.0f}, too small" if middle < LOWEST else f"${middle:,.0f} or more, too large"
            )
            yield _pay_doubt(
                place,
                f"Half of the full-time positions{whose} get {compared} for the pay of a year",
                middle if group.as_given else None,
            )
        elif group.as_given and (low := _far_beneath(amounts, everyone)):
            yield _pay_doubt(
                place,
                f"{len(low):,} of {everyone:,} full-time positions{whose} get ${low[-1]:,.12g} or less, too small for the pay "
                "of a year, and all others at least twice as much",
                median(low),
            )


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


def _pay_doubt(place: Place, fact: str, middle: float | None) -> Doubt:
    """The question with its remedies; `middle` is that of the amounts as they stand, None = they were worked out."""
    proposal = _proposal(middle) if middle is not None else ""
    guess = f"; by its size it may be {proposal}, or only a part of a year's" if proposal else ""
    first = f"--pay-basis {proposal} takes it as {proposal} pay" if proposal else "--map annual_salary=COLUMN"
    remedies = (first, f"--accept {PAY} takes the pay as it stands")
    return Doubt(PAY, f"{fact}{guess}.", place, remedies, proposal)


def _proposal(middle: float) -> str:
    """The basis by which an amount comes nearest to a usual year's pay; "" when by none it is one."""
    years = {basis: middle * times for basis, times in {**PERIODS, "hourly": DEFAULTS.hours_per_year}.items()}
    fitting = {b: y for b, y in years.items() if b != "annual" and LOWEST <= y <= HIGHEST}
    return min(fitting, key=lambda b: max(fitting[b] / _TYPICAL, _TYPICAL / fitting[b]), default="")
