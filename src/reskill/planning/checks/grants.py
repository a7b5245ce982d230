"""Checks of what grants, boards and tax law ask, as far as a project holds the facts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from reskill.planning.checks.result import Result, broken, idle, unknown
from reskill.planning.checks.rulebook import Rule
from reskill.planning.costs import RELEASE, TUITION
from reskill.planning.money import in_words
from reskill.planning.stored_plan import Books, BudgetLine, PlannedCohort

LOCAL_ALLOCATION = ("wioa adult", "wioa dislocated worker")
ADMINISTRATION, INDIRECT, EXAM_FEE, NEEDS = "administration", "indirect", "exam fee", "needs-related payments"
EDUCATION = (TUITION, "fees", "books", EXAM_FEE)
ASK_BOARD = "Ask the local workforce board."


def share_of_allocation(books: Books, rule: Rule) -> Iterator[Result]:
    """What a kind of fund spends against a share of the local adult and dislocated worker money."""
    allocation = books.money_of(books.funds_with(LOCAL_ALLOCATION))
    spent = sum(line.cents for line in books.lines_on(books.funds_with(rule.terms)))
    if not allocation:
        remedy = "Enter the board's allocations as funds with the terms: wioa adult, wioa dislocated worker."
        yield unknown("The local adult and dislocated worker money is not in the project.", remedy)
    elif spent > rule.limit * allocation:
        text = f"{in_words(spent)} is more than {rule.limit:.0%} of {in_words(allocation)}."
        yield broken(text, "Move cohorts to another fund.")


def employer_share(books: Books, rule: Rule) -> Iterator[Result]:
    """The employer's part of each cohort on incumbent worker training; the size band is in the rule's id."""
    band = "small" if books.staff <= 50 else "medium" if books.staff <= 100 else "large"
    if not rule.id.endswith(band):
        yield idle(f"The city has {books.staff:,} people.")
        return
    for c in _cohorts_on(books, rule):
        lines = books.lines_of[c.id]
        own = sum(i.cents for i in lines if i.in_kind or books.funds[i.fund_id].kind == "city")
        everything = sum(i.cents for i in lines)
        if own < rule.limit * everything:
            text = f"In {c}, the city bears {own / everything:.0%} of the cost, less than {rule.limit:.0%}."
            yield broken(text, "Put release wages on the city's fund or count them in kind.")


def tenure(books: Books, rule: Rule) -> Iterator[Result]:
    """Time with the employer at the start of each cohort, for most of the title's people."""
    for c in _cohorts_on(books, rule):
        hired = books.hired.get(c.title_id, [])
        latest = _months_before(c.start, int(rule.limit)).isoformat()
        long = sum(d <= latest for d in hired)
        if 2 * long > c.filled:
            continue
        if 2 * (long + c.filled - len(hired)) > c.filled:
            yield unknown(f"In {c}, too few hire dates are in the roster.", "Import a roster with hire dates.")
        else:
            yield broken(f"In {c}, {long} of {c.filled} people have {rule.limit:g} months.", "Start it later.")


def not_recorded(books: Books, rule: Rule) -> Iterator[Result]:
    """A rule about papers that are not part of a project."""
    yield unknown("The project does not hold the papers for this.", "Keep the proof with the grant file. " + ASK_BOARD)


def nothing_on_fund(books: Books, rule: Rule) -> Iterator[Result]:
    """No line may be on the funds that the rule is about."""
    for line in books.lines_on(books.funds_with(rule.terms)):
        text = f"Budget line {line.id} is on {books.funds[line.fund_id].name}, which cannot pay for it."
        yield broken(text, "Choose another fund.")


def ojt_rate(books: Books, rule: Rule) -> Iterator[Result]:
    """Wages only, and no more than the rate of each cohort's wages."""
    mine = books.funds_with(rule.terms)
    for line in books.lines_on(mine):
        if line.category != RELEASE:
            yield broken(f"Budget line {line.id} puts {line.category} on on-the-job training.", "Choose another fund.")
    for c in _cohorts_on(books, rule):
        wages = [i for i in books.lines_of[c.id] if i.category == RELEASE]
        paid, everything = sum(i.cents for i in wages if i.fund_id in mine), sum(i.cents for i in wages)
        if paid > rule.limit * everything:
            text = f"In {c}, on-the-job training pays {paid / everything:.0%} of wages, over {rule.limit:.0%}."
            yield broken(text, "Put more of the wages on the city's fund, or set your board's rate.")


def administration(books: Books, rule: Rule) -> Iterator[Result]:
    """Administration lines on local workforce money against a share of it."""
    mine = books.funds_with(rule.terms)
    spent = sum(i.cents for i in books.lines_on(mine) if i.category == ADMINISTRATION)
    if spent > rule.limit * books.money_of(mine):
        text = f"Administration of {in_words(spent)} is over {rule.limit:.0%} of {in_words(books.money_of(mine))}."
        yield broken(text, "Move it to the city's fund.")


