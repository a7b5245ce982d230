"""The union edition's sheet of published indices: by occupation, without counts of positions."""

from __future__ import annotations

from reskill.export.indices import COLUMNS, OCCUPATION, sheet_of
from reskill.export.xlsx.sheet import Sheet
from reskill.project.file import Project
from reskill.reference.catalog import Catalog


def union_indices(project: Project, catalog: Catalog) -> Sheet | None:
    """Every occupation in use by every index, in the order of codes; None when the pack has no index."""
    return sheet_of(project, catalog, (*OCCUPATION, *COLUMNS), "m.code")
