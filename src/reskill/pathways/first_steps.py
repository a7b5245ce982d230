"""First steps: of the next jobs that are offered, the few that a careful adviser would put first.

An offer says that a step is open; a first step is one that has titles of the city within reach, something to gain, and a
reason in the work itself or in moves that were seen. Fewer than three where fewer pass; each of the others says what puts
it later.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reskill.pathways.answers import NO
from reskill.pathways.city_titles import CityTitle
from reskill.pathways.near_titles import LESS_TOLD
from reskill.pathways.viability import DECLINE, DYING, Facts, is_safe, is_surer
from reskill.reference.outlook import outlook
from reskill.thresholds import Thresholds

FIRST = 3  # steps, the next grade among them
_SHRINKS, _FASTER = -5.0, 1.0  # percent from which jobs shrink much, and points by which they may faster than today's
_NEAR, _OFTEN, _SOME = 12, 10, 5  # the last rank that is near; moves seen that make up for it, and for no task known
_BETTER = 1.05  # of today's pay, from which a step is better paid
_MUCH_BETTER = 1.1  # the same, from which better pay makes up for work that is more exposed or asks less preparation
_YEARS = 3  # of study, that little more pay is not worth
_POSTS = 5  # posts below which a vacancy or an opening within two years must be there
_ALL_OTHER = "All Other"


@dataclass(frozen=True)
class Candidate:
    """A next job as it may be a first step: what the filters looked at and answered, the city's titles within reach and
    the role's tasks that carry over; whether O*NET relates the two. The title of the next grade is not among those within reach."""

    rank: int
    facts: Facts
    answer: str
    titles: Sequence[CityTitle]
    carried: Sequence[str]
    related: bool


@dataclass(frozen=True)
class Place:
    """The number of a first step from 1, or 0 and what puts it later in words ('' for what is not offered)."""

    step: int
    later: str


def first_steps(candidates: Sequence[Candidate], next_grade: float | None, limits: Thresholds) -> list[Place]:
    """The places of next jobs, in their order; `next_grade` is the change of jobs (percent in ten years) in the
    occupation of the title's next grade, None where there is none.

    The next grade is the first step, and the last of them where its work is going away. Where nothing else stands, the
    first job that only little speaks against does.
    """
    grave = [_grave(c, limits) if c.answer != NO else "" for c in candidates]
    light = [_light(c) if c.answer != NO else "" for c in candidates]
    order = sorted((i for i, c in enumerate(candidates) if c.answer != NO), key=lambda i: -candidates[i].facts.worth)
    room = FIRST - (next_grade is not None)
    chosen = [i for i in order if not grave[i] and not light[i]][:room]
    if not chosen and next_grade is None:
        chosen = [i for i in order if not grave[i]][:1]
    start = 2 if next_grade is not None and next_grade > DYING else 1
    step = {i: n for n, i in enumerate(chosen, start)}
    return [
        Place(step.get(i, 0), "" if i in step else grave[i] or light[i] or _beyond(c)) for i, c in enumerate(candidates)
    ]


def place_of_next_grade(ways: Sequence[Mapping[str, Any]]) -> tuple[int, int]:
    """Where the next grade of a title belongs among its pathways in the order shown, and its number as a step (0: it is
    no first step): the one that next jobs leave free."""
    taken = {way["step"] for way in ways}
    step = next(n for n in range(1, FIRST + 2) if n not in taken)
    before = sum(bool(way["stays"]) or 0 < way["step"] < step for way in ways)
    return before, step if step <= FIRST else 0


def _beyond(candidate: Candidate) -> str:
    return "" if candidate.answer == NO else f"after the {FIRST} that come first"


def _grave(candidate: Candidate, limits: Thresholds) -> str:
    """What puts a next job later though nothing else stands, in words; '' for nothing."""
    facts, surer = candidate.facts, is_safe(candidate.facts, limits) or is_surer(candidate.facts, limits)
    ratio, zones = facts.pay_ratio or 1.0, facts.zone_gap or 0
    if not facts.people:
        return "the city has no position of it"
    if not candidate.titles:
        return "none of the city's titles there is within reach in pay, hours, department and line of work"
    if facts.change is not None and facts.change <= DYING:
        return "work that is going away"
    if zones < 0 and ratio < _MUCH_BETTER and not (surer and ratio >= 1):
        return "a step down in preparation without much to gain"
    if ratio < _BETTER and not (surer or facts.full_time):
        return "neither better paid nor surer than today's work"
    if ratio < LESS_TOLD and facts.change is not None and facts.change <= DECLINE:
        return "less pay in work that shrinks"
    if _raised(facts, limits) and (ratio < _MUCH_BETTER or not (facts.seen or _same_group(facts))):
        return "more exposed than today's work"
    if facts.gates.degrees and not facts.seen:
        return "asks a degree, and nobody was seen to move to it"
    if facts.gates.study >= _YEARS and ratio < _MUCH_BETTER:
        return "years of study for little more pay"
    if zones < 0 and (facts.exposure or 0.0) > (facts.role_exposure or 0.0) + limits.safer_by:
        return "a step down in preparation, into more exposed work"
    if facts.seen < _SOME and not (candidate.carried or candidate.related):
        return "no task of today's work is known to carry over, and few were seen to move to it"
    return ""


def _light(candidate: Candidate) -> str:
    """What puts a next job later where another stands, in words; '' for nothing."""
    facts, own = candidate.facts, outlook(candidate.facts.role_code)
    if facts.occupation.endswith(_ALL_OTHER):
        return "a group of occupations that have no other name"
    if not _opens(candidate.titles):
        return "few posts there, none vacant and none likely to open in two years"
    if facts.change is not None and own and facts.change <= min(_SHRINKS, own.change - _FASTER):
        return "jobs there shrink faster than those of today's work"
    if facts.pay_ratio is not None and facts.pay_ratio < LESS_TOLD:
        return "less pay"
    if candidate.rank > _NEAR and facts.seen < _OFTEN:
        return f"ranked below {_NEAR}, and few were seen to move to it"
    return ""


def _opens(titles: Sequence[CityTitle]) -> bool:
    """Whether somebody may get a post within two years: many posts, a vacant one, or one that is likely to open."""
    expected = 2 * sum(t.openings or 0.0 for t in titles)
    return sum(t.people for t in titles) >= _POSTS or any(t.vacancies for t in titles) or expected >= 1


def _raised(facts: Facts, limits: Thresholds) -> bool:
    """Whether the work is more exposed than today's, by both raters where both are known."""
    pairs = (facts.role_exposure, facts.exposure), (facts.role_second, facts.second_rating)
    known = [(here, there) for here, there in pairs if here is not None and there is not None]
    return bool(known) and all(there > here + limits.safer_by for here, there in known)


def _same_group(facts: Facts) -> bool:
    return facts.code[:4] == facts.role_code[:4]
