"""The plan as choices and limits: which people may start which pathway in which quarter, and what holds them back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reskill.planning.costs import Rates, most_per_person
from reskill.planning.fiscal import QUARTERS, Quarter
from reskill.planning.funds import Fund
from reskill.planning.groups import URGENT, Group
from reskill.planning.ladder import Climb, Ladder, rung_size
from reskill.planning.money import exact
from reskill.planning.offers import Offer
from reskill.planning.optimiser import Choice, Limit, Solution
from reskill.progress import Tick, silent
from reskill.thresholds import Thresholds

MONEY = frozenset({"money", "wages"})  # kinds of limits that grow with the budget


@dataclass(frozen=True)
class Place:
    """People of a group who could start a pathway in a quarter, each with a `benefit` in [0, 1]: the meaning of a
    `Choice`. `dollars` are what one person costs at most."""

    group: Group
    offer: Offer
    start: Quarter
    benefit: float
    dollars: float


@dataclass(frozen=True)
class Schedule:
    """Places taken (with how many people), every place there was, and how the plan was reached."""

    taken: list[tuple[Place, int]]
    places: list[Place]
    choices: list[Choice]
    climb: Climb

    @property
    def solution(self) -> Solution:
        """The plan's own solution."""
        return self.climb.here.solution


def money_limits(funds: Sequence[Fund], available: Mapping[tuple[int, int], int], years: range) -> dict[Limit, float]:
    """US dollars by fiscal year: ("money", year) in all, ("wages", year) what may pay wages."""
    limits: dict[Limit, float] = {}
    for year in years:
        mine = [(f, available.get((f.id, year), 0)) for f in funds if f.admits_city]
        limits["money", year] = sum(cents for _, cents in mine) / 100
        limits["wages", year] = sum(cents for f, cents in mine if f.pays_wages) / 100
    return limits


def other_limits(
    groups: Sequence[Group], offers: Mapping[int, list[Offer]], openings: Mapping[str, int], thresholds: Thresholds
) -> dict[Limit, float]:
    """People expected and staffing cover by title, openings by destination over the plan's years, places by program;
    cover and places hold for every quarter alike."""
    limits: dict[Limit, float] = {}
    for g in groups:
        limits["people", g.title_id] = g.participants
        limits["cover", g.title_id] = max(1, int(exact(thresholds.cover_share) * g.filled))
        for offer in offers[g.title_id]:
            limits["openings", offer.code] = openings.get(offer.code, 0)
            limits["places", offer.training.program_id] = thresholds.places_per_quarter
    return limits


def make_schedule(
    groups: Sequence[Group],
    offers: Mapping[int, list[Offer]],
    years: range,
    rates: Rates,
    thresholds: Thresholds,
    limits: Mapping[Limit, float],
    tick: Tick = silent,
) -> Schedule:
    """The best use of the limits for these groups, starting by quarter within `years`."""
    places: list[Place] = []
    choices: list[Choice] = []
    first = Quarter(years.start, 1)
    for group in groups:
        if group.hourly is None or not group.participants:
            continue
        for offer in offers[group.title_id]:
            costs = most_per_person(group, offer.training, rates)
            dollars = float(sum(cost for cost, _ in costs))
            for start in range(len(years) * QUARTERS - len(costs) + 1):
                quarters = [first.plus(start + i) for i in range(len(costs))]
                uses = _uses(group, offer, quarters, [(float(a), float(w)) for a, w in costs])
                place = Place(group, offer, quarters[0], _benefit(group, offer, start, thresholds), dollars)
                places.append(place)
                choices.append(_choice(place, uses, thresholds))
    names = {name for c in choices for name in c.uses}
    every = {name: limits[name] if name in limits else limits[name[:2]] for name in names}
    ladder = Ladder(
        choices,
        every,
        frozenset(name for name in names if name[0] in MONEY),
        sum(amount for name, amount in limits.items() if name[0] == "money"),
        rung_size(_cost_of_everybody(places)),
        thresholds.solver_gap,
        thresholds.solver_nodes,
    )
    climb = ladder.climb(tick)
    taken = [(place, n) for place, n in zip(places, climb.here.solution.people, strict=True) if n]
    return Schedule(taken, places, choices, climb)


def _cost_of_everybody(places: Iterable[Place]) -> float:
    """US dollars for everybody's place of the greatest benefit, whether or not there is room in it."""
    best: dict[int, Place] = {}
    for place in places:
        title = place.group.title_id
        if title not in best or place.benefit > best[title].benefit:
            best[title] = place
    return sum(p.group.participants * p.dollars for p in best.values())


def _choice(place: Place, uses: Mapping[Limit, float], thresholds: Thresholds) -> Choice:
    """The declared objective a person: the weight of an urgent place, for roles at risk or priority, + benefit - a
    little for the money. The goods are people, urgent people and benefit."""
    urgent = float(place.group.band in URGENT)
    worth = thresholds.urgent_weight * urgent + place.benefit - thresholds.cash_weight * place.dollars / 1000
    return Choice(worth, place.group.participants, uses, (1.0, urgent, place.benefit))


def _uses(
    group: Group, offer: Offer, quarters: Sequence[Quarter], costs: Sequence[tuple[float, float]]
) -> dict[Limit, float]:
    """What one person uses. Self-paced programs and in-house re-tasking have places for all; a move that a planner has
    chosen is not held back by openings, since the planner may know of some."""
    uses: defaultdict[Limit, float] = defaultdict(float)
    uses["people", group.title_id] = 1
    for quarter, (money, wages) in zip(quarters, costs, strict=True):
        uses["cover", group.title_id, quarter] = 1
        uses["money", quarter.fiscal_year] += money
        uses["wages", quarter.fiscal_year] += wages
    if not offer.stays and not offer.chosen:
        uses["openings", offer.code] = 1
    if offer.training.program_id is not None and not offer.training.self_paced:
        uses["places", offer.training.program_id, quarters[0]] = 1
    return dict(uses)


def _benefit(group: Group, offer: Offer, quarters_later: int, thresholds: Thresholds) -> float:
    """Benefit a person (0-1): exposure of the role x share of the work that AI cannot take (when staying; 1 when
    moving), less for places that start later or lead to a destination further down the list."""
    human = group.stays_human if offer.stays else 1.0
    patience = max(0.0, 1 - thresholds.later_discount * quarters_later)
    return group.weight * human * patience * max(0.0, 1 - thresholds.rank_discount * (offer.rank - 1))
