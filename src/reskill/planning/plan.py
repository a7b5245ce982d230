"""Making the plan: cohorts by title, pathway and quarter, their cost lines on funds, notes on what holds it back."""

from __future__ import annotations

from dataclasses import dataclass

from reskill.exposure.bands import AT_RISK
from reskill.planning.answer_notes import notes_on_answers
from reskill.planning.cohorts import Cohort, form_cohorts
from reskill.planning.costs import Rates
from reskill.planning.evenness import belonging
from reskill.planning.fiscal import Quarter, label
from reskill.planning.frontier import keep_frontier
from reskill.planning.funds import PAID_BY_PAYROLL, out_of_dates, payroll_id, plan_years, units_of_nobody
from reskill.planning.groups import Group, find_groups
from reskill.planning.kept.plans import keep_by_itself
from reskill.planning.kept.snapshot import in_force
from reskill.planning.kept.terms import note_terms
from reskill.planning.leavers import staying
from reskill.planning.locked import limits_left, locked_cohorts, money_left, people_left, plan_wide_charges
from reskill.planning.money import in_words
from reskill.planning.notes import Note, explain
from reskill.planning.offers import awaiting_content, find_offers, unprepared
from reskill.planning.openings import expected_openings
from reskill.planning.payers import Payers
from reskill.planning.practice_hours import notes_on_hours
from reskill.planning.ruled_out import ruled_out
from reskill.planning.scenarios import Scenario, scenario_in_force
from reskill.planning.schedule import Schedule, make_schedule, other_limits
from reskill.planning.seats import agreed_seats
from reskill.planning.set_costs import set_costs
from reskill.problem import ReskillError
from reskill.progress import Tick, section, silent
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.thresholds import Thresholds


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
        """What the cohorts cost in cash."""
        return sum(c.cents for c in self.cohorts)

    @property
    def figures(self) -> dict[str, float]:
        """What a reader of the written plan cannot work out from it again: people expected to take part, urgent ones
        among them, those who could have a place, and how far the plan may be from the best possible."""
        return {
            "expected": sum(g.participants for g in self.groups),
            "urgent_expected": sum(g.participants for g in self.groups if g.band in AT_RISK),
            "could": self.schedule.could,
            "gap": self.schedule.solution.gap,
        }


def make_plan(project: Project, catalog: Catalog, tick: Tick = silent) -> Plan:
    """Replace the project's cohorts, budget lines and plan notes by a new plan, in one change; gives the plan.

    Cohorts that a person locked stay as they are, and so do lines of no cohort. It is kept as it is made, and so is the plan
    that it takes the place of.
    """
    before = in_force(project)
    plan = draft_plan(project, catalog, scenario_in_force(project), tick)
    tick(0.9, "Writing the plan")
    with project.change("Make the plan", "plan") as db:
        db.execute("DELETE FROM budget_line WHERE cohort_id IN (SELECT id FROM cohort WHERE who = '')")
        db.execute("DELETE FROM cohort WHERE who = ''")
        db.execute("DELETE FROM plan_note")
        month = project.thresholds.fiscal_year_start
        charged = {charge.fund_id for cohort in plan.cohorts for charge in cohort.charges}
        payroll = payroll_id(project) if PAID_BY_PAYROLL.id in charged else 0
        for cohort in plan.cohorts:
            if cohort.locked:
                continue
            place, training = cohort.place, cohort.place.offer.training
            cohort_id = db.execute(
                "INSERT INTO cohort (title_id, destination, destination_title, program_id, fiscal_year, quarter, start,"
                " participants, hours, note, held_back, hours_assumed, benefit) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
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
                    cohort.held_back,
                    training.assumed,
                    place.benefit,
                ),
            ).lastrowid
            for charge in cohort.charges:
                line = charge.line
                db.execute(
                    "INSERT INTO budget_line (cohort_id, fiscal_year, quarter, category, fund_id, quantity, unit,"
                    " unit_cost, cents, in_kind, note, source) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
                    (
                        cohort_id,
                        charge.quarter.fiscal_year,
                        charge.quarter.quarter,
                        line.category,
                        charge.fund_id or payroll,
                        float(line.quantity),
                        line.unit,
                        float(line.unit_cost),
                        line.cents,
                        int(charge.in_kind),
                        line.note,
                        line.source,
                    ),
                )
        for name, figure in plan.figures.items():
            project.set_setting(f"plan.{name}", f"{figure:.12g}")
        keep_frontier(project, plan.schedule.climb)
        for note in plan.notes:
            db.execute("INSERT INTO plan_note (level, text) VALUES (?,?)", (note.level, note.text))
        note_terms(project)
        keep_by_itself(project, before)
    tick(1.0, "The plan is made")
    return plan


