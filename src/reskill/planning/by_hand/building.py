"""Cohorts that a person adds, or gives another program: costed and charged as the plan itself would do it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reskill.planning.by_hand.cohorts import cohort_rows, holders, lines_of, mark
from reskill.planning.by_hand.plan_line import ADDED, PlanLine, save_lines
from reskill.planning.costs import Rates, cohort_lines, most_per_person
from reskill.planning.fiscal import Quarter
from reskill.planning.funds import payroll_id, plan_years
from reskill.planning.groups import Group, find_groups
from reskill.planning.ledger import Bill, charge
from reskill.planning.money import exact, to_cents
from reskill.planning.offers import Offer, training_by
from reskill.planning.payers import Payers
from reskill.planning.purses import can_be_borne
from reskill.planning.scenarios import scenario_in_force
from reskill.planning.schedule import benefit_of
from reskill.planning.set_costs import set_costs
from reskill.problem import ReskillError
from reskill.project.file import Project
from reskill.reference.catalog import Catalog


@dataclass(frozen=True)
class _Office:
    """What costing a cohort rests on."""

    groups: dict[int, Group]
    rates: Rates
    payers: Payers


def add_cohort(
    project: Project,
    catalog: Catalog,
    title_id: int,
    destination: str,
    program_id: int | None,
    people: int,
    start: Quarter,
    why: str = "",
) -> int:
    """Have people of a title start a program in a quarter; gives the cohort's number. The destination may be '' for the
    title's own occupation.

    Raises ReskillError where the plan cannot be for the title, for more people than hold it, for a quarter outside of
    the plan, and where no fund may pay.
    """
    office = _office(project, catalog, 0)
    group = _group(project, office, title_id)
    if not 1 <= people <= group.filled:
        raise ReskillError(
            f"{people} people cannot start: {holders(group.filled, group.name)}.",
            f"Enter a number from 1 to {group.filled}.",
        )
    if start.fiscal_year not in plan_years(project):
        raise ReskillError(f"{start} is not in the plan.", "Choose a quarter of the plan's fiscal years.")
    code = occupation_code(catalog, destination) if destination else group.code
    occupation = group.occupation if code == group.code else catalog.occupation(code).title
    training = training_by(project, program_id, title_id, code)
    with project.change(f"Add a cohort of {group.name}") as db:
        number = db.execute(
            "INSERT INTO cohort (title_id, destination, destination_title, program_id, fiscal_year, quarter, start,"
            " participants, hours, added) VALUES (?,?,?,?,?,?,?,?,?,1)",
            (
                title_id,
                code,
                occupation,
                program_id,
                start.fiscal_year,
                start.quarter,
                start.start(project.thresholds.fiscal_year_start).isoformat(),
                people,
                training.hours,
            ),
        ).lastrowid
        covered = project.thresholds.gap_covered  # as elsewhere where it is not known
        offer = Offer(title_id, code, occupation, code == group.code, 1, True, training, covered)
        _fit(project, office, int(number), group, offer, people, start, why)
    return int(number)


def occupation_code(catalog: Catalog, code: str) -> str:
    """The reference's code of an occupation, which may be written without its last part. Raises ReskillError for one that
    it has not."""
    found = next((c for c in (code.strip(), f"{code.strip()}.00") if c in catalog.occupations), None)
    if found is None:
        raise ReskillError(f"The reference has no occupation {code}.", "Give an O*NET-SOC code, such as 43-3031.00.")
    return found


def set_program(project: Project, catalog: Catalog, ids: Sequence[int], program_id: int | None, why: str = "") -> None:
    """Have cohorts learn by another program (None = at work): its price and hours, charged anew; lines that a person
    added stay. Raises ReskillError for a program that there is not, and where no fund may pay."""
    rows = cohort_rows(project, ids)
    trainings = [training_by(project, program_id, row["title_id"], row["destination"]) for row in rows]
    with project.change(f"Learn by {', '.join(sorted({t.name for t in trainings}))}"):
        for row, training in zip(rows, trainings, strict=True):
            office = _office(project, catalog, row["id"])
            group = _group(project, office, row["title_id"])
            start = Quarter(row["fiscal_year"], row["quarter"])
            stays, covered = row["destination"] == group.code, project.thresholds.gap_covered
            offer = Offer(group.title_id, row["destination"], "", stays, 1, True, training, covered)
            _fit(project, office, row["id"], group, offer, row["participants"], start, why)


def _fit(
    project: Project,
    office: _Office,
    number: int,
    group: Group,
    offer: Offer,
    people: int,
    start: Quarter,
    why: str,
) -> None:
    """Give a cohort the lines of a training, and what it says about itself."""
    training = offer.training
    later = start.since(Quarter(plan_years(project).start, 1))
    costs = most_per_person(group, training, office.rates, later)
    terms = office.payers.terms(group, training, costs)
    for after, kinds in enumerate(costs):
        quarter = start.plus(after)
        for kind, dollars in kinds.items():
            if dollars and not can_be_borne(office.payers.shares(terms[kind], start, quarter)):
                raise ReskillError(f"No fund may pay {kind} in {quarter}.", "Add one, or let one pay it, under Funds.")
    costed = list(cohort_lines(group, training, people, office.rates, later))
    (charges,) = charge(office.payers, [Bill(start, terms, costed)])
    before = lines_of(project, number)
    lines = [
        PlanLine(
            0,
            number,
            c.quarter,
            c.line.category,
            c.fund_id or payroll_id(project),
            c.line.quantity,
            c.line.unit,
            c.line.unit_cost,
            c.in_kind,
            c.line.note,
            c.line.source,
        )
        for c in charges
    ]
    save_lines(project, before, [*(x for x in before if ADDED in x.typed), *lines], project.who, "")
    mark(
        project,
        number,
        why,
        program_id=training.program_id,
        hours=training.hours,
        hours_assumed=training.assumed,
        benefit=benefit_of(group, offer, later, project.thresholds),
        held_back=to_cents(people * exact(training.reserve)),
        note=f"set by {project.who}" + (f": {why}" if why else ""),
    )


def _office(project: Project, catalog: Catalog, without: int) -> _Office:
    """The people, rates and money there are for a cohort, beside all others."""
    scenario = scenario_in_force(project)
    payers = Payers.of(project, plan_years(project))
    budgets = dict(payers.budgets)
    for r in project.rows(
        "SELECT fund_id, fiscal_year, sum(cents) AS cents FROM budget_line"
        " WHERE NOT in_kind AND coalesce(cohort_id, 0) <> ? GROUP BY fund_id, fiscal_year",
        (without,),
    ):
        key = r["fund_id"], r["fiscal_year"]
        if key in budgets:
            budgets[key] = max(0, budgets[key] - r["cents"])
    rates = Rates.of(project.thresholds, scenario, set_costs(project))
    groups = {g.title_id: g for g in find_groups(project, catalog, scenario)}
    return _Office(groups, rates, replace(payers, budgets=budgets))


def _group(project: Project, office: _Office, title_id: int) -> Group:
    group = office.groups.get(title_id)
    if group is None or group.hourly is None:
        name = project.value("SELECT title FROM title WHERE id = ?", (title_id,)) or f"title {title_id}"
        lacks = "its pay is not known" if group else "nobody holds it, or its role is in band low"
        raise ReskillError(f"{name} cannot be planned for: {lacks}.", "Choose another title.")
    return group
