"""Sufficient preparation: whether one program, or a few in order, prepare for one move, and what remains to be done besides.

The one definition that pathways and plan share. A preparation is sufficient when something links it to the destination
(a person's pin, an occupation that its list names, or its CIP code), its kind, level, audience and price fit, its hours
are known and of the size that the job asks, and it covers most of what the destination asks more. Words that a program
and an occupation share never suffice, and unknown hours never do: they are asked, not assumed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reskill.pathways.entry import asks_first
from reskill.pathways.gaps import Gap
from reskill.pathways.job import GRADUATES, Job
from reskill.pathways.no_program import ASKS_LESS, asks_less
from reskill.pathways.own_kind import left_by_grounding, of_another_kind, too_short
from reskill.pathways.remains import remains
from reskill.programs.credentials import is_of_college, is_recognised
from reskill.programs.examinations import examinations_of, retired
from reskill.programs.level import (
    NAMES,
    Level,
    asks_knowledge,
    is_a_part,
    is_about_leading,
    is_advanced,
    is_for_beginners,
    is_for_executives,
    is_for_founders,
    is_for_health,
    is_for_supervisors,
    is_for_technicians,
    is_in_business,
    is_of_health,
    level_of,
    names_credential,
    others_only,
)
from reskill.programs.program import FOUNDATION, Program
from reskill.reference.institutions import field_names
from reskill.thresholds import Thresholds

_APPRENTICESHIP = "apprenticeship"  # kind of a program
UNKNOWN_HOURS = "hours not known: ask the provider"
_HIGHEST = {1: Level.CERTIFICATE, 2: Level.APPRENTICESHIP, 3: Level.ASSOCIATE, 4: Level.BACHELOR, 5: Level.GRADUATE}
_OWN_DEGREE = ("13-2011", "17-1", "17-2", "19-1", "19-2", "19-3", "21-101", "21-102", "23-1", "25-2", "29-1")
"""Minor groups of professions that ask for a degree in their own field."""
_OFFICE_TOOLS = ("excel", "microsoft office", "quickbooks", "spreadsheet", "word processing")
_AT_HOME_WITH_THEM = ("11-3031", "13-1081", "13-111", "13-2", "15-", "17-1", "17-2", "19-")
"""Minor groups and occupations of finance, analysis, computing, engineering and science."""
_TRADES = {
    "accounts payable": ("11-3031", "13-2", "43-3"),
    "bookkeeping software": ("43-3",),
    "cybersecurity": ("11-3021", "15-12"),
    "ai ethics": ("11-1", "11-3012", "11-3021", "11-9", "13-1041", "15-12"),
    "human resources": ("11-3111", "11-3121", "11-3131", "13-107", "13-114", "13-115", "43-416"),
    "office administration": ("43-1011", "43-6", "43-9061"),
    "public information": ("11-20", "13-116", "27-"),
    "servers": ("15-123", "15-124"),
    "technical drawing": ("17-",),
}
"""Subjects of programs for one trade, with the beginnings of the codes of its occupations."""
_DEGREE = 2.0
"""Times the price of other programs that one that `_is_long` may cost."""
_ENOUGH = {"13-1023": 30.0, "13-1082": 35.0}
"""Hours of instruction that begin a field for people with a profession, by occupation: the first course of public
purchasing, whose work is then learned in it (Rutgers; BLS), and what PMI's examination asks of project managers."""
_CATCH_ALL = ", All Other"  # end of a title
_FIELD = len("13-10")  # characters of codes by which occupations are of one field
_FAR_UP = 2  # job zones that a course or certificate alone does not bridge
_GENERAL_MANAGERS = "11-1021"
_HELP, _LONGEST = 200.0, 320.0
"""Clock hours: more are out of proportion for what people learn at work in a month, and for what they nearly know."""
_STEM = 6  # letters by which words of one root are told: account-ing, account-s
_ADMINISTRATION = "2.C.1.a"  # administration and management: no subject of courses for those who lead nobody
_EVERYWHERE = ("techni", "techno", "manage", "system", "servic", "organi", "produc", "proced", "traini", "educat")
"""Beginnings of words that names of programs have whatever they teach."""
_LED = 0.5  # importance (1-5) by which a field may fall short of what the destination needs and still cover it


@dataclass(frozen=True)
class Link:
    """What ties a program to an occupation; strength in (0, 1] orders links, 1 = a person's pin; `kin` = by way of
    another occupation of the same kind of work, which its list names."""

    strength: float
    reason: str
    pinned: bool = False
    kin: bool = False


