"""Each bargaining unit, or department, by its classes, its positions by band, who takes part and what that costs.

Classes are counted openly. Of people only sums of what the sheets Classes and Training tell are told, and no others:
where a part is withheld, the rest is told as the least that there are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from functools import partial
from typing import Any

from reskill.export.blocks import WITHHELD, Atom, RolledUp
from reskill.export.union.classes import band_unprotected, is_higher, other_band
from reskill.export.union.costs import cost_of, cost_of_all, costs_by_unit
from reskill.export.union.people import NO_UNIT, has_units, participants, positions, unit
from reskill.export.xlsx.sheet import As, Chart, Sheet, tabulate
from reskill.exposure.bands import AT_RISK, BANDS, NOT_ESTIMATED
from reskill.planning.scenarios import participation, scenario_in_force
from reskill.project.file import Project, Row
from reskill.reference.catalog import Catalog
from reskill.table import Column

BY_UNIT, BY_DEPARTMENT = "By bargaining unit", "By department"
EVERYBODY, NOTHING = "All positions", "none"
TOGETHER = "all its units, counted above"  # below the sum of all, so that nobody counts them twice
_LOCAL = re.compile(r".*?\d+\b")
"""The part of a unit's name that those of one local share: up to its number."""
CLASSES = (
    Column("Classes", "classes", "int", 8, tip="Class titles of the unit."),
    Column("Classes with training", "trained", "int", 9, tip="Class titles for which the plan has training."),
    Column("Classes at risk or priority", "exposed", "int", 9, tip="Class titles in these two bands."),
    Column("Higher by GPT-4", "doubted", "int", 8, tip="Class titles that GPT-4's ratings would put in a higher band."),
    Column(
        "Higher if nothing is protected",
        "bare",
        "int",
        10,
        tip="Class titles that would be in a higher band if no task were protected: protection is not signed yet.",
    ),
)
PEOPLE = (
    *(
        Column(f"Positions {b}", b, "wrapped", 13, tip=f"Positions of classes in band {b}.")
        for b in (*BANDS, NOT_ESTIMATED)
    ),
    Column("All positions", "all", "wrapped", 13, tip="Positions of the unit, filled and vacant."),
)
GOING = Column(
    "Participants",
    "going",
    "wrapped",
    12,
    tip="People of its classes expected to take part, all years: the sum of what Classes and Training tell, where these tell all of them. Withheld where"
    " most counts of a class are small; the share is what the plan expects in all.",
)
COST = Column(
    "Training cost, all years",
    "cost",
    "wrapped",
    20,
    tip="Between what all costs of the unit's places are; by positions where a class is in several. Ranges: their ends do not add up to the whole.",
)
_UNITS = f"""
SELECT DISTINCT {{unit}} AS unit, coalesce(position.title_id, 0) AS title,
    coalesce(r.band, '{NOT_ESTIMATED}') AS band, r.exposure,
    coalesce(r.span, '') AS span,
    EXISTS (SELECT 1 FROM cohort c WHERE c.title_id = position.title_id AND c.participants > 0) AS trained
FROM position LEFT JOIN role r ON r.title_id = position.title_id
"""


