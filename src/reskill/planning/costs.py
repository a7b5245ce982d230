"""What a cohort costs, line by line: tuition, release wages, fringe, backfill, review.

An unknown price gives no line; the plan's notes and checks say so. A price known to be zero gives a line of zero.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from reskill.planning.fiscal import WEEKS_IN_QUARTER
from reskill.planning.groups import Group
from reskill.planning.money import CENT, at_most_hundredths, exact, hundredths, line_cents
from reskill.planning.offers import Training
from reskill.planning.scenarios import Scenario
from reskill.thresholds import Thresholds

TUITION, RELEASE, FRINGE, BACKFILL, REVIEW = "tuition", "release wages", "fringe", "backfill", "review"


@dataclass(frozen=True)
class Rates:
    """Rates of a plan: fringe and review as shares of what they rest on, backfill as a share of release hours."""

    fringe: Decimal
    backfill: Decimal
    backfill_note: str
    review: Decimal
    review_note: str
    hours_week: Decimal

    @classmethod
    def of(cls, thresholds: Thresholds, scenario: Scenario) -> Rates:
        """The rates under a scenario; reinvested time lowers the need for backfill."""
        share, reinvested = exact(thresholds.backfill_share), exact(scenario.reinvested)
        return cls(
            exact(thresholds.fringe_rate),
            share * (1 - reinvested),
            f"backfill share {share:.0%} x (1 - {reinvested:.0%} of the time freed reinvested)",
            exact(scenario.review_cost),
            f"scenario {scenario.title}: review at {exact(scenario.review_cost):.1%} of the cohort's other costs",
            exact(thresholds.release_hours_week),
        )


@dataclass(frozen=True)
class Line:
    """A cost line of a cohort, `after` quarters from its start; US dollars; `wages` = only for funds that pay wages.

    `step` is the smallest part of the quantity that can be charged to a fund of its own.
    """

    after: int
    category: str
    quantity: Decimal
    unit: str
    unit_cost: Decimal
    wages: bool
    note: str
    source: str
    step: Decimal = CENT

    @property
    def cents(self) -> int:
        """Quantity x unit cost in cents, rounded half up."""
        return line_cents(self.quantity, self.unit_cost)


def hours_by_quarter(hours: float, hours_week: Decimal) -> list[Decimal]:
    """Training hours a person in each quarter from the start, the earlier quarters full; their sum is exact."""
    left, full = hundredths(exact(hours)), hours_week * WEEKS_IN_QUARTER
    out = []
    while left > 0:
        out.append(min(left, full))
        left -= out[-1]
    return out or [Decimal(0)]


def cohort_lines(group: Group, training: Training, participants: int, rates: Rates) -> Iterator[Line]:
    """The cost lines of a cohort of `participants`, in order of time. The group's pay must be known."""
    pay = group.hourly or Decimal(0)
    n = participants
    for after, hours in enumerate(hours_by_quarter(training.hours, rates.hours_week)):
        lines = []
        if after == 0 and training.price is not None:
            price = hundredths(exact(training.price))
            note = f"{n} x ${price:,} a participant" if price else f"{n} x a program that is free of charge"
            lines.append(
                Line(0, TUITION, Decimal(n), "participant", price, False, note, training.price_source, Decimal(1))
            )
        if hours:
            released = n * hours
            note = f"{n} x {hours.normalize():f} paid hours x ${pay} an hour (hours: {training.hours_source})"
            wages = Line(after, RELEASE, released, "hour", pay, True, note, group.hourly_source)
            dollars = Decimal(wages.cents) / 100
            note = f"{rates.fringe.normalize():f} of release wages of ${dollars:,.2f}"
            unit = "dollar of release wages"
            fringe = Line(after, FRINGE, dollars, unit, rates.fringe, True, note, "planning assumption fringe_rate")
            lines += [wages, fringe]
            covered = hundredths(released * rates.backfill)
            if covered:
                note = f"{covered.normalize():f} of {released.normalize():f} release hours: {rates.backfill_note}"
                lines.append(Line(after, BACKFILL, covered, "hour", pay, True, note, group.hourly_source))
        base = Decimal(sum(line.cents for line in lines)) / 100
        if base and rates.review:
            unit = "dollar of cohort cost"
            note = f"{rates.review.normalize():f} of ${base:,.2f}"
            lines.append(Line(after, REVIEW, base, unit, rates.review, True, note, rates.review_note))
        yield from lines


def most_per_person(group: Group, training: Training, rates: Rates) -> list[tuple[Decimal, Decimal]]:
    """For each quarter from the start, US dollars a person that a cohort of any size cannot exceed: in all, and of
    these the part that only funds that pay wages may bear. Every product is rounded up to the cent. Where the
    price is unknown, the reserve for it is added, so that no program looks cheap for want of a price."""
    pay = group.hourly or Decimal(0)
    out = []
    for after, hours in enumerate(hours_by_quarter(training.hours, rates.hours_week)):
        tuition = hundredths(exact(training.price or 0)) if after == 0 else Decimal(0)
        reserve = hundredths(exact(training.reserve)) if after == 0 else Decimal(0)
        wages = at_most_hundredths(hours * pay)
        fringe = at_most_hundredths(wages * rates.fringe)
        backfill = at_most_hundredths(at_most_hundredths(hours * rates.backfill) * pay)
        review = at_most_hundredths((tuition + wages + fringe + backfill) * rates.review)
        bound = wages + fringe + backfill + review
        out.append((reserve + tuition + bound, bound))
    return out
