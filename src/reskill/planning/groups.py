"""The people a plan is for: roles by title, how many are expected to take part, and what an hour of theirs costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reskill.exposure.bands import AFFECTED
from reskill.planning.answers import NOBODY, answered, share_of_the_rest
from reskill.planning.money import exact, hundredths, round_half_up
from reskill.planning.scenarios import Scenario, participation
from reskill.project.connection import listed
from reskill.project.file import Project, Row
from reskill.reference.catalog import Catalog


@dataclass(frozen=True)
class Group:
    """The people of one title. `weight` is the exposure that counts (0-1), `stays_human` the share of the work that
    AI cannot take over, `band` the higher of those in which the raters put it (`own_band` that of people's ratings),
    `hourly` the mean pay in US dollars an hour with its source; None = pay unknown."""

    title_id: int
    title: str
    department: str
    code: str
    occupation: str
    band: str
    own_band: str
    filled: int
    participants: int
    weight: float
    stays_human: float
    hourly: Decimal | None
    hourly_source: str

    @property
    def name(self) -> str:
        """The title, with its department where that matters."""
        return f"{self.title} ({self.department})" if self.department else self.title


def find_groups(project: Project, catalog: Catalog, scenario: Scenario) -> list[Group]:
    """Every role in band watch or above by either rater that has people in it, the most pressing first."""
    hours = project.thresholds.hours_per_year
    rows = project.rows(_ROLES)
    expected = _expected(project, scenario, rows)
    out = []
    for r in rows:
        hourly, source = _pay(project, catalog, r["code"], r["pay"], r["fte"], hours)
        group = Group(
            title_id=r["title_id"],
            title=r["title"],
            department=r["department"],
            code=r["code"],
            occupation=r["occupation"],
            band=r["offered"] or r["band"],
            own_band=r["band"],
            filled=r["filled"],
            participants=expected[r["title_id"]],
            weight=(r["net"] if scenario.protects and r["net"] is not None else r["exposure"]) or 0.0,
            stays_human=1 - (r["automate"] or 0.0),
            hourly=hourly,
            hourly_source=source,
        )
        out.append(group)
    return out


def expected_people(project: Project, scenario: Scenario) -> dict[int, int]:
    """How many people of each title that a plan is for are expected to take part, by title id."""
    return _expected(project, scenario, project.rows(_ROLES))


def _expected(project: Project, scenario: Scenario, rows: Sequence[Row]) -> dict[int, int]:
    """Those who accepted an offer, and the share of those who have not answered."""
    told = answered(project)
    share = share_of_the_rest(exact(participation(project, scenario)), told)
    rest = [max(0, r["filled"] - told.get(r["title_id"], NOBODY).people) for r in rows]
    return {
        r["title_id"]: told.get(r["title_id"], NOBODY).accepted + more
        for r, more in zip(rows, taking_part(rest, share), strict=True)
    }


def taking_part(filled: Sequence[int], share: Decimal) -> list[int]:
    """People expected to take part by role, by largest remainder: their sum is the rounded share of everybody."""
    parts = [int(n * share) for n in filled]
    short = round_half_up(sum(filled) * share) - sum(parts)
    order = sorted(range(len(filled)), key=lambda i: (parts[i] - filled[i] * share, i))
    for i in order[:short]:
        parts[i] += 1
    return parts


def _pay(
    project: Project, catalog: Catalog, code: str, pay: float | None, fte: float | None, hours: int
) -> tuple[Decimal | None, str]:
    """Mean hourly pay of the title's own people, else the published pay of the occupation, with its source."""
    if pay and fte:
        roster = project.setting("roster_file") or "the roster"
        return hundredths(exact(pay) / exact(fte) / hours), f"mean pay of the title in {roster}, {hours:,} hours a year"
    state = project.setting("state")
    for area in ([catalog.state_area(state)] if state else []) + ["NL", "N"]:
        wage = catalog.wage(code, area)
        if wage and (wage.mean or wage.p50):
            kind = "mean" if wage.mean else "median"
            source = f"published {kind} pay of the occupation, {wage.area_name}, {catalog.pay_source(area)}"
            return hundredths(exact(wage.mean or wage.p50 or 0) / hours), source
    return None, ""


_ROLES = f"""
SELECT r.*, t.title, t.department, count(*) AS filled,
    sum(p.annual_salary) AS pay, sum(CASE WHEN p.annual_salary IS NOT NULL THEN coalesce(p.fte, 1) END) AS fte
FROM role r JOIN title t ON t.id = r.title_id JOIN position p ON p.title_id = t.id AND p.status = 'filled'
WHERE coalesce(r.offered, r.band) IN ({listed(AFFECTED)}) GROUP BY r.title_id ORDER BY r.priority DESC, r.title_id
"""
