"""Occupations for which a program must be of their own kind, whatever codes its list gives (data/programs/own_kind.csv).

One trade does not stand for general maintenance, nor a truck for a bus; and nobody learns to write software in a
few weeks. Our reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import reskill.paths as paths
from reskill.programs.program import Program

_MORE = re.compile(r"\b(?:with|plus|and)\b|[&,;/]| \+ ")  # in a name, before what it teaches besides


@dataclass(frozen=True)
class _Kind:
    soc: str
    names: re.Pattern[str]
    narrow: (
        re.Pattern[str] | None
    )  # against a program only where it says this; None = wherever it names none of `names`
    hours: float
    roles: tuple[
        str, ...
    ]  # beginnings of codes: with hours, of roles for which fewer do; else, of those that it is for alone
    why: str
    rest: str  # what a program of another kind leaves to be learnt, where it is a sufficient grounding all the same


def of_another_kind(program: Program, role: str, destination: str) -> str:
    """Why a program is not of a destination's own kind for people of a role, in words; '' where it is or nothing is asked."""
    return next((kind.why for kind in _others(program, role, destination) if kind.why), "")


def left_by_grounding(program: Program, role: str, destination: str) -> str:
    """What a program that is a general grounding for a destination leaves to be learnt, in words; '' for nothing."""
    return next((kind.rest for kind in _others(program, role, destination) if kind.rest), "")


def _others(program: Program, role: str, destination: str) -> Iterator[_Kind]:
    """The kinds asked for by a destination of people of a role that a program is not of."""
    for kind in _asked(role, destination):
        said = program.name if kind.narrow else f"{program.name}\n{program.credential}"
        if not kind.names.search(said) and (kind.narrow is None or kind.narrow.search(program.name)):
            yield kind


@cache
def _asked(role: str, destination: str) -> tuple[_Kind, ...]:
    """The kinds that a destination asks for of people of a role, whatever the hours."""
    return tuple(
        kind
        for kind in _kinds()
        if not kind.hours and destination.startswith(kind.soc) and role.startswith(kind.roles or ("",))
    )


def is_buried(program: Program, destination: str) -> bool:
    """Whether a program's name comes to what a destination asks for only after another subject."""
    first = _MORE.split(program.name, 1)[0]
    return any(
        destination.startswith(kind.soc) and kind.names.search(program.name) and not kind.names.search(first)
        for kind in _kinds()
        if kind.why and not kind.hours
    )


def too_short(steps: Sequence[Program], role: str, destination: str) -> str:
    """Why programs are too short for people of a role who start from nothing, in words; '' where they are not."""
    hours = sum(p.hours or 0.0 for p in steps)
    for kind in _kinds():
        if destination.startswith(kind.soc) and hours < kind.hours and not role.startswith(kind.roles):
            return kind.why
    return ""


@cache
def _kinds() -> tuple[_Kind, ...]:
    return tuple(
        _Kind(
            r["soc"],
            re.compile(r["names"], re.IGNORECASE),
            re.compile(r["narrow"], re.IGNORECASE) if r["narrow"] else None,
            float(r["hours"] or 0),
            tuple(filter(None, r["roles"].split(";"))),
            r["why"],
            r["rest"],
        )
        for r in paths.shipped_rows("data/programs/own_kind.csv")
    )
