"""Positions by bargaining unit, or department, and band: the sums of the sheet Classes, and no others."""

from __future__ import annotations

from typing import Any

from reskill.export.blocks import WITHHELD
from reskill.export.union.costs import costs_by_unit
from reskill.export.union.people import NO_UNIT, has_units, positions
from reskill.export.xlsx.sheet import Chart, Sheet, tabulate
from reskill.exposure.bands import AT_RISK, BANDS, NOT_ESTIMATED
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.table import Column

BY_UNIT, BY_DEPARTMENT = "By bargaining unit", "By department"
EVERYBODY, NOTHING = "All positions", "none"
COST = Column(
    "Training cost, all years",
    "cost",
    "wrapped",
    24,
    tip="Between what all costs of the unit's places are; by positions where a class is in several.",
)
BANDS_AND_ALL = (
    *(Column(b.capitalize(), b, "int", tip=f"Positions of classes in band {b}.") for b in (*BANDS, NOT_ESTIMATED)),
    Column("All bands", "all", "int", tip="Positions of the unit, filled and vacant."),
)


def by_unit(project: Project, _catalog: Catalog) -> Sheet:
    """Each unit's, or department's, positions by band; withheld where a part is only told together with others.

    With a chart where no count that it would show is withheld.
    """
    counted = positions(project)
    rows: list[dict[str, Any]] = []
    costs: dict[str, str] = {}
    if counted:
        paths = {a.path for a in (*counted.alone, *(a for b in counted.blocks for a in b.atoms))}
        costs = costs_by_unit(project)
        for unit in sorted({unit for unit, _ in paths}, key=lambda u: (u == NO_UNIT, u)):
            cells = {band: counted.told((unit, band)) for band in (*BANDS, NOT_ESTIMATED)}
            rows.append({"unit": unit, "all": counted.told((unit,)), "cost": costs.get(unit, NOTHING)} | cells)
        rows = [{k: WITHHELD if v is None else v for k, v in row.items()} for row in rows]
        rows.append({"unit": EVERYBODY, "all": counted.total})
    title, word = (BY_UNIT, "bargaining unit") if has_units(project) else (BY_DEPARTMENT, "department")
    columns = (Column(word.capitalize(), "unit", "wrapped", 66, tip="As the roster has it."), *BANDS_AND_ALL)
    columns += (COST,) if counted and costs else ()
    hidden = any(row.get(band) == WITHHELD for row in rows for band in AT_RISK)
    return Sheet(
        title=title,
        note=f"Positions by {word} and band, and ranges of costs. Withheld: a part is small and told only with others.",
        columns=columns,
        rows=tabulate(columns, rows),
        empty="Too few positions to show.",
        chart=None  # a unit without a bar would look as if nothing concerned it
        if hidden
        else Chart(
            f"Positions at risk and priority by {word}",
            "unit",
            AT_RISK,
            "Positions",
            f"Bars of the columns At risk and Priority of the table above, one pair for each {word}.",
            without_last=1,
        ),
    )
