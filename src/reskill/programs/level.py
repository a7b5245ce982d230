"""For whom a program is made: its level, and the people that its name or audience is limited to."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

from reskill.programs.program import Program


class Level(IntEnum):
    """What a program leads up to, the lowest first."""

    BASIC = 0  # reading, English, school diploma
    REFRESHER = 1  # for people who do the work already
    COURSE = 2
    CERTIFICATE = 3
    APPRENTICESHIP = 4
    ASSOCIATE = 5
    BACHELOR = 6
    GRADUATE = 7


NAMES = {
    Level.BASIC: "basic skills",
    Level.REFRESHER: "a refresher",
    Level.COURSE: "a course",
    Level.CERTIFICATE: "a certificate",
    Level.APPRENTICESHIP: "an apprenticeship",
    Level.ASSOCIATE: "an associate degree",
    Level.BACHELOR: "a bachelor's degree",
    Level.GRADUATE: "a graduate degree",
}
_NO_OCCUPATION = ("32.", "33.", "34.", "35.", "36.", "37.", "53.")
"""CIP 2020 series of basic skills, citizenship, health habits, leisure, personal growth and school diplomas."""


def _words(*parts: str) -> re.Pattern[str]:
    return re.compile(rf"\b({'|'.join(parts)})\b", re.IGNORECASE)


_BASIC = _words("esl", "esol", "ged", "hiset", "english as a second language", "adult basic", "high school equivalency")
_SCHOOL = re.compile(r"(high|secondary) school diploma", re.IGNORECASE)
_REFRESHER = _words(
    *("refresher", r"re-?certif\w*", r"re-?training", "renewal", "continuing education", "ceus?", "in-?service"),
    *("review( course)?", "exam prep(aration)?", "test prep(aration)?", "update", "upgrade"),
)
_ADVANCED = re.compile(
    r"\b(advanced(?! (manufactur|technolog|emergency|medical))|intermediate|(level|part|phase) ?([2-9]|i{2,3}|iv)"
    r"|bridge|completion program)\b|\b(i{2,3}|iv)\b",
    re.IGNORECASE,
)
_FROM_THE_FIRST = re.compile(r"\bi(\W+((and|to)\W+)?(i{2,3}|iv)\b)+", re.IGNORECASE)  # I & II; I, II and III
_FIRST_PART = re.compile(
    r"\b([Pp]art|PART|[Pp]hase|PHASE) ?(1|I|[Oo]ne)\b"
    r"|(?<!(?i:type))(?<!(?i:level))(?<!(?i:class))(?<!(?i:certificate))(?<!(?i:fighter))(?<!(?i:operator))(?<!(?i:inspector)) I(?=\W|$)(?!-\d)"
)
_KNOWLEDGE = re.compile(r"knowledge|experience|understanding|background in|proficien", re.IGNORECASE)
_NOT_ASKED = re.compile(
    r"\bno\b|\bnone\b|not (required|necessary)|recommended|preferred|helpful|math|english|comput(?!er programming)|windows|keyboard",
    re.IGNORECASE,
)
_GRADUATE = _words(
    r"(?<!mini-)(?<!mini )master'?s?( degree| of| in)",
    "mba",
    "m\\.?s\\.? in",
    "doctor(ate|al)?( of| degree)?",
    "professional degree",
    "post-?baccalaureate",
)
_BACHELOR = _words(r"bachelor'?s?", "baccalaureate", "b\\.?a\\.?s\\.?", "b\\.?s\\.? in", "bsn")
_ASSOCIATE = _words(
    r"associate'?s? degree",
    r"associates?'? (of|in)( applied)? (arts?|sciences?)",
    r"a\.?a\.?s\.?",
    r"a\.?s\.? in",
    "associates? degree",
)
_APPRENTICE = re.compile(r"(?<!pre-)(?<!pre )\bapprentice", re.IGNORECASE)
_EXECUTIVES = _words(
    "executives?", "mini-?mba", "senior leaders?", "decision-makers", "c-suite", "public-sector managers"
)
_LEADING = re.compile(r"manag|administrat(or|ion)|leader|supervis|director|business|mba\b", re.IGNORECASE)
_SUPERVISORS = _words("supervisors?", "foreman", "foremen", "first[- ]line")
_CREDENTIAL = _words(
    r"certifi\w+", "certificate", "diploma", "degree", "licen[sc]e", r"a\.?a\.?s\.?", "apprentice(ship)?"
)
_TECHNICIANS = _words(r"technicians?", "assistants?", "aides?", "helpers?", "operators?", "clerks?", "help ?desk")
_HEALTH = re.compile(
    r"medic(al|ine)|dental|hospital|patient|health|clinic|nurs|pharmac|phlebotom|surgical|veterinar", re.IGNORECASE
)
_BEGINNERS = _words(
    "fund[ae]mentals?",
    "introduct(ion|ory)",
    "intro",
    "basics?",
    "beginn(er|ing)s?",
    "entry[- ]level",
)
_COMPUTER_BASICS = re.compile(r"\b(a|itf)\+", re.IGNORECASE)
_FIRST_LEVEL = _words("level (1|i|one)", "certificate (1|i)", "cl1", "general (business|management)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_FOUNDERS = _words(r"entrepreneur\w*", "start-?up", "small business", "business owners?")
_PART = _words(
    r"(blue)?print reading", "terminology", "osha", "cpr", "first aid", "hipaa", "bloodborne", r"math(ematics)? for"
)
_HEALTH_PROFESSIONS, _BUSINESS = "51.", "52."  # CIP 2020 series
_OTHERS = {
    "students": _words("undergraduates?", "high school students?", "students?", "ccsu?"),
    "young people": _words("youth", "teens?", "minors"),
    "residents": _words("residents?"),
}
_AND_WORKERS = _words("incumbent workers?", "career changers", "adults?", "employees", "staff", "workers")


def level_of(program: Program) -> Level:
    """The level of a program by its kind, name, credential and CIP code."""
    return _level(program.kind, program.name, program.credential, program.cip)


@lru_cache(maxsize=65_536)
def _level(kind: str, name: str, credential: str, cip: str) -> Level:
    said = f"{name} {credential}"
    if cip.startswith(_NO_OCCUPATION) or _BASIC.search(name) or _SCHOOL.search(credential):
        return Level.BASIC
    if kind == "apprenticeship" or _APPRENTICE.search(said):
        return Level.APPRENTICESHIP
    for level, words in ((Level.GRADUATE, _GRADUATE), (Level.BACHELOR, _BACHELOR), (Level.ASSOCIATE, _ASSOCIATE)):
        if words.search(said):
            return level
    if _REFRESHER.search(name):
        return Level.REFRESHER
    if kind == "degree":
        return Level.ASSOCIATE
    return Level.CERTIFICATE if credential or kind == "certificate" else Level.COURSE


def is_advanced(program: Program) -> bool:
    """Whether its name says that it builds on an earlier part, which it does not teach itself."""
    return bool(_ADVANCED.search(_FROM_THE_FIRST.sub("", program.name)))


def is_first_part(program: Program) -> bool:
    """Whether its name says that it is the first of several parts."""
    first = _FIRST_PART.search(program.name) or program.credential.lower().startswith("first of ")
    return bool(first) and not _FROM_THE_FIRST.search(program.name)


def is_for_executives(program: Program) -> bool:
    """Whether it is made for those who lead an organization."""
    return bool(_EXECUTIVES.search(f"{program.name} {program.audience}"))


def is_for_supervisors(program: Program) -> bool:
    """Whether its name says that it is for those who supervise."""
    return bool(_SUPERVISORS.search(program.name))


def asks_knowledge(program: Program) -> str:
    """What it asks people to know or to have done before it, in its own words; '' where it asks for nothing of its field."""
    asked = program.prerequisites.strip().rstrip(".")
    return asked if _KNOWLEDGE.search(asked) and not _NOT_ASKED.search(asked) else ""


def names_credential(program: Program) -> bool:
    """Whether its list or its name says what it ends in."""
    return bool(program.credential or program.licence or _CREDENTIAL.search(program.name))


def is_for_technicians(program: Program) -> bool:
    """Whether its name says that it prepares those who assist, operate or support."""
    return bool(_TECHNICIANS.search(program.name))


def is_for_founders(program: Program) -> bool:
    """Whether its name says that it is for people who start a business."""
    return bool(_FOUNDERS.search(program.name))


def is_for_beginners(program: Program, in_the_field: bool) -> bool:
    """Whether its name or credential is a first one, for people with a profession: of basics where they are in the field
    already, of a ladder of certificates there or in business, which every profession knows."""
    said = f"{program.name} {program.credential}"
    known = in_the_field or is_in_business(program)
    return bool(
        (known and _FIRST_LEVEL.search(said))
        or (in_the_field and (_BEGINNERS.search(said) or _COMPUTER_BASICS.search(said)))
    )


def is_in_business(program: Program) -> bool:
    """Whether its CIP code says that it teaches business or how to manage one."""
    return program.cip.startswith(_BUSINESS)


def edition(program: Program) -> int | None:
    """The year of the software that its name says it teaches; None where it says none."""
    found = _YEAR.search(program.name)
    return int(found[0]) if found else None


def is_a_part(program: Program) -> bool:
    """Whether its name says that it teaches what is only a part of a trade."""
    return bool(_PART.search(program.name))


def is_for_health(program: Program) -> bool:
    """Whether it prepares for work in health care, by its CIP code or name."""
    return program.cip.startswith(_HEALTH_PROFESSIONS) or is_of_health(program.name)


def is_of_health(words: str) -> bool:
    """Whether the name of a program or an occupation is of health care."""
    return bool(_HEALTH.search(words))


def is_about_leading(program: Program) -> bool:
    """Whether its name or credential says that it teaches how to lead people or an organization."""
    return bool(_LEADING.search(f"{program.name} {program.credential}"))


def others_only(program: Program) -> str:
    """The people other than a city's staff that its audience is limited to; '' where staff may come."""
    if _AND_WORKERS.search(program.audience):
        return ""
    return next((who for who, words in _OTHERS.items() if words.search(program.audience)), "")
