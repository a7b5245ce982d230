"""Costs that only the city knows, and how costs and staff change by the year: each is set once, if only to zero by a named
person, or told as not set."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from reskill.planning.cost_kinds import OVERHEAD, PER_PERSON
from reskill.planning.money import exact
from reskill.problem import ReskillError
from reskill.project.file import Project

INFLATION, WAGE_GROWTH, LEAVERS = "inflation", "wage growth", "leavers"
YEARLY = (INFLATION, WAGE_GROWTH)
ASKED = (*PER_PERSON, *OVERHEAD, *YEARLY, LEAVERS)
_UNITS = {  # by kind, in what its rate is given and how much it may be at most
    **dict.fromkeys(PER_PERSON, ("US dollars a participant", 100_000.0)),
    **dict.fromkeys(OVERHEAD, ("a share of the cash cost, as 0.1", 1.0)),
    **dict.fromkeys(YEARLY, ("a share by which prices or pay rise a year, as 0.03", 0.25)),
    LEAVERS: ("how many leave, in times the national rate of their occupation", 5.0),
}


@dataclass(frozen=True)
class SetCost:
    """What one kind of cost comes to, in its unit, and who says so."""

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
    unit, most = _UNITS[kind]
    if not 0 <= rate <= most:
        raise ReskillError(f"{kind} cannot be {rate:g}.", f"Give {unit}, from 0 to {most:,g}.")
    if not who.strip():
        raise ReskillError(f"Nobody says what {kind} costs.", "Name who knows it, also for zero.")
    with project.change(f"Set the cost of {kind}"):
        project.set_setting(f"cost.{kind}", f"{rate:.15g}")
        project.set_setting(f"cost.{kind}.who", who.strip())


def unit_of(kind: str) -> str:
    """In what the rate of a kind of cost is given."""
    return _UNITS[kind][0]


def unset_cost(project: Project, kind: str) -> None:
    """Take back what was set for a kind of cost."""
    with project.change(f"Take back the cost of {kind}"):
        project.set_setting(f"cost.{kind}", "")
        project.set_setting(f"cost.{kind}.who", "")
