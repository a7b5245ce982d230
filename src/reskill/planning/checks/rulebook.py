"""Funding rules as data: dated, sourced, switchable, with the planner's own values on top, and rules of the planner's own.

Planning aids, no advice.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from reskill import paths
from reskill.planning.cost_kinds import KINDS
from reskill.planning.fund_kinds import BY_ID
from reskill.planning.money import exact
from reskill.problem import ReskillError
from reskill.project.file import Project

_OWN = "rule.own."  # before the name of a rule of the planner's own, among the settings
OWN_UNITS = ("", "share", "US dollars")
OWN_FIELDS = (
    *("level", "text", "parameter", "value", "unit", "costs", "applies_to", "jurisdiction"),
    *("effective_from", "effective_to", "source", "read_on"),
)


@dataclass(frozen=True)
class Answer:
    """What a named person says of a rule that only papers can show, and on which day (ISO date)."""

    yes: bool
    who: str
    on: str

    @classmethod
    def read(cls, text: str) -> Answer:
        """An answer as it is kept: "yes 2027-05-01 R. Lee". Raises ReskillError for anything else."""
        yes, _, rest = text.partition(" ")
        on, _, who = rest.partition(" ")
        if yes not in ("yes", "no") or not who.strip():
            raise ReskillError(f"{text!r} is no answer.", 'Write it as "yes 2027-05-01 R. Lee".')
        return cls(yes == "yes", who, on)


@dataclass(frozen=True)
class Rule:
    """One rule. `check` is its number among the checks; `value` is its limit in `unit`; `applies_to` are the kinds of
    fund that bring it in, separated by semicolons ('' = the whole plan); dates are ISO, '' = open."""

    id: str
    check: int
    level: Literal["error", "warning"]
    text: str
    parameter: str
    value: float | None
    unit: str
    applies_to: str
    jurisdiction: str
    effective_from: str
    effective_to: str
    source: str
    on: bool
    changed: bool = False  # by the planner
    answer: Answer | None = None
    own: bool = False  # added by the planner, who read the source on this day, for these kinds of cost ('' = all)
    read_on: str = ""
    costs: str = ""

    @property
    def limit(self) -> Decimal:
        """The value of a rule that has one, exact, so that what is just a share of cents is not over it."""
        if self.value is None:
            raise ValueError(f"the rule {self.id} has no value")
        return exact(self.value)

    @property
    def value_told(self) -> str:
        """The value as a person reads it: dollars, percent, or a number with its unit; '' for a rule without one."""
        if self.value is None:
            return ""
        if self.unit == "US dollars":
            return f"${self.value:,.2f}"
        return f"{100 * self.value:.10g}%" if self.unit == "share" else f"{self.value:.10g} {self.unit}".strip()

    @property
    def terms(self) -> frozenset[str]:
        """The kinds of fund that bring the rule in."""
        return frozenset(t for t in self.applies_to.split(";") if t)

    def in_force(self, day: dt.date) -> bool:
        """Whether it holds on a day."""
        return self.effective_from <= day.isoformat() and (
            not self.effective_to or day.isoformat() <= self.effective_to
        )


def shipped_rules() -> list[Rule]:
    """The rules as shipped."""
    return [_rule(r) for r in paths.shipped_rows("data/planning/funding_rules.csv")]


def rules(project: Project) -> list[Rule]:
    """The rules that concern the project's state, with the planner's values and switches."""
    state = project.setting("state").upper()
    out = []
    for rule in (*shipped_rules(), *own_rules(project)):
        if rule.jurisdiction not in ("", "US", state):
            continue
        value, switch = project.setting(f"rule.{rule.id}.value"), project.setting(f"rule.{rule.id}.on")
        ends, said = project.setting(f"rule.{rule.id}.to"), project.setting(f"rule.{rule.id}.answer")
        if value:
            rule = replace(rule, value=float(value), changed=True)
        if switch:
            rule = replace(rule, on=switch == "1", changed=True)
        if ends:
            rule = replace(rule, effective_to=ends, changed=True)
        if said:
            rule = replace(rule, answer=Answer.read(said))
        out.append(rule)
    return out


def own_rules(project: Project) -> list[Rule]:
    """The rules that the planner has added, by name, as they were entered."""
    kept = project.rows("SELECT key, value FROM setting WHERE key LIKE ? ORDER BY key", (f"{_OWN}%",))
    return [Rule(id=r["key"].removeprefix(_OWN), check=0, on=True, own=True, **json.loads(r["value"])) for r in kept]


def add_rule(project: Project, rule: Rule) -> None:
    """Add a rule of the planner's own, or replace the one of its name. One without a unit goes by what a named person says
    of its papers; one with a unit is the most that its kinds of cost may be of its funds' cash in a fiscal year.

    Raises ReskillError for a name, text, source, date, unit, value, kind of fund or of cost that cannot be.
    """
    shipped = {"own", *(r.id for r in shipped_rules())}
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{1,39}", rule.id) or rule.id in shipped:
        raise ReskillError(
            f"A rule cannot be named {rule.id!r}.",
            "Use small letters, digits and hyphens, as match-state, and a new name.",
        )
    for what, text in (("a text", rule.text), ("a source", rule.source), ("the day it was read", rule.read_on)):
        if not text.strip():
            raise ReskillError(
                f"The rule {rule.id} has not {what}.", "Say what it asks, where that stands, and when it was read."
            )
    for day in filter(None, (rule.read_on, rule.effective_from, rule.effective_to)):
        _demand_date(day)
    if rule.effective_from and rule.effective_to and rule.effective_to < rule.effective_from:
        raise ReskillError(f"The rule {rule.id} ends before it begins.", "Correct its dates.")
    if rule.unit not in OWN_UNITS or (rule.unit == "") != (rule.value is None):
        raise ReskillError(
            f"The rule {rule.id} has the value {rule.value} in {rule.unit!r}.",
            'Give a value in "share" or "US dollars", or neither where only papers can show it.',
        )
    _demand_value(rule, rule.value)
    for kind in filter(None, rule.applies_to.split(";")):
        if kind not in BY_ID:
            raise ReskillError(f"{kind!r} is no kind of fund.", f"Choose among: {', '.join(BY_ID)}.")
    for kind in filter(None, rule.costs.split(";")):
        if kind not in KINDS:
            raise ReskillError(f"{kind!r} is no kind of cost.", f"Choose among: {', '.join(KINDS)}.")
    with project.change(f"Add the funding rule {rule.id}"):
        kept = {name: getattr(rule, name) for name in OWN_FIELDS}
        project.set_setting(f"{_OWN}{rule.id}", json.dumps(kept))


def remove_rule(project: Project, rule_id: str) -> None:
    """Remove a rule that the planner has added. Raises ReskillError for any other."""
    if rule_id not in {r.id for r in own_rules(project)}:
        raise ReskillError(f"{rule_id} is no rule that was added here.", "Switch it off instead.")
    with project.change(f"Remove the funding rule {rule_id}") as db:
        db.execute("DELETE FROM setting WHERE key = ? OR key LIKE ?", (f"{_OWN}{rule_id}", f"rule.{rule_id}.%"))


def set_rule(
    project: Project, rule_id: str, *, value: float | None = None, on: bool | None = None, to: str | None = None
) -> None:
    """Change a rule's value, switch or last day (ISO date, '' = as shipped) for this project.

    Raises ReskillError for an unknown rule, a bad value or a date that is none.
    """
    rule = _known(project, rule_id)
    _demand_value(rule, value)
    if to:
        _demand_date(to)
    with project.change(f"Change the funding rule {rule_id}"):
        if value is not None:
            project.set_setting(f"rule.{rule_id}.value", f"{value:.15g}")
        if on is not None:
            project.set_setting(f"rule.{rule_id}.on", "1" if on else "0")
        if to is not None:
            project.set_setting(f"rule.{rule_id}.to", to)


def set_answer(project: Project, rule_id: str, answer: Answer | None) -> None:
    """Record what a named person says of a rule that only papers can show; None takes it back.

    Raises ReskillError for an unknown rule, nobody's name or a date that is none.
    """
    _known(project, rule_id)
    if answer and not answer.who.strip():
        raise ReskillError("Nobody is named who confirms it.", "Enter the name of the person who looked.")
    if answer:
        _demand_date(answer.on)
    with project.change(f"Answer the funding rule {rule_id}"):
        said = f"{'yes' if answer.yes else 'no'} {answer.on} {answer.who.strip()}" if answer else ""
        project.set_setting(f"rule.{rule_id}.answer", said)


def _known(project: Project, rule_id: str) -> Rule:
    rule = next((r for r in rules(project) if r.id == rule_id), None)
    if rule is None:
        raise ReskillError(f"There is no funding rule {rule_id}.", "Choose one of the list of rules.")
    return rule


def _demand_value(rule: Rule, value: float | None) -> None:
    if value is not None and (rule.value is None or not 0 <= value < 1e12 or (rule.unit == "share" and value > 1)):
        raise ReskillError(
            f"{value:.15g} is no value for the rule {rule.id}.",
            "Give a share from 0 to 1, or an amount of zero or more.",
        )


def _demand_date(day: str) -> None:
    try:
        dt.date.fromisoformat(day)
    except ValueError:
        raise ReskillError(f"{day!r} is no date.", "Write it as 2027-06-30.") from None


def _rule(row: dict[str, str]) -> Rule:
    return Rule(
        id=row["id"],
        check=int(row["check"]),
        level="error" if row["level"] == "error" else "warning",
        text=row["text"],
        parameter=row["parameter"],
        value=float(row["value"]) if row["value"] else None,
        unit=row["unit"],
        applies_to=row["applies_to"],
        jurisdiction=row["jurisdiction"],
        effective_from=row["effective_from"],
        effective_to=row["effective_to"],
        source=row["source"],
        on=row["on"] == "1",
    )
