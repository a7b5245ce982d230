"""Checking a plan against the funding rules: what holds, what is broken, what cannot be checked and why."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from reskill.planning.checks import accounts, grants
from reskill.planning.checks.own import own_rule
from reskill.planning.checks.result import Result, Status, broken, idle
from reskill.planning.checks.rulebook import Rule, rules
from reskill.planning.fund_kinds import BY_ID
from reskill.planning.stored_plan import Books
from reskill.problem import Place, Problem
from reskill.project.file import Project

CHECKS: dict[str, Callable[[Books, Rule], Iterable[Result]]] = {
    "lines-sum": accounts.lines_sum,
    "price-known": accounts.price_known,
    "payer-named": accounts.payer_named,
    "within-fund": accounts.within_fund,
    "iwt-cap": grants.share_of_allocation,
    "iwt-employer-share-small": partial(grants.employer_share, size="small"),
    "iwt-employer-share-medium": partial(grants.employer_share, size="medium"),
    "iwt-employer-share-large": partial(grants.employer_share, size="large"),
    "iwt-tenure": grants.tenure,
    "iwt-retention": grants.committed_before,
    "public-employer": grants.nothing_on_fund,
    "ojt-rate": grants.ojt_rate,
    "ojt-length": grants.confirmed,
    "transitional-jobs": grants.nothing_on_fund,
    "administration": grants.administration,
    "needs-payments": grants.no_needs_payments,
    "eligible-list": grants.eligible_list,
    "account-cap": grants.account_cap,
    "other-grants-first": grants.confirmed,
    "pell-hours-least": partial(grants.pell_hours, holds=operator.ge),
    "pell-hours-most": partial(grants.pell_hours, holds=operator.le),
    "education-aid": grants.education_aid,
    "exam-fees": accounts.payable,
    "fund-dates": accounts.fund_dates,
    "advance-money": grants.confirmed,
    "paid-time": accounts.paid_time,
    "backfill-hours": accounts.backfill_hours,
    "apprenticeship-instruction": grants.apprenticeship_instruction,
    "apprenticeship-work": grants.apprenticeship_work,
    "one-claim": accounts.one_claim,
    "supplanting": grants.supplanting,
    "indirect-rate": grants.indirect_rate,
    "headcount": accounts.headcount,
}
CURRENT = "rules-current"
LISTED = ("broken", "cannot be checked")  # what is told as a problem of the plan


@dataclass(frozen=True)
class RuleFinding:
    """What one rule says about the plan."""

    rule: Rule
    status: Status
    text: str
    remedy: str


def check_budget(project: Project) -> list[Problem]:
    """What is wrong with the plan by the rules in force, and as warnings what could not be checked and why."""
    problems = []
    for f in review_rules(project):
        place = Place(column=f"funding rule {f.rule.id}")
        if f.status == "broken":
            problems.append(Problem(f.text, place, f.remedy, f.rule.level))
        elif f.status == "cannot be checked":
            problems.append(Problem(f"Cannot be checked: {f.text}", place, f.remedy, "warning"))
    return problems


def review_rules(project: Project) -> list[RuleFinding]:
    """Every rule with what it says about the plan, in order of the checks; one row for each thing that is wrong."""
    books, book = Books(project), rules(project)
    out = []
    for rule in book:
        results = list(_results(books, rule, book))
        out += [RuleFinding(rule, r.status, r.text, r.remedy) for r in results]
        if not results:
            out.append(RuleFinding(rule, "holds", "", ""))
    return out


def _results(books: Books, rule: Rule, book: list[Rule]) -> Iterator[Result]:
    if not rule.on:
        yield Result("switched off", "The planner has switched this rule off.")
    elif not books.lines:
        yield idle("The plan has no budget lines.")
    elif rule.terms and not books.funds_of(rule.terms):
        kinds = sorted(BY_ID[t].name if t in BY_ID else t for t in rule.terms)
        yield idle(f"No fund is of the kind: {', '.join(kinds)}.")
    elif rule.id == CURRENT:
        for old in book:
            if old.effective_to and old.effective_to < books.last_day.isoformat():
                text = f"The rule {old.id} ends on {old.effective_to}, before the plan does."
                yield broken(text, "Look up what holds after that and enter it.")
    elif not (rule.in_force(books.first_day) or rule.in_force(books.last_day)):
        yield idle("Not in force during the plan.")
    else:
        yield from (own_rule if rule.own else CHECKS[rule.id])(books, rule)
