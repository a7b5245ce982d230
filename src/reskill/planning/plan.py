"""Making the plan: cohorts by title, pathway and quarter, their cost lines on funds, notes on what holds it back."""

from __future__ import annotations

from dataclasses import dataclass

from reskill.planning.cohorts import Cohort, form_cohorts
from reskill.planning.costs import Rates
from reskill.planning.funds import available, funds, plan_years
from reskill.planning.groups import Group, find_groups
from reskill.planning.ledger import Ledger
from reskill.planning.notes import Note, explain
from reskill.planning.offers import find_offers
from reskill.planning.openings import find_openings
from reskill.planning.scenarios import Scenario, scenario_in_force
from reskill.planning.schedule import Schedule, make_schedule, money_limits, other_limits
from reskill.progress import Tick, section, silent
from reskill.project.file import Project
from reskill.reference.catalog import Catalog


@dataclass(frozen=True)
class Plan:
    """A plan as it was made, with how it was reached; `money` is cents there are for it."""

    scenario: Scenario
    years: range
    groups: list[Group]
    cohorts: list[Cohort]
    notes: list[Note]
    schedule: Schedule
    money: int

    @property
    def trained(self) -> int:
        """People in cohorts."""
        return sum(c.participants for c in self.cohorts)

    @property
    def cents(self) -> int:
        """What the cohorts cost."""
        return sum(c.cents for c in self.cohorts)


def make_plan(project: Project, catalog: Catalog, tick: Tick = silent) -> Plan:
    """Replace the project's cohorts, budget lines and plan notes by a new plan, in one change; gives the plan."""
    plan = draft_plan(project, catalog, scenario_in_force(project), tick)
    tick(0.9, "Writing the plan")
    with project.change("Make the plan", "plan") as db:
        db.execute("DELETE FROM budget_line WHERE cohort_id IS NOT NULL")
        db.execute("DELETE FROM cohort")
        db.execute("DELETE FROM plan_note")
        month = project.thresholds.fiscal_year_start
        for cohort in plan.cohorts:
            place, training = cohort.place, cohort.place.offer.training
            cohort_id = db.execute(
                "INSERT INTO cohort (title_id, destination, destination_title, program_id, fiscal_year, quarter, start,"
                " participants, hours, note) VALUES (?,?,?,?,?,?,?,?,?,?)",
                (
                    place.group.title_id,
                    place.offer.code,
                    place.offer.occupation,
                    training.program_id,
                    place.start.fiscal_year,
                    place.start.quarter,
                    place.start.start(month).isoformat(),
                    cohort.participants,
                    training.hours,
                    cohort.note,
                ),
            ).lastrowid
            for charge in cohort.charges:
                line = charge.line
                db.execute(
                    "INSERT INTO budget_line (cohort_id, fiscal_year, quarter, category, fund_id, quantity, unit,"
                    " unit_cost, cents, note, source) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
                    (
                        cohort_id,
                        charge.quarter.fiscal_year,
                        charge.quarter.quarter,
                        line.category,
                        charge.fund_id,
                        float(line.quantity),
                        line.unit,
                        float(line.unit_cost),
                        line.cents,
                        line.note,
                        line.source,
                    ),
                )
        for note in plan.notes:
            db.execute("INSERT INTO plan_note (level, text) VALUES (?,?)", (note.level, note.text))
    tick(1.0, "The plan is made")
    return plan


def draft_plan(project: Project, catalog: Catalog, scenario: Scenario, tick: Tick = silent) -> Plan:
    """The plan under a scenario, without writing anything.

    One solve serves everybody: a place for a role at risk or priority is worth `urgent_weight` beside its benefit.
    """
    tick(0.0, "Finding who the plan is for")
    thresholds, years, money = project.thresholds, plan_years(project), funds(project)
    groups = find_groups(project, catalog, scenario)
    openings = find_openings(project, years)
    offers = find_offers(project, groups, openings)
    rates = Rates.of(thresholds, scenario)
    there_is = available(project)
    budget = money_limits(money, there_is, years)
    limits = other_limits(groups, offers, openings, thresholds) | budget
    tick(0.1, "Choosing cohorts")
    schedule = make_schedule(groups, offers, years, rates, thresholds, limits, section(tick, 0.1, 0.9))
    ledger = Ledger(money, there_is)
    cohorts = list(form_cohorts(schedule, ledger, rates, thresholds.cohort_size))
    by_year = {y: round(100 * budget["money", y]) for y in years}
    notes = explain(years, groups, cohorts, schedule, by_year, openings)
    return Plan(scenario, years, groups, cohorts, notes, schedule, sum(by_year.values()))
