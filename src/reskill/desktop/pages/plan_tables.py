"""The rows of the plan as tables: columns with their queries, and what is computed when it is shown."""

from __future__ import annotations

import html
from collections import defaultdict
from dataclasses import asdict

from reskill.columns import COHORT, FUND_YEAR, LINE, SEAT
from reskill.desktop.palette import colours
from reskill.desktop.rows_model import count, dollars
from reskill.desktop.widgets.stacked_years import Year
from reskill.desktop.widgets.tiles import Figure
from reskill.planning.actuals import variance
from reskill.planning.budget import by_fund_year
from reskill.planning.checks.rules import RuleFinding
from reskill.planning.conflicts import conflicts
from reskill.planning.levers import Action
from reskill.planning.ruled_out import not_kept_out
from reskill.planning.standing import held_back_by_year, standing
from reskill.project.file import Project
from reskill.queries import plan
from reskill.queries.rows import Row
from reskill.table import Column

COHORTS = (
    COHORT["start"].at(10),
    COHORT["title"].at(15),
    COHORT["destination_title"].at(12),
    COHORT["program"].at(12),
    COHORT["participants"].at(6),
    COHORT["hours"].at(6),
    Column("Quote", "price", "money", 10, "US dollars a participant; a dash means that the price is not known"),
    Column("Cash", "cash", "money", 10, "Cash cost; the paid time of its people comes on top, from the payroll"),
    Column("Locked by", "who", width=8, tip="Who holds it as it is, so that no new plan changes it"),
)
SEATS_COLUMNS = (
    SEAT["start"].at(10),
    Column("Year", "fiscal", width=9),
    SEAT["program"].at(23),
    SEAT["provider"].at(13),
    SEAT["seats"].at(6),
    SEAT["roles"].at(6),
    SEAT["hours"].at(10),
    SEAT["price"].at(9),
    SEAT["tuition"].at(10),
)
LINES = (
    Column("Year", "fiscal", width=9),
    LINE["category"].at(12),
    Column("Title", "title", width=18),
    LINE["amount"].at(11),
    LINE["fund"].at(17),
    LINE["quantity"].at(9),
    LINE["unit"].at(16),
    LINE["unit_cost"].at(9),
    LINE["paid"].at(7),
    LINE["note"].at(26),
    Column("Set by", "who", width=9, tip="Who changed or added the line"),
    LINE["source"].at(24),
)
TOTALS = (
    FUND_YEAR["fund"].at(26),
    Column("Year", "fiscal", width=9),
    FUND_YEAR["available"].at(12),
    FUND_YEAR["cash"].at(13),
    FUND_YEAR["in_kind"].at(13),
    FUND_YEAR["left"].at(12),
)
RULES = (
    Column("State", "status", width=16),
    Column("Rule", "text", "wrapped", 34),
    Column("What was found", "found", "wrapped", 30),
    Column("Value", "value_text", width=14),
    Column("Source", "source", "wrapped", 24),
)
LEVERS = (
    Column("Lever", "lever", width=18),
    Column("What to do", "action", "wrapped", 42),
    Column("For example", "examples_text", "wrapped", 26),
)
HAPPENED = (
    COHORT["start"].at(10),
    COHORT["title"].at(15),
    COHORT["program"].at(15),
    Column("Planned", "participants", "int", 8, "People in the plan; once settled, those who started"),
    Column("Started", "started", "int", 8, "As reported; a dash means not reported yet"),
    Column("Finished", "finished", "int", 8, "As reported, of those who started"),
    Column("Credential", "credential", "int", 9, "Got the credential, as reported, of those who finished"),
    Column("Placed", "placed", "int", 8, "In their new work, as reported, of those who started"),
    Column("Reported by", "reported_by", width=11),
)
STATES = {
    "holds": ("done", "good"),
    "broken": ("attention", "bad"),
    "cannot be checked": ("attention", "warn"),
    "does not apply": ("empty", "muted"),
    "switched off": ("empty", "muted"),
}
COLUMNS = (COHORTS, SEATS_COLUMNS, LINES, TOTALS, RULES, LEVERS, HAPPENED, variance.COLUMNS)
QUERIES = (plan.cohorts, plan.seats, plan.lines)  # of the first three
TABS = (
    "Cohorts",
    "Seats",
    "Lines",
    "Funds",
    "Rules",
    "Asks",
    "Actuals",
    "Variance",
)
FUNDS_TAB, RULES_TAB, LEVERS_TAB, HAPPENED_TAB, SIGNED_TAB = range(3, 8)
WORDS = {"conflict": "Conflict: ", "info": "", "warning": "Look at this: ", "error": "Wrong: "}


