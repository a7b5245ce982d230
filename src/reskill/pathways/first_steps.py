"""First steps: of the next jobs that are offered, the few that a careful adviser would put first.

An offer says that a step is open; a first step is one that has titles of the city within reach, something to gain, and a
reason in the work itself or in moves that were seen. Fewer than three where fewer pass; each of the others says what puts
it later.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reskill.pathways.city_titles import CityTitle
from reskill.pathways.gates import NEAR
from reskill.pathways.near_titles import FAR_LOWER, LESS_TOLD, TOO_LOW
from reskill.pathways.told_figures import ALIKE, DYING
from reskill.pathways.viability import Facts, is_safe, is_surer
from reskill.reference.outlook import outlook
from reskill.thresholds import Thresholds

OUT_OF_REACH = "none of the city's titles there is within reach in pay, hours, department and line of work"
STEPS = 3  # that come first, the next grade among them
_SHRINKS, _FASTER = -5.0, 1.0  # percent from which jobs shrink much, and points by which they may faster than today's
_NEXT, _AT_HOME, _NEAR = 3, 8, 12  # the last rank of likeliest work, the same at home, and of near work
_OFTEN, _SOME, _A_FEW = 10, 5, 3  # moves seen that make up for a far rank, for no task known, for one alone
_TASKS = 2  # that carry over, from which they are a reason by themselves
_POSTS = 1.0  # expected openings a year, from which a post that nobody leaves vacant is to be had
_SEVERAL, _MANY = 2.0, 3.0  # the same, of a step for which little else speaks, and where the work is no surer either
_PLENTY = 10.0  # the same, of one that no task and few moves speak for
_BETTER = 1.05  # of today's pay, from which a step is better paid
_RAISE = 1.08  # the same, from which pay is worth a move that few were seen to take
_STEEP = 1.25  # the same, above which a step wants people who were seen to take it, or the likeliest work
_LEAP, _COMMON_LEAP = 1.3, 1.35  # the same, above which a step is no first one, also where many go that way
_MUCH_BETTER = 1.1  # the same, from which better pay makes up for work that is more exposed or asks less preparation
_YEARS = 3  # of study, that little more pay is not worth
_BRIGHTER = 5.0  # points by which jobs do better there, from which a little more pay is enough
_MINOR = len("43-6")  # of a code, which tells the kind of work
_ALL_OTHER = "All Other"
_OFFICES, _DISPATCH = (
    "43-",
    "43-5",
)  # of codes: office work, which asks much the same everywhere, without what moves goods
_GENERAL = "43-6014", "43-9061"  # of the codes of general office work, which any other kind of it leads to
_PLAIN = "43-9", "43-4051", "43-4071", "43-4171", "43-4199", "43-4121", "43-6"  # and of those that are as general
_MANAGEMENT = "11-"
_OUT_OF_LEADING = 1.15  # of today's pay, from which leading others may be given up


@dataclass(frozen=True)
class Candidate:
    """A next job that is offered, as it may be a first step: its rank, what the filters looked at, the city's titles within
    reach (not that of the next grade), the role's tasks that carry over, whether O*NET relates the two, and whether any
    of those titles is in one of the role's departments, or names its field; whether both occupations name the same
    `subject`, whether the first of those titles can pay most people of the role more (`gains`), and whether it is one of
    the whole city, into which people come from anywhere; and whether enough people have the role's title for their lowest
    pay to be a start (`ranged`), and whether they lead others and people of the first of those titles do not."""

    rank: int
    facts: Facts
    titles: Sequence[CityTitle]
    carried: Sequence[str]
    related: bool
    home: bool
    akin: bool
    subject: bool = False
    gains: bool = True
    everywhere: bool = False
    ranged: bool = True
    steps_back: bool = False

    @property
    def at_hand(self) -> bool:
        """Whether it is among the likeliest next jobs of all, in titles that people come into from where they are."""
        return self.rank <= _NEXT and (self.home or self.everywhere)


@dataclass(frozen=True)
class Place:
    """The number of a first step from 1, or 0 and what puts it later in words ('' for what is not offered)."""

    step: int
    later: str


NOWHERE = Place(0, "")  # of what is not offered


def first_steps(candidates: Sequence[Candidate], next_grade: bool, limits: Thresholds) -> list[Place]:
    """The places of next jobs, in their order; `next_grade` is whether the title's next grade is the first step."""
    later = [_later(c, next_grade, limits) for c in candidates]
    passing = sorted((i for i, why in enumerate(later) if not why), key=lambda i: _order(candidates[i]))
    near = [i for i in passing if _pay(candidates[i]) <= _STEEP]
    chosen: list[int] = []
    for i in passing:
        if near and i not in near:
            later[i] = "a leap in pay, after nearer steps"
        elif next_grade or chosen:
            later[i] = _after(candidates[i], [candidates[j] for j in chosen], limits)
        if not later[i] and len(chosen) == STEPS - next_grade:
            later[i] = f"after the {STEPS} that come first"
        if not later[i]:
            chosen.append(i)
    step = {i: n for n, i in enumerate(chosen, 1 + next_grade)}
    return [Place(step.get(i, 0), why) for i, why in enumerate(later)]