@dataclass(frozen=True)
class Preparation:
    """Whether programs prepare for a move: reasons for them, what is against them, the share of the gap's weight that they
    cover, and what remains to be done besides. They are sufficient when nothing is against them."""

    reasons: tuple[str, ...]
    unfit: tuple[str, ...]  # against them, whatever is taken besides
    remains: tuple[str, ...]
    covered: float
    short: tuple[str, ...] = ()  # against them, and made up for by another program before or after

    @property
    def against(self) -> tuple[str, ...]:
        """All that is against them."""
        return self.unfit + self.short

    @property
    def sufficient(self) -> bool:
        """Whether nothing is against them."""
        return not self.against


def prepare(
    steps: Sequence[Program],
    role: Job,
    destination: Job,
    link: Link | None,
    gaps: Sequence[Gap],
    field: Mapping[str, float],
    limits: Thresholds,
) -> Preparation:
    """How programs, taken in this order, prepare people of a role for a destination.

    `field` gives the importance (1-5) of each element in the occupations that the programs lead to.
    """
    pinned = bool(link and link.pinned)
    unfit = [] if link else ["only words tie it to this occupation"]
    short = []
    reasons = [link.reason] if link else []
    covered, closed = _covered(gaps, field, steps)
    subjects = [g for g in gaps if not g.is_general and (destination.manages or g.element_id != _ADMINISTRATION)]
    taught, _ = _covered(subjects, field, steps)
    if not pinned:
        for program in steps:
            unfit += _unfit_level(program, role, destination) + _unfit_kind(program, role, destination)
        if why := too_short(steps, role.code, destination.code):
            short.append(why)
        if is_advanced(steps[0]) and role.code[:5] != destination.code[:5]:
            short.append("builds on an earlier part")
        general = left_by_grounding(steps[-1], role.code, destination.code)
        if general and destination.experience and role.entry_degree < destination.entry_degree:
            short.append("a general grounding, for people without the degree that the job asks")
        if all(is_a_part(program) for program in steps):
            short.append("teaches a part of the work")
        if taught < limits.gap_covered:
            short.append(f"covers {taught:.0%} of what the job asks more")
    if any(p.kind == _APPRENTICESHIP and not p.provider for p in steps):
        unfit.append("no sponsor yet: name who registers it, such as the city itself")
    unfit += _unfit_audience(steps, role.manages or destination.manages)
    price = sum(p.cost or 0.0 for p in steps)
    most = limits.program_price * (_DEGREE if any(_is_long(p, limits) for p in steps) else 1.0)
    if price > most and not pinned:
        unfit.append(f"${price:,.0f} a participant, above the ${most:,.0f} that it may cost")
    hours = _hours(steps)
    if hours is None:
        unsure = [p.hours for p in steps if p.hours is not None and not p.hours_source]
        unfit.append(f"{unsure[0]:g} hours that nobody has confirmed" if unsure else UNKNOWN_HOURS)
    elif hours > limits.hours_per_year:
        unfit.append(f"{hours:,.0f} hours are more than a working year")
    elif not pinned and (why := _out_of_proportion(steps, hours, price, destination, limits)):
        unfit.append(why)
    elif hours < _least_hours(role, destination, limits) and not pinned:
        short.append(f"{hours:g} hours are too few for beginners")
    if closed:
        named = [g.element for g in closed if _names(steps, g)][:3]
        reasons.append(f"its field needs {', '.join(named)}" if named else _methods(steps[-1]))
    left = remains(steps, role, destination)
    if besides := [g.element for g in gaps if g.kind == "knowledge" and g not in closed][:3]:
        left.append(f"what its field does not teach: {', '.join(besides)}")
    return Preparation(tuple(reasons), tuple(dict.fromkeys(unfit)), tuple(left), covered, tuple(short))


def prepare_to_stay(
    program: Program, role: Job, changed: float, duties: Sequence[str], limits: Thresholds, pinned: bool = False
) -> Preparation:
    """How a program prepares people whose role stays and whose work changes.

    `changed` is the share of their working time that AI can help with or take, `duties` the kinds of duty that the role
    adds, the weightiest first; `covered` of the result is the share of those that the program serves. Only what the city
    gives at the workplace, or a person pins, can suffice: a course from outside adds knowledge to the role's practice.
    """
    asked = max(1.0, changed * limits.stay_hours)
    reasons, against = [], _unfit_audience((program,), role.manages)
    served = serves(program, role, duties)
    if FOUNDATION in program.topics:
        reasons.append("AI foundations for all staff")
    if served:
        reasons.append(f"serves what this role adds: {', '.join(served[:3])}")
    if not pinned:
        if not program.at_work:
            against.append("leaves out practice on this role's own cases: see the practice at work")
        if _known_already(program, role):
            against.append("teaches a tool that this work goes by already")
        if role.code[:7] in {soc[:7] for soc in program.socs} and not program.about_ai:
            against.append("teaches the work that people in this role do already")
    hours = _hours((program,))
    if hours is None:
        against.append(UNKNOWN_HOURS)
    elif hours < asked:
        against.append(f"{hours:g} of the {asked:.0f} hours that a change of {changed:.0%} of the work asks")
    covered = len(served) / len(duties) if duties else 1.0
    after = () if program.at_work else ("practice with the city's own tools and rules",)
    return Preparation(tuple(reasons), tuple(against), after, covered)


