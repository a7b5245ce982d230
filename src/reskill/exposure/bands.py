"""Bands of a role's net exposure, how many people each holds, and what would move them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reskill.thresholds import Thresholds

NOT_ESTIMATED = "not estimated"
LOW, WATCH, RISK, PRIORITY = BANDS = ("low", "watch", "at risk", "priority")
AT_RISK = (RISK, PRIORITY)
AFFECTED = (WATCH, *AT_RISK)  # whose people are offered ways on


def band(net: float | None, limits: Thresholds) -> str:
    """The band of a role's exposure outside protected tasks (0-1; None = not estimated)."""
    if net is None:
        return NOT_ESTIMATED
    passed = sum(net >= limit for limit in (limits.watch, limits.at_risk, limits.priority))
    return BANDS[passed]


@dataclass(frozen=True)
class Span:
    """The bands in which two raters put a role: the higher holds for being told and offered."""

    lower: str
    higher: str

    @property
    def apart(self) -> bool:
        """Whether the band depends on the rater."""
        return self.lower != self.higher

    def __str__(self) -> str:
        """As `watch` or `watch to priority`."""
        return self.lower if not self.apart else f"{self.lower} to {self.higher}"


def span(net: float, other: float, limits: Thresholds) -> Span:
    """The band or bands of a role by two raters' net exposures (0-1)."""
    return Span(*(band(n, limits) for n in sorted((net, other))))


@dataclass(frozen=True)
class BandCount:
    """How many roles and positions are in a band."""

    band: str
    roles: int
    positions: int


def threshold_effect(roles: Iterable[tuple[float | None, int]], limits: Thresholds) -> list[BandCount]:
    """Roles and positions by band if `limits` held; takes (net exposure, positions) and writes nothing."""
    counts = {b: [0, 0] for b in (*BANDS, NOT_ESTIMATED)}
    for net, positions in roles:
        held = counts[band(net, limits)]
        held[0] += 1
        held[1] += positions
    return [BandCount(b, r, p) for b, (r, p) in counts.items()]
