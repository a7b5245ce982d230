"""Working hours a year that AI could free: one formula, and the words for it wherever it is shown.

A task counts as exposed when its time could be cut by at least half at equal quality (the label's own definition), so
exposure alone says how much time is touched, not how much is saved. Hours freed = hours of filled positions x exposure
x adoption x time saved on an exposed task, less review time. Where people and GPT-4 rate a role's work differently,
the lower exposure counts, unless `both_raters` is 0: hours are not promised on one rater's word. The definition bounds the time saved from below,
at half; from above it is bounded by the whole. No measurement stands behind the review time either: the range goes from
none to twice what is assumed.
"""

from __future__ import annotations

from dataclasses import dataclass

from reskill.planning.scenarios import Scenario
from reskill.project.file import Project
from reskill.thresholds import BOUNDS, Thresholds

LEAST_SAVED, MOST_SAVED = BOUNDS["time_saved"]  # of an exposed task's time, by the definition of exposure
FREED = "Hours freed a year"
FREED_TIP = (
    "Hours of filled positions x exposure x adoption x time saved on an exposed task, less review time; without"
    " protected tasks where the scenario protects them, and by the lower of people's and GPT-4's ratings, or by"
    " people's alone where the preferences say so."
)
LEAST = "Hours freed, least"
LEAST_TIP = (
    f"The same where an exposed task takes {LEAST_SAVED:.0%} less time, the least by its definition, and review takes"
    " twice the share assumed."
)
MOST = "Hours freed, most"
MOST_TIP = "The same where the whole time of an exposed task is saved and nothing is reviewed: more is impossible."
RETURNED_TIP = "Hours freed x the share reinvested: training time for staff."


@dataclass(frozen=True)
class FreedHours:
    """Hours a year by the end of the plan: as the project assumes, and at both ends of the range of what it assumes."""

    hours: float
    least: float
    most: float


def freed_hours(project: Project, scenario: Scenario) -> FreedHours:
    """Hours a year that AI could free by the end of the plan, over every role whose exposure is estimated."""
    ours, other = ("r.net", "r.gpt4_net") if scenario.protects else ("r.exposure", "r.gpt4")
    exposure = f"min({ours}, coalesce({other}, {ours}))" if project.thresholds.both_raters else ours
    exposed = project.value(
        f"SELECT sum(coalesce(p.fte, 1) * {exposure}) FROM role r"
        " JOIN position p ON p.title_id = r.title_id AND p.status = 'filled' WHERE r.exposure IS NOT NULL"
    )
    limits = project.thresholds
    whole = (exposed or 0.0) * limits.hours_per_year * scenario.adoption
    return FreedHours(
        whole * limits.time_saved * (1 - limits.review_time),
        whole * LEAST_SAVED * (1 - _most_review(limits)),
        whole * MOST_SAVED,
    )


def assumed(limits: Thresholds) -> str:
    """What the hours freed rest on beside exposure and adoption, in words, with the ranges."""
    return (
        f"assumed: {limits.time_saved:.0%} time saved on an exposed task ({LEAST_SAVED:.0%} to {MOST_SAVED:.0%} by its"
        f" definition), {limits.review_time:.0%} of that for review (0% to {_most_review(limits):.0%})"
    )


def _most_review(limits: Thresholds) -> float:
    return min(1.0, 2 * limits.review_time)
