"""Doubts about heads or money that a roster leaves open: asked before anything is planned, and how they are settled.

A doubt is never guessed away: it is either answered (a basis of pay), set aside by name, or the roster is not taken in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from reskill.intake.pay import BASES, HIGHEST, LOWEST, PERIODS
from reskill.problem import Place, Problem, ReskillError

COUNTS, PAY, PERIODS_MIXED = "counts", "pay-basis", "periods"
_TAKEN = {
    COUNTS: "Every line was taken as one position",
    PAY: "The pay was taken as it stands",
    PERIODS_MIXED: "Every line was taken as one position",
}
_FEWEST = 3  # amounts from which their middle says something ...
_SHARE = 0.1  # ... if they are this share of all
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


def pay_doubt(place: Place, amounts: Sequence[float], others: int) -> Doubt | None:
    """The question what period pay is for, when the middle of what full-time positions get in a year is no year's pay.

    `amounts` are dollars a year of the full-time positions whose pay was read in one way, `others` counts the rest.
    """
    if len(amounts) < max(_FEWEST, _SHARE * (len(amounts) + others)):
        return None
    middle = median(amounts)
    if LOWEST <= middle <= HIGHEST:
        return None
    proposal = _proposal(middle, (b for b in PERIODS if b != "annual"))
    size = "too small" if middle < LOWEST else "too large"
    guess = f"; by its size it may be {proposal}, or only a part of a year's" if proposal else ""
    first = f"--pay-basis {proposal} takes it as {proposal} pay" if proposal else "--map annual_salary=COLUMN"
    return Doubt(
        PAY,
        f"Half of the full-time positions get less than ${middle:,.0f}, {size} for the pay of a year{guess}.",
        place,
        (first, f"--accept {PAY} takes the pay as it stands"),
        proposal,
    )


def _proposal(middle: float, bases: Iterable[str]) -> str:
    """The basis by which an amount comes nearest to a usual year's pay; "" when by none it is one."""
    years = {basis: middle * PERIODS[basis] for basis in bases}
    fitting = {b: y for b, y in years.items() if LOWEST <= y <= HIGHEST}
    return min(fitting, key=lambda b: max(fitting[b] / _TYPICAL, _TYPICAL / fitting[b]), default="")
