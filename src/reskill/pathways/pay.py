"""What people earn in a role and would earn in a destination: the city's own payroll first, then published pay."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from reskill.problem import ReskillError
from reskill.project.file import Project
from reskill.reference.catalog import Catalog

FULL_TIME = 0.9  # FTE from which a position's annual pay is compared; part-time pay is not scaled up
ENOUGH = 3  # full-time positions that make the city's mean worth more than a published median


@dataclass(frozen=True)
class Pay:
    """US dollars a year and where the figure comes from."""

    dollars: float
    source: str

    def __str__(self) -> str:
        return f"${self.dollars:,.0f}, {self.source}"


class LocalPay:
    """Pay of titles and occupations in one project; reads the roster once."""

    def __init__(self, project: Project, catalog: Catalog) -> None:
        self._project = project
        self._catalog = catalog
        self._published: dict[str, Pay | None] = {}

    def of_title(self, title_id: int, code: str) -> Pay | None:
        """Mean of the title's full-time positions here, else published pay of its occupation; None if neither is."""
        return self._titles.get(title_id) or self.published(code)

    def of_occupation(self, code: str) -> Pay | None:
        """Mean of the full-time positions here that are mapped to it when there are enough, else published pay."""
        return self._occupations.get(code) or self.published(code)

    def published(self, code: str) -> Pay | None:
        """Median in the project's state; where not published, in local government, then in all of the nation."""
        if code not in self._published:
            self._published[code] = self._look_up(code)
        return self._published[code]

    def _look_up(self, code: str) -> Pay | None:
        for area in self._areas:
            wage = self._catalog.wage(code, area)
            if wage and wage.p50:
                place = "local government, nation" if area == "NL" else "nation" if area == "N" else wage.area_name
                return Pay(wage.p50, f"published median, {place}")
        return None

    @cached_property
    def _areas(self) -> tuple[str, ...]:
        try:
            return self._catalog.state_area(self._project.setting("state")), "NL", "N"
        except ReskillError:  # no state given, or none with published pay
            return "NL", "N"

    @cached_property
    def _titles(self) -> dict[int, Pay]:
        rows = self._project.rows(
            "SELECT title_id, avg(annual_salary) AS mean, count(*) AS n FROM position"
            " WHERE annual_salary > 0 AND coalesce(fte, 1) >= ? AND title_id IS NOT NULL GROUP BY title_id",
            (FULL_TIME,),
        )
        return {r["title_id"]: Pay(r["mean"], _mean_of(r["n"])) for r in rows}

    @cached_property
    def _occupations(self) -> dict[str, Pay]:
        rows = self._project.rows(
            "SELECT m.code AS code, avg(p.annual_salary) AS mean, count(*) AS n FROM position p"
            " JOIN mapping m ON m.title_id = p.title_id AND m.share > 0.5 AND m.code <> ''"
            " WHERE p.annual_salary > 0 AND coalesce(p.fte, 1) >= ? GROUP BY m.code HAVING n >= ?",
            (FULL_TIME, ENOUGH),
        )
        return {r["code"]: Pay(r["mean"], _mean_of(r["n"])) for r in rows}


def _mean_of(positions: int) -> str:
    return "1 position here" if positions == 1 else f"mean of {positions:,} positions here"
