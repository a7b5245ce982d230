"""The exercise in what must not reach a tool: by what a role or its title handles, and by the departments of its people.

What is guarded is told by data/pathways/guarded_data.csv, written for Reskill; the city's own rules go before it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from reskill import paths
from reskill.pathways.practice import Module
from reskill.pathways.title_rank import says

_HOURS = 2.0
_TOLD = 6  # kinds of departments that are told by what they guard


class _Guarded(NamedTuple):
    posts: tuple[str, ...]  # beginnings of occupations' codes
    titles: tuple[str, ...]  # words of titles
    departments: tuple[str, ...]  # beginnings of words in departments' names
    what: str
    lead: str


def guarded(title: str, code: str, people: Mapping[str, int]) -> Module:
    """The exercise for the people of a title of an occupation, given how many of its people are in each department: with a set of papers
    for each kind of department, and for what the role handles wherever it is."""
    kinds, names = Counter[_Guarded](), dict[_Guarded, str]()
    for department, n in sorted(people.items(), key=lambda item: (-item[1], item[0])):
        kind = _of_department(department)
        kinds[kind] += n
        names.setdefault(kind, department)
    role = next((g for g in _all() if code.startswith(g.posts or ("none",)) or says(title, g.titles)), None)
    found = [kind for kind, _ in kinds.most_common() if role is None or kind.what != role.what] or [_all()[-1]]
    if role and len(found) == 1 and not found[0].departments:
        found = []  # nothing special is known of the only department
    apart = [f"{kind.what} ({names[kind]})" if len(found) > 1 else kind.what for kind in found[:_TOLD]]
    more = len(found) - _TOLD
    if more > 0:
        apart.append(f"and of {more:,} more kind{'s' if more > 1 else ''} of departments likewise")
    own = "a set for the own department: " if len(found) > 1 else ""
    papers = "; ".join(filter(None, [role.what if role else "", own + "; ".join(apart) if apart else ""]))
    return Module(
        "what must not reach a tool here",
        "keeps out of tools what they must not be given",
        f"sorts 20 papers into what any tool, only an approved tool or no tool may be given, 6 of which would be a breach:"
        f" {papers}",
        "",
        (role or found[0]).lead if len(found) <= 1 or role else "each department's records or privacy officer",
        "19 of 20 are sorted rightly, and none of the 6 is let through",
        _HOURS,
    )


def _of_department(name: str) -> _Guarded:
    words = re.findall("[a-z0-9]+", name.lower())
    return next((g for g in _all() if g.departments and any(w.startswith(g.departments) for w in words)), _all()[-1])


@cache
def _all() -> tuple[_Guarded, ...]:
    """What is guarded, first by role, then by department; the last holds where nothing else is known."""
    return tuple(
        _Guarded(
            tuple(r["posts"].split()),
            tuple(r["titles"].split()),
            tuple(r["departments"].split()),
            r["what"],
            r["lead"],
        )
        for r in paths.shipped_rows("data/pathways/guarded_data.csv")
    )
