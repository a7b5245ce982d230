"""Lines that stand for several positions: which columns count them, and how many a line is, filled and vacant."""

from __future__ import annotations

import math
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from reskill.intake.amounts import amount_of
from reskill.intake.grid import Row
from reskill.intake.positions import fte_scale
from reskill.intake.vocabulary import is_total, undated, words, year_in

POSITIONS, FILLED, VACANT = "positions", "filled_positions", "vacant_positions"
ROLES = (POSITIONS, FILLED, VACANT)
_AUTHORITY = (
    *(
        "authorized",
        "authorised",
        "adopted",
        "approved",
        "budgeted",
        "budget",
        "funded",
        "allocated",
        "allotted",
        "auth",
    ),
    *(
        "allocation",
        "allocations",
        "establishment",
        "complement",
        "strength",
        "amended",
        "revised",
        "actual",
        "estimated",
    ),
)
"""Words of who set a number of positions, the surest first."""
_HELD = frozenset(
    [
        "filled",
        "occupied",
        "encumbered",
        "incumbents",
        "employee",
        "people",
        "persons",
        "staff",
        "heads",
        "head",
        "headcount",
        "hc",
        "workers",
    ]
)
_TAKEN = frozenset({"filled", "occupied", "encumbered", "incumbents"})  # of these, positions too are held
_SHORT = {
    "incumbent": "incumbents",
    "fill": "filled",
    "staffed": "filled",
    "vac": "vacant",
    "unstaffed": "vacant",
    "unencumbered": "vacant",
    "ct": "count",
    "cnt": "count",
    "records": "count",
    "members": "people",
    "allotment": "allotted",
    "allotments": "allotted",
}
_OPEN = frozenset(["vacant", "vacancies", "vacancy", "unfilled", "open"])
_OF_NUMBER = frozenset(
    ["number", "#", "count", "counts", "quantity", "qty", "positions", "posts", "slots", "seats", "fte", "units"]
)
_BESIDE = frozenset(
    [
        "of",
        "total",
        "current",
        "all",
        "annual",
        "permanent",
        "regular",
        "full",
        "time",
        "part",
        "employee",
        "id",
        "job",
        "position",
        "post",
        "unit",
        "staffing",
        "level",
        "levels",
        "in",
        "per",
        "class",
        "title",
        "grade",
        "personnel",
        "as",
        "worker",
        "person",
        "active",
    ]
)
_KNOWN = frozenset(_AUTHORITY) | _HELD | _OPEN | _OF_NUMBER | _BESIDE
_THINGS = frozenset(
    ["employee", "position", "job", "unit", "staff", "worker", "person", "class", "title", "personnel", "post", "grade"]
)
_PARTS = frozenset({"full", "part", "total", "permanent", "regular"})  # Full Time, Part Time, Total: parts of a count
_NUMBERED = frozenset(
    [
        "step",
        "steps",
        "fund",
        "org",
        "account",
        "district",
        "ward",
        "precinct",
        "shift",
        "code",
        "id",
        "number",
        "no",
        "class",
        "grade",
        "range",
        "level",
        "age",
        "years",
        "floor",
        "room",
        "zip",
        "priority",
        "score",
        "rank",
        "line",
        "row",
        "tier",
        "zone",
    ]
)
_VAGUE = frozenset(
    {"number", "#", "count", "employee", "staff", "personnel", "units", "budget", "actual", "open", "current"}
)
_MOST = 0.8  # share of cells that are numbers in a column of counts
_MOST_HEADS = 20_000  # of one line
_USUAL = 200  # heads of a line: the middle of a column of numbers that only may be counts is not more
_SEVERAL = 0.1  # share of lines with an FTE over 2 from which the column adds positions up
_SEVERAL_COLUMNS = 2
_ALONE = ("total", "regular", "permanent", "full time", "part time")  # headers that count positions beside others only
_HOURS = 500  # of a rate an hour: so many are hours of work, not heads


@dataclass(frozen=True)
class Posts:
    """The positions that a line stands for: each one's FTE (None = not told) of the filled ones and of the vacant ones."""

    filled: tuple[float | None, ...]
    vacant: tuple[float | None, ...] = ()
    differ: bool = False  # filled and vacant do not add up to the number authorized


