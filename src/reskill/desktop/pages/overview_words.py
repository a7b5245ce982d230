"""The overview in words: the compass questions answered from the plan, and what the plan rests on."""

from __future__ import annotations

import html

from reskill.desktop.details import Details, Section
from reskill.desktop.palette import colours
from reskill.desktop.rows_model import count, percent
from reskill.horizon import SHORT_NAMES
from reskill.planning.freed import assumed, freed_hours
from reskill.planning.scenarios import protected_share, scenario_in_force
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.work.counts import counts

Answer = tuple[str, str]  # question, answer


def compass(project: Project) -> str:
    """The three compass questions with figures of this plan, as rich text."""
    parts = [
        f"<p style='margin:0 0 9px 0'><span style='color:{colours().muted}'>{html.escape(question)}</span>"
        f"<br>{html.escape(answer)}</p>"
        for question, answer in _answers(project)
    ]
    return "".join(parts)


def _answers(project: Project) -> list[Answer]:
    c = counts(project)
    scenario = scenario_in_force(project)
    freed = freed_hours(project, scenario)
    kept = f"{percent(protected_share(project, scenario))} of working time is in tasks that stay a human decision"
    return [
        (
            "Efficiency and productivity",
            f"About {round(freed.hours, -2):,.0f} working hours a year could be freed"
            f" ({round(freed.least, -2):,.0f} to {round(freed.most, -2):,.0f}), at {percent(scenario.adoption)} adoption;"
            f" {assumed(project.thresholds)}.",
        ),
        (
            "Privacy and human agency",
            f"{kept if scenario.protects else 'No task is kept human in this scenario'}; {count(c.tiers_signed, 'tier')} signed"
            f" off, {count(c.judged, 'estimate')} judged by people, {c.contested} contested.",
        ),
        (
            "Community and democratic governance",
            f"{count(c.places, 'place')} in training, {percent(scenario.reinvested)} of the time freed returned to"
            f" staff; {c.comments - c.unanswered} of {count(c.comments, 'comment')} by reviewers answered.",
        ),
    ]


def provenance(project: Project, catalog: Catalog) -> Details:
    """What the plan rests on, for the inspector."""
    step = next((s for s in project.history() if s.state == "done"), None)
    scenario = scenario_in_force(project)
    limits = project.thresholds
    return Details(
        project.city,
        "What this plan rests on",
        [
            Section(
                "Project",
                [
                    ("File", project.path.name),
                    ("Roster", project.setting("roster_file")),
                    ("State", project.setting("state")),
                    ("Last change", f"{step.label}, {step.at[:16]}" if step else ""),
                    ("By", step.who if step else ""),
                ],
            ),
            Section(
                "Reference",
                [
                    ("Pack", catalog.title),
                    ("Occupations", f"{len(catalog.occupations):,}"),
                    ("Tasks", f"{len(catalog.all_tasks()):,}"),
                ],
            ),
            Section("Scenario", [("In force", scenario.title)], [scenario.story]),
            Section(
                "Bands",
                [
                    ("Watch", f"from {percent(limits.watch)} net exposure"),
                    ("At risk", f"from {percent(limits.at_risk)}"),
                    ("Priority", f"from {percent(limits.priority)}"),
                    ("Horizon", SHORT_NAMES.get(limits.horizon, limits.horizon)),
                ],
            ),
            Section(
                "How to read it",
                lines=[
                    "Exposure says what the time of a task could become, not that a job ends. Every figure can be"
                    " followed to its source or formula, and contested by the people it concerns."
                ],
            ),
        ],
    )
