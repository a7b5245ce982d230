"""The plan as choices and limits: which people may start which pathway in which quarter, and what holds them back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from reskill.exposure.bands import AT_RISK
from reskill.planning.choices import Choice, Limit, Solution
from reskill.planning.classes import PROGRAM, class_size, classes_of, program_limits, program_of
from reskill.planning.climbing import climb
from reskill.planning.cost_kinds import PAID_TIME
from reskill.planning.costs import Rates, hours_by_quarter, most_per_person
from reskill.planning.evenness import Belonging, parts_of
from reskill.planning.fiscal import QUARTERS, Quarter
from reskill.planning.groups import Group
from reskill.planning.ladder import Climb, Ladder, rung_size
from reskill.planning.leavers import staying_until
from reskill.planning.money import exact
from reskill.planning.offers import Offer
from reskill.planning.payers import Costs, Payers, Terms
from reskill.planning.purses import Cost, Purse, can_be_borne, must_bear
from reskill.planning.ruled_out import RuledOut
from reskill.progress import Tick, silent
from reskill.thresholds import Thresholds

POINT = 0.01  # of cover
LITTLE = 0.001  # of the declared objective, so that of equals the better wins
MONEY = "money"  # the kind of limits that grow with the budget


Burdens = dict[Cost, float]
"""US dollars a person by who may bear them."""


@dataclass(frozen=True)
class Place:
    """People of a group who could start a pathway in a quarter, each with a `benefit` in [0, 1]: the meaning of a
    `Choice`. `terms` say who may pay, `quarters` how long it lasts, `dollars` the cash that one person costs at most, `classes`
    the programs that people are in class for, each with the quarter in which it begins."""

    group: Group
    offer: Offer
    start: Quarter
    terms: Terms
    quarters: int
    benefit: float
    dollars: float
    classes: tuple[tuple[int, Quarter], ...] = ()


@dataclass(frozen=True)
class _Bill:
    """What one person costs at most by quarter, who may pay, the cash of it, and whether tax is due on the aid."""

    costs: list[dict[str, Decimal]]
    terms: Terms
    dollars: float
    taxed: bool

    @classmethod
    def of(cls, payers: Payers, group: Group, offer: Offer, costs: list[dict[str, Decimal]]) -> _Bill:
        """The bill of these costs."""
        dollars = float(sum(v for quarter in costs for k, v in quarter.items() if k not in PAID_TIME))
        return cls(costs, payers.terms(group, offer.training, costs), dollars, payers.taxed(costs))


@dataclass(frozen=True)
class Schedule:
    """Places taken (with how many people), every place there was, how many people `could` have one, how many more were
    `asked` for (None = as many as the budget allows), whether money is carried over where funds allow it, and how the plan
    was reached."""

    taken: list[tuple[Place, int]]
    places: list[Place]
    choices: list[Choice]
    could: int
    asked: int | None
    carries: bool
    climb: Climb

    @property
    def solution(self) -> Solution:
        """The plan's own solution."""
        return self.climb.here.solution


def other_limits(
    groups: Sequence[Group],
    offers: Mapping[int, list[Offer]],
    openings: Mapping[str, int],
    seats: Mapping[tuple[int, Quarter], int],
    thresholds: Thresholds,
) -> dict[Limit, float]:
    """People expected and staffing cover by title, openings by destination over the plan's years, places by program;
    cover and places hold for every quarter alike, except where seats are agreed for one."""
    limits: dict[Limit, float] = {("places", program, quarter): n for (program, quarter), n in seats.items()}
    for g in groups:
        limits["people", g.title_id] = g.participants
        limits["cover", g.title_id] = max(1, int(exact(thresholds.cover_share) * g.filled))
        for offer in offers[g.title_id]:
            limits["openings", offer.code] = openings.get(offer.code, 0)
            limits |= {("places", program): thresholds.places_per_quarter for program, _ in offer.training.sits}
    return limits


