"""Published indices of occupations beside Reskill's own exposure: by rank, since every index has a scale of its own.

An index rates SOC codes. Where several O*NET occupations share a code, or the index rates by a code that BLS made of
several (such as 31-1120), they are compared as one: ours is then the mean of their exposures.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from reskill.exposure.inventory import Inventories
from reskill.exposure.overrides import IN_FORCE
from reskill.progress import Tick, silent
from reskill.project.file import Project
from reskill.reference.catalog import Catalog, Occupation
from reskill.reference.sources import index_name


@dataclass(frozen=True)
class Index:
    """A published index of the pack: its name, who published it, and when."""

    name: str
    source: str
    dated: str
    note: str

    def __str__(self) -> str:
        return f"{self.name} ({self.dated})" if self.dated else self.name


@dataclass(frozen=True)
class Standing:
    """Where an index and Reskill place an occupation among the `among` occupations that both of them rate.

    Percentiles go from 1 to 99: the share of the compared occupations that are placed lower, ties by half. They are
    None where only one of the two rates the occupation.
    """

    index: Index
    code: str  # O*NET-SOC
    occupation: str
    rated_as: str  # the code that the index rates it by; '' where it does not
    score: float | None  # on the scale of the index
    exposure: float | None  # ours, in [0, 1]: the mean of the `together` occupations that have the code `rated_as`
    together: int
    percentile: int | None
    ours: int | None
    among: int

    @property
    def gap(self) -> int | None:
        """Points by which the index places the occupation higher than Reskill does."""
        return None if self.percentile is None or self.ours is None else self.percentile - self.ours

    @property
    def placing(self) -> str:
        """Both places, or why there are none."""
        if not self.rated_as:
            return f"no score for {self.code[:7]}{f' ({self.index.note})' if self.index.note else ''}"
        if self.percentile is None or self.ours is None:
            return "rated; no estimate of ours to compare"
        return f"{_ordinal(self.percentile)} percentile of {self.among:,}, ours {_ordinal(self.ours)}"

    @property
    def taken_together(self) -> str:
        """What is compared, where it is more than the occupation itself."""
        if self.together < 2:
            return ""
        return (
            f"{self.index} rates {self.rated_as} as one: ours is the mean of the {self.together} in it that have tasks."
        )

    def disagreement(self, limit: float) -> str:
        """Which way the two differ, when by more than `limit` of all occupations; else ''."""
        if self.percentile is None or self.ours is None or abs(self.percentile - self.ours) <= round(100 * limit, 6):
            return ""
        way = "higher" if self.percentile > self.ours else "lower"
        return (
            f"{self.index} puts {self.occupation} {way}: {_ordinal(self.percentile)} percentile of {self.among:,} "
            f"occupations, ours {_ordinal(self.ours)}."
        )


def published_indices(catalog: Catalog) -> list[Index]:
    """The indices that the pack holds, by name; none in the embedded pack."""
    sources = {s.name: s for s in catalog.sources}
    found = [(name, sources.get(index_name(name))) for name in catalog.indices]
    return [Index(n, s.source, s.dated, s.note) if s else Index(n, "", "", "") for n, s in found]


def compare(inventories: Inventories, tick: Tick = silent) -> dict[str, tuple[Standing, ...]]:
    """The standings of every occupation of the pack, one for each index; empty when the pack has no index.

    Exposure is that of the occupation by itself, by the formula of the roles, with what people decided for all titles.
    """
    catalog = inventories.catalog
    indices = published_indices(catalog)
    if not indices:
        return {}
    exposures: dict[str, float] = {}
    for n, code in enumerate(catalog.occupations):
        if n % 20 == 0:
            tick(n / len(catalog.occupations), "Comparing with published indices")
        tasks = inventories.of_occupation(code)
        if tasks:
            exposures[code] = sum(t.weight * t.exposure for t in tasks)
    placed = [_placed(catalog, index, exposures) for index in indices]
    return {code: tuple(standings[code] for standings in placed) for code in catalog.occupations}


def basis(project: Project, catalog: Catalog) -> tuple[Any, ...]:
    """What a comparison rests on: while this stays the same, so do all standings."""
    decided = project.rows(
        "SELECT code, task_id, new FROM judgement"
        f" WHERE title_id IS NULL AND field = 'exposure' AND state = '{IN_FORCE}' ORDER BY id"
    )
    limits = project.thresholds
    return (
        catalog.path,
        catalog.path.stat().st_mtime_ns,
        limits.horizon,
        limits.supplemental_weight,
        *(tuple(d.values()) for d in decided),
    )


def _placed(catalog: Catalog, index: Index, exposures: Mapping[str, float]) -> dict[str, Standing]:
    """The standing of every occupation by one index."""
    scores = catalog.indices[index.name]
    rated_as = {code: _rated_as(o, scores) for code, o in catalog.occupations.items()}
    members: dict[str, list[float]] = {}
    for code, exposure in exposures.items():
        if rated_as[code]:
            members.setdefault(rated_as[code], []).append(exposure)
    ours = {code: fmean(found) for code, found in members.items()}
    our_places, their_places = _percentiles(ours), _percentiles({code: scores[code] for code in ours})
    return {
        code: Standing(
            index=index,
            code=code,
            occupation=catalog.occupations[code].title,
            rated_as=rated,
            score=scores.get(rated),
            exposure=ours.get(rated),
            together=len(members.get(rated, ())),
            percentile=their_places.get(rated),
            ours=our_places.get(rated),
            among=len(ours),
        )
        for code, rated in rated_as.items()
    }


def _rated_as(occupation: Occupation, scores: Mapping[str, float]) -> str:
    """The code that an index rates an occupation by: its SOC code, or the merged code under which BLS counts it."""
    merged = f"{occupation.oews[:2]}-{occupation.oews[2:]}"
    return next((code for code in (occupation.soc, merged) if code in scores), "")


def _percentiles(values: Mapping[str, float]) -> dict[str, int]:
    ordered = sorted(values.values())
    return {
        code: min(99, max(1, round(50 * (bisect_left(ordered, v) + bisect_right(ordered, v)) / len(ordered))))
        for code, v in values.items()
    }


def _ordinal(n: int) -> str:
    ending = "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"
