"""The board edition's funding rules: each with its limit, source and dates, and what it says about the plan."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from reskill.export.board.told_costs import told_costs
from reskill.export.xlsx.sheet import As, Cell, Sheet, tabulate
from reskill.planning.checks.rules import LISTED, RuleFinding, review_rules
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.table import Column

LIVE = dict.fromkeys(("lines-sum", "within-fund"), "See Checks: found and limit, live.")
"""By rule, where its figures stand in the workbook."""
MOST = 3  # findings of a rule that are told in full
COLUMNS = (
    Column("Rule", "id", "wrapped", 12, tip="Short name of the rule."),
    Column("Text", "text", "wrapped", 40, tip="The rule in plain words; not legal advice."),
    Column("Level", "level", width=8, tip="error: must hold; warning: should be looked at."),
    Column("Limit", "value", width=8, tip="The figure in force here."),
    Column("Unit", "unit", "wrapped", 9, tip="What the limit is counted in."),
    Column("Set here", "changed", width=6, tip="Whether the planner changed the limit or the switch."),
    Column(
        "Concerns", "applies_to", "wrapped", 10, tip="Kinds of fund that bring the rule in; empty for the whole plan."
    ),
    Column("Result", "result", "wrapped", 10, tip="holds, broken, cannot be checked, does not apply, or switched off."),
    Column("Found", "found", "wrapped", 28, tip="What the plan has, without naming roles."),
    Column("What to do", "remedy", "wrapped", 23, tip="How to mend it."),
    Column("From", "effective_from", "date", tip="First day in force; empty = open."),
    Column("To", "effective_to", "date", tip="Last day in force; empty = open."),
    Column("Source", "source", "wrapped", 27, tip="Where the rule was read."),
)


def funding_rules(project: Project, _catalog: Catalog) -> Sheet:
    """Every rule for the city's state that concerns the plan, in order of the checks."""
    found = list(_rows(project))
    concern = [r for r in found if r["result"] != "does not apply"]
    others = [str(r["id"]) for r in found if r["result"] == "does not apply"]
    return Sheet(
        title="Funding rules",
        note=f"Rules that concern the plan's funds, and whether it keeps them as planned: no result follows a changed"
        f" input or fund, the sheet Checks does.{_not_applied(others)} Not legal advice.",
        columns=COLUMNS,
        rows=tabulate(COLUMNS, concern),
        frozen_columns=1,
    )


def _not_applied(rules: list[str]) -> str:
    return f" {len(rules)} others do not apply: {', '.join(rules)}." if rules else ""


def _rows(project: Project) -> Iterator[dict[str, Any]]:
    titles = [r["title"] for r in project.rows("SELECT DISTINCT title FROM title")]
    withheld = [*titles, "$"] if told_costs(project).joined else titles  # a fund's amounts, where costs are told as one
    for _, group in groupby(review_rules(project), key=lambda f: f.rule.id):
        findings = list(group)
        rule = findings[0].rule
        limit: Cell = rule.value
        if rule.value is not None and rule.unit in ("share", "US dollars"):
            limit = As(rule.value, "percent" if rule.unit == "share" else "dollars")
        yield {
            **vars(rule),
            "value": limit,
            "changed": "yes" if rule.changed else "no",
            "result": findings[0].status,
            "found": _found(findings, withheld) or LIVE.get(rule.id, ""),
            "remedy": findings[0].remedy,
        }


def _found(findings: list[RuleFinding], withheld: list[str]) -> str:
    """What was found, or how often where the words would name a cohort or have what is withheld."""
    listed = [f for f in findings if f.status in LISTED]
    texts = list(dict.fromkeys(f.text for f in findings if f.text))
    if len(texts) > MOST or (
        listed and any("cohort" in text.lower() or any(part in text for part in withheld) for text in texts)
    ):
        many = "1 finding" if len(listed) == 1 else f"{len(listed):,} findings"
        return f"{many}: the sheet Rejected and problems of the personnel office's edition says where."
    return "\n".join(texts)
