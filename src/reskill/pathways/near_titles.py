"""Which of the city's titles in an occupation are within reach of a title, and the order in which others are looked at.

Within reach is what a careful adviser would name to somebody as a next title: in pay, grade, hours, department and line
of work. It says nothing of a person.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from math import inf

from reskill.pathways.city_titles import CityTitle, gain_over, pay_over
from reskill.pathways.gates import gates, leads_others
from reskill.pathways.ladders import place_in_series
from reskill.pathways.staffing import BROAD, LEADS
from reskill.pathways.title_words import FOR_A_TIME, appointed, field, leads, manages, rank, trade, words
from reskill.thresholds import Thresholds

NAMED = 3  # titles of an occupation
REACH = 0.9, 1.5  # pay of a title over that of one's own, at full-time hours, within which it is named
LESS_TOLD = 0.98  # of what people get today, below which a loss is told, and a title is named only where no other is
TOO_LOW = 0.8  # of the lowest pay, below which no middle of a range makes a first step
FAR_LOWER = 0.85  # the same of the lowest pay, below which a start is far lower
_NEAR = 1.25  # of what people get today, above which a title is named only where those below it are few
_USUAL = 2  # times as many positions of a far better paid title, from which those below it are few
_RAISE = 1.05  # the same, from which a title is named before those that pay about as much
_FAR_UP = 1.2  # the same, above which a title is not named before a step up that pays about as much
_BESIDE = 1.1  # of the pay of the nearest title, above which another is not named beside it
_RUNG = 1.01, 1.08  # ends of ranges over one's own from which a title is a step up, where it costs no pay or even so
_SAME_WORK, _MANY_OPEN = 1.35, 10.0  # the same, to which a title is a step up where so many posts open a year
_BETTER = 1.08, 1.3  # pay of a title of the same occupation over one's own from which, and to which, it is a step up
_PART = 1 / 3  # of one's departments, in which a title of many posts or of the same field is at hand
# expected openings a year from which a post is one to wait for: at home or in one's series, elsewhere
_POSTS = 1 / 3, 1.0
# major groups of work at a desk, in which the words of a trade tell a field and no craft
_DESKS = frozenset(["11", "13", "15", "17", "19", "21", "23", "25", "27", "43"])
_PROFESSIONS = _DESKS - {"11", "43"}
_PLAINLY = 0.5  # how much words speak for a profession to name it
_MANY = 10  # positions from which a title is named to people of other departments and lines of work
_EVERYWHERE = 8  # departments that have a title, from which it is one of the whole city
_SEVERAL = 4  # posts of one rate, from which it is a trade's
_RARE = 10  # times as many positions of a higher grade, above which a lower one is no usual way in
_SENIOR = 3  # grade in words from which people are at home in the work
_LEAD = 4  # grade in words from which people lead others
_SOME = 0.01  # how much words speak for one's own occupation to count
_UNKNOWN, _ALONE, _OTHERS, _FAR = 3, 4, 5, 6  # parts of the titles after those that are near
_MANY_OF = 3  # of an occupation's titles one in so many has a word, from which it names the occupation
_FEW, _SAME_GRADE = 5, 100.0  # positions that tell no range; US dollars by which ranges of one grade begin apart
_LESS_EXPOSED = 0.15  # by which work is surer enough to change for it within a grade
_OFFICES = re.compile("mayor|council|alderm|election", re.IGNORECASE)  # departments whose staff come and go with them
_MANAGED = "11-", "13-1082"  # occupations in which words of managers say no more than the occupation does


def within_reach(titles: Iterable[CityTitle], own: CityTitle) -> list[CityTitle]:
    """The titles of an occupation that people of a title could take next, the nearest first; empty for none.

    Pay is within REACH, at full-time hours (by the middles of the ranges from below, and by what people get today from
    above), or the city's pay is not known at all. The title is in one of their
    departments, of their line of work, or has many positions, and is no single filled one. It neither heads something,
    nor serves somebody elected or a head, nor leads people of another line, nor is for a time or by the hour, unless
    their own is so too, nor asks by its name for a licence. It is not of their own series, and no lower grade of it is
    within reach or, outside their departments and in work that has its own way in, here at all. Titles that pay less, or
    far more, or name a trade that is not theirs, are left out where others are the usual way.
    """
    every = list(titles)
    found = [
        t
        for t in every
        if _in_pay(t, own)
        if not (
            t.alone
            or _shorter(t, own)
            or _heads(t, own, every)
            or _of_others(t, own)
            or _own_series(t, own)
            or _other_work(t)
            or _same_grade(t, own)
        )
    ]
    if not found:
        return []
    pay = {t.title_id: _over(t, own) for t in found}
    found = [t for t in found if _at_grade(t, own) or not _has_lower(t, every)]
    found = [t for t in found if pay[t.title_id] >= LESS_TOLD] or found
    better = [t for t in found if pay[t.title_id] >= _RAISE]
    passed = any(pay[t.title_id] < _RAISE and _rung(t, own) for t in found)
    if better and not (passed and min(pay[t.title_id] for t in better) > _FAR_UP):
        found = better
    found = [t for t in found if not _has_lower(t, found)]
    kin = [t for t in found if home(t, own) or _of_own(t, own) or akin(t, own)]
    near = kin or [t for t in found if t.people >= _MANY]
    usual = sum(t.people for t in near if pay[t.title_id] <= _NEAR)
    near = [t for t in near if pay[t.title_id] <= _NEAR or _USUAL * usual < t.people or akin(t, own)]
    common = _common(every)
    near = [t for t in near if akin(t, own) or not _other_trade(t, own, common)] or near
    return sorted(near, key=lambda t: (not akin(t, own), pay[t.title_id] > _NEAR, not home(t, own), pay[t.title_id]))


def named(titles: Sequence[CityTitle], own: CityTitle) -> list[CityTitle]:
    """The first few of the titles within reach, without those that pay much more than the first."""
    near = [t for t in titles[:1] if pay_over(t, own) is None] or titles  # where pay is not known, the nearest alone
    return [t for t in near if _over(t, own) <= _BESIDE * _over(titles[0], own)][:NAMED]


def skipped(titles: Iterable[CityTitle], first: CityTitle, own: CityTitle) -> CityTitle | None:
    """The nearest of an occupation's titles that is a step up by the end of its range and that the `first` one named
    passes over; None where there is none."""
    rungs = [
        t
        for t in titles
        if _rung(t, own) and _nearer(t, first, own)
        if not (t.alone or _shorter(t, own) or _heads(t, own) or _of_others(t, own) or _other_work(t))
        if not _has_lower(t, [first])  # pay tells a higher grade of its series to be nearer
    ]
    series, _ = place_in_series(first.title)
    return max(rungs, key=lambda t: (place_in_series(t.title)[0] == series, t.middle or 0.0), default=None)


def near_first(titles: Iterable[CityTitle], own: CityTitle | None, limits: Thresholds) -> list[CityTitle]:
    """Titles in the order in which somebody would look at them: those within reach; others of about the pay; those whose
    full-time pay is not known; single filled positions; heads and what belongs to another line of work; then all others."""
    every = list(titles)
    if own is None:
        return every
    place = {t.title_id: n for n, t in enumerate(within_reach(every, own))}
    return sorted(every, key=lambda t: (place.get(t.title_id, len(place)), _part(t, own, limits)))


def examples(titles: Sequence[CityTitle], own: CityTitle | None, limits: Thresholds) -> list[CityTitle]:
    """The first few of those within reach, their departments those of somebody first; where none is, the first whose
    pay is near or not known, or that is a single position."""
    if own is None:
        return list(titles[:NAMED])
    shown = named(within_reach(titles, own), own)
    if not shown:
        shown = [t for t in near_first(titles, own, limits) if _part(t, own, limits) < _OTHERS][:1]
    return [replace(t, departments=tuple(sorted(t.departments, key=lambda d: d not in own.departments))) for t in shown]


def full_time(same_work: Iterable[CityTitle], own: CityTitle) -> CityTitle | None:
    """The title of the same grade whose appointment is not by the hour, where one's own is; None where there is none."""
    here = words(own.title)
    if "HOURLY" not in here:
        return None
    found = [t for t in same_work if t.title_id != own.title_id and words(t.title) == here - {"HOURLY"}]
    return max(found, key=lambda t: t.people) if found else None


