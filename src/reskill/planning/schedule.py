"""The plan as choices and limits: which people may start which pathway in which quarter, and what holds them back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reskill.planning.costs import Rates, most_per_person
from reskill.planning.fiscal import QUARTERS, Quarter
from reskill.planning.funds import Fund
from reskill.planning.groups import URGENT, Group
from reskill.planning.money import exact
from reskill.planning.offers import Offer
from reskill.planning.optimiser import Choice, Limit, choose_greedily, solve
from reskill.thresholds import Thresholds


@dataclass(frozen=True)
class Place:
    """People of a group who could start a pathway in a quarter, each worth `worth`: the meaning of a `Choice`."""

    group: Group
    offer: Offer
    start: Quarter
    worth: float


@dataclass(frozen=True)
class Schedule:
    """Places taken (with how many people), what is left of each limit, every place there was, and how it was found."""

    taken: list[tuple[Place, int]]
    left: dict[Limit, float]
    places: list[Place]
    choices: list[Choice]
    method: str

    def waiting(self, groups: Iterable[Group]) -> dict[int, int]:
        """People expected to take part who got no place, by title; titles with none are absent."""
        served: defaultdict[int, int] = defaultdict(int)
        for place, people in self.taken:
            served[place.group.title_id] += people
        gaps = {g.title_id: g.participants - served[g.title_id] for g in groups}
        return {title: n for title, n in gaps.items() if n > 0}


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
    *,
    greedy: bool = False,
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
            for start in range(len(years) * QUARTERS - len(costs) + 1):
                quarters = [first.plus(start + i) for i in range(len(costs))]
                uses = _uses(group, offer, quarters, [(float(a), float(w)) for a, w in costs])
                worth = _worth(group, offer, start, thresholds)
                places.append(Place(group, offer, quarters[0], worth))
                choices.append(Choice(worth, group.participants, uses))
    names = {name for c in choices for name in c.uses}
    every = {name: limits[name] if name in limits else limits[name[:2]] for name in names}
    if greedy:
        solution = choose_greedily(choices, every)
    else:
        solution = solve(choices, every, thresholds.solver_seconds, thresholds.solver_gap)
    taken = [(place, n) for place, n in zip(places, solution.people, strict=True) if n]
    return Schedule(taken, solution.left, places, choices, solution.method)


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


def _worth(group: Group, offer: Offer, quarters_later: int, thresholds: Thresholds) -> float:
    """The declared objective a person: the weight of an urgent place, for roles at risk or priority, + benefit (0-1):
    exposure of the role x share of the work that AI cannot take (when staying; 1 when moving), less for places that
    start later or lead to a destination further down the list."""
    urgent = thresholds.urgent_weight if group.band in URGENT else 0.0
    human = group.stays_human if offer.stays else 1.0
    patience = max(0.0, 1 - thresholds.later_discount * quarters_later)
    return urgent + group.weight * human * patience * max(0.0, 1 - thresholds.rank_discount * (offer.rank - 1))
