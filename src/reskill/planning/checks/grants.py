"""Checks of what grants, boards and tax law ask, as far as a project holds the facts or a named person gives them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal

from reskill.planning.checks.result import Result, broken, idle, unknown
from reskill.planning.checks.rulebook import Rule
from reskill.planning.cost_kinds import (
    ADMINISTRATION,
    EDUCATION,
    INDIRECT,
    NEEDS,
    OUTSIDE_MTDC,
    PAID_TIME,
    RELEASE,
    TRAINING,
)
from reskill.planning.fiscal import label
from reskill.planning.fund_kinds import ACCOUNT, ADULT, DISLOCATED
from reskill.planning.money import exact, in_words
from reskill.planning.stored_plan import Books, PlannedCohort

LOCAL_ALLOCATION = (ADULT, DISLOCATED)
ASK_BOARD = "Ask the local workforce board."
INDEXED_AFTER = 2026  # the last year whose tax-free education aid is a fixed amount (P.L. 119-21)
LEAST_WEEKS, WEEKS_BELOW = 8, 15  # of a program on Workforce Pell


def share_of_allocation(books: Books, rule: Rule) -> Iterator[Result]:
    """What incumbent worker training spends in a year against a share of that year's Adult and Dislocated Worker money."""
    mine = books.funds_of(rule.terms)
    for year in books.years:
        spent = sum(i.cents for i in books.lines_on(mine) if i.fiscal_year == year and not i.in_kind)
        allocation = books.money_of(books.funds_of(LOCAL_ALLOCATION), year)
        if spent and not allocation:
            remedy = "Enter the board's allocations as funds of the kinds wioa adult and wioa dislocated worker."
            yield unknown(
                f"The local adult and dislocated worker money of {label(year)} is not in the project.", remedy
            )
        elif spent > rule.limit * allocation:
            text = f"In {label(year)}, {in_words(spent)} is more than {rule.limit:.0%} of {in_words(allocation)}."
            yield broken(text, "Move cohorts to another fund or year.")


def employer_share(books: Books, rule: Rule, size: str) -> Iterator[Result]:
    """The employer's part of the cost of each cohort's training on incumbent worker money: paid time and training that
    the city bears, against these and what the grant bears; the rule is for employers of one size."""
    if size != books.size:
        yield idle(f"The city has {books.staff:,} people.")
        return
    mine = books.funds_of(rule.terms)
    for c in _cohorts_on(books, rule):
        lines = [i for i in books.lines_of[c.id] if i.kind in (*PAID_TIME, *TRAINING)]
        own = sum(i.cents for i in lines if i.in_kind or books.funds[i.fund_id].own)
        everything = own + sum(i.cents for i in lines if i.fund_id in mine and not i.in_kind)
        if own < rule.limit * everything:
            text = f"In {c}, the city bears {own / everything:.0%} of the training, less than {rule.limit:.0%}."
            yield broken(text, "Let the city bear more of the training, or count paid time in kind.")


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
            yield broken(
                f"In {c}, {long} of {c.filled} people have {rule.limit.normalize():f} months.", "Start it later."
            )


def confirmed(_books: Books, rule: Rule) -> Iterator[Result]:
    """A rule about papers that are not part of a project: it goes by what a named person says of them."""
    yield from _said(rule, "The project does not hold the papers for this.")


def committed_before(books: Books, rule: Rule) -> Iterator[Result]:
    """The day on which the employer committed itself to keep the people, against the first start on the fund."""
    first = min((c.start for c in _cohorts_on(books, rule)), default=None)
    if first is None:
        yield idle("No cohort is on the fund.")
    elif rule.answer and rule.answer.yes and dt.date.fromisoformat(rule.answer.on) > first:
        text = f"The commitment is of {rule.answer.on}, after the first cohort starts on {first.isoformat()}."
        yield broken(text, "Commit before training starts, or start later.")
    else:
        yield from _said(rule, "No commitment is recorded.")