def no_needs_payments(books: Books, rule: Rule) -> Iterator[Result]:
    """Everyone in the plan works for the city, so no line may be a needs-related payment."""
    for line in books.lines:
        if line.category == NEEDS:
            yield broken(f"Budget line {line.id} is a needs-related payment to staff.", "Take it out.")


def no_exam_fees(books: Books, rule: Rule) -> Iterator[Result]:
    """Exam fees on the funds that leave them out."""
    for line in books.lines_on(books.funds_with(rule.terms)):
        if line.category == EXAM_FEE:
            text = f"Budget line {line.id} puts an exam fee on {books.funds[line.fund_id].name}."
            yield broken(text, "Choose another fund.")


def account_cap(books: Books, rule: Rule) -> Iterator[Result]:
    """What an individual training account pays a person."""
    mine = books.funds_with(rule.terms)
    for c in _cohorts_on(books, rule):
        each = sum(i.cents for i in books.lines_of[c.id] if i.fund_id in mine) / c.participants
        if each > rule.limit * 100:
            yield broken(f"In {c}, the account pays {in_words(round(each))} a person.", "Use another fund as well.")


def pell_hours(books: Books, rule: Rule) -> Iterator[Result]:
    """Clock hours of programs on Workforce Pell; weeks and approval are not recorded."""
    for c in _cohorts_on(books, rule):
        if c.program_hours is None:
            yield unknown(f"In {c}, the program's clock hours are not known.", "Ask the provider.")
        elif (c.program_hours < rule.limit) if rule.id.endswith("least") else (c.program_hours > rule.limit):
            yield broken(f"In {c}, the program has {c.program_hours:g} clock hours.", "Choose another program or fund.")
        else:
            yield unknown(f"In {c}, weeks and the Governor's approval are not recorded.", ASK_BOARD)


def education_aid(books: Books, rule: Rule) -> Iterator[Result]:
    """Education costs a person in the calendar year of a cohort's start."""
    for c in books.cohorts:
        each = sum(i.cents for i in books.lines_of[c.id] if i.category in EDUCATION) / c.participants
        if each > rule.limit * 100:
            text = f"In {c}, education aid is {in_words(round(each))} a person in {c.start.year}"
            yield broken(f"{text}, over {in_words(round(rule.limit * 100))}.", "Ask payroll whether it is taxable.")


def apprenticeship_instruction(books: Books, rule: Rule) -> Iterator[Result]:
    """Hours of related instruction of apprenticeships."""
    for c in _apprenticeships(books):
        if c.program_hours is None:
            yield unknown(f"In {c}, the hours of instruction are not known.", "Ask the sponsor.")
        elif c.program_hours < rule.limit:
            yield broken(f"In {c}, instruction has {c.program_hours:g} hours.", "Ask the sponsor.")
    if not _apprenticeships(books):
        yield idle("No cohort is in an apprenticeship.")


def apprenticeship_work(books: Books, rule: Rule) -> Iterator[Result]:
    """Hours on the job and the wage scale are not recorded."""
    if _apprenticeships(books):
        yield unknown("Hours on the job and the wage scale are not in the project.", "Ask the sponsor.")
    else:
        yield idle("No cohort is in an apprenticeship.")


def supplanting(books: Books, rule: Rule) -> Iterator[Result]:
    """Programs that call themselves mandatory, on money that is not the city's own."""
    for c in books.cohorts:
        grants = [i for i in books.lines_of[c.id] if books.funds[i.fund_id].kind != "city" and i.cents]
        if grants and "mandator" in c.program_words:
            yield broken(f"In {c}, a grant pays for training that is mandatory.", "Put it on the city's fund.")


def indirect_rate(books: Books, rule: Rule) -> Iterator[Result]:
    """Indirect lines of each fund against its other lines, and none where the fund leaves them out."""
    if not any(i.category == INDIRECT for i in books.lines):
        yield idle("The plan has no indirect cost.")
    for fund in books.funds.values():
        lines = books.lines_on({fund.id})
        indirect, direct = _split(lines)
        if indirect and "no indirect" in fund.terms:
            yield broken(f"{fund.name} leaves indirect cost out.", "Move it to another fund.")
        elif indirect > rule.limit * direct:
            text = f"On {fund.name}, indirect cost of {in_words(indirect)} is over {rule.limit:.1%} of the rest."
            yield broken(text, "Lower it, or set your negotiated rate.")


def _split(lines: list[BudgetLine]) -> tuple[int, int]:
    indirect = sum(i.cents for i in lines if i.category == INDIRECT)
    return indirect, sum(i.cents for i in lines) - indirect


def _cohorts_on(books: Books, rule: Rule) -> list[PlannedCohort]:
    mine = books.funds_with(rule.terms)
    return [c for c in books.cohorts if any(i.fund_id in mine for i in books.lines_of[c.id])]


def _apprenticeships(books: Books) -> list[PlannedCohort]:
    return [c for c in books.cohorts if c.program_kind == "apprenticeship"]


def _months_before(day: dt.date, months: int) -> dt.date:
    index = day.year * 12 + day.month - 1 - months
    return dt.date(index // 12, index % 12 + 1, min(day.day, 28))
