"""The three compass questions, each with what this plan answers, for every cover."""

from __future__ import annotations

import itertools
import math

from reskill.export.blocks import WITHHELD
from reskill.export.xlsx.sheet import Row
from reskill.exposure.overrides import IN_FORCE
from reskill.planning.freed import FreedHours, assumed, freed_hours
from reskill.planning.scenarios import Scenario, protected_share, scenario_in_force
from reskill.project.file import Project

SECTION = "Three questions"
WEEKS = 52


def compass(project: Project, scenarios: str, answers: str) -> list[Row]:
    """A figure of the plan for each question, and what it answers; `scenarios` is where other choices are compared, `answers`
    what says where the city's own answers are."""
    scenario = scenario_in_force(project)
    hours = rough_hours(project, scenario)
    judged = project.value(f"SELECT count(*) FROM judgement WHERE state = '{IN_FORCE}'")
    comments = project.value("SELECT count(*) FROM comment")
    return [
        (
            SECTION,
            "Efficiency and productivity",
            f"about {hours.hours:,.0f} working hours a year could be freed ({hours.least:,.0f} to {hours.most:,.0f})"
            if hours
            else WITHHELD,
            "Does it lighten the work and improve decisions? Hours freed by the end of the plan, at "
            f"{scenario.adoption:.0%} adoption wherever AI could help, not by single tools; {assumed(project.thresholds)}.",
        ),
        (
            SECTION,
            "Hours and posts",
            "not counted",
            f"{_posts(project, hours)}The plan neither counts nor rules out posts that could be lost: what is done with hours freed"
            f" is the city's to say{answers}.",
        ),
        (
            SECTION,
            "Hours and training",
            f"{_hours_of_training(project)} hours of training" if hours else WITHHELD,
            _trained(hours, scenario),
        ),
        (
            SECTION,
            "Privacy and human agency",
            f"{protected_share(project, scenario):.0%} of working time would be protected",
            "Do people keep their say and their rights? Share of the work in tasks that this scenario keeps a human "
            f"decision. People have changed or signed {judged:,} estimates and oversight tiers so far.",
        ),
        (
            SECTION,
            "Community and democratic governance",
            f"{comments:,} {'comment' if comments == 1 else 'comments'} by reviewers so far",
            f"Who benefits, and who was heard? Reviewers' comments are kept with their names; other choices are compared {scenarios}.",
        ),
    ]


def _trained(hours: FreedHours | None, scenario: Scenario) -> str:
    """How the hours of training and those freed are related, so that nobody takes the one for the other."""
    planned = "In all years of this plan, limited by its funds; it does not wait for hours freed."
    if not hours or not scenario.reinvested:
        return planned
    back = _two_figures(hours.hours * scenario.reinvested)
    return (
        f"{planned} The scenario returns {scenario.reinvested:.0%} of the hours freed to staff, about {back:,} hours a year. The"
        f" plan has no more training for them, but counts on them to stand in: backfill is {scenario.reinvested:.0%} lower than"
        " without, from the first quarter on."
    )


def _posts(project: Project, hours: FreedHours | None) -> str:
    """How many people work as many hours in a year as may be freed; '' where that is not told."""
    if not hours:
        return ""
    year = project.thresholds.weekly_hours * WEEKS
    return f"About {_two_figures(hours.hours / year):,} people work as many hours in a year. "


def rough_hours(project: Project, scenario: Scenario) -> FreedHours | None:
    """Hours a year that AI could free, to two figures; None in a city smaller than the threshold for small counts."""
    if (project.value("SELECT count(*) FROM position") or 0) < project.thresholds.small_cell:
        return None
    freed = freed_hours(project, scenario)
    return FreedHours(_two_figures(freed.hours), _two_figures(freed.least), _two_figures(freed.most))


def _hours_of_training(project: Project) -> str:
    """About how many hours, too coarse to show as few people more or less as a small count, whatever they train for."""
    found = project.rows("SELECT sum(participants * hours) AS hours, max(hours) AS longest FROM cohort")[0]
    hours, hidden = found["hours"] or 0.0, project.thresholds.small_cell * (found["longest"] or 0.0)
    step = next(step for n in itertools.count() for step in (10**n, 2 * 10**n, 5 * 10**n) if step >= hidden)
    if 0 < hours < step:
        return f"fewer than {step:,}"
    return f"about {round(_two_figures(hours) / step) * step:,}"


def _two_figures(hours: float) -> int:
    return int(round(hours, 1 - math.floor(math.log10(hours)))) if hours >= 1 else 0