def eligible_list(books: Books, rule: Rule) -> Iterator[Result]:
    """Approval of each program on the state's list at the start of its cohort."""
    for c in _cohorts_on(books, rule):
        if c.approved_until and c.approved_until < c.start.isoformat():
            yield broken(f"In {c}, the program's approval ended on {c.approved_until}.", "Choose another program.")
        elif not c.approved_until:
            yield from _said(rule, f"In {c}, the program's state approval has no date.")


def nothing_on_fund(books: Books, rule: Rule) -> Iterator[Result]:
    """No line may be on a fund that cannot pay for a city's staff."""
    mine = {f.id for f in books.funds.values() if not f.admits_city} if not rule.terms else books.funds_of(rule.terms)
    if not mine:
        yield idle("Every fund admits a public employer.")
    for line in books.lines_on(mine):
        text = f"Budget line {line.id} is on {books.funds[line.fund_id].name}, which cannot pay for it."
        yield broken(text, "Choose another fund.")


def ojt_rate(books: Books, rule: Rule) -> Iterator[Result]:
    """Wages only, and no more than the rate of each cohort's wages."""
    mine = books.funds_of(rule.terms)
    for line in books.lines_on(mine):
        if line.kind != RELEASE:
            yield broken(f"Budget line {line.id} puts {line.category} on on-the-job training.", "Choose another fund.")
    for c in _cohorts_on(books, rule):
        wages = [i for i in books.lines_of[c.id] if i.kind == RELEASE]
        paid, everything = sum(i.cents for i in wages if i.fund_id in mine), sum(i.cents for i in wages)
        if paid > rule.limit * everything:
            text = f"In {c}, on-the-job training pays {paid / everything:.0%} of wages, over {rule.limit:.0%}."
            yield broken(text, "Put more of the wages on the payroll, or set your board's rate.")


def administration(books: Books, rule: Rule) -> Iterator[Result]:
    """Administration on local workforce money in a year against a share of that year's."""
    mine = books.funds_of(rule.terms)
    for year in books.years:
        lines = [i for i in books.lines_on(mine) if i.fiscal_year == year and i.kind == ADMINISTRATION]
        spent, there_is = sum(i.cents for i in lines), books.money_of(mine, year)
        if spent > rule.limit * there_is:
            text = f"In {label(year)}, administration of {in_words(spent)} is over {rule.limit:.0%} of {in_words(there_is)}."
            yield broken(text, "Move it to the city's fund.")


def no_needs_payments(books: Books, _rule: Rule) -> Iterator[Result]:
    """Everyone in the plan works for the city, so no line may be a needs-related payment."""
    for line in books.lines:
        if line.kind == NEEDS:
            yield broken(f"Budget line {line.id} is a needs-related payment to staff.", "Take it out.")


def account_cap(books: Books, rule: Rule) -> Iterator[Result]:
    """What a fund pays a person in a fiscal year: its own limit, and the rule's for individual training accounts."""
    accounts = books.funds_of((ACCOUNT,))
    caps = {f.id: exact(f.person) for f in books.funds.values() if f.person is not None}
    caps |= {fund: min(rule.limit, caps.get(fund, rule.limit)) for fund in accounts}
    for c in books.cohorts:
        paid: Counter[tuple[int, int]] = Counter()
        for line in books.lines_of[c.id]:
            if line.fund_id in caps:
                paid[line.fund_id, line.fiscal_year] += line.cents
        for (fund, year), cents in sorted(paid.items()):
            if c.participants and cents > caps[fund] * 100 * c.participants:
                each = in_words(round(cents / c.participants))
                text = f"In {c}, {books.funds[fund].name} pays {each} a person in {label(year)}"
                yield broken(f"{text}, over {in_words(round(caps[fund] * 100))}.", "Use another fund as well.")
    if not caps:
        yield idle("No fund has a limit a person.")