def by_unit(project: Project, _catalog: Catalog) -> Sheet:
    """Each unit, all of them, and the units of one local together, as far as may be told.

    With a chart where no count that it would show is withheld.
    """
    counted, going, costs = positions(project), participants(project), costs_by_unit(project)
    found = project.rows(_UNITS.format(unit=unit(project)))
    inside: dict[str, set[int]] = defaultdict(set)
    for r in found:
        inside[r["unit"]].add(r["title"])
    told = partial(_positions, counted, _in_training(going, found))
    share = participation(project, scenario_in_force(project))
    rows: list[dict[str, Any]] = []
    alone = [(name, [name]) for name in sorted(inside, key=lambda u: (u == NO_UNIT, u))]
    together = _locals(inside)
    for name, units in (*alone, *together):
        own = set().union(*(inside[u] for u in units))
        only = own.difference(*(titles for u, titles in inside.items() if u not in units))
        row = {"unit": name} | _classes(project, [r for r in found if r["unit"] in units])
        row |= {band: told([(u, band) for u in units]) for band in (*BANDS, NOT_ESTIMATED)}
        row["all"] = told([(u, band) for u in units for band in (*BANDS, NOT_ESTIMATED)])
        row["going"] = _going(going, partial(_of_titles, only), partial(_of_titles, own), share)
        rows.append(row | {"cost": cost_of(costs, units) or NOTHING})
    everywhere = {b: told([(u, b) for u in inside]) for b in (*BANDS, NOT_ESTIMATED)}
    everybody: dict[str, Any] = everywhere | {
        "all": As(counted.total, "int") if counted else WITHHELD,
        "going": As(going.total, "int") if going else WITHHELD,
    }
    everybody = everybody if found else {"all": 0, "going": 0}
    whole = {"unit": EVERYBODY} | _classes(project, found) | everybody | {"cost": cost_of_all(project)}
    rows.insert(len(alone), whole)
    title, word = (BY_UNIT, "bargaining unit") if has_units(project) else (BY_DEPARTMENT, "department")
    columns = (Column(word.capitalize(), "unit", "wrapped", 30, tip="As the roster has it."), *CLASSES, *PEOPLE, GOING)
    columns += (COST,) if costs else ()
    hidden = any(not isinstance(row.get(band), int) for row in rows[: len(alone)] for band in AT_RISK)
    return Sheet(
        title=title,
        note="At least: what may be told in sum, often far below the true number, since small counts are withheld."
        f" In all, about {share:.0%} of those affected are expected to take part. Under an amount: it may be far less.",
        columns=columns,
        rows=tabulate(columns, rows),
        chart=None  # a unit without a bar would look as if nothing concerned it
        if hidden
        else Chart(
            f"Positions at risk and priority by {word}",
            "unit",
            AT_RISK,
            "Positions",
            f"Bars of the columns At risk and Priority of the table above, one pair for each {word}.",
            without_last=1 + len(together),
        ),
    )


def _locals(names: Iterable[str]) -> list[tuple[str, list[str]]]:
    """The units of each local that has several, under one name."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        if local := _LOCAL.match(name):
            found[local[0]].append(name)
    return [(f"{local} [{TOGETHER}]", units) for local, units in found.items() if len(units) > 1]


def _classes(project: Project, found: Sequence[Row]) -> dict[str, int]:
    """How many classes these are, and of how many the band is doubtful."""
    classes = {r["title"]: r for r in found if r["title"]}.values()
    return {
        "classes": len(classes),
        "trained": sum(r["trained"] for r in classes),
        "exposed": sum(r["band"] in AT_RISK for r in classes),
        "doubted": sum(is_higher(other_band(r["band"], r["span"]), r["band"]) for r in classes),
        "bare": sum(bool(band_unprotected(r["band"], r["exposure"], project.thresholds)) for r in classes),
    }


def _in_training(going: RolledUp | None, found: Sequence[Row]) -> Mapping[tuple[str, str], int]:
    """The participants that are told of the classes of one unit and band: there are at least as many positions of these."""
    inside: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for r in found:
        inside[r["title"]].add((r["unit"], r["band"]))
    if not going or not going.current:  # sums of an earlier edition may be of people who have left
        return {}
    cells = {cell for (cell,) in (c for c in inside.values() if len(c) == 1)}
    own = {cell: partial(_of_titles, {t for t, of in inside.items() if of == {cell}}) for cell in cells}
    return {cell: going.at_least(of, of)[0] for cell, of in own.items()}


def _positions(
    counted: RolledUp | None, trained: Mapping[tuple[str, str], int], cells: Sequence[tuple[str, str]]
) -> int | str:
    """How many positions of some units and bands may be told; else the least that follows from all that is told."""
    if not counted:
        return WITHHELD
    people, all_told = _of_cells(counted, cells)
    if all_told:
        return people
    known = sum(max(_of_cells(counted, [cell])[0], trained.get(cell, 0)) for cell in cells)
    people = max(people, known)
    return f"at least {people:,}" if people else WITHHELD


def _of_cells(counted: RolledUp, cells: Sequence[tuple[str, str]]) -> tuple[int, bool]:
    def inside(atom: Atom) -> bool:
        return atom.path in cells

    return counted.at_least(inside, inside)


def _going(
    told: RolledUp | None, sure: Callable[[Atom], bool], maybe: Callable[[Atom], bool], share: float
) -> int | str:
    """How many people may be told to take part; else the share that the plan expects everywhere: the sum of what is told
    would be read as all of them. `sure` are counts inside, `maybe` those that are in part."""
    people, all_told = told.at_least(sure, maybe) if told else (0, False)
    return people if all_told else f"{WITHHELD}: about {share:.0%} of those offered" if people else WITHHELD


def _of_titles(titles: Set[int], atom: Atom) -> bool:
    """Whether a count of participants is of one of these titles."""
    return isinstance(atom.key, tuple) and atom.key[0] in titles
