"""Which tasks of each occupation concerned shrink, which stay with people and what is added, in words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from reskill.export.union.people import by_name, unit_column, units_of_titles
from reskill.export.union.review_columns import for_review
from reskill.export.xlsx.sheet import Sheet, on_screen
from reskill.exposure.bands import AT_RISK
from reskill.exposure.inventory import read_inventories
from reskill.pathways.retask import BY_PEOPLE, Retask, Retasking
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.table import Column

TITLE = "What changes"
TOLD, ROOM = 3, 180  # tasks of each kind at most, and characters of them where one is told already
NONE_SHRINKS = "None of which AI could save half the time."
NONE_STAYS = "No whole task: AI could help with each, some of them a little, and no rule protects one. Share of the time: see Exposure on Classes."
NONE_GROWS = "None proposed."
DECISION = " [proposed to be protected]"  # in brackets, which another language says too
COLUMNS = (
    Column(
        "Classes",
        "title",
        "wrapped",
        26,
        tip="Classes at risk, priority or in training that have these tasks. Hemmed in: little other work here is like theirs.",
    ),
    Column(
        "Could shrink",
        "shrinks",
        "wrapped",
        50,
        tip="The weightiest tasks of which AI could save half the time or more. All tasks are in the file of evidence.",
    ),
    Column(
        "Would stay with people",
        "stays",
        "wrapped",
        50,
        tip="Tasks of which AI does little; and protected ones, which rules of oversight propose to leave to people.",
    ),
    Column(
        "Could grow",
        "grows",
        "wrapped",
        50,
        tip="Duties that a changed job adds where such a tool comes to the class: a proposal to talk about. What tools come: City answers.",
    ),
)
OCCUPATION = Column("Occupation", "occupation", width=28, tip="Occupation of these classes: see Classes.")


def changes(project: Project, catalog: Catalog) -> Sheet:
    """A row for each occupation of classes at risk or priority, or with training planned, in the order of unit and class;
    two where its classes differ in their tasks."""
    inventories, advisor = read_inventories(project, catalog), Retasking(catalog, project.thresholds.weekly_hours)
    found: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    units, inside = units_of_titles(project), defaultdict[tuple[str, tuple[str, ...]], set[str]](set)
    for r in project.rows(
        "SELECT t.id, t.title || iif(coalesce(m.hemmed_in, 0), ' [hemmed in]', '') AS title, t.title AS plain, r.occupation, r.code FROM role r"
        " JOIN title t ON t.id = r.title_id LEFT JOIN mobility m ON m.title_id = t.id WHERE r.band IN (?, ?)"
        " OR EXISTS (SELECT 1 FROM cohort c WHERE c.title_id = t.id AND c.participants > 0)"
        " ORDER BY r.occupation, t.title, t.department",
        AT_RISK,
    ):
        key = r["occupation"], _told(advisor.advice(inventories.tasks(r["id"]), r["code"], r["plain"]))
        inside[key] |= units[r["id"]]
        if r["title"] not in found[key]:
            found[key].append(r["title"])
    order = sorted(found, key=lambda key: (by_name(inside[key]), found[key]))
    occupations, several = [occupation for occupation, _ in order], Counter(occupation for occupation, _ in order)
    rows = [("; ".join(found[key]), *key[1]) for key in order]
    sheet = Sheet(
        title=TITLE,
        note=f"Up to {TOLD} tasks of each kind. Could grow: where such a tool comes to the class; only tools named in City answers are"
        " proposed. The plan practises for others too. Hemmed in: little other work here is like theirs.",
        columns=COLUMNS,
        rows=rows,
        empty="No class is at risk, priority or in training.",
    )
    names = (f"{o} | {row[0]}" if several[o] > 1 else o for o, row in zip(occupations, rows, strict=True))
    sheet = for_review(sheet, [f"changes: {name}" for name in names])
    more = (OCCUPATION, unit_column(project))
    return on_screen(sheet, more, [(key[0], by_name(inside[key])) for key in order])


def _told(advice: Retask) -> tuple[str, ...]:
    staying = [f"{c.task.rstrip('. ')}{DECISION if c.why == BY_PEOPLE else ''}" for c in advice.staying]
    return (
        listed([c.task for c in advice.shrinking]) or NONE_SHRINKS,
        listed(staying) or NONE_STAYS,
        listed([d.duty for d in advice.duties]) or NONE_GROWS,
    )


def listed(tasks: Sequence[str]) -> str:
    """The first tasks, whole and numbered: as many as there is room for, since nobody can judge a part of one."""
    told: list[str] = []
    for n, task in enumerate(tasks[:TOLD], 1):
        text = task.rstrip(". ")
        if told and sum(map(len, told)) + len(text) > ROOM:
            break
        told.append(f"{n}) {text[:1].upper()}{text[1:]}")
    return "; ".join(told)
