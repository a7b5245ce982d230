"""What the words of titles say, whatever the occupation: grade, form of the post, rank, field of work and trade."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache


@lru_cache(maxsize=20_000)
def words(title: str) -> frozenset[str]:
    """The words of a title, in capitals."""
    return frozenset(re.findall(r"[A-Z]+", title.upper()))


@lru_cache(maxsize=20_000)
def plain_words(text: str) -> frozenset[str]:
    """The words and numbers of a text, in small letters."""
    return frozenset(re.findall("[a-z0-9]+", text.lower()))


_STEM = 5  # letters by which words of one field of work begin alike
_ANY_FIELD = words(  # long words that name a grade or a form of work in any field
    "ADMINISTRATIVE ADMINISTRATION ADMINISTRATOR ADMIN ASSISTANT ASSOCIATE CLERK CLERICAL COORD COORDINATOR "
    "OFFICE OFFICER OPERATOR OPERATIONS PRINCIPAL PROGRAM PROJECT REPRESENTATIVE SENIOR SERVICE SERVICES "
    "SPECIALIST STAFF SUPERVISING SUPERVISOR SUPVSR SUPVR SUPPORT TECHNICIAN ANALYST MANAGER MANAGEMENT GENERAL "
    "POLICE DEPARTMENT DEPUTY EXECUTIVE SECRETARY CHIEF AGENT EXCLUDED HOURLY"
)
_FORMS = frozenset(word[:_STEM] for word in _ANY_FIELD)  # their beginnings, whatever their number
_GRADES = words(
    "AIDE ASST CHARG EXEC HEAD JUNIO LEAD LEADE SPEC SUPV TECH TRAIN UNIT WORKE MNGNG"
)  # beginnings of others
_NO_SUBJECT = words("WORKERS OTHER FIRST GOVERNMENT PUBLIC")  # words of occupations' names
_HEADS = words("CHIEF HEAD DIRECTOR DIR DEPUTY COMMISSIONER COMMR SUPERINTENDENT SUPT")
_MANAGERS = words("MANAGER MGR MANAGING MNGNG MNG")
_APPOINTED = words(  # words of staff of those elected or of heads, or outside the agreement
    "MAYOR MAYORAL COUNCIL CNCL ALDERMAN ALDERMANIC COUNCILMEMBER LEGISLATIVE CONFIDENTIAL TREASURER "
    "ELECTED EXCLUDED EXCLD EXCL"
)
_LICENSED = words(  # words of titles that ask for a licence or sworn status, whatever the occupation
    "MEDIC PARAMEDIC EMT NURSE RN LPN ATTORNEY ENGINEER PHYSICIAN PHARMACIST SERGEANT SGT LIEUTENANT LT CAPTAIN CPT"
)
_RANKED = _HEADS | _APPOINTED | _LICENSED
_SERVES = re.compile(
    r"\b(ASST|ASSISTANT|AIDE|SECRETARY|SECY|ADVISOR|LIAISON|COUNSEL) TO\b|\bPERSONAL (?!COMPUTER)|\bCHIEF OF STAFF\b"
)
_LEADING = words(
    "LEAD LD LEADER HEAD SUPERVISING SUPERVISOR SUPERVISORY SUPV SUPVR SUPVSR SUPRVNG FOREMAN MANAGER MGR MNGNG"
)
FOR_A_TIME = words("SEASONAL TEMP TEMPORARY HOURLY INTERN STUDENT TRAINEE RELIEF SUBSTITUTE SUMMER")


def same_subject(occupation: str, other: str) -> bool:
    """Whether the names of two occupations name the same subject, as law or libraries."""
    return not _subject(occupation).isdisjoint(_subject(other))


@lru_cache(maxsize=20_000)
def rank(title: str, managed: bool) -> frozenset[str]:
    """The words of a title that tell that it heads something, serves somebody or asks for a licence, without those of
    managers where the occupation is `managed` anyway."""
    told = _RANKED if managed else _RANKED | _MANAGERS
    return (told & words(title)) | frozenset(["TO"] if _SERVES.search(title.upper()) else [])


@lru_cache(maxsize=20_000)
def appointed(title: str) -> bool:
    """Whether a title names staff of those elected or of a head, or a post outside the agreement."""
    return bool(_APPOINTED & words(title) or _SERVES.search(title.upper()))


def manages(title: str) -> bool:
    """Whether a title is a manager's by its words."""
    return bool(_MANAGERS & words(title))


def leads(title: str) -> bool:
    """Whether a title tells that its holder leads others."""
    return bool(_LEADING & words(title))


@lru_cache(maxsize=20_000)
def field(title: str) -> frozenset[str]:
    """The beginnings of the words of a title that name a field of work."""
    return _beginnings(words(title) - _ANY_FIELD)


@lru_cache(maxsize=20_000)
def trade(title: str) -> frozenset[str]:
    """The beginnings of the words of a title that name no grade, short ones too."""
    return _beginnings(words(title) - _ANY_FIELD, _STEM - 1) - _GRADES


@lru_cache(maxsize=5_000)
def _subject(occupation: str) -> frozenset[str]:
    """The beginnings of the words of an occupation's name that name its subject, without what it excepts."""
    return _beginnings(words(occupation.partition(", Except")[0]) - _NO_SUBJECT) - _FORMS


def _beginnings(found: Iterable[str], least: int = _STEM) -> frozenset[str]:
    """The beginnings of the words that have so many letters."""
    return frozenset(word[:_STEM] for word in found if len(word) >= least)
