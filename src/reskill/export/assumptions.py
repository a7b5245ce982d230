"""The sheet of assumptions: the scenario in force, every threshold, and the hours of practice at work by job family, as
planning choices that can be argued with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import fields, replace

from reskill.export.xlsx.sheet import As, Sheet, tabulate
from reskill.planning.cost_kinds import OVERHEAD, PER_PERSON
from reskill.planning.practice_hours import OwnHours, in_titles, own_hours
from reskill.planning.set_costs import YEARLY, SetCost, set_costs, unit_of
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
    "backfill_pay",
    "backfill_fringe",
    "fiscal_year_start",
    "cover_share",
    "release_hours_week",
    "places_per_quarter",
    "small_cell",
)
"""Thresholds that shape what a plan costs and when."""


def cost_assumptions(project: Project, catalog: Catalog) -> Sheet:
    """The scenario's figures, then the thresholds that shape what the plan costs, then the costs that are set."""
    sheet = assumptions(project, catalog, COSTS)
    own = [
        {
            "group": "Costs",
            "name": f"{kind.capitalize()}: {unit_of(kind).partition(', as ')[0]}",
            "value": _told(cost),
            "changed": "yes",
        }
        for kind, cost in set_costs(project).items()
    ]
    return replace(sheet, rows=[*sheet.rows, *tabulate(COLUMNS, own)])


def _told(cost: SetCost) -> As:
    """What the planner has set, as money, as a share, or as a number."""
    dollars, share = cost.kind in PER_PERSON, cost.kind in (*OVERHEAD, *YEARLY)
    return As(float(cost.rate), "rate" if dollars else "basis points" if share else "number")


def assumptions(project: Project, _catalog: Catalog, only: Container[str] | None = None) -> Sheet:
    """The scenario's figures, then every threshold with its default, and who has confirmed which hours of practice; or `only`
    some thresholds."""
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
    if only is None:
        rows += _hours(own_hours(project))
    return Sheet(
        title="Assumptions",
        note="The scenario in force and thresholds: planning assumptions, no forecasts, no facts about the city.",
        columns=COLUMNS,
        rows=tabulate(COLUMNS, rows),
    )


def _hours(found: Iterable[OwnHours]) -> Iterator[dict[str, object]]:
    """By job family the hours of practice a person, those that the exercises usually take with the course, and who said
    them of how many titles."""
    families: defaultdict[str, list[OwnHours]] = defaultdict(list)
    for hours in found:
        families[hours.family].append(hours)
    for family, titles in sorted(families.items()):
        said: defaultdict[str, int] = defaultdict(int)
        for h in titles:
            said[f"confirmed by {h.said.who}, {h.said.at}" if h.said else "assumed"] += 1
        told = [f"{in_titles(n)} {words}" if len(said) > 1 else words for words, n in sorted(said.items())]
        paid, usual = _range(h.hours for h in titles), _range(h.course + h.usual for h in titles)
        yield {
            "group": "Practice at work",
            "name": f"Paid hours a person of practice at work: {family}, {in_titles(len(titles))}",
            "value": f"{paid}; {'; '.join(told)}",
            "default": usual,
            "changed": "no" if paid == usual else "yes",
        }


def _range(hours: Iterable[float]) -> str:
    every = sorted(hours)
    return f"{every[0]:g}" if every[0] == every[-1] else f"{every[0]:g} to {every[-1]:g}"
