"""Explicit knowledge: ranks by service, what a supervisor supervises, names that cities use in one sense only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from reskill.matching.departments import fields
from reskill.matching.reading import Reading
from reskill.paths import shipped_rows

SERVICES = ("police", "sheriff", "corrections", "fire", "ems", "emergency communications", "recreation")


@dataclass(frozen=True)
class Rule:
    """Titles with one word of every set, none of `without`, and of that service ('' = any) have that occupation.

    `head:baker` is the word as the noun that says what the person is: a water plant's baker, but not a baker's helper.
    """

    words: tuple[frozenset[str], ...]
    without: frozenset[str]
    service: str
    code: str
    because: str

    @property
    def settles(self) -> bool:
        """Whether it stands before all other evidence: a rank in a service, or the noun that names the occupation."""
        return bool(self.service) or any(word.startswith("head:") for some in self.words for word in some)


def rules_for(reading: Reading, department_fields: Iterable[str]) -> list[Rule]:
    """The rules that hold for a title; the service comes from the title, else from the department."""
    words = frozenset({*reading.words, f"head:{reading.head}"})
    services = _services(reading, department_fields)
    return [
        rule
        for rule in _rules()
        if (not rule.service or rule.service in services)
        and all(words & some for some in rule.words)
        and not rule.without & words
    ]


def _services(reading: Reading, department_fields: Iterable[str]) -> frozenset[str]:
    if "security" in reading.words:
        return frozenset({"security"})
    places = [f for p in reading.places for f in fields(p)]
    for source in (fields(reading.core), places, department_fields):
        found = frozenset(source) & frozenset(SERVICES)
        if found:
            return found
    return frozenset()


@cache
def _rules() -> tuple[Rule, ...]:
    return tuple(
        Rule(
            tuple(frozenset(term.split("/")) for term in r["words"].split()),
            frozenset(r["without"].split()),
            r["service"],
            r["onet_soc_code"],
            r["because"],
        )
        for r in shipped_rows("data/matching/rules.csv")
    )
