"""What would open a step to a role that is offered none without caution: the filter to move, and what that costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reskill.pathways.answers import CAUTION, NO, YES
from reskill.pathways.own_moves import moves_for
from reskill.pathways.reach import stored_facts
from reskill.pathways.viability import Check, Facts, verdicts
from reskill.programs.program import COST, HOURS
from reskill.project.file import Project
from reskill.threshold_words import words_of

SHOWN = 3  # steps told
FAR = 2.0  # times today's pay, up or down
_LIMITS = {  # filter -> the threshold that moves it; the others are gates, or depend on which way the step leads
    "likeness": "alike_from",
    "presence": "destination_jobs",
    "number": "steps_cautious",
}


@dataclass(frozen=True)
class Opening:
    """A next job that few filters stand before: their words, the limits that could be moved, pay there over pay here,
    job zones up, and the program that prepares best, where one is known, with its hours and cost."""

    occupation: str
    obstacles: tuple[str, ...]
    limits: tuple[str, ...]
    pay_ratio: float | None
    zone_gap: int | None
    training: str

    def __str__(self) -> str:
        pay = "" if self.pay_ratio is None else f"pay {self.pay_ratio:.0%} of today's"
        zones = f"{self.zone_gap} job zone{'s' * (self.zone_gap > 1)} up" if self.zone_gap and self.zone_gap > 0 else ""
        costs = ", ".join(filter(None, (pay, zones, self.training or "training still to be found")))
        movable = f" Limits that decide it: {'; '.join(self.limits)}." if self.limits else ""
        return f"{self.occupation}: {'; '.join(self.obstacles)}. It would mean {costs}.{movable}"


def openings_missed(project: Project, title_id: int) -> list[Opening]:
    """The next jobs with fewest obstacles, of a title that is offered none without caution; empty for others.

    Jobs that the city has come before others, then those not far in pay, then fewer obstacles, then the likelier.
    """
    facts = stored_facts(project, title_id).get(title_id, [])
    found = verdicts(facts, project.thresholds, moves_for(project))
    if any(v.answer == YES for v in found):
        return []
    judged = [(f, [c for c in v.checks if c.answer != YES]) for f, v in zip(facts, found, strict=True)]
    judged.sort(key=lambda j: (j[0].people == 0, _far_in_pay(j[0]), sum(1 if c.answer == CAUTION else 3 for c in j[1])))
    return [_opening(project, title_id, f, checks) for f, checks in judged[:SHOWN]]


def _far_in_pay(facts: Facts) -> bool:
    """Whether pay there is so far from today's that nobody would call the step near."""
    return facts.pay_ratio is not None and not 1 / FAR <= facts.pay_ratio <= FAR


def told(openings: Sequence[Opening]) -> str:
    """The steps in sentences, after a word on why; '' for none."""
    steps = " ".join(str(o) for o in openings)
    return f"No next job is offered without caution. Nearest to it: {steps}" if openings else ""


def _opening(project: Project, title_id: int, facts: Facts, checks: list[Check]) -> Opening:
    names = [name for check in checks if (name := _limit(check, facts))]
    best = project.rows(
        f"SELECT f.label AS name, {HOURS} AS hours, {COST} AS cost FROM program_fit f"
        " WHERE f.title_id = ? AND f.code = ? ORDER BY f.rank LIMIT 1",
        (title_id, facts.code),
    )
    training = ""
    if best:
        hours = "hours not known" if best[0]["hours"] is None else f"{best[0]['hours']:g} hours"
        cost = "cost not known" if best[0]["cost"] is None else f"${best[0]['cost']:,.0f}"
        training = f"training such as {best[0]['name']} ({hours}, {cost})"
    return Opening(
        facts.occupation,
        tuple(c.text for c in checks),
        tuple(words_of(name) for name in names),
        facts.pay_ratio,
        facts.zone_gap,
        training,
    )


def _limit(check: Check, facts: Facts) -> str:
    """The threshold that decides a check; '' where none does."""
    if check.filter == "pay" and facts.pay_ratio is not None:
        return "pay_ceiling" if facts.pay_ratio > 1 else "pay_floor" if check.answer == CAUTION else "pay_least"
    if check.filter == "preparation" and facts.zone_gap is not None:
        return "zone_gap" if facts.zone_gap > 0 else "zone_drop"
    if check.filter == "exposure":
        return "more_exposed_by" if check.answer == NO else "safer_by"
    return _LIMITS.get(check.filter, "")
