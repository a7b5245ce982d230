"""A training program as the project holds it, and what can be said of it from its own facts."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, fields
from functools import cached_property

from reskill.project.file import Project

FOUNDATION = "ai literacy"  # subject of a program that fits everyone who stays in a role that changes
ANY_OCCUPATION = "any occupation"  # subject of a form of training rather than a program, such as apprenticeship
MODEL = "model"  # kind of a program that only its own city's staff can take: an example to copy, never a fit
OPEN = frozenset(
    ("approved", "active", "current", "open", "eligible", "conditionally approved", "initial", "continued", "yes", "a")
)
"""States of approval in lists by which a program is on offer."""
_AI = ("ai", "artificial intelligence")
_HANDS = ("43.0107", "43.0203", "46.", "47.", "48.", "49.")
"""CIP 2020: police and fire academies, and the series of construction, repair, production, driving and operating."""
_WORK_OF_HANDS = ("33-2", "33-3", "35-", "37-2", "37-3", "45-2", "45-4", "47-", "49-", "51-", "53-3", "53-7")
"""SOC: fire and police, kitchens, grounds, farms, construction, repair, production, driving and moving."""
_BY_HAND = re.compile(
    r"\b(hvac|air condition|weld|truck driv|cdl|diesel|automotive|mechanics?\b|mechatronic|electrician|plumb|carpent"
    r"|heavy equipment|forklift|phlebotom|nurs(e|ing) a|emt\b|paramedic|fire ?fight|refrigerat|maintenance tech"
    r"|line ?(man|worker)|wireman|operating engineer)",
    re.IGNORECASE,
)
_LEADING = re.compile(r"\d\d-1")  # first-line supervisors of such work
_ONLINE = ("online", "distance", "self-paced", "e-learning")
_HYBRID = ("hybrid", "blended", "in-person", "in person", "and live", "option")
_AT_WORK = "at work"


@dataclass(frozen=True)
class Program:
    """The facts of one program. Hours are clock hours and cost US dollars a participant, None = unknown.

    `socs` are the occupations that its list names for it (O*NET or SOC codes); `hours_source` says where the hours were
    read or who confirmed them, '' = nobody; `place` is a
    state's postal code, '' = unknown.
    """

    id: int
    name: str
    provider: str
    kind: str
    delivery: str
    hours: float | None
    hours_source: str
    cost: float | None
    audience: str
    cip: str
    soc: str
    credential: str
    licence: str
    prerequisites: str
    subjects: str
    place: str
    city: str
    zip: str
    approved_until: str
    status: str
    closed: str

    @cached_property
    def socs(self) -> tuple[str, ...]:
        """Codes of the occupations that the list names."""
        return tuple(self.soc.split())

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """Its subjects in lower case."""
        return tuple(s.strip().lower() for s in self.subjects.split(";"))

    @cached_property
    def about_ai(self) -> bool:
        """Whether one of its subjects is AI."""
        return any(words == _AI[1] or _AI[0] in words.split() for words in self.topics)

    @cached_property
    def by_hand(self) -> bool:
        """Whether it teaches a trade of the hands: by its CIP code, the occupations that its list names, or its name."""
        work = [soc.startswith(_WORK_OF_HANDS) and not _LEADING.match(soc) for soc in self.socs]
        return self.cip.startswith(_HANDS) or (bool(work) and all(work)) or bool(_BY_HAND.search(self.name))

    @cached_property
    def said_online(self) -> bool:
        """Whether its list says that all of it is taught online."""
        said = self.delivery.lower()
        return any(w in said for w in _ONLINE) and not any(w in said for w in _HYBRID)

    @cached_property
    def partly_online(self) -> bool:
        """Whether its list says that a part of it is taught online, or may be."""
        said = self.delivery.lower()
        return not self.said_online and any(w in said for w in (*_ONLINE, "hybrid", "blended"))

    @cached_property
    def online(self) -> bool:
        """Whether all of it can be taken from anywhere; a trade of the hands never, whatever its list says."""
        return self.said_online and not self.by_hand

    @cached_property
    def at_work(self) -> bool:
        """Whether the city itself gives it at the workplace."""
        return _AT_WORK in self.delivery.lower()

    def over(self, day: dt.date) -> str:
        """Why it is no longer on offer on a day, in words; '' while it is."""
        if self.closed:
            return f"no longer in its list since {self.closed}"
        if self.status and self.status.casefold() not in OPEN:
            return f"its list says {self.status}"
        if self.approved_until and self.approved_until < day.isoformat():
            return f"its approval ended on {self.approved_until}"
        return ""


_COLUMNS = ", ".join(f.name for f in fields(Program))


def read_programs(project: Project) -> list[Program]:
    """Every program of the project, in the order of their ids."""
    return [Program(**r) for r in project.rows(f"SELECT {_COLUMNS} FROM program ORDER BY id")]


def _whole(column: str) -> str:
    return (
        f"(SELECT CASE WHEN count(*) = count(s.{column}) THEN sum(s.{column}) END FROM program s"
        " WHERE s.id = f.program_id OR instr(' ' || f.before || ' ', ' ' || s.id || ' '))"
    )


HOURS, COST = _whole("hours"), _whole("cost")
"""SQL for the hours and the cost of all programs in order of a row `f` of program_fit; NULL where those of one are unknown."""
