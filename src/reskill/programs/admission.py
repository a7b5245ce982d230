"""Whether people of the city's state can take a program: what is taught in it, what its own list names, what is sold
nationally through colleges; of any other online program of another state nobody has said so yet."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from reskill.programs.program import Program
from reskill.project.file import Project
from reskill.reference.catalog import STATES
from reskill.reference.places import spelled

_NATIONAL = re.compile(r"\bby (ed2go)\b", re.IGNORECASE)
"""Firms whose courses colleges all over the country sell as their own continuing education, as a provider names them."""


class Admission:
    """What is known of a project's programs and the people of its state; '' as state = nothing is asked."""

    def __init__(self, project: Project) -> None:
        self._state = project.setting("state").upper()
        places: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for r in project.rows(
            "SELECT list, place, count(*) AS n FROM program WHERE list <> '' AND place <> '' GROUP BY list, place"
        ):
            places[r["list"]][r["place"]] = r["n"]
        own = [name for name, counts in places.items() if counts.most_common(1)[0][0] == self._state]
        self._listed = {r["id"] for name in own for r in project.rows("SELECT id FROM program WHERE list = ?", (name,))}

    def is_confirmed(self, program: Program) -> bool:
        """Whether it is of the city's state, or on that state's list, or of no state."""
        return not (self._state and program.place) or program.place == self._state or program.id in self._listed

    def against(self, program: Program) -> str:
        """That nobody has said whether an online program takes people of the city's state, in words; '' where it does, or
        where a college near the city can sell it."""
        if self.is_confirmed(program) or not program.online or _seller(program):
            return ""
        return f"from {_name(program.place)}, and not known to take people of {_name(self._state)}: ask a college near you for its like"

    def online(self, program: Program) -> str:
        """That a program is online and whose it is, as far as its place is known."""
        if self.is_confirmed(program):
            town = spelled(program.city, program.place, program.zip)
            return f"online (its provider is in {town})" if town else "online"
        if seller := _seller(program):
            return (
                f"online, sold nationally through colleges by {seller}: ask a college of {_name(self._state)} for it"
                f" (hours and price are those of {_name(program.place)})"
            )
        return f"online, from {_name(program.place)}"


def _seller(program: Program) -> str:
    """The firm that sells a program nationally through colleges; '' for none."""
    found = _NATIONAL.search(program.provider)
    return found[1] if found else ""


def _name(state: str) -> str:
    return STATES.get(state, state)
