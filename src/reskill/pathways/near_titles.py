"""Which of the city's titles in an occupation are near to a title: in pay, grade, department and line of work."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reskill.pathways.city_titles import CityTitle, pay_over
from reskill.pathways.gates import leads_others
from reskill.pathways.ladders import place_in_series
from reskill.thresholds import Thresholds

_SHOWN = 3  # titles of an occupation
_NEAR = 1.25  # pay of a title over one's own up to which it is named before others
_SOME, _STRONG = 0.01, 0.25  # how much words speak for one's own occupation, or for another, to count
_HIGHER, _UNKNOWN, _ALONE, _OTHERS, _FAR = 2, 3, 4, 5, 6  # parts of the titles after those that are near
_STEEP, _OWN_LINE = (
    0.3,
    0.3,
)  # what a step of more than _NEAR, and what words that speak for one's own occupation count, in shares of one's departments
_HEADS = frozenset(["CHIEF", "HEAD", "DIRECTOR", "DIR", "DEPUTY", "COMMISSIONER", "COMMR", "SUPERINTENDENT", "SUPT"])


def near_first(titles: Iterable[CityTitle], own: CityTitle | None, limits: Thresholds) -> list[CityTitle]:
    """Titles in the order in which somebody would look at them, each part in the order given.

    Those within the ceiling of a next job, first in one's own departments and line of work and not far above one's pay;
    higher grades of the same series; those whose full-time pay is not known; single filled positions; heads and what
    belongs to another line of work; then all others.
    """
    return [title for _, title in _placed(titles, own, limits)]


def examples(titles: Iterable[CityTitle], own: CityTitle | None, limits: Thresholds) -> list[CityTitle]:
    """The first few of `near_first` that are near: those in somebody's own departments or line of work where there are
    any; where none is near, the first whose pay is not known or that is a single position."""
    placed = _placed(titles, own, limits)
    near = [title for part, title in placed if part < _HIGHER]
    home = [t for t in near if own and (_home(t, own) or _of_own(t, own))]
    return (home or near)[:_SHOWN] or [title for part, title in placed if part < _OTHERS][:1]


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
            part = _HIGHER if any(_below(t, title, own) for t in near) else 0
        placed.append((part, -worth, title))
    return [(part, title) for part, _, title in sorted(placed, key=lambda p: p[:2])]


def _below(lower: CityTitle, title: CityTitle, own: CityTitle) -> bool:
    """Whether a title is a lower grade of the same series, and in nearly as many of somebody's departments."""
    (series, level), (others, higher) = place_in_series(lower.title), place_in_series(title.title)
    return bool(series) and series == others and level < higher and 2 * _home(lower, own) >= _home(title, own)


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
    """Whether it heads something, which the title that somebody comes from does not."""
    heads, here = (_HEADS.intersection(re.findall(r"[A-Z]+", t.title.upper())) for t in (title, own))
    return bool(heads - here)


def _of_own(title: CityTitle, own: CityTitle) -> bool:
    return any(code == own.code and much >= _SOME for code, much in title.hints)


def _of_others(title: CityTitle, own: CityTitle) -> bool:
    """Whether the words of a title speak for a line of work that is not one's own, as do those of its supervisors."""
    if _of_own(title, own) or own.code == title.code:
        return False
    leads_elsewhere = leads_others(title.code) and bool(own.departments) and not _home(title, own)
    return leads_elsewhere or bool(title.hints and title.hints[0][1] >= _STRONG)
