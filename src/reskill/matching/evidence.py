"""What speaks for each occupation that a title may be: classifier, same and like titles, rules, what is led, jobs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import log

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from reskill.matching.classifier import Classifier
from reskill.matching.departments import known_fields
from reskill.matching.examples import Examples, Near
from reskill.matching.features import features
from reskill.matching.reading import Reading, kinds
from reskill.matching.rules import Rule, rules_for
from reskill.reference.catalog import Occupation

LIKELY = 14  # codes of the classifier that become candidates
LEAST_PAY = 15_000  # US dollars a year; less is not the pay of a year's full-time work
CLEAR = log(0.8)  # log-probability of the classifier from which the words are clear and pay is not heard
UNLED = 0.003  # probability of a code that leads no such work
FLOOR = -9.0  # log-probability under which the classifier says nothing
COLUMNS = (
    "classifier",  # log-probability
    "led",  # log-probability of the code for one who leads that work; 0 where nobody is led
    "like",  # share of the like titles' weight
    "likest",  # likeness of the most alike title
    "also",  # likeness of the most alike title that would accept the code
    "same",  # share of the titles with the same words
    "not same",  # 1 where the same words are coded otherwise
    "rule",  # 1 where a rule says the code
    "not rule",  # 1 where rules say other codes only
    "jobs",  # log of local-government jobs
    "name",  # likeness to the occupation's own name
    "official",  # likeness to the most alike title of an imported release
    "pay",  # distance of the logarithm of the pay from the occupation's median, at most 1; 0 where unknown
)


Rows = defaultdict[str, dict[str, float]]  # code -> COLUMNS


@dataclass
class Support:
    """What speaks for one code, for the reasons."""

    same: list[int] = field(default_factory=list)
    near: Near | None = None
    rules: list[Rule] = field(default_factory=list)
    official: Near | None = None


@dataclass(frozen=True)
class Evidence:
    """Candidate codes and their figures, one row per code with COLUMNS; `led` are the words of what is led."""

    reading: Reading
    fields: tuple[str, ...]
    codes: tuple[str, ...]
    table: npt.NDArray[np.float64]
    support: Mapping[str, Support]
    led: tuple[str, ...]
    features: Mapping[str, float]


class Witnesses:
    """The sources of evidence over one reference pack."""

    def __init__(
        self,
        classifier: Classifier,
        leaders: Mapping[str, Mapping[str, float]],
        examples: Examples,
        official: Examples | None,
        occupations: Mapping[str, Occupation],
    ) -> None:
        self.classifier = classifier
        self.examples = examples
        self.official = official
        self._leaders = leaders
        self._groups = [group(code) for code in classifier.codes]
        self._names = {code: o.title.casefold() for code, o in occupations.items()}
        self._jobs = {code: log((o.local_jobs or 0) + 50) / 10 for code, o in occupations.items()}
        self._pay = {code: log(o.pay) for code, o in occupations.items() if o.pay}

    def hear(self, reading: Reading, department: str, pay: float | None = None) -> Evidence:
        """Everything that speaks for some occupation; `pay` is in US dollars a year, None = unknown.

        Pay is heard only where a rule, titles of the same words and the classifier leave the occupation open: what a
        title plainly says does not change with what one city pays for it.
        """
        known = known_fields(reading, department)
        seen = features(reading, known)
        said = self.classifier.log_probabilities(seen)
        rows: Rows = defaultdict(lambda: dict.fromkeys(COLUMNS, 0.0))
        support: dict[str, Support] = defaultdict(Support)
        for n in np.argpartition(-said, LIKELY)[:LIKELY]:
            rows[self.classifier.codes[n]]["classifier"] = 0.0
        self._hear_like(reading, frozenset(known), rows, support)
        self._hear_same(reading, frozenset(known), rows, support)
        self._hear_official(reading, rows, support)
        for rule in rules_for(reading, known):
            rows[rule.code]["rule"] = 1.0
            support[rule.code].rules.append(rule)
        ruled = any(s.rules for s in support.values())
        settled = ruled or any(row["same"] > 0.99 for row in rows.values()) or float(said.max()) >= CLEAR
        led, leads = self._led(reading, known)
        codes = tuple(c for c in rows if c in self._names)
        for code in codes:
            row, n = rows[code], self.classifier.numbers.get(code)
            row["classifier"] = FLOOR if n is None else max(float(said[n]), FLOOR)
            row["led"] = log(leads.get(code, 0.0) + UNLED) if led else 0.0
            row["not rule"] = 1.0 if ruled and not row["rule"] else 0.0
            row["jobs"] = self._jobs[code]
            row["name"] = fuzz.token_set_ratio(reading.core, self._names[code]) / 100
            if pay and pay >= LEAST_PAY and code in self._pay and not settled:
                row["pay"] = min(abs(log(pay) - self._pay[code]), 1.0)
        table = np.array([[rows[c][name] for name in COLUMNS] for c in codes]).reshape(len(codes), len(COLUMNS))
        return Evidence(reading, known, codes, table, support, led, seen)

    def _hear_like(self, reading: Reading, known: frozenset[str], rows: Rows, support: dict[str, Support]) -> None:
        total = 0.0
        for number, likeness in self.examples.near(reading):
            example = self.examples.all[number]
            likeness *= self._fit(number, known, 1.1, 0.85)
            total += likeness**5
            row = rows[example.code]
            row["like"] += likeness**5
            if likeness > row["likest"]:
                row["likest"] = likeness
                support[example.code].near = Near(example, likeness)
            for other in example.also:
                row = rows[f"{other}.00"]
                row["also"] = max(row["also"], likeness)
        for row in rows.values():
            row["like"] /= total or 1.0

    def _hear_same(self, reading: Reading, known: frozenset[str], rows: Rows, support: dict[str, Support]) -> None:
        same: dict[str, float] = defaultdict(float)
        for number in self.examples.same(reading):
            code = self.examples.all[number].code
            same[code] += self._fit(number, known, 2.0, 0.25)
            support[code].same.append(number)
        for code in same:
            rows[code]["same"] = same[code] / sum(same.values())
        for code, row in rows.items():
            row["not same"] = 1.0 if same and code not in same else 0.0

    def _hear_official(self, reading: Reading, rows: Rows, support: dict[str, Support]) -> None:
        if self.official is None:
            return
        for number, likeness in self.official.near(reading):
            listed = self.official.all[number]
            if likeness > rows[listed.code]["official"]:
                rows[listed.code]["official"] = likeness
                support[listed.code].official = Near(listed, likeness)

    def _fit(self, number: int, known: frozenset[str], fits: float, not_: float) -> float:
        """How an example's department weighs: 1 where it has none."""
        own = self.examples.fields[number]
        return 1.0 if own is None else fits if own & known else not_

    def _led(self, reading: Reading, known: tuple[str, ...]) -> tuple[tuple[str, ...], dict[str, float]]:
        """The words of what is led and the probability of each leading code, by the group of the work that is led."""
        led = tuple(w for w in reading.words if w not in kinds("lead"))
        if not led or len(led) == len(reading.words):
            return (), {}
        said = np.exp(self.classifier.log_probabilities(features(replace(reading, words=led), known)))
        shares: dict[str, float] = defaultdict(float)
        for n in np.argpartition(-said, 10)[:10]:
            for code, share in self._leaders.get(self._groups[n], {}).items():
                shares[code] += float(said[n]) * share
        return led, shares


def group(code: str) -> str:
    """The group of occupations that one first-line supervisor leads, e.g. 37-3."""
    return code[:4]
