"""Measure the plan's solver: what holds over 24 budgets of a city, and how long made instances take.

    python packaging/plan_measures.py city ROSTER STATE [--budgets 24] [--next 6] [--project FILE]
    python packaging/plan_measures.py made [--titles 150] [--seeds 10] [--years 3]

`city` plans a roster for budgets from 0 to 120% of what everybody's best place costs, and tells where people, urgent people
or benefit fall, where a greedy plan that keeps the same promise is worth more, and which told interval does not hold its own
re-solve; `free_greedy` is a greedy plan that may place fewer people, urgent people or benefit than the plan for less money, or
more than that for the next amount. `--project` keeps the city's file from one run to the next. `made` times instances of so many titles, 8 programs, 12 quarters, 6 funds.
One line of JSON for each plan. Run it under taskset to see that the number of processors changes nothing.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import sys
import time
from collections import Counter
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from reskill.planning.choices import Limit
from reskill.planning.classes import class_size
from reskill.planning.cost_kinds import PAID_TIME, TRAINING
from reskill.planning.costs import Rates
from reskill.planning.fund_kinds import CITY, IWT, PAYROLL
from reskill.planning.funds import Fund, default_funds
from reskill.planning.groups import Group
from reskill.planning.ladder import STEPS
from reskill.planning.offers import Offer, Training
from reskill.planning.optimiser import Program
from reskill.planning.payers import Payers
from reskill.planning.plan import Plan, draft_plan
from reskill.planning.scenarios import scenario_in_force, shipped_scenarios
from reskill.planning.schedule import Schedule, make_schedule, other_limits
from reskill.project.file import Project, create, open_project
from reskill.reference.catalog import Catalog, open_pack
from reskill.thresholds import DEFAULTS
from reskill.work import planner

FIRST, YEARS = 2028, 3
SLACK = 1e-6


def main() -> int:
    """Measure what the arguments ask; exit status 1 where something fell, was below greedy or did not hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    what = parser.add_subparsers(dest="what", required=True)
    city = what.add_parser("city")
    city.add_argument("roster", type=Path)
    city.add_argument("state")
    city.add_argument("--budgets", type=int, default=24)
    city.add_argument("--next", type=int, default=6)
    city.add_argument("--project", type=Path)
    made = what.add_parser("made")
    made.add_argument("--titles", type=int, default=150)
    made.add_argument("--seeds", type=int, default=10)
    made.add_argument("--years", type=int, default=YEARS)
    asked = parser.parse_args()
    return _city(asked) if asked.what == "city" else _made(asked)


def _city(asked: argparse.Namespace) -> int:
    with TemporaryDirectory() as folder, closing(open_pack()) as catalog:
        file = asked.project or Path(folder) / "city.reskill"
        if not file.exists():
            with closing(create(file, asked.roster.stem, state=asked.state)) as project:
                planner.plan_roster(project, catalog, str(asked.roster), budget=100_000, years=YEARS)
        with closing(open_project(file)) as project:
            return _budgets(project, catalog, asked)


