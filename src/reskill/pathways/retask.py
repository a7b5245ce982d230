"""Staying with other tasks, from the role's own tasks: which shrink, which stay with people, which duties are added.

Hours are shares of an assumed week by the weights of the tasks, an estimate of the role and of no person. The added
duties, and how each is practised, are those that the post's core, trade and rank call for (core_practice); where its
occupation has no list, they are by kind of work: a duty is added only where it belongs to the post, by its occupation, and
by what share of the role's time it comes from. A duty of the occupation without a task of its object is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import reskill.paths as paths
from reskill.exposure.inventory import UNAFFECTED_BELOW, RoleTask
from reskill.pathways.core_practice import listed
from reskill.pathways.duties import Duty, duty_named, duty_of_kind
from reskill.pathways.gates import leads_others
from reskill.pathways.kinds_of_work import kinds_of, rarities
from reskill.pathways.sentences import lower
from reskill.pathways.title_rank import begins, leads
from reskill.pathways.title_words import plain_words
from reskill.reference.catalog import Catalog

EXPOSED = 0.5  # exposure from which AI is taken to save half of a task's time or more
PROTECTED = 3  # oversight tier from which a task stays a human decision
OWN = 0.10  # share of a role's time from which decisions on a subject are a duty of the post
_TASKS, _KINDS, _SUBJECTS, _FILES = 3, 5, 1, 2  # told at most
_SHARED = 3  # beginnings of words that a task shares with an exercise to be told beside it
_FIRST = 2  # duties that come before decisions on subjects
BY_PEOPLE = "a decision that a person takes"  # why a task stays
_LEADING = "directing staff"  # the kind that comes first with those that lead others
_ANYWHERE = "keeping knowledge current"  # the kind that comes last, since its exercise is the same in every post
_BOSS = (
    "the unit's supervisor",
    "a manager of the same rank in another department",
)  # of those who lead nobody, and of who leads


class Change(NamedTuple):
    """A task, its hours a week, and why it shrinks or stays."""

    task: str
    hours: float
    why: str


@dataclass(frozen=True)
class Retask:
    """Advice on staying in a role: hours a week of all tasks that shrink, the first few of them and of those that stay
    with people, and duties, the most central first; whether its people lead others, or begin in the work, and their
    share of full time."""

    hours: float
    shrinking: tuple[Change, ...]
    staying: tuple[Change, ...]
    duties: tuple[Duty, ...]
    leads: bool = False
    begins: bool = False
    full_time: float = 1.0

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
            _for_the_description(self.duties),
        ]
        return " ".join(filter(None, parts))


class Retasking:
    """Makes the advice for the roles of one reference pack; kinds of work that few tasks have tell a role apart."""

    def __init__(self, catalog: Catalog, weekly_hours: float) -> None:
        self._hours = weekly_hours
        self._rarity = _rarity(catalog)

    def advice(self, tasks: Sequence[RoleTask], code: str, title: str = "", full_time: float = 1.0) -> Retask:
        """The advice for a role of an occupation with these tasks; by its title, where one is given, as well, for people of
        a share of full time."""
        week = self._hours * full_time
        changed = sorted((t for t in tasks if _changing(t)), key=lambda t: -t.weight * t.exposure)
        changed_first = [*changed, *(t for t in tasks if not _changing(t))]
        human = [(t, why) for t in sorted(tasks, key=lambda t: (-t.weight, -t.tier)) if (why := _why_human(t))]
        decided = [t for t, _ in human if t.tier >= PROTECTED and t.exposure >= UNAFFECTED_BELOW]
        names = listed(title, code)
        rank, trades, core = ([_on_tasks(duty_named(n), changed_first) for n in part] for part in names)
        if not leads_others(code):  # by the title alone: the tasks are of those who are led
            rank = [d._replace(tasks=()) for d in rank]
        own = [*trades, *([d for d in core if _bears(d, tasks)] or self._by_kind(changed, decided, code))]
        led = leads(title, code)
        ordered = (*rank[:1], *own[:1], *rank[1:], *own[1:])
        duties = {d.training: d._replace(lead=_lead(d, led, d in rank)) for d in ordered}
        return Retask(
            sum(t.weight for t in changed) * week,
            _changes([(t, "") for t in changed], week),
            _changes(human, week),
            tuple(duties.values()),
            led,
            begins(title),
            full_time,
        )

    def _by_kind(self, changed: Sequence[RoleTask], decided: Sequence[RoleTask], code: str) -> list[Duty]:
        """The duties of a role whose occupation has no list of exercises."""
        kinds = self._duties([(t, kinds_of(t.activities) | _said(t.sentence)) for t in changed], code, _KINDS)
        subjects = self._duties([(t, set(t.proposal.subjects[:1])) for t in decided], code, _SUBJECTS, least=OWN)
        return [*kinds[:_FIRST], *subjects, *kinds[_FIRST:]]

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
                if duty := duty_of_kind(name, code):
                    duties[name] = duty
                    share[name] += task.weight
                    called_for |= {name} if duty.fits(task.sentence) else set()
        covered = {n: sum(t.weight * t.exposure for t, _ in called if duties[n].fits(t.sentence)) for n in called_for}
        found = [n for n in called_for if share[n] >= least]
        found = sorted(found, key=lambda n: (n != _LEADING, n == _ANYWHERE, -covered[n], -self._rarity.get(n, 1.0), n))[
            :most
        ]
        used: set[str] = set()
        out = []
        for duty in (duties[name] for name in found):
            files = _files(duty, called, used)
            used.update(files)
            out.append(duty._replace(tasks=files))
        return out


def _rarity(catalog: Catalog) -> dict[str, float]:
    """How much the kinds of work tell roles apart in a pack: the logarithm of all tasks over those of the kind."""
    key = catalog.path, catalog.path.stat().st_mtime_ns
    if key not in _RARITIES:
        _RARITIES.clear()  # one pack at a time is enough
        _RARITIES[key] = rarities([kinds_of(t.activities) for t in catalog.all_tasks()])
    return _RARITIES[key]


_RARITIES: dict[tuple[Path, int], dict[str, float]] = {}


def _changing(task: RoleTask) -> bool:
    """Whether AI changes a task that people may leave to it in part."""
    return task.exposure >= EXPOSED and task.tier < PROTECTED


def _why_human(task: RoleTask) -> str:
    """Why a task stays with people; '' where it does not."""
    if task.tier >= PROTECTED:
        return BY_PEOPLE
    if task.exposure < UNAFFECTED_BELOW and task.gpt4 not in ("E1", "E2"):  # by people's rating and GPT-4's
        return "AI does little of it"
    return ""


def _changes(found: Sequence[tuple[RoleTask, str]], week: float) -> tuple[Change, ...]:
    return tuple(Change(t.sentence, t.weight * week, why) for t, why in found[:_TASKS])


def _tasks(changes: Sequence[Change]) -> str:
    return "; ".join(f"{lower(c.task)} ({', '.join(filter(None, (f'{c.hours:.1f} h', c.why)))})" for c in changes)


def _on_tasks(duty: Duty, tasks: Sequence[RoleTask]) -> Duty:
    """A duty with the tasks that share most of its object, earlier ones before later; none where only a word is shared."""
    fitting = [(duty.shared(t.sentence), t.sentence) for t in tasks]
    fitting.sort(key=lambda f: -f[0])
    return duty._replace(tasks=tuple(sentence for shared, sentence in fitting[:_FILES] if shared >= _SHARED))


def _bears(duty: Duty, tasks: Sequence[RoleTask]) -> bool:
    """Whether a task of the role bears a duty out."""
    return any(duty.fits(t.sentence) for t in tasks)


def _lead(duty: Duty, leads: bool, of_rank: bool) -> str:
    """Who leads the exercise of a duty: with those who lead others, what belongs to a trade is led by its specialist alone."""
    lead = duty.lead
    if leads and not of_rank and " with " in lead:
        lead = lead.removeprefix("{boss} with ")
    return lead.format(boss=_BOSS[leads])


def _for_the_description(duties: Sequence[Duty]) -> str:
    """What to write into the job description: the first duty that one of the role's tasks is the place of."""
    found = next((d for d in duties if d.tasks), None)
    return f"For the job description: {found.duty}, where the work is: {lower(found.tasks[0])}." if found else ""


def _files(duty: Duty, called: Sequence[tuple[RoleTask, set[str]]], used: Set[str]) -> tuple[str, ...]:
    """The tasks on which a duty is practised: those that call for it and whose words bear it out, first those on which
    nothing else is practised."""
    fitting = [t.sentence for t, names in called if duty.kind in names and duty.fits(t.sentence)]
    return tuple(sorted(fitting, key=lambda task: task in used)[:_FILES])


def _said(task: str) -> set[str]:
    """The kinds of work that the words of a task say outright, whatever activities it is filed under."""
    words = plain_words(task)
    return {kind for kind, said in _said_kinds() if not said.isdisjoint(words)}


@cache
def _said_kinds() -> list[tuple[str, frozenset[str]]]:
    return [(r["kind"], frozenset(r["words"].split())) for r in paths.shipped_rows("data/pathways/said_kinds.csv")]