def place_of_next_grade(ways: Sequence[Mapping[str, Any]], first: bool) -> tuple[int, int]:
    """Where the next grade of a title belongs among its pathways in the order shown, and its number as a step, 0 where it
    is not the first: it then comes after the first steps."""
    before = sum(bool(way["stays"]) or (not first and way["step"] > 0) for way in ways)
    return before, int(first)


def _order(candidate: Candidate) -> tuple[bool, bool, float]:
    """Work in one's own subject first, unless it is more exposed; then what has more than one reason; then by worth."""
    return not candidate.subject or _raised(candidate.facts), not _well_founded(candidate), -candidate.facts.worth


def _pay(candidate: Candidate) -> float:
    """Pay there over what people of the role get; as much as today's where it is not known."""
    facts = candidate.facts
    return (facts.pay_ratio or 1.0) if facts.gain is None else facts.gain


def _well_founded(candidate: Candidate) -> bool:
    """Whether moves that were seen, the same subject, leading one's own work or several tasks speak for a step."""
    facts = candidate.facts
    leads = facts.gates.leads == NEAR and candidate.carried and (candidate.home or candidate.akin)
    return bool(candidate.subject or leads or facts.seen >= _SOME or len(candidate.carried) >= _TASKS)


def _openings(titles: Sequence[CityTitle]) -> float:
    """Openings that are expected a year in some titles; those that are vacant today count too."""
    return sum(t.vacancies + (t.openings or 0.0) for t in titles)


def _after(candidate: Candidate, before: Sequence[Candidate], limits: Thresholds) -> str:
    """What keeps a job from standing beside the first steps that come `before` it, in words; '' for nothing."""
    facts = candidate.facts
    surer = _surer(facts, limits)
    more = _more(facts.exposure, facts.role_exposure, ALIKE) and not any(
        _more(b.facts.exposure, b.facts.role_exposure, ALIKE) for b in before
    )
    alike = [b for b in before if b.facts.code[:_MINOR] == facts.code[:_MINOR]]
    unlike = facts.gates.leads == NEAR and facts.seen < _A_FEW and not (candidate.akin or candidate.subject)
    return _first(
        (max(facts.pay_ratio or 1.0, _pay(candidate)) > _LEAP, "a leap in pay, after nearer steps"),
        (unlike, "leads work that few were seen to move to, after the steps before it"),
        (not _well_founded(candidate), "little is known to speak for it beside the steps before it"),
        (more and not candidate.subject, "more exposed than today's work, after the steps before it"),
        (
            (facts.zone_gap or 0) < 0 and _generalises(facts) and facts.seen < _OFTEN,
            "it leaves special work for general, after the steps before it",
        ),
        (not (surer or _pay(candidate) >= _RAISE), "no gain beside the steps before it"),
        (
            facts.seen < _SOME and not candidate.akin and _openings(candidate.titles) < _SEVERAL,
            "few posts open there, and few were seen to move to it",
        ),
        (
            any(not _more(b.facts.exposure, facts.exposure, ALIKE) for b in alike),
            "work of the same kind as a step before it, and no surer",
        ),
    )