def pell_hours(books: Books, rule: Rule, holds: Callable[[float, Decimal], bool]) -> Iterator[Result]:
    """Clock hours, which `holds` compares with the limit, and weeks of programs on Workforce Pell.

    The Governor's approval is for a person to confirm.
    """
    for c in _cohorts_on(books, rule):
        hours, weeks = c.program_hours, c.program_weeks
        if hours is not None and not holds(hours, rule.limit):
            yield broken(f"In {c}, the program has {hours:g} clock hours.", "Choose another program or fund.")
        elif weeks is not None and not LEAST_WEEKS <= weeks < WEEKS_BELOW:
            yield broken(f"In {c}, the program lasts {weeks:g} weeks.", "Choose another program or fund.")
        elif hours is None or weeks is None:
            what = "clock hours" if hours is None else "weeks"
            yield unknown(f"In {c}, the program's {what} are not known.", "Ask the provider.")
        else:
            yield from _said(rule, f"In {c}, the Governor's approval is not recorded.")


def education_aid(books: Books, rule: Rule) -> Iterator[Result]:
    """Education costs a person by calendar year; the limit of later years is indexed and never lower."""
    for c in books.cohorts:
        aid: Counter[int] = Counter()
        for line in books.lines_of[c.id]:
            if line.kind in EDUCATION:
                aid[books.day_of(line).year] += line.cents
        for year, cents in sorted(aid.items()):
            if not c.participants or cents <= rule.limit * 100 * c.participants:  # nobody started
                continue
            text = f"In {c}, education aid is {in_words(round(cents / c.participants))} a person in {year}"
            if year > INDEXED_AFTER and not rule.changed:
                yield unknown(f"{text}; the tax-free amount of {year} is not known.", "Set the amount of the year.")
            else:
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
    """Hours on the job and the wage scale, which a person confirms."""
    if _apprenticeships(books):
        yield from _said(rule, "Hours on the job and the wage scale are not in the project.")
    else:
        yield idle("No cohort is in an apprenticeship.")


def supplanting(books: Books, _rule: Rule) -> Iterator[Result]:
    """Programs that call themselves mandatory, on money that is not the city's own."""
    for c in books.cohorts:
        grants = [i for i in books.lines_of[c.id] if not books.funds[i.fund_id].own and i.cents]
        if grants and "mandator" in c.program_words:
            yield broken(f"In {c}, a grant pays for training that is mandatory.", "Put it on the city's fund.")
        elif grants and not c.program:
            yield unknown(f"In {c}, a grant pays for training that is not chosen yet.", "Choose the program.")


def indirect_rate(books: Books, rule: Rule) -> Iterator[Result]:
    """Indirect cost of each fund and year against its modified total direct cost."""
    if not any(i.kind == INDIRECT for i in books.lines):
        yield idle("The plan has no indirect cost.")
    for fund in books.funds.values():
        for year in books.years:
            lines = [i for i in books.lines_on({fund.id}) if i.fiscal_year == year]
            indirect = sum(i.cents for i in lines if i.kind == INDIRECT)
            base = sum(i.cents for i in lines if i.kind not in OUTSIDE_MTDC)
            if indirect > rule.limit * base:
                text = (
                    f"On {fund.name} in {label(year)}, indirect cost of {in_words(indirect)} is over {rule.limit:.1%}"
                )
                text += f" of the modified total direct cost of {in_words(base)}."
                yield broken(text, "Lower it, or set your negotiated rate.")


def _said(rule: Rule, missing: str) -> Iterator[Result]:
    """What a named person says of a rule; nothing where it holds."""
    if rule.answer is None:
        yield unknown(missing, f"Look, and let a named person confirm it here. {ASK_BOARD}")
    elif not rule.answer.yes:
        yield broken(f"{rule.answer.who} says on {rule.answer.on} that it does not hold.", ASK_BOARD)


def _cohorts_on(books: Books, rule: Rule) -> list[PlannedCohort]:
    mine = books.funds_of(rule.terms)
    return [c for c in books.cohorts if any(i.fund_id in mine for i in books.lines_of[c.id])]


def _apprenticeships(books: Books) -> list[PlannedCohort]:
    return [c for c in books.cohorts if c.program_kind == "apprenticeship"]


def _months_before(day: dt.date, months: int) -> dt.date:
    index = day.year * 12 + day.month - 1 - months
    return dt.date(index // 12, index % 12 + 1, min(day.day, 28))
