"""The engine: a title is read, the evidence heard, the candidates ranked, and the confidence stated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from reskill.matching.abstain import why_not
from reskill.matching.blends import blended, named_twice
from reskill.matching.classifier import shipped_classifier
from reskill.matching.combiner import shipped_combiner
from reskill.matching.evidence import Evidence, Witnesses
from reskill.matching.examples import Examples
from reskill.matching.open_forms import open_to
from reskill.matching.reading import other_readings, read
from reskill.matching.reasons import reason
from reskill.matching.suggestion import Candidate, Match
from reskill.progress import Tick, silent
from reskill.reference.catalog import Catalog
from reskill.reference.sources import ALTERNATE, REPORTED

KEPT = 10  # candidates that are kept of a title
TOO_LONG = 300  # characters of what is no job title


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

    def suggest(self, title: str, department: str = "", top: int = 5, pay: float | None = None) -> Match:
        """The occupations of one title, best first; never fails, whatever the text.

        `pay` is the usual pay of a full-time position in US dollars a year, weak evidence where it is known.
        """
        found = self._found(title, department, pay)
        return Match(title, department, found.candidates[:top], found.abstained, found.blend)

    def suggest_many(
        self,
        pairs: Iterable[tuple[str, str]],
        top: int = 5,
        tick: Tick = silent,
        pays: Sequence[float | None] | None = None,
    ) -> list[Match]:
        """The occupations of many (title, department) pairs, in their order; `pays` in the same order."""
        todo = list(pairs)
        found = []
        for n, (title, department) in enumerate(todo):
            if n % 100 == 0:
                tick(n / len(todo), "Matching titles")
            found.append(self.suggest(title, department, top, pays[n] if pays else None))
        return found

    def _match(self, title: str, department: str, pay: float | None) -> Match:
        if len(title) > TOO_LONG:
            return Match(title, department, (), f"It has {len(title):,} characters: too long for a job title.")
        reading = read(title)
        evidence = self._witnesses.hear(reading, department, pay)
        abstained = why_not(reading, bool(evidence.fields))
        if not abstained and self._examples.uncodable(reading):
            abstained = "Coders found that this title says nothing of the kind of work."
        if not abstained and not evidence.codes:
            abstained = "No occupation of the reference resembles it."
        if abstained:
            return Match(title, department, (), abstained)
        settled = any(s.same for s in evidence.support.values())
        parts = () if settled else named_twice(title, reading)
        alone = [self._ranked(self._witnesses.hear(part, department), department, 1) for part in parts]
        blend = blended(*alone) if alone else ()
        ranked = self._ranked(evidence, department, KEPT)
        if others := other_readings(title):
            heard = [evidence, *(self._witnesses.hear(r, department, pay) for r in others)]
            ranked = open_to(heard, [ranked, *(self._ranked(e, department, KEPT) for e in heard[1:])])[:KEPT]
        return Match(title, department, ranked, "", blend)

    def _ranked(self, evidence: Evidence, department: str, top: int) -> tuple[Candidate, ...]:
        ranked = _settled_first(self._combiner.shares(evidence), evidence)[:top]
        return tuple(
            Candidate(
                code,
                self._occupations[code].title,
                round(sure, 4),
                reason(evidence, code, department, self._classifier, self._examples),
            )
            for (code, _), sure in zip(ranked, self._combiner.confidences(evidence, ranked), strict=True)
        )


def _settled_first(ranked: list[tuple[str, float]], evidence: Evidence) -> list[tuple[str, float]]:
    """Put the occupation that a rank has in its service, or that the head noun names, first: a sergeant in corrections
    is no police sergeant, however many police sergeants were coded, and a jail's barber is no jailer."""
    ruled = {code for code, s in evidence.support.items() if any(r.settles for r in s.rules)}
    codes = [code for code, _ in ranked]
    if len(ruled) != 1 or not ruled <= set(codes):
        return ranked
    first = ruled.pop()
    codes.remove(first)
    return list(zip([first, *codes], [share for _, share in ranked], strict=True))