@dataclass(frozen=True)
class Counts:
    """The columns that count the positions of each line; `in_fte` when the numbers are full-time equivalents.

    `unsure` says why no number is read, "" when one is; `headers` are those of the columns concerned.
    """

    columns: Mapping[str, int]
    fte: int | None = None
    in_fte: bool = False
    headers: tuple[str, ...] = ()
    unsure: str = ""

    def __bool__(self) -> bool:
        return bool(self.columns) or self.in_fte

    def posts(self, values: Sequence[object]) -> Posts:
        """The positions of a line; none at all where it counts none."""
        total, filled, vacant = (_number(values, self.columns.get(role)) for role in ROLES)
        fte = _number(values, self.fte)
        if not self.columns and self.in_fte:
            total = fte
        if total is None and filled is None and vacant is None:
            return Posts((fte if self.columns else None,))  # nothing is counted: it is itself
        differ = None not in (total, filled, vacant) and not math.isclose(total or 0, (filled or 0) + (vacant or 0))
        if filled is None:
            filled = 0.0 if total is None else max(0.0, total - (vacant or 0))
        elif vacant is None and total is not None:
            vacant = max(0.0, total - filled)
        heads = filled + (vacant or 0)
        each = fte if fte is None or heads <= 1 or fte <= 1 else fte / heads
        return Posts(self._spread(filled, each), self._spread(vacant, each), differ)

    def _spread(self, number: float | None, each: float | None) -> tuple[float | None, ...]:
        """So many positions; of full-time equivalents whole ones, and one for what is left over."""
        if not number or number < 0:
            return ()
        whole, rest = divmod(number, 1)
        if not self.in_fte:
            return (each,) * round(number)
        return (1.0,) * int(whole) + ((round(rest, 4),) if rest > 0.001 else ())


NONE = Counts({})


def count_role(header: str) -> str:
    """Which number of positions a header may tell: all, the filled or the vacant ones; "" when it names another thing."""
    said = [_SHORT.get(w, w) for w in undated(header).removeprefix("sum of ").split()]
    if not said:
        return POSITIONS if year_in(header) else ""
    if said[:2] == ["count", "of"]:
        return FILLED if {*said} & {*_HELD, "name"} else POSITIONS
    if not set(said) <= _KNOWN:
        return ""
    if (
        said[0] in _THINGS
        and set(said) <= _THINGS | {"id", "number", "code", "title"}
        and "employees" not in header.lower()
        and said != ["personnel"]
    ):
        return ""  # these name a thing: Employee Number, Position
    told = set(said)
    if told & _OPEN:
        return VACANT
    if "fte" in told and not told & _HELD:
        return ""  # that is the FTE itself
    if "actual" in told and not year_in(header):
        return FILLED
    if told & set(_AUTHORITY) or told == {"total", "position"}:
        return POSITIONS
    if (
        told & _TAKEN
        or told <= {"personnel", "staffing"}
        or (told & _HELD and not told & {"positions", "position", "posts", "post"})
    ):
        return FILLED
    if told & _OF_NUMBER or year_in(header) or (told & _PARTS and told <= _PARTS | {"time"}):
        return POSITIONS
    return ""


def find_counts(
    headers: Sequence[str], samples: Sequence[Sequence[object]], free: Sequence[int], year: int = 0
) -> dict[str, list[int]]:
    """The columns among `free` that count positions, by role, the best first: of the newest year, or of `year`."""
    roles = {i: role for i in free if (role := count_role(headers[i])) and _are_counts(headers[i], samples[i], year)}
    if not any(_tell(samples[i]) for i in roles) or (len(roles) == 1 and undated(headers[min(roles)]) in _ALONE):
        return {}
    found: dict[str, list[int]] = {}
    newest = max((year_in(headers[i]) for i in roles), default=0)
    for i, role in sorted(
        roles.items(), key=lambda ir: (_authority(headers[ir[0]]), not is_total(headers[ir[0]]), ir[0])
    ):
        if year_in(headers[i]) == newest:
            found.setdefault(role, []).append(i)
    return found


def read_counts(
    headers: Sequence[str],
    rows: Sequence[Row],
    fields: Mapping[str, int],
    rivals: Sequence[int],
    chosen: Container[str],
) -> Counts:
    """How the lines of a table count positions; `rivals` are further columns that may say how many there are.

    Where the numbers cannot be relied on, the answer says why and reads none. Fields that a person has `chosen` are read.
    """
    columns = {role: fields[role] for role in ROLES if role in fields}
    fte = fields.get("fte")
    if not columns and rivals:
        return Counts({}, headers=tuple(headers[i] for i in rivals), unsure="no header says what is counted")
    if not columns:
        return _counted_in_fte(headers, rows, fte)
    if not any(role in chosen for role in ROLES) and (unsure := _why_unsure(headers, rows, fields, columns, rivals)):
        return Counts({}, headers=tuple(headers[i] for i in (*columns.values(), *rivals)), unsure=unsure)
    halves = any(n % 1 for at in columns.values() for _, values in rows if (n := _number(values, at)))
    return Counts(columns, fte, halves, tuple(headers[i] for i in columns.values()))


