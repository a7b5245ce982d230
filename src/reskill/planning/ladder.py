"""Plans for a growing budget, none of them worse than the one for less money.

Solved alone, a plan for more money may place fewer people, since it may be as far from the best as the gap allows. So
the plan for a budget is reached by a ladder: plans for fixed round amounts are made upward, each starting from the one
below and keeping at least its people, urgent people and benefit. The plan for an amount between two rungs keeps
between them too. The rungs depend on the city, not on the budget, so that any two budgets share theirs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import ceil, floor, log10

from reskill.planning.choices import Choice, ClassSize, Limit, Solution
from reskill.planning.evenness import COUNTED, Even, Evening, Part
from reskill.planning.optimiser import FEW_NODES, Program
from reskill.progress import Tick, silent

STEPS = 30  # rungs to the cost of a place for everybody
POINTS = 12  # rungs at least, so that it shows what money buys
PEOPLE, URGENT = 0, 1  # places of the goods that the ladder knows by name
HALVINGS = 7  # between two rungs, to the least money for a number of people
CENTS = 1 / 8  # dollars that shares of a round amount, such as a third or a quarter, are at least away from a whole one
HIGHEST = 36  # rungs looked at: 120% of it; beyond, money no longer holds anybody back


@dataclass(frozen=True)
class Rung:
    """The plan for an amount of money in US dollars, with its sums of goods."""

    dollars: float
    solution: Solution
    goods: tuple[float, ...]
    even: Even | None = None  # where coverage is to be most equal


@dataclass(frozen=True)
class More:
    """What `dollars` more would buy: people placed when the plan is made again, urgent ones among them, and the most
    that any plan could place with it that keeps the urgent people."""

    dollars: float
    least: int
    urgent: int
    most: int


@dataclass(frozen=True)
class Gain:
    """How many more people wider limits place: `least` when the plan is made again from the one there is, `most` whatever
    the plan that keeps the urgent people."""

    what: str
    least: int
    most: int


@dataclass(frozen=True)
class Climb:
    """The plan for a budget (`here`), those for smaller and for larger round amounts, upward, what more would buy (None
    where more money holds nobody back), and what wider limits would. `least` is US dollars for less of which no plan places
    as many people as were asked for; None where it does not reach a number that was."""

    below: list[Rung]
    here: Rung
    above: list[Rung]
    more: More | None
    gains: list[Gain]
    least: float | None = None

    @property
    def frontier(self) -> list[Rung]:
        """What each amount of money reaches, upward; no good falls along it."""
        return [*(rung for rung in self.below if rung.dollars < self.here.dollars), self.here, *self.above]


@dataclass(frozen=True)
class Ladder:
    """How the plan for a budget is reached: by rungs of `step` dollars each."""

    choices: list[Choice]
    limits: Mapping[Limit, float]
    money: frozenset[Limit]  # the limits that grow with the budget
    total: float
    step: float
    gap: float
    nodes: int
    size: ClassSize = field(default_factory=ClassSize)
    wider: Mapping[str, Mapping[Limit, float]] = field(
        default_factory=dict
    )  # by what is more, the limits that it moves
    parts: tuple[Part, ...] = ()  # whose coverage is to be most equal; the choices' last goods are theirs
    target: int | None = None  # people whom to place for the least money; None = as many as the budget allows

    def climb(self, tick: Tick = silent) -> Climb:
        """The plan for the budget, between those of the rungs below and above it.

        Only the budget's own plan is worked out to the gap; the rungs are what it keeps between.
        """
        program = Program(self.choices, self.size)
        below: list[Rung] = []
        above: list[Rung] = []
        reached = min(HIGHEST, floor(self.total / self.step + 1e-9)) if self.step and self.total > 0 else 0
        highest = min(HIGHEST, max(reached + 1, POINTS)) if self.step and self.total > 0 else 0
        for i in range(1, highest + 1):
            tick(i / (highest + 2), f"Planning for ${i * self.step:,.0f}")
            rungs = below if i <= reached else above
            rungs.append(self._rung(program, i * self.step, (below + above)[-1:]))
        tick((highest + 1) / (highest + 2), "Planning for the budget")
        here = self._rung(program, self.total, below[-1:], self.nodes, own=True)
        if above and any(mine > most + 1e-6 for mine, most in zip(_counted(here), _counted(above[0]), strict=True)):
            here = self._under(program, here, above[0], below[-1:])
        least = None
        if self.target is not None and here.goods and here.goods[PEOPLE] >= self.target:
            here = self._cheapest(program, [*below, here], self.target)
            least = self._too_little(program, here, self.target)
            above = [rung for rung in (*below, *above) if rung.dollars > here.dollars]
            below = [rung for rung in below if rung.dollars < here.dollars]
        gains = [self._gain(program, here, what, limits) for what, limits in self.wider.items() if here.goods]
        return Climb(below, here, above, self._more(program, here, above[0]) if above else None, gains, least)

    def _cheapest(self, program: Program, rungs: Sequence[Rung], target: int) -> Rung:
        """The plan for the least money, halved again and again, that places the people asked for."""
        first = next(i for i, rung in enumerate(rungs) if rung.goods[PEOPLE] >= target)
        short, enough = rungs[first - 1 : first] if first else [], rungs[first]
        for _ in range(HALVINGS):
            dollars = ((short[0].dollars if short else 0.0) + enough.dollars) / 2
            tried = self._rung(program, dollars, short, self.nodes)
            if tried.goods[PEOPLE] >= target:
                enough = tried
            else:
                short = [tried]
        return enough

    def _too_little(self, program: Program, here: Rung, target: int) -> float:
        """US dollars, halved again and again, for which not even divided people come to the number asked for."""
        short, enough = 0.0, here.dollars
        for _ in range(HALVINGS):
            dollars = (short + enough) / 2
            if program.most_of(PEOPLE, self._amounts(dollars, 1 + CENTS), {}) < target - 1e-6:
                short = dollars
            else:
                enough = dollars
        return short

    def _gain(self, program: Program, here: Rung, what: str, limits: Mapping[Limit, float]) -> Gain:
        amounts = {**(self._own if here.dollars == self.total else self._amounts(here.dollars)), **limits}
        again = program.solve(amounts, start=here.solution.people, floor=here.goods, gap=self.gap)
        least = sum(again.people) - sum(here.solution.people)
        most = program.most_of(PEOPLE, amounts, {URGENT: here.goods[URGENT]}) - here.goods[PEOPLE]
        return Gain(what, least, max(least, int(most + 1e-6)))

    def _more(self, program: Program, here: Rung, above: Rung) -> More:
        people, urgent = here.goods[:2]
        most = program.most_of(PEOPLE, self._amounts(above.dollars, 1 + CENTS), {URGENT: urgent})
        least = round(above.goods[PEOPLE] - people)
        return More(
            above.dollars - here.dollars,
            least,
            round(above.goods[URGENT] - urgent),
            max(least, int(most - people + 1e-6)),
        )

    def _rung(
        self,
        program: Program,
        dollars: float,
        below: Sequence[Rung],
        nodes: int = 0,
        near: Sequence[int] = (),
        aim: float | None = None,
        own: bool = False,
    ) -> Rung:
        amounts = self._own if own else self._amounts(dollars)
        start = below[0].solution.people if below else []
        least = [*_counted(below[0])] if below else []
        most, gap = 0.0, self.gap
        if self.parts:  # what is left after that is filled up
            reached = below[0].even.least if below and below[0].even else 0.0
            start, most = self._evening.spread(amounts, start, least, reached, gap, max(nodes, FEW_NODES))
            share, _ = self._evening.covered(program.goods(start))
            least, gap, nodes = [*(least or [0.0] * COUNTED), *self._evening.floor(share)], 1.0, 0
        solution = program.solve(amounts, start=start, floor=least, gap=gap, nodes=nodes, near=near, aim=aim)
        goods = program.goods(solution.people)
        even = None
        if self.parts:
            reached, part = self._evening.covered(goods)
            even = Even(reached, max(most, reached), part)
        return Rung(dollars, solution, goods, even)

    @cached_property
    def _evening(self) -> Evening:
        return Evening(self.choices, self.parts, self.size)

    def _under(self, program: Program, here: Rung, above: Rung, below: Sequence[Rung]) -> Rung:
        """The plan for the budget, near the one `here`, that gives no more of any good than the next rung does."""
        tops: dict[Limit, float] = {("good", i): most for i, most in enumerate(_counted(above))}
        choices = [
            replace(c, uses={**c.uses, **{("good", i): g for i, g in enumerate(c.goods[:COUNTED])}})
            for c in self.choices
        ]
        capped = replace(self, choices=choices, limits={**self.limits, **tops})
        aim = program.worth(program.greedy(self._own))
        near = here.solution.people
        lower = capped._rung(Program(choices, self.size), self.total, below, self.nodes, near, aim, own=True)
        even = lower.even and here.even and replace(lower.even, most=max(here.even.most, lower.even.least))
        return replace(lower, solution=replace(lower.solution, bound=here.solution.bound), even=even)

    @property
    def _own(self) -> dict[Limit, float]:
        """The limits with the budget's own money, in whole dollars."""
        return {n: floor(value + 1e-6) if n in self.money else value for n, value in self.limits.items()}

    def _amounts(self, dollars: float, more: float = -CENTS) -> dict[Limit, float]:
        """The limits with that much money, in whole dollars, so that a rung is the same whatever the budget. `more` dollars
        keep it so where a budget's money by year is rounded to cents, which would tip a whole number either way."""
        share = dollars / self.total if self.total else 0.0
        return {
            n: max(0, floor(value * share + more)) if n in self.money else value for n, value in self.limits.items()
        }


def _counted(rung: Rung) -> tuple[float, ...]:
    """The goods that a plan for more money keeps."""
    return rung.goods[:COUNTED]


def rung_size(everybody: float) -> float:
    """US dollars between two rungs, given the cost of a place for everybody: two figures, so that it reads well."""
    part = everybody / STEPS
    if part <= 0:
        return 0.0
    unit = 10.0 ** (floor(log10(part)) - 1)
    return ceil(part / unit - 1e-9) * unit