def figures(project: Project) -> list[Figure]:
    """Places, hours with the value of paid time, cash, and what is left of the funds."""
    now, size = standing(project), plan.size(project)
    people, cash = now.people, now.committed / 100
    return [
        (
            "Places in training",
            f"{people:,}",
            f"{count(size['cohorts'], 'cohort')} from {count(size['roles'], 'role')}",
        ),
        (
            "Paid training hours",
            f"{round(size['hours']):,}",
            f"paid time worth {dollars(now.paid_time / 100)}, no cash" if people else "no plan yet",
        ),
        ("Cash committed", dollars(cash), f"{dollars(cash / people)} a place" if people else "no plan yet"),
        (
            "Funds",
            dollars(now.available / 100),
            f"{dollars(now.held_back / 100)} held back, {dollars(now.not_planned / 100)} not planned",
        ),
    ]


def total_rows(project: Project) -> list[Row]:
    """What each fund has, pays and has left in each fiscal year, US dollars."""
    return [
        {
            "key": f"{y.fund_id}-{y.fiscal_year}",
            "fund_id": y.fund_id,
            "fund": y.fund,
            "fiscal_year": y.fiscal_year,
            "fiscal": f"FY{y.fiscal_year}",
            "available": y.available / 100,
            "cash": y.cash / 100,
            "in_kind": y.in_kind / 100,
            "left": y.left / 100,
        }
        for y in by_fund_year(project)
    ]


def years(project: Project) -> tuple[list[str], list[Year]]:
    """Funds with money or cash by name, then what is held back and what is not planned; and each year's dollars of these
    with the money available."""
    by_year, held = by_fund_year(project), held_back_by_year(project)
    funds = {y.fund_id: y.fund for y in by_year if y.available or y.cash}
    available: dict[int, float] = defaultdict(float)
    cash: dict[tuple[int, int], float] = defaultdict(float)
    for y in by_year:
        available[y.fiscal_year] += y.available / 100
        cash[y.fiscal_year, y.fund_id] += y.cash / 100
    out = []
    for year, there_is in sorted(available.items()):
        committed, back = tuple(cash[year, fund] for fund in funds), held.get(year, 0) / 100
        rest = max(0.0, there_is - sum(committed) - back)
        out.append(Year(f"FY{year}", there_is, (*committed, back, rest)))
    return [*funds.values(), "held back", "not planned"], out


def notes(project: Project) -> str:
    """Conflicts of what is locked, then the notes that the plan left, the grave ones first, as rich text."""
    rows = [
        *({"level": "conflict", "text": c.text} for c in conflicts(project)),
        *({"level": "warning", "text": text} for text in not_kept_out(project)),
        *plan.notes(project),
    ]
    colour = {"conflict": colours().bad, "warning": colours().warn, "error": colours().bad}
    parts = [
        f"<p style='margin:0 0 8px 0'><b style='color:{colour.get(r['level'], '')}'>"
        f"{WORDS.get(r['level'], '')}</b>"
        f"{html.escape(r['text'])}</p>"
        for r in rows
    ]
    return "".join(parts) or "Nothing to report."


def rule_row(number: int, finding: RuleFinding) -> Row:
    """A funding rule with what it says about the plan."""
    rule = finding.rule
    return {
        "key": number,
        "status": finding.status,
        "text": rule.text,
        "found": f"{finding.text} {finding.remedy}".strip(),
        "value_text": f"{rule.value_told}{' (changed here)' if rule.changed and rule.value_told else ''}",
        "source": f"{rule.source}, read on {rule.read_on}" if rule.read_on else rule.source,
        "parameter": rule.parameter,
        "dates": " ".join(
            f"{word} {date}" for word, date in (("from", rule.effective_from), ("to", rule.effective_to)) if date
        ),
        "jurisdiction": rule.jurisdiction,
        "applies_to": rule.applies_to,
    }


def variance_rows(project: Project) -> list[Row]:
    """What was signed, is forecast and happened."""
    return [{**asdict(v), "key": i} for i, v in enumerate(variance.variances(project))]


def lever_row(number: int, action: Action) -> Row:
    """What the plan asks of one lever."""
    return {**asdict(action), "key": number, "examples_text": ", ".join(action.examples)}
