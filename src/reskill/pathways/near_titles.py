"""Which of the city's titles in an occupation are near to a title: in pay, grade, department and line of work."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from reskill.pathways.city_titles import CityTitle, pay_over
from reskill.pathways.gates import leads_others
from reskill.pathways.ladders import place_in_series
from reskill.pathways.staffing import BROAD, LEADS
from reskill.thresholds import Thresholds

_SHOWN = 3  # titles of an occupation
_NEAR = 1.25  # pay of a title over one's own up to which it is named before others
_BETTER = 1.05, 1.4  # pay of a title of the same occupation over one's own from which, and to which, it is a step up
_RARE = 10  # times as many positions of a higher grade, above which a lower one is no usual way in
_SOME = 0.01  # how much words speak for one's own occupation to count
_HIGHER, _UNKNOWN, _ALONE, _OTHERS, _FAR = 2, 3, 4, 5, 6  # parts of the titles after those that are near
# in shares of one's departments: what a step of more than _NEAR costs, and words that speak for one's own occupation add
_STEEP, _OWN_LINE = 0.3, 0.3
_HEADS = frozenset(["CHIEF", "HEAD", "DIRECTOR", "DIR", "DEPUTY", "COMMISSIONER", "COMMR", "SUPERINTENDENT", "SUPT"])
_MANAGERS = frozenset(["MANAGER", "MGR", "MANAGING", "MNGNG", "MNG"])
_APPOINTED = frozenset(
    [
        "MAYOR",
        "MAYORAL",
        "COUNCIL",
        "CNCL",
        "ALDERMAN",
        "ALDERMANIC",
        "COUNCILMEMBER",
        "LEGISLATIVE",
        "PERSONAL",
        "TREASURER",
    ]
)
_APPOINTED |= {"EXCLUDED", "EXCLD", "EXCL"}  # of staff of those elected, or outside the agreement
_OFFICES = re.compile("mayor|council|alderm|election", re.IGNORECASE)  # departments whose staff come and go with them
_MANAGED = "11-", "13-1082"  # occupations in which such words say no more than the occupation does


def near_first(titles: Iterable[CityTitle], own: CityTitle | None, limits: Thresholds) -> list[CityTitle]:
    """Titles in the order in which somebody would look at them, each part in the order given.

    Those within the ceiling of a next job, first in one's own departments and line of work and not far above one's pay;
    higher grades of the same series; those whose full-time pay is not known; single filled positions; heads and what
    belongs to another line of work; then all others.
    """
    return [title for _, title in _placed(titles, own, limits)]


def examples(titles: Iterable[CityTitle], own: CityTitle | None, limits: Thresholds) -> list[CityTitle]:
    """The first few of `near_first` that are near, their departments those of somebody first: those in the same
    departments or line of work where there are any; where none is near, the first whose pay is not known or that is a
    single position."""
    placed = _placed(titles, own, limits)
    near = [title for part, title in placed if part < _HIGHER]
    home = [t for t in near if own and (_home(t, own) or _of_own(t, own))]
    shown = (home or near)[:_SHOWN] or [title for part, title in placed if part < _OTHERS][:1]
    ours = own.departments if own else ()
    return [replace(t, departments=tuple(sorted(t.departments, key=lambda d: d not in ours))) for t in shown]


def full_time(same_work: Iterable[CityTitle], own: CityTitle) -> CityTitle | None:
    """The title of the same grade whose appointment is not by the hour, where one's own is; None where there is none."""
    here = set(re.findall(r"[A-Z]+", own.title.upper()))
    if "HOURLY" not in here:
        return None
    found = [
        t
        for t in same_work
        if t.title_id != own.title_id and set(re.findall(r"[A-Z]+", t.title.upper())) == here - {"HOURLY"}
    ]
    return max(found, key=lambda t: t.people) if found else None


def better_paid(same_work: Iterable[CityTitle], own: CityTitle) -> CityTitle | None:
    """The least better paid of an occupation's titles that pay enough more than one's own to be a step, and no more
    than is near, in at least half of one's departments, with more than one position; None where there is none."""
    lowest, highest = _BETTER
    found = [
        (over, title.title_id, title)
        for title in same_work
        if (over := pay_over(title, own)) and lowest <= over <= highest and title.people > 1
        if 2 * _home(title, own) >= 1 and not (_heads(title, own) or _of_others(title, own))
    ]
    return min(found)[-1] if found else None


def _placed(titles: Iterable[CityTitle], own: CityTitle | None, limits: Thresholds) -> list[tuple[int, CityTitle]]:
    """Titles with their part, in the order of `near_first`."""
    every = list(titles)
    if own is None:
        return [(0, title) for title in every]
    parts = {t.title_id: _part(t, own, limits) for t in every}
    near = [t for t in every if parts[t.title_id] < _HIGHER]
    placed = []
    for title in every:
        part, worth = parts[title.title_id], 0.0
        if part < _HIGHER:
            worth = _home(title, own) + _OWN_LINE * _of_own(title, own) - _STEEP * part
            part = _HIGHER if any(_below(t, title) for t in near) else 0
        placed.append((part, -worth, title))
    return [(part, title) for part, _, title in sorted(placed, key=lambda p: p[:2])]


def _below(lower: CityTitle, title: CityTitle) -> bool:
    """Whether a title is a lower grade of the same series, and not rare beside it."""
    (series, level), (others, higher) = place_in_series(lower.title), place_in_series(title.title)
    return bool(series) and series == others and level < higher and _RARE * lower.people >= title.people


def _home(title: CityTitle, own: CityTitle) -> float:
    """The share of somebody's own departments that a title is in."""
    home = set(own.departments)
    return len(home.intersection(title.departments)) / max(1, len(home))


def _part(title: CityTitle, own: CityTitle, limits: Thresholds) -> int:
    over = pay_over(title, own)
    steps = (limits.pay_floor, min(_NEAR, limits.pay_ceiling)), (limits.pay_floor, limits.pay_ceiling)
    part = _UNKNOWN if over is None else next((n for n, (low, high) in enumerate(steps) if low <= over <= high), _FAR)
    if own.mean is None:
        part = 0
    if part < _FAR and (_heads(title, own) or _of_others(title, own)):
        return _OTHERS
    return _ALONE if part < _FAR and title.people == 1 and not title.vacancies else part


def _heads(title: CityTitle, own: CityTitle) -> bool:
    """Whether it heads something or serves those elected, which the title that somebody comes from does not."""
    words = _HEADS | _APPOINTED if title.code.startswith(_MANAGED) else _HEADS | _APPOINTED | _MANAGERS
    heads, here = (words.intersection(re.findall(r"[A-Z]+", t.title.upper())) for t in (title, own))
    serves = bool(title.departments) and all(map(_OFFICES.search, title.departments)) and not _home(title, own)
    return bool(heads - here) or serves


def _of_own(title: CityTitle, own: CityTitle) -> bool:
    return any(code == own.code and much >= _SOME for code, much in title.hints)


def _of_others(title: CityTitle, own: CityTitle) -> bool:
    """Whether a title leads people of another line of work: elsewhere, or by its words."""
    if _of_own(title, own) or own.code == title.code or not leads_others(title.code):
        return False
    elsewhere = bool(own.departments) and not _home(title, own)
    speaks = any(code[:BROAD] == own.code[:BROAD] and much >= LEADS for code, much in title.hints)
    return elsewhere or (own.code[:2] == title.code[:2] and bool(title.hints) and not speaks)
