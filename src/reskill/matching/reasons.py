"""Why an occupation is suggested, in plain words."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from reskill.matching.classifier import Classifier
from reskill.matching.evidence import Evidence, Support
from reskill.matching.examples import Examples, Near

SPEAKS = 0.5  # weight in the classifier from which a word or the department is named
ALIKE = 0.45  # likeness from which a like title is named


def reason(evidence: Evidence, code: str, department: str, classifier: Classifier, examples: Examples) -> str:
    """One line: short forms read, rules, same or like titles, what is led, words and department that speak for it."""
    support = evidence.support.get(code, Support())
    words, place = _spoken(evidence, code, classifier)
    guessed = evidence.reading.guessed
    parts = [f"'{a}' {'guessed to be' if (a, b) in guessed else '='} {b}" for a, b in _telling(evidence)]
    parts += list(dict.fromkeys(rule.because for rule in support.rules))
    if support.same and guessed:
        parts.append(_like(Near(examples.all[support.same[0]], 1.0)))
    elif support.same:
        where = _places(examples.all[n].source for n in support.same)
        parts.append(f"the same title is coded this way in {where}" if where else "a common name of this occupation")
    elif support.near and support.near.likeness >= ALIKE:
        parts.append(_like(support.near))
    elif support.official and support.official.likeness >= ALIKE:
        parts.append(f"O*NET lists “{support.official.example.title}”")
    if evidence.led and code[3:5] == "10" and not support.rules:
        parts.append(f"leads {' '.join(evidence.led)}")
    if place and department:
        parts.append(f"department {department}")
    if len(parts) < 2 and words:
        parts.append("the words " + ", ".join(f"'{w}'" for w in words))
    return "; ".join(parts) or "the nearest of the known occupations"


def _telling(evidence: Evidence) -> list[tuple[str, str]]:
    """Up to three short forms that were read, grade words left out; words that were guessed come first, all of them."""
    guessed = list(dict.fromkeys(evidence.reading.guessed))
    grades = ("senior", "junior", "principal")
    read = [e for e in dict.fromkeys(evidence.reading.expanded) if e[1] not in grades and e not in guessed]
    return guessed + read[: max(0, 3 - len(guessed))]


def _like(near: Near) -> str:
    where = _places([near.example.source])
    return f"like “{near.example.title}”" + (f" in {where}" if where else "")


def _places(sources: Iterable[str]) -> str:
    """Jurisdictions in words; '' when the titles are of common usage."""
    ids = dict.fromkeys(j for s in sources for j in s.split() if "_" in j)
    names = [j.rpartition("_")[0].replace("_", " ").title() for j in ids]
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return ", ".join(names[:3]) + more


def _spoken(evidence: Evidence, code: str, classifier: Classifier) -> tuple[list[str], bool]:
    """Words that speak for the code, strongest first, and whether the department does."""
    words: list[tuple[float, str]] = []
    place = 0.0
    for name, value in evidence.features.items():
        if name[:2] in ("w:", "d:", "x:", "y:"):
            weight = value * _weight(classifier, name, code)
            if name[0] == "w":
                words.append((weight, name[2:]))
            else:
                place += weight
    return [w for weight, w in sorted(words, reverse=True)[:2] if weight >= SPEAKS], place >= SPEAKS


def _weight(classifier: Classifier, name: str, code: str) -> float:
    row = classifier.rows.get(name)
    column = classifier.numbers.get(code)
    if row is None or column is None:
        return 0.0
    start, end = int(classifier.starts[row]), int(classifier.starts[row + 1])
    at = start + int(np.searchsorted(classifier.columns[start:end], column))
    return float(classifier.weights[at]) if at < end and classifier.columns[at] == column else 0.0