def _later(candidate: Candidate, next_grade: bool, limits: Thresholds) -> str:
    """What puts an offered next job after the first steps, in words; '' for nothing."""
    facts, own = candidate.facts, outlook(candidate.facts.role_code)
    change = 0.0 if facts.change is None else facts.change
    # what goes away is worth leaving, for work that shrinks less than half as fast
    leaves = own is not None and own.change <= DYING and change > min(_SHRINKS, own.change / 2)
    surer = _surer(facts, limits)
    brighter = leaves or (facts.change is not None and own is not None and facts.change >= own.change + _BRIGHTER)
    zones, gates, few = facts.zone_gap or 0, facts.gates, facts.seen < _SOME
    better_work = leaves or is_surer(facts, limits)  # it goes away today, or is much less exposed there
    usual = candidate.home and facts.seen >= _OFTEN  # a way that many go
    own_way = candidate.subject and usual
    promoted = candidate.home and gates.leads == NEAR and not few  # to lead one's own work, as some were
    enough = is_safe(facts, limits) or (surer and candidate.subject) or facts.full_time
    enough = enough or (better_work and candidate.at_hand) or (own_way and (facts.pay_ratio or 1.0) >= _RAISE)
    doubted = facts.role_second is not None and facts.role_second >= limits.second_rating_limit
    shrinking = own is not None and own.change <= _SHRINKS
    steady = facts.role_exposure is not None and facts.role_exposure < limits.at_risk and not (doubted or shrinking)
    least = LESS_TOLD if enough else _MUCH_BETTER
    if not enough and (surer or brighter):
        least = _BETTER if leaves or not few else _RAISE
    elif not enough and candidate.home and (candidate.subject or (candidate.at_hand and not steady) or not few):
        least = _BETTER if candidate.subject or promoted else _RAISE
    rise = min(facts.pay_ratio or 1.0, _pay(candidate))
    ratio = max(facts.pay_ratio or 1.0, _pay(candidate)) if enough else rise
    disputed = facts.second_rating is not None and facts.second_rating >= limits.second_rating_limit
    leads = gates.leads == NEAR and not steady
    at_risk = facts.exposure is not None and facts.exposure >= limits.at_risk
    kindred = candidate.at_hand and (candidate.akin or _of_offices(facts))  # by all that is known
    reason = candidate.carried or candidate.subject or kindred
    reason = reason or (candidate.related and ratio >= _BETTER and not gates.study)
    much_raised = _more(*_rated(facts), limits.more_exposed_by)
    at_home = candidate.home or candidate.subject
    far = _AT_HOME if at_home else _NEXT
    shrinks = min(_SHRINKS, own.change - _FASTER) if own else _SHRINKS
    kin = candidate.home and (candidate.subject or (leaves and _same_group(facts)))  # one's own line of work
    dull = change <= (shrinks if kin else _SHRINKS)  # whose jobs shrink
    desk = candidate.everywhere and candidate.at_hand and _of_offices(facts)  # office work as everywhere in the city
    known = candidate.ranged or not _of_offices(facts)  # where the role's own range begins
    start = facts.pay_from if known and _pay(candidate) <= (facts.pay_ratio or 1.0) else None
    near = candidate.home or candidate.akin or desk or (_of_offices(facts) and not few)
    near_safe = is_safe(facts, limits) and (candidate.home or candidate.akin) and not steady
    down = (
        LESS_TOLD
        if leaves or (better_work and candidate.at_hand)
        else _BETTER
        if near_safe
        else _RAISE
        if surer or _same_group(facts)
        else _MUCH_BETTER
    )
    return _first(
        (not facts.people, "the city has no position of it"),
        (not candidate.titles, OUT_OF_REACH),
        (change <= DYING, "work that is going away"),
        (
            zones < 0
            and (
                _pay(candidate) < down
                or (few and not (surer or leaves or _same_group(facts) or (candidate.at_hand and _of_offices(facts))))
                or (not leaves and _more_by_both(facts, limits.safer_by))
            ),
            "a step down in preparation without much to gain",
        ),
        (
            candidate.steps_back
            and (_of_offices(facts) or facts.role_code.startswith(_MANAGEMENT))
            and (rise < _OUT_OF_LEADING or (facts.pay_from or 1.0) < LESS_TOLD),
            "it gives up leading others, without much to gain",
        ),
        (
            _generalises(facts) and zones < 0 and few and (facts.pay_from or 1.0) < LESS_TOLD,
            "it leaves special work for general, and may start lower than today's lowest",
        ),
        (
            _generalises(facts) and facts.seen < _OFTEN and own is not None and own.change > 0 > change,
            "it leaves work that grows for general work that does not",
        ),
        (
            zones < 0
            and not candidate.ranged
            and (facts.pay_from or 1.0) < LESS_TOLD
            and facts.code.startswith(_OFFICES)
            and not _of_offices(facts),
            "it leaves a profession for office work, and may start lower than today's lowest",
        ),
        (zones < -1 and not candidate.akin, "two job zones down"),
        (zones < 0 and not near, "a step down in preparation, in other departments and another field"),
        (
            ratio < _RAISE and start is not None and start < FAR_LOWER,
            "little more pay, and it may start far lower than today's lowest",
        ),
        (start is not None and start < TOO_LOW, "it may start far lower than today's lowest"),
        (
            few and not (candidate.home or candidate.akin or desk or gates.licence or gates.asks),
            "other departments and another field, and few were seen to move to it",
        ),
        (
            gates.leads == NEAR and not (candidate.home or candidate.akin or candidate.subject),
            "leads people of other departments",
        ),
        (
            gates.leads == NEAR
            and facts.seen < _A_FEW
            and not (candidate.akin or candidate.subject or candidate.at_hand),
            "leads work that few were seen to move to",
        ),
        (
            not (candidate.home or candidate.akin or desk or _well_founded(candidate)) and facts.seen < _A_FEW,
            "other departments and another field, and little is known to speak for it",
        ),
        (ratio < LESS_TOLD or (gates.study > 0 and rise < LESS_TOLD), "less pay for most who are here today"),
        (ratio < least, "neither surer than today's work nor much better paid"),
        (not (surer or candidate.gains), "no more pay for most who are here today"),
        (_raised(facts) and ratio < _MUCH_BETTER and facts.seen < _OFTEN, "more exposed than today's work"),
        (much_raised and facts.seen < _OFTEN and not leads, "much more exposed than today's work"),
        (steady and at_risk and _raised(facts), "it leads from steady work into work that is changing"),
        (at_risk and dull, "work that is changing too, and its jobs shrink"),
        (gates.study > 0 and disputed and dull, "study for shrinking work on which raters disagree"),
        (
            zones > 0
            and not (
                surer or leads or candidate.subject or candidate.akin or (candidate.at_hand and _same_group(facts))
            )
            and facts.seen < _OFTEN,
            "it asks more preparation, for work that is no surer",
        ),
        (much_raised and gates.study >= _YEARS, "years of study for much more exposed work"),
        (gates.degrees > 0 and not facts.seen, "asks a degree, and nobody was seen to move to it"),
        (gates.study >= _YEARS and ratio < _MUCH_BETTER, "years of study for little more pay"),
        (few and candidate.rank > _AT_HOME and rise < _BETTER, "little more pay, for work that is not near"),
        (candidate.rank > _NEAR and facts.seen < _OFTEN, f"ranked below {_NEAR}, and few were seen to move to it"),
        (rise > _STEEP and few and candidate.rank > far, "much better paid, and few were seen to move to it"),
        (few and not reason, "no task of today's work is known to carry over, and few were seen to move to it"),
        (
            not _well_founded(candidate)
            and (
                _openings(candidate.titles)
                < (_SEVERAL if surer or candidate.at_hand else _MANY if candidate.carried else _PLENTY)
                or (facts.seen < _A_FEW and not candidate.carried and not kindred)
            ),
            "few posts open there, and little is known to speak for it",
        ),
        (
            gates.asks and not (facts.seen or surer or leads or candidate.akin),
            "it asks what the role does not, for work that is no surer, and nobody was seen to move to it",
        ),
        (few and gates.licence and not candidate.carried, "asks a licence, and no task of today's work carries over"),
        (facts.occupation.endswith(_ALL_OTHER), "a group of occupations that have no other name"),
        (_openings(candidate.titles) < _POSTS, "the titles there have no vacant post and seldom one that opens"),
        (change <= shrinks, "jobs there shrink faster than those of today's work"),
        (
            few and gates.leads == NEAR and gates.asks and not (candidate.akin or candidate.subject),
            "leads a trade, which usually takes its own people",
        ),
        (rise > (_COMMON_LEAP if usual and candidate.at_hand else _LEAP), "a leap in pay"),
        (rise > _STEEP and gates.leads == NEAR, "a leap in pay into leading others"),
        (rise > _STEEP and (next_grade or not at_home), "a leap in pay, after nearer grades"),
        (rise > _STEEP and few and not candidate.carried, "a leap in pay, and no task of today's work carries over"),
        (gates.study >= _YEARS and not (candidate.akin or usual or promoted), "years of study"),
        (
            gates.degrees > 0 and zones > 1 and not (_same_group(facts) or usual),
            "a degree and more than one job zone up",
        ),
    )