def better_paid(same_work: Iterable[CityTitle], own: CityTitle) -> CityTitle | None:
    """The least better paid of an occupation's titles that pay enough more than one's own to be a step, and no more
    than is near or many posts open, in at least half of one's departments, or with many positions in a third of them or of
    the same words, of no other trade (unless of the same field there) or kind of appointment, with more than one
    position; one whose posts open before others. None where there is none."""
    lowest = _BETTER[0]
    every = list(same_work)
    common = _common(every)
    found = [
        (seldom(title, own), over, title.title_id, title)
        for title in every
        if (over := pay_over(title, own)) and title.people > 1
        if lowest <= over <= (_SAME_WORK if (title.openings or 0.0) >= _MANY_OPEN else _highest(title, own))
        if 2 * home(title, own) >= 1 or (title.people >= _MANY and (akin(title, own) or home(title, own) >= _PART))
        if manages(title.title) >= manages(own.title)
        if appointed(title.title) == appointed(own.title) and not _ends_lower(title, own)
        if not (
            _shorter(title, own)
            or (_heads(title, own) and not _manages_kin(title, own))
            or _of_others(title, own)
            or (_flat(title) and _flat(own))
            or (_other_trade(title, own, common) and not _same_desk(title, own))
        )
    ]
    near = [of[-1] for of in found]
    found = [of for of in found if not _has_lower(of[-1], near)]  # no grade is skipped
    return min(found)[-1] if found else None


