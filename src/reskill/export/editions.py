"""The editions of the workbook, and the one function that writes them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reskill.export import cover
from reskill.export.assumptions import assumptions
from reskill.export.book import About, write_book
from reskill.export.budget import budget, by_category, by_fund
from reskill.export.cohorts import cohorts
from reskill.export.pathways import pathways
from reskill.export.positions import positions
from reskill.export.programs import programs
from reskill.export.rejected import rejected
from reskill.export.roles import roles
from reskill.export.sheet import Sheet
from reskill.export.sources import column_guide, sources
from reskill.export.tasks import tasks
from reskill.export.titles import titles
from reskill.problem import ReskillError
from reskill.progress import Tick, section, silent
from reskill.project.file import Project
from reskill.reference.catalog import Catalog

SheetOf = Callable[[Project, Catalog], Sheet]
HR = cover.Edition(
    "hr", "Personnel office edition", "Everything by role and position, under pseudonyms. Not for publication."
)
EDITIONS: dict[str, cover.Edition] = {e.name: e for e in (HR,)}
_HR_SHEETS: tuple[SheetOf, ...] = (
    roles,
    titles,
    positions,
    tasks,
    pathways,
    programs,
    cohorts,
    budget,
    by_fund,
    by_category,
    assumptions,
    rejected,
    sources,
)


def write_workbook(project: Project, catalog: Catalog, target: Path, edition: str = "hr", tick: Tick = silent) -> None:
    """Write one edition of the project's workbook to `target`, an .xlsx file.

    Raises ReskillError for an unknown edition or a file that cannot be written, Cancelled when the tick does; the
    old file is then untouched.
    """
    sheets = edition_sheets(project, catalog, edition, section(tick, 0.0, 0.4))
    kind = EDITIONS[edition]
    about = About(
        title=f"{project.city}: reskilling plan, {kind.title.lower()}",
        author=project.city,
        subject=kind.purpose,
        footer=f"{project.city} · {kind.title} · estimates, not decisions",
    )
    write_book(sheets, target, about, section(tick, 0.4, 1.0))


def edition_sheets(project: Project, catalog: Catalog, edition: str, tick: Tick = silent) -> list[Sheet]:
    """The sheets of an edition, the cover first."""
    if edition not in EDITIONS:
        raise ReskillError(f"There is no edition named {edition}.", f"Choose one of: {', '.join(EDITIONS)}.")
    made = []
    for n, sheet_of in enumerate(_HR_SHEETS):
        tick(n / len(_HR_SHEETS), "Preparing the sheets")
        made.append(sheet_of(project, catalog))
    made.append(column_guide(made))
    tallies = [*cover.people(project), *cover.money(project)]
    return [cover.cover(project, catalog, EDITIONS[edition], made, tallies), *made]
