"""Columns that a page of the window and a sheet of the workbook both show: each defined once, by its table and field.

Pages and sheets differ in width and in whether text is wrapped, never in title, kind or explanation.
"""

from __future__ import annotations

from reskill.observed_source import SOURCE
from reskill.pathways.answers import CAUTION, NO, YES
from reskill.table import Column


def _by_field(*columns: Column) -> dict[str, Column]:
    return {c.field: c for c in columns}


POSITION = _by_field(
    Column("Title", "title", tip="Job title as the roster has it."),
    Column("Department", "department", tip="Department as the roster has it."),
    Column("Bargaining unit", "bargaining_unit", tip="Bargaining unit as the roster has it."),
    Column("Grade", "grade", tip="Pay grade as the roster has it."),
    Column("Annual pay", "annual_salary", "dollars", tip="US dollars a year; hourly pay is taken for full-time hours."),
    Column("FTE", "fte", "number", tip="Full-time equivalent; none where the roster has none, which counts as 1."),
    Column(
        "Status",
        "standing",
        tip="filled or vacant: whether somebody holds the position; on hold = vacant and not to be filled.",
    ),
    Column("Row", "source_row", "int", tip="Row of the line in the roster file, as Excel counts."),
)
ROLE = _by_field(
    Column("Band", "band", tip="low, watch, at risk or priority, by net exposure; the limits are assumptions."),
    Column(
        "Band by rater",
        "span",
        tip="The bands that people's and GPT-4's ratings put the role in. Two: people are told and offered training by"
        " the higher, hours count as freed by the lower.",
    ),
    Column("Net exposure", "net", "percent", tip="Exposure outside protected tasks; bands go by it."),
    Column(
        "Exposure",
        "exposure",
        "percent",
        tip="Weighted share of the work's time that AI could take or halve, at the plan's horizon.",
    ),
    Column(
        "Observed use",
        "observed",
        "percent",
        tip=f"Mean use of AI that was seen on the work ({SOURCE}); 0% = not seen in that sample, none = not known.",
    ),
    Column("Positions", "positions", "int", tip="Lines of the roster with this title, filled and vacant."),
    Column(
        "Room to move",
        "room",
        "percent",
        tip="Share of all occupations whose work carries over less well to work that is here and does not shrink,"
        " weighted by jobs in the state; for roles in band watch or above.",
    ),
    Column("Payroll a year", "payroll", "dollars", tip="Sum of annual pay, of positions whose pay is known."),
    Column("Could be automated", "automate", "percent", tip="Share of the work in tasks that AI could do."),
    Column("AI helps", "augment", "percent", tip="Share of the work in tasks that AI speeds up for a person."),
    Column("Protected", "protected", "percent", tip="Share of the work in tasks where people must decide."),
)
PATHWAY = _by_field(
    Column(
        "Offered",
        "offered",
        tip=f"{YES}; {CAUTION}: what speaks against it is said first in Why, and it is planned only where a named person"
        f" chose it; {NO}: the reason says what keeps it out.",
    ),
    Column(
        "First step",
        "step",
        "int",
        tip="1 to 3: what a careful adviser would put first, the next grade among them: titles of the city within reach,"
        " something to gain, and a reason in the work or in moves that were seen. Blank = an offer that comes later.",
    ),
    Column("Rank", "rank", "int", tip="Place among all occupations as a next job of the role, 1 is the likeliest."),
    Column("Zones", "zone_gap", "int", tip="How many O*NET job zones up (more preparation) or down it is."),
    Column(
        "Pay ratio",
        "pay_ratio",
        "percent",
        tip="Pay there over pay here, at full-time hours: the middle of the range of the nearest of the city's titles"
        " there, where any is within reach; else the mean of all its positions, or both by published medians.",
    ),
    Column("Exposure", "exposure", "percent", tip="Exposure of the destination."),
    Column("Positions", "people", "int", tip="Positions of the destination in this roster; 0: outside the city."),
    Column("Vacant", "vacancies", "int", tip="Vacant ones of these positions."),
    Column(
        "Openings",
        "openings",
        "number",
        tip="Estimate a year: filled positions of the titles named (of the occupation where none is) by the national rates of those who leave (BLS).",
    ),
)
TASK = _by_field(
    Column("Task", "sentence", "wrapped", tip="The task in Reskill's own words, keyed to the O*NET task ID."),
    Column("Time", "weight", "percent", tip="Share of the work's time that the task is taken to have."),
    Column(
        "Exposure",
        "exposure",
        "percent",
        tip="Share of the task's time that AI could take or halve, at the plan's horizon.",
    ),
    Column("Evidence", "evidence", tip="a person's judgement, a published rating, a matched task, or the model."),
)
PROGRAM = _by_field(
    Column("Program", "name", "wrapped", tip="Name that the provider uses."),
    Column("Provider", "provider", "wrapped", tip="Who gives it."),
    Column("Kind", "kind", tip="course, certificate, apprenticeship, degree, fund and so on."),
    Column("Hours", "hours", "number", tip="Clock hours a participant; none where they are not known."),
    Column("Cost", "cost", "money", tip="US dollars a participant; none where it is not known, never taken for free."),
    Column("Delivery", "delivery", "wrapped", tip="Where and how it is given."),
)
COHORT = _by_field(
    Column("Start", "start", "date", tip="First day."),
    Column("Title", "title", tip="The role that the people come from."),
    Column("Destination", "destination_title", tip="Occupation that they train for, or their own with other tasks."),
    Column("Program", "program", tip="Its name."),
    Column("People", "participants", "int", tip="People expected to start."),
    Column("Hours each", "hours", "number", tip="Training hours paid as work time, of one participant."),
)
SEAT = _by_field(
    Column("Start", "start", "date", tip="First day."),
    Column("Program", "program", tip="Its name."),
    Column("Provider", "provider", tip="Who offers it."),
    Column("Seats", "seats", "int", tip="People of all roles who start in the quarter."),
    Column("Roles", "roles", "int", tip="Roles that they come from."),
    Column("Paid hours", "hours", "number", tip="Training hours paid as work time, of all people together."),
    Column("Price a participant", "price", "money", tip="As quoted, else as published; none where it is not known."),
    Column("Tuition", "tuition", "money", tip="Seats times price; none where the price is not known."),
)
LINE = _by_field(
    Column("Category", "category", tip="Kind of cost."),
    Column("Fund", "fund", tip="Who pays."),
    Column("Quantity", "quantity", "fine", tip="How many units."),
    Column("Unit", "unit", tip="What is counted."),
    Column("Unit cost", "unit_cost", "rate", tip="US dollars a unit."),
    Column("Amount", "amount", "money", tip="Quantity times unit cost, to the cent."),
    Column("Cash or in kind", "paid", tip="In-kind costs are valued but take no money from a fund."),
    Column("Note", "note", tip="What the plan says about it."),
    Column("Source", "source", tip="Where the unit cost comes from."),
)
FUND_YEAR = _by_field(
    Column("Fund", "fund", tip="Who pays."),
    Column("Available", "available", "money", tip="Money that the fund has for the plan in the year."),
    Column("Planned in cash", "cash", "money", tip="Sum of the fund's cash lines of the year."),
    Column("Planned in kind", "in_kind", "money", tip="Value of the fund's in-kind lines of the year."),
    Column("Left", "left", "money", tip="Available less planned in cash."),
)
