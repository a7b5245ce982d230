"""The stretches of time that the board edition tells apart: quarters, joined until each concerns enough people.

Pay over hours of a quarter in which a few people train would tell what they earn, so people and hours are told by
quarters that are joined with their neighbours while 1 to 9 people start in them, or have their time, or what follows
from its cost, paid by a fund; and within a fiscal year while such a cost rests nearly all on the pay of a class that few hold.
Money is told within fiscal years, since funds are; where joined quarters cross a year, it stands without hours.
People whose number has moved by 1 to 9 since it was last told stay as they were told then (`told_starts.py`).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reskill.export.board.dominance import tells_pay
from reskill.export.board.told_starts import Earlier, Quarter, ToldStarts, key_of
from reskill.planning import fiscal
from reskill.planning.cost_kinds import BACKFILL, FRINGE, OVERHEAD, RELEASE, REVIEW
from reskill.project.file import Project
from reskill.project.published import QUARTERS, keep_told, told_before
from reskill.project.unchanged import while_unchanged

Payer = tuple[int, str]  # fund and category
_STARTS = "SELECT DISTINCT fiscal_year, quarter FROM cohort WHERE participants > 0"
OF_PAY = (RELEASE, FRINGE, BACKFILL, REVIEW, *OVERHEAD)  # costs that are shares of somebody's pay, or of such costs


@dataclass(frozen=True)
class Period:
    """Quarters whose money is told as one; `year` and `name` as the sheets write them. In one that is not `countable`
    neither people nor hours are told."""

    year: str
    name: str
    quarters: tuple[Quarter, ...]
    countable: bool = True


@dataclass(frozen=True)
class Stretch:
    """Quarters whose people are told as one, or not at all, and the periods of money that they are.

    Of one that is not `countable`, no people or hours of today are told; `people` who start in it are those that were
    told at `as_of`, or None.
    """

    name: str
    periods: tuple[Period, ...]
    countable: bool
    people: int | None
    as_of: dt.date | None = None

    @property
    def quarters(self) -> list[Quarter]:
        """All its quarters, in order."""
        return [q for p in self.periods for q in p.quarters]


@dataclass(frozen=True)
class _People:
    """Who starts in each quarter, and whose time each fund pays for: people by cohort."""

    size: Mapping[int, int]
    starts: Mapping[Quarter, Sequence[int]]
    paid: Mapping[Quarter, Mapping[Payer, frozenset[int]]]  # cohorts
    worth: Mapping[Quarter, Mapping[Payer, Mapping[int, int]]]  # cents by title
    quarters: Sequence[Quarter]
    few: frozenset[int]  # titles
    threshold: int

    def enough(self, quarters: Sequence[Quarter]) -> bool:
        """Whether nobody, or as many as the threshold, start in these quarters, and are paid by each fund, and no cost is
        nearly all somebody's pay where more quarters of its year could join."""
        return self._many(quarters) and not any(self._tells(year, quarters) for year in {y for y, _ in quarters})

    def starting(self, quarters: Sequence[Quarter]) -> int:
        """How many start in these quarters."""
        return sum(self.size[c] for q in quarters for c in self.starts.get(q, ()))

    def _tells(self, year: int, quarters: Sequence[Quarter]) -> bool:
        whole = [q for q in self.quarters if q[0] == year]
        inside = [q for q in whole if q in quarters]
        costs: dict[Payer, Counter[int]] = defaultdict(Counter)
        for q in inside:
            for payer, cents in self.worth.get(q, {}).items():
                costs[payer].update(cents)
        return len(inside) < len(whole) and any(tells_pay(of, self.few) for of in costs.values())

    def _many(self, quarters: Sequence[Quarter]) -> bool:
        started = self.starting(quarters)
        by_fund: dict[Payer, set[int]] = defaultdict(set)
        for q in quarters:
            for fund, cohorts in self.paid.get(q, {}).items():
                by_fund[fund] |= cohorts
        counts = [started, *(sum(self.size[c] for c in cohorts) for cohorts in by_fund.values())]
        return not any(0 < n < self.threshold for n in counts)


@while_unchanged  # each sheet asks
def stretches(project: Project) -> list[Stretch]:
    """The quarters that have costs or people by what may be told of their people, in order."""
    people, told = _people(project), ToldStarts.of(project)
    found = []
    for group in _joined(_told_before(project, people.quarters), people):
        inside = [[q for q in group if q[0] == y] for y in sorted({y for y, _ in group})]
        now = people.starting(group)
        moved = told.few_moved(group, now, people.threshold)
        countable = people.enough(group) and not moved
        earlier = told.earlier(group, people.threshold) if moved else Earlier(now if countable else None)
        periods = tuple(Period(f"FY{q[0][0]}", _name(q), tuple(q), countable and len(inside) == 1) for q in inside)
        found.append(Stretch(_name(group), periods, countable, earlier.people, earlier.at))
    return found


def starts(project: Project) -> dict[Stretch, int]:
    """How many people start in each stretch that may tell it and in which anybody does."""
    return {s: s.people for s in stretches(project) if s.countable and s.people}


