"""What a cohort costs, line by line: training, release wages, fringe, backfill, review, and what the planner adds.

Money is rounded once, on the line that tells it; what it is worked out from is not, so that sums over cohorts follow the
same rates as the cohorts do. Prices rise by the year as the planner has set, and so does pay. An unknown price gives no line; the plan's notes and checks say so. A price known to be zero gives a line of zero.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from reskill.planning.cost_kinds import (
    BACKFILL,
    FRINGE,
    INDIRECT,
    INSTRUCTOR,
    OUTSIDE_MTDC,
    OVERHEAD,
    PAID_TIME,
    PER_PERSON,
    RELEASE,
    REVIEW,
    TUITION,
)
from reskill.planning.fiscal import QUARTERS, WEEKS_IN_QUARTER
from reskill.planning.groups import Group
from reskill.planning.money import at_most_hundredths, exact, hundredths, line_cents, operand, rate_in_words
from reskill.planning.offers import Training
from reskill.planning.scenarios import Scenario
from reskill.planning.set_costs import INFLATION, WAGE_GROWTH, YEARLY, SetCost
from reskill.thresholds import Thresholds


@dataclass(frozen=True)
class Rates:
    """Rates of a plan: fringe and review as shares of what they rest on, backfill as a share of release hours that is
    paid `cover_pay` times the pay of those it stands in for; `added` are the costs that the planner has set, by kind."""

    fringe: Decimal
    backfill: Decimal
    backfill_note: str
    cover_pay: Decimal
    review: Decimal
    review_note: str
    hours_week: Decimal
    added: Mapping[str, SetCost]

    @classmethod
    def of(cls, thresholds: Thresholds, scenario: Scenario, added: Mapping[str, SetCost]) -> Rates:
        """The rates under a scenario; reinvested time lowers the need for backfill."""
        share, reinvested = exact(thresholds.backfill_share), exact(scenario.reinvested)
        overtime, fringe = exact(thresholds.backfill_pay), exact(thresholds.backfill_fringe)
        return cls(
            exact(thresholds.fringe_rate),
            share * (1 - reinvested),
            f"backfill share {share:.0%} x (1 - {reinvested:.0%} of the time freed reinvested), at {overtime:f} x pay"
            f" and {fringe:.2%} fringe on it",
            overtime * (1 + fringe),
            exact(scenario.review_cost),
            f"scenario {scenario.title}: review at {exact(scenario.review_cost):.1%} of the cohort's other costs",
            exact(thresholds.release_hours_week),
            added,
        )

    @property
    def rise(self) -> bool:
        """Whether a later year costs more."""
        return any(self.added[kind].rate for kind in YEARLY if kind in self.added)

    def pay(self, hourly: Decimal, year: int) -> Decimal:
        """US dollars an hour so many fiscal years after the plan's first."""
        return self._risen(hourly, WAGE_GROWTH, year)

    def price(self, dollars: Decimal, year: int) -> Decimal:
        """US dollars for what costs so many today, so many fiscal years after the plan's first."""
        return self._risen(dollars, INFLATION, year)

    def risen(self, kind: str, year: int) -> str:
        """What a line says of the rise that is in it; nothing where there is none."""
        rise = self.added.get(kind)
        return f", with {rise.rate:.2%} {kind} a year ({rise.source})" if year and rise and rise.rate else ""

    def today(self, unit_cost: Decimal, kind: str, year: int) -> Decimal | None:
        """What a unit cost in the plan's first fiscal year, by what it costs so many later; None where another rise than that
        of the `kind`, inflation or wage growth, has made it so."""
        rise = self.added.get(kind)
        if not year or rise is None or not rise.rate:
            return unit_cost
        first = unit_cost / (1 + rise.rate) ** year
        return next((d for d in (hundredths(first), operand(first)) if self._risen(d, kind, year) == unit_cost), None)

    def _risen(self, dollars: Decimal, kind: str, year: int) -> Decimal:
        rise = self.added.get(kind)
        return operand(dollars * (1 + rise.rate) ** year) if year and rise else dollars


@dataclass(frozen=True)
class Line:
    """A cost line of a cohort, `after` quarters from its start; US dollars."""

    after: int
    category: str
    quantity: Decimal
    unit: str
    unit_cost: Decimal
    note: str
    source: str

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


