"""Which tasks of each occupation concerned shrink, which stay with people and what is added, in words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from reskill.export.union.review_columns import for_review
from reskill.export.xlsx.sheet import Sheet
from reskill.exposure.bands import AT_RISK
from reskill.exposure.inventory import read_inventories
from reskill.pathways.retask import BY_PEOPLE, Retask, Retasking
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.table import Column

TITLE = "What changes"
TOLD, ROOM = 3, 200  # tasks of each kind at most, and characters of them where one is told already
NONE_SHRINKS = "None of which AI could save half the time."
NONE_STAYS = "None by these estimates: AI could help with every task, and no rule proposes one as a decision of people."
NONE_GROWS = "None proposed."
DECISION = " [a decision]"  # in brackets, which another language says too
COLUMNS = (
    Column("Occupation", "occupation", "wrapped", 22, tip="Occupation of the classes: see Classes."),
    Column(
        "Classes",
        "title",
        "wrapped",
        20,
        tip="Classes at risk or priority that have these tasks. Hemmed in: little other work here is like theirs.",
    ),
    Column(
        "Would shrink",
        "shrinks",
        "wrapped",
        45,
        tip="The weightiest tasks of which AI could save half the time or more. All tasks are in the file of evidence.",
    ),
    Column(
        "Stays with people",
        "stays",
        "wrapped",
        45,
        tip="Decisions that people take, and tasks of which AI does little.",
    ),
    Column("Would grow", "grows", "wrapped", 45, tip="Duties that a changed job adds: a proposal to talk about."),
)


def changes(project: Project, catalog: Catalog) -> Sheet:
    """A row for each occupation of classes at risk or priority; two where its classes differ in their tasks."""
    inventories, advisor = read_inventories(project, catalog), Retasking(catalog, project.thresholds.weekly_hours)
    found: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for r in project.rows(
        "SELECT t.id, t.title || iif(coalesce(m.hemmed_in, 0), ' [hemmed in]', '') AS title, t.title AS plain, r.occupation, r.code FROM role r"
        " JOIN title t ON t.id = r.title_id LEFT JOIN mobility m ON m.title_id = t.id WHERE r.band IN (?, ?)"
        " ORDER BY r.occupation, t.title, t.department",
        AT_RISK,
    ):
        titles = found[r["occupation"], _told(advisor.advice(inventories.tasks(r["id"]), r["code"], r["plain"]))]
        if r["title"] not in titles:
            titles.append(r["title"])
    rows = [(occupation, "; ".join(titles), *told) for (occupation, told), titles in found.items()]
    several = Counter(occupation for occupation, _ in found)
    sheet = Sheet(
        title=TITLE,
        note=f"For classes at risk or priority: up to {TOLD} tasks that would shrink, stay and grow. Hemmed in: little other"
        " work here is like theirs. Say where it is wrong.",
        columns=COLUMNS,
        rows=rows,
        empty="No class is at risk or priority.",
    )
    return for_review(sheet, [f"changes: {row[0]}{f' | {row[1]}' if several[row[0]] > 1 else ''}" for row in rows])


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
