"""Jobs that people can move to in this city: vacancies, and places of people who will have left."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, lgamma, log

from reskill.planning.money import exact, round_half_up
from reskill.planning.set_costs import LEAVERS, set_costs
from reskill.project.file import Project
from reskill.reference.outlook import outlook


@dataclass(frozen=True)
class Openings:
    """An occupation's openings over the plan's years: vacancies now, and the places that are expected to come free."""

    vacant: int
    expected: float

    @property
    def count(self) -> int:
        """Openings that a plan may count on."""
        return self.vacant + round_half_up(exact(self.expected))

    @property
    def chance(self) -> float:
        """The chance (0-1) that somebody trained for one of them finds it: vacancies are there; how many others come is
        taken as a Poisson number of the expected mean."""
        coming = self.count - self.vacant
        if not self.count:
            return 0.0
        return (self.vacant + _filled(coming, self.expected)) / self.count


def find_openings(project: Project, years: range) -> dict[str, int]:
    """Openings that a plan may count on, by occupation."""
    return {code: found.count for code, found in expected_openings(project, years).items()}


def expected_openings(project: Project, years: range) -> dict[str, Openings]:
    """Openings by occupation over the plan's years: vacancies, and filled positions x the share of people who leave the
    occupation in a year by national rates, or `openings_rate` where none is published; as many times that as the planner
    has set."""
    usual = project.thresholds.openings_rate
    set_times = set_costs(project).get(LEAVERS)
    times = float(set_times.rate) if set_times else 1.0
    rows = project.rows(
        "SELECT r.code, count(*) AS filled FROM role r JOIN position p ON p.title_id = r.title_id"
        " WHERE p.status = 'filled' AND r.code <> '' GROUP BY r.code"
    )
    leaving = {
        r["code"]: r["filled"] * len(years) * times * (known.leaving if (known := outlook(r["code"])) else usual)
        for r in rows
    }
    rows = project.rows("SELECT code, max(vacancies) AS vacant FROM destination GROUP BY code")
    vacant = {r["code"]: r["vacant"] for r in rows}
    return {code: Openings(vacant.get(code, 0), leaving.get(code, 0.0)) for code in leaving.keys() | vacant.keys()}


def _filled(places: int, mean: float) -> float:
    """How many of so many places come free on average, where a Poisson number of that mean does."""
    out = below = 0.0
    for n in range(places):
        below += exp(n * log(mean) - mean - lgamma(n + 1))  # the chance of n or fewer
        out += max(0.0, 1 - below)
    return out
