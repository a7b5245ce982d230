"""Plans of random cities under random funds, checked by an own reading of what is stored, and by every funding rule."""

from __future__ import annotations

import os
from collections import Counter
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from small_city import FREE, LONG, PRICED, UNPRICED, Staff, fill

from reskill.planning.checks.rules import review_rules
from reskill.planning.cost_kinds import EDUCATION, PAID_TIME, TRAINING
from reskill.planning.funds import save_fund
from reskill.planning.plan import Plan, make_plan
from reskill.planning.set_costs import set_cost
from reskill.project.file import Project, create
from reskill.reference.catalog import Catalog

PLANS = int(os.environ.get("RESKILL_PLANS", "8"))
YEARS = range(2028, 2031)
KINDS = {
    "state": (*TRAINING, "backfill", *PAID_TIME),
    "union": EDUCATION,
    "iwt": TRAINING,
    "ojt": ("release wages",),
    "tuition aid": EDUCATION,
    "individual account": EDUCATION,
    "philanthropy": (*TRAINING, "backfill"),
}


def city(project: Project, seed: int) -> list[dict]:
    """A city of some titles and a city fund, with a few others of random terms; gives the funds as entered."""
    chance = Random(seed)
    staff = [
        Staff(
            f"Title {n}",
            chance.choice([1, 2, 5, 9, 30, 80]),
            band=chance.choice(["watch", "at risk", "priority"]),
            exposure=chance.uniform(0.3, 0.8),
            pay=chance.choice([None, 31_000, 52_000, 88_000]),
            moves=tuple(
                (code, chance.choice([PRICED, UNPRICED, LONG]), chance.randint(0, 4))
                for code in chance.sample(["13-1071.00", "43-4171.00", "15-1232.00"], chance.randint(0, 2))
            ),
            stay_program=chance.choice([FREE, PRICED, None]),
        )
        for n in range(chance.randint(3, 9))
    ]
    fill(project, staff)
    with project.change("Terms") as db:
        db.execute("UPDATE position SET bargaining_unit = 'Local ' || (title_id % 3)")
        for name, value in {"fiscal_year": 2028, "years": 3, "cover_share": chance.choice([0.1, 0.25, 0.5])}.items():
            project.set_setting(name, str(value))
    for kind, rates in {"books": (0, 45), "inflation": (0, 0.04), "wage growth": (0, 0.03), "leavers": (0, 1)}.items():
        if chance.random() < 0.6:
            set_cost(project, kind, chance.choice(rates), "R. Lee")
    made = [{"name": "City", "kind": "city", "amounts": {y: chance.uniform(0, 40_000) for y in YEARS}}]
    for kind in chance.sample(sorted(KINDS), chance.randint(0, 4)):
        fund = {
            "name": f"The {kind}",
            "kind": kind,
            "pays": chance.sample(KINDS[kind], chance.randint(1, len(KINDS[kind]))),
            "amounts": {y: chance.choice([0.0, chance.uniform(0, 20_000)]) for y in YEARS},
            "share": chance.choice([1.0, 0.5, 0.3333]),
            "person": chance.choice([None, 750.0]) if kind in ("state", "union", "tuition aid") else None,
            "units": chance.choice([[], ["Local 1"], ["Local 0", "Local 2"]]),
            "starts": chance.choice(["", "2027-10-01"]),
            "ends": chance.choice(["", "2029-12-31"]),
            "carries": chance.random() < 0.5,
        }
        made.append(fund)
    for fund in made:
        terms = {k: v for k, v in fund.items() if k not in ("name", "amounts")}
        save_fund(project, fund["name"], {y: round(a, 2) for y, a in fund["amounts"].items()}, **terms)
    return made


