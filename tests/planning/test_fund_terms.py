"""Plans under fund terms, classes, sequences and openings, against trying everything by the rules' words alone."""

from __future__ import annotations

import os
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from random import Random

import numpy as np
import pytest
from scipy.optimize import linprog
from small_city import FREE, PRICED, UNPRICED, Staff, fill

from reskill.planning.checks.rules import check_budget
from reskill.planning.choices import ClassSize
from reskill.planning.cost_kinds import EDUCATION, KINDS, PAID_TIME, TRAINING
from reskill.planning.costs import Rates, most_per_person
from reskill.planning.funds import save_fund
from reskill.planning.optimiser import Program
from reskill.planning.plan import Plan, draft_plan, make_plan
from reskill.planning.scenarios import scenario_in_force
from reskill.planning.set_costs import set_cost, set_costs
from reskill.project.file import Project, create
from reskill.reference.catalog import Catalog

INSTANCES = int(os.environ.get("RESKILL_INSTANCES", "12"))
YEAR = 2028
PAYABLE = {
    "city": [k for k in KINDS if k not in PAID_TIME],
    "state": list(TRAINING),
    "union": list(EDUCATION),
    "iwt": list(TRAINING),
    "philanthropy": list(TRAINING),
}


def city(project: Project, seed: int) -> list[dict]:
    """A city of two titles in two units, with classes, a sequence and few openings; gives its funds, as entered."""
    chance = Random(seed)
    moves = (("13-1071.00", PRICED, 1),) if chance.random() < 0.7 else ()
    fill(
        project,
        [
            Staff("Clerk", chance.choice([2, 3]), moves=moves, stay_program=chance.choice([FREE, None, PRICED])),
            Staff("Typist", 2, band=chance.choice(["watch", "priority"]), moves=(), stay_program=UNPRICED),
        ],
    )
    with project.change("Terms") as db:
        db.execute("UPDATE position SET bargaining_unit = iif(title_id = 1, 'Local 1', 'Local 2')")
        if chance.random() < 0.5:  # a certificate that another comes before
            db.execute("UPDATE program_fit SET before = ?, label = 'both' WHERE title_id = 2", (str(PRICED),))
        db.execute("UPDATE program SET cost = ? WHERE id = ?", (chance.randint(300, 900), UNPRICED))
        for name, value in {
            "participation": 1.0,
            "cohort_size": 1,
            "class_smallest": chance.choice([1, 2]),
            "program_share": chance.choice([1.0, 0.75]),
            "cover_share": chance.choice([0.5, 1.0]),
            "hours_certificate": 60.0,
        }.items():
            project.set_setting(name, str(value))
        project.set_setting("fiscal_year", str(YEAR))
        project.set_setting("years", "1")
    set_cost(project, "books", chance.choice([0, 35]), "R. Lee")
    made = []
    for kind in ["city", *chance.sample(["state", "union", "iwt", "philanthropy"], chance.randint(1, 3))]:
        pays = PAYABLE[kind] if chance.random() < 0.6 else chance.sample(PAYABLE[kind], max(1, len(PAYABLE[kind]) - 2))
        fund = {
            "name": f"The {kind} money",
            "amount": round(chance.uniform(50, 2500), 2),
            "kind": kind,
            "pays": pays,
            "share": 1.0 if kind == "city" else chance.choice([1.0, 0.5]),
            "person": chance.choice([None, 400.0]) if kind in ("state", "union") else None,
            "units": ["Local 2"] if kind == "union" else [],
            "starts": chance.choice(["", "2027-10-01"]) if kind != "city" else "",
            "ends": chance.choice(["", "2028-03-31"]) if kind != "city" else "",
        }
        save_fund(
            project, fund["name"], {YEAR: fund["amount"]}, **{k: fund[k] for k in fund if k not in ("name", "amount")}
        )
        made.append(fund)
    return made


def bears(fund: dict, unit: str, kind: str, first: date, costs: list[dict]) -> float:
    """The share of a cost that a fund may bear in a quarter, by its terms; the cost of a person by quarter is `costs`."""
    last = first + timedelta(days=89)
    if kind not in fund["pays"] or (fund["units"] and unit not in fund["units"]):
        return 0.0
    if (fund["starts"] and first.isoformat() < fund["starts"]) or (fund["ends"] and last.isoformat() > fund["ends"]):
        return 0.0
    total = {k: sum(float(q.get(k, 0)) for q in costs) for k in KINDS}
    if fund["kind"] == "iwt":  # a city of few: paid time is at least a tenth of what the training comes to
        paid, training = sum(total[k] for k in PAID_TIME), sum(total[k] for k in TRAINING)
        if paid < 0.1 * (paid + training):
            return 0.0
    mine = sum(total[k] for k in fund["pays"])
    return min(fund["share"], fund["person"] / mine if fund["person"] is not None and mine else 1.0)


