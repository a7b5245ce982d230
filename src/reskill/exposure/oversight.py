"""How much human oversight a task needs, from what it decides and for whom.

Tiers: 1 checked by sample; 2 a person reviews before use; 3 a person decides, AI may prepare; 4 human only.
A tier is a proposal, failing upwards, until people sign it off; the rules see words, not the work itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from reskill.exposure.oversight_likeness import DECIDES, DOUBTFUL, chance, features, telling
from reskill.exposure.oversight_rules import rules

MEANING = {
    1: "spot-check",
    2: "a person reviews before use",
    3: "a person decides, AI may prepare",
    4: "human only",
}
PROTECTED_FROM = 3
"""Tasks of this tier and above are protected: they count as staying with people."""
UNKNOWN = "no occupation is given, and no word decides (2)"
RESIDENTS_FACE = {"eligibility", "enforcement", "assessment", "vulnerable", "speech of the city"}
"""Subjects whose tasks residents meet or feel."""


@dataclass(frozen=True)
class Tier:
    """A proposed tier with what fired, in plain words, and the answers to the three compass questions."""

    level: int
    subjects: tuple[str, ...]
    resident_facing: bool
    personal_data: bool
    fired: tuple[str, ...]
    compass: tuple[str, str, str]  # efficiency, privacy and agency, community


def propose_tier(sentence: str, code: str = "", activities: tuple[str, ...] = (), place: str = "") -> Tier:
    """The tier that the rules propose for a task, of an O*NET-SOC occupation and with work activities if known.

    `place` is that of the work, as `place_of` gives it: it can raise the tier, whatever occupation was coded.

    The highest rule that fires decides; every rule that fires is told. Where none fires and the occupation is not
    known, words alone are no proof of tier 1: it is 2.
    """
    return _proposed(sentence, code, activities, place)


@lru_cache(maxsize=50_000)
def _proposed(sentence: str, code: str, activities: tuple[str, ...], place: str) -> Tier:
    fired_by = [*_fired(sentence, code, activities), *_fired_by_place(sentence, code, place)]
    if not activities:  # what O*NET knows of a task tells more than its likeness to other duties
        fired_by += _likened(sentence, code)
    found = sorted(fired_by, key=_descending)
    level = found[0].level if found else (1 if code else 2)
    fired = [f"{f.words} ({f.level})" for f in found] or ([] if code else [UNKNOWN])
    subjects = tuple(dict.fromkeys(f.subject for f in found))
    traits = _traits(level, set(subjects))
    return Tier(
        level=level,
        subjects=subjects,
        resident_facing="resident-facing" in traits,
        personal_data="personal data" in traits,
        fired=tuple(dict.fromkeys(fired)),
        compass=_compass(traits),
    )


@dataclass(frozen=True)
class _Finding:
    level: int
    subject: str
    words: str


def _descending(finding: _Finding) -> int:
    return -finding.level


@lru_cache(maxsize=50_000)
def _fired(sentence: str, code: str, activities: tuple[str, ...]) -> tuple[_Finding, ...]:
    """Each rule that fires, wherever the task is done."""
    return tuple(_firing(sentence, code, activities))


def _firing(sentence: str, code: str, activities: tuple[str, ...]) -> Iterator[_Finding]:
    current = rules()
    text = sentence.lower()
    for p in current.patterns:
        if not p.occupations or code.startswith(p.occupations):
            match = p.pattern.search(text)
            if match and not (p.unless and p.unless.search(text)):
                yield _Finding(p.level, p.subject, f"“{match.group(0).strip()}”: {p.means}")
    for floor in current.occupations:
        if code.startswith(floor.key) and not (floor.unless and floor.unless.search(text)):
            yield _Finding(floor.level, floor.subject, f"occupation {floor.key}: {floor.means}")
    for activity in activities:
        kept = current.activities.get(activity) or current.activities.get(activity.rsplit(".", 1)[0])
        if kept and kept.level > 1:
            yield _Finding(kept.level, kept.subject, f"work activity {activity}: {kept.means}")


@lru_cache(maxsize=20_000)
def place_of(named: str) -> str:
    """Where a task is done, for `propose_tier`: the title and its department, given as `title @ department`; '' where
    no rule speaks of them."""
    place = named.lower()
    return place if any(t.pattern.search(place) for t in rules().titles) else ""


def _fired_by_place(sentence: str, code: str, place: str) -> Iterator[_Finding]:
    """Each rule of titles and departments that fires."""
    text = sentence.lower()
    for t in rules().titles if place else ():
        match = t.pattern.search(place)
        if not match or (t.occupations and not code.startswith(t.occupations)):
            continue
        if (t.words is None or t.words.search(text)) and not (t.unless and t.unless.search(text)):
            yield _Finding(t.level, t.subject, f"title or department “{match.group(0).strip(' @')}”: {t.means}")


def _likened(sentence: str, code: str) -> Iterator[_Finding]:
    """The judge of everyday words, where it holds a duty to decide about someone, or cannot rule it out."""
    weights, groups = rules().likeness, rules().groups
    seen = features(sentence, code, groups)
    decides = chance(weights, seen)
    if decides >= DECIDES:
        said = ", ".join(f"“{w}”" for w in telling(weights, seen, sentence, groups))
        yield _Finding(
            PROTECTED_FROM, "someone", f"{said or 'the occupation'}: reads like duties that decide about someone"
        )
    elif decides >= DOUBTFUL:
        yield _Finding(2, "someone", "its words may be those of a duty that decides about someone")


def _traits(level: int, subjects: set[str]) -> set[str]:
    """What the compass questions ask about a task."""
    held = {"any", f"tier {level}"}
    held |= {"decides"} if level >= PROTECTED_FROM else set()
    held |= subjects & {"personal data"}
    held |= {"resident-facing"} if subjects & RESIDENTS_FACE else set()
    held |= {"worker"} if "rights at work" in subjects else set()
    held |= {"democratic"} if "democratic process" in subjects else set()
    return held


def _compass(traits: set[str]) -> tuple[str, str, str]:
    """The first answer to each question whose conditions all hold."""
    answers: dict[str, str] = {}
    for question, when, text in rules().compass:
        if set(when.split(" and ")) <= traits:
            answers.setdefault(question, text)
    return answers["efficiency"], answers["privacy and agency"], answers["community"]
