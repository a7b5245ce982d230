"""The city's map of departments: which larger unit each department of the roster is counted and shown with.

Positions keep the roster's own name beside the unit, so that the map can be changed; rosters that come later follow it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from reskill.intake.larger_units import larger_units
from reskill.problem import ReskillError
from reskill.project.file import Project

_LONGEST = 200  # characters of a name


class Department(NamedTuple):
    """A department as the roster has it, its positions, the unit it is counted with, and the one its name tells of."""

    name: str
    positions: int
    unit: str
    proposed: str


def department_list(project: Project) -> list[Department]:
    """The departments of the roster, in the order of the alphabet, each with its unit: itself where the map has none."""
    rows = project.rows(
        "SELECT roster_department AS name, count(*) AS positions, department AS unit FROM position"
        " WHERE roster_department <> '' GROUP BY 1 ORDER BY 1 COLLATE NOCASE"
    )
    proposed = larger_units(str(r["name"]) for r in rows)
    return [Department(**r, proposed=proposed.get(str(r["name"]), str(r["name"]))) for r in rows]


def unit_map(project: Project) -> dict[str, str]:
    """The unit of each department that has one other than itself."""
    return {r["name"]: r["unit"] for r in project.rows("SELECT name, unit FROM department_unit")}


def roll_up(project: Project, units: Mapping[str, str]) -> int:
    """Count these departments with these units from now on, as one step; '' or its own name takes a department's unit back.

    Returns how many departments changed. Raises ReskillError for a department that neither roster nor map has,
    and a name that is too long.
    """
    before = unit_map(project)
    known = {d.name for d in department_list(project)} | before.keys()
    changed = {}
    for name, given in units.items():
        unit = " ".join(given.split()) or name
        if name not in known:
            raise ReskillError(f"The roster has no department {name}.", "Write the name as the roster has it.")
        if len(unit) > _LONGEST:
            raise ReskillError(f"The unit of {name} has more than {_LONGEST} characters.", "Shorten it.")
        if unit != before.get(name, name):
            changed[name] = unit
    if changed:
        with project.change("Roll departments up") as db:
            for name, unit in changed.items():
                db.execute("DELETE FROM department_unit WHERE name = ?", [name])
                if unit != name:
                    db.execute("INSERT INTO department_unit (name, unit) VALUES (?, ?)", [name, unit])
                db.execute("UPDATE position SET department = ? WHERE roster_department = ?", [unit, name])
    return len(changed)
