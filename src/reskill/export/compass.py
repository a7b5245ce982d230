"""The three compass questions, each with what this plan answers, for every cover."""

from __future__ import annotations

import math

from reskill.export.blocks import WITHHELD
from reskill.export.xlsx.sheet import Row
from reskill.exposure.overrides import IN_FORCE
from reskill.planning.compare import protected_share
from reskill.planning.freed import FreedHours, assumed, freed_hours
from reskill.planning.scenarios import Scenario, scenario_in_force
from reskill.project.file import Project


def compass(project: Project) -> list[Row]:
    """One row for each question: a figure of the plan, and what it answers."""
    scenario = scenario_in_force(project)
    hours = rough_hours(project, scenario)
    judged = project.value(f"SELECT count(*) FROM judgement WHERE state = '{IN_FORCE}'")
    comments = project.value("SELECT count(*) FROM comment")
    return [
        (
            "Compass",
            "Efficiency and productivity",
            f"about {hours.hours:,.0f} working hours a year could be freed ({hours.least:,.0f} to {hours.most:,.0f})"
            if hours
            else WITHHELD,
            "Does it lighten the work and improve decisions? Hours freed by the end of the plan, at "
            f"{scenario.adoption:.0%} adoption; {assumed(project.thresholds)}. {scenario.reinvested:.0%} of them go back "
            "to staff as training time.",
        ),
        (
            "Compass",
            "Privacy and human agency",
            f"{protected_share(project, scenario):.0%} of working time is protected",
            "Do people keep their say and their rights? Share of the work in tasks that this scenario keeps a human "
            f"decision. People have changed or signed {judged:,} estimates and oversight tiers so far.",
        ),
        (
            "Compass",
            "Community and democratic governance",
            f"{comments:,} {'comment' if comments == 1 else 'comments'} by reviewers so far",
            "Who benefits, and who was heard? Reviewers' comments are kept with their "
            "names; other choices are compared under Scenarios.",
        ),
    ]


def rough_hours(project: Project, scenario: Scenario) -> FreedHours | None:
    """Hours a year that AI could free, to two figures; None in a city smaller than the threshold for small counts."""
    if (project.value("SELECT count(*) FROM position") or 0) < project.thresholds.small_cell:
        return None
    freed = freed_hours(project, scenario)
    return FreedHours(_two_figures(freed.hours), _two_figures(freed.least), _two_figures(freed.most))


def _two_figures(hours: float) -> int:
    return int(round(hours, 1 - math.floor(math.log10(hours)))) if hours >= 1 else 0