def _first(*held: tuple[object, str]) -> str:
    """The words of the first of some that hold; '' for none."""
    return next((words for holds, words in held if holds), "")


def _surer(facts: Facts, limits: Thresholds) -> bool:
    """Whether the work is safe, or much less exposed than today's and no more so by the mean of both raters."""
    less = _more(facts.role_exposure, facts.exposure, ALIKE) and not _more(*_rated(facts), 0.0)
    return is_safe(facts, limits) or less


def _raised(facts: Facts) -> bool:
    """Whether the work is more exposed than today's, by the mean of both raters where both are known."""
    return _more(*_rated(facts), ALIKE)


def _more(there: float | None, here: float | None, by: float) -> bool:
    return there is not None and here is not None and there > here + by


def _more_by_both(facts: Facts, by: float) -> bool:
    """Whether the work is more exposed than today's by the first rater, and by the mean of both."""
    return _more(facts.exposure, facts.role_exposure, by) and _more(*_rated(facts), by)


def _rated(facts: Facts) -> tuple[float | None, float | None]:
    """Exposure there and here, as the mean of both raters where both are known."""
    return _mean(facts.exposure, facts.second_rating), _mean(facts.role_exposure, facts.role_second)


def _mean(first: float | None, second: float | None) -> float | None:
    known = [rating for rating in (first, second) if rating is not None]
    return sum(known) / len(known) if known else None


def _of_offices(facts: Facts) -> bool:
    """Whether both are office work."""
    return all(c.startswith(_OFFICES) and not c.startswith(_DISPATCH) for c in (facts.code, facts.role_code))


def _generalises(facts: Facts) -> bool:
    """Whether special office work, as accounts or permits, is left for general one."""
    special = facts.role_code[:7] not in _GENERAL and not facts.role_code.startswith(_PLAIN)
    return facts.code.startswith(_GENERAL) and _of_offices(facts) and special


def _same_group(facts: Facts) -> bool:
    return facts.code[:4] == facts.role_code[:4]