def affordable(people: np.ndarray, bills: list[list[tuple[float, list[float]]]], funds: list[dict]) -> bool:
    """Whether the costs of so many people can be shared out among the funds."""
    costs = [(n * dollars, shares) for n, bill in zip(people, bills, strict=True) if n for dollars, shares in bill]
    if not costs:
        return True
    ways = [(i, f) for i, (_, shares) in enumerate(costs) for f, share in enumerate(shares) if share]
    pays = np.array([[float(i == cost) for cost, _ in ways] for i in range(len(costs))])
    has = np.array([[float(f == fund) for _, fund in ways] for f in range(len(funds))])
    most = [(0, costs[i][0] * costs[i][1][f] + 1e-4) for i, f in ways]
    found = linprog([0.0] * len(ways), has, [f["amount"] for f in funds], pays, [c for c, _ in costs], most)
    return bool(found.status == 0)


def everything(plan: Plan, project: Project) -> np.ndarray:
    """Every way to place people that keeps to the people, cover, openings, programs and classes, the best first."""
    places, choices = plan.schedule.places, plan.schedule.choices
    limits = project.thresholds
    ways = np.zeros((1, 0), int)
    for group in plan.groups:
        mine = [j for j, p in enumerate(places) if p.group.title_id == group.title_id]
        options = [row for row in np.ndindex(*[group.participants + 1] * len(mine)) if sum(row) <= group.participants]
        away = np.zeros((len(mine), 4), int)
        for i, j in enumerate(mine):
            away[i, places[j].start.quarter - 1 :][: places[j].quarters] = 1
        cover = max(1, int(limits.cover_share * group.filled))
        fitting = [row for row in options if (np.array(row) @ away <= cover).all()]
        fit = np.array(fitting, int).reshape(len(fitting), len(mine))
        ways = np.concatenate([np.repeat(ways, len(fit), 0), np.tile(fit, (len(ways), 1))], 1)
    order = [j for group in plan.groups for j, p in enumerate(places) if p.group.title_id == group.title_id]
    ways = ways[:, np.argsort(order)]
    kept = np.ones(len(ways), bool)
    moving = np.array([p.offer.code == "13-1071.00" for p in places])
    kept &= ways @ moving <= 1  # vacancies; few leave
    programs = {p.offer.training.program_id for p in places}
    if limits.program_share < 1 and len(programs) * limits.program_share >= 1:
        most = max(1, int(limits.program_share * sum(g.participants for g in plan.groups)))
        for program in programs:
            kept &= ways @ np.array([p.offer.training.program_id == program for p in places]) <= most
    for name in {name for p in places for name in p.classes}:
        sitting = ways @ np.array([name in p.classes for p in places])
        least = limits.class_smallest if sum(g.participants for g in plan.groups) * limits.program_share >= 4 else 1
        kept &= (sitting == 0) | (sitting % least == 0)  # the largest class is the smallest
    ways = ways[kept]
    return ways[np.argsort(-(ways @ np.array([c.worth for c in choices])), kind="stable")]


@pytest.mark.parametrize("seed", range(INSTANCES))
def test_that_a_plan_under_fund_terms_is_the_best_of_all(tmp_path: Path, catalog: Catalog, seed: int) -> None:
    with closing(create(tmp_path / "city.reskill", city="Testville", state="IL")) as project:
        funds = city(project, seed)
        plan = draft_plan(project, catalog, scenario_in_force(project))
        places, choices = plan.schedule.places, plan.schedule.choices
        rates = Rates.of(project.thresholds, plan.scenario, set_costs(project))
        bills = []
        for place in places:
            costs = most_per_person(place.group, place.offer.training, rates)
            unit = f"Local {place.group.title_id}"
            bills.append(
                [
                    (float(dollars), [bears(f, unit, kind, place.start.plus(after).start(7), costs) for f in funds])
                    for after, kinds in enumerate(costs)
                    for kind, dollars in kinds.items()
                    if dollars and kind not in PAID_TIME
                ]
            )
        worth = np.array([c.worth for c in choices])
        best = next(float(way @ worth) for way in everything(plan, project) if affordable(way, bills, funds))
        amounts = dict(plan.schedule.solution.left)
        for choice, n in zip(choices, plan.schedule.solution.people, strict=True):
            for name, use in choice.uses.items():
                amounts[name] += n * use
        smallest = (
            project.thresholds.class_smallest if plan.schedule.could * project.thresholds.program_share >= 4 else 1
        )
        solved = Program(choices, ClassSize(smallest, smallest)).solve(amounts, gap=0.0, nodes=1000)
        assert solved.worth == pytest.approx(best, abs=1e-4)
        assert plan.schedule.solution.worth <= best + 1e-4
        assert affordable(np.array(plan.schedule.solution.people), bills, funds)
        make_plan(project, catalog)
        assert not [p for p in check_budget(project) if p.level == "error"]