def all_told(project: Project) -> bool:
    """Whether everybody in the plan starts in a stretch that tells its people of today."""
    return sum(starts(project).values()) == (project.value("SELECT sum(participants) FROM cohort") or 0)


def last_start(project: Project) -> fiscal.Quarter | None:
    """The quarter by which everybody in the plan has started, the last of those told with it; None where no start may be
    told then."""
    last = max(((r["fiscal_year"], r["quarter"]) for r in project.rows(_STARTS)), default=None)
    told = next((s for s in starts(project) if any(last in p.quarters for p in s.periods)), None)
    return fiscal.Quarter(*told.periods[-1].quarters[-1]) if told else None


def by_quarter(project: Project) -> dict[Quarter, Period]:
    """The period of each quarter."""
    return {q: p for s in stretches(project) for p in s.periods for q in p.quarters}


def as_one(periods: Sequence[Period]) -> Period:
    """Neighbours as one period, with people where each of them tells them."""
    if len(periods) == 1:
        return periods[0]
    quarters = tuple(q for p in periods for q in p.quarters)
    year = " to ".join(dict.fromkeys((periods[0].year, periods[-1].year)))
    return Period(year, _name(quarters), quarters, all(p.countable for p in periods))


def keep_told_quarters(project: Project) -> None:
    """Keep which quarters are told as one, for the editions to come."""
    keep_told(project, QUARTERS, [{key_of(q) for q in s.quarters} for s in stretches(project)])


def keep_told_starts(project: Project) -> None:
    """Keep how many start in each quarter of those that are told today, for the editions to come."""
    people, told = _people(project), ToldStarts.of(project)
    told.keep(
        project, {q: people.starting([q]) if s.countable else None for s in stretches(project) for q in s.quarters}
    )


def _told_before(project: Project, quarters: Sequence[Quarter]) -> list[list[Quarter]]:
    """The quarters, with those that were told as one before, and all between them."""
    told = told_before(project, QUARTERS)
    last = {told[key_of(q)]: n for n, q in enumerate(quarters) if key_of(q) in told}
    out: list[list[Quarter]] = []
    until = -1
    for n, quarter in enumerate(quarters):
        if n > until:
            out.append([])
        out[-1].append(quarter)
        until = max(until, last.get(told.get(key_of(quarter), -1), -1))
    return out


def _name(quarters: Sequence[Quarter]) -> str:
    (first, start), (last, end) = quarters[0], quarters[-1]
    if first == last:
        return f"FY{first}" if len(quarters) == 4 else f"FY{first} Q{start}{f' to Q{end}' if end > start else ''}"
    return f"FY{first} Q{start} to FY{last} Q{end}"


def _joined(parts: Sequence[Sequence[Quarter]], people: _People) -> list[list[Quarter]]:
    """Neighbours joined until each is enough; where the last are not, as few of them as needed join those before."""
    out: list[list[Sequence[Quarter]]] = []
    for part in parts:
        if out and not people.enough(_flat(out[-1])):
            out[-1].append(part)
        else:
            out.append([part])
    if len(out) > 1 and not people.enough(_flat(out[-1])):
        last = out.pop()
        taken = 1
        while taken < len(last) and not people.enough(_flat([*out[-1], *last[:taken]])):
            taken += 1
        joined = [_flat([*out[-1], *last[:taken]]), *last[taken:]]
        return _joined([*map(_flat, out[:-1]), *joined], people)
    return [_flat(group) for group in out]


def _flat(parts: Sequence[Sequence[Quarter]]) -> list[Quarter]:
    return [q for part in parts for q in part]


def _people(project: Project) -> _People:
    starts: dict[Quarter, list[int]] = defaultdict(list)
    size = {}
    for r in project.rows("SELECT id, fiscal_year, quarter, participants FROM cohort"):
        starts[r["fiscal_year"], r["quarter"]].append(r["id"])
        size[r["id"]] = r["participants"]
    paid: dict[Quarter, dict[Payer, set[int]]] = defaultdict(lambda: defaultdict(set))
    worth: dict[Quarter, dict[Payer, Counter[int]]] = defaultdict(lambda: defaultdict(Counter))
    for r in project.rows(
        "SELECT b.fiscal_year, b.quarter, b.fund_id, b.category, b.cohort_id, c.title_id, b.cents FROM budget_line b"
        f" JOIN cohort c ON c.id = b.cohort_id WHERE b.category IN ({','.join('?' * len(OF_PAY))})",
        OF_PAY,
    ):
        when, payer = (r["fiscal_year"], r["quarter"]), (r["fund_id"], r["category"])
        paid[when][payer].add(r["cohort_id"])
        worth[when][payer][r["title_id"]] += r["cents"]
    frozen = {q: {f: frozenset(c) for f, c in funds.items()} for q, funds in paid.items()}
    quarters = project.rows(
        "SELECT fiscal_year, quarter FROM budget_line UNION SELECT fiscal_year, quarter FROM cohort"
    )
    ordered = sorted((r["fiscal_year"], r["quarter"]) for r in quarters)
    least = project.thresholds.small_cell
    few = frozenset(r["id"] for r in project.rows("SELECT id FROM title WHERE positions < ?", (least,)))
    return _People(size, starts, frozen, worth, ordered, few, least)
