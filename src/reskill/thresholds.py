"""Every default number that shapes a result, in one place; a project may override each by name.

All are planning assumptions that the program shows and lets a planner change; none is a fact about a city.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any


@dataclass(frozen=True)
class Thresholds:
    """Defaults of DESIGN section 5. Shares and scores are in [0, 1]; money in US dollars."""

    # matching
    accept_confidence: float = 0.90  # suggestions at or above are taken into the plan as "suggested, sure"
    doubt_confidence: float = 0.50  # below: the title waits for a person, and is not mapped
    # exposure
    horizon: str = "beta"  # "E1", "beta" (E1 + half of E2), or "E1+E2"
    supplemental_weight: float = 0.5  # a Core task weighs 1
    automate_from: float = 0.60  # published automation degree (T0-T4 as 0-1) from which a task counts as automatable
    # bands of a role's exposure
    watch: float = 0.30
    at_risk: float = 0.42
    priority: float = 0.55
    # destinations
    zone_gap: int = 1
    pay_floor: float = 0.85  # pay of the destination over pay of the role
    destination_jobs: int = 500  # local-government jobs in the nation below which a destination is not offered
    pool: int = 50
    # plan
    participation: float = 0.60  # share of a role's people expected to take part, voluntary
    cohort_size: int = 15
    hours_per_year: int = 2080
    fringe_rate: float = 0.35
    backfill_share: float = 0.50  # of release hours covered by backfill
    fiscal_year_start: int = 7  # month
    # privacy
    small_cell: int = 10

    def with_settings(self, settings: dict[str, str]) -> Thresholds:
        """These thresholds with a project's settings of the same names applied."""
        changes: dict[str, Any] = {
            f.name: type(getattr(self, f.name))(settings[f.name]) for f in fields(self) if f.name in settings
        }
        return replace(self, **changes)


DEFAULTS = Thresholds()
