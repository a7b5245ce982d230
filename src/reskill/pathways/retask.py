"""Staying with other tasks, from the role's own tasks: which shrink, which stay with people, which duties are added.

Hours are shares of an assumed week by the weights of the tasks, an estimate of the role and of no person. The added
duties and their training are by kind of work (data/pathways/changed_duties.csv, written for Reskill).
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import reskill.paths as paths
from reskill.exposure.inventory import UNAFFECTED_BELOW, RoleTask
from reskill.pathways.kinds_of_work import kinds_of, rarities
from reskill.reference.catalog import Catalog

EXPOSED = 0.5  # exposure from which AI is taken to save half of a task's time or more
PROTECTED = 3  # oversight tier from which a task stays a human decision
_TASKS, _KINDS, _SUBJECTS, _TRAININGS = 3, 3, 2, 3  # told at most


class Change(NamedTuple):
    """A task, its hours a week, and why it shrinks or stays."""

    task: str
    hours: float
    why: str


class Duty(NamedTuple):
    """What a changed role adds in a kind of work, or in decisions on a subject of the oversight rules: the duty, the
    skill, and the training for it; `task` calls for it."""

    kind: str
    duty: str
    skill: str
    training: str
    task: str = ""


@dataclass(frozen=True)
class Retask:
    """Advice on staying in a role: hours a week of all tasks that shrink, the first few of them and of those that stay
    with people, and duties by how much of the work they come from."""

    hours: float
    shrinking: tuple[Change, ...]
    staying: tuple[Change, ...]
    duties: tuple[Duty, ...]

    @property
    def training(self) -> tuple[str, ...]:
        """What to be trained in for the weightiest duties."""
        return tuple(d.training for d in self.duties[:_TRAININGS])

    def told(self) -> str:
        """The advice in sentences; '' where no duty is added."""
        if not self.duties:
            return ""
        saved = f"Shrinks (about {self.hours:.0f} hours a week in all, of which AI could save half or more)"
        parts = [
            f"{saved}: {_tasks(self.shrinking)}." if self.shrinking else "",
            f"Stays with people: {_tasks(self.staying)}." if self.staying else "",
            f"Grows: {'; '.join(f'{d.duty} ({d.kind})' for d in self.duties)}.",
            f"Skills: {', '.join(dict.fromkeys(d.skill for d in self.duties))}.",
            f"Train in: {'; '.join(self.training)}.",
            f"For the job description: {self.duties[0].duty}, where the work is: {_lower(self.duties[0].task)}.",
        ]
        return " ".join(filter(None, parts))


class Retasking:
    """Makes the advice for the roles of one reference pack; kinds of work that few tasks have tell a role apart."""

    def __init__(self, catalog: Catalog, weekly_hours: float) -> None:
        self._hours = weekly_hours
        self._rarity = _rarity(catalog)

    def advice(self, tasks: Sequence[RoleTask]) -> Retask:
        """The advice for a role with these tasks."""
        changed = sorted(
            (t for t in tasks if t.exposure >= EXPOSED and t.tier < PROTECTED), key=lambda t: -t.weight * t.exposure
        )
        human = [(t, why) for t in sorted(tasks, key=lambda t: (-t.weight, -t.tier)) if (why := _why_human(t))]
        decided = [t for t, _ in human if t.tier >= PROTECTED and t.exposure >= UNAFFECTED_BELOW]
        kinds = self._duties(((t, kinds_of(t.activities)) for t in changed), _KINDS)
        subjects = self._duties(((t, set(t.proposal.subjects[:1])) for t in decided), _SUBJECTS)
        return Retask(
            sum(t.weight for t in changed) * self._hours,
            self._changes([(t, "") for t in changed]),
            self._changes(human),
            (*kinds[:1], *subjects, *kinds[1:]),
        )

    def _duties(self, called: Iterable[tuple[RoleTask, set[str]]], most: int) -> list[Duty]:
        """The duties that tasks call for by their kinds or subjects, the weightiest and rarest first."""
        weight: defaultdict[str, float] = defaultdict(float)
        first: dict[str, RoleTask] = {}
        for task, names in called:
            for name in sorted(names & _known().keys()):
                weight[name] += task.weight * task.exposure * self._rarity.get(name, 1.0)
                first.setdefault(name, task)
        found = sorted(weight, key=lambda n: (-weight[n], n))[:most]
        return [_known()[n]._replace(task=first[n].sentence) for n in found]

    def _changes(self, found: Sequence[tuple[RoleTask, str]]) -> tuple[Change, ...]:
        return tuple(Change(t.sentence, t.weight * self._hours, why) for t, why in found[:_TASKS])


def _rarity(catalog: Catalog) -> dict[str, float]:
    """How much the kinds of work tell roles apart in a pack: the logarithm of all tasks over those of the kind."""
    key = catalog.path, catalog.path.stat().st_mtime_ns
    if key not in _RARITIES:
        _RARITIES.clear()  # one pack at a time is enough
        _RARITIES[key] = rarities([kinds_of(t.activities) for t in catalog.all_tasks()])
    return _RARITIES[key]


_RARITIES: dict[tuple[Path, int], dict[str, float]] = {}


def _why_human(task: RoleTask) -> str:
    """Why a task stays with people; '' where it does not."""
    if task.tier >= PROTECTED:
        about = f" on {_subjects()[task.proposal.subjects[0]].lower()}" if task.proposal.subjects else ""
        return f"a decision{about} that a person takes"
    if task.exposure < UNAFFECTED_BELOW and task.gpt4 not in ("E1", "E2"):  # by people's rating and GPT-4's
        return "AI does little of it"
    return ""


def _tasks(changes: Sequence[Change]) -> str:
    return "; ".join(f"{_lower(c.task)} ({', '.join(filter(None, (f'{c.hours:.1f} h', c.why)))})" for c in changes)


def _lower(sentence: str) -> str:
    text = sentence.rstrip(". ")
    return text if text[:2].isupper() else f"{text[:1].lower()}{text[1:]}"


@cache
def _known() -> dict[str, Duty]:
    return {r["kind"]: Duty(**r) for r in _read("data/pathways", "changed_duties.csv")}


@cache
def duty_kinds() -> frozenset[str]:
    """The kinds of duty that a changed role may add."""
    return frozenset(_known())


@cache
def _subjects() -> dict[str, str]:
    return {r["subject"]: r["title"] for r in _read("data/oversight", "subjects.csv")}


def _read(folder: str, name: str) -> list[dict[str, str]]:
    with (paths.shipped(folder) / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
