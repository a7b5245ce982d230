"""The union edition for one bargaining unit: its own classes, their options and their training."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reskill.export.union.changes import TITLE as CHANGES
from reskill.export.union.classes import CLASSES
from reskill.export.union.counts import BY_DEPARTMENT, BY_UNIT
from reskill.export.union.options import ALL_UNITS
from reskill.export.union.options import TITLE as OPTIONS
from reskill.export.union.people import EVERY_UNIT, UNITS, has_units
from reskill.export.union.people import unit as unit_of
from reskill.export.union.training import TRAINING
from reskill.export.xlsx.sheet import Sheet
from reskill.problem import ReskillError
from reskill.project.file import Project


def units(project: Project) -> list[str]:
    """The bargaining units of the roster, or its departments where it has none, in the order of names."""
    return [
        str(r["unit"]) for r in project.rows(f"SELECT DISTINCT {unit_of(project)} AS unit FROM position ORDER BY 1")
    ]


def of_unit(project: Project, sheets: Sequence[Sheet], unit: str) -> list[Sheet]:
    """The union edition's sheets with only the rows that concern a unit; counts are those of the whole edition.

    Raises ReskillError when the roster has no such unit.
    """
    if unit not in units(project):
        word = "bargaining unit" if has_units(project) else "bargaining units, and no department"
        raise ReskillError(f"The roster has no {word} named {unit}.", f"Choose one of: {', '.join(units(project))}.")
    made = []
    for sheet in sheets:
        if sheet.title in (CLASSES, BY_UNIT, BY_DEPARTMENT) and any(c.field == "unit" for c in sheet.columns):
            sheet = _where(sheet, "unit", unit)
        elif sheet.title in (CHANGES, OPTIONS, TRAINING):
            many = any(c.field == EVERY_UNIT for c in sheet.columns)
            sheet = _where(sheet, EVERY_UNIT if many else UNITS, unit)
        made.append(sheet)
    return made


def _where(sheet: Sheet, field: str, unit: str) -> Sheet:
    """The sheet with the rows of a unit, alone or with others, and of all."""
    place = sheet.position(field)
    return replace(
        sheet, rows=[row for row in sheet.rows if f"; {unit}; " in f"; {row[place]}; " or row[place] == ALL_UNITS]
    )
