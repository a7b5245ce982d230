"""What people earn in a role and would earn in a destination, both on one basis: the city's payroll or published pay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from reskill.pathways.city_titles import CityTitle
from reskill.pathways.staffing import Staff, Staffing
from reskill.problem import ReskillError
from reskill.project.file import Project
from reskill.reference.catalog import Catalog

HOURS_UNKNOWN = "pay is not compared, since the post is part-time and its hours are not known"
ENOUGH = 3  # full-time positions that make the city's mean worth more than a published median


@dataclass(frozen=True)
class Pay:
    """US dollars a year and where the figure comes from."""

    dollars: float
    source: str

    def __str__(self) -> str:
        return f"${self.dollars:,.0f}, {self.source}"


@dataclass(frozen=True)
class Compared:
    """Pay there and here on one basis: the city's payroll, or published medians of one area."""

    there: Pay
    here: Pay

    @property
    def ratio(self) -> float:
        """Pay there over pay here."""
        return self.there.dollars / self.here.dollars

    def __str__(self) -> str:
        return f"{self.there}, over {self.here}"


def compare_titles(own: CityTitle | None, named: Sequence[CityTitle]) -> Compared | None:
    """The middle of the range of pay in the first of some titles, the nearest, against that of a title, both at full-time
    hours; None where either is not known."""
    if own is None or not own.middle or not named or not named[0].middle:
        return None
    there = Pay(named[0].middle, f"{_of(named[0].paid)} as {named[0].title}")
    return Compared(there, Pay(own.middle, _of(own.paid) + ", at full-time hours" * own.part_time))


class LocalPay:
    """Pay of titles and occupations in one project; reads the roster once."""

    def __init__(self, project: Project, catalog: Catalog, staffing: Staffing | None = None) -> None:
        self._project = project
        self._staffing = staffing or Staffing(project)
        self._catalog = catalog
        self._published: dict[tuple[str, str], Pay | None] = {}

    def compare(
        self, title_id: int, code: str, destination: str, own: CityTitle | None = None, named: Sequence[CityTitle] = ()
    ) -> Compared | None:
        """Pay of a destination against that of a title of occupation `code`; None where no basis has both, or where
        the title's pay is for hours that are not known.

        The basis is the pay of the nearest title that is named there (of `named`) against the title's `own`; where none is, the
        city's payroll where it has enough full-time positions of the destination and any of the title, else the medians
        of both occupations in the first area that publishes both: the project's state, local government in the nation,
        all of the nation. A title that is paid more here than its occupation's median is
        compared by its pay, so that no loss is told as a gain.
        """
        if titles := compare_titles(own, named):
            return titles
        if own and own.lowest is not None and own.middle is None:
            return None
        if payroll := self.compare_payroll(title_id, destination, own):
            return payroll
        for area in self._areas:
            here, there = self._median(code, area), self._median(destination, area)
            if here and there:
                paid = _mean(self._staffing.by_title.get(title_id), 1)
                return Compared(there, paid if paid and paid.dollars > here.dollars else here)
        return None

    def compare_payroll(self, title_id: int, destination: str, own: CityTitle | None = None) -> Compared | None:
        """The same by the city's payroll alone, in all titles of the destination; None where it has not enough
        positions. Pay of a part-time title (`own`) is that at full-time hours."""
        here = _mean(self._staffing.by_title.get(title_id), 1)
        if own and own.middle and not here:
            here = Pay(own.middle, f"{_of(own.paid)}, at full-time hours")
        there = _mean(self._staffing.by_code.get(destination), ENOUGH)
        return Compared(there, here) if here and there else None

    def _median(self, code: str, area: str) -> Pay | None:
        key = code, area
        if key not in self._published:
            wage = self._catalog.wage(code, area) if code in self._catalog.occupations else None
            place = {"NL": "local government, nation", "N": "nation"}.get(area) or (wage.area_name if wage else "")
            self._published[key] = Pay(wage.p50, f"published median, {place}") if wage and wage.p50 else None
        return self._published[key]

    @property
    def area(self) -> str:
        """The id of the project's state among the areas with published figures, else of the nation."""
        return self._areas[0] if self._areas[0] != "NL" else "N"

    @cached_property
    def _areas(self) -> tuple[str, ...]:
        try:
            return self._catalog.state_area(self._project.setting("state")), "NL", "N"
        except ReskillError:  # no state given, or none with published pay
            return "NL", "N"


def _mean(staff: Staff | None, least: int) -> Pay | None:
    """Mean pay of staff; None where fewer than `least` full-time positions have pay."""
    return Pay(staff.payroll / staff.paid, _of(staff.paid, "mean")) if staff and staff.paid >= least else None


def _of(positions: int, what: str = "middle of the range") -> str:
    return "1 position here" if positions == 1 else f"{what} of {positions:,} positions here"
