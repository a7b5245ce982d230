"""Who may pay what: each cost of a choice, with the share of it that each fund may bear.

A limit a person of a fund is kept as a share of what it may pay. So every rule that is linear in people becomes a plain
question of how much of which cost each fund may bear, and a plan that fits what every set of funds has (`purses`) can be
charged without breaking a fund's terms.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import ROUND_FLOOR, Decimal

from reskill.planning.checks.rulebook import Rule, rules
from reskill.planning.cost_kinds import EDUCATION, PAID_TIME, TRAINING
from reskill.planning.fiscal import Quarter
from reskill.planning.fund_kinds import ACCOUNT, ADULT, DISLOCATED, IWT, OJT, PAYROLL, employer_size
from reskill.planning.funds import Fund, available, funds
from reskill.planning.groups import Group
from reskill.planning.money import exact
from reskill.planning.offers import Training
from reskill.project.file import Project

Costs = Mapping[str, Decimal]
"""US dollars a person by kind of cost."""
BASIS_POINT = Decimal("0.0001")
ODD_CENTS = 10  # a title and fund kept free, since a line shared between funds may come to a cent more in parts


Shares = tuple[tuple[int, Decimal], ...]
"""The funds that may bear a cost, each with the most of it that it may, in (0, 1]; in the order in which they are used."""
Source = tuple[int, int]
"""A fund's money of a fiscal year."""


@dataclass(frozen=True)
class Term:
    """That a fund may bear up to `share` of a cost, in cohorts that start on `since` or later (ISO date, '' = any)."""

    fund: Fund
    share: Decimal
    since: str = ""


Terms = dict[str, int]
"""By kind of cost, the number of its terms with the payers: most kinds share theirs."""


