"""Two plans side by side: people, urgent people, benefit and cash, by whom, where and when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from reskill.planning.cost_kinds import PAID_TIME
from reskill.planning.fiscal import Quarter, label
from reskill.planning.kept.snapshot import Money, Placed, Snapshot
from reskill.project.file import Project
from reskill.table import Column

COLUMNS = (
    Column(
        "What", "what", width=16, tip="What is compared: the whole plan, or its parts by department, fund and so on."
    ),
    Column("Which", "which", "wrapped", 34, tip="The part of the plan."),
    Column("Before", "before", "exact", 12, tip="In the plan that is compared with: people, benefit, or US dollars."),
    Column("After", "after", "exact", 12, tip="In the other plan."),
    Column("Change", "change", "exact", 12, tip="After less before."),
)
PARTS = {"department": "department", "unit": "bargaining_unit", "grade": "grade"}  # of people, by their position
WHOLE = "whole plan"
TIMES: dict[str, Callable[[Placed | Money], str]] = {
    "year": lambda of: label(of.fiscal_year),
    "quarter": lambda of: str(Quarter(of.fiscal_year, of.quarter)),
}
NOT_KNOWN = "not known of a plan that an earlier version kept"


@dataclass(frozen=True)
class Difference:
    """A figure in two plans: people, benefit, or US dollars; None = not known."""

    what: str
    which: str
    before: float | None
    after: float | None

    @property
    def change(self) -> float | None:
        """What became of it."""
        return None if self.before is None or self.after is None else round(self.after - self.before, 6)


def compare(project: Project, before: Snapshot, after: Snapshot) -> list[Difference]:
    """The sums of both plans, then places and cash by department, unit and grade (by the title's people of today), people
    by year and quarter, and cash by fund, year and quarter; a part that neither has is left out."""
    out = [
        Difference(WHOLE, name, figure(before), figure(after))
        for name, figure in (
            ("people", lambda s: float(sum(p.participants for p in s.placed))),
            ("urgent people", lambda s: float(sum(p.participants for p in s.placed if p.urgent))),
            (
                "people who move to another occupation",
                lambda s: float(sum(p.participants for p in s.placed if p.moves)),
            ),
            ("benefit", lambda s: round(sum(p.participants * p.benefit for p in s.placed), 4)),
            ("cash, $", lambda s: _dollars(s.money, lambda m: not m.in_kind)),
            ("paid time, $", lambda s: _dollars(s.money, lambda m: m.in_kind and m.category in PAID_TIME)),
            ("given in kind, $", lambda s: _dollars(s.money, lambda m: m.in_kind and m.category not in PAID_TIME)),
            ("held back for unknown prices, $", lambda s: sum(p.held_back for p in s.placed) / 100),
        )
    ]
    for what, column in PARTS.items():
        shares = _shares(project, column)
        out += _by(what, _places(before.placed, shares), _places(after.placed, shares))
        out += _by_or_not(f"cash by {what}, $", _costs(before, shares), _costs(after, shares))
    for what, when in TIMES.items():
        out += _by(f"people by {what}", _starts(before.placed, when), _starts(after.placed, when))
    out += _by("cash by fund, $", *(_cash(s.money, lambda m: m.fund) for s in (before, after)))
    for what, when in TIMES.items():
        out += _by(f"cash by {what}, $", _cash(before.money, when), _cash(after.money, when))
    return out


def _by(what: str, before: Mapping[str, float], after: Mapping[str, float]) -> list[Difference]:
    return [
        Difference(what, name, round(before.get(name, 0.0), 6), round(after.get(name, 0.0), 6))
        for name in sorted(before.keys() | after.keys())
    ]


def _by_or_not(what: str, before: Mapping[str, float] | None, after: Mapping[str, float] | None) -> list[Difference]:
    """Parts as they are known, after a row that says so where they are not known of one of the plans."""
    parts = {"before": before, "after": after}
    unknown: dict[str, Any] = {plan: None for plan, known in parts.items() if known is None}
    found = [replace(d, **unknown) for d in _by(what, before or {}, after or {})]
    return [Difference(what, NOT_KNOWN, None, None), *found] if unknown else found


def _places(placed: Iterable[Placed], shares: Mapping[int, Mapping[str, float]]) -> dict[str, float]:
    """Places by a part of the workforce: expected ones, since a plan names titles and no persons."""
    out: defaultdict[str, float] = defaultdict(float)
    for p in placed:
        for name, share in shares.get(p.title_id, {"no longer in the roster": 1.0}).items():
            out[name or "not given"] += p.participants * share
    return dict(out)


def _costs(plan: Snapshot, shares: Mapping[int, Mapping[str, float]]) -> dict[str, float] | None:
    """US dollars in cash by a part of the workforce, each cohort's shared as its places are, to the cent; None where it
    was not kept what cohorts cost."""
    cents: defaultdict[str, int] = defaultdict(int)
    for p in plan.placed:
        if p.cash is None:
            return None
        given, sofar = 0, 0.0
        parts = shares.get(p.title_id, {"no longer in the roster": 1.0})
        for n, (name, share) in enumerate(parts.items(), 1):
            sofar += share
            part = (p.cash if n == len(parts) else round(p.cash * sofar)) - given
            given += part
            cents[name or "not given"] += part
    whole = sum(m.cents for m in plan.money if not m.in_kind)
    if rest := whole - sum(cents.values()):
        cents["of no cohort"] = rest
    return {name: n / 100 for name, n in cents.items()}


def _starts(placed: Iterable[Placed], when: Callable[[Placed], str]) -> dict[str, float]:
    out: defaultdict[str, float] = defaultdict(float)
    for p in placed:
        out[when(p)] += p.participants
    return dict(out)


def _cash(money: Iterable[Money], by: Callable[[Money], str]) -> dict[str, float]:
    cents: defaultdict[str, int] = defaultdict(int)
    for m in money:
        if not m.in_kind:
            cents[by(m)] += m.cents
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
