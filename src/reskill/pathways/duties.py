"""The duties that a changed role adds, with how each is practised at work: data/pathways/changed_duties.csv, written for
Reskill.

A duty is called for by a kind of work, in the posts that it belongs to, or by its name, by the lists of core_practice.
Which kinds of tool bring it: data/pathways/duty_tools.csv.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

import reskill.paths as paths
from reskill.pathways.gates import leads_others
from reskill.pathways.title_words import plain_words

TOOLS: Mapping[str, str] = {
    "answering": "answers callers, visitors or users by itself",
    "drafting": "drafts or sums up letters, memos and other texts",
    "record-writing": "writes records, case files, orders, logs or reports",
    "transcribing": "writes down what is said",
    "reading": "reads, sorts or files papers, forms and mail",
    "matching": "posts, matches or works out figures and records",
    "analysis": "forecasts, models or analyzes",
    "scheduling": "proposes schedules, routes, orders of work or dispatch",
    "watching": "flags faults, alarms, readings or cases",
    "design": "makes designs, drawings, maps or pictures",
    "code": "writes or sets up software",
    "look-up": "answers staff from manuals, law, rules or catalogs",
    "control": "runs plants or machines",
}
"""The kinds of tool that bring duties, and what each does."""
_LEADS = "leads"  # among the posts that a duty belongs to: those that lead others


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
        return self.shared(task) > 0

    def shared(self, task: str) -> int:
        """How many of the beginnings of words that tell the duty's object a task has."""
        text = _spaced(task)
        return sum(f" {begin}" in text for begin in self.words)


@lru_cache(maxsize=20_000)
def _spaced(task: str) -> str:
    """The words of a task, each after a blank."""
    return "".join(f" {word}" for word in plain_words(task))


def duty_of_kind(kind: str, code: str) -> Duty | None:
    """The duty of a kind as a post of an occupation has it: the first that belongs to it; None where none does."""
    return next((d for d in _by_kind().get(kind, ()) if d.belongs(code)), None)


def duty_named(name: str) -> Duty:
    """The duty with a name that the lists of practice use."""
    return _by_name()[name]


def duty_kinds() -> frozenset[str]:
    """The kinds of duty that a changed role may add."""
    return frozenset(_by_kind())


def brought_by(duty: Duty) -> frozenset[str]:
    """The kinds of tool any of which brings a duty; none where it comes with whatever tool."""
    return _tools()[duty.training]


@cache
def _tools() -> dict[str, frozenset[str]]:
    kinds = {r["duty"]: frozenset(r["tools"].split()) for r in paths.shipped_rows("data/pathways/duty_tools.csv")}
    return {duty.training: kinds[name or duty.kind] for name, duty in _read()}


@cache
def _by_kind() -> dict[str, list[Duty]]:
    """The duties by kind, those of certain posts first."""
    found: defaultdict[str, list[Duty]] = defaultdict(list)
    for _, duty in _read():
        found[duty.kind].append(duty)
    return dict(found)


@cache
def _by_name() -> dict[str, Duty]:
    return {name: duty for name, duty in _read() if name}


@cache
def _read() -> tuple[tuple[str, Duty], ...]:
    return tuple((r["name"], _duty(r)) for r in paths.shipped_rows("data/pathways/changed_duties.csv"))


def _duty(r: dict[str, str]) -> Duty:
    words = (r["kind"], r["duty"], r["skill"], r["training"], r["practice"], r["lead"], r["check"])
    return Duty(*words, float(r["hours"]), tuple(r["posts"].split()), tuple(r["words"].split()))
