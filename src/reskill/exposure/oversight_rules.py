"""The oversight rules, kept as data in data/oversight: words, occupations, titles, work activities, compass answers.

GUIDE.md there says what the tiers mean. A city that wants other rules puts its own copy of the folder into its user
data; the project's signed-off tiers stand above either.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reskill.oversight_files import LATER, folder
from reskill.problem import ReskillError

_GROUP = re.compile(r"\{([a-z]+)\}")  # {who} in a pattern stands for the words of that group


@dataclass(frozen=True)
class Pattern:
    """Words that point at a subject, in the occupations of some SOC prefixes or (none given) anywhere.

    `unless` matches paperwork and training of staff, where the same words weigh less.
    """

    rule: str
    subject: str
    level: int
    occupations: tuple[str, ...]
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
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
class TitleRule:
    """The lowest tier of a task by the title and department that do it, whatever occupation they were coded to.

    `occupations` are SOC prefixes (none = any), `words` a pattern that the task must match, `unless` one that it must
    not; `example` is a title.
    """

    pattern: re.Pattern[str]
    occupations: tuple[str, ...]
    words: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    level: int
    subject: str
    means: str
    example: str


@dataclass(frozen=True)
class Rules:
    """The whole rule set."""

    patterns: tuple[Pattern, ...]
    occupations: tuple[Floor, ...]
    titles: tuple[TitleRule, ...]
    activities: dict[str, Floor]  # a detailed activity's own row before its group's
    groups: dict[str, re.Pattern[str]]  # words that stand for one kind of person, deed or thing
    likeness: dict[str, float]  # weights of the judge of everyday words; empty = there is none
    compass: tuple[tuple[str, str, str], ...]  # question, when, text
    subjects: dict[str, str]  # subject -> title for people
    sources: dict[str, str]  # subject -> why it is one


@cache
def rules() -> Rules:
    """The rule set in force."""
    return read_rules(folder())


def read_rules(folder: Path) -> Rules:
    """The rule set of the CSV files in a folder. Raises ReskillError when they cannot be used."""
    try:
        return _read(folder)
    except (OSError, KeyError, ValueError, re.error) as error:
        raise ReskillError(
            f"The oversight rules in {folder} cannot be used ({error}).",
            "Mend the file, or take the folder away to use the shipped rules.",
        ) from error


def _read(folder: Path) -> Rules:
    groups = {r["group"]: f"({r['words']})" for r in _rows(folder / "groups.csv")}
    spared = {r["exception"]: re.compile(r["pattern"]) for r in _rows(folder / "exceptions.csv")}
    return Rules(
        patterns=tuple(
            Pattern(
                r["rule"],
                r["subject"],
                int(r["level"]),
                tuple(r["occupations"].split()),
                re.compile(_GROUP.sub(lambda found: groups[found[1]], r["pattern"])),
                spared.get(r["unless"]),
                r["means"],
                r["example"],
            )
            for r in _rows(folder / "patterns.csv")
        ),
        titles=tuple(
            TitleRule(
                re.compile(r["pattern"]),
                tuple(r["occupations"].split()),
                re.compile(r["words"]) if r["words"] else None,
                spared.get(r["unless"]),
                int(r["level"]),
                r["subject"],
                r["means"],
                r["example"],
            )
            for r in _rows(folder / "titles.csv")
        ),
        occupations=tuple(
            Floor(r["prefix"], int(r["level"]), r["subject"], r["means"], spared.get(r["unless"]))
            for r in _rows(folder / "floors.csv")
        ),
        activities={
            r["activity"]: Floor(r["activity"], int(r["level"]), r["subject"], r["means"])
            for r in _rows(folder / "activities.csv")
        },
        groups={name: re.compile(rf"\b{words}\b") for name, words in groups.items()},
        likeness={r["feature"]: float(r["weight"]) for r in _rows(folder / "likeness.csv")},
        compass=tuple((r["question"], r["when"], r["text"]) for r in _rows(folder / "compass.csv")),
        subjects={r["subject"]: r["title"] for r in _rows(folder / "subjects.csv")},
        sources={r["subject"]: r["source"] for r in _rows(folder / "subjects.csv")},
    )


def _rows(path: Path) -> Iterator[dict[str, str]]:
    if path.name in LATER and not path.exists():
        return
    with path.open(encoding="utf-8", newline="") as f:
        yield from csv.DictReader(f)