def make_schedule(
    groups: Sequence[Group],
    offers: Mapping[int, list[Offer]],
    years: range,
    rates: Rates,
    thresholds: Thresholds,
    limits: Mapping[Limit, float],
    payers: Payers,
    bans: Sequence[RuledOut] = (),
    held: Sequence[tuple[Place, int]] = (),
    tick: Tick = silent,
    of: Belonging | None = None,
) -> Schedule:
    """The best use of the limits for these groups, starting by quarter within `years`, without what is ruled out, beside
    the people who hold a place already; the most equal use among the units and grades that they are `of`."""
    found: list[tuple[Place, Burdens]] = []
    first = Quarter(years.start, 1)
    for group in groups:
        if group.hourly is None or not group.participants:
            continue
        for offer in offers[group.title_id]:
            lasts = len(hours_by_quarter(offer.training.hours, rates.hours_week))
            bills: dict[tuple[int, ...], _Bill] = {}  # a start costs what another does in the same years
            for later in range(len(years) * QUARTERS - lasts + 1):
                start = first.plus(later)
                if any(b.forbids(group.title_id, offer.code, offer.training.program_id, start, lasts) for b in bans):
                    continue
                when = tuple((later + i) // QUARTERS for i in range(lasts)) if rates.rise else ()
                if when not in bills:
                    bills[when] = _Bill.of(payers, group, offer, most_per_person(group, offer.training, rates, later))
                bill = bills[when]
                if bill.taxed and not offer.chosen:
                    continue
                if burdens := _burdens(payers, bill.terms, start, bill.costs):
                    benefit = benefit_of(group, offer, later, thresholds)
                    classes = classes_of(offer.training, start, thresholds.release_hours_week)
                    place = Place(group, offer, start, bill.terms, lasts, benefit, bill.dollars, classes)
                    found.append((place, burdens))
    drawn, every, carries = _drawn(payers, {cost for _, burdens in found for cost in burdens})
    taking = {place.group.title_id: place.group.participants for place, _ in found}
    could = sum(taking.values()) + sum(people for _, people in held)
    holding: Counter[int] = Counter()
    for place, people in held:
        holding[place.group.title_id] += people
    parts = parts_of(of or {}, Counter(taking) + holding, holding, thresholds.small_cell)
    programs = {program for place, _ in found for program in program_of(place.offer.training)}
    trained = [(place.offer.training, people) for place, people in held]
    limits = {**limits, **program_limits(programs, trained, could, thresholds)}
    open_classes = {name for place, _ in held for name in place.classes}
    choices = []
    for place, burdens in found:
        uses = _uses(place, burdens, drawn)
        uses |= {name: 1.0 for program in program_of(place.offer.training) if (name := (PROGRAM, program)) in limits}
        uses |= dict.fromkeys(staying_until(place.group.title_id, place.start.fiscal_year, limits), 1.0)
        every |= {name: limits[name] if name in limits else limits[name[:2]] for name in uses if name[0] != MONEY}
        belongs = [(of or {})[part.name].get(place.group.title_id, 0.0) for part in parts]
        choices.append(_choice(place, uses, open_classes, thresholds, belongs))
    asked = _asked_for(could, sum(people for _, people in held), thresholds)
    ladder = Ladder(
        choices,
        every,
        frozenset(name for name in every if name[0] == MONEY),
        payers.cash / 100,
        rung_size(_cost_of_everybody(place for place, _ in found)),
        thresholds.solver_gap,
        thresholds.solver_nodes,
        class_size(could, thresholds),
        _wider(groups, every, thresholds),
        tuple(parts),
        asked,
    )
    climbed = climb(ladder, tick)
    taken = [(place, n) for (place, _), n in zip(found, climbed.here.solution.people, strict=True) if n]
    return Schedule(taken, [place for place, _ in found], choices, could, asked, carries, climbed)


def _asked_for(could: int, held: int, thresholds: Thresholds) -> int | None:
    """How many people more the plan is to place for the least money; None where it may spend what there is."""
    return ceil(exact(thresholds.coverage_target) * could) - held if thresholds.coverage_target else None


def _wider(
    groups: Sequence[Group], every: Mapping[Limit, float], thresholds: Thresholds
) -> dict[str, dict[Limit, float]]:
    """One place more in each program and quarter, one point more of cover, one opening more in each occupation, and one class
    more in each program: the limits that each moves."""
    share = exact(thresholds.cover_share) + exact(POINT)
    covered = {g.title_id: max(1, int(share * g.filled)) for g in groups}
    cover = {name: float(covered[int(str(name[1]))]) for name in every if name[0] == "cover"}
    wider = {
        "one place more in each program and quarter": {n: v + 1 for n, v in every.items() if n[0] == "places"},
        "one point more of cover": {n: v for n, v in cover.items() if v > every[n]},
        "one opening more in each occupation": {n: v + 1 for n, v in every.items() if n[0] == "openings"},
        "one class more in each program": {n: v + thresholds.cohort_size for n, v in every.items() if n[0] == PROGRAM},
    }
    return {what: limits for what, limits in wider.items() if limits}


def _burdens(payers: Payers, terms: Terms, start: Quarter, costs: Sequence[Costs]) -> Burdens | None:
    """US dollars a person by who may bear them; None where nobody may bear a cost."""
    out: defaultdict[Cost, float] = defaultdict(float)
    for after, quarter_costs in enumerate(costs):
        quarter = start.plus(after)
        for kind, dollars in quarter_costs.items():
            if not dollars:
                continue
            shares = payers.shares(terms[kind], start, quarter)
            if not can_be_borne(shares):
                return None
            out[quarter.fiscal_year, shares] += float(dollars)
    return dict(out)


def _drawn(payers: Payers, costs: Collection[Cost]) -> tuple[dict[Cost, dict[Limit, float]], dict[Limit, float], bool]:
    """By cost, the share of it that each purse bears at least, US dollars that each has, purses by the name of their limit;
    and whether money is carried over, which between too many funds with terms it is not."""
    carried = must_bear(payers, costs)
    found = must_bear(payers.without_carrying(), costs) or {} if carried is None else carried
    named: dict[Purse, Limit] = {p: (MONEY, max(year for _, year in p), p) for of in found.values() for p in of}
    drawn = {cost: {named[purse]: share for purse, share in of.items()} for cost, of in found.items()}
    return drawn, {name: payers.has(purse) / 100 for purse, name in named.items()}, carried is not None


def _cost_of_everybody(places: Iterable[Place]) -> float:
    """US dollars for everybody's place of the greatest benefit, whether or not there is room in it."""
    best: dict[int, Place] = {}
    for place in places:
        title = place.group.title_id
        if title not in best or place.benefit > best[title].benefit:
            best[title] = place
    return sum(p.group.participants * p.dollars for p in best.values())


def _choice(
    place: Place,
    uses: Mapping[Limit, float],
    open_classes: Set[Limit],
    thresholds: Thresholds,
    belongs: Sequence[float],
) -> Choice:
    """The declared objective a person; where a coverage is asked for, to be placed at all, and a little of the same. The goods
    are people, urgent people and benefit, and of how many of each unit and grade whose coverage is evened out it is a place.
    """
    worth = _declared(place, thresholds)
    if thresholds.coverage_target:
        worth = 1 + LITTLE * worth
    chosen = place.offer.chosen  # a person may know of an open class
    classes = () if chosen else tuple(name for name in place.classes if name not in open_classes)
    goods = (1.0, float(place.group.band in AT_RISK), place.benefit, *belongs)
    return Choice(worth, place.group.participants, uses, goods, classes, place.dollars)


def _declared(place: Place, thresholds: Thresholds) -> float:
    """The declared objective a person: the weight of an urgent place, for roles at risk or priority, + benefit - a
    little for the money. Staying in a post that it does not secure is urgent by the share that it secures."""
    urgent = float(place.group.band in AT_RISK)
    secured = place.offer.covered * place.group.stays_human if place.offer.insecure else 1.0
    return thresholds.urgent_weight * urgent * secured + place.benefit - thresholds.cash_weight * place.dollars / 1000


def _uses(place: Place, burdens: Burdens, drawn: Mapping[Cost, Mapping[Limit, float]]) -> dict[Limit, float]:
    """What one person uses. Self-paced programs and in-house re-tasking have places for all; a move that a planner has
    chosen is not held back by openings, since the planner may know of some."""
    group, offer = place.group, place.offer
    uses: defaultdict[Limit, float] = defaultdict(float)
    uses["people", group.title_id] = 1
    for i in range(place.quarters):
        uses["cover", group.title_id, place.start.plus(i)] = 1
    for cost, dollars in burdens.items():
        for name, share in drawn[cost].items():
            uses[name] += share * dollars
    if not offer.stays and not offer.chosen:
        uses["openings", offer.code] = 1
    for program, quarter in place.classes:
        uses["places", program, quarter] = 1
    return dict(uses)


def benefit_of(group: Group, offer: Offer, quarters_later: int, thresholds: Thresholds) -> float:
    """Benefit a person (0-1): exposure of the role x gap closed x chance of a place, less for places that start later or
    lead to a destination further down the list. Who stays has a place in the share of the work that AI cannot take."""
    place = group.stays_human if offer.stays else offer.chance
    rank = max(0.0, 1 - thresholds.rank_discount * (offer.rank - 1))
    return group.weight * offer.covered * place * patience(quarters_later, thresholds) * rank


def patience(quarters_later: int, thresholds: Thresholds) -> float:
    """What is left of the benefit of a place that starts so much later than the plan, in [0, 1]."""
    return max(0.0, 1 - thresholds.later_discount * quarters_later)
