"""How much human oversight a task needs, from what it decides and for whom: rules kept as data in data/oversight.

Tiers: 1 checked by sample; 2 a person reviews before use; 3 a person decides, AI may prepare; 4 human only.
A tier is a proposal, failing upwards, until people sign it off; the rules see words, not the work itself.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import reskill.paths as paths

MEANING = {
    1: "spot-check",
    2: "a person reviews before use",
    3: "a person decides, AI may prepare",
    4: "human only",
}
PROTECTED_FROM = 3
"""Tasks of this tier and above are protected: they count as staying with people."""


@dataclass(frozen=True)
class Tier:
    """A proposed tier with what fired, in plain words, and the answers to the three compass questions."""

    level: int
    subjects: tuple[str, ...]
    resident_facing: bool
    personal_data: bool
    fired: tuple[str, ...]
    compass: tuple[str, str, str]  # efficiency, privacy and agency, community


@dataclass(frozen=True)
class Pattern:
    """Words that point at a subject; `occupations` limits it to SOC prefixes ('' counts anywhere)."""

    rule: str
    subject: str
    level: int
    occupations: tuple[str, ...]
    pattern: re.Pattern[str]
    means: str
    example: str


@dataclass(frozen=True)
class Floor:
    """The lowest tier of a task by its occupation (SOC prefix) or work activity (O*NET id, intermediate or detailed).

    `unless` matches paperwork and upkeep, which an occupation's floor spares.
    """

    key: str
    level: int
    subject: str
    means: str
    unless: re.Pattern[str] | None = None


@dataclass(frozen=True)
class Rules:
    """The whole rule set."""

    patterns: tuple[Pattern, ...]
    occupations: tuple[Floor, ...]
    activities: dict[str, Floor]  # a detailed activity's own row before its group's
    compass: tuple[tuple[str, str, str], ...]  # question, when, text
    subjects: dict[str, str]  # subject -> title for people


@cache
def rules() -> Rules:
    """The rule set in force: the one in the user's folder `oversight`, where there is one, else the shipped one."""
    own = paths.user_data() / "oversight"
    return read_rules(own if own.is_dir() else paths.shipped("data/oversight"))


def read_rules(folder: Path) -> Rules:
    """The rule set of the CSV files in a folder."""
    return Rules(
        patterns=tuple(
            Pattern(
                r["rule"],
                r["subject"],
                int(r["level"]),
                tuple(r["occupations"].split()),
                re.compile(r["pattern"]),
                r["means"],
                r["example"],
            )
            for r in _rows(folder / "patterns.csv")
        ),
        occupations=tuple(
            Floor(
                r["prefix"],
                int(r["level"]),
                r["subject"],
                r["means"],
                re.compile(r["unless"]) if r["unless"] else None,
            )
            for r in _rows(folder / "floors.csv")
        ),
        activities={
            r["activity"]: Floor(r["activity"], int(r["level"]), r["subject"], r["means"])
            for r in _rows(folder / "activities.csv")
        },
        compass=tuple((r["question"], r["when"], r["text"]) for r in _rows(folder / "compass.csv")),
        subjects={r["subject"]: r["title"] for r in _rows(folder / "subjects.csv")},
    )


@lru_cache(maxsize=50_000)
def propose_tier(sentence: str, code: str = "", activities: Sequence[str] = ()) -> Tier:
    """The tier that the rules propose for a task, of an O*NET-SOC occupation and with work activities if known.

    The highest rule that fires decides; every rule that fires is told. `activities` must be a tuple.
    """
    found = list(_fired(sentence, code, activities))
    level = max((f[0] for f in found), default=1)
    subjects = tuple(dict.fromkeys(f[1] for f in sorted(found, key=lambda f: -f[0])))
    residents = "speech of the city" in subjects or any(
        s in subjects for s in ("eligibility", "enforcement", "assessment", "vulnerable")
    )
    personal = "personal data" in subjects
    traits = _traits(level, subjects, residents, personal)
    return Tier(
        level, subjects, residents, personal, tuple(dict.fromkeys(f[2] for f in found)), _compass(level, traits)
    )


def _fired(sentence: str, code: str, activities: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """Level, subject and words of each rule that fires."""
    current = rules()
    text = sentence.lower()
    for p in current.patterns:
        if not p.occupations or code.startswith(p.occupations):
            match = p.pattern.search(text)
            if match:
                yield p.level, p.subject, f"“{match.group(0).strip()}”: {p.means} ({p.level})"
    for floor in current.occupations:
        if code.startswith(floor.key) and not (floor.unless and floor.unless.search(text)):
            yield floor.level, floor.subject, f"occupation {floor.key}: {floor.means} ({floor.level})"
    for activity in activities:
        kept = current.activities.get(activity) or current.activities.get(activity.rsplit(".", 1)[0])
        if kept and kept.level > 1:
            yield kept.level, kept.subject, f"work activity {activity}: {kept.means} ({kept.level})"


def _traits(level: int, subjects: tuple[str, ...], residents: bool, personal: bool) -> set[str]:
    held = {"any", f"tier {level}"}
    held |= {"decides"} if level >= PROTECTED_FROM else set()
    held |= {"personal data"} if personal else set()
    held |= {"resident-facing"} if residents else set()
    held |= {"worker"} if "rights at work" in subjects else set()
    held |= {"democratic"} if "democratic process" in subjects else set()
    return held


def _compass(level: int, traits: set[str]) -> tuple[str, str, str]:
    """The first answer of each question whose conditions all hold."""
    answers: dict[str, str] = {}
    for question, when, text in rules().compass:
        if question not in answers and set(when.split(" and ")) <= traits:
            answers[question] = text
    return answers["efficiency"], answers["privacy and agency"], answers["community"]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as f:
        yield from csv.DictReader(f)
