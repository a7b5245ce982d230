"""Scenarios: five sets of planning assumptions after the white paper, visible and editable, never forecasts.

What each number does:
- adoption: share of exposed time that AI takes by the end of the plan; see `freed.py` for the hours;
- protects: with it, exposure outside protected tasks is used in place of the whole exposure;
- participation: people expected in a cohort = filled positions x participation, unless the planner sets one share
  for the project (setting "participation");
- reinvested: share of the time freed that returns to staff as training time; it lowers the share of release hours
  that need backfill: backfill in force = backfill share x (1 - reinvested);
- review_cost: cost of review and oversight as a share of each cohort's other costs.
"""

from __future__ import annotations

import csv
from dataclasses import astuple, dataclass, fields

from reskill import paths
from reskill.problem import ReskillError
from reskill.project.file import Project

DEFAULT = "public-interest"


@dataclass(frozen=True)
class Scenario:
    """Planning assumptions; shares are in [0, 1], `review_cost` is a share of a cohort's other costs."""

    name: str
    title: str
    story: str
    adoption: float
    protects: int
    participation: float
    reinvested: float
    review_cost: float


def shipped_scenarios() -> list[Scenario]:
    """The five scenarios as shipped."""
    with (paths.shipped("data/planning") / "scenarios.csv").open(encoding="utf-8", newline="") as f:
        return [_scenario(r) for r in csv.DictReader(f)]


def load_scenarios(project: Project) -> None:
    """Put the shipped scenarios into the project; scenarios of the same name keep the planner's numbers."""
    with project.change("Load the scenarios") as db:
        for s in shipped_scenarios():
            db.execute("INSERT OR IGNORE INTO scenario VALUES (?,?,?,?,?,?,?,?)", astuple(s))


def scenarios(project: Project) -> list[Scenario]:
    """The project's scenarios, or the shipped ones while it has none; the default first, then by title."""
    rows = project.rows("SELECT * FROM scenario")
    found = [_scenario(r) for r in rows] if rows else shipped_scenarios()
    return sorted(found, key=lambda s: (s.name != DEFAULT, s.title))


def scenario_in_force(project: Project) -> Scenario:
    """The scenario that the plan goes by. Raises ReskillError when the project names one that it does not have."""
    return _named(project, project.setting("scenario", DEFAULT))


def set_scenario(project: Project, name: str) -> None:
    """Let the plan go by another scenario; the plan itself changes when it is made again."""
    scenario = _named(project, name)
    with project.change(f"Choose the scenario {scenario.title}"):
        project.set_setting("scenario", scenario.name)


def edit_scenario(project: Project, name: str, **numbers: float) -> None:
    """Change numbers of a scenario. Raises ReskillError for a share outside 0-1."""
    scenario = _named(project, name)
    if any(not 0 <= v <= 1 for v in numbers.values()):
        raise ReskillError("The numbers of a scenario are shares from 0 to 1.", "For example 0.6 for 60%.")
    with project.change(f"Edit the scenario {scenario.title}") as db:
        load_scenarios(project)
        for field, value in numbers.items():
            if field not in {f.name for f in fields(Scenario)}:
                raise ValueError(field)
            db.execute(f"UPDATE scenario SET {field} = ? WHERE name = ?", (value, name))


def participation(project: Project, scenario: Scenario) -> float:
    """The share of a role's people expected to take part: the planner's own where set, else the scenario's."""
    if project.setting("participation"):
        return project.thresholds.participation
    return scenario.participation


def _named(project: Project, name: str) -> Scenario:
    found = {s.name: s for s in scenarios(project)}
    if name not in found:
        raise ReskillError(f"There is no scenario named {name}.", f"Choose one of: {', '.join(found)}.")
    return found[name]


def _scenario(row: dict[str, str]) -> Scenario:
    return Scenario(
        row["name"],
        row["title"],
        row["story"],
        float(row["adoption"]),
        int(row["protects"]),
        float(row["participation"]),
        float(row["reinvested"]),
        float(row["review_cost"]),
    )
