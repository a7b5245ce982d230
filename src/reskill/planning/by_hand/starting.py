"""When cohorts start: their costs move with them, to the prices and the pay of the years that they then fall in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from reskill.planning.by_hand.arithmetic import follow, moved
from reskill.planning.by_hand.cohorts import cohort_rows, label, lines_of, mark
from reskill.planning.by_hand.plan_line import PlanLine, save_lines
from reskill.planning.cost_kinds import BACKFILL, RELEASE
from reskill.planning.costs import Rates, unit_costs
from reskill.planning.fiscal import Quarter
from reskill.planning.funds import plan_years
from reskill.planning.groups import Group, find_groups
from reskill.planning.offers import training_by
from reskill.planning.scenarios import scenario_in_force
from reskill.planning.schedule import patience
from reskill.planning.set_costs import INFLATION, WAGE_GROWTH, set_costs
from reskill.problem import ReskillError
from reskill.project.file import Project, Row, now
from reskill.reference.catalog import Catalog

_RISE = {RELEASE: WAGE_GROWTH}  # what makes a unit cost more each year; prices for all else


@dataclass(frozen=True)
class _Office:
    """What prices and pay rest on; `first` is the plan's first fiscal year."""

    groups: Mapping[int, Group]
    rates: Rates
    first: int


def set_start(project: Project, catalog: Catalog, ids: Sequence[int], start: Quarter, why: str = "") -> None:
    """Have cohorts start in a quarter; their costs move with them, on the same funds. Where prices or pay rise, a cost that
    comes into another fiscal year is at that year's, as if the plan had put it there, unless a person typed what a unit costs.

    Raises ReskillError for a quarter in which the plan does not run, and where pay rises for a title whose pay is not known.
    """
    years = plan_years(project)
    if start.fiscal_year not in years:
        raise ReskillError(
            f"{start} is not in the plan.", f"Choose a quarter of fiscal years {years.start} to {years[-1]}."
        )
    office = _office(project, catalog, years.start)
    with project.change(label(f"Start in {start}", ids)):
        for row in cohort_rows(project, ids):
            was = Quarter(row["fiscal_year"], row["quarter"])
            before = lines_of(project, row["id"])
            after = moved(before, start.since(was))
            if office.rates.rise:
                after = _priced(project, office, row, before, after)
            save_lines(project, before, after, project.who, now())
            day = start.start(project.thresholds.fiscal_year_start).isoformat()
            worth = row["benefit"] * _patience(project, start) / (_patience(project, was) or 1)
            when = {"fiscal_year": start.fiscal_year, "quarter": start.quarter, "start": day, "benefit": worth}
            mark(project, row["id"], why, **when)


def _office(project: Project, catalog: Catalog, first: int) -> _Office:
    scenario = scenario_in_force(project)
    rates = Rates.of(project.thresholds, scenario, set_costs(project))
    groups = {g.title_id: g for g in find_groups(project, catalog, scenario)} if rates.rise else {}
    return _Office(groups, rates, first)


def _priced(
    project: Project, office: _Office, row: Row, before: Sequence[PlanLine], after: Sequence[PlanLine]
) -> list[PlanLine]:
    """The moved lines of a cohort, those that came into another year at what a unit costs in it, with their shares."""
    group, rates = office.groups.get(row["title_id"]), office.rates
    training = training_by(project, row["program_id"], row["title_id"], row["destination"])
    out = []
    for was, line in zip(before, after, strict=True):
        if line.quarter.fiscal_year != was.quarter.fiscal_year and not line.is_share and "unit_cost" not in line.typed:
            if group is None or group.hourly is None:
                raise ReskillError(
                    f"{row['title']} has no pay to count with in {line.quarter}: it is not known, or the role is in band low.",
                    "Start within the same fiscal year, or drop the cohort.",
                )
            year = line.quarter.fiscal_year - office.first
            price = unit_costs(group, training, rates, year).get(line.category, line.unit_cost)
            line = replace(line, unit_cost=price)
            if "note" not in line.typed:
                rise = "" if line.category == BACKFILL else rates.risen(_RISE.get(line.category, INFLATION), year)
                line = replace(line, note=line.arithmetic + rise)
        out.append(line)
    return follow(after, out)


def _patience(project: Project, start: Quarter) -> float:
    """What a place is worth that starts in a quarter, of one at the plan's beginning."""
    return patience(start.since(Quarter(plan_years(project).start, 1)), project.thresholds)
