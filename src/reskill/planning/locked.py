"""The cohorts that a person holds as they stand: a new plan keeps them, and plans with what they leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from reskill.exposure.bands import LOW
from reskill.planning.choices import Limit
from reskill.planning.classes import classes_of
from reskill.planning.cohorts import Cohort
from reskill.planning.cost_kinds import TUITION
from reskill.planning.costs import Line, hours_by_quarter
from reskill.planning.fiscal import Quarter
from reskill.planning.fund_kinds import PAYROLL
from reskill.planning.groups import Group
from reskill.planning.leavers import staying_until
from reskill.planning.ledger import Charge
from reskill.planning.money import exact
from reskill.planning.offers import IN_HOUSE, UNDECIDED, Offer, Training
from reskill.planning.payers import Payers
from reskill.planning.schedule import Place, benefit_of
from reskill.project.file import Project, Row


def locked_cohorts(
    project: Project, groups: Sequence[Group], offers: Mapping[int, list[Offer]], years: range
) -> list[Cohort]:
    """The cohorts that somebody locked, as they are stored, in order of time."""
    known = {g.title_id: g for g in groups}
    lines: dict[int, list[Charge]] = {}
    rows = project.rows(_LOCKED)
    for r in project.rows(
        "SELECT b.* FROM budget_line b JOIN cohort c ON c.id = b.cohort_id WHERE c.who <> '' ORDER BY b.id"
    ):
        lines.setdefault(r["cohort_id"], []).append(_charge(r))
    hours_week = exact(project.thresholds.release_hours_week)
    out = []
    for r in rows:
        group = known.get(r["title_id"]) or _group(r)
        charges = lines.get(r["id"], [])
        offer = _offer(r, group, offers.get(r["title_id"], ()), project.thresholds.gap_covered, _price(r, charges))
        start = Quarter(r["fiscal_year"], r["quarter"])
        cash = sum(c.line.cents for c in charges if not c.in_kind)
        later = start.since(Quarter(years.start, 1))
        place = Place(
            group,
            offer,
            start,
            {},
            len(hours_by_quarter(r["hours"], hours_week)),
            benefit_of(group, offer, max(0, later), project.thresholds),
            cash / 100 / max(1, r["participants"]),
            classes_of(offer.training, start, project.thresholds.release_hours_week),
        )
        out.append(Cohort(place, r["participants"], charges, r["id"]))
    return out


def plan_wide_charges(project: Project) -> list[Charge]:
    """The lines of no cohort, which a person added for the whole plan."""
    return [_charge(r) for r in project.rows("SELECT * FROM budget_line WHERE cohort_id IS NULL ORDER BY id")]


def people_left(groups: Sequence[Group], cohorts: Sequence[Cohort]) -> list[Group]:
    """The groups without the people that have a locked place."""
    taken: dict[int, int] = {}
    for c in cohorts:
        taken[c.place.group.title_id] = taken.get(c.place.group.title_id, 0) + c.participants
    return [replace(g, participants=max(0, g.participants - taken.get(g.title_id, 0))) for g in groups]


def limits_left(limits: Mapping[Limit, float], cohorts: Sequence[Cohort]) -> dict[Limit, float]:
    """The limits of people, cover, openings and places that locked cohorts leave to the plan."""
    left = dict(limits)

    def take(people: int, name: Limit, general: Limit) -> None:
        if name in left or general in left:
            left[name] = max(0.0, left.get(name, left.get(general, 0.0)) - people)

    for c in cohorts:
        group, offer, start = c.place.group, c.place.offer, c.place.start
        take(c.participants, ("people", group.title_id), ("people", group.title_id))
        for name in staying_until(group.title_id, start.fiscal_year, left):
            take(c.participants, name, name)
        for i in range(c.place.quarters):
            take(c.participants, ("cover", group.title_id, start.plus(i)), ("cover", group.title_id))
        if not offer.stays:
            take(c.participants, ("openings", offer.code), ("openings", offer.code))
        for program, quarter in c.place.classes:
            take(c.participants, ("places", program, quarter), ("places", program))
    return left


def money_left(payers: Payers, charges: Iterable[Charge]) -> Payers:
    """The payers with what charges leave of each fund and year; a fund that they overspend has nothing left."""
    payroll = {f.id for f in payers.funds if f.kind == PAYROLL}
    budgets, cash = dict(payers.budgets), payers.cash
    for charge in charges:
        rest = 0 if charge.in_kind and charge.fund_id not in payroll else charge.line.cents
        sources = payers.sources(charge.fund_id, charge.quarter.fiscal_year) or ()
        for source in sorted(sources, reverse=True):  # the year's own money before what is carried into it
            taken = min(budgets.get(source, 0), rest)
            if taken:
                budgets[source] -= taken
            rest -= taken
            cash -= 0 if charge.fund_id in payroll else taken
    return replace(payers, budgets=budgets, cash=cash)


def _charge(r: Row) -> Charge:
    line = Line(0, r["category"], exact(r["quantity"]), r["unit"], exact(r["unit_cost"]), r["note"], r["source"])
    return Charge(Quarter(r["fiscal_year"], r["quarter"]), line, r["fund_id"], bool(r["in_kind"]))


def _group(r: Row) -> Group:
    """The people of a title that a new plan would not be for."""
    return Group(
        title_id=r["title_id"],
        title=r["title"],
        department=r["department"],
        code=r["code"] or "",
        occupation=r["occupation"] or "",
        band=r["band"] or LOW,
        own_band=r["band"] or LOW,
        filled=r["filled"],
        participants=0,
        weight=(r["net"] if r["net"] is not None else r["exposure"]) or 0.0,
        stays_human=1 - (r["automate"] or 0.0),
        hourly=None,
        hourly_source="",
    )


def _price(r: Row, charges: Sequence[Charge]) -> float | None:
    """US dollars a participant: as it is paid in the plan, else as the program says."""
    paid = next((c.line.unit_cost for c in charges if c.line.category == TUITION), None)
    cost: float | None = r["cost"]
    return cost if paid is None else float(paid)


def _offer(r: Row, group: Group, offers: Sequence[Offer], unknown: float, price: float | None) -> Offer:
    """The offer that a cohort goes by: one of today's where there is one, else as the cohort says, with an `unknown` share
    of what the pathway asks covered."""
    same = next((o for o in offers if (o.code, o.training.program_id) == (r["destination"], r["program_id"])), None)
    alone = r["program_id"] is None or "self-paced" in (r["delivery"] or "").lower()
    stays = r["destination"] == group.code
    training = Training(
        r["program_id"],
        r["program"] or (same.training.name if same else IN_HOUSE if stays else UNDECIDED),
        price,
        "",
        r["hours"],
        "planning assumption" if r["hours_assumed"] else "the plan",
        alone,
        r["held_back"] / 100 / max(1, r["participants"]),
        at_work=stays and r["program_id"] is None,
        sits=same.training.sits if same else () if alone else ((r["program_id"], 0.0),),
        assumed=r["hours_assumed"],
    )
    offer = same or Offer(r["title_id"], r["destination"], r["destination_title"], stays, 1, True, training, unknown)
    return replace(offer, training=training)


_LOCKED = """
SELECT c.*, t.title, t.department, r.code, r.occupation, r.band, r.net, r.exposure, r.automate, p.name AS program, p.cost,
    p.delivery, (SELECT count(*) FROM position x WHERE x.title_id = t.id AND x.status = 'filled') AS filled
FROM cohort c JOIN title t ON t.id = c.title_id LEFT JOIN role r ON r.title_id = t.id
LEFT JOIN program p ON p.id = c.program_id WHERE c.who <> '' ORDER BY c.fiscal_year, c.quarter, c.id
"""
