"""The oversight rules as a list that people can read and argue with: what fires, for whom, and how high."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reskill.exposure.oversight import PROTECTED_FROM
from reskill.exposure.oversight_rules import Rules
from reskill.reference.catalog import Catalog
from reskill.table import Column

COLUMNS = (
    Column("Tier", "level", "int", 5, "1 spot-check, 2 a person reviews, 3 a person decides, 4 human only"),
    Column("Decides about", "subject", "wrapped", 17, "What a task that the rule fires on decides about"),
    Column("Because it", "means", "wrapped", 28, "What the rule takes the task for"),
    Column(
        "Rule by",
        "kind",
        width=12,
        tip="Words of the task, its occupation, its title, its O*NET work activity, or likeness to other duties",
    ),
    Column("Where", "where", "wrapped", 22, "Occupations that the rule is for; empty = all"),
    Column("For example", "example", "wrapped", 26, "A task that the rule fires on"),
    Column("Fires on", "fires", "wrapped", 30, "Pattern of words, SOC prefix or O*NET activity"),
    Column("Why", "source", "wrapped", 24, "Why the subject asks for oversight"),
)


@dataclass(frozen=True)
class RuleLine:
    """One rule in plain words, in the order of COLUMNS."""

    level: int
    subject: str
    means: str
    kind: str
    where: str
    example: str
    fires: str
    source: str


def listing(rules: Rules, catalog: Catalog) -> list[RuleLine]:
    """Every rule, the highest tier first, then by subject."""
    names = {c[:7]: o.title for c, o in sorted(catalog.occupations.items(), reverse=True)}
    found = [
        *_words(rules, names),
        *_floors(rules, names),
        *_titles(rules, names),
        *_activities(rules),
        *_likeness(rules),
    ]
    return sorted(found, key=lambda r: (-r.level, r.subject, r.kind, r.means))


def _words(rules: Rules, names: Mapping[str, str]) -> Iterator[RuleLine]:
    for p in rules.patterns:
        where = ", ".join(_named(prefix, names) for prefix in p.occupations)
        unless = ", unless it is paperwork or upkeep" if p.unless else ""
        yield _line(rules, p.level, p.subject, p.means + unless, "words", where, p.example, p.pattern.pattern)


def _floors(rules: Rules, names: Mapping[str, str]) -> Iterator[RuleLine]:
    for f in rules.occupations:
        unless = ", unless it is paperwork or upkeep" if f.unless else ""
        yield _line(rules, f.level, f.subject, f.means + unless, "occupation", _named(f.key, names), "", f.key)


def _titles(rules: Rules, names: Mapping[str, str]) -> Iterator[RuleLine]:
    for t in rules.titles:
        where = ", ".join(_named(prefix, names) for prefix in t.occupations)
        unless = ", unless it is paperwork or upkeep" if t.unless else ""
        fires = f"{t.pattern.pattern} and {t.words.pattern}" if t.words else t.pattern.pattern
        yield _line(rules, t.level, t.subject, t.means + unless, "title", where, t.example, fires)


def _activities(rules: Rules) -> Iterator[RuleLine]:
    for f in rules.activities.values():
        if f.level > 1:
            yield _line(rules, f.level, f.subject, f.means, "work activity", "", "", f.key)


def _likeness(rules: Rules) -> Iterator[RuleLine]:
    if rules.likeness:
        means = "reads like duties that readers found to decide about someone; where no O*NET work activity is known"
        fires = f"{len(rules.likeness):,} words and pairs of words, weighed together: likeness.csv"
        example = "Takes twenty dollars off a bill after a leak."
        yield _line(rules, PROTECTED_FROM, "someone", means, "likeness", "", example, fires)


def _line(
    rules: Rules, level: int, subject: str, means: str, kind: str, where: str, example: str, fires: str
) -> RuleLine:
    title = rules.subjects.get(subject, subject)
    return RuleLine(level, title, means, kind, where, example, fires, rules.sources.get(subject, ""))


def _named(prefix: str, names: Mapping[str, str]) -> str:
    """An occupation by name, a group by its code."""
    known = names.get(prefix[:7])
    return f"{known} ({prefix})" if known else f"SOC {prefix.rstrip('-')}"
