"""The next occupations that are looked at for a title: the likeliest that are offered at all, and the one a person chose."""

from __future__ import annotations

from collections.abc import Sequence

from reskill.pathways.next_jobs import NextJobs
from reskill.pathways.similarity import Neighbour
from reskill.reference.catalog import Catalog

_NOT_OFFERED = ("25-1",)  # postsecondary teachers: each subject leads to its teachers, few of whom cities employ


class Pool:
    """As many likeliest next occupations of each occupation as a limit says, ranked once."""

    def __init__(self, catalog: Catalog, next_jobs: NextJobs, codes: Sequence[str], size: int) -> None:
        self._catalog = catalog
        self._next_jobs = next_jobs
        self._codes = codes  # that can be compared
        self._left_out = frozenset(c for c in codes if c.startswith(_NOT_OFFERED))
        self._size = size
        self._ranked: dict[str, list[Neighbour]] = {}

    def of(self, code: str, chosen: str | None) -> list[Neighbour]:
        """The likeliest next occupations of one, and besides them the one that a person has `chosen`."""
        if code not in self._ranked:
            likeliest = self._next_jobs.likeliest(code, self._size + len(self._left_out))
            self._ranked[code] = [n for n in likeliest if n.code not in self._left_out][: self._size]
        pool = self._ranked[code]
        if chosen == code or chosen not in self._catalog.occupations or any(n.code == chosen for n in pool):
            return pool
        ranked = self._next_jobs.likeliest(code, len(self._codes))
        title = self._catalog.occupations[chosen].title
        unranked = Neighbour(len(ranked) + 1, chosen, title, 0.0, 0.0, "Not compared, for want of data.")
        return [*pool, next((n for n in ranked if n.code == chosen), unranked)]
