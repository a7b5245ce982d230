"""What a destination asks that a role does not: differences in the importance of skills and knowledge.

They compare occupations, never people: what a person can do is found out with the person.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import reskill.paths as paths
from reskill.reference.catalog import Catalog
from reskill.thresholds import Thresholds

_NOT_TRAINED = frozenset({"2.C.7.e"})
"""Knowledge of philosophy and theology: rated for many occupations, and no training that a city could offer closes it."""

_GENERAL = ("2.A", "2.B.1", "2.C.1.e", "2.C.4.a", "2.C.7.a")
"""Elements of O*NET's content model, by the beginnings of their ids."""
_MATTERS = 3.0  # importance from which O*NET calls an element important: what a destination hardly needs is no gap


@dataclass(frozen=True)
class Gap:
    """An element that the destination needs more: importance 1-5 in the role (have) and the destination (need)."""

    element_id: str
    element: str
    kind: str  # skill, knowledge
    have: float
    need: float

    @property
    def is_general(self) -> bool:
        """Whether school or any work teaches it and no course of one trade does: basic, thinking and social skills,
        customer service, mathematics and English."""
        return self.element_id.startswith(_GENERAL)

    @property
    def weight(self) -> float:
        """How much it matters: the difference times how important the destination finds it."""
        return (self.need - self.have) * self.need


def gaps(catalog: Catalog, code: str, destination: str, limits: Thresholds) -> list[Gap]:
    """The weightiest gaps from one occupation to another that matter there and can be trained; empty when either has no ratings (see `why_no_gaps`)."""
    have, need = catalog.skills.get(code, {}), catalog.skills.get(destination, {})
    found = [
        Gap(e, *_named(catalog, e), have[e], value)
        for e, value in need.items()
        if e in have and e not in _NOT_TRAINED and value >= _MATTERS and value - have[e] >= limits.gap_from
    ]
    weightiest: dict[str, Gap] = {}  # a skill and a knowledge of one name are one gap to whoever reads them
    for gap in sorted(found, key=lambda g: (-g.weight, g.element_id)):
        weightiest.setdefault(gap.element, gap)
    return list(weightiest.values())[: limits.gaps_shown]


def _named(catalog: Catalog, element_id: str) -> tuple[str, str]:
    """An element's name in plain words, and its kind."""
    name, kind = catalog.elements[element_id]
    return _plain_words().get(element_id, name), kind


@cache
def _plain_words() -> dict[str, str]:
    """Plain words for elements whose published name tells a planner little (data/pathways/gap_words.csv)."""
    return {r["element_id"]: r["words"] for r in paths.shipped_rows("data/pathways/gap_words.csv")}


def why_no_gaps(catalog: Catalog, code: str, destination: str) -> str:
    """Why there is no gap to show, in words; empty when both occupations are rated."""
    missing = [c for c in (code, destination) if c not in catalog.skills]
    if not missing:
        return ""
    names = " and ".join(catalog.occupations[c].title if c in catalog.occupations else c for c in missing)
    return f"skills and knowledge of {names} are not rated in the reference: compare the tasks"