def lone_total(headers: Sequence[str], samples: Sequence[Sequence[object]], free: Sequence[int]) -> tuple[int, ...]:
    """A column called Total, or the like, with whole numbers of a count: of what, it does not say; rates have cents."""
    found = [i for i in free if undated(headers[i]) in _ALONE and _are_counts(headers[i], samples[i], 0)]
    return tuple(
        i for i in found if _tell(samples[i]) and all(a.dollars % 1 == 0 for v in samples[i] if (a := amount_of(v)))
    )


def unknown_counts(headers: Sequence[str], samples: Sequence[Sequence[object]], free: Sequence[int]) -> tuple[int, ...]:
    """Several columns of small numbers that no header explains: perhaps the positions of a department or a year each."""
    found = [i for i in free if _are_counts(headers[i], samples[i], 0) and _tell(samples[i])]
    found = [i for i in found if not _NUMBERED & set(words(headers[i]).split())]
    small = [i for i in found if median(a.dollars for v in samples[i] if (a := amount_of(v))) <= _USUAL]
    return tuple(small) if len(small) >= _SEVERAL_COLUMNS else ()


def _why_unsure(
    headers: Sequence[str],
    rows: Sequence[Row],
    fields: Mapping[str, int],
    columns: Mapping[str, int],
    rivals: Sequence[int],
) -> str:
    if POSITIONS not in columns and FILLED not in columns:
        return "only vacancies are counted, and how many positions are filled is not said"
    if FILLED not in columns or VACANT not in columns:
        first = columns.get(POSITIONS)
        for at in rivals:
            pairs = [(_number(v, first), _number(v, at)) for _, v in rows]
            if any(a != b for a, b in pairs) and not (
                first is not None and is_total(headers[first]) and all((a or 0) >= (b or 0) for a, b in pairs)
            ):
                return "the columns do not tell the same number"
    basis = fields.get("pay_basis")
    counted = columns.get(POSITIONS, columns.get(FILLED))
    if basis is not None and counted is not None:
        rated = [n for _, v in rows if _word(v, basis)[:1] in "hm" and (n := _number(v, counted))]
        if rated and ("unit" in words(headers[basis]) or median(rated) >= _HOURS):
            return "some lines count hours or months (units of pay), others positions"
    return ""


def _counted_in_fte(headers: Sequence[str], rows: Sequence[Row], fte: int | None) -> Counts:
    """Whether the numbers of an FTE column are sums over several positions: more than one person can work."""
    if fte is None:
        return NONE
    values = [values[fte] for _, values in rows if fte < len(values)]
    several = sum(a.dollars > 2 for v in values if v not in (None, "") and (a := amount_of(v)))
    if not several or fte_scale(words(headers[fte]), values) != "fte":
        return NONE
    if several < _SEVERAL * len(rows):
        return Counts({}, headers=(headers[fte],), unsure=f"only {several:,} of {len(rows):,} lines have an FTE over 2")
    return Counts({}, fte, in_fte=True, headers=(headers[fte],))


def count_columns(headers: Sequence[str], samples: Sequence[Sequence[object]]) -> set[int]:
    """Every column that counts positions, also those that hold 0 and 1 only beside others that hold more."""
    return {i for found in find_counts(headers, samples, range(len(headers))).values() for i in found}


def _are_counts(header: str, values: Sequence[object], year: int) -> bool:
    numbers = [a.dollars for v in values if (a := amount_of(v))]
    if year and year_in(header) not in (0, year):
        return False
    if not numbers or len(numbers) < _MOST * len(values) or not all(0 <= n <= 5 * _MOST_HEADS for n in numbers):
        return False
    if median(numbers) > _MOST_HEADS or (all(b - a == 1 for a, b in pairwise(numbers)) and len(numbers) > 2):
        return False  # money, or the lines' own numbers
    vague = set(undated(header).split()) <= _VAGUE | _BESIDE
    return not vague or median(numbers) <= _USUAL


def _tell(values: Sequence[object]) -> bool:
    """Whether numbers are not all 0 or 1, which may as well answer yes or no."""
    return any(a.dollars not in (0, 1) for v in values if (a := amount_of(v)))


def _authority(header: str) -> int:
    said = words(header).split()
    return min((_AUTHORITY.index(w) for w in said if w in _AUTHORITY), default=len(_AUTHORITY))


def _number(values: Sequence[object], at: int | None) -> float | None:
    amount = amount_of(values[at]) if at is not None and at < len(values) and values[at] not in (None, "") else None
    return None if amount is None else amount.dollars


def _word(values: Sequence[object], at: int) -> str:
    return str(values[at]).strip().lower() if at < len(values) and values[at] is not None else "-"
