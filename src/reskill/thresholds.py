"""Every default number that shapes a result, in one place; a project may override each by name.

All are planning assumptions that the program shows and lets a planner change; none is a fact about a city.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from reskill.horizon import SOFTWARE_COUNTS
from reskill.problem import ReskillError


@dataclass(frozen=True)
class Thresholds:
    """The defaults of every threshold. Shares and scores are in [0, 1]; money in US dollars."""

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
    both_raters: int = 1  # 1 = where the raters disagree, the higher band is told and offered and the lower exposure
    # counts for hours freed; 0 = the people's ratings alone
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
    # percentile of likeness below which an occupation that nobody was seen to move to is not offered
    alike_from: float = 0.75
    pay_floor: float = 0.85  # pay of the destination over pay of the role, below which it is a caution
    pay_least: float = 0.70  # the same, below which a destination is not offered
    pay_ceiling: float = 1.6  # the same; above it a destination is offered only where another step lies between
    destination_jobs: int = (
        500  # local-government jobs in the nation below which one that the city lacks is not offered
    )
    # a destination is offered with caution where GPT-4's ratings of its tasks, or else the estimates' upper ends, reach this
    second_rating_limit: float = 0.60
    safer_by: float = 0.05  # by which the exposure of a destination is lower than the role's, or else it is a caution
    # by which it may be higher; above, work that nobody was seen to move to is not offered
    more_exposed_by: float = 0.15
    pool: int = 50  # likeliest next occupations that are looked at
    steps_sure: int = 6  # destinations offered for a role without caution, at most
    steps_cautious: int = 12  # and with
    steps_changing: int = 10  # of the latter, into work that is itself exposed or on which raters disagree
    gap_from: float = 0.5  # importance (1-5) by which a destination must ask more for it to count as a gap
    gaps_shown: int = 8
    programs_shown: int = 5  # for each pathway
    reach_miles: float = 50.0  # within which people of the city can go to a program
    gap_covered: float = 0.50  # of what a destination asks more, by weight, that a sufficient program covers
    # clock hours from which a program can prepare beginners, by the destination's job zone; assumed, not measured
    least_hours_zone_1: float = 8.0
    least_hours_zone_2: float = 40.0
    least_hours_zone_3: float = 80.0
    least_hours_zone_4: float = 80.0
    least_hours_zone_5: float = 400.0
    # US dollars a participant, above which a program does not suffice: training accounts usually pay 3,000 to 5,000; assumed
    program_price: float = 8_000.0
    stay_hours: float = 16.0  # of learning that a full change of a role's working time asks; assumed, not measured
    # practice at work for those who stay: hours for each hour a week of tasks that change, at least and at most; assumed
    practice_rate: float = 1.0
    practice_least: float = 12.0
    practice_most: float = 40.0
    # share of the week that AI could take, or that it frees and no new duty refills, from which staying alone does not
    # secure a post; assumed
    insecure_from: float = 1 / 3
    next_step_hours: float = 8.0  # beside people in the next job and with an adviser, in such a post; assumed
    # plan
    participation: float = 0.60  # share of a role's people expected to take part
    cohort_size: int = 15  # people in a class, and of a title in a cohort, at most
    class_smallest: int = (
        3  # people of the city from which a program runs a class for it; not where everybody learns alone; assumed
    )
    program_share: float = 0.25  # of all people who could have a place, in one program at most; assumed
    hours_per_year: int = 2080
    # of an exposed task's time; the label says "at least half", so from .5 to 1, and the least is assumed
    time_saved: float = 0.50
    review_time: float = 0.10  # share of the time saved that goes into checking what AI made; assumed, not measured
    fringe_rate: float = 0.35
    backfill_share: float = 0.50  # of release hours covered by backfill
    backfill_pay: float = 1.5  # of the pay of those away, for those who stand in: overtime, 29 USC 207(a)
    backfill_fringe: float = 0.0765  # on backfill: the employer's part of payroll tax, 26 USC 3111
    fiscal_year_start: int = 7  # month
    cover_share: float = 0.25  # of a title's people in training in one quarter, at most; one person always may be
    release_hours_week: float = 6.0  # paid training hours a week a person
    places_per_quarter: int = 60  # that one program gives the city, unless it is self-paced
    openings_rate: float = (
        0.08  # openings a year as a share of filled positions, where no national rate of leaving is known
    )
    pathways_considered: int = 3  # destinations a role's people are offered beside "stay and re-task"
    preparations_considered: int = 4  # programs that the solver may choose among for a pathway
    urgent_weight: float = 3.0  # worth of a place for a role at risk or priority, in greatest benefits of one person
    coverage_target: float = (
        0.0  # share of all people who could have a place, placed for the least money; 0 = no target
    )
    even_coverage: int = 0  # 1 = before all else, place as large a share of every bargaining unit and grade as can be
    later_discount: float = 0.01  # of a place's worth for each quarter it starts later
    rank_discount: float = 0.02  # of a place's worth for each rank below the best destination
    cash_weight: float = 0.001  # worth that a place loses for each $1,000 it costs, so that of equals the cheaper wins
    solver_nodes: int = 50  # branches looked at for whole people, after which the best plan found so far is taken
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

    def with_settings(self, settings: Mapping[str, str]) -> Thresholds:
        """These thresholds with a project's settings of the same names applied.

        What an older version let into a project from outside the bounds counts as the nearest bound, and what is no
        number as the default, so that the project still opens; `doubtful` tells it.
        """
        changes: dict[str, Any] = {
            f.name: _within(f.name, settings[f.name]) for f in fields(self) if f.name in settings
        }
        return replace(self, **changes)


DEFAULTS = Thresholds()
_SHARE, _HOURS = (0.0, 1.0), (0.0, 10_000.0)
BOUNDS: dict[str, tuple[float, float]] = {  # lowest and highest value of each, both allowed
    "hourly_from": (0.01, 1_000),
    "hourly_to": (0.01, 1_000),
    "highest_pay": (1_000, 100_000_000),
    "weekly_hours": (1, 168),
    "longest_title": (10, 2_000),
    "accept_confidence": _SHARE,
    "doubt_confidence": _SHARE,
    "supplemental_weight": _SHARE,
    "automate_from": _SHARE,
    "match_from": _SHARE,
    "task_correlation": _SHARE,
    "rater_disagreement": _SHARE,
    "both_raters": (0, 1),
    "watch": _SHARE,
    "at_risk": _SHARE,
    "priority": _SHARE,
    "index_disagreement": _SHARE,
    "zone_gap": (0, 4),
    "zone_drop": (0, 4),
    "alike_from": _SHARE,
    "pay_floor": (0.0, 5.0),
    "pay_least": (0.0, 5.0),
    "pay_ceiling": (1.0, 10.0),
    "destination_jobs": (0, 10_000_000),
    "second_rating_limit": _SHARE,
    "safer_by": _SHARE,
    "more_exposed_by": _SHARE,
    "pool": (1, 1_000),
    "steps_sure": (1, 100),
    "steps_cautious": (0, 100),
    "steps_changing": (0, 100),
    "gap_from": (0.0, 5.0),
    "gaps_shown": (0, 100),
    "programs_shown": (1, 100),
    "reach_miles": (1, 5_000),
    "gap_covered": _SHARE,
    **dict.fromkeys((f"least_hours_zone_{zone}" for zone in range(1, 6)), _HOURS),
    "program_price": (1.0, 1_000_000.0),
    "stay_hours": _HOURS,
    "practice_rate": (0.0, 40.0),
    "practice_least": _HOURS,
    "practice_most": _HOURS,
    "insecure_from": _SHARE,
    "next_step_hours": _HOURS,
    "participation": _SHARE,
    "cohort_size": (1, 10_000),
    "class_smallest": (1, 1_000),
    "program_share": (0.01, 1.0),
    "hours_per_year": (1, 8_784),
    "time_saved": (0.5, 1.0),  # an exposed task is one whose time could be cut by at least half
    "review_time": _SHARE,
    "fringe_rate": (0.0, 5.0),
    "backfill_share": _SHARE,
    "backfill_pay": (0.0, 5.0),
    "backfill_fringe": (0.0, 5.0),
    "fiscal_year_start": (1, 12),
    "cover_share": _SHARE,
    "release_hours_week": (0.1, 168),
    "places_per_quarter": (0, 100_000),
    "openings_rate": _SHARE,
    "pathways_considered": (0, 50),
    "preparations_considered": (1, 20),
    "urgent_weight": (0.0, 1_000),
    "coverage_target": _SHARE,
    "even_coverage": (0, 1),
    "later_discount": _SHARE,
    "rank_discount": _SHARE,
    "cash_weight": _SHARE,
    "solver_nodes": (1, 1_000_000),
    "solver_gap": _SHARE,
    "hours_course": _HOURS,
    "hours_certificate": _HOURS,
    "hours_degree": _HOURS,
    "hours_apprenticeship": _HOURS,
    "hours_on_the_job_training": _HOURS,
    "hours_in_house": _HOURS,
    "small_cell": (2, 1_000),
}
ORDERS = (
    ("watch", "at_risk"),
    ("at_risk", "priority"),
    ("hourly_from", "hourly_to"),
    ("practice_least", "practice_most"),
)  # the first below the second
ORDERED = frozenset(name for pair in ORDERS for name in pair)
PLAN_BOUNDS = {"years": (1, 10), "fiscal_year": (2000, 2100)}  # whole years of a plan, and the first of them


def demand_within_bounds(name: str, value: str) -> None:
    """Raise ReskillError when a setting is a number of the plan and the value none that the program can work with."""
    if name in PLAN_BOUNDS:
        first, last = PLAN_BOUNDS[name]
        if not (value.isdecimal() and first <= int(value) <= last):
            raise ReskillError(
                f"{name.replace('_', ' ')} cannot be {value}.", f"Give a whole number from {first} to {last}."
            )
        return
    if not hasattr(DEFAULTS, name):
        return
    if name == "horizon":
        if value not in SOFTWARE_COUNTS:
            raise ReskillError(f"horizon cannot be {value!r}.", f"Choose one of: {', '.join(SOFTWARE_COUNTS)}.")
        return
    low, high = BOUNDS[name]
    number = _number(name, value)
    if number is None or not low <= number <= high:
        kind = "a whole number" if isinstance(getattr(DEFAULTS, name), int) else "a number"
        raise ReskillError(
            f"{name.replace('_', ' ')} cannot be {value}.", f"Give {kind} from {low:,g} to {high:,.12g}."
        )


def demand_order(thresholds: Thresholds) -> None:
    """Raise ReskillError when two thresholds stand in the wrong order, such as a band that begins above the next."""
    for lower, upper in _disordered(thresholds):
        raise ReskillError(
            f"{_said(lower, thresholds).capitalize()} is not below {_said(upper, thresholds)}.",
            "Change both together, so that the first stays below the second.",
        )


def doubtful(settings: Mapping[str, str]) -> list[str]:
    """What stored settings have that cannot be used as it stands, in words: values outside their bounds with the value
    in force, and thresholds in the wrong order."""
    in_force = DEFAULTS.with_settings(settings)
    found = []
    for name in (f.name for f in fields(Thresholds) if f.name in settings):
        try:
            demand_within_bounds(name, settings[name])
        except ReskillError as error:
            found.append(f"{error} It was stored so; {getattr(in_force, name)} is used.")
    return [
        *found,
        *(
            f"{_said(low, in_force).capitalize()} is not below {_said(up, in_force)}."
            for low, up in _disordered(in_force)
        ),
    ]


def _disordered(thresholds: Thresholds) -> list[tuple[str, str]]:
    return [pair for pair in ORDERS if getattr(thresholds, pair[0]) >= getattr(thresholds, pair[1])]


def _said(name: str, thresholds: Thresholds) -> str:
    return f"{name.replace('_', ' ')} ({getattr(thresholds, name):g})"


def _number(name: str, value: str) -> float | int | None:
    try:
        number = type(getattr(DEFAULTS, name))(value)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _within(name: str, value: str) -> Any:
    default = getattr(DEFAULTS, name)
    if name == "horizon":
        return value if value in SOFTWARE_COUNTS else default
    number = _number(name, value)
    if number is None:
        return default
    low, high = BOUNDS[name]
    return type(default)(min(max(number, low), high))
