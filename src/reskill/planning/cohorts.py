"""Cohorts: people of one title who start one pathway together, charged to the funds."""

from __future__ import annotations

from dataclasses import dataclass

from reskill.planning.costs import Rates, cohort_lines
from reskill.planning.fiscal import Quarter
from reskill.planning.ledger import Bill, Charge, charge
from reskill.planning.money import exact, to_cents
from reskill.planning.payers import Payers
from reskill.planning.schedule import Place, Schedule


@dataclass(frozen=True)
class Cohort:
    """People of one title who start one pathway together, with their charged cost lines; `locked` is the number of one
    that a person holds as it is stored, 0 of others."""

    place: Place
    participants: int
    charges: list[Charge]
    locked: int = 0

    @property
    def cents(self) -> int:
        """What the cohort costs in cash."""
        return sum(c.line.cents for c in self.charges if not c.in_kind)

    @property
    def paid_time(self) -> int:
        """Cents of its people's paid time, which is no cash."""
        return sum(c.line.cents for c in self.charges if c.in_kind)

    @property
    def held_back(self) -> int:
        """Cents left unspent for it because the price of its training is unknown."""
        return to_cents(self.participants * exact(self.place.offer.training.reserve))

    @property
    def note(self) -> str:
        """What a reader of the cohort should know: how many were expected, and what is assumed or unknown."""
        offer, group = self.place.offer, self.place.group
        parts = [f"{group.participants} of the title's {group.filled} people are expected to take part"]
        if offer.chosen:
            parts.append("pathway chosen by a person")
        if offer.training.before:
            parts.append(f"before it: {offer.training.before}")
        if offer.training.price is None:
            parts.append("price of the training unknown and not in the budget")
        if offer.training.hours_assumed:
            parts.append(f"hours: {offer.training.hours_source}")
        return "; ".join(parts)


def form_cohorts(schedule: Schedule, payers: Payers, rates: Rates, size: int, first: Quarter) -> list[Cohort]:
    """Cohorts of even size, in order of time, with their lines charged to those who may pay them; `first` is the plan's first
    quarter."""
    formed = [
        (place, participants)
        for place, people in sorted(schedule.taken, key=_order)
        for participants in even_parts(people, size)
    ]
    bills = [
        Bill(p.start, p.terms, list(cohort_lines(p.group, p.offer.training, n, rates, p.start.since(first))))
        for p, n in formed
    ]
    return [Cohort(p, n, c) for (p, n), c in zip(formed, charge(payers, bills), strict=True)]


def _order(taken: tuple[Place, int]) -> tuple[Quarter, int, int]:
    place = taken[0]
    return place.start, place.group.title_id, place.offer.rank


def even_parts(people: int, most: int) -> list[int]:
    """People split into the fewest parts of at most `most`, as even as can be, larger parts first."""
    parts = -(-people // most)
    return [people // parts + (i < people % parts) for i in range(parts)]
