"""Staying with other tasks, from the role's own tasks: which shrink, which stay with people, which duties are added.

Hours are shares of an assumed week by the weights of the tasks, an estimate of the role and of no person. The added
duties, and how each is practised, are by kind of work (data/pathways/changed_duties.csv, written for Reskill); a duty is
added only where it belongs to the post: by its occupation, and by what share of the role's time it comes from.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import reskill.paths as paths
from reskill.exposure.inventory import UNAFFECTED_BELOW, RoleTask
from reskill.pathways.gates import leads_others
from reskill.pathways.kinds_of_work import kinds_of, rarities
from reskill.pathways.sentences import lower
from reskill.reference.catalog import Catalog

EXPOSED = 0.5  # exposure from which AI is taken to save half of a task's time or more
PROTECTED = 3  # oversight tier from which a task stays a human decision
OWN = 0.10  # share of a role's time from which decisions on a subject are a duty of the post
_TASKS, _KINDS, _SUBJECTS, _FILES = 3, 5, 1, 2  # told at most
_FIRST = 2  # duties that come before decisions on subjects
BY_PEOPLE = "a decision that a person takes"  # why a task stays
_LEADING = "directing staff"  # the kind that comes first with those that lead others
_ANYWHERE = "keeping knowledge current"  # the kind that comes last, since its exercise is the same in every post
_LEADS = "leads"  # among the posts that a duty belongs to: those that lead others
_BOSS = (
    "the unit's supervisor",
    "a manager of the same rank in another department",
)  # of those who lead nobody, and of who leads


class Change(NamedTuple):
    """A task, its hours a week, and why it shrinks or stays."""

    task: str
    hours: float
    why: str


class Duty(NamedTuple):
    """What a changed role adds in a kind of work, or in decisions on a subject of the oversight rules: the duty, the
    skill, the training for it, and how it is practised at work: what is done, who leads it, what shows that it is learnt
    and how its usual hours compare with those of others; `posts` are those that it belongs to, `words` beginnings of words
    that tell the tasks on which it is practised, and `tasks` those of the role, the weightiest first."""

    kind: str
    duty: str
    skill: str
    training: str
    practice: str
    lead: str
    check: str
    hours: float
    posts: tuple[str, ...]
    words: tuple[str, ...]
    tasks: tuple[str, ...] = ()

    def belongs(self, code: str) -> bool:
        """Whether a post of an occupation can have the duty."""
        return not self.posts or code.startswith(self.posts) or (_LEADS in self.posts and leads_others(code))

    def fits(self, task: str) -> bool:
        """Whether the words of a task bear the duty out."""
        return any(word.startswith(self.words) for word in _words(task))


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
        return tuple(d.training for d in self.duties)

    def told(self) -> str:
        """The advice in sentences; '' where no duty is added."""
        if not self.duties:
            return ""
        saved = f"Changes (tasks of about {self.hours:.0f} hours a week, of which AI could save half or more)"
        parts = [
            f"{saved}: {_tasks(self.shrinking)}." if self.shrinking else "",
            f"Stays with people: {_tasks(self.staying)}." if self.staying else "",
            f"Grows: {'; '.join(f'{d.duty} ({d.kind})' for d in self.duties)}.",
            f"Skills: {', '.join(dict.fromkeys(d.skill for d in self.duties))}.",
            f"Train in: {'; '.join(self.training)}.",
            f"For the job description: {self.duties[0].duty}, where the work is: {lower(self.duties[0].tasks[0])}.",
        ]
        return " ".join(filter(None, parts))


class Retasking:
    """Makes the advice for the roles of one reference pack; kinds of work that few tasks have tell a role apart."""

    def __init__(self, catalog: Catalog, weekly_hours: float) -> None:
        self._hours = weekly_hours
        self._rarity = _rarity(catalog)

    def advice(self, tasks: Sequence[RoleTask], code: str) -> Retask:
        """The advice for a role of an occupation with these tasks."""
        changed = sorted(
            (t for t in tasks if t.exposure >= EXPOSED and t.tier < PROTECTED), key=lambda t: -t.weight * t.exposure
        )
        human = [(t, why) for t in sorted(tasks, key=lambda t: (-t.weight, -t.tier)) if (why := _why_human(t))]
        decided = [t for t, _ in human if t.tier >= PROTECTED and t.exposure >= UNAFFECTED_BELOW]
        kinds = self._duties([(t, kinds_of(t.activities) | _said(t.sentence)) for t in changed], code, _KINDS)
        subjects = self._duties([(t, set(t.proposal.subjects[:1])) for t in decided], code, _SUBJECTS, least=OWN)
        return Retask(
            sum(t.weight for t in changed) * self._hours,
            self._changes([(t, "") for t in changed]),
            self._changes(human),
            (*kinds[:_FIRST], *subjects, *kinds[_FIRST:]),
        )

    def _duties(
        self, called: Sequence[tuple[RoleTask, set[str]]], code: str, most: int, least: float = 0.0
    ) -> list[Duty]:
        """The duties, so many at most, that tasks call for by their kinds or subjects and bear out by their words, and that
        belong to the post: those that cover most of the time that changes first, supervising before all and the rules of
        the city last; of those that come
        from a `least` share of its time."""
        share: defaultdict[str, float] = defaultdict(float)
        duties: dict[str, Duty] = {}
        called_for: set[str] = set()
        for task, names in called:
            for name in sorted(names):
                if duty := _for_post(name, code):
                    duties[name] = duty
                    share[name] += task.weight
                    called_for |= {name} if duty.fits(task.sentence) else set()
        covered = {n: sum(t.weight * t.exposure for t, _ in called if duties[n].fits(t.sentence)) for n in called_for}
        found = [n for n in called_for if share[n] >= least]
        found = sorted(found, key=lambda n: (n != _LEADING, n == _ANYWHERE, -covered[n], -self._rarity.get(n, 1.0), n))[
            :most
        ]
        boss, used = _BOSS[leads_others(code)], set[str]()
        out = []
        for duty in (duties[name] for name in found):
            files = _files(duty, called, used)
            used.update(files)
            out.append(duty._replace(tasks=files, lead=duty.lead.format(boss=boss)))
        return out

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
        return BY_PEOPLE
    if task.exposure < UNAFFECTED_BELOW and task.gpt4 not in ("E1", "E2"):  # by people's rating and GPT-4's
        return "AI does little of it"
    return ""


def _tasks(changes: Sequence[Change]) -> str:
    return "; ".join(f"{lower(c.task)} ({', '.join(filter(None, (f'{c.hours:.1f} h', c.why)))})" for c in changes)


def _files(duty: Duty, called: Sequence[tuple[RoleTask, set[str]]], used: Set[str]) -> tuple[str, ...]:
    """The tasks on which a duty is practised: those that call for it and whose words bear it out, first those on which
    nothing else is practised."""
    fitting = [t.sentence for t, names in called if duty.kind in names and duty.fits(t.sentence)]
    return tuple(sorted(fitting, key=lambda task: task in used)[:_FILES])


def _for_post(kind: str, code: str) -> Duty | None:
    """The duty of a kind as a post of an occupation has it: the first that belongs to it; None where none does."""
    return next((d for d in _known().get(kind, ()) if d.belongs(code)), None)


def _said(task: str) -> set[str]:
    """The kinds of work that the words of a task say outright, whatever activities it is filed under."""
    words = _words(task)
    return {kind for kind, said in _said_kinds() if not said.isdisjoint(words)}


@lru_cache(maxsize=20_000)
def _words(task: str) -> tuple[str, ...]:
    """The different words of a task."""
    return tuple(dict.fromkeys(re.findall("[a-z]+", task.lower())))


@cache
def _said_kinds() -> list[tuple[str, frozenset[str]]]:
    return [(r["kind"], frozenset(r["words"].split())) for r in _read("said_kinds.csv")]


@cache
def _known() -> dict[str, list[Duty]]:
    """The duties by kind, those of certain posts first."""
    found: defaultdict[str, list[Duty]] = defaultdict(list)
    for r in _read("changed_duties.csv"):
        found[r["kind"]].append(_duty(r))
    return dict(found)


def _duty(r: dict[str, str]) -> Duty:
    words = (r["kind"], r["duty"], r["skill"], r["training"], r["practice"], r["lead"], r["check"])
    return Duty(*words, float(r["hours"]), tuple(r["posts"].split()), tuple(r["words"].split()))


@cache
def duty_kinds() -> frozenset[str]:
    """The kinds of duty that a changed role may add."""
    return frozenset(_known())


def _read(name: str) -> list[dict[str, str]]:
    with (paths.shipped("data/pathways") / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