def faults(project: Project, plan: Plan, funds: list[dict]) -> list[str]:
    """What of funds, people, cover, openings and programs the stored plan breaks, read from its rows alone."""
    out = []
    lines = project.rows(
        "SELECT b.*, f.name, c.title_id, c.participants FROM budget_line b JOIN fund f ON f.id = b.fund_id"
        " JOIN cohort c ON c.id = b.cohort_id"
    )
    for fund in funds:
        mine = [r for r in lines if r["name"] == fund["name"]]
        spent, has = Counter(), {y: round(100 * a) for y, a in fund["amounts"].items()}
        for r in mine:
            spent[r["fiscal_year"]] += r["cents"]
            if r["category"] not in fund.get("pays", [r["category"]]):
                out.append(f"{fund['name']} pays {r['category']}")
            if fund.get("units") and f"Local {r['title_id'] % 3}" not in fund["units"]:
                out.append(f"{fund['name']} pays for title {r['title_id']}")
            quarter = (r["fiscal_year"], r["quarter"])
            if (fund.get("starts") and quarter < (2028, 2)) or (fund.get("ends") and quarter > (2030, 2)):
                out.append(f"{fund['name']} pays in {quarter}")
        for y in YEARS:
            over = sum(spent[z] - has[z] for z in YEARS if z <= y) if fund.get("carries") else spent[y] - has[y]
            if over > 0:
                out.append(f"{fund['name']} is overspent by {over} in {y}")
        parts, whole = Counter(), Counter()
        for r in lines:
            key = r["cohort_id"], r["fiscal_year"], r["quarter"], r["category"]
            whole[key] += r["cents"]
            parts[key] += r["cents"] * (r["name"] == fund["name"])
        out += [
            f"{fund['name']} bears more of {k}" for k, n in parts.items() if n > fund.get("share", 1) * whole[k] + 5
        ]
        if fund.get("person") is not None:
            for cohort in {r["cohort_id"] for r in mine}:
                bears = sum(r["cents"] for r in mine if r["cohort_id"] == cohort)
                people = next(r["participants"] for r in mine if r["cohort_id"] == cohort)
                if bears > 100 * fund["person"] * people + 25:
                    out.append(f"{fund['name']} pays {bears} cents for {people}")
    limits = project.thresholds
    groups = {g.title_id: g for g in plan.groups}
    people, away, moving, programs = Counter(), Counter(), Counter(), Counter()
    for r in project.rows("SELECT * FROM cohort"):
        people[r["title_id"]] += r["participants"]
        programs[r["program_id"]] += r["participants"] if r["program_id"] else 0
        first = 4 * r["fiscal_year"] + r["quarter"]
        for i in range(max(1, -(-int(r["hours"]) // 78))):
            away[r["title_id"], first + i] += r["participants"]
        moving[r["destination"]] += r["participants"] * (r["destination"] != "43-9061.00")
    out += [f"{n} of {t}" for t, n in people.items() if n > groups[t].participants]
    out += [
        f"{n} of {t} in {q}" for (t, q), n in away.items() if n > max(1, int(limits.cover_share * groups[t].filled))
    ]
    vacancies = dict(project.db.execute("SELECT code, max(vacancies) FROM destination GROUP BY code").fetchall())
    out += [f"{n} to {code}" for code, n in moving.items() if n > vacancies[code]]
    most = max(limits.cohort_size, int(limits.program_share * plan.schedule.could))
    enough = len({c.place.offer.training.name for c in plan.cohorts}) * limits.program_share >= 1
    out += [f"{n} in program {p}" for p, n in programs.items() if enough and n > most]
    return out


@pytest.mark.parametrize("seed", range(PLANS))
def test_that_a_plan_of_a_random_city_breaks_nothing(tmp_path: Path, catalog: Catalog, seed: int) -> None:
    with closing(create(tmp_path / "city.reskill", city="Testville", state="IL")) as project:
        funds = city(project, seed)
        plan = make_plan(project, catalog)
        assert not faults(project, plan, funds)
        broken = [
            (f.rule.id, f.text) for f in review_rules(project) if f.status == "broken" and f.rule.level == "error"
        ]
        assert not broken
