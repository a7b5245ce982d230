"""The sheet of assumptions: the scenario in force and every threshold, as planning choices that can be argued with."""

from __future__ import annotations

from dataclasses import fields

from reskill.export.sheet import As, Sheet, tabulate
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.table import Column, Kind
from reskill.thresholds import DEFAULTS

COLUMNS = (
    Column("Assumption", "name", tip="What is assumed."),
    Column("Value", "value", width=30, tip="What this plan uses."),
    Column("Program's default", "default", tip="What Reskill proposes; empty where it depends on the scenario."),
    Column("Changed here", "changed", tip="Whether the planner changed it."),
    Column("Meaning", "meaning", "wrapped", 80, tip="How it shapes the plan."),
)
_SCENARIO: tuple[tuple[str, str, Kind, str], ...] = (
    ("adoption", "Adoption", "percent", "Share of exposed time that AI takes by the end of the plan."),
    ("protects", "Protects tasks", "text", "Whether tasks where people must decide stay with people."),
    ("participation", "Participation", "percent", "Share of a role's people expected to take part; voluntary."),
    ("reinvested", "Reinvested", "percent", "Share of the time gained that returns to staff as training time."),
    ("review_cost", "Review cost", "percent", "Cost of review and oversight as a share of each cohort's other costs."),
)
_MEANING = {
    "accept_confidence": "Suggested occupations at or above this confidence are taken as sure.",
    "doubt_confidence": "Below this confidence a title waits for a person and is not mapped.",
    "horizon": "E1: an AI model alone; beta: E1 + half of E2; E1+E2: software built on a model as well.",
    "supplemental_weight": "Weight of a Supplemental task where a Core task weighs 1.",
    "automate_from": "Published automation degree, 0 to 1, from which a task counts as one that could be automated.",
    "task_correlation": "How far the errors of two tasks of a role go together; widens the role's interval.",
    "watch": "Exposure outside protected tasks from which a role is in band watch.",
    "at_risk": "The same for band at risk.",
    "priority": "The same for band priority.",
    "zone_gap": "Job zones that a destination may be above the role.",
    "pay_floor": "Lowest pay of a destination over the pay of the role.",
    "destination_jobs": "Local-government jobs in the nation that a destination must have.",
    "pool": "Similar occupations that are looked at for each role.",
    "participation": "Share of a role's people expected to take part where the scenario does not say.",
    "cohort_size": "Most people in one cohort.",
    "hours_per_year": "Paid hours in a year of full-time work.",
    "fringe_rate": "Fringe benefits over wages.",
    "backfill_share": "Share of the release hours that somebody else is paid to cover.",
    "fiscal_year_start": "Month in which the fiscal year begins.",
    "small_cell": "Counts below this are withheld in the union edition.",
}


def assumptions(project: Project, catalog: Catalog) -> Sheet:
    """The scenario's figures, then every threshold with its default."""
    rows: list[dict[str, object]] = []
    for s in project.rows("SELECT * FROM scenario WHERE name = ?", (project.setting("scenario"),)):
        rows.append({"name": "Scenario", "value": s["title"], "meaning": s["story"]})
        s["protects"] = "yes" if s["protects"] else "no"
        rows += [
            {"name": f"Scenario: {name}", "value": As(s[key], kind), "meaning": meaning}
            for key, name, kind, meaning in _SCENARIO
        ]
    used = project.thresholds
    for f in fields(used):
        value, default = getattr(used, f.name), getattr(DEFAULTS, f.name)
        rows.append(
            {
                "name": f.name.replace("_", " ").capitalize(),
                "value": value,
                "default": default,
                "changed": "no" if value == default else "yes",
                "meaning": _MEANING.get(f.name, ""),
            }
        )
    return Sheet(
        title="Assumptions",
        note="The scenario in force and every threshold: planning assumptions, no forecasts, no facts about the city.",
        columns=COLUMNS,
        rows=tabulate(COLUMNS, rows),
    )