def seldom(title: CityTitle, own: CityTitle, of_series: bool = False) -> bool:
    """Whether a title's posts open too seldom to wait for; in one's own departments and series one waits longer."""
    return opening(title) < (_POSTS[0] if of_series or home(title, own) else _POSTS[1])


def opening(title: CityTitle) -> float:
    """Posts of a title that open in a year: those vacant today, and expected openings; without end where not known."""
    return inf if title.openings is None else title.vacancies + title.openings


def _ends_lower(title: CityTitle, own: CityTitle) -> bool:
    """Whether a title's range ends no higher than one's own, not for a few seniors only: people there get no more."""
    if not (title.end and own.end) or title.end > own.end:
        return False
    if not (title.mean and own.mean) or min(title.paid, own.paid) < _FEW or 2 * home(title, own) < 1:
        return True
    return title.mean < _RAISE * own.mean


def _manages_kin(title: CityTitle, own: CityTitle) -> bool:
    """Whether many manage the same work in one's departments, so that it is a grade of it."""
    here = 2 * home(title, own) >= 1 and title.people >= _MANY and akin(title, own)
    return here and rank(title.title, True) <= rank(own.title, True)


def _highest(title: CityTitle, own: CityTitle) -> float:
    """How much more of the same work is a step up: more at home than elsewhere."""
    return _BETTER[1] if 2 * home(title, own) >= 1 else _NEAR


def _same_desk(title: CityTitle, own: CityTitle) -> bool:
    """Whether a title names one's field in one's departments, and leads others only where one's own does, in work that has
    no crafts."""
    here = akin(title, own) and home(title, own) >= _PART
    return here and leads(title.title) <= leads(own.title) and title.code[:2] in _DESKS


