"""The training that the plan offers, each pathway by name, with counts of participants that are safe to show."""

from __future__ import annotations

from typing import Any

from reskill.export.blocks import WITHHELD
from reskill.export.union.people import PATHWAYS, participants
from reskill.export.union.plan_words import bare_name
from reskill.export.union.review_columns import for_review
from reskill.export.xlsx.sheet import Sheet, tabulate
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.table import Column

TRAINING = "Training"
EVERYBODY = "All pathways"
COLUMNS = (
    Column("Pathway", "pathway", "wrapped", 48, tip="Occupation that people train for; their own where they stay."),
    Column("Kind", "kind", width=7, tip="stay: the job is kept, with changed tasks; move: to another job in the city."),
    Column("Program", "program", "wrapped", 84, tip="What takes them there."),
    Column("Paid hours each", "hours", "int", 9, tip="Training hours a participant, paid as work time."),
    Column(
        "Participants", "people", "int", 12, tip="People expected to take part, all years; withheld where they are few."
    ),
)


def training(project: Project, _catalog: Catalog) -> Sheet:
    """Every pathway of the plan, staying first."""
    told = participants(project)
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for r in project.rows(PATHWAYS):
        people = told.told((f"{r['destination']} {r['program_id']}",)) if told else None
        found[r["destination_title"], r["program"]] = {
            "pathway": r["destination_title"],
            "kind": "stay" if r["stays"] else "move",
            "program": bare_name(r["program"]),
            "hours": r["hours"],
            "people": WITHHELD if people is None else people,
        }
    rows = list(found.values())
    if rows:
        rows.append({"pathway": EVERYBODY, "people": told.total if told else WITHHELD})
    sheet = Sheet(
        title=TRAINING,
        note="What the plan offers, by pathway and program. Training is paid as work time; taking part is voluntary.",
        columns=COLUMNS,
        rows=tabulate(COLUMNS, rows),
        empty="No training is planned.",
    )
    return for_review(
        sheet,
        [f"pathway: {pathway} | {program}" for pathway, program in found] + [f"pathway: {EVERYBODY}"] * bool(rows),
    )
