"""Costs that only the city knows: each kind is set once, if only to zero by a named person, or told as not set."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from reskill.planning.cost_kinds import OVERHEAD, PER_PERSON
from reskill.planning.money import exact
from reskill.problem import ReskillError
from reskill.project.file import Project

ASKED = (*PER_PERSON, *OVERHEAD)
MOST_A_PERSON = 100_000.0


@dataclass(frozen=True)
class SetCost:
    """What one kind of cost comes to: US dollars a participant, or for overhead a share of cash; and who says so."""

    kind: str
    rate: Decimal
    who: str

    @property
    def source(self) -> str:
        """Where the rate comes from."""
        return f"set by {self.who}"


def set_costs(project: Project) -> dict[str, SetCost]:
    """The costs that are set, by kind; a kind that is missing has not been asked yet."""
    found = {}
    for kind in ASKED:
        rate, who = project.setting(f"cost.{kind}"), project.setting(f"cost.{kind}.who")
        if rate and who:
            found[kind] = SetCost(kind, exact(rate), who)
    return found


def set_cost(project: Project, kind: str, rate: float, who: str) -> None:
    """Set a kind of cost, zero included. Raises ReskillError for an unknown kind, a senseless rate or nobody's name."""
    if kind not in ASKED:
        raise ReskillError(f"{kind} is no cost that is asked for.", f"Choose one of: {', '.join(ASKED)}.")
    most = 1.0 if kind in OVERHEAD else MOST_A_PERSON
    if not 0 <= rate <= most:
        unit = "a share of the cash cost" if kind in OVERHEAD else "US dollars a participant"
        raise ReskillError(f"{kind} cannot be {rate:g}.", f"Give {unit}, from 0 to {most:,g}.")
    if not who.strip():
        raise ReskillError(f"Nobody says what {kind} costs.", "Name who knows it, also for zero.")
    with project.change(f"Set the cost of {kind}"):
        project.set_setting(f"cost.{kind}", f"{rate:.15g}")
        project.set_setting(f"cost.{kind}.who", who.strip())


def unset_cost(project: Project, kind: str) -> None:
    """Take back what was set for a kind of cost."""
    with project.change(f"Take back the cost of {kind}"):
        project.set_setting(f"cost.{kind}", "")
        project.set_setting(f"cost.{kind}.who", "")
