"""Two plans side by side: people, urgent people, benefit and cash, by whom and where, and what moved between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from reskill.planning.cost_kinds import PAID_TIME
from reskill.planning.fiscal import Quarter
from reskill.planning.kept.snapshot import Money, Placed, Snapshot
from reskill.planning.money import in_words as in_dollars
from reskill.project.file import Project
from reskill.table import Column

COLUMNS = (
    Column(
        "What", "what", width=16, tip="What is compared: the whole plan, or its parts by department, fund and so on."
    ),
    Column("Which", "which", "wrapped", 34, tip="The part of the plan."),
    Column("Before", "before", "number", 12, tip="In the plan that is compared with: people, benefit, or US dollars."),
    Column("After", "after", "number", 12, tip="In the other plan."),
    Column("Change", "change", "number", 12, tip="After less before."),
)
PARTS = {"department": "department", "unit": "bargaining_unit", "grade": "grade"}  # of people, by their position
WHOLE = "whole plan"


@dataclass(frozen=True)
class Difference:
    """A figure in two plans: people, benefit, or US dollars."""

    what: str
    which: str
    before: float
    after: float

    @property
    def change(self) -> float:
        """What became of it."""
        return round(self.after - self.before, 6)


@dataclass(frozen=True)
class Moved:
    """People of a title and pathway whose number, start or cost is another one: people by quarter and cents in cash,
    before and after (None = not kept with that plan)."""

    title: str
    destination: str
    program: str
    before: Mapping[Quarter, int]
    after: Mapping[Quarter, int]
    cash_before: int | None
    cash_after: int | None

    @property
    def repriced(self) -> bool:
        """Whether it is known to cost more or less than before."""
        return None not in (self.cash_before, self.cash_after) and self.cash_before != self.cash_after

    @property
    def in_words(self) -> str:
        """What changed: people by quarter, then what they cost."""
        people = [_told(self.before)] if self.before == self.after else [_told(self.before), _told(self.after)]
        text = " → ".join(people)
        if self.cash_before is None or self.cash_after is None or not self.repriced:
            return text
        return f"{text}; {in_dollars(self.cash_before)} → {in_dollars(self.cash_after)}"


def compare(project: Project, before: Snapshot, after: Snapshot) -> list[Difference]:
    """The sums of both plans, then places by department, unit and grade (by the title's people of today), people by
    year, and cash by fund and year; a part that neither has is left out."""
    out = [
        Difference(WHOLE, name, figure(before), figure(after))
        for name, figure in (
            ("people", lambda s: float(sum(p.participants for p in s.placed))),
            ("urgent people", lambda s: float(sum(p.participants for p in s.placed if p.urgent))),
            (
                "people who move to another occupation",
                lambda s: float(sum(p.participants for p in s.placed if p.moves)),
            ),
            ("benefit", lambda s: sum(p.participants * p.benefit for p in s.placed)),
            ("cash, $", lambda s: _dollars(s.money, lambda m: not m.in_kind)),
            ("paid time, $", lambda s: _dollars(s.money, lambda m: m.in_kind and m.category in PAID_TIME)),
            ("given in kind, $", lambda s: _dollars(s.money, lambda m: m.in_kind and m.category not in PAID_TIME)),
            ("held back for unknown prices, $", lambda s: sum(p.held_back for p in s.placed) / 100),
        )
    ]
    for what, column in PARTS.items():
        shares = _shares(project, column)
        out += _by(what, _places(before.placed, shares), _places(after.placed, shares))
    out += _by("people by year", _by_year(before.placed), _by_year(after.placed))
    out += _by("cash by fund, $", _cash(before.money, True), _cash(after.money, True))
    out += _by("cash by year, $", _cash(before.money, False), _cash(after.money, False))
    return out


def what_moved(before: Snapshot, after: Snapshot) -> list[Moved]:
    """Titles and pathways whose people, starts or costs differ, the most people first."""
    was, now = _starts(before.placed), _starts(after.placed)
    cost, costs = _costs(before.placed), _costs(after.placed)
    every = [
        Moved(*key, was.get(key, {}), now.get(key, {}), cost.get(key, 0), costs.get(key, 0))
        for key in sorted(was.keys() | now.keys())
    ]
    found = [m for m in every if m.before != m.after or m.repriced]
    return sorted(found, key=lambda m: -max(sum(m.before.values()), sum(m.after.values())))


def _starts(placed: Iterable[Placed]) -> dict[tuple[str, str, str], dict[Quarter, int]]:
    out: dict[tuple[str, str, str], dict[Quarter, int]] = {}
    for p in placed:
        there = out.setdefault((p.title, p.destination_title, p.program), {})
        start = Quarter(p.fiscal_year, p.quarter)
        there[start] = there.get(start, 0) + p.participants
    return out


def _costs(placed: Iterable[Placed]) -> dict[tuple[str, str, str], int | None]:
    out: dict[tuple[str, str, str], int | None] = {}
    for p in placed:
        key = p.title, p.destination_title, p.program
        there = out.get(key, 0)
        out[key] = None if there is None or p.cash is None else there + p.cash
    return out


def _told(starts: Mapping[Quarter, int]) -> str:
    return ", ".join(f"{n} in {q}" for q, n in sorted(starts.items())) or "nobody"


def _by(what: str, before: Mapping[str, float], after: Mapping[str, float]) -> list[Difference]:
    return [
        Difference(what, name, round(before.get(name, 0.0), 6), round(after.get(name, 0.0), 6))
        for name in sorted(before.keys() | after.keys())
    ]


def _places(placed: Iterable[Placed], shares: Mapping[int, Mapping[str, float]]) -> dict[str, float]:
    """Places by a part of the workforce: expected ones, since a plan names titles and no persons."""
    out: defaultdict[str, float] = defaultdict(float)
    for p in placed:
        for name, share in shares.get(p.title_id, {"no longer in the roster": 1.0}).items():
            out[name or "not given"] += p.participants * share
    return dict(out)


def _by_year(placed: Iterable[Placed]) -> dict[str, float]:
    out: defaultdict[str, float] = defaultdict(float)
    for p in placed:
        out[f"FY{p.fiscal_year}"] += p.participants
    return dict(out)


def _cash(money: Iterable[Money], by_fund: bool) -> dict[str, float]:
    cents: defaultdict[str, int] = defaultdict(int)
    for m in money:
        if not m.in_kind:
            cents[m.fund if by_fund else f"FY{m.fiscal_year}"] += m.cents
    return {name: n / 100 for name, n in cents.items()}


def _dollars(money: Iterable[Money], which: Callable[[Money], bool]) -> float:
    return sum(m.cents for m in money if which(m)) / 100


def _shares(project: Project, column: str) -> dict[int, dict[str, float]]:
    """By title, the share of its filled positions with each value of a column of the roster."""
    out: dict[int, dict[str, float]] = defaultdict(dict)
    for r in project.rows(
        f"SELECT title_id, {column} AS value, count(*) * 1.0 / sum(count(*)) OVER (PARTITION BY title_id) AS share"
        f" FROM position WHERE status = 'filled' AND title_id IS NOT NULL GROUP BY title_id, {column}"
    ):
        out[r["title_id"]][r["value"]] = r["share"]
    return out
