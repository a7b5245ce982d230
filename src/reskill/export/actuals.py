"""The amounts that a board entered in its edition, taken in as reports on what its funds spent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from reskill.export.board.quarters import fund_and_period
from reskill.export.left import Left
from reskill.export.xlsx.sheet import as_criterion
from reskill.planning.actuals.reports import report_period
from reskill.planning.by_hand.typed import number_of
from reskill.problem import ReskillError
from reskill.project.file import Project


@dataclass(frozen=True)
class Amount:
    """What was entered on a line in cash or in kind, and where it stands, for the case that it cannot be taken."""

    line: str
    in_kind: bool
    at: Left


@dataclass(frozen=True)
class Actual:
    """A report that was taken in, in US dollars, and what it takes the place of, in words."""

    fund: str
    period: str
    in_kind: bool
    dollars: float
    before: str

    def __str__(self) -> str:
        kind = "in kind" if self.in_kind else "in cash"
        return f"Reported: {self.fund}, {self.period}, {kind}: ${self.dollars:,.2f} ({self.before})"


def take_in(
    project: Project, amounts: Sequence[Amount], file: str, saved: str
) -> tuple[list[Actual], dict[Left, ReskillError]]:
    """Report what was entered in a file that was `saved` at a time, ISO and local; gives what is new, and what cannot be
    with the reason."""
    actuals: list[Actual] = []
    refused: dict[Left, ReskillError] = {}
    entered: dict[tuple[str, bool], list[Left]] = defaultdict(list)
    for amount in amounts:
        entered[amount.line, amount.in_kind].append(amount.at)
    funds = {as_criterion(str(r["name"])): str(r["name"]) for r in project.rows("SELECT name FROM fund")}
    for (line, in_kind), places in entered.items():
        if len({at.text for at in places}) > 1:
            several = ReskillError("Several amounts for one fund and period.", "Keep the right one, and read it again.")
            refused |= dict.fromkeys(places, several)
            continue
        written, period = fund_and_period(line)
        fund = funds.get(written, written)
        try:
            dollars = number_of(places[0].text)
            before = report_period(project, fund, period, dollars, in_kind=in_kind, file=file, saved=saved)
        except ReskillError as error:
            refused[places[0]] = error
            continue
        if before:
            actuals.append(Actual(fund, period, in_kind, dollars, before))
    return actuals, refused
