"""The engine: a title is read, the evidence heard, the candidates ranked, and the confidence stated."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from reskill.matching.abstain import why_not
from reskill.matching.blends import blended, named_twice
from reskill.matching.classifier import shipped_classifier
from reskill.matching.combiner import shipped_combiner
from reskill.matching.evidence import Evidence, Witnesses
from reskill.matching.examples import Examples
from reskill.matching.match import Candidate, Match
from reskill.matching.reading import read
from reskill.matching.reasons import reason
from reskill.progress import Tick, silent
from reskill.reference.catalog import Catalog
from reskill.reference.sources import ALTERNATE, REPORTED

KEPT = 10  # candidates that are kept of a title


class Matcher:
    """Suggests occupations for job titles from the titles and occupations of a reference pack."""

    def __init__(self, catalog: Catalog) -> None:
        self._combiner, leaders = shipped_combiner()
        self._occupations = catalog.occupations
        official = [t for t in catalog.titles if t.source in (ALTERNATE, REPORTED)]
        self._examples = Examples(t for t in catalog.titles if t.source not in (ALTERNATE, REPORTED))
        self._classifier = shipped_classifier()
        self._witnesses = Witnesses(
            self._classifier,
            leaders,
            self._examples,
            Examples(official, official=True) if official else None,
            catalog.occupations,
        )
        self._found = lru_cache(maxsize=20_000)(self._match)

    def suggest(self, title: str, department: str = "", top: int = 5) -> Match:
        """The occupations of one title, best first; never fails, whatever the text."""
        found = self._found(title, department)
        return Match(title, department, found.candidates[:top], found.abstained, found.blend)

    def suggest_many(self, pairs: Iterable[tuple[str, str]], top: int = 5, tick: Tick = silent) -> list[Match]:
        """The occupations of many (title, department) pairs, in their order."""
        todo = list(pairs)
        found = []
        for n, (title, department) in enumerate(todo):
            if n % 100 == 0:
                tick(n / len(todo), "Matching titles")
            found.append(self.suggest(title, department, top))
        return found

    def _match(self, title: str, department: str) -> Match:
        reading = read(title)
        evidence = self._witnesses.hear(reading, department)
        abstained = why_not(reading, bool(evidence.fields))
        if abstained:
            return Match(title, department, (), abstained)
        settled = any(s.same or s.rules for s in evidence.support.values())
        parts = () if settled else named_twice(reading)
        alone = [self._ranked(self._witnesses.hear(part, department), department, 1) for part in parts]
        blend = blended(*alone) if alone else ()
        return Match(title, department, self._ranked(evidence, department, KEPT), "", blend)

    def _ranked(self, evidence: Evidence, department: str, top: int) -> tuple[Candidate, ...]:
        ranked = self._combiner.shares(evidence)[:top]
        return tuple(
            Candidate(
                code,
                self._occupations[code].title,
                round(sure, 4),
                reason(evidence, code, department, self._classifier, self._examples),
            )
            for (code, _), sure in zip(ranked, self._combiner.confidences(evidence, ranked), strict=True)
        )
