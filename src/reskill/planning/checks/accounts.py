"""Checks that any honest budget passes: sums, payers, caps, hours and heads."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal

from reskill.planning.checks.result import Result, broken, unknown
from reskill.planning.checks.rulebook import Rule
from reskill.planning.cost_kinds import AS_REPORTED, BACKFILL, FRINGE, OTHER, RELEASE, TUITION
from reskill.planning.fiscal import label
from reskill.planning.money import CENT, in_words, line_cents
from reskill.planning.stored_plan import Books, PlannedCohort

AGAIN = "Make the plan again, or correct the line."
OTHER_FUND = "Choose another fund, or correct the terms of this one."


def lines_sum(books: Books, rule: Rule) -> Iterator[Result]:
    """Each line is quantity x unit cost, and the sum of the products is the stated sum within the rule's value."""
    products = {line.id: line_cents(line.quantity, line.unit_cost) for line in books.lines}
    for line in books.lines:
        if products[line.id] != line.cents:
            text = f"Budget line {line.id} says {in_words(line.cents)}; {line.quantity} x ${line.unit_cost} is"
            yield broken(f"{text} {in_words(products[line.id])}.", AGAIN)
    stated, computed = sum(line.cents for line in books.lines), sum(products.values())
    if abs(stated - computed) > rule.limit * 100:
        yield broken(f"The lines state {in_words(stated)} in all; their products are {in_words(computed)}.", AGAIN)


def price_known(books: Books, _rule: Rule) -> Iterator[Result]:
    """A cohort whose training has no known price leaves the total incomplete."""
    people: Counter[str] = Counter()
    for c in books.cohorts:
        if c.price is None:
            people[c.program or "training without a program"] += c.participants
    for name, count in people.items():
        text = f"The price of {name} is unknown ({count:,} places); the budget leaves its tuition out."
        yield broken(text, "Ask the provider, and enter the price under Programs.")


def payer_named(books: Books, _rule: Rule) -> Iterator[Result]:
    """Each line has a fund with a kind of payer and lies in the plan's years."""
    for line in books.lines:
        fund = books.funds.get(line.fund_id)
        if fund is None or not fund.kind:
            yield broken(f"Budget line {line.id} does not say who pays.", "Choose a fund and say what kind it is.")
        if line.fiscal_year not in books.years:
            text = f"Budget line {line.id} lies in {label(line.fiscal_year)}, outside the plan's years."
            yield broken(text, AGAIN)


def within_fund(books: Books, _rule: Rule) -> Iterator[Result]:
    """Cash lines by fund and fiscal year against what there is."""
    spent: Counter[tuple[int, int]] = Counter()
    for line in books.lines:
        if not line.in_kind:
            spent[line.fund_id, line.fiscal_year] += line.cents
    for (fund, year), cents in sorted(spent.items()):
        over = cents - books.available.get((fund, year), 0)
        if over > 0:
            text = f"{books.funds[fund].name} is overspent by {in_words(over)} in {label(year)}."
            yield broken(text, "Make the plan again, add money, or move lines to another fund.")


def fund_dates(books: Books, _rule: Rule) -> Iterator[Result]:
    """Cash lines in years for which their fund was given money, and every line within the fund's own dates."""
    without = {(i.fund_id, i.fiscal_year) for i in books.lines if not i.in_kind and i.cents} - books.available.keys()
    for fund, year in sorted(without):
        text = f"{books.funds[fund].name} has lines in {label(year)} but no money was entered for it."
        yield broken(text, "Enter the fund's amount for the year, or move the lines.")
    for line in books.lines:
        fund_of = books.funds[line.fund_id]
        day = books.day_of(line).isoformat()
        if line.cents and (day < fund_of.starts or (fund_of.ends and day > fund_of.ends)):
            text = f"Budget line {line.id} begins on {day}, outside the dates of {fund_of.name}"
            yield broken(f"{text} ({fund_of.starts or 'open'} to {fund_of.ends or 'open'}).", AGAIN)


def payable(books: Books, _rule: Rule) -> Iterator[Result]:
    """Every line's kind of cost against what its fund may pay, exam fees and indirect cost among them."""
    for line in books.lines:
        fund = books.funds[line.fund_id]
        if not line.cents or line.kind in fund.pays or line.category == AS_REPORTED:
            continue
        if line.kind == OTHER and line.category.strip().lower() != OTHER:
            text = f"Budget line {line.id} is for {line.category!r}, which is no kind of cost that the rules know."
            yield unknown(text, "Write the kind of cost as the fund's terms do.")
        else:
            yield broken(f"Budget line {line.id} puts {line.kind} on {fund.name}, which does not pay it.", OTHER_FUND)


def paid_time(books: Books, _rule: Rule) -> Iterator[Result]:
    """Release wages for every hour of training, and fringe on them."""
    for c in books.cohorts:
        if not c.participants:  # nobody started: no hour was there to be paid
            continue
        hours, wages = _quantity(books, c, RELEASE), _cents(books, c, RELEASE)
        short = not _told(books, c, RELEASE) and hours + _slack(c) < c.participants * c.hours
        if c.hours > 0 and (wages <= 0 or short):
            text = f"In {c}, {hours.normalize():f} of {(c.participants * c.hours).normalize():f} hours are paid."
            yield broken(text, AGAIN)
        elif wages > 0 and _cents(books, c, FRINGE) <= 0:
            yield broken(f"In {c}, release wages have no fringe.", "Set the fringe rate and make the plan again.")


def backfill_hours(books: Books, _rule: Rule) -> Iterator[Result]:
    """Backfill against release hours by cohort."""
    for c in books.cohorts:
        if not _told(books, c, RELEASE) and _quantity(books, c, BACKFILL) > _quantity(books, c, RELEASE) + _slack(c):
            yield broken(f"In {c}, backfill hours exceed release hours.", AGAIN)


def one_claim(books: Books, _rule: Rule) -> Iterator[Result]:
    """No more tuition places than people and no more release hours than training hours, over all funds."""
    for c in books.cohorts:
        if _quantity(books, c, TUITION) > c.participants:
            yield broken(f"In {c}, more places are paid than there are people.", "Keep each cost on one fund.")
        if _quantity(books, c, RELEASE) > c.participants * c.hours + _slack(c):
            yield broken(f"In {c}, more release hours are paid than there are.", "Keep each cost on one fund.")


def headcount(books: Books, _rule: Rule) -> Iterator[Result]:
    """People by role over all years against its filled positions."""
    people: defaultdict[int, int] = defaultdict(int)
    for c in books.cohorts:
        people[c.title_id] += c.participants
    for c in {c.title_id: c for c in books.cohorts}.values():
        if people[c.title_id] > c.filled:
            text = f"{people[c.title_id]} people of {c.title} are planned for; {c.filled} positions are filled."
            yield broken(text, AGAIN)


def _quantity(books: Books, cohort: PlannedCohort, category: str) -> Decimal:
    """People or hours planned; a sum that was reported counts neither."""
    lines = books.lines_of[cohort.id]
    return sum((x.quantity for x in lines if x.kind == category and x.unit != AS_REPORTED), Decimal(0))


def _told(books: Books, cohort: PlannedCohort, category: str) -> bool:
    return any(line.kind == category and line.unit == AS_REPORTED for line in books.lines_of[cohort.id])


def _cents(books: Books, cohort: PlannedCohort, category: str) -> int:
    return sum(line.cents for line in books.lines_of[cohort.id] if line.kind == category)


def _slack(cohort: PlannedCohort) -> Decimal:
    """Hours are planned to two decimals a person."""
    return CENT * cohort.participants
