"""The sheet of scenarios: what each assumes, and the hours that could then be freed and returned."""

from __future__ import annotations

from reskill.export.blocks import WITHHELD
from reskill.export.compass import rough_hours
from reskill.export.xlsx.sheet import Cell, Formula, Sheet, tabulate
from reskill.planning.freed import FREED, FREED_TIP, LEAST, LEAST_TIP, MOST, MOST_TIP, RETURNED_TIP
from reskill.planning.scenarios import scenario_in_force, scenarios
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.table import Column

COLUMNS = (
    Column("Scenario", "title", tip="A set of planning assumptions, not a forecast."),
    Column("In force", "in_force", tip="yes for the scenario that this plan goes by."),
    Column("What it stands for", "story", "wrapped", 52, tip="How AI is brought in, and who decides and gains."),
    Column("Adoption", "adoption", "percent", tip="Share of exposed time that AI takes by the end of the plan."),
    Column("Protects tasks", "protects", tip="Whether tasks where people must decide stay with people."),
    Column("Participation", "participation", "percent", tip="Share of a role's people expected to take part."),
    Column("Reinvested", "reinvested", "percent", tip="Share of the time freed that returns to staff as training."),
    Column("Review cost", "review_cost", "percent", tip="Review and oversight over each cohort's other costs."),
    Column(FREED, "hours", "int", tip=f"{FREED_TIP} To two figures."),
    Column(LEAST, "least", "int", tip=LEAST_TIP),
    Column(MOST, "most", "int", tip=MOST_TIP),
    Column("Hours returned to staff", "returned", "int", tip=RETURNED_TIP),
)


def scenario_sheet(project: Project, _catalog: Catalog) -> Sheet:
    """Every scenario, the default first."""
    return Sheet(
        title="Scenarios",
        note="What each scenario assumes and what hours it could free. The plan and its costs go by the one in force.",
        columns=COLUMNS,
        rows=tabulate(COLUMNS, _rows(project)),
    )


def _rows(project: Project) -> list[dict[str, Cell]]:
    chosen = scenario_in_force(project).name
    rows: list[dict[str, Cell]] = []
    for s in scenarios(project):
        hours = rough_hours(project, s)
        returned = Formula("{hours}*{reinvested}", hours.hours * s.reinvested) if hours else WITHHELD
        rows.append(
            {
                "title": s.title,
                "in_force": "yes" if s.name == chosen else "no",
                "story": s.story,
                "adoption": s.adoption,
                "protects": "yes" if s.protects else "no",
                "participation": s.participation,
                "reinvested": s.reinvested,
                "review_cost": s.review_cost,
                "hours": hours.hours if hours else WITHHELD,
                "least": hours.least if hours else WITHHELD,
                "most": hours.most if hours else WITHHELD,
                "returned": returned,
            }
        )
    return rows
