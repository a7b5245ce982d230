"""How far the bands of roles depend on what was assumed: the capability horizon and each threshold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reskill.exposure import bands
from reskill.exposure.roles import Role, assess
from reskill.horizon import NAMES
from reskill.progress import Tick, section, silent
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.thresholds import Thresholds

STEP = 0.05
"""How far each threshold is moved, up and down."""


@dataclass(frozen=True)
class Shift:
    """What one changed assumption does: roles and positions that change band, and positions at risk afterwards."""

    assumption: str
    roles: int
    positions: int
    at_risk: int


def sensitivity(project: Project, catalog: Catalog, tick: Tick = silent) -> list[Shift]:
    """One Shift per other horizon and per moved threshold; writes nothing."""
    limits = project.thresholds
    positions = {r["id"]: r["positions"] for r in project.rows("SELECT id, positions FROM title")}
    now = assess(project, catalog, limits, section(tick, 0.0, 0.3))
    shifts = []
    others = [h for h in NAMES if h != limits.horizon]
    for i, horizon in enumerate(others):
        part = section(tick, 0.3 + 0.35 * i, 0.65 + 0.35 * i)
        then = assess(project, catalog, replace(limits, horizon=horizon), part)
        shifts.append(_shift(f"Horizon: {NAMES[horizon]}", now, then, limits, limits, positions))
    for name in ("watch", "at_risk", "priority"):
        for step in (-STEP, STEP):
            moved = replace(limits, **{name: getattr(limits, name) + step})
            label = f"Threshold “{name.replace('_', ' ')}” at {getattr(moved, name):.0%}"
            shifts.append(_shift(label, now, now, limits, moved, positions))
    return shifts


def _shift(
    label: str,
    before: Sequence[Role],
    after: Sequence[Role],
    limits: Thresholds,
    moved: Thresholds,
    positions: dict[int, int],
) -> Shift:
    then = {r.title_id: bands.band(r.net, moved) for r in after}
    changed = [r.title_id for r in before if bands.band(r.net, limits) != then[r.title_id]]
    return Shift(
        assumption=label,
        roles=len(changed),
        positions=sum(positions[t] for t in changed),
        at_risk=sum(positions[t] for t, band in then.items() if band in bands.AT_RISK),
    )
