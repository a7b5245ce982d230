"""Examinations that programs prepare for: which ask for years in the work, and which are no longer given.

Our reading of what the bodies that give them ask (data/programs/examinations.csv, retired.csv); people check it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

import reskill.paths as paths
from reskill.programs.program import Program

_EARLIER = re.compile(r"\b(n10-00[1-8]|220-[6-9]\d\d|220-100[12]|sy0-[1-6]01|fc0-u[45]1)\b", re.IGNORECASE)
"""Codes of CompTIA's examinations that later editions have replaced, as of November 2026."""


@dataclass(frozen=True)
class Examination:
    """An examination that asks for more than a course: what, and the beginnings of the codes whose people bring it.

    `open` tells that the program also prepares for one that asks for none of it.
    """

    name: str
    asks: str
    brought_by: tuple[str, ...]
    open: bool

    @property
    def for_the_experienced(self) -> bool:
        """Whether it asks for years in the work, and the program prepares for no other."""
        return bool(self.brought_by) and not self.open

    def shut_to(self, code: str) -> bool:
        """Whether people of an occupation cannot sit it, nor another that the program prepares for."""
        return self.for_the_experienced and not code.startswith(self.brought_by)


def examinations_of(program: Program) -> tuple[Examination, ...]:
    """Those that a program's name or credential names and that ask for more than a course."""
    return _named_in(f"{program.name}\n{program.credential}")


def earlier_edition(program: Program) -> str:
    """The code of an examination that a program's credential names and that a later edition has replaced; '' for none."""
    found = _EARLIER.search(f"{program.name}\n{program.credential}")
    return found[0].upper() if found else ""


def retired(program: Program) -> str:
    """The credential that a program leads to and that is no longer given, with the year it ended; '' for none."""
    said = f"{program.name}\n{program.credential}"
    return next((f"{name} (ended {year})" for words, name, year in _retired() if words.search(said)), "")


@lru_cache(maxsize=65_536)
def _named_in(said: str) -> tuple[Examination, ...]:
    return tuple(
        Examination(name, asks, brought_by, bool(opens and opens.search(said)))
        for words, name, asks, opens, brought_by in _known()
        if words.search(said)
    )


@cache
def _known() -> tuple[tuple[re.Pattern[str], str, str, re.Pattern[str] | None, tuple[str, ...]], ...]:
    return tuple(
        (
            re.compile(r["words"], re.IGNORECASE),
            r["exam"],
            r["asks"],
            re.compile(r["open"], re.IGNORECASE) if r["open"] else None,
            tuple(filter(None, r["from"].split(";"))),
        )
        for r in paths.shipped_rows("data/programs/examinations.csv")
    )


@cache
def _retired() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    return tuple(
        (re.compile(r["words"], re.IGNORECASE), r["credential"], r["retired"])
        for r in paths.shipped_rows("data/programs/retired.csv")
    )
