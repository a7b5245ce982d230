"""What the inspector says of a row of the plan."""

from __future__ import annotations

import re

from reskill.desktop.details import Details, Section
from reskill.desktop.rows_model import rate
from reskill.planning.funds import fund_rows
from reskill.planning.prepared import Preparations, Prepared
from reskill.project.file import Project
from reskill.queries import plan
from reskill.queries.rows import Row


def cohort(project: Project, row: Row) -> Details:
    """A cohort: who, what, and who pays."""
    lines = plan.payers(project, row["key"])
    prepared = Preparations(project).of(row["title_id"], row["destination"], row["program_id"])
    return Details(
        f"{row['title']} → {row['destination_title']}",
        f"{row['fiscal']}, starts {row['start']}",
        [
            Section(
                "Cohort",
                [
                    ("People", f"{row['participants']:,}"),
                    ("Hours", f"{row['hours']:.10g} paid hours each"),
                    ("Program", row["program"]),
                    ("Cost", f"${row['cash']:,.2f}"),
                ],
            ),
            *([_preparation(prepared)] if prepared else []),
            Section("How it came about", lines=[row["note"], *_by_whom(row, "Locked")]),
            Section("Who pays", [(x["category"], f"${x['amount']:,.2f}, {x['fund']}") for x in lines]),
        ],
    )


def _preparation(prepared: Prepared) -> Section:
    """How people are prepared: whole where that is short, else the steps by name, and what remains."""
    whole = str(prepared).split("\n")
    if not prepared.steps:
        return Section("Preparation", lines=whole)
    steps = [re.split(r"(?<!^\d)[.:] ", step, maxsplit=1)[0] for step in prepared.steps]
    return Section("Preparation", lines=[*steps, prepared.remains], whole=whole)


def _by_whom(row: Row, deed: str) -> list[str]:
    """Who set or locked something, when and why."""
    why = f": {row['why']}" if row["why"] else ""
    return [f"{deed} by {row['who']}, {row['at']}{why}."] if row["who"] else []


def seats(project: Project, row: Row) -> Details:
    """The seats of a program in a quarter: how many, for whom, at what price."""
    people = plan.titles_in(project, row)
    price = "not known" if row["price"] is None else f"${row['price']:,.2f} a participant"
    tuition = "not in the budget" if row["tuition"] is None else f"${row['tuition']:,.2f}"
    return Details(
        row["program"],
        f"{row['fiscal']}, starts {row['start']}",
        [
            Section(
                "Seats to book",
                [
                    ("Seats", f"{row['seats']:,} in {row['cohorts']:,} cohorts"),
                    ("Paid hours", f"{row['hours']:,.0f}"),
                    ("Provider", row["provider"]),
                    ("Delivery", row["delivery"]),
                    ("Price", price),
                    ("Tuition", tuition),
                ],
            ),
            Section("From", items=[f"{p['title']} ({p['n']:,})" for p in people]),
        ],
    )


def line(_project: Project, row: Row) -> Details:
    """A budget line: its arithmetic and its source."""
    return Details(
        f"{row['category'].capitalize()}, ${row['amount']:,.2f}",
        f"{row['fiscal']}, {row['fund']}",
        [
            Section(
                "Arithmetic",
                [("Quantity", f"{row['quantity']:,.10g} × {row['unit']}"), ("Unit cost", rate(row["unit_cost"]))],
                [row["note"]],
            ),
            Section("Source", lines=[row["source"], *_by_whom(row, "Set")]),
        ],
    )


def fund(project: Project, row: Row) -> Details:
    """A fund in one fiscal year."""
    fund = next(f for f in fund_rows(project) if f["id"] == row["fund_id"])
    return Details(
        fund["name"],
        fund["kind"],
        [
            Section(
                "Money",
                [
                    ("Year", row["fiscal"]),
                    ("Available", f"${row['available']:,.2f}"),
                    ("Planned in cash", f"${row['cash']:,.2f}"),
                    ("Planned in kind", f"${row['in_kind']:,.2f}"),
                    ("Left", f"${row['left']:,.2f}"),
                ],
            ),
            Section(
                "Terms",
                [
                    ("Pays", fund["pays"].replace(";", ",") or "nothing for staff"),
                    ("Most of a cost", f"{fund['share']:.0%}"),
                    ("Most a person", "no limit" if fund["person"] is None else f"${fund['person']:,.2f} a year"),
                    ("For units", fund["units"].replace(";", ",") or "everybody"),
                    ("Dates", f"{fund['starts'] or 'open'} to {fund['ends'] or 'open'}"),
                ],
                [fund["rules"], fund["note"]],
            ),
            Section("Source", lines=[fund["source"]]),
        ],
    )


def rule(_project: Project, row: Row) -> Details:
    """A funding rule and what it says about the plan."""
    facts = [
        ("State", row["status"]),
        (row["parameter"].capitalize() or "Value", row["value_text"]),
        ("Where", row["jurisdiction"]),
        ("In force", row["dates"]),
        ("Funds with", row["applies_to"].replace(";", ", ")),
    ]
    change = "Double-click the rule, or press Enter on it, to change its value or switch it off. A planning aid, not legal advice."
    return Details(
        row["text"],
        "",
        [
            Section("Rule", facts),
            Section("What was found", lines=[row["found"]]),
            Section("Source", lines=[row["source"], change]),
        ],
    )


def lever(_project: Project, row: Row) -> Details:
    """A lever of the city and what the plan asks of it."""
    sections = [
        Section("What to do", lines=[row["action"]]),
        Section("For example", items=row["examples"]),
        Section("Source", lines=[row["source"]]),
    ]
    return Details(row["lever"], row["text"], sections)


def signed(_project: Project, row: Row) -> Details:
    """A figure as signed, forecast and reported."""

    def told(value: float | None) -> str:
        return "not known" if value is None else f"{value:,.2f}"

    return Details(
        f"{row['which']}, {row['year']}",
        row["what"],
        [
            Section(
                "Three figures",
                [
                    ("Signed", told(row["signed"])),
                    ("Forecast", told(row["forecast"])),
                    ("Actual", told(row["actual"])),
                    ("Actual less signed", told(row["over"])),
                    ("Quarters compared", row["quarters"] or "none is wholly reported"),
                ],
            )
        ],
    )


OF_TABLE = (cohort, seats, line, fund, rule, lever, cohort, signed)
