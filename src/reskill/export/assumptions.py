"""The sheet of assumptions: the scenario in force and every threshold, as planning choices that can be argued with."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import fields

from reskill.export.xlsx.sheet import As, Sheet, tabulate
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.table import Column, Kind
from reskill.threshold_words import GROUPS, words_of
from reskill.thresholds import DEFAULTS

COLUMNS = (
    Column("Part", "group", width=12, tip="The part of the work that it shapes."),
    Column("Assumption", "name", "wrapped", 90, tip="What is assumed."),
    Column("Value", "value", "wrapped", 24, tip="What this plan uses."),
    Column(
        "Program's default", "default", width=11, tip="What Reskill proposes; empty where it depends on the scenario."
    ),
    Column("Changed here", "changed", width=9, tip="Whether the planner changed it."),
)
SCENARIO = "Scenario"
_SCENARIO: tuple[tuple[str, str, Kind, str], ...] = (
    ("adoption", "Adoption", "percent", "Share of exposed time that AI takes by the end of the plan."),
    ("protects", "Protects tasks", "text", "Whether tasks where people must decide stay with people."),
    ("participation", "Participation", "percent", "Share of a role's people expected to take part."),
    ("reinvested", "Reinvested", "percent", "Share of the time freed that returns to staff as training time."),
    ("review_cost", "Review cost", "percent", "Cost of review and oversight as a share of each cohort's other costs."),
)
COSTS = (
    "participation",
    "cohort_size",
    "hours_per_year",
    "fringe_rate",
    "backfill_share",
    "fiscal_year_start",
    "cover_share",
    "release_hours_week",
    "places_per_quarter",
    "small_cell",
)
"""Thresholds that shape what a plan costs and when."""


def cost_assumptions(project: Project, catalog: Catalog) -> Sheet:
    """The scenario's figures, then the thresholds that shape what the plan costs."""
    return assumptions(project, catalog, COSTS)


def assumptions(project: Project, _catalog: Catalog, only: Container[str] | None = None) -> Sheet:
    """The scenario's figures, then every threshold, or `only` some, with its default."""
    rows: list[dict[str, object]] = []
    for s in project.rows("SELECT * FROM scenario WHERE name = ?", (project.setting("scenario"),)):
        rows.append({"group": SCENARIO, "name": s["story"], "value": s["title"]})
        s["protects"] = "yes" if s["protects"] else "no"
        rows += [
            {"group": SCENARIO, "name": f"{name}: {meaning}", "value": As(s[key], kind)}
            for key, name, kind, meaning in _SCENARIO
        ]
    used = project.thresholds
    for f in (f for f in fields(used) if only is None or f.name in only):
        value, default = getattr(used, f.name), getattr(DEFAULTS, f.name)
        rows.append(
            {
                "group": GROUPS[f.name],
                "name": words_of(f.name),
                "value": value,
                "default": default,
                "changed": "no" if value == default else "yes",
            }
        )
    return Sheet(
        title="Assumptions",
        note="The scenario in force and thresholds: planning assumptions, no forecasts, no facts about the city.",
        columns=COLUMNS,
        rows=tabulate(COLUMNS, rows),
    )
