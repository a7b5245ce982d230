"""What stands before an occupation whatever a person can do: education at entry, licence, leading others, office.

By occupation only. A city's own gates (examination, eligible list, posting and bidding, residency) are the city's to
say: the program knows none of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import reskill.paths as paths
from reskill.reference.outlook import EDUCATION, outlook

BACHELOR, GRADUATE = EDUCATION.index("Bachelor's degree"), EDUCATION.index("Master's degree")
_YEARS = (0, 0, 1, 1, 2, 4, 6, 8)  # of full-time study after high school for each of EDUCATION, about
NEAR, ELSEWHERE, OFFICE = "near", "elsewhere", "office"


@dataclass(frozen=True)
class Gates:
    """What a destination asks beside what the role asks.

    `education` and `experience` are as BLS has them for people who enter, '' where unknown; `degrees` is 1 when that
    is a degree that the role does not ask, 2 when it is a graduate degree and the role asks no degree at all.
    `study` is about how many years of full-time study lie between the two.
    `licence` is '' unless the destination has one that the role has not. `leads` is '' for work that leads no others,
    NEAR for leading the role's own line of work, ELSEWHERE for another or what only that leads to, OFFICE for an
    appointed or elected office.
    `asks` is what employers usually ask of people from outside the trade beside that, '' for nothing.
    `profession` tells a licence with a degree in another field of work than the role's.
    """

    education: str = ""
    experience: str = ""
    degrees: int = 0
    study: int = 0
    licence: str = ""
    leads: str = ""
    profession: bool = False
    asks: str = ""


@cache
def gates(code: str, destination: str, state: str = "") -> Gates:
    """The gates between two O*NET-SOC occupations; licences as a state has them (postal code), where that is known."""
    here, there = outlook(code), outlook(destination)
    degrees = study = 0
    if here and there:
        own, asked = EDUCATION.index(here.education), EDUCATION.index(there.education)
        study = max(0, _YEARS[asked] - _YEARS[own])
        if asked >= BACHELOR and asked > own:
            degrees = 2 if asked >= GRADUATE and own < BACHELOR else 1
    licence = _licence(destination, state)
    licence = "" if licence == _licence(code, state) else licence
    asks_degree = there is not None and EDUCATION.index(there.education) >= BACHELOR
    return Gates(
        there.education if there else "",
        there.experience if there and there.experience != "None" else "",
        degrees,
        study,
        licence,
        _leads(code, destination),
        bool(licence) and asks_degree and code[:2] != destination[:2],
        _asks(code, destination),
    )


@cache
def leads_others(code: str) -> bool:
    """Whether people of an occupation lead others."""
    return bool(_longest(_leading(), code))


def _leads(code: str, destination: str) -> str:
    origins = _longest(_leading(), destination)
    if origins in ("", OFFICE):
        return origins
    if code.startswith(tuple(origins.split())):
        return NEAR
    return ELSEWHERE


def _longest(table: dict[str, str], code: str) -> str:
    """The value of the longest beginning of a code that the table has; '' for none."""
    return next((table[code[:n]] for n in range(len(code), 1, -1) if code[:n] in table), "")


def _asks(code: str, destination: str) -> str:
    """What an occupation asks of people from outside the trade, in words; '' for nothing."""
    for begins, ways, words in _asked():
        if destination.startswith(begins):
            return "" if code.startswith(ways) else words
    return ""


@cache
def _asked() -> tuple[tuple[str, tuple[str, ...], str], ...]:
    return tuple(
        (r["code"], tuple(r["except_from"].split()), r["asks"]) for r in paths.shipped_rows("data/pathways/asks.csv")
    )


def _licence(code: str, state: str) -> str:
    """The licence that an occupation asks for, by a state's own rule where it is known; '' for none."""
    return _longest(_of_state(state), code) or _longest(_licences(), code)


@cache
def _licences() -> dict[str, str]:
    return _read("licences.csv", "code", "licence")


@cache
def _of_state(state: str) -> dict[str, str]:
    return {
        r["code"]: r["licence"] for r in paths.shipped_rows("data/pathways/state_licences.csv") if r["state"] == state
    }


@cache
def _leading() -> dict[str, str]:
    """Occupations that lead others, by the beginning of their code: beginnings of the codes they are reached from."""
    return _read("leading.csv", "leads", "from")


def _read(name: str, key: str, value: str) -> dict[str, str]:
    return {r[key]: r[value] for r in paths.shipped_rows(f"data/pathways/{name}")}
