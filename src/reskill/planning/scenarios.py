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

from dataclasses import astuple, dataclass

from reskill import paths
from reskill.problem import ReskillError
from reskill.project.file import Project

DEFAULT = "public-interest"
NUMBERS = ("adoption", "protects", "participation", "reinvested", "review_cost")


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
    return [_scenario(r) for r in paths.shipped_rows("data/planning/scenarios.csv")]


def load_scenarios(project: Project) -> None:
    """Put the shipped scenarios into the project; scenarios of the same name keep the planner's numbers."""
    with project.change("Load the scenarios") as db:
        for s in shipped_scenarios():
            db.execute(
                "INSERT OR IGNORE INTO scenario (name, title, story, adoption, protects, participation,"
                " reinvested, review_cost) VALUES (?,?,?,?,?,?,?,?)",
                astuple(s),
            )


def scenarios(project: Project) -> list[Scenario]:
    """The project's scenarios, or the shipped ones while it has none; the default first, then by title."""
    rows = project.rows("SELECT * FROM scenario")
    found = [_scenario(r) for r in rows] if rows else shipped_scenarios()
    return sorted(found, key=lambda s: (s.name != DEFAULT, s.title))


def scenario_in_force(project: Project) -> Scenario:
    """The scenario that the plan goes by. Raises ReskillError when the project names one that it does not have."""
    return _named(project, project.setting("scenario", DEFAULT))


def scenario_title(project: Project) -> str:
    """The title of the scenario in force; '' while the project has none."""
    return str(project.value("SELECT title FROM scenario WHERE name = ?", (project.setting("scenario"),)) or "")


def set_scenario(project: Project, name: str) -> None:
    """Let the plan go by another scenario; the plan itself changes when it is made again."""
    scenario = _named(project, name)
    with project.change(f"Choose the scenario {scenario.title}"):
        project.set_setting("scenario", scenario.name)


def edit_scenario(project: Project, name: str, **numbers: float) -> None:
    """Change numbers of a scenario. Raises ReskillError, with the field and the value, for one that it cannot have."""
    scenario = _named(project, name)
    for field, value in numbers.items():
        demand_number(scenario.title, field, value)
    with project.change(f"Edit the scenario {scenario.title}") as db:
        load_scenarios(project)
        for field, value in numbers.items():
            db.execute(f"UPDATE scenario SET {field} = ? WHERE name = ?", (value, name))


def demand_number(title: str, field: str, value: float) -> None:
    """Raise ReskillError when a scenario cannot have a number: a share outside 0-1, a switch that is not 0 or 1, or no
    number of a scenario."""
    if field not in NUMBERS:
        raise ReskillError(f"A scenario has no {field}.", f"Its numbers are: {', '.join(NUMBERS)}.")
    if value not in (0, 1) if field == "protects" else not 0 <= value <= 1:
        allowed = "1 for yes or 0 for no" if field == "protects" else "a share from 0 to 1, for example 0.6 for 60%"
        raise ReskillError(f"{field.replace('_', ' ')} of {title} cannot be {value:g}.", f"Give {allowed}.")


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


def protected_share(project: Project, scenario: Scenario) -> float:
    """Share of the working time of filled positions in protected tasks; 0 where the scenario protects none."""
    if not scenario.protects:
        return 0.0
    share = project.value(
        "SELECT sum(coalesce(p.fte, 1) * r.protected) / sum(coalesce(p.fte, 1)) FROM role r"
        " JOIN position p ON p.title_id = r.title_id AND p.status = 'filled' WHERE r.protected IS NOT NULL"
    )
    return share or 0.0