def cohort_lines(group: Group, training: Training, participants: int, rates: Rates, later: int = 0) -> Iterator[Line]:
    """The cost lines of a cohort of `participants` that starts `later` quarters after the plan does, in order of time. The
    group's pay must be known."""
    n = Decimal(participants)
    for after, hours in enumerate(hours_by_quarter(training.hours, rates.hours_week)):
        year = (later + after) // QUARTERS
        costs, more = unit_costs(group, training, rates, year), rates.risen(INFLATION, year)
        pay = costs.get(RELEASE, Decimal(0))
        lines = []
        if after == 0:
            for kind in (TUITION, *PER_PERSON):
                if kind in costs:
                    price = costs[kind]
                    note = (
                        f"{n} x ${rate_in_words(price)} a participant{more}"
                        if price
                        else f"{n} x a program that is free of charge"
                    )
                    source = training.price_source if kind == TUITION else rates.added[kind].source
                    lines.append(Line(0, kind, n, "participant", price, note, source))
        if hours:
            released = n * hours
            note = f"{n} x {hours.normalize():f} paid hours x ${rate_in_words(pay)} an hour (hours: {training.hours_source})"
            note += rates.risen(WAGE_GROWTH, year)
            wages = Line(after, RELEASE, released, "hour", pay, note, group.hourly_source)
            fringe = _share_of(after, FRINGE, [wages], rates.fringe, "release wages", "planning assumption fringe_rate")
            lines += [wages, fringe]
            covered = operand(released * rates.backfill)
            if covered:
                note = f"{covered.normalize():f} of {released.normalize():f} release hours: {rates.backfill_note}"
                lines.append(Line(after, BACKFILL, covered, "hour", cover_cost(pay, rates), note, group.hourly_source))
        if rates.review and any(line.cents for line in lines):
            lines.append(_share_of(after, REVIEW, lines, rates.review, "cohort cost", rates.review_note))
        cash = [line for line in lines if line.category not in PAID_TIME]
        for kind in OVERHEAD:
            if (cost := rates.added.get(kind)) and cost.rate:
                outside = OUTSIDE_MTDC if kind == INDIRECT else ()
                base = [line for line in cash if line.category not in outside]
                of = "modified total direct cost" if kind == INDIRECT else "cash cost"
                lines.append(_share_of(after, kind, base, cost.rate, of, cost.source))
        yield from lines


def unit_costs(group: Group, training: Training, rates: Rates, year: int) -> dict[str, Decimal]:
    """US dollars a participant or an hour by kind of cost, so many fiscal years after the plan's first; a kind whose price
    is not known, or for which there is nothing to pay, is missing. Shares of other costs are not among them."""
    found = {}
    if training.price is not None:
        found[TUITION] = rates.price(hundredths(exact(training.price)), year)
    for kind in _per_person(training):
        if (cost := rates.added.get(kind)) and cost.rate:
            found[kind] = rates.price(cost.rate, year)
    if group.hourly is not None:
        pay = rates.pay(group.hourly, year)
        found |= {RELEASE: pay, BACKFILL: cover_cost(pay, rates)}
    return found


def _share_of(after: int, kind: str, lines: list[Line], rate: Decimal, of: str, source: str) -> Line:
    base = Decimal(sum(line.cents for line in lines)) / 100
    return Line(after, kind, base, f"dollar of {of}", rate, f"{rate.normalize():f} of {of} of ${base:,.2f}", source)


def _per_person(training: Training) -> list[str]:
    """The kinds of cost that each participant of a training may have; only a practice at work is led by city staff."""
    return [kind for kind in PER_PERSON if kind != INSTRUCTOR or training.at_work]


def most_per_person(group: Group, training: Training, rates: Rates, later: int = 0) -> list[dict[str, Decimal]]:
    """For each quarter from the start, US dollars a person by kind of cost that a cohort of any size cannot exceed, which
    starts `later` quarters after the plan does.

    Every product is rounded up to the cent. Where the price is unknown, the reserve for it counts as tuition, so that
    no program looks cheap for want of a price.
    """
    out = []
    for after, hours in enumerate(hours_by_quarter(training.hours, rates.hours_week)):
        year = (later + after) // QUARTERS
        pay = rates.pay(group.hourly or Decimal(0), year)
        most: dict[str, Decimal] = {}
        if after == 0:
            most[TUITION] = at_most_hundredths(rates.price(hundredths(exact(training.price or 0)), year))
            kinds = [kind for kind in _per_person(training) if kind in rates.added]
            most |= {kind: at_most_hundredths(rates.price(rates.added[kind].rate, year)) for kind in kinds}
        most[RELEASE] = at_most_hundredths(hours * pay)
        most[FRINGE] = at_most_hundredths(most[RELEASE] * rates.fringe)
        most[BACKFILL] = at_most_hundredths(hours * rates.backfill * cover_cost(pay, rates))
        most[REVIEW] = at_most_hundredths(sum(most.values()) * rates.review)
        cash = {kind: dollars for kind, dollars in most.items() if kind not in PAID_TIME}
        for kind in OVERHEAD:
            if kind in rates.added:
                outside = OUTSIDE_MTDC if kind == INDIRECT else ()
                base = sum((dollars for of, dollars in cash.items() if of not in outside), Decimal(0))
                most[kind] = at_most_hundredths(base * rates.added[kind].rate)
        if after == 0:
            most[TUITION] += hundredths(exact(training.reserve))
        out.append(most)
    return out


def cover_cost(pay: Decimal, rates: Rates) -> Decimal:
    """US dollars an hour of those who stand in."""
    return operand(pay * rates.cover_pay)
