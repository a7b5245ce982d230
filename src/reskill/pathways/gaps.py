"""What a destination asks that a role does not: differences in the importance of skills and knowledge.

They compare occupations, never people: what a person can do is found out with the person.
"""

from __future__ import annotations

from dataclasses import dataclass

from reskill.reference.catalog import Catalog
from reskill.thresholds import Thresholds

_NOT_TRAINED = frozenset({"2.C.7.e"})
"""Knowledge of philosophy and theology: rated for many occupations, and no training that a city could offer closes it."""


@dataclass(frozen=True)
class Gap:
    """An element that the destination needs more: importance 1-5 in the role (have) and the destination (need)."""

    element_id: str
    element: str
    kind: str  # skill, knowledge
    have: float
    need: float

    @property
    def weight(self) -> float:
        """How much it matters: the difference times how important the destination finds it."""
        return (self.need - self.have) * self.need


def gaps(catalog: Catalog, code: str, destination: str, limits: Thresholds) -> list[Gap]:
    """The weightiest gaps from one occupation to another that can be trained; empty when either has no ratings (see `why_no_gaps`)."""
    have, need = catalog.skills.get(code, {}), catalog.skills.get(destination, {})
    found = [
        Gap(e, *catalog.elements[e], have[e], value)
        for e, value in need.items()
        if e in have and e not in _NOT_TRAINED and value - have[e] >= limits.gap_from
    ]
    return sorted(found, key=lambda g: (-g.weight, g.element_id))[: limits.gaps_shown]


def why_no_gaps(catalog: Catalog, code: str, destination: str) -> str:
    """Why there is no gap to show, in words; empty when both occupations are rated."""
    missing = [c for c in (code, destination) if c not in catalog.skills]
    if not missing:
        return ""
    names = " and ".join(catalog.occupations[c].title if c in catalog.occupations else c for c in missing)
    return f"skills and knowledge of {names} are not rated in the reference: compare the tasks"