def _flat(title: CityTitle) -> bool:
    """Whether several posts of a title all have one rate, as trades do, between which nobody moves by grade."""
    return title.paid >= _SEVERAL and title.start == title.middle


def _common(titles: Sequence[CityTitle]) -> frozenset[str]:
    """The beginnings of the words that name an occupation, not a trade in it: those that many of its titles have."""
    counts = Counter(word for t in titles for word in trade(t.title))
    return frozenset(word for word, n in counts.items() if n >= max(2, len(titles) / _MANY_OF))


def _other_trade(title: CityTitle, own: CityTitle, common: frozenset[str]) -> bool:
    """Whether a title of one's occupation names a trade, as load or concrete, and one's own names another or none; words
    of the occupation's own name name none."""
    named = trade(title.title) - common - trade(own.occupation)
    return bool(named) and named.isdisjoint(trade(own.title))


def _in_pay(title: CityTitle, own: CityTitle) -> bool:
    """Whether a title pays enough, and no more than is within reach, or the city's pay is not known at all."""
    if not (title.middle and own.middle):
        return own.lowest is None
    lowest, highest = REACH
    most = highest * max(own.middle, own.mean or 0.0)  # whatever people there get on average
    return lowest * own.middle <= title.middle <= most and _over(title, own) <= highest


def _over(title: CityTitle, own: CityTitle) -> float:
    return gain_over(title, own) or 0.0


def _has_lower(title: CityTitle, others: Iterable[CityTitle]) -> bool:
    """Whether others have a lower grade of a title's series that is not rare beside it."""
    series, level = place_in_series(title.title)
    if not series:
        return False
    for other in others:
        own, lower = place_in_series(other.title)
        if own == series and lower < level and _RARE * other.people >= title.people:
            return True
    return False


def _rung(title: CityTitle, own: CityTitle) -> bool:
    """Whether a title is a step up by the end of its range: well above somebody's own, or above it where it costs no pay."""
    least, well = _RUNG
    if not title.end or not own.end:
        return False
    ends = title.end / own.end
    return ends >= well or (ends >= least and _over(title, own) >= LESS_TOLD)


def _nearer(title: CityTitle, far: CityTitle, own: CityTitle) -> bool:
    """Whether a title's range is lower than that of another one, which is no nearer in department and field."""
    lower = (title.middle or 0.0) < (far.middle or 0.0) and (title.end or 0.0) <= (far.end or 0.0)
    return lower and bool(home(title, own)) >= bool(home(far, own)) and akin(title, own) >= akin(far, own)


def home(title: CityTitle, own: CityTitle) -> float:
    """The share of somebody's own departments that a title is in; all where the roster has none."""
    return 1.0 if not own.departments else len(own.where & title.where) / len(own.departments)


def _part(title: CityTitle, own: CityTitle, limits: Thresholds) -> int:
    over = pay_over(title, own)
    steps = (limits.pay_floor, min(_NEAR, limits.pay_ceiling)), (limits.pay_floor, limits.pay_ceiling)
    part = _UNKNOWN if over is None else next((n for n, (low, high) in enumerate(steps) if low <= over <= high), _FAR)
    if part < _FAR and (_heads(title, own) or _of_others(title, own)):
        return _OTHERS
    return _ALONE if part < _FAR and title.alone else part


def _shorter(title: CityTitle, own: CityTitle) -> bool:
    """Whether a title is part-time or for a time, and somebody's own is not."""
    if title.part_time and not own.part_time:
        return True
    told = FOR_A_TIME & words(title.title)
    return bool(told and told - words(own.title) - ({"HOURLY"} if own.part_time else set()))


def _same_grade(title: CityTitle, own: CityTitle) -> bool:
    """Whether few people have one's own title and their pay begins where that of another title begins: seniors of its
    grade."""
    if not (title.start and own.start) or own.paid >= _FEW or own.start == own.end or _surer(title, own):
        return False
    return abs(title.start - own.start) < _SAME_GRADE


