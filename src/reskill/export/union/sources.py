"""The union edition's sheet of sources: as in the other editions, but for the lines of each roster file."""

from __future__ import annotations

from dataclasses import replace

from reskill.export.sources import ROSTER, sources
from reskill.export.xlsx.sheet import Sheet
from reskill.project.file import Project
from reskill.reference.catalog import Catalog


def union_sources(project: Project, catalog: Catalog) -> Sheet:
    """Sources without counts of the roster's lines: a file may hold a few positions only."""
    sheet = sources(project, catalog)
    name, counted = sheet.position("name"), sheet.position("rows")
    rows = [(*row[:counted], None, *row[counted + 1 :]) if row[name] == ROSTER else row for row in sheet.rows]
    return replace(sheet, rows=rows)
