"""What follows for a cohort's lines when people, quarters or one of the lines change. Pure: nothing is stored here.

Lines keep the fund that they have. What a person typed into a line stays; lines that are a share of others follow them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from reskill.planning.by_hand.plan_line import PlanLine
from reskill.planning.cost_kinds import BACKFILL, FRINGE, INDIRECT, OUTSIDE_MTDC, OVERHEAD, PAID_TIME, RELEASE, REVIEW
from reskill.planning.fiscal import Quarter

STEP = Decimal("0.000001")  # of a quantity
BY_PEOPLE = ("participant", "hour")  # units of which there are more when there are more people


def with_people(lines: Sequence[PlanLine], before: int, after: int) -> list[PlanLine]:
    """The lines of a cohort that has other people than before."""
    scaled = [
        _times(line, Decimal(after) / Decimal(before))
        if line.unit in BY_PEOPLE and "quantity" not in line.typed
        else line
        for line in lines
    ]
    return follow(lines, scaled)


def moved(lines: Iterable[PlanLine], quarters: int) -> list[PlanLine]:
    """The lines of a cohort that starts that many quarters later."""
    return [replace(line, quarter=line.quarter.plus(quarters)) for line in lines]


def at_price(lines: Sequence[PlanLine], quoted: PlanLine) -> list[PlanLine]:
    """The lines of a cohort whose training costs what was quoted: its tuition at that rate, or a new line where it had
    none."""
    found = [
        _noted(
            replace(x, unit_cost=quoted.unit_cost, source=quoted.source, typed=x.typed | quoted.typed, why=quoted.why)
        )
        if x.category == quoted.category
        else x
        for x in lines
    ]
    if not any(x.category == quoted.category for x in lines):
        found.append(_noted(quoted))
    return follow(lines, found)


def parted(lines: Iterable[PlanLine], share: Decimal) -> tuple[list[PlanLine], list[PlanLine]]:
    """Lines in two parts, the first with that share of each quantity; the second is new."""
    first = [_times(line, share) for line in lines]
    rest = [
        _noted(replace(line, id=0, quantity=line.quantity - part.quantity))
        for line, part in zip(lines, first, strict=True)
    ]
    return first, rest


def follow(before: Sequence[PlanLine], after: Sequence[PlanLine]) -> list[PlanLine]:
    """The lines after a change, with the shares of those that changed worked out again; by difference, so that what
    did not change stays to the cent."""
    return shares_again(before, _cover_again(before, after))


def shares_again(before: Sequence[PlanLine], after: Sequence[PlanLine]) -> list[PlanLine]:
    """The lines after a change of amounts alone: shares follow, hours of backfill stay."""
    found = list(after)
    for kind in (FRINGE, REVIEW, *OVERHEAD):
        rests = _base(kind)
        change = _cents(found, rests)
        change.subtract(_cents(before, rests))
        for quarter, cents in change.items():
            if cents:
                found = _rebased(found, kind, quarter, Decimal(cents) / 100)
    return found


def _cover_again(before: Sequence[PlanLine], after: Sequence[PlanLine]) -> list[PlanLine]:
    """Backfill goes with the hours that people are away, unless it changed by itself."""
    was, now = _hours(before, RELEASE), _hours(after, RELEASE)
    covered = _hours(before, BACKFILL), _hours(after, BACKFILL)
    return [
        _times(line, now[line.quarter] / was[line.quarter])
        if line.category == BACKFILL
        and "quantity" not in line.typed
        and was[line.quarter] not in (0, now[line.quarter])
        and covered[0][line.quarter] == covered[1][line.quarter]
        else line
        for line in after
    ]


def _base(kind: str) -> Callable[[PlanLine], bool]:
    """What a kind of cost is a share of (see `costs.cohort_lines`); what is given in kind is in no base of overhead."""
    if kind == FRINGE:
        return lambda line: line.category == RELEASE
    if kind == REVIEW:
        return lambda line: line.category not in (REVIEW, *OVERHEAD)
    outside = (*PAID_TIME, *OVERHEAD, *(OUTSIDE_MTDC if kind == INDIRECT else ()))
    return lambda line: line.category not in outside and not line.in_kind


def _cents(lines: Iterable[PlanLine], which: Callable[[PlanLine], bool]) -> Counter[Quarter]:
    found: Counter[Quarter] = Counter()
    for line in filter(which, lines):
        found[line.quarter] += line.cents
    return found


def _hours(lines: Iterable[PlanLine], category: str) -> defaultdict[Quarter, Decimal]:
    found: defaultdict[Quarter, Decimal] = defaultdict(Decimal)
    for line in lines:
        if line.category == category:
            found[line.quarter] += line.quantity
    return found


def _rebased(lines: Sequence[PlanLine], kind: str, quarter: Quarter, dollars: Decimal) -> list[PlanLine]:
    """The shares of a kind in a quarter, of a base that has that many dollars more; funds keep their parts of it."""

    def concerned(line: PlanLine) -> bool:
        mine = line.category == kind and line.quarter == quarter and line.is_share
        return mine and "quantity" not in line.typed

    base = sum((line.quantity for line in filter(concerned, lines)), Decimal(0))
    if not base:
        first = next(filter(concerned, lines), None)
        return [_noted(replace(x, quantity=dollars)) if x is first else x for x in lines]
    return [_times(line, (base + dollars) / base) if concerned(line) else line for line in lines]


def _times(line: PlanLine, factor: Decimal) -> PlanLine:
    return _noted(replace(line, quantity=(line.quantity * factor).quantize(STEP, ROUND_HALF_UP).normalize()))


def _noted(line: PlanLine) -> PlanLine:
    """The line with a note that fits its figures, unless a person wrote the note."""
    return line if "note" in line.typed else replace(line, note=line.arithmetic)
