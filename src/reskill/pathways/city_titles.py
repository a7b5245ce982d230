"""The city's own titles in an occupation: departments, grades, pay, people, vacancies, openings."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from reskill.pathways.city_gates import ASK, city_gates, told
from reskill.pathways.staffing import FULL_TIME, LEAST_TIME, full_time_unless_said
from reskill.project.file import Project, Row
from reskill.reference.outlook import outlook

_POSITIONS = """
SELECT title_id, department, fte, status, held, count(*) AS n,
    count(nullif(annual_salary, 0)) AS paid, sum(annual_salary) AS payroll, min(nullif(annual_salary, 0)) AS lowest, max(annual_salary) AS highest
FROM position WHERE title_id IN (SELECT value FROM json_each(?))
GROUP BY title_id, department, fte, status, held
"""
_GRADES = """
SELECT DISTINCT title_id, grade FROM position WHERE title_id IN (SELECT value FROM json_each(?)) AND grade <> ''
ORDER BY title_id, grade
"""


_ENOUGH = 5  # positions with pay, from which means are compared
_CUT_OFF = 1.25  # of its lowest pay, below which a range ends too soon to be that of a grade
TOLD = 0.015  # of today's pay, from which it matters whether the middle of the range is meant or what people get


@dataclass(frozen=True)
class CityTitle:
    """A title of the roster as a place to go to. Departments have the most positions first; pay is the
    lowest and highest of its positions in US dollars a year, None where none is known. `middle` is that of the range at
    full-time hours, and `start` its lower end: of full-time positions, or where there is none, of part-time pay over
    its FTE; `mean` what its
    holders get on the same basis; None where pay or hours are not known; `paid` is of how many. `part_time` is whether most positions are known to be less than full-time, or of unknown hours in a
    roster that has them. `openings` is an estimate a year: filled positions by the national rate of those who leave
    the occupation. `gates` is what the city asks, `exposure` that of the title's own role, `hints` the other
    occupations that its words speak for, with how much, the strongest first; `occupation` is the name of its own, '' where
    it is no role yet."""

    title_id: int
    title: str
    code: str
    departments: tuple[str, ...]
    grades: tuple[str, ...]
    lowest: float | None
    highest: float | None
    middle: float | None
    people: int
    vacancies: int
    openings: float | None
    gates: str
    exposure: float | None = None
    hints: tuple[tuple[str, float], ...] = ()
    part_time: bool = False
    paid: int = 0
    start: float | None = None
    mean: float | None = None
    occupation: str = ""

    @cached_property
    def where(self) -> frozenset[str]:
        """Its departments, in no order."""
        return frozenset(self.departments)

    @cached_property
    def spoken_for(self) -> dict[str, float]:
        """Its hints, by occupation."""
        return dict(self.hints)

    @property
    def alone(self) -> bool:
        """Whether it is a single position, and filled."""
        return self.people == 1 and not self.vacancies

    @cached_property
    def end(self) -> float | None:
        """The upper end of the range whose lower one is `start`."""
        return None if self.middle is None or self.start is None else 2 * self.middle - self.start

    @property
    def pay(self) -> str:
        """Its range of pay in words, on the basis of `middle`, with what is paid by the year where posts are part-time; ''
        where no pay is known."""
        if self.lowest is None or self.highest is None:
            return ""
        if self.start is None or self.end is None:
            return _range(self.lowest, self.highest)
        told = _range(self.start, self.end)
        if self.part_time and self.lowest < self.start:
            return f"{_range(self.lowest, self.highest)} for the hours held, {told} at full-time hours"
        return told if (self.start, self.end) == (self.lowest, self.highest) else f"{told} full-time"

    def __str__(self) -> str:
        parts = [
            f"{self.people:,} position{'s' * (self.people != 1)}",
            f"{self.vacancies:,} vacant" if self.vacancies else "",
            f"grade {_few(self.grades)}" if self.grades else "",
            self.pay,
            _few(self.departments),
        ]
        known = f" ({self.gates})" if self.gates != ASK else ""
        return f"{self.title}: {', '.join(filter(None, parts))}{known}"


def pay_over(above: CityTitle, own: CityTitle | None) -> float | None:
    """The middle of one title's range of pay over that of another, as means tell seniority; None where either is not
    known."""
    return above.middle / own.middle if above.middle and own and own.middle else None


def start_over(above: CityTitle, own: CityTitle | None) -> float | None:
    """The lower end of one title's range of pay over that of another; None where either is not known."""
    return above.start / own.start if above.start and own and own.start else None


def gain_over(above: CityTitle, own: CityTitle | None) -> float | None:
    """What one title pays over what people of another get: the mean of their pay, or the middle of their range where that
    is more; None where either is not known.

    It pays the middle of its range; or, where its range ends higher and enough people have either, what those there get
    on average, but no more than its middle tells, or its end where the other's range is cut off: where most people have
    long been there, their mean is to be compared with that of people like them.
    """
    if own is None or above.middle is None or own.middle is None:
        return None
    gain = above.middle / max(own.middle, own.mean or 0.0)
    if not (above.end and own.end and own.start and above.mean and own.mean):
        return gain
    higher, over = above.end / own.end, above.middle / own.middle
    if higher <= 1 or min(above.paid, own.paid) < _ENOUGH:
        return gain
    most = max(higher, over) if own.end < _CUT_OFF * own.start else over
    return max(gain, min(most, above.mean / own.mean))


