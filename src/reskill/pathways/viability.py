"""Whether a city can offer an occupation as a next job: offered, offered with caution, or not, and why.

A wall (ceiling, gate or absurdity) keeps an occupation out. A caution leaves the step open to people's own choice:
the plan takes it only where a named person chose it for the role.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from reskill.pathways.answers import CAUTION, NO, YES
from reskill.pathways.city_titles import gain_told
from reskill.pathways.gates import ELSEWHERE, NEAR, OFFICE, Gates
from reskill.pathways.near_titles import LESS_TOLD
from reskill.pathways.observed import ObservedMoves, shipped_moves
from reskill.pathways.told_figures import ALIKE, DECLINE, NO_LESS, changing, outlook_told
from reskill.reference.outlook import outlook
from reskill.thresholds import Thresholds

SINGLE = "a single position here, and it is filled"
BRIDGED = "a step by way of"
FULL_TIME = "asks for full-time hours"
_CLOSE = (
    0.9  # percentile of likeness from which work that asks a licence is close enough, though no move to it was seen
)
_LESS = 0.95  # of today's pay, below which nobody would study for a degree
_UNKNOWN = "exposure not known, since the reference has no tasks"
_MUCH_MORE = "work that is changing much more"
_AT_RISK = "at risk itself"
_MORE = "more exposed than today's work"
_DISAGREE = "raters disagree"


class Facts(NamedTuple):
    """What the filters look at; None = not known. Exposures and pay ratio (there over here) as fractions."""

    role_code: str
    code: str
    occupation: str
    percentile: float  # of likeness of the work, among all occupations
    zone_gap: int | None  # job zones upward
    pay_ratio: float | None
    exposure: float | None  # of the destination
    role_exposure: float | None
    local_jobs: int | None  # in local government in the nation
    people: int  # positions of it in this roster
    vacancies: int  # of these
    second_rating: float | None = None  # exposure of the destination by GPT-4, or else its upper end
    change: float | None = None  # of its jobs in the nation, 2024 to 2034, in percent
    seen: int = 0  # moves from the role's occupation to it, in city payrolls
    gates: Gates = Gates()
    role_second: float | None = None  # exposure of the role's occupation, as `second_rating`
    worth: float = 0.0  # how early an adviser would name it, higher first
    pay_from: float | None = None  # lowest pay there over the lowest here, in the nearest title
    full_time: bool = False  # whether it asks for full-time hours, which the role's posts do not have
    pay_unknown: str = ""  # why pay is not compared, in words
    gain: float | None = None  # the nearest title's middle pay over what people of the role's title get


class Check(NamedTuple):
    """One filter on one destination: its name, its answer, and the figure against the limit in words ('' for none)."""

    filter: str
    answer: str
    text: str = ""
    weighs: bool = False  # it passes, and still belongs among what speaks against a step that is offered with caution


@dataclass(frozen=True)
class Verdict:
    """The answer on one destination and the checks that it rests on."""

    checks: tuple[Check, ...]

    @cached_property
    def answer(self) -> str:
        """The worst answer of the checks."""
        return _worst(self.checks)

    @property
    def against(self) -> list[str]:
        """What speaks against a step that is offered with caution, in words."""
        return [c.text for c in self.checks if c.answer == CAUTION or c.weighs] if self.answer == CAUTION else []

    @property
    def in_favour(self) -> list[str]:
        """What else there is to say of a step that is offered, in words."""
        told = self.against
        return [text for text in self.texts(YES) if text not in told]

    def texts(self, answer: str) -> list[str]:
        """The words of the checks that gave this answer."""
        return [c.text for c in self.checks if c.answer == answer and c.text]


@dataclass(frozen=True)
class Reach:
    """What one filter does to a set of destinations: how many it lets pass, with a caution or without, and how many
    it alone keeps out."""

    filter: str
    passing: int
    alone_keeps_out: int


def verdicts(ranked: Sequence[Facts], limits: Thresholds, observed: ObservedMoves | None = None) -> list[Verdict]:
    """The answers on a role's destinations, given the likeliest first.

    They are looked at by their worth. A step too far in pay, preparation or seniority stands with caution where one
    without such a fault lies between (a bridge). Beyond the first few that can be offered (`steps_sure`, `steps_cautious`, and of these `steps_changing`) none is; what the city has no
    position of comes after all others, and only while fewer than `steps_sure` are offered.
    """
    moves = observed or shipped_moves()
    found: dict[int, Verdict] = {}
    bridges: list[Facts] = []
    given: Counter[str] = Counter()
    for i, facts in sorted(enumerate(ranked), key=lambda n: (n[1].people == 0, -n[1].worth)):
        checks = [check(facts, limits) for check in _FILTERS]
        too_far = _too_far(facts, checks)
        bridge = next((b for b in bridges if _joins(b, facts, limits, moves)), None) if too_far else None
        if bridge:
            checks = [_bridged(c, bridge) if c in too_far else c for c in checks]
        changing = any(c.filter == "exposure" and c.answer == CAUTION for c in checks)
        verdict = Verdict((*checks, _number(_worst(checks), facts, changing, given, limits)))
        given.update([verdict.answer, "changing"] if changing and verdict.answer != NO else [verdict.answer])
        if verdict.answer != NO and not bridge:
            bridges.append(facts)
        found[i] = verdict
    return [found[i] for i in range(len(ranked))]


def _worst(checks: Iterable[Check]) -> str:
    answers = [c.answer for c in checks]
    return NO if NO in answers else CAUTION if CAUTION in answers else YES


def _number(answer: str, facts: Facts, changing: bool, given: Counter[str], limits: Thresholds) -> Check:
    """Whether there is room for one more of this answer, in work that is changing too or not."""
    if answer == YES and given[YES] >= limits.steps_sure:
        return Check("number", NO, f"ranked below the {limits.steps_sure} that are offered")
    if answer == CAUTION and given[CAUTION] >= limits.steps_cautious:
        return Check("number", NO, f"ranked below the {limits.steps_cautious} that are offered with caution")
    if answer == CAUTION and changing and given["changing"] >= limits.steps_changing:
        return Check(
            "number", NO, f"ranked below the {limits.steps_changing} that are offered in work that is changing"
        )
    if answer == CAUTION and not facts.people and given[YES] + given[CAUTION] >= limits.steps_sure:
        return Check("number", NO, f"no position here, and {limits.steps_sure} steps or more in the city's own jobs")
    return Check("number", YES)


def reach(found: Sequence[Verdict]) -> list[Reach]:
    """What each filter does to these destinations; empty for none."""
    passing: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    for verdict in found:
        failed = [c.filter for c in verdict.checks if c.answer == NO]
        passing.update({c.filter: int(c.answer != NO) for c in verdict.checks})
        alone.update(failed if len(failed) == 1 else [])
    return [Reach(name, passing[name], alone[name]) for name in passing]


def _joins(bridge: Facts, facts: Facts, limits: Thresholds, moves: ObservedMoves) -> bool:
    """Whether one step leads on to another within the limits: the same major group, or a move that was seen."""
    near = bridge.code[:2] == facts.code[:2] or moves.seen(bridge.code, facts.code).moves > 0
    if not near or None in (bridge.pay_ratio, facts.pay_ratio, bridge.zone_gap, facts.zone_gap):
        return False
    assert bridge.pay_ratio and facts.pay_ratio and bridge.zone_gap is not None and facts.zone_gap is not None
    pay, zones = facts.pay_ratio / bridge.pay_ratio, facts.zone_gap - bridge.zone_gap
    return limits.pay_floor <= pay <= limits.pay_ceiling and zones <= limits.zone_gap


def _too_far(facts: Facts, checks: Iterable[Check]) -> list[Check]:
    """The checks that fail because the step is too far up."""
    failed = [c for c in checks if c.answer == NO]
    if not failed:
        return []
    up = {
        "pay": (facts.pay_ratio or 0) > 1,
        "preparation": (facts.zone_gap or 0) > 0,
        "seniority": facts.gates.leads == NEAR,
    }
    return [c for c in failed if up.get(c.filter)]


def _bridged(check: Check, bridge: Facts) -> Check:
    return check._replace(answer=CAUTION, text=f"{check.text}: {BRIDGED} {bridge.occupation}")


def _seniority(facts: Facts, _limits: Thresholds) -> Check:
    name, leads = "seniority", facts.gates.leads
    if leads == OFFICE:
        return Check(name, NO, "an appointed or elected office")
    if leads == ELSEWHERE:
        stands = facts.seen and not facts.gates.licence
        return Check(name, CAUTION if stands else NO, "reached from within another line of work")
    if leads == NEAR and facts.code.startswith("11-") and not facts.role_code.startswith("11-"):
        after = f", usually after {facts.gates.experience.lower()} in related work" if facts.gates.experience else ""
        if facts.gates.degrees and not facts.seen:
            return Check(name, NO, f"management that asks a degree beyond the role's{after}")
        return Check(name, CAUTION, f"a step into management{after}")
    if leads == NEAR:
        after = f", usually after {facts.gates.experience.lower()} in the work" if facts.gates.experience else ""
        return Check(name, YES, f"leads others{after}", weighs=True)
    return Check(name, YES)


def _likeness(facts: Facts, limits: Thresholds) -> Check:
    if facts.seen or facts.percentile >= limits.alike_from:
        return Check("likeness", YES)
    return Check("likeness", NO, "another kind of work, and nobody was seen to move to it")


def _preparation(facts: Facts, limits: Thresholds) -> Check:
    gap = facts.zone_gap
    if gap is None:
        return Check("preparation", CAUTION, "job zone not published")
    zones = f"{abs(gap)} job zone{'s' * (abs(gap) > 1)}"
    same = "" if facts.gates.study else "same preparation"
    text = f"{zones} up" if gap > 0 else f"{zones} down" if gap < 0 else same
    if -limits.zone_drop <= gap <= limits.zone_gap:
        return Check("preparation", CAUTION if gap < -1 else YES, text)
    if gap > 0 and facts.seen:
        return Check("preparation", CAUTION, f"{text}, though seen in city payrolls")
    if gap == limits.zone_gap + 1 and facts.gates.education and not facts.gates.degrees:
        return Check("preparation", CAUTION, f"{text}, though it is usually entered without a degree beyond the role's")
    return Check("preparation", NO, f"{text} (limit {limits.zone_gap if gap > 0 else limits.zone_drop})")


def _education(facts: Facts, _limits: Thresholds) -> Check:
    usual = f"usually entered with: {facts.gates.education[:1].lower()}{facts.gates.education[1:]}"
    if facts.gates.study:
        usual += f" (about {facts.gates.study} year{'s' * (facts.gates.study > 1)} of study beyond the role's)"
    if facts.gates.degrees == 0:
        return Check("education", YES, usual if facts.gates.education else "")
    if facts.pay_ratio is not None and facts.pay_ratio < _LESS:
        return Check("education", NO, f"{usual}, for {facts.pay_ratio:.0%} of the pay")
    same_work = facts.code[:4] == facts.role_code[:4] or facts.seen  # a technician's way to the profession
    return Check("education", NO if facts.gates.degrees > 1 and not same_work else CAUTION, usual)


def _licence(facts: Facts, limits: Thresholds) -> Check:
    if facts.gates.licence and facts.pay_ratio is not None and facts.pay_ratio < limits.pay_floor:
        return Check("licence", NO, f"{facts.gates.licence}, for {facts.pay_ratio:.0%} of the pay")
    if facts.gates.licence and not facts.seen and facts.percentile < _CLOSE:
        return Check("licence", NO, f"{facts.gates.licence}, for work that is not close")
    if facts.gates.profession and not facts.seen:
        return Check("licence", NO, f"{facts.gates.licence}, with a degree in that field")
    return Check("licence", CAUTION if facts.gates.licence else YES, facts.gates.licence)


def _pay(facts: Facts, limits: Thresholds) -> Check:
    if facts.pay_ratio is None:
        return Check("pay", CAUTION, facts.pay_unknown or "pay there not known")
    text = f"{facts.pay_ratio:.0%} of the pay"
    if told := gain_told(facts.pay_ratio, facts.gain):
        text += f" by the middle of the range, {told}"
    if facts.pay_ratio < limits.pay_least:
        return Check("pay", NO, f"{text} (at least {limits.pay_least:.0%})")
    no_surer = not is_safe(facts, limits) and not is_surer(facts, limits)
    if facts.pay_ratio < LESS_TOLD and (facts.zone_gap or 0) < 0 and no_surer:
        return Check(
            "pay", NO, f"a step down: {facts.pay_ratio:.0%} of the pay and a lower job zone, for no surer work"
        )
    if facts.pay_ratio < limits.pay_floor and not (facts.seen or is_safe(facts, limits) or is_surer(facts, limits)):
        return Check("pay", NO, f"less pay, {facts.pay_ratio:.0%} of today's, for work that is no surer")
    if facts.pay_ratio < limits.pay_floor:
        return Check("pay", CAUTION, f"less pay: {facts.pay_ratio:.0%} of today's")
    if facts.pay_ratio > limits.pay_ceiling:
        return Check("pay", NO, f"{text} (ceiling {limits.pay_ceiling:.0%})")
    if facts.pay_ratio < LESS_TOLD:
        return Check("pay", YES, f"less pay: {facts.pay_ratio:.0%} of today's", weighs=True)
    if facts.pay_from is not None and facts.pay_from < LESS_TOLD:
        return Check(
            "pay", YES, f"{text}, but it may start lower than today's lowest: {facts.pay_from:.0%}", weighs=True
        )
    return Check("pay", YES, text)


def _hours(facts: Facts, _limits: Thresholds) -> Check:
    return Check("hours", CAUTION, FULL_TIME) if facts.full_time else Check("hours", YES)


def _asks(facts: Facts, _limits: Thresholds) -> Check:
    return Check("asks", CAUTION if facts.gates.asks else YES, facts.gates.asks)


def _exposure(facts: Facts, limits: Thresholds) -> Check:
    doubt = _doubt(facts, limits)
    if facts.exposure is None or facts.role_exposure is None:
        return Check("exposure", CAUTION, doubt)
    text = f"exposure {facts.exposure:.0%} against {facts.role_exposure:.0%}"
    if doubt == _AT_RISK:
        told = changing(facts.exposure, facts.role_exposure, limits, facts.role_second)
        return Check("exposure", CAUTION, told)
    if doubt == NO_LESS:
        more = facts.exposure >= facts.role_exposure + ALIKE
        return Check("exposure", CAUTION, f"{_MORE if more else doubt} ({text})")
    if doubt == _DISAGREE:
        rated = f"up to {facts.second_rating:.0%} by GPT-4's rating or the upper end"
        return Check("exposure", CAUTION, f"{doubt}: {text}, but {rated}")
    return Check("exposure", NO, f"{doubt}: {text}") if doubt else Check("exposure", YES, text)


def _doubt(facts: Facts, limits: Thresholds) -> str:
    """What the exposure of a destination has against it; '' for nothing."""
    if facts.exposure is None or facts.role_exposure is None:
        return _UNKNOWN
    if not facts.seen and _more_exposed(facts, limits):
        return _MUCH_MORE
    if facts.exposure >= limits.at_risk:
        return _AT_RISK
    if facts.exposure > facts.role_exposure - limits.safer_by:
        return NO_LESS
    disagree = facts.second_rating is not None and facts.second_rating >= limits.second_rating_limit
    return _DISAGREE if disagree else ""


def is_safe(facts: Facts, limits: Thresholds) -> bool:
    """Whether the exposure of a destination speaks for it."""
    return not _doubt(facts, limits)


def is_surer(facts: Facts, limits: Thresholds) -> bool:
    """Whether a destination is much less exposed than the role, though it may be at risk too."""
    here, there = facts.role_exposure, facts.exposure
    return here is not None and there is not None and there <= here - limits.more_exposed_by


def _more_exposed(facts: Facts, limits: Thresholds) -> bool:
    """Whether a destination is much more exposed than the role, by both raters where both are known."""

    def more(here: float | None, there: float | None) -> bool:
        return here is None or there is None or there > here + limits.more_exposed_by

    return more(facts.role_exposure, facts.exposure) and more(facts.role_second, facts.second_rating)


def _outlook(facts: Facts, _limits: Thresholds) -> Check:
    if facts.change is None:
        return Check("outlook", YES)
    known = outlook(facts.role_code)
    told = outlook_told(facts.change, known.change if known else None)
    return Check("outlook", CAUTION if facts.change <= DECLINE else YES, told)


def _presence(facts: Facts, limits: Thresholds) -> Check:
    if facts.people == 1 and not facts.vacancies:
        return Check("presence", CAUTION, SINGLE)
    if facts.people:
        positions = f"{facts.people:,} position{'s' * (facts.people > 1)} here"
        return Check("presence", YES, f"{positions}, {facts.vacancies:,} vacant" if facts.vacancies else positions)
    jobs = facts.local_jobs or 0
    nation = f"no position here; {jobs:,} local-government jobs in the nation"
    if jobs < limits.destination_jobs:
        return Check("presence", NO, f"{nation} (at least {limits.destination_jobs:,})")
    return Check("presence", CAUTION, nation)


_FILTERS: tuple[Callable[[Facts, Thresholds], Check], ...] = (
    _likeness,
    _seniority,
    _preparation,
    _education,
    _licence,
    _asks,
    _pay,
    _hours,
    _exposure,
    _outlook,
    _presence,
)
