"""Every default number that shapes a result, in one place; a project may override each by name.

All are planning assumptions that the program shows and lets a planner change; none is a fact about a city.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any


@dataclass(frozen=True)
class Thresholds:
    """Defaults of DESIGN section 5. Shares and scores are in [0, 1]; money in US dollars."""

    # intake
    hourly_from: float = 5.0  # pay from here ...
    hourly_to: float = 150.0  # ... to here is taken as dollars an hour
    highest_pay: float = 2_000_000.0  # a year; more is taken for a slip
    weekly_hours: float = 40.0  # of a full-time position
    longest_title: int = 200  # characters
    # matching
    accept_confidence: float = 0.90  # suggestions at or above are taken into the plan as "suggested, sure"
    doubt_confidence: float = 0.50  # below: the title waits for a person, and is not mapped
    # exposure
    horizon: str = "beta"  # "E1", "beta" (E1 + half of E2), or "E1+E2"
    supplemental_weight: float = 0.5  # a Core task weighs 1
    automate_from: float = 0.60  # published automation degree (T0-T4 as 0-1) from which a task counts as automatable
    match_from: float = 0.80  # chance that a typed duty is the task it resembles, from which its rating counts
    # between the errors of two tasks of a role; .05 makes the roles' 90% intervals hold for 90% of 738 occupations
    # that a word model had not seen (the errors' own intraclass correlation is .07)
    task_correlation: float = 0.05
    rater_disagreement: float = 0.25  # between a role's exposure and the one by GPT-4's ratings, from which it is told
    # bands of a role's exposure outside protected tasks; over the 316 occupations with tasks, by local-government
    # jobs (BLS OEWS May 2025): two thirds low, a tenth watch, a sixth at risk, a sixteenth priority
    watch: float = 0.30
    at_risk: float = 0.42
    priority: float = 0.55
    # comparison with published indices: of the occupations that have tasks, 17% differ by more from AIOE (2021), 28%
    # from AI applicability (2025)
    index_disagreement: float = 0.25  # between two percentiles
    # destinations
    zone_gap: int = 1  # job zones upward
    zone_drop: int = 2  # job zones downward
    alike_from: float = 0.90  # percentile of similarity below which an occupation is no destination
    pay_floor: float = 0.85  # pay of the destination over pay of the role
    destination_jobs: int = 500  # local-government jobs in the nation below which a destination is not offered
    # a destination is not offered where GPT-4's ratings of its tasks, or else the estimates' upper ends, reach this
    second_rating_limit: float = 0.60
    safer_by: float = 0.05  # exposure of a destination must be lower than the role's by at least this
    pool: int = 50
    gap_from: float = 0.5  # importance (1-5) by which a destination must ask more for it to count as a gap
    gaps_shown: int = 8
    programs_shown: int = 5  # for each pathway
    # plan
    participation: float = 0.60  # share of a role's people expected to take part
    cohort_size: int = 15
    hours_per_year: int = 2080
    # of an exposed task's time; the label says "at least half", so from .5 to 1, and the least is assumed
    time_saved: float = 0.50
    review_time: float = 0.10  # share of the time saved that goes into checking what AI made; assumed, not measured
    fringe_rate: float = 0.35
    backfill_share: float = 0.50  # of release hours covered by backfill
    fiscal_year_start: int = 7  # month
    cover_share: float = 0.25  # of a title's people in training in one quarter, at most; one person always may be
    release_hours_week: float = 6.0  # paid training hours a week a person
    places_per_quarter: int = 60  # that one program gives the city, unless it is self-paced
    openings_rate: float = 0.08  # openings a year from people who leave, as a share of an occupation's filled positions
    pathways_considered: int = 3  # destinations a role's people are offered beside "stay and re-task"
    price_preference: float = 0.75  # of the best fit that a program with a known price must reach to be preferred to it
    urgent_weight: float = 3.0  # worth of a place for a role at risk or priority, in greatest benefits of one person
    later_discount: float = 0.01  # of a place's worth for each quarter it starts later
    rank_discount: float = 0.02  # of a place's worth for each rank below the best destination
    solver_seconds: int = 20  # after which the best plan found so far is taken
    solver_gap: float = 0.01  # a plan proven this close to the best possible is good enough
    # paid training hours a participant where a program does not publish them, by kind of program
    hours_course: float = 16.0
    hours_certificate: float = 80.0
    hours_degree: float = 450.0
    hours_apprenticeship: float = 144.0  # related instruction a year, 29 CFR 29.4
    hours_on_the_job_training: float = 160.0
    hours_in_house: float = 24.0  # re-tasking at work, where no program is chosen
    # privacy
    small_cell: int = 10

    def with_settings(self, settings: dict[str, str]) -> Thresholds:
        """These thresholds with a project's settings of the same names applied."""
        changes: dict[str, Any] = {
            f.name: type(getattr(self, f.name))(settings[f.name]) for f in fields(self) if f.name in settings
        }
        return replace(self, **changes)


DEFAULTS = Thresholds()
