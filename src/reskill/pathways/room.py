"""Room to move: how easily the work of an occupation carries over to work that is here and not shrinking.

It is skill transferability, one of the four parts of the adaptive capacity of Manning and Aguirre (2026, NBER w34705);
the other three concern persons (savings, age, where they live) and have no place here. Our measure: the mean likeness
of the work to occupations that the city has and whose jobs in the nation do not shrink to 2034, weighted by their jobs
in the state, as a place among all occupations of the reference. Only that order means something.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from reskill.pathways.similarity import Similarity
from reskill.reference.catalog import Catalog
from reskill.reference.outlook import outlook

NEAREST = 20  # occupations whose jobs are told as parts
HEMMED_IN = 1 / 3  # share of occupations with less room, below which an exposed role is marked


@dataclass(frozen=True)
class Room:
    """The share of the reference's occupations that have less room; the jobs in the area and the positions here of
    the likest occupations that count, at most NEAREST."""

    room: float
    alike_jobs: int
    alike_here: int

    @property
    def hemmed_in(self) -> bool:
        """Whether an exposed role of this occupation is marked."""
        return self.room < HEMMED_IN


def rooms(catalog: Catalog, similarity: Similarity, here: Mapping[str, int], area: str) -> dict[str, Room]:
    """The room of every occupation that can be compared, given people by occupation in the city and the area (an id
    of `areas`) whose jobs weigh; empty when the city has no occupation that counts."""
    codes = similarity.codes
    known = [outlook(c) for c in codes]
    jobs = np.array([_jobs(catalog, c, area) for c in codes], np.float64)
    counts = np.array(
        [bool(here.get(c)) and o is not None and o.change >= 0 for c, o in zip(codes, known, strict=True)]
    )
    if not (jobs * counts).any():
        return {}
    means, parts = [], []
    for row, code in enumerate(codes):
        others = counts.copy()
        others[row] = False
        likeness = similarity.scores(code).astype(np.float64)
        weight = jobs * others
        means.append(float((likeness * weight).sum() / max(1.0, weight.sum())))
        nearest = [i for i in np.argsort(-likeness, kind="stable") if others[i]][:NEAREST]
        parts.append((int(jobs[nearest].sum()), sum(here[codes[i]] for i in nearest)))
    order = np.argsort(np.argsort(np.array(means), kind="stable"), kind="stable")
    return {
        code: Room(float(place) / max(1, len(codes) - 1), *part)
        for code, place, part in zip(codes, order, parts, strict=True)
    }


def _jobs(catalog: Catalog, code: str, area: str) -> int:
    wage = catalog.wage(code, area)
    return (wage.emp if wage else None) or 0