def gain_told(over: float, gain: float | None) -> str:
    """How pay differs from the middle of one range over that of another, in words; '' where it does not."""
    if gain is None or abs(gain - over) <= TOLD:
        return ""
    if gain < over:
        return f"{gain:.0%} of what people here get on average"
    return f"people there get {gain:.0%} of what people here get, both on average"


def gains(above: CityTitle, own: CityTitle | None) -> bool:
    """Whether most people of one title could earn more in another: its range reaches above what they get on average, and
    its middle or its end above theirs; so too where pay is not known."""
    if own is None or own.mean is None or own.end is None or above.middle is None or above.end is None:
        return True
    return above.end > own.mean and (above.middle >= own.mean or above.end > own.end)


def city_titles(
    project: Project, codes: Collection[str] = (), title_ids: Collection[int] = (), grades: bool = True
) -> list[CityTitle]:
    """The titles that are mapped to these occupations or have these ids, those with the most people first; without their
    pay grades, which only a reader asks for and no index has, unless `grades`."""
    titles = {
        r["id"]: r
        for r in project.rows(
            "SELECT t.id, t.title, m.code, r.exposure, r.occupation FROM title t JOIN mapping m ON m.title_id = t.id AND m.share > 0.5"
            " LEFT JOIN role r ON r.title_id = t.id WHERE m.code IN (SELECT value FROM json_each(?))"
            " OR t.id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(codes)), json.dumps(list(title_ids))),
        )
    }
    positions: defaultdict[int, list[Row]] = defaultdict(list)
    for r in project.rows(_POSITIONS, (json.dumps(list(titles)),)):
        positions[r["title_id"]].append(r)
    graded: defaultdict[int, list[str]] = defaultdict(list)
    for r in project.rows(_GRADES, (json.dumps(list(positions)),)) if grades else ():
        graded[r["title_id"]].append(r["grade"])
    filled = city_gates(project, list(positions))
    hints: defaultdict[int, list[tuple[str, float]]] = defaultdict(list)
    for r in project.rows(
        "SELECT title_id, code, confidence FROM candidate WHERE title_id IN (SELECT value FROM json_each(?)) ORDER BY rank",
        (json.dumps(list(positions)),),
    ):
        hints[r["title_id"]].append((r["code"], r["confidence"]))
    unknown = 1.0 if full_time_unless_said(project) else 0.0  # FTE of positions that have none
    found = []
    for title_id, here in positions.items():
        pays = [r for r in here if r["paid"]]
        paid, ends, mean = _at_full_time([(r, unknown if r["fte"] is None else r["fte"]) for r in pays])
        short = sum(r["n"] for r in here if (unknown if r["fte"] is None else r["fte"]) < FULL_TIME)
        vacancies = sum(r["n"] for r in here if r["status"] == "vacant" and not r["held"])
        people = sum(r["n"] for r in here if r["status"] == "filled")
        title = titles[title_id]
        known = outlook(title["code"])
        found.append(
            CityTitle(
                title_id,
                title["title"],
                title["code"],
                _departments(here),
                tuple(graded[title_id]),
                min((r["lowest"] for r in pays), default=None),
                max((r["highest"] for r in pays), default=None),
                sum(ends) / 2 if ends else None,
                people + vacancies,
                vacancies,
                people * known.leaving if known else None,
                told(filled.get(title_id)),
                title["exposure"],
                tuple(hint for hint in hints[title_id] if hint[0] != title["code"]),
                2 * short > sum(r["n"] for r in here),
                paid,
                ends[0] if ends else None,
                mean,
                title["occupation"] or "",
            )
        )
    return sorted(found, key=lambda t: (-t.people, t.title))


def _at_full_time(paid: Sequence[tuple[Row, float]]) -> tuple[int, tuple[float, float] | None, float | None]:
    """Of how many positions there is pay at full-time hours, its range and its mean, given groups of positions with their FTE: of
    the full-time ones where there are any, else of part-time pay over its FTE."""
    groups = [(r, 1.0) for r, fte in paid if fte >= FULL_TIME] or [(r, fte) for r, fte in paid if fte >= LEAST_TIME]
    if not groups:
        return 0, None, None
    ends = min(r["lowest"] / fte for r, fte in groups), max(r["highest"] / fte for r, fte in groups)
    number = sum(r["paid"] for r, _ in groups)
    return number, ends, sum(r["payroll"] / fte for r, fte in groups) / number


def _departments(groups: Iterable[Row]) -> tuple[str, ...]:
    """The departments of groups of positions, those with the most first."""
    found = Counter[str]()
    for r in groups:
        if r["department"]:
            found[r["department"]] += r["n"]
    return tuple(v for v, _ in sorted(found.items(), key=lambda c: (-c[1], c[0])))


def _range(lowest: float, highest: float) -> str:
    return f"${lowest:,.0f}" + (f" to ${highest:,.0f}" if round(highest) > round(lowest) else "")


def _few(values: Sequence[str]) -> str:
    more = len(values) - 3
    return f"{', '.join(values[:3])} and {more} more" if more > 0 else ", ".join(values)
