"""What a plan comes to, as plain values for scripts: people, benefit, money, moves, what more money would buy, rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from reskill.exposure.bands import AT_RISK
from reskill.planning.checks.rules import review_rules
from reskill.planning.cohorts import Cohort
from reskill.planning.frontier import frontier_of
from reskill.planning.plan import Plan
from reskill.planning.prepared import Preparations
from reskill.project.file import Project
from reskill.work.next_steps import next_steps


def plan_facts(plan: Plan, project: Project) -> dict[str, Any]:
    """The sums of a plan that was just made: people, dollars, hours, shares in [0, 1]; `benefit` in greatest benefits
    of one person, `gap` the share of the best possible plan's worth that may be missing."""
    held_back = sum(c.held_back for c in plan.cohorts)
    assumed = sum(c.participants for c in plan.cohorts if c.place.offer.training.hours_assumed)
    time = sum(c.participants * c.place.offer.training.hours for c in plan.cohorts)
    guessed = sum(c.participants * c.place.offer.training.assumed for c in plan.cohorts)
    urgent = [g for g in plan.groups if g.band in AT_RISK]
    return {
        "people": plan.trained,
        "urgent": sum(g.filled for g in urgent),
        "urgent_expected": sum(g.participants for g in urgent),
        "urgent_people": sum(c.participants for c in plan.cohorts if c.place.group.band in AT_RISK),
        "benefit": round(sum(c.participants * c.place.benefit for c in plan.cohorts), 3),
        "cash": plan.cents / 100,
        "paid_time": sum(c.paid_time for c in plan.cohorts) / 100,
        "held_back": held_back / 100,
        "not_planned": (plan.money - plan.cents - held_back) / 100,
        "gap": round(plan.schedule.solution.gap, 6),
        "assumed_hours_share": round(assumed / plan.trained, 4) if plan.trained else None,
        "assumed_time_share": round(guessed / time, 4) if time else None,
        "insecure_people": sum(c.participants for c in plan.cohorts if c.place.offer.insecure),
        "moves": _moves(plan, project),
        "frontier": [
            {"dollars": p.dollars, "people": p.people, "urgent_people": p.urgent, "benefit": p.benefit}
            for p in frontier_of(plan.schedule.climb)
        ],
        "next": [*_to_do(project), *_more_money(plan)],
        "gains": [vars(gain) for gain in plan.schedule.climb.gains],
    }


def _to_do(project: Project) -> list[dict[str, Any]]:
    return [{"what": s.what, "text": s.text, "count": s.count} for s in next_steps(project) if not s.done]


def _more_money(plan: Plan) -> list[dict[str, Any]]:
    more = plan.schedule.climb.more
    if more is None:
        return []
    people = "1 more person" if more.least == 1 else f"{more.least:,} more people"
    text = f"With ${more.dollars:,.2f} more, the plan made again would train {people}."
    return [{"what": "money", "text": text, "count": 1, "amount": round(more.dollars, 2), "people": more.least}]


def notes_and_findings(project: Project) -> dict[str, list[dict[str, str]]]:
    """The notes on the plan that a project holds, and the funding rules that it breaks or that cannot be checked."""
    return {
        "notes": project.rows("SELECT level, text FROM plan_note ORDER BY id"),
        "findings": [
            {
                "rule": f.rule.id,
                "level": f.rule.level if f.status == "broken" else f.status,
                "text": f"{f.text} {f.remedy}".strip(),
            }
            for f in review_rules(project)
            if f.status in ("broken", "cannot be checked")
        ],
    }


def _moves(plan: Plan, project: Project) -> list[dict[str, Any]]:
    """Who goes where by which program, the most people first; a role's own occupation = stay and re-task."""
    pay = {
        (r["title_id"], r["code"]): r["pay_ratio"]
        for r in project.rows("SELECT title_id, code, pay_ratio FROM destination")
    }
    rows = project.rows("SELECT title_id, code, program_id, sufficient FROM program_fit")
    sufficient = {(r["title_id"], r["code"], r["program_id"]): bool(r["sufficient"]) for r in rows}
    together: defaultdict[tuple[int, str, int | None], list[Cohort]] = defaultdict(list)
    for c in plan.cohorts:
        together[c.place.group.title_id, c.place.offer.code, c.place.offer.training.program_id].append(c)
    said = Preparations(project)
    found = [
        _move(cohorts, pay, sufficient.get(key, False)) | {"preparation": str(said.of(*key) or "")}
        for key, cohorts in together.items()
    ]
    return sorted(found, key=lambda move: (-move["people"], move["from"], move["code"]))


def _move(cohorts: list[Cohort], pay: Mapping[tuple[int, str], float | None], sufficient: bool) -> dict[str, Any]:
    group, offer = cohorts[0].place.group, cohorts[0].place.offer
    ratio = pay.get((group.title_id, offer.code))
    return {
        "from": group.name,
        "to": offer.occupation,
        "code": offer.code,
        "people": sum(c.participants for c in cohorts),
        "program": offer.training.name,
        "hours": offer.training.hours,
        "hours_assumed": offer.training.hours_assumed,
        "pay_ratio": None if ratio is None else round(ratio, 4),
        "sufficient": sufficient
        or (offer.training.at_work and not offer.training.hours_assumed and not offer.insecure and not offer.unset),
        "insecure": offer.insecure,
    }
