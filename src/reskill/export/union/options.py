"""What people of each occupation could do next, staying first, by published figures only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reskill.export.sheet import Sheet, tabulate
from reskill.export.union.review_columns import for_review
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.table import Column

COLUMNS = (
    Column("Occupation", "occupation", "wrapped", 30, tip="Occupation of the people concerned."),
    Column("Option", "destination", "wrapped", 34, tip="Staying with other tasks, or another occupation."),
    Column("Kind", "kind", tip="stay and re-task: no job is lost; or move to another job in the city."),
    Column("Published pay here", "pay", "dollars", tip="National median a year, BLS OEWS."),
    Column("Published pay there", "pay_there", "dollars", tip="National median a year, BLS OEWS."),
    Column("Pay effect", "effect", "percent", tip="Published pay there over published pay here, less 100%."),
    Column("Job zones up", "zone_gap", "int", tip="How many O*NET job zones more preparation it asks for."),
    Column("Exposure there", "exposure", "percent", tip="Exposure of the option's work."),
    Column("Vacancies here", "vacancies", tip="Whether the city has vacant positions of it."),
    Column("To learn", "learn", "wrapped", 40, tip="Skills and knowledge that count more there."),
    Column("Programs", "programs", "wrapped", 44, tip="Programs that cover most of the gap."),
)
SHOWN = 8  # nearest occupations beside staying
_OPTIONS = """
SELECT r.code AS code_here, r.occupation, d.code, d.occupation AS destination, d.stays, d.zone_gap, d.exposure,
    d.vacancies,
    (SELECT group_concat(g.element, ', ') FROM (SELECT element FROM gap WHERE title_id = d.title_id AND code = d.code
        ORDER BY need - have DESC, element LIMIT 5) g) AS learn,
    (SELECT group_concat(f.name, '; ') FROM (SELECT p.name FROM program_fit f JOIN program p ON p.id = f.program_id
        WHERE f.title_id = d.title_id AND f.code = d.code ORDER BY f.rank LIMIT 3) f) AS programs
FROM destination d JOIN role r ON r.title_id = d.title_id WHERE d.viable OR d.stays
ORDER BY r.occupation, d.stays DESC, d.rank, d.occupation
"""


def options(project: Project, catalog: Catalog) -> Sheet:
    """Options of every occupation whose roles are in band watch or above."""
    rows = list(_rows(project, catalog))
    sheet = Sheet(
        title="Options",
        note=f"For each occupation concerned: staying with other tasks, then the {SHOWN} nearest jobs; published pay.",
        columns=COLUMNS,
        rows=tabulate(COLUMNS, rows),
        empty="No role is in band watch or above.",
        frozen_columns=2,
    )
    return for_review(sheet, [f"option: {r['occupation']} > {r['destination']}" for r in rows])


def _rows(project: Project, catalog: Catalog) -> Iterator[dict[str, Any]]:
    seen: dict[str, set[str]] = {}
    for r in project.rows(_OPTIONS):
        known = seen.setdefault(r["code_here"], set())
        if r["code"] in known or len(known) > SHOWN:
            continue
        known.add(r["code"])
        here, there = (catalog.occupations.get(r[k]) for k in ("code_here", "code"))
        pay, pay_there = here and here.pay, there and there.pay
        yield r | {
            "destination": "Stay and re-task" if r["stays"] else r["destination"],
            "kind": "stay and re-task" if r["stays"] else "move",
            "pay": pay,
            "pay_there": pay_there,
            "effect": pay_there / pay - 1 if pay and pay_there else None,
            "exposure": None if r["stays"] else r["exposure"],
            "vacancies": "yes" if r["vacancies"] else "no",
        }
