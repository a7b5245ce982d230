"""Room to move: how easily the work of an occupation carries over to work that is here and not shrinking.

It is skill transferability, one of the four parts of the adaptive capacity of Manning and Aguirre (2026, NBER w34705);
the other three concern persons (savings, age, where they live) and have no place here. Our measure: the mean likeness
of the work to occupations that the city has and whose jobs in the nation do not shrink to 2034, weighted by their jobs
in the state, as a place among all occupations of the reference. Only that order means something.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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


def rooms(
    catalog: Catalog, similarity: Similarity, here: Mapping[str, int], area: str, wanted: Iterable[str]
) -> dict[str, Room]:
    """The room of the wanted occupations that can be compared, given people by occupation in the city and the area (an
    id of `areas`) whose jobs weigh; empty when the city has no occupation that counts."""
    codes = similarity.codes
    known = [outlook(c) for c in codes]
    counts = np.array(
        [bool(here.get(c)) and o is not None and o.change >= 0 for c, o in zip(codes, known, strict=True)]
    )
    jobs = np.array([_jobs(catalog, c, area) if n else 0 for c, n in zip(codes, counts, strict=True)], np.float64)
    if not jobs.any():
        return {}
    likeness = np.stack([similarity.scores(c) for c in codes]).astype(np.float64)
    np.fill_diagonal(likeness, 0.0)
    weight = np.tile(jobs, (len(codes), 1))
    np.fill_diagonal(weight, 0.0)  # an occupation gives itself no room
    means = (likeness * weight).sum(axis=1) / np.maximum(weight.sum(axis=1), 1.0)
    order = np.argsort(np.argsort(means, kind="stable"), kind="stable")
    row = {c: i for i, c in enumerate(codes)}
    found = {}
    for code in set(wanted) & row.keys():
        i = row[code]
        nearest = [j for j in np.argsort(-likeness[i], kind="stable") if counts[j] and j != i][:NEAREST]
        parts = int(jobs[nearest].sum()), sum(here[codes[j]] for j in nearest)
        found[code] = Room(float(order[i]) / max(1, len(codes) - 1), *parts)
    return found


def _jobs(catalog: Catalog, code: str, area: str) -> int:
    wage = catalog.wage(code, area)
    return (wage.emp if wage else None) or 0