def serves(program: Program, role: Job, duties: Sequence[str]) -> list[str]:
    """Which of the duties that a role adds a program serves: those among its subjects; all of them, where the city gives
    it at the workplace, or where it teaches AI for the role's own occupation; none that makes apprentices or is for
    another trade."""
    trades = (trade for topic, trade in _TRADES.items() if topic in program.topics)
    if program.kind == _APPRENTICESHIP or not all(role.code.startswith(trade) for trade in trades):
        return []
    own = program.about_ai and role.code[:7] in {soc[:7] for soc in program.socs}
    return [d for d in duties if program.at_work or own or d in program.topics]


def _known_already(program: Program, role: Job) -> bool:
    """Whether a program is about office software, for people whose work has been done with it for long."""
    name = program.name.lower()
    return any(tool in name for tool in _OFFICE_TOOLS) and role.code.startswith(_AT_HOME_WITH_THEM)


def has_less_than(program: Program, role: Job) -> bool:
    """Whether a program gives a degree below the one that people of a role usually have."""
    return Level.ASSOCIATE <= level_of(program) < role.usual_degree


def _is_of_health(job: Job) -> bool:
    return job.code.startswith(("29-", "31-")) or is_of_health(job.title.partition(", Except")[0])


def _unfit_audience(steps: Sequence[Program], leading: bool) -> list[str]:
    """Whom the programs are made for instead; `leading` = people here, or in the job, lead others."""
    return [
        f"made for {who or 'executives'}"
        for program in steps
        if (who := others_only(program)) or (is_for_executives(program) and not leading)
    ]


def _unfit_level(program: Program, role: Job, destination: Job) -> list[str]:
    level, against = level_of(program), []
    if first := asks_first(role.code, destination.code):
        against.append(first)
    same_work = role.code[:7] == destination.code[:7]
    zone = destination.zone or 2
    if destination.title.endswith(_CATCH_ALL):
        against.append("the job is a catch-all of several kinds of work: its posting says which training fits")
    if asks_less(destination, role):
        against.append(ASKS_LESS)
    elif level == Level.BASIC:
        against.append("teaches basic skills, not this work")
    elif level == Level.REFRESHER and not same_work:
        against.append("a refresher, for people who do the work already")
    elif destination.manages and not role.manages and not is_about_leading(program):
        against.append("teaches the work, not how to lead it")
    elif not destination.manages and is_for_supervisors(program):
        against.append("made for supervisors")
    elif role.manages and is_for_supervisors(program):
        against.append("teaches first-line leading, which these people do already")
    elif is_for_founders(program):
        against.append("made for people who start a business")
    elif is_for_health(program) and not _is_of_health(destination):
        against.append("made for health care")
    elif (
        role.has_degree
        and zone >= GRADUATES
        and is_for_beginners(program, role.code[:_FIELD] == destination.code[:_FIELD])
    ):
        against.append("made for beginners, and these people come from a profession")
    elif destination.code.startswith(_GENERAL_MANAGERS) and role.manages and is_in_business(program):
        against.append("teaches to manage, which these people do already")
    elif role.entry_degree >= Level.BACHELOR > level and is_in_business(program) and (program.hours or 0) > _LONGEST:
        against.append("an undergraduate certificate in business, and people in this role have a degree")
    elif zone >= GRADUATES and is_for_technicians(program):
        against.append("made for those who assist or operate")
    elif level == Level.GRADUATE and (role.zone or 2) < 4:
        against.append("asks for a bachelor's degree first")
    elif level > _HIGHEST[zone]:
        against.append(f"{NAMES[level]} is more than the job asks")
    elif (
        destination.code.startswith(_OWN_DEGREE)
        and destination.usual_degree >= Level.BACHELOR
        and level < Level.BACHELOR
    ):
        against.append(f"the job asks for {NAMES[destination.usual_degree]} in its own field")
    elif has_less_than(program, role) and destination.usual_degree >= Level.BACHELOR:
        against.append(f"{NAMES[level]} is less than people in this role have")
    elif zone == 5 and level < Level.BACHELOR and (role.zone or 2) < 5:
        against.append("the job asks for a graduate degree")
    elif zone - (role.zone or zone) >= _FAR_UP and level < Level.ASSOCIATE:
        against.append(f"{NAMES[level]} is too little for {zone - (role.zone or zone)} job zones up")
    return against


