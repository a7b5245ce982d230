"""The check of a rule that the planner added: papers that somebody has seen, or the most of some costs on some funds."""

from __future__ import annotations

from collections.abc import Iterator

from reskill.planning.checks.grants import confirmed
from reskill.planning.checks.result import Result, broken, idle, unknown
from reskill.planning.checks.rulebook import Rule
from reskill.planning.cost_kinds import TUITION
from reskill.planning.fiscal import label
from reskill.planning.money import in_words, to_cents
from reskill.planning.stored_plan import Books


def own_rule(books: Books, rule: Rule) -> Iterator[Result]:
    """Without a unit, what a named person says; else the cash of the rule's kinds of cost on its funds, by fiscal year."""
    if not rule.unit:
        yield from confirmed(books, rule)
        return
    funds = books.funds_of(rule.terms) if rule.terms else set(books.funds)
    costs = frozenset(rule.costs.split(";")) if rule.costs else None
    cash = [line for line in books.lines_on(funds) if not line.in_kind]
    mine = [line for line in cash if costs is None or line.kind in costs]
    if not mine:
        yield idle("No line on these funds is of these costs.")
    if mine and (costs is None or TUITION in costs):
        on = {line.cohort_id for line in cash}
        for name in sorted({c.program for c in books.cohorts if c.id in on and c.price is None and c.program}):
            yield unknown(f"The price of {name} is unknown.", "Ask the provider, and enter the price under Programs.")
    for year in books.years:
        spent = sum(line.cents for line in mine if line.fiscal_year == year)
        whole = sum(line.cents for line in cash if line.fiscal_year == year)
        most = to_cents(rule.limit) if rule.unit == "US dollars" else int(whole * rule.limit)
        if spent > most:
            what = rule.costs.replace(";", ", ") or "cash"
            text = f"In {label(year)}, {in_words(spent)} of {what} is planned; the rule allows {in_words(most)}."
            yield broken(text, "Move lines to another fund, or correct the rule.")