@dataclass
class Payers:
    """The funds with what limits them; `budgets` are cents by fund and fiscal year that lines may be planned on, no
    entry for the payroll without a limit of its own; `cash` are the cents of money in all."""

    funds: list[Fund]
    budgets: dict[tuple[int, int], int]
    month: int  # in which fiscal years begin
    rules: dict[str, Rule]
    staff: int
    units: Mapping[int, frozenset[str]]  # bargaining units by title
    cash: int
    hired: Mapping[int, list[str]]  # hire dates of filled positions by title, '' = unknown
    carry: bool = True  # whether funds that may carry money over do
    _terms: dict[tuple[Term, ...], int] = field(default_factory=dict)
    _sources: dict[Source, frozenset[Source] | None] = field(default_factory=dict)
    _shares: dict[tuple[int, Quarter, Quarter], Shares] = field(default_factory=dict)

    @classmethod
    def of(cls, project: Project, years: range) -> Payers:
        """The payers of a project's plan."""
        month = project.thresholds.fiscal_year_start
        first, last = Quarter(years.start, 1).start(month), Quarter(years.stop, 1).start(month)
        book = {r.id: r for r in rules(project) if r.on and (r.in_force(first) or r.in_force(last))}
        people = project.rows(
            "SELECT title_id, bargaining_unit, coalesce(hire_date, '') AS hired FROM position"
            " WHERE status = 'filled' AND title_id IS NOT NULL"
        )
        units: dict[int, frozenset[str]] = {}
        hired: dict[int, list[str]] = {}
        for r in people:
            units[r["title_id"]] = units.get(r["title_id"], frozenset()) | {r["bargaining_unit"]}
            hired.setdefault(r["title_id"], []).append(r["hired"])
        staff = int(project.value("SELECT count(*) FROM position WHERE status = 'filled'"))
        mine = [f for f in funds(project) if f.admits_city]
        budgets = _capped(mine, {k: v for k, v in available(project).items() if k[1] in years}, book, funds(project))
        paid_time = {f.id for f in mine if f.kind == PAYROLL}
        cash = sum(cents for (fund, _), cents in budgets.items() if fund not in paid_time)
        if len({fund for fund, _ in budgets}) > 1:
            budgets = {key: max(0, cents - ODD_CENTS * len(units)) for key, cents in budgets.items()}
        return cls(mine, budgets, month, book, staff, units, cash, hired)

    def terms(self, group: Group, training: Training, quarters: Iterable[Costs]) -> Terms:
        """Which funds may bear how much of each kind of cost of a person of the group in a training."""
        total: dict[str, Decimal] = {}
        for costs in quarters:
            for kind, dollars in costs.items():
                total[kind] = total.get(kind, Decimal(0)) + dollars
        able = [f for f in self.funds if self._admits(f, group, training)]
        given = self._given(able)
        out = {}
        for kind in total:
            terms = [
                Term(f, share, self._since(f, group)) for f in able if (share := self._share(f, kind, total, given))
            ]
            out[kind] = self._terms.setdefault(tuple(terms), len(self._terms))
        return out

    def shares(self, terms: int, start: Quarter, quarter: Quarter) -> Shares:
        """Who may bear how much of a cost in a quarter, of a cohort that starts in `start`."""
        key = terms, start, quarter
        if key not in self._shares:
            first = start.start(self.month).isoformat()
            able = [t for t in list(self._terms)[terms] if t.since <= first and self._open(t.fund, quarter)]
            self._shares[key] = tuple((t.fund.id, t.share) for t in able)
        return self._shares[key]

    def sources(self, fund: int, year: int) -> frozenset[Source] | None:
        """The money from which a fund pays in a fiscal year; None = without limit."""
        if (fund, year) not in self._sources:
            self._sources[fund, year] = self._find_sources(fund, year)
        return self._sources[fund, year]

    def _find_sources(self, fund: int, year: int) -> frozenset[Source] | None:
        if any(f.id == fund and f.kind == PAYROLL and not self._limited(f) for f in self.funds):
            return None
        earlier = self.budgets if self.carry and any(f.id == fund and f.carries for f in self.funds) else ()
        return frozenset([(fund, year), *(s for s in earlier if s[0] == fund and s[1] < year)])

    def without_carrying(self) -> Payers:
        """The same with the money of each year in that year alone."""
        return replace(self, carry=False, _sources={}, _shares={})

    def has(self, purse: Iterable[Source]) -> int:
        """Cents that sources have together."""
        return sum(self.budgets.get(source, 0) for source in purse)

    def _limited(self, fund: Fund) -> bool:
        return any(f == fund.id for f, _ in self.budgets)

    def _open(self, fund: Fund, quarter: Quarter) -> bool:
        """Whether a fund may pay throughout a quarter."""
        unlimited = fund.kind == PAYROLL and not self._limited(fund)
        return fund.is_open(quarter, self.month) and (
            unlimited or any(s in self.budgets for s in self.sources(fund.id, quarter.fiscal_year) or ())
        )

    def _admits(self, fund: Fund, group: Group, training: Training) -> bool:
        if fund.units and not self.units.get(group.title_id, frozenset()) <= fund.units:
            return False
        return fund.own or not (training.mandatory and "supplanting" in self.rules)

    def _share(self, fund: Fund, kind: str, total: Costs, given: Costs) -> Decimal:
        """The most of a kind of cost that a fund may bear; `given` are the shares of paid time that grants may take."""
        if kind not in fund.pays:
            return Decimal(0)
        share = exact(fund.share)
        if fund.kind == OJT and (rule := self.rules.get("ojt-rate")):
            share = min(share, rule.limit)
        caps = [exact(fund.person)] if fund.person is not None else []
        if fund.kind == ACCOUNT and (rule := self.rules.get("account-cap")):
            caps.append(rule.limit)
        pays = sum((dollars for k, dollars in total.items() if k in fund.pays), Decimal(0))
        if caps and pays > 0:
            share = min(share, min(caps) / pays)
        if fund.kind == IWT and not self._employer_bears(total, given):
            return Decimal(0)
        return min(Decimal(1), share).quantize(BASIS_POINT, ROUND_FLOOR)

    def _given(self, able: Iterable[Fund]) -> dict[str, Decimal]:
        """The greatest share of each kind of paid time that money which is not the city's own may bear."""
        grants = [f for f in able if not f.own]
        return {kind: max((exact(f.share) for f in grants if kind in f.pays), default=Decimal(0)) for kind in PAID_TIME}

    def _employer_bears(self, total: Costs, given: Costs) -> bool:
        """Whether paid time alone is the employer's share of training that an incumbent worker grant pays in full."""
        rule = self.rules.get(f"iwt-employer-share-{employer_size(self.staff)}")
        if rule is None:
            return True
        own = sum((total.get(k, Decimal(0)) * (1 - given[k]) for k in PAID_TIME), Decimal(0))
        training = sum((total.get(k, Decimal(0)) for k in TRAINING), Decimal(0))
        return own >= rule.limit * (own + training)

    def _since(self, fund: Fund, group: Group) -> str:
        """The first start at which most of a title's people have been with the employer long enough for the fund."""
        rule = self.rules.get("iwt-tenure") if fund.kind == IWT else None
        if rule is None:
            return ""
        dates = sorted(self.hired.get(group.title_id, []))  # unknown dates first: they are told, not taken for short
        middle = dates[len(dates) // 2] if dates else ""
        return months_later(dt.date.fromisoformat(middle), int(rule.limit)).isoformat() if middle else ""

    def taxed(self, quarters: Iterable[Costs]) -> bool:
        """Whether the education aid of a person goes beyond what is free of tax in a year."""
        rule = self.rules.get("education-aid")
        aid = sum((costs.get(k, Decimal(0)) for costs in quarters for k in EDUCATION), Decimal(0))
        return rule is not None and aid > rule.limit


def months_later(day: dt.date, months: int) -> dt.date:
    """The day that many months later, at most the 28th."""
    index = day.year * 12 + day.month - 1 + months
    return dt.date(index // 12, index % 12 + 1, min(day.day, 28))


def allocations(all_funds: Iterable[Fund], amounts: Mapping[tuple[int, int], int]) -> dict[int, int]:
    """Cents of the local Adult and Dislocated Worker money by fiscal year; years without any are absent."""
    mine = {f.id for f in all_funds if f.kind in (ADULT, DISLOCATED)}
    out: dict[int, int] = {}
    for (fund, year), cents in amounts.items():
        if fund in mine and cents:
            out[year] = out.get(year, 0) + cents
    return out


def _capped(
    mine: list[Fund], amounts: dict[tuple[int, int], int], book: Mapping[str, Rule], every: list[Fund]
) -> dict[tuple[int, int], int]:
    """What each fund may spend: incumbent worker training no more than its share of the year's allocations."""
    out = {key: cents for key, cents in amounts.items() if key[0] in {f.id for f in mine}}
    if rule := book.get("iwt-cap"):
        for year, allocation in allocations(every, amounts).items():
            left = int(rule.limit * allocation)
            for fund in (f for f in mine if f.kind == IWT and (f.id, year) in out):
                out[fund.id, year] = min(out[fund.id, year], left)
                left -= out[fund.id, year]
    return out
