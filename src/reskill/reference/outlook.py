"""National outlook of occupations, 2024 to 2034: growth, how many leave, and how people usually enter.

BLS Employment Projections and separations, all employers; a city's own turnover is not in them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import reskill.paths as paths

SOURCE = "BLS Employment Projections 2024-2034, all employers in the nation"
EDUCATION = (
    "No formal educational credential",
    "High school diploma or equivalent",
    "Some college, no degree",
    "Postsecondary nondegree award",
    "Associate's degree",
    "Bachelor's degree",
    "Master's degree",
    "Doctoral or professional degree",
)


@dataclass(frozen=True)
class Outlook:
    """Change of jobs over ten years in percent; exits from work and transfers to other occupations a year, as shares
    of the jobs; typical education at entry (of EDUCATION), experience in related work, and training on the job."""

    change: float
    exits: float
    transfers: float
    education: str
    experience: str  # None, Less than 5 years, 5 years or more
    training: str

    @property
    def leaving(self) -> float:
        """Share of the people who leave the occupation in a year."""
        return self.exits + self.transfers


def outlook(code: str) -> Outlook | None:
    """The outlook of an O*NET-SOC occupation, by its SOC code; None where BLS publishes none."""
    return _table().get(code[:7])


@cache
def _table() -> dict[str, Outlook]:
    return {
        r["soc"]: Outlook(
            float(r["change"]),
            float(r["exits"]) / 100,
            float(r["transfers"]) / 100,
            r["education"],
            r["experience"],
            r["training"],
        )
        for r in paths.shipped_rows("data/pathways/outlook.csv")
    }