def draft_plan(project: Project, catalog: Catalog, scenario: Scenario, tick: Tick = silent) -> Plan:
    """The plan under a scenario, without writing anything.

    One solve serves everybody: a place for a role at risk or priority is worth `urgent_weight` beside its benefit.
    """
    tick(0.0, "Finding who the plan is for")
    thresholds, years = project.thresholds, plan_years(project)
    if thresholds.coverage_target and thresholds.even_coverage:
        raise ReskillError(
            "The plan has two goals: a coverage for the least money (coverage_target), and the most equal one"
            " (even_coverage).",
            "Set one of the two to 0.",
        )
    groups = find_groups(project, catalog, scenario)
    jobs = expected_openings(project, years)
    openings = {code: found.count for code, found in jobs.items()}
    offers = find_offers(project, groups, jobs)
    added = set_costs(project)
    rates = Rates.of(thresholds, scenario, added)
    payers = Payers.of(project, years)
    limits = other_limits(groups, offers, openings, agreed_seats(project), thresholds)
    limits |= staying(project, groups, years, added)
    locked = locked_cohorts(project, groups, offers, years)
    fixed = [charge for cohort in locked for charge in cohort.charges] + plan_wide_charges(project)
    left, free = money_left(payers, fixed), people_left(groups, locked)
    tick(0.1, "Choosing cohorts")
    schedule = make_schedule(
        free,
        offers,
        years,
        rates,
        thresholds,
        limits_left(limits, locked),
        left,
        ruled_out(project),
        [(c.place, c.participants) for c in locked],
        section(tick, 0.1, 0.9),
        belonging(project) if thresholds.even_coverage else None,
    )
    left = left if schedule.carries else left.without_carrying()
    cohorts = locked + form_cohorts(schedule, left, rates, thresholds.cohort_size, Quarter(years.start, 1))
    lacking, awaiting = unprepared(project, groups, offers), awaiting_content(project, groups, offers)
    notes = explain(years, groups, cohorts, schedule, payers.cash, openings, lacking, awaiting, added, fixed)
    if any(c.place.offer.training.at_work for c in cohorts):
        notes += notes_on_hours(project)
    notes += notes_on_answers(project, groups) + (_evened(schedule, thresholds) if thresholds.even_coverage else [])
    notes += [
        Note("warning", f"{fund} is for {' and '.join(units)}, where the roster has nobody: correct it under Funds.")
        for fund, units in units_of_nobody(project).items()
    ]
    names = {f.id: f.name for f in payers.funds}
    if not schedule.carries:
        text = (
            "No money is carried over from year to year: with the terms of so many funds the plan would be too large."
        )
        notes.append(Note("warning", f"{text} Let fewer funds carry it, under Funds."))
    notes += [
        Note(
            "warning",
            f"{names[fund]} has {in_words(cents)} in {label(year)}, but its dates leave no quarter of that year: nobody can"
            " spend it, and it is not counted. Move the money to another year, or correct the dates, under Funds.",
        )
        for (fund, year), cents in out_of_dates(project).items()
        if cents and year in years and fund in names
    ]
    return Plan(scenario, years, groups, cohorts, notes, schedule, payers.cash)


def _evened(schedule: Schedule, thresholds: Thresholds) -> list[Note]:
    """How equal the coverage is that the plan was to make most equal, how equal any could be, and what that costs."""
    even, who = schedule.climb.here.even, f"of {thresholds.small_cell} people or more who could have a place"
    if even is None:
        text = f"No bargaining unit or grade {who} is in the roster: no coverage could be made equal (even_coverage)."
        return [Note("warning", text)]
    text = (
        f"Coverage is as equal as was found (even_coverage): of every bargaining unit and grade {who}, at least"
        f" {even.least:.1%} are placed, of {even.part} no more; no plan that keeps what the next smaller amount of money"
        f" gives could place over {even.most:.1%} of all of them. By the plan's declared objective it is at most"
        f" {schedule.solution.gap:.1%} below the best plan, equal or not."
    )
    return [Note("info", text)]
