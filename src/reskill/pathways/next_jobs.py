"""Where people of an occupation go next: likeness of the work, jobs of local government, and moves that were seen.

An occupation's score is 1 / (30 + place by likeness) + 0.5 / (30 + place by jobs) + 2 / 30 of the share of movers that
it is likely to take. Jobs are local government's in the nation and, of a project, the city's own. The weights were set
on the moves of Baltimore and Chicago, each measured with the moves of the other alone; see data/pathways/SOURCES.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from reskill.pathways.observed import ObservedMoves, Shares, shipped_moves
from reskill.pathways.similarity import DAMPING, Neighbour, Similarity
from reskill.reference.catalog import Catalog

JOBS, MOVES = 0.5, 2.0  # weights beside the place by likeness
OWN_MIX = 0.75  # of the city's own share of people in the shares of jobs; the rest is the nation's


class NextJobs:
    """Ranks the occupations of a reference pack as next jobs; `here` is people by occupation in a city."""

    def __init__(
        self,
        catalog: Catalog,
        similarity: Similarity,
        here: Mapping[str, int] | None = None,
        observed: ObservedMoves | None = None,
    ) -> None:
        self._similarity = similarity
        self._codes = similarity.codes
        self.observed = observed or shipped_moves()
        self._shares = _jobs(catalog, self._codes, here or {})
        self._by_jobs = _places(self._shares)

    def rank(self, code: str, top: int = 20) -> list[Neighbour]:
        """The `top` likeliest next occupations, best first; never the occupation itself.

        Raises ReskillError for an unknown code. `percentile` stays that of likeness.
        """
        wanted = self._similarity.catalog.occupation(code).code
        found = self.likeliest(wanted, top)
        reasons = self._similarity.reasons(wanted, [n.code for n in found])
        return [
            replace(n, reason=f"{self.ranked(wanted, n.code, n.rank)} {reason}")
            for n, reason in zip(found, reasons, strict=True)
        ]

    def likeliest(self, code: str, top: int) -> list[Neighbour]:
        """The same as `rank`, without the reasons."""
        wanted = self._similarity.catalog.occupation(code).code
        likeness = self._similarity.scores(wanted)
        self_at = self._codes.index(wanted) if wanted in self._codes else None
        alike = _places(likeness.astype(np.float64))
        score = (
            1 / (DAMPING + alike)
            + JOBS / (DAMPING + self._by_jobs)
            + MOVES / DAMPING * self.observed.shares(wanted, self._codes, self._shares)
        )
        order = [int(i) for i in np.argsort(-score, kind="stable") if i != self_at][: max(0, top)]
        others = len(self._codes) - (self_at is not None)
        return [
            Neighbour(
                rank=n,
                code=self._codes[i],
                occupation=self._similarity.catalog.occupations[self._codes[i]].title,
                score=float(score[i]),
                percentile=float((others - alike[i]) / max(1, others - 1)),
                reason="",
            )
            for n, i in enumerate(order, start=1)
        ]

    def ranked(self, code: str, destination: str, rank: int) -> str:
        """The rank of a next job, and how often it was seen, as a sentence."""
        others = len(self._codes) - (code in self._codes)
        seen = self.observed.seen(code, destination)
        if not seen.moves:
            return f"Ranked {ordinal(rank)} of {others:,}."
        return (
            f"Ranked {ordinal(rank)} of {others:,}; seen in {seen.payrolls} of {self.observed.payrolls} city payrolls,"
            f" {seen.moves:,} moves."
        )


def ordinal(n: int) -> str:
    """A place in words: 1st, 2nd, 3rd, 4th."""
    ending = "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"


def _jobs(catalog: Catalog, codes: tuple[str, ...], here: Mapping[str, int]) -> Shares:
    """Each occupation's share of the jobs; sums to 1."""
    nation = _shares([catalog.occupations[c].local_jobs or 0 for c in codes])
    if not any(here.get(c) for c in codes):
        return nation
    return OWN_MIX * _shares([here.get(c, 0) for c in codes]) + (1 - OWN_MIX) * nation


def _shares(counts: list[int]) -> Shares:
    return np.array(counts, np.float64) / max(1, sum(counts))


def _places(values: Shares) -> Shares:
    """Places from 1, the greatest value first; equal ones in the order of the codes."""
    places = np.empty(len(values))
    places[np.argsort(-values, kind="stable")] = np.arange(1, len(values) + 1)
    return places
