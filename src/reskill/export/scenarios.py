"""The sheet of scenarios: what each assumes, and the hours that would then be gained and returned."""

from __future__ import annotations

from reskill.export.compass import rough_hours
from reskill.export.sheet import Cell, Formula, Sheet, tabulate
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
    Column("Reinvested", "reinvested", "percent", tip="Share of the time gained that returns to staff as training."),
    Column("Review cost", "review_cost", "percent", tip="Review and oversight over each cohort's other costs."),
    Column(
        "Hours gained a year",
        "hours",
        "int",
        tip="Filled full-time positions x hours a year x exposure x adoption, to two figures; without protected tasks "
        "where the scenario protects them.",
    ),
    Column("Hours returned to staff", "returned", "int", tip="Hours gained x share reinvested."),
)


def scenario_sheet(project: Project, catalog: Catalog) -> Sheet:
    """Every scenario, the default first."""
    return Sheet(
        title="Scenarios",
        note="What each scenario assumes and what hours it would gain. The plan and its costs go by the one in force.",
        columns=COLUMNS,
        rows=tabulate(COLUMNS, _rows(project)),
    )


def _rows(project: Project) -> list[dict[str, Cell]]:
    chosen = scenario_in_force(project).name
    rows: list[dict[str, Cell]] = []
    for s in scenarios(project):
        hours = rough_hours(project, s)
        returned = Formula("{hours}*{reinvested}", hours * s.reinvested) if isinstance(hours, int) else hours
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
                "hours": hours,
                "returned": returned,
            }
        )
    return rows
