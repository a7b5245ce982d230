"""The training that the plan offers, each pathway by name, with counts of participants that are safe to show."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from reskill.export.blocks import WITHHELD
from reskill.export.union.people import PATHWAYS, by_name, participants, unit_column, units_of_titles, with_few_units
from reskill.export.union.plan_words import AT_WORK, bare_name, program_name
from reskill.export.union.review_columns import for_review
from reskill.export.xlsx.sheet import Sheet, tabulate
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.table import Column

TRAINING = "Training"
EVERYBODY, THE_CITY, NO_PRICE = "All pathways", "the city itself", "none"
COLUMNS = (
    Column("Pathway", "pathway", "wrapped", 40, tip="Occupation that people train for; their own where they stay."),
    Column(
        "Kind", "kind", width=7, tip="stay: no move is planned, the tasks change; move: to another job in the city."
    ),
    Column("Classes", "title", "wrapped", 42, tip="Class titles for which it is planned."),
    Column(
        "Program",
        "program",
        "wrapped",
        22,
        tip="What takes them there. Practice at work: AI foundations, what must not reach a tool, then exercises of the duties that would grow, on"
        " the sheet What changes.",
    ),
    Column("Provider", "provider", "wrapped", 19, tip="Who gives it."),
    Column("How", "delivery", "wrapped", 13, tip="Online, in person or both; blank where it is not known."),
    Column(
        "Hours each",
        "hours",
        "int",
        8,
        tip="Training hours a participant; the plan assumes that they are paid as work time.",
    ),
    Column(
        "Price each",
        "price",
        "dollars",
        9,
        tip="What the provider asks for one participant; blank where it is not known.",
    ),
    Column(
        "Participants", "people", "int", 12, tip="People expected to take part, all years; withheld where they are few."
    ),
)


def training(project: Project, _catalog: Catalog) -> Sheet:
    """Every pathway of the plan, in the order of unit and class."""
    told = participants(project)
    found: dict[tuple[str, str], dict[str, Any]] = {}
    classes: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    units, inside = units_of_titles(project), defaultdict[tuple[str, str], set[str]](set)
    for r in project.rows(PATHWAYS):
        people = told.told((f"{r['destination']} {r['program_id']}",)) if told else None
        way = r["destination_title"], r["program"]
        at_work = program_name(r) == AT_WORK
        classes[way] |= {r["title"]: None}
        inside[way] |= units[r["title_id"]]
        found[way] = {
            "pathway": r["destination_title"],
            "kind": "stay" if r["stays"] else "move",
            "program": program_name(r),
            "provider": THE_CITY if at_work else r["provider"],
            "delivery": "at work" if at_work else bare_name(r["delivery"] or ""),
            "hours": round(r["hours"]),
            "price": NO_PRICE if at_work and r["cost"] is None else r["cost"],
            "people": WITHHELD if people is None else people,
        }
    order = sorted(found, key=lambda way: (by_name(inside[way]), list(classes[way]), found[way]["kind"] != "stay"))
    rows = [found[way] | {"title": "; ".join(classes[way]), "units": by_name(inside[way])} for way in order]
    if rows:
        rows.append({"pathway": EVERYBODY, "people": told.total if told else WITHHELD})
    columns = (*COLUMNS[:3], unit_column(project, 19), *COLUMNS[3:])
    sheet = Sheet(
        title=TRAINING,
        note="It assumes paid work time, and that it is voluntary. Practice at work: how AI tools work and err, what must not reach one, then"
        " exercises, as on What changes. Stay: no move is planned. Funds: Cover, Paid from.",
        columns=columns,
        rows=tabulate(columns, rows),
        empty="No training is planned.",
    )
    references = [f"pathway: {pathway} | {program}" for pathway, program in order]
    return with_few_units(for_review(sheet, references + [f"pathway: {EVERYBODY}"] * bool(rows), on_paper=False))
