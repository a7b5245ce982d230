"""The five scenarios side by side for one city; nothing is written."""

from __future__ import annotations

from dataclasses import dataclass

from reskill.planning.freed import FREED, FREED_TIP, LEAST, LEAST_TIP, MOST, MOST_TIP, RETURNED_TIP, freed_hours
from reskill.planning.plan import draft_plan
from reskill.planning.scenarios import participation, protected_share, scenarios
from reskill.progress import Tick, section, silent
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.table import Column

COLUMNS = (
    Column("Scenario", "title", width=20, tip="A set of planning assumptions, not a forecast."),
    Column("In force", "in_force", width=10, tip="The scenario that the plan goes by."),
    Column(FREED, "freed_hours", "int", tip=FREED_TIP),
    Column(LEAST, "freed_least", "int", tip=LEAST_TIP),
    Column(MOST, "freed_most", "int", tip=MOST_TIP),
    Column("Hours returned", "returned_hours", "int", tip=RETURNED_TIP),
    Column(
        "Protected work", "protected", "percent", tip="Share of working time in tasks that this scenario keeps human."
    ),
    Column("Participation", "participation", "percent", tip="Share of a role's people expected to take part."),
    Column("People expected", "expected", "int", tip="Filled positions x participation, role by role."),
    Column("People with a place", "trained", "int", tip="People in cohorts within the funds there are."),
    Column("Roles served", "roles", "int", tip="Roles with at least one person in a cohort."),
    Column("Cost", "cost", "money", tip="Sum of the budget lines of the plan under this scenario."),
)


@dataclass(frozen=True)
class Outcome:
    """One scenario's figures for a city: hours a year, shares in [0, 1], people, US dollars."""

    name: str
    title: str
    in_force: str
    freed_hours: int
    freed_least: int
    freed_most: int
    returned_hours: int
    protected: float
    participation: float
    expected: int
    trained: int
    roles: int
    cost: float


def compare_scenarios(project: Project, catalog: Catalog, tick: Tick = silent) -> list[Outcome]:
    """What AI could free, and what the city keeps human, trains and pays under each scenario."""
    found = scenarios(project)
    out = []
    for i, scenario in enumerate(found):
        tick(i / len(found), f"Planning under {scenario.title}")
        plan = draft_plan(project, catalog, scenario, section(tick, i / len(found), (i + 1) / len(found)))
        freed = freed_hours(project, scenario)
        outcome = Outcome(
            name=scenario.name,
            title=scenario.title,
            in_force="yes" if scenario.name == project.setting("scenario") else "",
            freed_hours=round(freed.hours),
            freed_least=round(freed.least),
            freed_most=round(freed.most),
            returned_hours=round(freed.hours * scenario.reinvested),
            protected=protected_share(project, scenario),
            participation=participation(project, scenario),
            expected=sum(g.participants for g in plan.groups),
            trained=plan.trained,
            roles=len({c.place.group.title_id for c in plan.cohorts}),
            cost=plan.cents / 100,
        )
        out.append(outcome)
    tick(1.0, "Scenarios compared")
    return out
