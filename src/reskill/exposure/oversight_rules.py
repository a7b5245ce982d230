"""The oversight rules, kept as data in data/oversight: words, occupations, titles, work activities, compass answers.

GUIDE.md there says what the tiers mean. A city that wants other rules puts its own copy of the folder into its user
data; the project's signed-off tiers stand above either.
"""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import reskill.paths as paths
from reskill.problem import ReskillError

OWN = "own rules"
_GROUP = re.compile(r"\{([a-z]+)\}")  # {who} in a pattern stands for the words of that group
FILES = ("activities.csv", "compass.csv", "exceptions.csv", "floors.csv", "patterns.csv", "subjects.csv")
LATER = ("groups.csv", "titles.csv")
"""Files that a city's own copy of an earlier version lacks: it then has no such rules."""


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
    compass: tuple[tuple[str, str, str], ...]  # question, when, text
    subjects: dict[str, str]  # subject -> title for people
    sources: dict[str, str]  # subject -> why it is one


@cache
def rules() -> Rules:
    """The rule set in force."""
    return read_rules(folder())


def folder() -> Path:
    """Where the rules in force are: in the user's folder `oversight`, where there is one, else shipped."""
    own = own_folder()
    return own if own.is_dir() else paths.shipped("data/oversight")


def files(folder: Path) -> list[Path]:
    """The files that rules in a folder consist of."""
    return [folder / name for name in FILES] + [folder / name for name in LATER if (folder / name).exists()]


def own_folder() -> Path:
    """Where the city's own rules lie, when it has any; they are read when Reskill starts."""
    return paths.user_data() / "oversight"


def copy_rules() -> Path:
    """Put a copy of the shipped rules where the city's own ones lie, to be changed there; gives that folder.

    Raises ReskillError when there are own rules already, or the folder cannot be written.
    """
    own, part = own_folder(), own_folder().with_suffix(".part")
    if own.exists():
        raise ReskillError(f"There are own rules already, in {own}.", "Change those, or set them aside first.")
    try:
        shutil.rmtree(part, ignore_errors=True)
        shutil.copytree(paths.shipped("data/oversight"), part)
        part.rename(own)
    except OSError as error:
        raise ReskillError(
            f"The rules cannot be copied to {own} ({error}).", "Make room or give write access."
        ) from error
    return own


def set_aside() -> Path:
    """Move the city's own rules aside, dated, so that the shipped ones hold again; gives the folder they are in now.

    Raises ReskillError when there are none, or they cannot be moved.
    """
    own = own_folder()
    kept = own.with_name(f"oversight set aside {datetime.now():%Y-%m-%d %H%M%S}")
    try:
        return own.rename(kept)
    except OSError as error:
        raise ReskillError(
            f"The own rules in {own} cannot be set aside ({error}).", "Close the files, and try again."
        ) from error


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
        compass=tuple((r["question"], r["when"], r["text"]) for r in _rows(folder / "compass.csv")),
        subjects={r["subject"]: r["title"] for r in _rows(folder / "subjects.csv")},
        sources={r["subject"]: r["source"] for r in _rows(folder / "subjects.csv")},
    )


def _rows(path: Path) -> Iterator[dict[str, str]]:
    if path.name in LATER and not path.exists():
        return
    with path.open(encoding="utf-8", newline="") as f:
        yield from csv.DictReader(f)
