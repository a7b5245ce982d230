"""Task worksheets as a workbook: one printable sheet for each title, filled in by the people who do the work."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from reskill.export.book import About, write_book
from reskill.export.sheet import Sheet, tabulate
from reskill.exposure.worksheet import COLUMNS, ENTRY, worksheet_rows
from reskill.progress import Tick, silent
from reskill.project.file import Project
from reskill.reference.catalog import Catalog

HOW = (
    "Please correct what this title really does. Write your share of the working time where ours is wrong, no where "
    "nobody does the task any more, and add what is missing. Give no names: this is about the role, not about a person."
)


def write_worksheets(
    project: Project, catalog: Catalog, title_ids: Sequence[int], target: Path, tick: Tick = silent
) -> None:
    """Write the worksheets of some titles. Raises ReskillError when a title has no tasks."""
    sheets = [_sheet(project, catalog, title_id) for title_id in title_ids]
    write_book(sheets, target, About(f"Task worksheets of {project.city}", project.city, "Role tasks"), tick)


def _sheet(project: Project, catalog: Catalog, title_id: int) -> Sheet:
    title = str(project.value("SELECT title FROM title WHERE id = ?", (title_id,)) or title_id)
    plain = re.sub(r"[^\w ,.&-]", " ", title)[:22].strip()
    return Sheet(
        title=f"{plain} {title_id}",
        note=f"Tasks of {title} for its incumbents to correct.",
        columns=COLUMNS,
        rows=tabulate(COLUMNS, [asdict(row) for row in worksheet_rows(project, catalog, title_id)]),
        heading=(f"{title}: what the work is", HOW),
        entry=ENTRY,
        choices={"still_done": ("yes", "no")},
    )