def _surer(title: CityTitle, own: CityTitle) -> bool:
    """Whether the work is so much less exposed that a step within a grade is one."""
    return title.exposure is not None and own.exposure is not None and title.exposure <= own.exposure - _LESS_EXPOSED


def _other_work(title: CityTitle) -> bool:
    """Whether a title's words tell that it is other work than its occupation: 311 takes calls for services, not for help."""
    return title.code.startswith("43-5031") and "311" in title.title


def _heads(title: CityTitle, own: CityTitle, others: Sequence[CityTitle] = ()) -> bool:
    """Whether it heads something, serves somebody elected or a head, or leads in other work than one's own (or is
    senior in it, in other departments), which the title that somebody comes from does not. The usual grade of its
    series, of which few are lower among the `others`, leads nobody by a word such as principal."""
    managed = title.code.startswith(_MANAGED)
    serves = appointed(own.title) and appointed(title.title) and bool(home(title, own))  # in the same office
    if not serves and not rank(title.title, managed) <= rank(own.title, managed):
        return True
    if (level := _level(title)) >= _SENIOR and title.code != own.code and not leads_others(title.code):
        least = _LEAD if home(title, own) else min(_LEAD, max(_SENIOR, _level(own) + 1))
        usual = others and home(title, own) and not leads(title.title) and not _has_lower(title, others)
        if level >= least and not usual:
            return True
    return all_offices(title.departments) and not home(title, own)


def _at_grade(title: CityTitle, own: CityTitle) -> bool:
    """Whether people come into a title at their own grade: in their departments, or where many have it, and its work has
    no way in of its own by a licence, test or trade. Elsewhere they come in at the lowest grade."""
    asked = gates(own.code, title.code)
    return bool(home(title, own) or len(title.departments) >= _EVERYWHERE) and not (asked.licence or asked.asks)


def is_of_city(title: CityTitle, own: CityTitle) -> bool:
    """Whether a title is one of the whole city, and somebody's own is not of an office that chooses its own staff."""
    return len(title.departments) >= _EVERYWHERE and title.people >= _MANY and not all_offices(own.departments)


def akin(title: CityTitle, own: CityTitle) -> bool:
    """Whether two titles name the same field of work."""
    return bool(field(title.title) & field(own.title))


def _own_series(title: CityTitle, own: CityTitle) -> bool:
    """Whether a title is reached by grades of one's own series."""
    series, _ = place_in_series(own.title)
    return title.title_id == own.title_id or (bool(series) and place_in_series(title.title)[0] == series)


def _level(title: CityTitle) -> int:
    """The grade of a title in words, as LEAD or SUPERVISING, comparable with others."""
    return place_in_series(title.title)[1][0]


def _of_own(title: CityTitle, own: CityTitle) -> bool:
    return title.spoken_for.get(own.code, 0.0) >= _SOME


def _of_others(title: CityTitle, own: CityTitle) -> bool:
    """Whether a title leads people of another line of work: elsewhere, or by its words."""
    if own.code == title.code or not leads_others(title.code):
        return False
    if _of_own(title, own):
        return not (home(title, own) or akin(title, own)) and title.people < _MANY
    if not home(title, own):
        return True
    speaks = any(code[:BROAD] == own.code[:BROAD] and much >= LEADS for code, much in title.hints)
    named = own.code[:2] == title.code[:2] or (_professes(title) and not akin(title, own))
    return named and bool(title.hints) and not speaks


def _professes(title: CityTitle) -> bool:
    """Whether the words of a title name a profession before all else, as those who lead accountants do."""
    return any(code[:2] in _PROFESSIONS and much >= _PLAINLY for code, much in title.hints[:1])


@lru_cache(maxsize=5_000)
def all_offices(departments: tuple[str, ...]) -> bool:
    """Whether all departments of a title, of which there is one, are offices of those elected."""
    return bool(departments) and all(_OFFICES.search(d) for d in departments)