def _unfit_kind(program: Program, role: Job, destination: Job) -> list[str]:
    """What is against a program whatever its level: another trade, a credential that is gone or out of reach, nobody who
    gives it."""
    against = []
    if why := of_another_kind(program, role.code, destination.code):
        against.append(why)
    if gone := retired(program):
        against.append(f"prepares for {gone}, which is no longer given")
    for exam in examinations_of(program):
        if exam.shut_to(role.code):
            against.append(f"the {exam.name} examination asks for {exam.asks}: a course for beginners comes first")
    ends = is_recognised(program) or (is_of_college(program) and names_credential(program))
    ends = ends or program.by_hand or level_of(program) == Level.APPRENTICESHIP
    if (program.hours or 0) > _LONGEST and not ends:
        against.append(f"no credential that employers know ends its {program.hours:g} hours: ask what they lead to")
    outside = role.code[:2] != destination.code[:2] and (role.zone or 0) < GRADUATES
    if outside and (asked := asks_knowledge(program)):
        against.append(f"asks first for {asked}")
    if not (program.provider or program.at_work or program.kind == _APPRENTICESHIP):
        against.append("who gives it is not known")
    return against


def _is_long(program: Program, limits: Thresholds) -> bool:
    """Whether a program gives a degree, or teaches a trade of the hands for over half a working year."""
    taught = program.by_hand and (program.hours or 0.0) > limits.hours_per_year / 2
    return taught or level_of(program) >= Level.ASSOCIATE


def _hours(steps: Sequence[Program]) -> float | None:
    """Clock hours of all the programs; None where those of one are not known or nobody has said them."""
    if any(p.hours is None or not p.hours_source for p in steps):
        return None
    return sum(p.hours or 0.0 for p in steps)


def _least_hours(role: Job, destination: Job, limits: Thresholds) -> float:
    """Clock hours from which programs prepare people of a role for a destination."""
    least: float = getattr(limits, f"least_hours_zone_{destination.zone or 2}")
    return min(least, _ENOUGH.get(destination.code[:7], least)) if (role.zone or 0) >= GRADUATES else least


def _out_of_proportion(
    steps: Sequence[Program], hours: float, price: float, destination: Job, limits: Thresholds
) -> str:
    """Why programs take or cost too much for what they lead to, in words; '' where they do not."""
    if destination.learned_at_work and (hours > _HELP or price > limits.program_price / 4):
        return f"{hours:,.0f} hours and ${price:,.0f} for work that people usually learn at work within a month (BLS)"
    if destination.from_school and hours > 2 * _LONGEST and not all(p.by_hand for p in steps):
        return f"{hours:,.0f} hours for work that people usually enter from high school (BLS)"
    degree = max(level_of(p) for p in steps) >= max(Level.ASSOCIATE, destination.entry_degree)
    if hours > limits.hours_per_year / 2 and not degree and not all(p.by_hand for p in steps):
        return f"{hours:,.0f} hours, over half a working year, and not the degree with which people enter this job"
    return ""


def _covered(gaps: Sequence[Gap], field: Mapping[str, float], steps: Sequence[Program]) -> tuple[float, list[Gap]]:
    """The share of the gaps' weight that programs cover, by their field or as the knowledge that they are named for, and
    the gaps covered, the weightiest first."""
    found = [
        g for g in gaps if field.get(g.element_id, 0.0) >= g.need - _LED or (g.kind == "knowledge" and _names(steps, g))
    ]
    total = sum(g.weight for g in gaps)
    return (sum(g.weight for g in found) / total if total else 1.0), found


def _methods(program: Program) -> str:
    """What a program gives that no gap names: the methods of its field, as its CIP code has it."""
    name = field_names().get(program.cip[:5].replace(".", ""), "")
    return (
        f"gives the methods and tools of its field, {name.lower()}"
        if name
        else "gives the methods and tools of the work"
    )


def _names(steps: Sequence[Program], gap: Gap) -> bool:
    """Whether the names or subjects of programs have a word of a gap: skills in several words are too general for that."""
    if gap.kind != "knowledge" and " " in gap.element:
        return False
    words = [w for w in re.findall(rf"[a-z]{{{_STEM},}}", gap.element.lower()) if not w.startswith(_EVERYWHERE)]
    said = " ".join(f"{p.name} {p.subjects}" for p in steps).lower()
    return any(re.search(rf"\b{word[:_STEM]}", said) for word in words)