def _budgets(project: Project, catalog: Catalog, asked: argparse.Namespace) -> int:
    everybody = STEPS * _plan(project, catalog, 1_000_000.0).schedule.climb.frontier[0].dollars
    before: tuple[float, ...] = (0.0, 0.0, 0.0)
    faults = 0
    for i in range(asked.budgets):
        budget = round(1.2 * everybody * i / (asked.budgets - 1), 2)
        plan = _plan(project, catalog, budget)
        here = plan.schedule.climb.here
        goods = here.goods or (0.0, 0.0, 0.0)
        fell = any(now < then - SLACK for now, then in zip(goods, before, strict=True))
        greedy, free = _greedy(plan.schedule)
        holds = None
        if asked.next and i % (asked.budgets // asked.next) == 1 and (more := plan.schedule.climb.more):
            richer = _plan(project, catalog, budget + more.dollars).schedule.climb.here.goods
            holds = more.least <= round(richer[0] - goods[0]) <= more.most
        faults += fell + (greedy > here.solution.worth + SLACK) + (holds is False)
        _tell(
            budget=budget,
            people=round(goods[0]),
            urgent=round(goods[1]),
            benefit=round(goods[2], 3),
            gap=round(here.solution.gap, 5),
            worth=round(here.solution.worth, 3),
            greedy=round(greedy, 3),
            free_greedy=round(free, 3),
            moves=sum(n for place, n in plan.schedule.taken if not place.offer.stays),
            greedy_moves=_greedy_moves(plan.schedule),
            one_program=_most_in_one(plan),
            fell=fell,
            holds=holds,
        )
        before = goods
    _tell(faults=faults, megabytes=_megabytes())
    return 1 if faults else 0


def _plan(project: Project, catalog: Catalog, budget: float) -> Plan:
    default_funds(project, budget, YEARS, FIRST)
    return draft_plan(project, catalog, scenario_in_force(project))


def _most_in_one(plan: Plan) -> float:
    """The share of the people that are in the program of most."""
    people: Counter[str] = Counter()
    for cohort in plan.cohorts:
        people[cohort.place.offer.training.name] += cohort.participants
    return round(max(people.values(), default=0) / max(1, plan.trained), 3)


def _greedy(schedule: Schedule) -> tuple[float, float]:
    """What the best greedy plan is worth that keeps what the plan itself promises: at least what the amount below gives, at
    most what the next does; and what the best is worth that need not."""
    climb, choices = schedule.climb, schedule.choices
    least, most = [of[0].goods if of else () for of in (climb.below[-1:], climb.above[:1])]
    kept, free = 0.0, 0.0
    program = Program(choices, class_size(schedule.could, DEFAULTS))
    for people in [program.greedy(_amounts(schedule)), _without_classes(schedule)]:
        worth, goods = program.worth(people), program.goods(people)
        within = all(x >= low - SLACK for x, low in zip(goods, least, strict=False))
        within = within and all(x <= high + SLACK for x, high in zip(goods, most, strict=False))
        kept, free = max(kept, worth if within else 0.0), max(free, worth)
    return kept, free


def _greedy_moves(schedule: Schedule) -> int:
    """How many people move in a greedy plan of nobody in classes."""
    pairs = zip(schedule.places, _without_classes(schedule), strict=True)
    return sum(n for place, n in pairs if not place.offer.stays)


def _without_classes(schedule: Schedule) -> list[int]:
    """A greedy plan by a planner who knows of no class to be filled, written apart from the program's own: urgent places
    before others, then the most benefit for the money, while they fit."""
    left = _amounts(schedule)
    people = [0] * len(schedule.choices)
    order = sorted(
        enumerate(schedule.choices), key=lambda pair: (-pair[1].goods[1], -pair[1].goods[2] / (pair[1].dollars + 1))
    )
    for i, choice in order:
        if choice.classes:
            continue
        people[i] = min([choice.most, *(int(left[name] / use + 1e-9) for name, use in choice.uses.items())])
        for name, use in choice.uses.items():
            left[name] -= people[i] * use
    return people


def _amounts(schedule: Schedule) -> dict[Limit, float]:
    """The limits before anybody used them."""
    amounts = dict(schedule.solution.left)
    for choice, n in zip(schedule.choices, schedule.solution.people, strict=True):
        for name, use in choice.uses.items():
            amounts[name] += n * use
    return amounts


def _made(asked: argparse.Namespace) -> int:
    for seed in range(asked.seeds):
        chance = Random(seed)  # noqa: S311 (made-up cities)
        groups, offers, openings = _instance(chance, asked.titles)
        years = range(FIRST, FIRST + asked.years)
        payers = _funds(chance, groups, years, chance.uniform(0.1, 0.8))
        rates = Rates.of(DEFAULTS, shipped_scenarios()[0], {})
        begun, used = time.monotonic(), _processor()
        watch = _Watch()
        schedule = make_schedule(
            groups,
            offers,
            years,
            rates,
            DEFAULTS,
            other_limits(groups, offers, openings, {}, DEFAULTS),
            payers,
            tick=watch.tick,
        )
        ended = time.monotonic()
        rungs = sorted(at for text, at in watch.seen.items() if text.startswith("Planning for $"))
        solution = schedule.climb.here.solution
        _tell(
            titles=asked.titles,
            seed=seed,
            choices=len(schedule.choices),
            people=sum(solution.people),
            gap=round(solution.gap, 5),
            first_gap=round(schedule.climb.frontier[0].solution.gap, 5),
            first_seconds=round(rungs[1] - begun, 2),
            plan_seconds=round(ended - watch.seen["Planning for the budget"], 2),
            all_seconds=round(ended - begun, 2),
            processor_seconds=round(_processor() - used, 2),
            plan=hashlib.sha256(str(solution.people).encode()).hexdigest()[:12],
            megabytes=_megabytes(),
        )
    return 0


class _Watch:
    """When each step of a plan was first heard of."""

    def __init__(self) -> None:
        self.seen: dict[str, float] = {}

    def tick(self, _part: float, text: str) -> None:
        """Note the time."""
        self.seen.setdefault(text, time.monotonic())


def _instance(chance: Random, titles: int) -> tuple[list[Group], dict[int, list[Offer]], dict[str, int]]:
    """Titles, some urgent, each with four next jobs or so and staying, by eight programs, most of them in class."""
    programs = [
        Training(
            i,
            f"Program {i}",
            round(chance.uniform(0, 3000), 2),
            "page",
            chance.choice([8.0, 24.0, 60.0, 120.0, 240.0]),
            "page",
            i < 3,
            sits=() if i < 3 else ((i, 0.0),),
        )
        for i in range(1, 9)
    ]
    groups, offers = [], {}
    for t in range(1, titles + 1):
        band = chance.choices(["watch", "at risk", "priority"], [5, 3, 1])[0]
        filled = int(chance.paretovariate(1.1) * 3) % 200 + 1
        pay = Decimal(chance.randint(1500, 6000)) / 100
        groups.append(
            Group(
                *(t, f"Title {t}", "", f"T{t}", f"Occupation {t}", band, band, filled, round(filled * 0.6)),
                *(chance.uniform(0.3, 0.8), chance.uniform(0.3, 0.7), pay, "payroll"),
            )
        )
        stay = Offer(t, f"T{t}", "", True, 1, False, programs[chance.randrange(3)], chance.uniform(0.5, 1))
        moves = [
            Offer(
                t, f"J{chance.randrange(max(4, titles // 5))}", "", False, rank, False, p, chance.uniform(0.5, 1), 0.8
            )
            for rank in (1, 2, 3)
            for p in chance.sample(programs, 2)
        ]
        offers[t] = [stay, *{(o.code, o.training.program_id): o for o in moves}.values()]
    codes = sorted({o.code for of in offers.values() for o in of})
    return groups, offers, {code: chance.randint(0, 30) for code in codes}


def _funds(chance: Random, groups: list[Group], years: range, part: float) -> Payers:
    """Six funds for a part of what everybody would cost: a city's own, and grants by unit, kind of cost, share and dates."""
    everybody = sum(g.participants for g in groups) * 2500.0 * part
    cash = frozenset(k for k in (*TRAINING, "backfill", "review"))
    made = [
        Fund(1, "City", CITY, cash),
        Fund(2, "State", "state", frozenset(TRAINING), share=0.5),
        Fund(3, "Union", "union", frozenset(("tuition", "books")), person=1500.0, units=frozenset(["Local 1"])),
        Fund(4, "Incumbent", IWT, frozenset(TRAINING)),
        Fund(5, "Gift", "philanthropy", frozenset(("tuition", "backfill")), ends=f"{years[-1]}-01-01"),
        Fund(6, "Payroll", PAYROLL, frozenset(PAID_TIME)),
    ]
    budgets = {
        (f.id, year): int(100 * everybody * chance.uniform(0.5, 1.5) * (0.6 if f.id == 1 else 0.1) / len(years))
        for f in made[:5]
        for year in years
    }
    order = [made[1], made[2], made[3], made[4], made[5], made[0]]
    units = {g.title_id: frozenset([f"Local {g.title_id % 3}"]) for g in groups}
    return Payers(order, budgets, 7, {}, 10_000, units, sum(budgets.values()), {})


def _processor() -> float:
    """Seconds of processors that this program and those it started have used."""
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(of.ru_utime + of.ru_stime for of in both)


def _megabytes() -> int:
    here, child = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return int(max(here, child) // 1024)


def _tell(**figures: Any) -> None:
    print(json.dumps(figures), flush=True)


if __name__ == "__main__":
    sys.exit(main())
